"""One statement: its words in their place, who, through whom, on what ground, what is inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.serve import concept
from quoth.serve.article import ID, Reason
from quoth.serve.cards import CARD_HEADING, Card, card_row, cards, cards_of
from quoth.serve.claim import Version, versions
from quoth.serve.conflicts import Clash, of_statements
from quoth.serve.desk import Desk
from quoth.serve.judging import Decision, decisions, judged
from quoth.serve.query import NotFound, Query

OTHERS = 6
VERSIONS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """A statement."""

    card: Card
    number: int
    """Its number in its article."""
    grounds: tuple[Reason, ...]
    around: Card | None
    """The statement that holds it."""
    inside: tuple[Card, ...]
    decision: Decision | None
    """The last one that holds."""
    history: tuple[Decision, ...]
    """What people decided about it."""
    concept: tuple[str, str, str] | None
    """(id, name, side) of the concept that it is of."""
    claim: str | None
    versions: tuple[Version, ...]
    """The same statement in other articles, held against this one."""
    conflicts: tuple[Clash, ...]
    others: tuple[Card, ...]
    """Others of the same speaker, the newest first."""

    heading = CARD_HEADING

    def rows(self) -> Iterator[tuple]:
        """For CSV: itself and those inside it."""
        return map(card_row, (self.card, *self.inside))


def statement(desk: Desk, query: Query) -> StatementPage:
    """No parameters."""
    from quoth.judge import making

    id = query.parts["id"]
    found = cards_of(desk, [id]) if ID.match(id) else ()
    if not found:
        raise NotFound("statement")
    (card,) = found
    (ordinal,) = desk.row("SELECT ordinal FROM statement WHERE id = ?", (id,))
    grounds = desk.rows(
        "SELECT field, reason, confidence FROM ground WHERE statement_id = ? ORDER BY ordinal",
        (id,),
    )
    inside = desk.rows(
        "SELECT id FROM statement WHERE article_id = ? AND nested_in = ? ORDER BY ordinal LIMIT 50",
        (card.article.id, id),
    )
    around = cards_of(desk, [card.nested_in]) if card.nested_in else ()
    return StatementPage(
        card=card,
        number=ordinal + 1,
        grounds=tuple(Reason(field=f, reason=r, confidence=c) for f, r, c in grounds),
        around=around[0] if around else None,
        inside=cards_of(desk, [inner for (inner,) in inside]),
        decision=judged(desk, [id]).get(id),
        history=decisions(desk, making.history(desk.connection, id)),
        concept=concept.of_statement(desk, id),
        **_elsewhere(desk, card),
        conflicts=of_statements(desk, [id]),
        others=_others(desk, card),
    )


def _elsewhere(desk: Desk, card: Card) -> dict:
    """The claim that a statement belongs to, and its other versions."""
    found = desk.row("SELECT claim_id FROM member WHERE statement_id = ?", (card.id,))
    if found is None:
        return {"claim": None, "versions": ()}
    members = desk.rows(
        "SELECT statement_id, relation, score, reason FROM member WHERE claim_id = ?"
        " AND statement_id != ? ORDER BY ordinal LIMIT ?",
        (found[0], card.id, VERSIONS),
    )
    return {"claim": found[0], "versions": versions(desk, card.content, members)}


def _others(desk: Desk, card: Card) -> tuple[Card, ...]:
    columns = desk.columns
    codes = [columns.actor_code.get(v.actor, -1) for v in card.speakers if v.actor]
    if not codes or codes[0] < 0:
        return ()
    rows = columns.of_actor(codes[0])
    elsewhere = [
        each
        for each in cards(desk, columns.number[rows[: OTHERS * 4]])
        if each.id != card.id and each.nested_in != card.id
    ]
    return tuple(elsewhere[:OTHERS])
