"""The day of a statement from what the article says elsewhere.

Three habits of news writing: a document carries its own date ("a 2019 report found"); the first
paragraph dates what the headline and a later "told a news conference" speak of; and a court's
ruling, its opinion and its dissents are of one day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from quoth.model import Span, Statement
from quoth.resolve.cast import Actor
from quoth.resolve.grounds import INFERRED, dated_itself, grounded
from quoth.resolve.lexicon import DOCUMENT_NOUNS, word_set
from quoth.resolve.occasion import SPOKEN, owns_words
from quoth.resolve.scene import Stage, Told
from quoth.resolve.when import dated, published_day

_YEAR = re.compile(r"\b((?:1[89]|20)\d\d)\b")
_EARLIER = re.compile(r"\b(?:previously|earlier|already|repeatedly|had|has)\b")
_PERHAPS = re.compile(r"\b(?:likely|expected|will|would|may|might|could|should)\b")
_OTHER = re.compile(r"\b(?:another|separate|later|earlier|second|previous)\b")
_COURT = frozenset(["court", "tribunal"])
_WRITTEN = word_set(
    """
    letter memo report ruling opinion statement filing op-ed article lawsuit email dissent
    indictment affidavit brief
    """
)
"""Media that are read again: a later "in the letter" is the same one."""
_CAME_OUT = re.compile(
    r"\b(?:published|released|issued|unveiled|dated|presented|made public|came out|obtained) "
    r"((?:(?:on|in|late|early|this|last) )*[A-Z0-9]?[\w ,.]{3,22})"
)
_PEOPLE = frozenset(["person", "anonymous", "group"])
RECENT = 7
"""Days before publication within which a ruling is the one that the article reports."""
MONTH = 31
"""Days before publication within which a day in the first sentences may be that of the news."""
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
    elif words & DOCUMENT_NOUNS and not any(actor.kind in _PEOPLE for actor in actors):
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
        early = stage.layout.paragraph(entry.anchor) <= LEAD
        if day and len(day) >= 10 and early and _is_news(stage, day):
            for actor in entry.actors:
                lead.setdefault(id(actor), day)
    documents = _document_days(stage, told)
    written = _written_days(told)
    ruling = _ruling_day(stage, told)
    for at, entry in enumerate(told):
        statement = entry.statement
        if statement.said_on or not entry.actors or owns_words(statement):
            continue
        days = {lead.get(id(actor)) for actor in entry.actors}
        headline = stage.layout.paragraph(entry.anchor) == 0
        spoken = statement.medium in SPOKEN and not _OTHER.search(_own_words(stage, entry))
        if len(days) == 1 and None not in days and (headline or spoken):
            found[at] = grounded(
                replace(statement, said_on=days.pop()),
                "said_on",
                f"{INFERRED}the day that the first sentences give this speaker",
                0.75,
            )
        elif len(same := {documents.get(actor.name) for actor in entry.actors}) == 1 and (
            day := same.pop()
        ):
            found[at] = grounded(
                replace(statement, said_on=day),
                "said_on",
                f"{INFERRED}the day that the article gives the document",
                0.75,
            )
        elif (day := _written_before(stage, entry, written)) is not None:
            found[at] = grounded(
                replace(statement, said_on=day),
                "said_on",
                f"{INFERRED}the day of the {statement.medium} named before",
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


def _is_news(stage: Stage, day: str) -> bool:
    """Whether a day may be that of what the article reports: a letter of last year is not."""
    published = published_day(stage.article.published)
    return published is None or (published - timedelta(days=MONTH)).isoformat() <= day


@dataclass(frozen=True, slots=True)
class Ruling:
    """The one recent day on which an article says that courts or judges spoke."""

    day: str
    actors: frozenset[int]
    """Who spoke on it, by `id`."""

    @classmethod
    def of(cls, stage: Stage, told: Sequence[Told]) -> Ruling | None:
        """That of an article's statements of no nesting, which are filled in."""
        day = _ruling_day(stage, told)
        if day is None:
            return None
        spoke = (actor for t in told if t.statement.said_on == day for actor in t.actors)
        return cls(day, frozenset(map(id, spoke)))

    def inside(self, stage: Stage, statement: Statement, actors: Sequence[Actor]) -> Statement:
        """A decision of these courts inside somebody's words, with the ruling's day.

        "The president lashed out after the court upheld the law."

        Args:
            stage: the article.
            statement: nested in another.
            actors: its speakers.
        """
        dated = statement.said_on or statement.type != "decision" or not actors
        if dated or not all(_of_a_court(actor) for actor in actors):
            return statement
        if not {id(actor) for actor in actors} <= self.actors:
            return statement  # another court
        around = _around_cue(stage, statement)
        if _EARLIER.search(around) or _PERHAPS.search(around):
            return statement
        reason = f"{INFERRED}the one day on which the article says the court spoke"
        return grounded(replace(statement, said_on=self.day), "said_on", reason, 0.8)


