"""The queue: what to judge next, a key each.

First what people must look at: judgements whose place cannot be told any more and statements of
which people say different things. Then the statements that nobody has judged, those first where
the machine is least sure and most hangs on it: (1 - p) * (1 + ln(1 + n)), p being the confidence
and n how many statements the most heard of its speakers makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from quoth.judge.agreement import agreement as agreements
from quoth.judge.queue import queue as pressing
from quoth.serve.cards import CARD_HEADING, Card, card_row, cards, cards_of
from quoth.serve.columns import Columns
from quoth.serve.desk import Desk
from quoth.serve.judging import Decision, decisions
from quoth.serve.query import Paging, Query
from quoth.serve.search import Chosen, chosen
from quoth.serve.search import found as matching

if TYPE_CHECKING:
    import numpy as np

PER_PAGE = 15
LOOKS = 40
MOST = 3_000
"""Statements that nobody has judged: so many are offered."""

FIRST = 4 * MOST
"""So many are put in order once; those that are judged meanwhile are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Something that a person must look at, and why."""

    kind: str
    reason: str
    card: Card | None
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """The queue."""

    looks: tuple[Look, ...]
    judged: int
    chosen: tuple[Chosen, ...]
    """What narrows the statements."""
    paging: Paging
    statements: tuple[Card, ...]

    heading = CARD_HEADING

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return map(card_row, self.statements)


def queue(desk: Desk, query: Query) -> QueuePage:
    """Parameters: those of the search, which narrow what is offered."""
    columns = desk.columns
    rows = unsure(desk, columns, query)
    paging = query.paging(len(rows), per_page=PER_PAGE)
    (judged,) = desk.row("SELECT COUNT(DISTINCT statement_id) FROM standing")
    return QueuePage(
        looks=_looks(desk) if paging.page == 1 and judged else (),
        judged=judged,
        chosen=chosen(columns, query, words=True),
        paging=paging,
        statements=cards(desk, columns.number[rows[paging.slice]]),
    )


def unsure(desk: Desk, columns: Columns, query: Query) -> np.ndarray:
    """Rows of statements that nobody has judged, what matters most first."""
    import numpy as np

    rows, _ = matching(desk, columns, query)
    known = desk.rows("SELECT s.number FROM standing g JOIN statement s ON s.id = g.statement_id")
    done = columns.rows_of(np.array([number for (number,) in known], np.int64))
    if len(done):
        rows = np.setdiff1d(rows, done, assume_unique=False)
    scores = desk.remembered("queue", _scores)
    if len(rows) + len(done) == columns.statements:  # nothing narrows them
        first = desk.remembered(
            "queue first", lambda columns: _best(scores, np.arange(columns.statements), FIRST)
        )
        left = first[~np.isin(first, done)]
        if len(left) >= min(MOST, len(rows)):
            return left[:MOST]
    return _best(scores, rows, MOST)


def _best(scores: np.ndarray, rows: np.ndarray, most: int) -> np.ndarray:
    """So many of the rows, those with the highest scores first."""
    import numpy as np

    most = min(most, len(rows))
    if not most:
        return rows
    values = scores[rows]
    best = np.argpartition(-values, most - 1)[:most]
    return rows[best[np.lexsort((rows[best], -values[best]))]]


def _scores(columns: Columns) -> np.ndarray:
    import numpy as np

    heard = np.zeros(columns.statements, np.int64)
    np.maximum.at(heard, columns.speaker_row, columns.actor_said[columns.speaker_actor])
    return (1 - columns.confidence) * (1 + np.log1p(heard))


def _looks(desk: Desk) -> tuple[Look, ...]:
    items = list(islice(pressing(desk.connection, unsure=0), LOOKS))
    ids = [item.statement_id for item in items if item.statement_id]
    known = {card.id: card for card in cards_of(desk, ids)}
    return tuple(
        Look(
            kind=item.kind,
            reason=item.reason,
            card=known.get(item.statement_id or ""),
            decisions=decisions(desk, item.judgements),
        )
        for item in items
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How far some agree in one field."""

    field: str
    between: tuple[str, ...]
    alpha: float | None
    units: int
    observed: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """Agreement between people, and between people and the machine."""

    agreements: tuple[Agreed, ...]

    heading = ("field", "between", "alpha", "units", "observed")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (a.field, "; ".join(a.between), a.alpha, a.units, a.observed) for a in self.agreements
        )


def agreement(desk: Desk, query: Query) -> AgreementPage:
    """No parameters. Krippendorff's alpha: `quoth/judge/agreement.py`."""
    return AgreementPage(
        agreements=tuple(
            Agreed(
                field=one.field,
                between=one.between,
                alpha=one.alpha.value,
                units=one.alpha.units,
                observed=one.alpha.observed,
            )
            for one in agreements(desk.connection)
        )
    )
