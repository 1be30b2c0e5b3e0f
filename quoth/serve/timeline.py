"""Who spoke when: lanes of actors or outlets, a mark for what each said in a day, week or month.

The drawing is SVG made here, so it prints, needs no script, and its zoom is in the URL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from quoth.model import TYPES
from quoth.serve.columns import EPOCH, UNDATED, Columns, day_number, day_text
from quoth.serve.conflicts import known_conflicts
from quoth.serve.desk import Desk
from quoth.serve.query import Query, address
from quoth.serve.search import Chosen, chosen, speakers_of
from quoth.serve.search import found as matching

if TYPE_CHECKING:
    import numpy as np

LANES = ("actor", "outlet", "type")
SHOWN = 16
MOST_SHOWN = 40
WIDTH = 1000
LABELS = 190
LANE = 34
TOP = 34
BOTTOM = 12
LARGEST = 13.0
MOST_ARCS = 60
"""Conflicts that are drawn, the surest."""

BINS = ((100, 1), (600, 7), (3_000, 30), (10**9, 365))
"""(days shown at most, days a mark stands for)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a lane holds in some days."""

    x: float
    radius: float
    count: int
    since: str
    until: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """An actor, an outlet or a type over time."""

    id: str
    name: str
    link: str
    y: float
    count: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the time axis."""

    x: float
    label: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A conflict between statements of two marks."""

    conflict: str
    kind: str
    a: str
    """The lane of the one side."""
    b: str
    x1: float
    y1: float
    x2: float
    y2: float
    path: str
    """The curve, as SVG writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """The timeline."""

    lanes_of: str
    first: str | None
    last: str | None
    days_a_mark: int
    total: int
    lanes: tuple[Lane, ...]
    arcs: tuple[Arc, ...]
    """The surest conflicts between what is drawn."""
    ticks: tuple[Tick, ...]
    width: int
    height: float
    labels: int
    chosen: tuple[Chosen, ...]
    """What narrows the statements."""
    zoom: tuple[tuple[str, str], ...]
    """(name of a change, address with it)."""

    heading = ("lane", "since", "until", "statements")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (lane.name, mark.since, mark.until, mark.count)
            for lane in self.lanes
            for mark in lane.marks
        )


def timeline(desk: Desk, query: Query) -> TimelinePage:
    """Parameters: lanes (actor, outlet, type), n, and those of the search."""
    key = ("timeline", tuple(sorted(query.parameters.items())))
    return desk.remembered(key, lambda columns: _made(desk, columns, query))


