"""Concepts: what statements of several actors are for or against, and who takes which side."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoth.serve.article import ID
from quoth.serve.cards import CARD_HEADING, Card, card_row, cards_of
from quoth.serve.claim import is_current
from quoth.serve.columns import Columns
from quoth.serve.desk import Desk
from quoth.serve.query import NotFound, Paging, Query, contained
from quoth.store.concepts import speaking

if TYPE_CHECKING:
    import numpy as np

ORDERS = ("actors", "disputed", "latest", "name")
SIDES = ("agree", "disagree", "none")
PER_PAGE = 25
MOST_VOICES = 30
"""Actors of a side that are named."""

OTHERS = 60
"""Concepts that are offered to be joined with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A concept in a list."""

    id: str
    name: str
    proposed: bool
    statements: int
    actors: int
    outlets: int
    agree: int
    disagree: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptsPage:
    """A page of the list of concepts."""

    words: str | None
    order: str
    made: bool
    """Whether concepts were ever made in this project."""
    current: bool
    paging: Paging
    concepts: tuple[Listed, ...]

    heading = (
        *("concept", "name", "proposed", "statements", "actors", "outlets"),
        *("agree", "disagree", "first", "last"),
    )

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (tuple(getattr(one, _COLUMNS[name]) for name in self.heading) for one in
                self.concepts)  # fmt: skip


_COLUMNS = {name: name for name in ConceptsPage.heading} | {"concept": "id"}
_ORDERED = {
    "actors": "actors DESC, statements DESC, name, id",
    "disputed": "min(agree, disagree) DESC, actors DESC, name, id",
    "latest": "last IS NULL, last DESC, actors DESC, id",
    "name": "name COLLATE NOCASE, id",
}
_LISTED = "id, name, proposed, statements, actors, outlets, agree, disagree, first, last"


def concepts(desk: Desk, query: Query) -> ConceptsPage:
    """Parameters: q (words of the name), order."""
    order = query.choice("order", ORDERS) or "actors"
    typed = query.text("q")
    there = desk.has("concept")
    found = ids(desk, order, typed)
    paging = query.paging(len(found))
    return ConceptsPage(
        words=typed,
        order=order,
        made=bool(there and (found or desk.row("SELECT 1 FROM concept LIMIT 1"))),
        current=is_current(desk, "concepts"),
        paging=paging,
        concepts=listed(desk, found[paging.slice]),
    )


def ids(desk: Desk, order: str, typed: str | None) -> list[str]:
    """Those with these words, in an order."""
    return desk.remembered(("concepts", order, typed), lambda _: _ids(desk, order, typed))


def _ids(desk: Desk, order: str, typed: str | None) -> list[str]:
    if not desk.has("concept"):
        return []
    where, values = contained("name", typed)
    found = desk.rows(f"SELECT id FROM concept WHERE {where} ORDER BY {_ORDERED[order]}", values)
    return [id for (id,) in found]


def listed(desk: Desk, ids: Sequence[str]) -> tuple[Listed, ...]:
    """Concepts by their ids, in this order."""
    found = {}
    for first in range(0, len(ids), 400):
        part = list(ids[first : first + 400])
        for row in desk.rows(
            f"SELECT {_LISTED} FROM concept WHERE id IN ({', '.join('?' * len(part))})", part
        ):
            values = dict(zip(_LISTED.split(", "), row, strict=True))
            found[row[0]] = Listed(**{**values, "proposed": bool(values["proposed"])})
    return tuple(found[id] for id in ids if id in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An actor on one side of a concept."""

    actor: str
    name: str
    statements: int
    other: bool
    """It is on the other side too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A statement of a concept."""

    card: Card
    side: str
    nearness: float
    coder: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptPage:
    """One concept."""

    concept: Listed
    current: bool
    side: str | None
    """The side that the statements are narrowed to."""
    sides: tuple[tuple[str, int, tuple[Voice, ...]], ...]
    """(side, statements, who takes it); the sides that somebody takes."""
    others: tuple[tuple[str, str], ...]
    """(id, name) of concepts with which it may be joined."""
    anchor: str | None
    """A statement by which the concept is found again when it is made anew."""
    paging: Paging
    statements: tuple[Coded, ...]
    """In the order of publication."""

    heading = (*CARD_HEADING, "agreement", "nearness", "coder", "reason")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (*card_row(one.card), one.side, one.nearness, one.coder, one.reason)
            for one in self.statements
        )


