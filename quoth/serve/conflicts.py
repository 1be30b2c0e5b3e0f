"""Conflicts: voices that cannot both stand, in two columns; figures in dispute as a chart.

A figure is told with whose it is, through whom it came, and who gave it first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quoth.errors import UsageError
from quoth.model import CONFLICT_KINDS
from quoth.serve.article import ID
from quoth.serve.cards import Card, Place, cards_of
from quoth.serve.claim import is_current
from quoth.serve.desk import Desk
from quoth.serve.event import named
from quoth.serve.judging import Decision, judged_conflicts
from quoth.serve.query import BadQuery, NotFound, Paging, Query
from quoth.serve.search import ONLY
from quoth.store import clashes as store
from quoth.store import file
from quoth.store.saved import ASKED_OF_CONFLICTS

if TYPE_CHECKING:
    import numpy as np

SIDE = 110
"""Characters around the span that clashes."""

NEAR = 400
"""Conflicts that are followed to find all figures of one dispute."""

FIGURES = 40
WIDTH = 620
LABELS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two voices."""

    who: str
    place: Place
    card: Card | None
    """Its statement; none in the outlet's own voice."""
    before: str
    words: str
    """The span that clashes."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A conflict with both its sides."""

    id: str
    kind: str
    reason: str
    confidence: float
    event: str | None
    a: Side
    b: Side
    decision: Decision | None = None
    """What people decided about it."""


HEADING = (
    "conflict",
    "kind",
    "reason",
    "confidence",
    "a_who",
    "a_words",
    "a_outlet",
    "a_published",
    "a_statement",
    "b_who",
    "b_words",
    "b_outlet",
    "b_published",
    "b_statement",
)


def clash_row(clash: Clash) -> tuple:
    """A conflict flat, in the order of `HEADING`."""
    found = [clash.id, clash.kind, clash.reason, f"{clash.confidence:.4f}"]
    for side in (clash.a, clash.b):
        found += [
            side.who,
            side.words,
            side.place.outlet,
            side.place.published,
            side.card and side.card.id,
        ]
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsPage:
    """A page of the list of conflicts."""

    kind: str | None
    asked: store.Asked
    event_id: str | None
    event_title: str | None
    """Of the one event whose conflicts they are."""
    kinds: tuple[tuple[str, int], ...]
    current: bool
    paging: Paging
    conflicts: tuple[Clash, ...]
    fresh: tuple[str, ...]
    """Ids of those on this page with a side in an article that was added after the one that `new`
    names."""
    new: int | None
    """How many of all found are; empty if that is not asked."""

    heading = HEADING

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return map(clash_row, self.conflicts)


_ROW = """
SELECT c.id, c.kind, c.reason, c.confidence, c.event_id,
  c.a_article_id, c.a_statement_id, c.a_who,
  substr(a.text, max(c.a_start - {side}, 0) + 1, min({side}, c.a_start)),
  substr(a.text, c.a_start + 1, c.a_end - c.a_start),
  substr(a.text, c.a_end + 1, {side}),
  a.outlet, a.title, a.published, a.language, a.path,
  c.b_article_id, c.b_statement_id, c.b_who,
  substr(b.text, max(c.b_start - {side}, 0) + 1, min({side}, c.b_start)),
  substr(b.text, c.b_start + 1, c.b_end - c.b_start),
  substr(b.text, c.b_end + 1, {side}),
  b.outlet, b.title, b.published, b.language, b.path
FROM conflict c JOIN article a ON a.id = c.a_article_id JOIN article b ON b.id = c.b_article_id
WHERE c.id IN ({marks})
"""