def _made(desk: Desk, columns: Columns, query: Query) -> TimelinePage:
    import numpy as np

    lanes_of = query.choice("lanes", LANES) or "actor"
    rows, _ = matching(desk, columns, query)
    rows = rows[columns.day[rows] != UNDATED]
    if not len(rows):
        return TimelinePage(
            lanes_of=lanes_of,
            first=None,
            last=None,
            days_a_mark=1,
            total=0,
            lanes=(),
            arcs=(),
            ticks=(),
            width=WIDTH,
            height=TOP + BOTTOM,
            labels=LABELS,
            chosen=chosen(columns, query),
            zoom=_zoom(query, None, None),
        )
    days = columns.day[rows]
    first, last = _shown(query, int(days.min()), int(days.max()))
    step = next(step for most, step in BINS if last - first <= most)
    drawn = _lanes(columns, rows, lanes_of, query.number("n", SHOWN, least=1))
    counts = [np.bincount((days[inside] - first) // step) for _, _, inside in drawn]
    highest = max((int(each.max()) for each in counts if len(each)), default=1)
    scale = (WIDTH - LABELS - 24) / max(1, last - first + 1)
    lanes = tuple(
        _lane(
            query, lanes_of, id, name, each, TOP + LANE * (place + 0.5), first, step, scale, highest
        )
        for place, ((id, name, _), each) in enumerate(zip(drawn, counts, strict=True))
    )
    return TimelinePage(
        lanes_of=lanes_of,
        first=day_text(first),
        last=day_text(last),
        days_a_mark=step,
        total=len(rows),
        lanes=lanes,
        arcs=_arcs(desk, columns, [rows[inside] for _, _, inside in drawn], lanes),
        ticks=_ticks(query, first, last, scale),
        width=WIDTH,
        height=TOP + LANE * len(lanes) + BOTTOM,
        labels=LABELS,
        chosen=chosen(columns, query),
        zoom=_zoom(query, first, last),
    )


def _shown(query: Query, first: int, last: int) -> tuple[int, int]:
    """The days drawn: as far as the query goes, where it says so in days."""
    since, until = query.date("since"), query.date("until")
    if since and len(since) == 10:
        first = day_number(since)
    if until and len(until) == 10:
        last = day_number(until)
    return first, max(first, last)


def _lanes(
    columns: Columns, rows: np.ndarray, lanes_of: str, most: int
) -> list[tuple[str, str, np.ndarray]]:
    """(id, name, which of the rows) of the lanes with most statements."""
    import numpy as np

    most = min(most, MOST_SHOWN)
    if lanes_of == "actor":
        place = np.full(columns.statements, -1, np.int64)
        place[rows] = np.arange(len(rows))
        found = []
        for code, _ in speakers_of(columns, rows, most):
            mine = place[columns.of_actor(code)]
            found.append((columns.actor_ids[code], columns.actor_names[code], mine[mine >= 0]))
        return found
    codes, names = (
        (columns.outlet[rows], columns.outlets)
        if lanes_of == "outlet"
        else (columns.type[rows], TYPES)
    )
    counts = np.bincount(codes, minlength=len(names))
    best = [int(code) for code in np.argsort(-counts, kind="stable")[:most] if counts[code]]
    return [(names[code], names[code] or "–", np.flatnonzero(codes == code)) for code in best]


def _lane(query, lanes_of, id, name, counts, y, first, step, scale, highest) -> Lane:
    marks = []
    # A thousand addresses: made once, with places for the days.
    to = query.to("/search", **{lanes_of: id, "since": "SINCE", "until": "UNTIL", "lanes": None})
    for place in counts.nonzero()[0]:
        begin = first + int(place) * step
        since, until = day_text(begin), day_text(begin + step - 1)
        count = int(counts[place])
        marks.append(
            Mark(
                x=round(LABELS + (begin - first + step / 2) * scale, 1),
                radius=round(max(2.2, LARGEST * (count / highest) ** 0.5), 1),
                count=count,
                since=since,
                until=until,
                link=to.replace("SINCE", since).replace("UNTIL", until),
            )
        )
    link = {
        "actor": f"/actor/{id}",
        "outlet": address("/outlet", name=id),
        "type": address("/search", type=id),
    }[lanes_of]
    return Lane(id=id, name=name, link=link, y=y, count=int(counts.sum()), marks=tuple(marks))


def _arcs(
    desk: Desk,
    columns: Columns,
    rows: list[np.ndarray],
    lanes: tuple[Lane, ...],
) -> tuple[Arc, ...]:
    """The surest conflicts both sides of which are drawn, from mark to mark.

    Args:
        desk: of the project.
        columns: its columns.
        rows: of each lane, those of its statements.
        lanes: as drawn.
    """
    import numpy as np

    known = known_conflicts(desk)
    if not known.ids:
        return ()
    # Lane and day of each statement by its number; a statement of two speakers is on the first.
    lane_of = np.full(len(columns.place), -1, np.int64)
    for number in range(len(rows) - 1, -1, -1):
        lane_of[columns.number[rows[number]]] = number
    sides = np.stack([known.a, known.b])
    there = (sides >= 0).all(axis=0) & (sides < len(lane_of)).all(axis=0)
    there &= (lane_of[np.where(there, sides, 0)] >= 0).all(axis=0)
    arcs = []
    for place in np.flatnonzero(there)[:MOST_ARCS]:
        ends = []
        for number in (int(known.a[place]), int(known.b[place])):
            lane = lanes[int(lane_of[number])]
            day = day_text(int(columns.day[columns.place[number]]))
            ends.append((lane, next(m for m in lane.marks if m.since <= day <= m.until)))
        (one, a), (other, b) = ends
        arcs.append(
            Arc(
                conflict=known.ids[place],
                kind=known.kinds[place],
                a=one.name,
                b=other.name,
                x1=a.x,
                y1=one.y,
                x2=b.x,
                y2=other.y,
                path=_curve(a, one.y, b, other.y),
            )
        )
    return tuple(arcs)


def _curve(a: Mark, y1: float, b: Mark, y2: float) -> str:
    """From mark to mark: off to the right between lanes; above a lane, where a line would hide."""
    if a == b:
        wide, high = a.radius + 6, a.radius + 14
        left, right, top = a.x - wide, a.x + wide, round(y1 - 1.5 * high, 1)
        return f"M{a.x} {y1}C{left:.1f} {top} {right:.1f} {top} {b.x} {y2}"
    if y1 == y2:
        return f"M{a.x} {y1}Q{(a.x + b.x) / 2:.1f} {y1 - 26} {b.x} {y2}"
    bend = min(60.0, 14 + abs(y2 - y1) * 0.15)
    return f"M{a.x} {y1}Q{max(a.x, b.x) + bend:.1f} {(y1 + y2) / 2} {b.x} {y2}"


def _ticks(query: Query, first: int, last: int, scale: float) -> tuple[Tick, ...]:
    """Lines at the beginnings of days, months or years: as many as can be read."""
    from quoth.serve.words import day

    span = last - first + 1
    begin = date.fromordinal(first + EPOCH)
    marks: list[tuple[int, str, int]] = []
    if span <= 62:
        apart = max(1, span // 10)
        for offset in range(0, span, apart):
            at = begin + timedelta(days=offset)
            text = day(at.isoformat()).rpartition(" ")[0]
            marks.append((offset, text, apart))
    else:
        months = max(1, span // 300) if span < 3000 else 12 * max(1, span // 3650)
        year, month = begin.year, 1 if months >= 12 else begin.month
        while True:
            at = date(year, month, 1)
            offset = (at - begin).days
            if offset >= span:
                break
            following = year * 12 + month - 1 + months
            after = date(following // 12, following % 12 + 1, 1)
            if offset >= 0 or (after - begin).days > span // 8:
                text = str(year) if months >= 12 else day(f"{year:04}-{month:02}")
                marks.append((max(0, offset), text, (after - at).days))
            year, month = following // 12, following % 12 + 1
    return tuple(
        Tick(
            x=round(LABELS + offset * scale, 1),
            label=text,
            link=query.link(
                since=day_text(first + offset), until=day_text(first + offset + width - 1)
            ),
        )
        for offset, text, width in marks
    )


def _zoom(query: Query, first: int | None, last: int | None) -> tuple[tuple[str, str], ...]:
    everything = ("all", query.link(since=None, until=None))
    if first is None or last is None:
        return (everything,)
    span = last - first + 1

    def to(begin: int, end: int) -> str:
        begin = max(0, begin)
        return query.link(since=day_text(begin), until=day_text(max(begin, min(end, 2_900_000))))

    return (
        ("earlier", to(first - span // 2, last - span // 2)),
        ("later", to(first + span // 2, last + span // 2)),
        ("in", to(first + span // 4, last - span // 4)),
        ("out", to(first - span // 2, last + span // 2)),
        everything,
    )