def _document_days(stage: Stage, told: Sequence[Told]) -> dict[str, str]:
    """By the name of a document that speaks: the one day the article gives it.

    That of one of its statements, that on which it is said to have come out, or that on which
    the body whose report it is reports in the first sentences ("an inquiry found on Tuesday").
    """
    text = stage.article.text
    days: dict[str, set[str]] = {}
    places: dict[str, list[Span]] = {}
    lead: dict[str, str] = {}
    for entry in told:
        day = entry.statement.said_on
        early = stage.layout.paragraph(entry.anchor) <= LEAD
        for actor in entry.actors:
            if actor.kind != "document":
                if day and len(day) == 10 and early:
                    lead.setdefault(actor.name, day)
                continue
            found = days.setdefault(actor.name, set())
            if day and len(day) != 7:  # a month is rather what the document tells of
                found.add(day)
            if entry.statement.source is not None:
                places.setdefault(actor.name, []).append(entry.statement.source.span)
    for name, spans in places.items():
        for start, _ in spans:
            first, last = stage.layout.sentence_span(start)
            for match in _CAME_OUT.finditer(text, max(first, start - 300), min(last, start + 300)):
                when = dated(match[1], published=stage.article.published)
                if when:
                    days[name].add(when)
        if not days[name]:
            owner = re.split(r"(?:’s|'s|s’|s') ", name, maxsplit=1)[0]
            days[name] = {day for body, day in lead.items() if _akin(owner, body, name)}
    return {name: found.pop() for name, found in days.items() if len(found) == 1}


def _akin(owner: str, body: str, document: str) -> bool:
    """Whether a body may be whose document it is: "inquiry" and "judicial inquiry"."""
    return owner != document and body.lower().split()[-1] == owner.lower().split()[-1]


def _written_days(told: Sequence[Told]) -> dict[tuple[str, int], list[tuple[int, str]]]:
    """By medium and speaker: where the article dates something written, and the day."""
    found: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for entry in told:
        statement = entry.statement
        if statement.said_on and statement.medium in _WRITTEN and dated_itself(statement):
            for actor in entry.actors:
                key = (statement.medium, id(actor))
                found.setdefault(key, []).append((entry.anchor, statement.said_on))
    return found


def _written_before(
    stage: Stage, entry: Told, written: dict[tuple[str, int], list[tuple[int, str]]]
) -> str | None:
    """The day of "the letter" in which somebody also writes, where it was dated before."""
    medium = entry.statement.medium
    if medium not in _WRITTEN:
        return None
    days = {
        day
        for actor in entry.actors
        for at, day in written.get((medium, id(actor)), ())
        if at < entry.anchor
    }
    again = rf"\b(?:the|that|this|his|her|its|their) (?:\w+ )?{re.escape(medium)}\b"
    definite = re.search(again, _own_words(stage, entry))
    return days.pop() if len(days) == 1 and definite else None


def _own_words(stage: Stage, entry: Told) -> str:
    """The sentence in which a statement names its source or cue."""
    start, end = stage.layout.sentence_span(entry.anchor)
    return stage.article.text[start : min(end, start + 2000)]


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
