"""The first page: what the project holds, who is heard, what is new, whether a run is under way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.serve.cards import CARD_HEADING, Card, card_row, cards
from quoth.serve.columns import Columns, day_text
from quoth.serve.conflicts import Clash, surest
from quoth.serve.desk import Desk
from quoth.serve.progress import Run, under_way
from quoth.serve.query import Query
from quoth.serve.saved import Kept, few
from quoth.serve.search import months, speakers_of

LATEST = 8
HEARD = 12
CONFLICTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An actor and how many statements it makes."""

    id: str
    name: str
    kind: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An outlet and what the project has of it."""

    name: str
    articles: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first page."""

    project: str
    articles: int
    statements: int
    actors: int
    outlets: tuple[Printed, ...]
    outlet_count: int
    first: str | None
    last: str | None
    direct: int
    nested: int
    unknown: int
    """Statements whose speaker is not known."""
    months: tuple[tuple[str, int], ...]
    heard: tuple[Heard, ...]
    latest: tuple[Card, ...]
    inputs: tuple[tuple[str, int], ...]
    """Inputs by what became of them."""
    conflicts: tuple[Clash, ...]
    """Those worth reading: the surest of each kind in turn."""
    run: Run
    saved: tuple[Kept, ...]
    """Saved searches, those with new statements first."""
    saved_count: int

    heading = CARD_HEADING

    def rows(self) -> Iterator[tuple]:
        """For CSV: the latest statements."""
        return map(card_row, self.latest)


def overview(desk: Desk, query: Query) -> Overview:
    """No parameters."""
    columns = desk.columns
    counted = desk.remembered("overview", lambda columns: _counted(columns))
    inputs = desk.remembered(
        "inputs",
        lambda _: tuple(
            desk.rows("SELECT status, COUNT(*) FROM input GROUP BY status ORDER BY 2 DESC")
        ),
    )
    saved, saved_count = few(desk, query)
    return Overview(
        saved=saved,
        saved_count=saved_count,
        project=desk.name,
        inputs=inputs,
        latest=cards(desk, columns.number[_latest(columns)]),
        conflicts=surest(desk, CONFLICTS),
        run=under_way(desk),
        **counted,
    )


def _latest(columns: Columns):
    """The first statement of each of the newest articles that has one."""
    import numpy as np

    first = np.flatnonzero(np.diff(columns.article[:20_000], prepend=-1))
    return first[:LATEST]


def _counted(columns: Columns) -> dict:
    import numpy as np

    everything = np.arange(columns.statements)
    articles = np.bincount(columns.a_outlet, minlength=len(columns.outlets))
    statements = np.bincount(columns.outlet, minlength=len(columns.outlets))
    best = np.argsort(-statements, kind="stable")[:HEARD]
    days = columns.days
    return {
        "articles": columns.articles,
        "statements": columns.statements,
        "actors": len(columns.actor_ids),
        "outlet_count": sum(1 for name in columns.outlets if name),
        "outlets": tuple(
            Printed(
                name=columns.outlets[code],
                articles=int(articles[code]),
                statements=int(statements[code]),
            )
            for code in best
            if columns.outlets[code]
        ),
        "first": days and day_text(days[0]),
        "last": days and day_text(days[1]),
        "direct": int((columns.mode == 0).sum()),
        "nested": int(columns.nested.sum()),
        "unknown": int((columns.speaker_kind == -1).sum()),
        "months": months(columns, everything),
        "heard": tuple(
            Heard(
                id=columns.actor_ids[code],
                name=columns.actor_names[code],
                kind=_kind(columns, code),
                statements=count,
            )
            for code, count in speakers_of(columns, everything, HEARD)
        ),
    }


def _kind(columns: Columns, code: int) -> str:
    from quoth.model import ACTOR_KINDS

    return ACTOR_KINDS[columns.actor_kinds[code]]
