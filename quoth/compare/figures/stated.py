"""The figures of an article: each quantity with whose it is, what it is of, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.compare.figures.nouns import singular
from quoth.compare.figures.quantity import CLOCK, Quantity, quantities
from quoth.compare.words import Sentences, content_stems, sentences
from quoth.model import Article, Figure, Span, Statement, content_id
from quoth.resolve.when import dated

_CUT = re.compile(r"[;:—–]|,\s+(?=(?:but|and|while|whereas|though|although|up|down)\b)")
_YEAR = re.compile(r"\b(?:in|of|since|by|from|until|during) ((?:19|20)\d\d)\b|\((?:19|20)\d\d\)")
_NUMBER_OF = re.compile(
    r"\b(?:number|count|total|tally) of ((?:[^\W\d_]+ ){0,3}?[^\W\d_]+?s)\b"
    r"(?= (?:had|has|have|is|was|at|to|rose|fell|stood|stands|reached|could|may|now|by)\b)"
)
_TAKEN_UP = re.compile(
    r"\b(?:it|that|this|the figure|the number|the total|the toll|the count|had said|says?|said|"
    r"quotes?|counts?|counted|claims?|claimed|estimates?|puts?|reckons?|according to|guaranteed)\b",
    re.IGNORECASE,
)
_IT = re.compile(
    r"\b(?:it|this|that)\s+(?:was|is|were|had been|took|lasted|cost|came to|stood at)\s+"
    r"(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s?,\s?[0-9]|-")
_AGE = re.compile(r"\b(?:ages?|aged|turned|page|number)\s$")
ONE_CLAUSE = 260
"""Longer clauses are cut to so many characters around the figure."""


def figures(article: Article, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of an article in order. Pure: what it gives depends on its arguments alone.

    A bare number after a figure ("the ministry had said 40") takes that one's unit, what it
    counts and its topic, if it stands in the same sentence or the next.

    Args:
        article: the article.
        statements: its statements.
    """
    text = article.text
    cut = sentences(text)
    spoken = sorted(
        (start, end, statement.id)
        for statement in statements
        for start, end in statement.content.spans
    )
    found: list[Figure] = []
    for quantity in quantities(text):
        figure = _figure(article, quantity, cut, spoken)
        if figure.low != figure.low or abs(figure.high) == float("inf"):
            continue
        clock = figure.unit == CLOCK
        before = next((f for f in reversed(found) if f.topic and (f.unit == CLOCK) == clock), None)
        bare = figure.unit is None and figure.counted is None
        taken = bare or _short(figure, text, cut) or _taken_up(figure, text, cut)
        if taken and before is not None:
            near = cut.number(figure.span[0]) - cut.number(before.span[0])
            if near <= 1 and (figure.unit or before.unit) == before.unit:
                figure = _inherit(figure, before, text, cut)
        found.append(figure)
    return tuple(found)


def _short(figure: Figure, text: str, cut: Sentences) -> bool:
    """Whether a sentence has little to say of its own: "The company says it was 21.55."."""
    start, end = cut.span(figure.span[0])
    return figure.unit is not None and end - start < 90 and len(figure.topic.split()) <= 4


def _taken_up(figure: Figure, text: str, cut: Sentences) -> bool:
    """Whether its clause speaks of the quantity as "it": "It was more than 2,000 people"."""
    return _IT.search(text, cut.span(figure.span[0])[0], figure.span[0]) is not None


def _inherit(figure: Figure, before: Figure, text: str, cut: Sentences) -> Figure:
    start, end = cut.span(figure.span[0])
    if _LISTED.match(text, figure.span[1]) or _AGE.search(text, start, figure.span[0]):
        return figure
    same = cut.number(before.span[0]) == cut.number(figure.span[0])
    if not same and not _TAKEN_UP.search(text, start, end):
        return figure
    if figure.unit is None and figure.counted is None and figure.low > 1e3 * max(before.high, 1):
        return figure
    own = figure.topic.split()
    topic = " ".join(dict.fromkeys((*before.topic.split(), *own)))
    scale = 1.0
    if figure.unit is None and before.low >= 1e6 and figure.high < 1000:
        scale = 1e9 if before.low >= 1e9 else 1e6  # "31 million … make it 90"
    return replace(
        figure,
        low=figure.low * scale,
        high=figure.high * scale,
        unit=figure.unit or before.unit,
        counted=figure.counted or before.counted,
        topic=topic,
        day=figure.day or (before.day if same else None),
    )


def _figure(
    article: Article,
    quantity: Quantity,
    cut: Sentences,
    spoken: Sequence[tuple[int, int, str]],
) -> Figure:
    text = article.text
    start, end = quantity.span
    clause = _clause(text, quantity.span, cut)
    around = text[clause[0] : start] + " " + (quantity.counted or "") + " " + text[end : clause[1]]
    holding = [(b - a, id) for a, b, id in spoken if a <= start and end <= b + 1]
    unit, counted = quantity.unit, quantity.counted
    if unit is None and counted is None:
        named = _NUMBER_OF.search(text, clause[0], start)
        counted = singular(named.group(1)) if named else None
    if quantity.part and unit is None:
        unit = "share"
    return Figure(
        id=content_id("figure", article.id, quantity.span, quantity.low, quantity.high),
        article_id=article.id,
        statement_id=min(holding)[1] if holding else None,
        span=quantity.span,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound,
        unit=unit,
        counted=counted,
        change=quantity.change,
        topic=" ".join(dict.fromkeys(content_stems(around))),
        day=None if unit == CLOCK else _day(text, clause, quantity.span, article.published),
    )


def _clause(text: str, span: Span, cut: Sentences) -> Span:
    """The part of the sentence around a figure, up to a semicolon or a clause's comma."""
    start, end = cut.span(span[0])
    end = max(end, span[1])
    for match in _CUT.finditer(text, start, end):
        if match.end() <= span[0]:
            start = match.end()
        elif match.start() >= span[1]:
            end = match.start()
            break
    return max(start, span[0] - ONE_CLAUSE), min(end, span[1] + ONE_CLAUSE)


def _day(text: str, clause: Span, span: Span, published: str | None) -> str | None:
    """When the figure holds, if its clause says so in words that can be dated."""
    after = text[span[1] : min(clause[1], span[1] + 60)]
    found = dated(after, published=published)
    if found is None:
        year = _YEAR.search(text, clause[0], clause[1])
        if year is not None:
            found = year.group(1)
    return found
