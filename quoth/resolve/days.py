"""The day of a statement from what the article says elsewhere.

Three habits of news writing: a document carries its own date ("a 2019 report found"); the first
paragraph dates what the headline and a later "told a news conference" speak of; and a court's
ruling, its opinion and its dissents are of one day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from quoth.model import Statement
from quoth.resolve.cast import Actor
from quoth.resolve.grounds import INFERRED, grounded
from quoth.resolve.lexicon import DOCUMENT_NOUNS
from quoth.resolve.occasion import SPOKEN, owns_words
from quoth.resolve.scene import Stage, Told
from quoth.resolve.when import dated, published_day

_YEAR = re.compile(r"\b((?:1[89]|20)\d\d)\b")
_EARLIER = re.compile(r"\b(?:previously|earlier|already|repeatedly|had|has)\b")
_COURT = frozenset(["court", "tribunal"])
RECENT = 7
"""Days before publication within which a ruling is the one that the article reports."""
LEAD = 2
"""Paragraphs that hold the headline and the first sentences."""


def document_date(
    statement: Statement, actors: Sequence[Actor], *, text: str, published: str | None
) -> str | None:
    """The date or year that a document's name carries, or None.

    Args:
        statement: with its source.
        actors: its speakers.
        text: the article's; before "which" stands the document ("the 1898 ruling, which held").
        published: the article's date.
    """
    if statement.source is None:
        return None
    if statement.source.text.lower() in ("which", "that"):
        before = text[max(0, statement.source.span[0] - 60) : statement.source.span[0]]
        found = re.findall(r"\b((?:1[89]|20)\d\d) (\w+)", before)
        return found[-1][0] if found and found[-1][1] in DOCUMENT_NOUNS else None
    words = {word.lower().strip(",.’'") for word in statement.source.text.split()}
    if any(actor.kind == "document" for actor in actors):
        names = [statement.source.text, *(actor.name for actor in actors)]
    elif words & DOCUMENT_NOUNS and not any(actor.kind == "person" for actor in actors):
        names = [statement.source.text]
    else:
        return None
    for name in names:
        if found := dated(name, published=published):
            return found
        years = set(_YEAR.findall(name))
        if len(years) == 1:
            return years.pop()
    return None


def spread_days(stage: Stage, told: Sequence[Told]) -> list[Statement]:
    """The statements of no nesting, in order, with days taken from one another."""
    found = [entry.statement for entry in told]
    lead: dict[int, str] = {}
    for entry in told:
        day = entry.statement.said_on
        if day and len(day) >= 10 and stage.layout.paragraph(entry.anchor) <= LEAD:
            for actor in entry.actors:
                lead.setdefault(id(actor), day)
    ruling = _ruling_day(stage, told)
    for at, entry in enumerate(told):
        statement = entry.statement
        if statement.said_on or not entry.actors or owns_words(statement):
            continue
        days = {lead.get(id(actor)) for actor in entry.actors}
        headline = stage.layout.paragraph(entry.anchor) == 0
        if len(days) == 1 and None not in days and (headline or statement.medium in SPOKEN):
            found[at] = grounded(
                replace(statement, said_on=days.pop()),
                "said_on",
                f"{INFERRED}the day that the first sentences give this speaker",
                0.75,
            )
        elif (
            ruling
            and all(_of_a_court(actor) for actor in entry.actors)
            and not _EARLIER.search(_around_cue(stage, statement))
        ):
            found[at] = grounded(
                replace(statement, said_on=ruling),
                "said_on",
                f"{INFERRED}the one day on which the article says the court spoke",
                0.8,
            )
    return found


def _around_cue(stage: Stage, statement: Statement) -> str:
    """The cue and the few words before it: "had previously struck down" is another day."""
    if statement.cue is None:
        return ""
    start, end = statement.cue.span
    return stage.article.text[max(0, start - 20) : end]


def _ruling_day(stage: Stage, told: Sequence[Told]) -> str | None:
    """The one recent day on which the article says that a court or judge spoke."""
    published = published_day(stage.article.published)
    if published is None:
        return None
    earliest = (published - timedelta(days=RECENT)).isoformat()
    days = {
        entry.statement.said_on
        for entry in told
        if entry.statement.said_on
        and len(entry.statement.said_on) == 10
        and entry.statement.said_on >= earliest
        and entry.actors
        and all(_of_a_court(actor) for actor in entry.actors)
    }
    return days.pop() if len(days) == 1 else None


def _of_a_court(actor: Actor) -> bool:
    if actor.kind == "person":
        return "judge" in actor.role_words
    words = set(actor.name.lower().split())
    return bool(words & _COURT or words & {"justices", "judges"})