def conflicts(desk: Desk, query: Query) -> ConflictsPage:
    """Parameters: kind, who, outlet, event, sure; new, only. The surest first."""
    kind = query.choice("kind", CONFLICT_KINDS)
    after = query.number("new", 0) if query.text("new") is not None else None
    asked = asked_of(query)
    news = replace(asked, after=after)
    only = query.choice("only", ONLY) is not None and after is not None
    listed = news if only else asked
    counts = counted(desk, replace(listed, kind=None))
    total = counts.get(kind, 0) if kind else sum(counts.values())
    paging = query.paging(total, per_page=15)
    with file.plain_errors(desk.path):
        ids = store.ids(
            desk.connection,
            listed,
            limit=paging.per_page,
            skipped=(paging.page - 1) * paging.per_page,
        )
        fresh = store.those_after(desk.connection, ids, after) if after is not None else ()
    event = named(desk, asked.event) if asked.event else None
    return ConflictsPage(
        kind=kind,
        asked=asked,
        event_id=event and event[0],
        event_title=event and event[1],
        kinds=tuple((name, counts[name]) for name in CONFLICT_KINDS if name in counts),
        current=is_current(desk, "conflicts"),
        paging=paging,
        conflicts=clashes(desk, ids),
        fresh=tuple(id for id in ids if id in fresh),
        new=None if after is None else sum(counted(desk, news).values()),
    )


def asked_of(query: Query) -> store.Asked:
    """What an address asks of conflicts.

    Raises:
        BadQuery: a kind or number that cannot be.
    """
    given = {name: value for name in ASKED_OF_CONFLICTS if (value := query.text(name))}
    try:
        return store.Asked.of(given)
    except UsageError as error:
        raise BadQuery(f"{error.reason}: {error.advice}") from error


def counted(desk: Desk, asked: store.Asked) -> dict[str, int]:
    """How many conflicts of each kind an address asks for."""

    def count(_: object) -> dict[str, int]:
        with file.plain_errors(desk.path):
            return store.counts(desk.connection, asked)

    return desk.remembered(("conflicts", asked), count)


def clashes(desk: Desk, ids: list[str]) -> tuple[Clash, ...]:
    """Conflicts by their ids, in this order."""
    found = {}
    decided = judged_conflicts(desk, ids)
    for first in range(0, len(ids), 200):
        part = ids[first : first + 200]
        rows = desk.rows(_ROW.format(side=SIDE, marks=", ".join("?" * len(part))), part)
        cards = {
            card.id: card
            for card in cards_of(desk, {row[at] for row in rows for at in (6, 17) if row[at]})
        }
        for row in rows:
            id, kind, reason, confidence, event = row[:5]
            found[id] = Clash(
                id=id,
                kind=kind,
                reason=reason,
                confidence=confidence,
                event=event,
                a=_side(row[5:16], cards),
                b=_side(row[16:27], cards),
                decision=decided.get(id),
            )
    return tuple(found[id] for id in ids if id in found)


