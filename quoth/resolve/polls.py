"""Polls: "85 per cent say yes" reached us through the survey that asked them.

A page about a survey names it once and then tells what "two thirds of respondents" think. They are
the speakers; the survey is who passes it on, and without it nobody can tell who was asked what.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from quoth.model import Link, Statement
from quoth.resolve.grounds import INFERRED, grounded
from quoth.resolve.scene import Stage, Told

_COUNT = r"(?:\d{1,3}(?:[.,]\d+)? ?(?:%|per ?cent)|[a-z]+(?:-[a-z]+)? per ?cent)"
_PART = r"(?:(?:overwhelming |large |small |slim |clear )?(?:majority|minority|plurality)|half"
_PART += r"|(?:two|three|a|one)[- ](?:thirds?|quarters?|fifths?))"
_ABOUT = r"(?:just|only|some|about|nearly|almost|more than|over|fewer than|less than|the|another|a"
_ABOUT += r"|an|around|roughly|up to)"
_SHARE = re.compile(
    rf"(?:{_ABOUT} ){{0,3}}(?:{_COUNT}|{_PART})(?: of (?!study)[^,;]{{2,80}})?"
    r"|(?:most |many |the )?(?:respondents|those (?:polled|surveyed|asked|questioned))"
    r"|(?:people|voters|adults) (?:polled|surveyed)",
    re.IGNORECASE,
)
"""Sources that are a share of those who were asked."""
_NOUN = re.compile(r"\b(?:survey|poll|Survey|Poll)\b(?! (?:tax|station|booth))")
_BY = re.compile(r"(?: of [\w ,]{2,40}?)?,? (?:\w+ (?:out )?)?(?:by|from)(?: [a-z]+){0,3} $")
_POLLSTER = re.compile(r"\b[Pp]oll(?:sters?|ing (?:firm|company|institute)),? (?:the )?(?=[A-Z])")
FAR = 70
"""Characters between "survey" and whose it is."""
PARAGRAPHS = 5
"""Paragraphs that a survey holds for, if it is not named again."""
MOST = 40
"""Occurrences of the noun, and surveys before a statement, that are looked at."""


def polled(stage: Stage, told: Sequence[Told]) -> list[Statement]:
    """The statements of no nesting, in order; shares of people get the survey in their chain.

    Only where the article names one survey shortly before, as a source or with whose it is, and the
    statement has no document in its chain yet.
    """
    found = [entry.statement for entry in told]
    asked = [at for at, s in enumerate(found) if s.source and _SHARE.fullmatch(s.source.text)]
    if not asked:
        return found
    surveys = sorted(_surveys(stage, told), key=_begin)
    for at in asked:
        statement = found[at]
        if any(link.kind == "document" for link in statement.chain):
            continue
        here = stage.layout.paragraph(told[at].anchor)
        stop = bisect_left(surveys, told[at].anchor, key=_begin)
        before = [
            link
            for link in surveys[max(0, stop - MOST) : stop]
            if here - stage.layout.paragraph(link.span[0]) <= PARAGRAPHS
        ]
        if not before or len({_whose(link.name) for link in before}) > 1:
            continue
        chain = (before[-1], *statement.chain)
        found[at] = grounded(
            replace(statement, chain=chain), "chain", f"{INFERRED}the survey named before", 0.75
        )
    return found


def _surveys(stage: Stage, told: Sequence[Told]) -> Iterator[Link]:
    """The surveys that an article names with whose they are, else those that speak."""
    text, cast = stage.article.text, stage.cast
    named = False
    for match in islice(_NOUN.finditer(text), MOST):
        for index in cast.mentions_in(match.end(), match.end() + FAR)[:1]:
            actor, mention = cast.actor_of[index], cast.mentions[index]
            if actor is None or actor.kind not in ("organization", "outlet"):
                continue
            if _BY.fullmatch(text, match.end(), mention.lead):
                named = True
                name = f"{match[0].capitalize()} by {actor.name}"
                yield Link(name=name, kind="document", span=(match.start(), mention.span[1]))
    for match in islice(_POLLSTER.finditer(text), MOST):
        for index in cast.mentions_in(match.end(), match.end() + 4)[:1]:
            actor, mention = cast.actor_of[index], cast.mentions[index]
            if actor is not None and actor.kind in ("organization", "outlet"):
                named = True
                yield Link(name=f"Survey by {actor.name}", kind="document", span=mention.span)
    if named:
        return
    for entry in told:
        source = entry.statement.source
        for actor in entry.actors:
            words = actor.name.lower().split()
            if actor.kind == "document" and source and {"survey", "poll"} & set(words):
                yield Link(name=actor.name, kind="document", span=source.span)


def _begin(link: Link) -> int:
    return link.span[0]


def _whose(name: str) -> str:
    """Whose survey it is, in letters: "Poll by Odd & Co" and "Survey by Odd & Co" are one."""
    return "".join(c for c in (name.partition(" by ")[2] or name).casefold() if c.isalnum())
