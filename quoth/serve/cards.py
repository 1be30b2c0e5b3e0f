"""A statement as lists and pages show it: its words, who, through whom, where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quoth.serve.desk import Desk

SIDE = 90
"""Characters of the article that stand before and after a statement as its context."""

TOGETHER = 400
"""Statements read in one query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, as the article names them; `actor` is the actor across articles, if known."""

    name: str
    kind: str
    role: str | None
    actor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """One link of a chain."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The article that a statement stands in."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    language: str | None
    path: str

    @property
    def day(self) -> str | None:
        """The date without its time."""
        return self.published and self.published.partition("T")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One statement."""

    id: str
    article: Place
    mode: str
    type: str
    content: str
    pieces: tuple[str, ...]
    cue: str | None
    source: str | None
    speakers: tuple[Voice, ...]
    chain: tuple[Relay, ...]
    addressee: str | None
    medium: str | None
    said_on: str | None
    nested_in: str | None
    confidence: float
    before: str = ""
    after: str = ""

    @property
    def who(self) -> str:
        """The speakers' names, else the source's words, else nothing."""
        return "; ".join(voice.name for voice in self.speakers) or self.source or ""


CARD_HEADING = (
    "statement",
    "article",
    "outlet",
    "published",
    "title",
    "speakers",
    "roles",
    "source",
    "cue",
    "content",
    "mode",
    "type",
    "chain",
    "addressee",
    "medium",
    "said_on",
    "nested_in",
    "confidence",
)


def card_row(card: Card) -> tuple:
    """A statement flat, in the order of `CARD_HEADING`."""
    return (
        card.id,
        card.article.id,
        card.article.outlet,
        card.article.published,
        card.article.title,
        "; ".join(voice.name for voice in card.speakers),
        "; ".join(voice.role or "" for voice in card.speakers),
        card.source,
        card.cue,
        card.content,
        card.mode,
        card.type,
        "; ".join(relay.name for relay in card.chain),
        card.addressee,
        card.medium,
        card.said_on,
        card.nested_in,
        f"{card.confidence:.4f}",
    )


_STATEMENT = """
SELECT s.number, s.id, s.mode, s.type, s.nested_in, s.confidence, s.medium, s.said_on,
  substr(a.text, s.cue_start + 1, s.cue_end - s.cue_start),
  substr(a.text, s.source_start + 1, s.source_end - s.source_start),
  s.addressee_name, a.id, a.outlet, a.title, a.published, a.language, a.path
FROM statement s JOIN article a ON a.id = s.article_id WHERE s.{key} IN ({marks})
"""

_CONTENT = """
SELECT c.statement_id, substr(a.text, c.span_start + 1, c.span_end - c.span_start),
  substr(a.text, max(c.span_start - {side}, 0) + 1, min({side}, c.span_start)),
  substr(a.text, c.span_end + 1, {side})
FROM content c JOIN statement s ON s.id = c.statement_id JOIN article a ON a.id = s.article_id
WHERE c.statement_id IN ({marks}) ORDER BY c.statement_id, c.ordinal
"""

_SPEAKER = """
SELECT v.statement_id, v.name, v.kind, v.role, p.actor_id
FROM speaker v LEFT JOIN appearance p ON p.id = v.actor_id
WHERE v.statement_id IN ({marks}) ORDER BY v.statement_id, v.ordinal
"""

_LINK = """
SELECT statement_id, name, kind FROM link
WHERE statement_id IN ({marks}) ORDER BY statement_id, ordinal
"""


def cards(desk: Desk, numbers: Sequence[int]) -> tuple[Card, ...]:
    """Statements by their numbers in the file, in this order; those that are gone are left out."""
    return _made(desk, "number", [int(number) for number in numbers])


def cards_of(desk: Desk, ids: Iterable[str]) -> tuple[Card, ...]:
    """Statements by their ids, in this order; those that are gone are left out."""
    return _made(desk, "id", list(ids))


def _made(desk: Desk, key: str, wanted: list) -> tuple[Card, ...]:
    found: dict[object, Card] = {}
    for first in range(0, len(wanted), TOGETHER):
        found.update(_read(desk, key, wanted[first : first + TOGETHER]))
    return tuple(found[each] for each in wanted if each in found)


def _read(desk: Desk, key: str, wanted: list) -> dict[object, Card]:
    statements = desk.rows(
        _STATEMENT.format(key=key, marks=", ".join("?" * len(wanted))),
        wanted,
    )
    ids = [row[1] for row in statements]
    marks = ", ".join("?" * len(ids))
    pieces: dict[str, list[tuple]] = defaultdict(list)
    for id, *rest in desk.rows(_CONTENT.format(marks=marks, side=SIDE), ids):
        pieces[id].append(rest)
    voices: dict[str, dict[tuple, Voice]] = defaultdict(dict)
    for id, name, kind, role, actor in desk.rows(_SPEAKER.format(marks=marks), ids):
        voices[id].setdefault(
            (name, kind, role), Voice(name=name, kind=kind, role=role, actor=actor)
        )
    links: dict[str, list[Relay]] = defaultdict(list)
    for id, name, kind in desk.rows(_LINK.format(marks=marks), ids):
        links[id].append(Relay(name=name, kind=kind))
    found = {}
    for number, id, mode, type_, nested, confidence, medium, said_on, *rest in statements:
        cue, source, addressee, article, outlet, title, published, language, path = rest
        texts = pieces[id]
        found[number if key == "number" else id] = Card(
            id=id,
            article=Place(
                id=article,
                outlet=outlet,
                title=title,
                published=published,
                language=language,
                path=path,
            ),
            mode=mode,
            type=type_,
            content=" ".join(text for text, _, _ in texts),
            pieces=tuple(text for text, _, _ in texts),
            cue=cue,
            source=source,
            speakers=tuple(voices[id].values()),
            chain=tuple(links[id]),
            addressee=addressee,
            medium=medium,
            said_on=said_on,
            nested_in=nested,
            confidence=confidence,
            before=texts[0][1] if texts else "",
            after=texts[-1][2] if texts else "",
        )
    return found