def _side(row: tuple, cards: dict[str, Card]) -> Side:
    article, statement, who, before, words, after, outlet, title, published, language, path = row
    return Side(
        who=who,
        place=Place(
            id=article,
            outlet=outlet,
            title=title,
            published=published,
            language=language,
            path=path,
        ),
        card=cards.get(statement or ""),
        before=before,
        words=words,
        after=after,
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class Known:
    """All conflicts, the surest first, by what they are between."""

    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    a: np.ndarray
    """Number of the statement on the one side; -1 in an outlet's own voice."""
    b: np.ndarray
    of_event: dict[str, list[int]]


def known_conflicts(desk: Desk) -> Known:
    """All conflicts with the statements that they are between."""
    return desk.remembered("conflicts known", lambda _: _read_known(desk))


def _read_known(desk: Desk) -> Known:
    import numpy as np

    rows = desk.rows(
        "SELECT c.id, c.kind, coalesce(a.number, -1), coalesce(b.number, -1), c.event_id"
        " FROM conflict c LEFT JOIN statement a ON a.id = c.a_statement_id"
        " LEFT JOIN statement b ON b.id = c.b_statement_id ORDER BY c.confidence DESC, c.id"
    )
    of_event: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row[4]:
            of_event[row[4]].append(place)
    return Known(
        ids=tuple(row[0] for row in rows),
        kinds=tuple(row[1] for row in rows),
        a=np.array([row[2] for row in rows], np.int64),
        b=np.array([row[3] for row in rows], np.int64),
        of_event=dict(of_event),
    )


def of_numbers(desk: Desk, numbers: np.ndarray, most: int) -> tuple[Clash, ...]:
    """The surest conflicts of which statements, by their numbers, are a side."""
    import numpy as np

    known = known_conflicts(desk)
    places = np.flatnonzero(np.isin(known.a, numbers) | np.isin(known.b, numbers))
    return clashes(desk, [known.ids[place] for place in places[:most]])


def of_rows(desk: Desk, rows: np.ndarray, most: int) -> tuple[Clash, ...]:
    """As `of_numbers`, by rows of the columns."""
    return of_numbers(desk, desk.columns.number[rows], most)


def of_statements(desk: Desk, ids: list[str], most: int = 20) -> tuple[Clash, ...]:
    """As `of_numbers`, by ids."""
    import numpy as np

    ids = ids[:400]
    marks = ", ".join("?" * len(ids))
    found = desk.rows(f"SELECT number FROM statement WHERE id IN ({marks})", ids)
    return of_numbers(desk, np.array([number for (number,) in found], np.int64), most)


def of_event(desk: Desk, event: str) -> tuple[Clash, ...]:
    """The surest conflicts within an event."""
    known = known_conflicts(desk)
    return clashes(desk, [known.ids[place] for place in known.of_event.get(event, ())[:20]])


def surest(desk: Desk, most: int) -> tuple[Clash, ...]:
    """The surest of each kind in turn, for the first page."""
    known = known_conflicts(desk)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for id, kind in zip(known.ids, known.kinds, strict=True):
        if len(by_kind[kind]) < most:
            by_kind[kind].append(id)
    ids = [ids[place] for place in range(most) for ids in by_kind.values() if place < len(ids)]
    return clashes(desk, ids[:most])


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure in dispute, with whose it is and through whom it came."""

    words: str
    low: float
    high: float
    bound: str
    unit: str | None
    counted: str | None
    who: str
    card: Card | None
    place: Place
    first: bool
    """No other article of the dispute gave this figure earlier."""
    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage:
    """One conflict; if it is about a figure, all figures of the dispute."""

    clash: Clash
    current: bool
    event_title: str | None
    figures: tuple[Given, ...]
    """In the order in which they were published."""
    scale: tuple[tuple[float, str], ...]
    width: int
    others: tuple[Clash, ...]

    heading = (
        "words",
        "low",
        "high",
        "bound",
        "unit",
        "counted",
        "who",
        "chain",
        "outlet",
        "published",
        "first",
        "statement",
    )

    def rows(self) -> Iterator[tuple]:
        """For CSV: the figures."""
        return (
            (
                g.words,
                g.low,
                g.high,
                g.bound,
                g.unit,
                g.counted,
                g.who,
                "; ".join(relay.name for relay in g.card.chain) if g.card else "",
                g.place.outlet,
                g.place.published,
                g.first,
                g.card and g.card.id,
            )
            for g in self.figures
        )


def conflict(desk: Desk, query: Query) -> ConflictPage:
    """No parameters."""
    id = query.parts["id"]
    found = clashes(desk, [id]) if ID.match(id) else ()
    if not found:
        raise NotFound("conflict")
    (clash,) = found
    title = clash.event and desk.row("SELECT title FROM event WHERE id = ?", (clash.event,))
    dispute = _dispute(desk, id) if clash.kind == "figure" else []
    figures, scale = _figures(desk, dispute) if dispute else ((), ())
    others = [other for other in dispute if other != id]
    if not others:
        ids = [side.card.id for side in (clash.a, clash.b) if side.card]
        others = [each.id for each in of_statements(desk, ids) if each.id != id]
    return ConflictPage(
        clash=clash,
        current=is_current(desk, "conflicts"),
        event_title=title[0] if title else None,
        figures=figures,
        scale=scale,
        width=WIDTH,
        others=clashes(desk, others[:12]),
    )


def _dispute(desk: Desk, id: str) -> list[str]:
    """Conflicts about figures that hang together with this one by a figure that both have."""
    found, waiting = {id: None}, [id]
    while waiting and len(found) < NEAR:
        each = waiting.pop()
        near = desk.rows(
            "WITH ends AS ("
            " SELECT a_article_id AS article, a_start AS start FROM conflict WHERE id = ?1"
            " UNION SELECT b_article_id, b_start FROM conflict WHERE id = ?1)"
            " SELECT c.id FROM conflict c, ends WHERE c.kind = 'figure' AND"
            " ((c.a_article_id = ends.article AND c.a_start = ends.start)"
            "  OR (c.b_article_id = ends.article AND c.b_start = ends.start))"
            " LIMIT 100",
            (each,),
        )
        for (other,) in near:
            if other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)


def _figures(desk: Desk, dispute: list[str]) -> tuple[tuple[Given, ...], tuple]:
    marks = ", ".join("?" * len(dispute))
    columns = (
        " f.low, f.high, f.bound, f.unit, f.counted, f.statement_id, {who},"
        " substr(a.text, f.span_start + 1, f.span_end - f.span_start),"
        " a.id, a.outlet, a.title, a.published, a.language, a.path, f.topic, f.span_start"
    )
    rows = desk.rows(
        "WITH ends AS ("
        " SELECT a_article_id AS article, a_start AS start, a_who AS who FROM conflict"
        f" WHERE id IN ({marks})"
        f" UNION SELECT b_article_id, b_start, b_who FROM conflict WHERE id IN ({marks}))"
        f" SELECT {columns.format(who='ends.who')}"
        " FROM ends JOIN figure f ON f.article_id = ends.article AND f.span_start = ends.start"
        " JOIN article a ON a.id = f.article_id WHERE a.superseded_by IS NULL",
        [*dispute, *dispute],
    )
    # Others may have given the same figure earlier without a clash of their own.
    values = list({row[0] for row in rows})[:100]
    same = desk.rows(
        f"SELECT {columns.format(who='NULL')} FROM figure f JOIN article a ON a.id = f.article_id"
        f" WHERE f.low IN ({', '.join('?' * len(values))}) AND a.superseded_by IS NULL LIMIT 2000",
        values,
    )
    seen_at = {(row[8], row[15]) for row in rows}
    rows += [
        row
        for row in same
        if (row[8], row[15]) not in seen_at and any(_alike(row, o) for o in rows)
    ]
    rows.sort(key=lambda row: (row[11] is None, row[11] or "", row[8], row[15]))
    cards = {card.id: card for card in cards_of(desk, {row[5] for row in rows if row[5]})}
    rows = rows[:FIGURES]
    if not rows:
        return (), ()
    low = min(0.0, *(row[0] for row in rows), 0.0)
    high = max(row[1] for row in rows)
    room = (WIDTH - 2 * LABELS) / ((high - low) or 1)
    seen: set[tuple[float, float]] = set()
    made = []
    for lowest, highest, bound, unit, counted, statement, who, words, *place in rows:
        card = cards.get(statement or "")
        made.append(
            Given(
                words=words,
                low=lowest,
                high=highest,
                bound=bound,
                unit=unit,
                counted=counted,
                who=who or (card and card.who) or place[1] or "",
                card=card,
                place=Place(
                    id=place[0],
                    outlet=place[1],
                    title=place[2],
                    published=place[3],
                    language=place[4],
                    path=place[5],
                ),
                first=(lowest, highest) not in seen,
                x=round(LABELS + (lowest - low) * room, 1),
                width=round((highest - lowest) * room, 1),
            )
        )
        seen.add((lowest, highest))
    steps = _steps(low, high)
    return tuple(made), tuple((round(LABELS + (at - low) * room, 1), f"{at:,g}") for at in steps)


def _alike(one: tuple, other: tuple) -> bool:
    """Whether two figures say the same of the same: value, unit, and what is counted or told."""
    if one[0] != other[0] or one[1] != other[1] or one[3] != other[3]:
        return False
    if one[4] and other[4] and one[4].split()[-1] == other[4].split()[-1]:
        return True
    return len(set(one[14].split()) & set(other[14].split())) >= 2


def _steps(low: float, high: float) -> list[float]:
    """Round values of a scale: four to seven of them."""
    import math

    span = high - low
    if span <= 0:
        return [low]
    step = 10 ** math.floor(math.log10(span / 4))
    for factor in (1, 2, 5, 10):
        if span / (step * factor) <= 6:
            step *= factor
            break
    first = math.ceil(low / step) * step
    return [first + step * place for place in range(int((high - first) / step + 1e-9) + 1)]