def concept(desk: Desk, query: Query) -> ConceptPage:
    """Parameters: side; of (a statement: its concept, where this one is gone)."""
    id = _meant(desk, query.parts["id"], query.text("of"))
    (one,) = listed(desk, [id])
    side = query.choice("side", SIDES)
    coded = desk.rows(
        "SELECT statement_id, agreement, nearness, coder, reason FROM coding"
        " WHERE concept_id = ? ORDER BY ordinal",
        (id,),
    )
    sided = [(statement, _side(agreement), *rest) for statement, agreement, *rest in coded]
    shown = [row for row in sided if side is None or row[1] == side]
    paging = query.paging(len(shown), per_page=PER_PAGE)
    part = shown[paging.slice]
    known = {card.id: card for card in cards_of(desk, [row[0] for row in part])}
    return ConceptPage(
        concept=one,
        current=is_current(desk, "concepts"),
        side=side,
        sides=desk.remembered(("sides", id), lambda _: _sides(desk, sided)),
        others=tuple(
            desk.rows(
                "SELECT id, name FROM concept WHERE id <> ? ORDER BY actors DESC, name LIMIT ?",
                (id, OTHERS),
            )
        ),
        anchor=sided[0][0] if sided else None,
        paging=paging,
        statements=tuple(
            Coded(card=known[row[0]], side=row[1], nearness=row[2], coder=row[3], reason=row[4])
            for row in part
            if row[0] in known
        ),
    )


def _meant(desk: Desk, id: str, statement: str | None) -> str:
    """The concept of an id; if it was made anew since, that of a statement which it had.

    Raises:
        NotFound: there is neither.
    """
    if desk.has("concept"):
        if ID.match(id) and desk.row("SELECT 1 FROM concept WHERE id = ?", (id,)):
            return id
        if statement and ID.match(statement):
            found = desk.row("SELECT concept_id FROM coding WHERE statement_id = ?", (statement,))
            if found:
                return found[0]
    raise NotFound("concept")


def _side(agreement: int | None) -> str:
    return "none" if agreement is None else "agree" if agreement else "disagree"


def _sides(desk: Desk, coded: Sequence[tuple]) -> tuple[tuple[str, int, tuple[Voice, ...]], ...]:
    side_of = {statement: side for statement, side, *_ in coded}
    names: dict[str, str] = {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in speaking(desk.connection, side_of):
        names[one.actor_id] = one.name
        counts[side_of[one.statement_id]][one.actor_id] += 1
    both = counts["agree"].keys() & counts["disagree"].keys()
    said = Counter(side_of.values())
    return tuple(
        (
            side,
            said[side],
            tuple(
                Voice(actor=id, name=names[id], statements=n, other=id in both)
                for id, n in sorted(
                    counts[side].items(), key=lambda item: (-item[1], names[item[0]])
                )[:MOST_VOICES]
            ),
        )
        for side in SIDES
        if said[side]
    )


def codings(desk: Desk) -> dict[str, tuple[str, int | None]]:
    """Concept and agreement of every coded statement: no index of the file leads from the one to
    the other, and there are at most some ten thousand."""
    if not desk.has("coding"):
        return {}
    return desk.remembered(
        "codings",
        lambda _: {
            statement: (concept, agreement)
            for statement, concept, agreement in desk.rows(
                "SELECT statement_id, concept_id, agreement FROM coding"
            )
        },
    )


def numbers_of(desk: Desk, ids: Iterable[str]) -> list[tuple[str, int]]:
    """(id, number in the file) of statements."""
    return desk.rows(
        "SELECT statement.id, statement.number FROM json_each(?) AS asked"
        " JOIN statement ON statement.id = asked.value",
        (json.dumps(list(ids)),),
    )


def coded_of(desk: Desk, actor: str) -> list[tuple[str, str, int]]:
    """(statement, concept, agreement) of what an actor says for or against a concept."""
    import numpy as np

    columns, (rows, known) = desk.columns, sided(desk)
    mine = columns.of_actor(columns.actor_code.get(actor, -1))
    return [known[row] for row in np.intersect1d(mine, rows, assume_unique=True).tolist()]


def sided(desk: Desk) -> tuple[np.ndarray, dict[int, tuple[str, str, int]]]:
    """Rows of the columns of statements that take a side, in order; (id, concept, side) of each."""

    def made(columns: Columns) -> tuple[np.ndarray, dict[int, tuple[str, str, int]]]:
        known = {id: one for id, one in codings(desk).items() if one[1] is not None}
        found = {}
        for id, number in numbers_of(desk, known):
            row = int(columns.place[number]) if number < len(columns.place) else -1
            if row >= 0:
                found[row] = (id, *known[id])
        return np.array(sorted(found), np.int64), found

    import numpy as np

    return desk.remembered("sided rows", made)


def of_actor(desk: Desk, actor: str, most: int) -> tuple[tuple[str, str, int, int], ...]:
    """(id, name, times for, times against) of the concepts that an actor takes a side on."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for _, concept, side in coded_of(desk, actor):
        counts[concept][side] += 1
    best = sorted(counts, key=lambda id: (-sum(counts[id]), id))[:most]
    return tuple(
        (one.id, one.name, counts[one.id][1], counts[one.id][0]) for one in listed(desk, best)
    )


def of_statement(desk: Desk, statement: str) -> tuple[str, str, str] | None:
    """(id, name, side) of the concept that a statement is of."""
    found = codings(desk).get(statement)
    if found is None:
        return None
    return next(((one.id, one.name, _side(found[1])) for one in listed(desk, [found[0]])), None)
