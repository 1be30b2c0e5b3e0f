"""An article's text cut where a part of a statement begins or ends.

    Paragraph(runs=(Run("Mira Tolland", part="source", statements=(1,)), Run(" "), …))

Every run is text with the parts it belongs to; a template makes one element of each, so nothing
of an article is ever markup. The runs of an article join to its text, line breaks between
paragraphs apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quoth.model import Span, Statement

DEEPEST = 3
"""Contents inside contents that are told apart; deeper ones look like this."""

BREAK = re.compile(r"[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters that belong to the same parts of the same statements."""

    start: int
    """Code point of the article's text."""
    text: str
    depth: int = 0
    """Contents around it: 0 is the outlet's own voice."""
    part: str | None = None
    """source, cue or link, where it is one of them."""
    statements: tuple[int, ...] = ()
    """Numbers of the statements that it is a part of, the innermost last."""
    opens: tuple[int, ...] = ()
    """Numbers of the statements whose first part begins here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the text."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


def marked(text: str, statements: Sequence[Statement]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text with the parts of its statements.

    Args:
        text: the article's.
        statements: in order of appearance; the first has the number 1.
    """
    edges: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    closing: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    begins: dict[int, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements, 1):
        parts = [(span, part) for span, part in _parts(statement) if _fits(span, len(text))]
        for (start, end), part in parts:
            edges[start].append((end, number, part))
            closing[end].append((start, number, part))
        if parts:
            begins[min(start for (start, _), _ in parts)].append(number)
    length = {
        number: sum(end - start for start, end in statement.content.spans)
        for number, statement in enumerate(statements, 1)
    }
    cuts = sorted({0, len(text), *edges, *closing})
    inside: list[tuple[int, str]] = []
    runs: list[Run] = []
    for here, there in pairwise(cuts):
        for _, number, part in closing[here]:
            inside.remove((number, part))
        inside += [(number, part) for _, number, part in edges[here]]
        contents = [number for number, part in inside if part == "content"]
        others = [(number, part) for number, part in inside if part != "content"]
        ordered = sorted(contents, key=lambda number: -length[number])
        part = None
        for wanted in ("link", "source", "cue"):
            if any(found == wanted for _, found in others):
                part = wanted
        ordered += [number for number, _ in others if number not in ordered]
        runs.append(
            Run(
                start=here,
                text=text[here:there],
                depth=min(len(contents), DEEPEST),
                part=part,
                statements=tuple(dict.fromkeys(ordered)),
                opens=tuple(begins[here]),
            )
        )
    return _paragraphs(runs)


def attributed(text: str, statements: Sequence[Statement]) -> int:
    """How many characters of a text stand inside the content of a statement."""
    spans = sorted(
        span for statement in statements for span in statement.content.spans if span[1] > span[0]
    )
    total = reached = 0
    for start, end in spans:
        start = max(start, reached)
        if end > start:
            total += end - start
            reached = end
    return min(total, len(text))


def _parts(statement: Statement) -> list[tuple[Span, str]]:
    found: list[tuple[Span, str]] = [(span, "content") for span in statement.content.spans]
    if statement.cue:
        found.append((statement.cue.span, "cue"))
    if statement.source:
        found.append((statement.source.span, "source"))
    found += [(link.span, "link") for link in statement.chain]
    return list(dict.fromkeys(found))


def _fits(span: Span, length: int) -> bool:
    return 0 <= span[0] < span[1] <= length


def _paragraphs(runs: list[Run]) -> tuple[Paragraph, ...]:
    """Cut the runs at line breaks; what opens in a break opens in the next run."""
    paragraphs: list[list[Run]] = [[]]
    waiting: tuple[int, ...] = ()
    for run in runs:
        place = 0
        opens = waiting + run.opens
        waiting = ()
        pieces = []
        for found in BREAK.finditer(run.text):
            pieces.append((place, run.text[place : found.start()], True))
            place = found.end()
        pieces.append((place, run.text[place:], False))
        for offset, piece, ends in pieces:
            if piece:
                paragraphs[-1].append(
                    replace(run, start=run.start + offset, text=piece, opens=opens)
                )
                opens = ()
            if ends and paragraphs[-1]:
                paragraphs.append([])
        waiting = opens
    return tuple(Paragraph(runs=tuple(each)) for each in paragraphs if each)
