"""Events: articles about the same happening; outlets side by side, the statements held fixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.serve import article as articles_page
from quoth.serve.article import ID
from quoth.serve.claim import is_current
from quoth.serve.desk import Desk
from quoth.serve.query import NotFound, Paging, Query, contained

OUTLETS = 14
CLAIMS = 60
BEST = ("original", "verbatim", "trimmed", "altered", "paraphrased")
"""Of several versions in one outlet the one that is nearest to the words is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An event in a list."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: int
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsPage:
    """A page of the list of events."""

    words: str | None
    current: bool
    paging: Paging
    events: tuple[Listed, ...]

    heading = ("event", "title", "first", "last", "articles", "outlets")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return ((e.id, e.title, e.first, e.last, e.articles, e.outlets) for e in self.events)


def events(desk: Desk, query: Query) -> EventsPage:
    """Parameters: q (a part of the title). The most told first."""
    typed = query.text("q")
    found = ids(desk, typed)
    paging = query.paging(len(found))
    return EventsPage(
        words=typed,
        current=is_current(desk, "events"),
        paging=paging,
        events=tuple(filter(None, (_listed(desk, id) for id in found[paging.slice]))),
    )


def ids(desk: Desk, typed: str | None) -> list[str]:
    """Those with these words in their titles, the most told first."""
    return desk.remembered(("events", typed), lambda _: _ids(desk, typed))


def _ids(desk: Desk, typed: str | None) -> list[str]:
    where, values = contained("title", typed)
    found = desk.rows(
        "SELECT event.id FROM event JOIN happening ON happening.event_id = event.id"
        f" WHERE {where} GROUP BY event.id ORDER BY COUNT(*) DESC, first DESC, event.id",
        values,
    )
    return [id for (id,) in found]


def named(desk: Desk, asked: str) -> tuple[str, str] | None:
    """An event by its id or the beginning of one: (id, title, else the id)."""
    row = desk.row(
        "SELECT id, title FROM event WHERE id >= ? AND id < ? LIMIT 1",
        (asked, f"{asked}\U0010ffff"),
    )
    return row and (row[0], row[1] or row[0])


def _listed(desk: Desk, id: str) -> Listed | None:
    row = desk.row(
        "SELECT title, first, last, (SELECT COUNT(*) FROM happening WHERE event_id = event.id),"
        " (SELECT COUNT(DISTINCT article.outlet) FROM happening"
        "  JOIN article ON article.id = happening.article_id WHERE event_id = event.id)"
        " FROM event WHERE id = ?",
        (id,),
    )
    if row is None:
        return None
    title, first, last, articles, outlets = row
    return Listed(id=id, title=title, first=first, last=last, articles=articles, outlets=outlets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one outlet made of a claim."""

    relation: str
    """original, verbatim, trimmed, altered, paraphrased, or left_out."""
    statement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim across the outlets of an event."""

    id: str
    text: str
    voices: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """One event."""

    event: Listed
    current: bool
    outlets: tuple[str, ...]
    more_outlets: int
    grid: tuple[Row, ...]
    """Claims by outlets, those that most outlets carry first."""
    more_claims: int
    articles: tuple[articles_page.Listed, ...]
    conflicts: tuple

    heading = ("claim", "text", "voices", "outlet", "made_of_it", "statement")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (row.id, row.text, row.voices, outlet, cell.relation, cell.statement)
            for row in self.grid
            for outlet, cell in zip(self.outlets, row.cells, strict=True)
        )


def event(desk: Desk, query: Query) -> EventPage:
    """No parameters."""
    import numpy as np

    from quoth.serve.conflicts import of_event

    id = query.parts["id"]
    found = _listed(desk, id) if ID.match(id) else None
    if found is None:
        raise NotFound("event")
    rows = desk.rows(
        "SELECT article.number, article.id, article.outlet FROM happening"
        " JOIN article ON article.id = happening.article_id WHERE event_id = ?"
        " ORDER BY happening.ordinal LIMIT 2000",
        (id,),
    )
    outlets = list(dict.fromkeys(outlet or "" for _, _, outlet in rows))
    shown = outlets[:OUTLETS]
    grid, total = _grid(desk, id, {article: outlet or "" for _, article, outlet in rows}, shown)
    columns = desk.columns
    numbers = np.array([number for number, _, _ in rows[:200]], np.int64)
    order = {int(number): place for place, number in enumerate(columns.a_number)}
    places = [order[int(number)] for number in numbers if int(number) in order]
    return EventPage(
        event=found,
        current=is_current(desk, "claims"),
        outlets=tuple(shown),
        more_outlets=len(outlets) - len(shown),
        grid=grid,
        more_claims=max(0, total - len(grid)),
        articles=articles_page.listed(desk, columns, places),
        conflicts=of_event(desk, id),
    )


def _grid(
    desk: Desk, event: str, outlet_of: dict[str, str], shown: list[str]
) -> tuple[tuple[Row, ...], int]:
    (total,) = desk.row("SELECT COUNT(*) FROM claim WHERE event_id = ?", (event,))
    claims = desk.rows(
        "SELECT id, text FROM claim WHERE event_id = ? ORDER BY outlets DESC, articles DESC, first"
        " LIMIT ?",
        (event, CLAIMS),
    )
    made = []
    for id, text in claims:
        best: dict[str, tuple[int, str]] = {}
        for statement, article, relation in desk.rows(
            "SELECT statement_id, article_id, relation FROM member WHERE claim_id = ?", (id,)
        ):
            outlet = outlet_of.get(article)
            if outlet is None:
                continue
            rank = (BEST.index(relation), statement)
            if outlet not in best or rank < best[outlet]:
                best[outlet] = rank
        voices = desk.rows(
            "SELECT name FROM voice WHERE claim_id = ? ORDER BY ordinal LIMIT 3", (id,)
        )
        cells = tuple(
            Cell(relation=BEST[best[outlet][0]], statement=best[outlet][1])
            if outlet in best
            else Cell(relation="left_out", statement=None)
            for outlet in shown
        )
        made.append(
            Row(id=id, text=text, voices=", ".join(name for (name,) in voices), cells=cells)
        )
    return tuple(made), total
