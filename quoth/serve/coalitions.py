"""Who takes the same side on the same concepts: coalitions, how sure they are, how they change.

The network is that of `quoth network`, with the definitions of the Discourse Network Analyzer
(`quoth/network`); here its most heard actors are drawn. A tie above 0 is agreement, one below it
conflict. The range of a tie and the stability of a coalition come from statements drawn again by
their confidence (`quoth/network/uncertainty.py`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quoth.model import ACTOR_KINDS
from quoth.serve.claim import is_current
from quoth.serve.columns import Columns
from quoth.serve.concept import numbers_of
from quoth.serve.desk import Desk
from quoth.serve.labels import Label, Named, placed, shortened
from quoth.serve.network import HEIGHT, MOST_SHOWN, SHOWN, WIDTH, layout
from quoth.serve.query import Query
from quoth.serve.twomode import named

if TYPE_CHECKING:
    from quoth.network import Clusters, Options, Row

COUNTED = ("subtract", "congruence", "conflict")
"""Agreement less conflict; agreement; conflict."""

WINDOWS = ("none", "days", "weeks", "months", "years")
SIZE = 3
"""Units that a window is long; it moves on by one. In DNA's definition one of 1 is a moment."""

DRAWINGS = 100
WORK = 150_000
"""Statements that are drawn again at most, over all drawings, while a reader waits."""

FEWEST = 20
"""Drawings below which no range is told."""

MOST_WINDOWS = 120


SMALLEST = 8
"""Radius of what is drawn of a node: the number of its coalition stands in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor in the drawing."""

    id: str | None
    """Empty where the project does not have the actor any more."""
    name: str
    kind: str
    statements: int
    coalition: int
    """From 1; 0 for those who have no tie of agreement."""
    x: float
    y: float
    radius: float
    label: Label | None
    """Its name as it is drawn, where there is room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two actors who speak of the same concepts."""

    a: str
    b: str
    weight: float
    low: float | None
    high: float | None
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalition:
    """Actors who agree with one another more than with others."""

    number: int
    members: tuple[tuple[str | None, str, float | None], ...]
    """(id, name, how often it is with the others when statements are drawn again)."""
    concepts: tuple[tuple[str, int], ...]
    """What its members are for (above 0) and against, the most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The coalitions of a window of time."""

    start: str
    stop: str
    statements: int
    actors: int
    coalitions: int
    modularity: float
    changed: float | None
    """How far coalitions differ from those of the window before: 0 not at all, 1 as by lot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionsPage:
    """The network of sides."""

    made: bool
    current: bool
    counted: str
    window: str
    size: int
    shown: int
    since: str | None
    until: str | None
    statements: int
    """Coded statements that take a side, in this time."""
    left_out: int
    """Actors that are not drawn, as they are less heard."""
    nameless: int
    """Descriptions ("the city", "staff") that are not drawn: they need not be one actor."""
    drawings: int
    level: float
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    coalitions: tuple[Coalition, ...]
    moments: tuple[Moment, ...]
    width: int
    height: int

    heading = ("a", "b", "weight", "low", "high")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return ((t.a, t.b, t.weight, t.low, t.high) for t in self.ties)


def coalitions(desk: Desk, query: Query) -> CoalitionsPage:
    """Parameters: count, window, size, n (actors), since, until."""
    counted = query.choice("count", COUNTED) or COUNTED[0]
    window = query.choice("window", WINDOWS) or WINDOWS[0]
    size = query.number("size", SIZE, least=2, most=60)
    shown = query.number("n", SHOWN, least=2, most=MOST_SHOWN)
    since, until = query.date("since"), query.date("until")
    key = ("coalitions", counted, window, size, shown, since, until)
    return desk.remembered(key, lambda _: _made(desk, counted, window, size, shown, since, until))


def _made(
    desk: Desk,
    counted: str,
    window: str,
    size: int,
    shown: int,
    since: str | None,
    until: str | None,
) -> CoalitionsPage:
    from quoth import network as of

    everything = _coded(desk)
    sided = [row for row in everything if _within(row, since, until)]
    coded = [row for row in sided if named(row.actor)]
    options = of.Options(qualifier=counted)
    said = Counter(row.actor for row in coded)
    chosen = {
        name for name, _ in sorted(said.items(), key=lambda item: (-item[1], item[0]))[:shown]
    }
    part = [row for row in coded if row.actor in chosen]
    drawings = min(DRAWINGS, WORK // max(1, len(part)))
    found = of.uncertainty(part, options, drawings=drawings if drawings >= FEWEST else 0)
    clusters = found.clusters
    if counted == "conflict":  # who clashes is no coalition: they are those of agreement
        clusters = of.clusters(of.network(part, of.Options()))
    nodes = _nodes(desk, found.network, clusters, said)
    return CoalitionsPage(
        made=bool(everything) or bool(desk.has("concept") and desk.row("SELECT 1 FROM concept")),
        current=is_current(desk, "concepts"),
        counted=counted,
        window=window,
        size=size,
        shown=shown,
        since=since,
        until=until,
        statements=len({row.statement for row in coded}),
        left_out=len(said) - len(chosen),
        nameless=len({row.actor for row in sided}) - len(said),
        drawings=found.drawings,
        level=found.level,
        nodes=tuple(nodes.values()),
        ties=_ties(found, nodes),
        coalitions=_coalitions(clusters, found.membership, nodes, part),
        moments=_moments(coded, of.Options(qualifier=counted), window, size),
        width=WIDTH,
        height=HEIGHT,
    )


def _coded(desk: Desk) -> list[Row]:
    """All coded statements that take a side, as `quoth.network.rows` has them of joined actors."""
    if not desk.has("coding"):
        return []
    return desk.remembered("coded rows", lambda columns: _sided(desk, columns))


def _sided(desk: Desk, columns: Columns) -> list[Row]:
    """Speakers are those of the columns: SQLite would look up each by its id."""
    import numpy as np

    from quoth.network.rows import KINDS, Row, time_of

    names = dict(desk.rows("SELECT id, name FROM concept"))
    coded = {
        statement: more
        for statement, *more in desk.rows(
            "SELECT statement_id, article_id, concept_id, agreement, confidence FROM coding"
            " WHERE agreement IS NOT NULL"
        )
    }
    articles = json.dumps(sorted({article for article, *_ in coded.values()}))
    times = {
        id: time_of(published)
        for id, published in desk.rows(
            "SELECT article.id, published FROM json_each(?) AS asked"
            " JOIN article ON article.id = asked.value",
            (articles,),
        )
    }
    id_of = {number: id for id, number in numbers_of(desk, coded)}
    rows = columns.rows_of(np.fromiter(id_of, np.int64, len(id_of)))
    begins, ends = columns.speakers_of(rows)
    found = []
    for row, begin, end in zip(rows.tolist(), begins.tolist(), ends.tolist(), strict=True):
        id = id_of[int(columns.number[row])]
        article, concept, agreement, confidence = coded[id]
        for code in columns.speaker_actor[begin:end].tolist():
            if ACTOR_KINDS[columns.actor_kinds[code]] in KINDS["all"]:
                found.append(
                    Row(
                        statement=id,
                        document=article,
                        time=times[article],
                        actor=columns.actor_names[code],
                        concept=names[concept],
                        agreement=bool(agreement),
                        confidence=confidence,
                    )
                )
    return sorted(found, key=lambda row: (row.time, row.document, row.statement, row.actor))


def _within(row: Row, since: str | None, until: str | None) -> bool:
    day = row.time.date().isoformat()
    return (since is None or day[: len(since)] >= since) and (
        until is None or day[: len(until)] <= until
    )


def _nodes(desk: Desk, network, clusters: Clusters | None, said: Counter[str]) -> dict[str, Node]:
    import numpy as np

    columns = desk.columns
    code_of = desk.remembered("named", lambda columns: _by_name(columns))
    pull = np.maximum(network.weights, 0)
    places = layout(list(network.rows), pull)
    most = max(said.values(), default=1)
    grouped = _numbers(clusters)
    radii = {name: round(5 + 11 * (said[name] / most) ** 0.5, 1) for name in network.rows}
    order = sorted(range(len(network.rows)), key=lambda at: (-said[network.rows[at]], at))
    labels = placed(
        (
            Named(
                x=round(float(x), 1),
                y=round(float(y), 1),
                radius=max(radii[name], SMALLEST),
                text=shortened(name, 26),
            )
            for name, (x, y) in zip(network.rows, places, strict=True)
        ),
        order,
        width=WIDTH,
        height=HEIGHT,
    )
    nodes = {}
    for place, name in enumerate(network.rows):
        code = code_of.get(name)
        nodes[name] = Node(
            id=None if code is None else columns.actor_ids[code],
            name=name,
            kind="unknown" if code is None else ACTOR_KINDS[columns.actor_kinds[code]],
            statements=said[name],
            coalition=grouped.get(name, 0),
            x=round(float(places[place, 0]), 1),
            y=round(float(places[place, 1]), 1),
            radius=radii[name],
            label=labels.get(place),
        )
    return nodes


def _by_name(columns) -> dict[str, int]:
    """The most heard actor of each name."""
    found: dict[str, int] = {}
    for code, name in enumerate(columns.actor_names):
        if name not in found or columns.actor_said[code] > columns.actor_said[found[name]]:
            found[name] = code
    return found


def _numbers(clusters: Clusters | None) -> dict[str, int]:
    """Coalitions of two and more, numbered from 1."""
    groups = [members for members in clusters.members if len(members) > 1] if clusters else []
    return {name: n for n, members in enumerate(groups, 1) for name in members}


def _ties(found, nodes: dict[str, Node]) -> tuple[Tie, ...]:
    ranges = {(tie.one, tie.other): (tie.low, tie.high) for tie in found.ties}
    drawn = list(found.network.ties())
    strongest = max((abs(weight) for _, _, weight in drawn), default=1.0)
    made = []
    for a, b, weight in drawn:
        low, high = ranges.get((a, b), (None, None))
        one, other = nodes[a], nodes[b]
        made.append(
            Tie(
                a=a,
                b=b,
                weight=weight,
                low=low if found.drawings else None,
                high=high if found.drawings else None,
                x1=one.x,
                y1=one.y,
                x2=other.x,
                y2=other.y,
                width=round(0.8 + 4 * (abs(weight) / strongest) ** 0.5, 1),
            )
        )
    return tuple(sorted(made, key=lambda tie: (-abs(tie.weight), tie.a, tie.b)))


def _coalitions(
    clusters: Clusters | None, stays: dict[str, float], nodes: dict[str, Node], coded: Sequence[Row]
) -> tuple[Coalition, ...]:
    numbers = _numbers(clusters)
    sides: dict[int, Counter[str]] = {}
    for row in coded:
        if row.actor in numbers:
            balance = sides.setdefault(numbers[row.actor], Counter())
            balance[row.concept] += 1 if row.agreement else -1
    groups: dict[int, list[str]] = {}
    for name, number in numbers.items():
        groups.setdefault(number, []).append(name)
    return tuple(
        Coalition(
            number=number,
            members=tuple(
                (nodes[name].id, name, stays.get(name))
                for name in sorted(names, key=lambda name: (-nodes[name].statements, name))
            ),
            concepts=tuple(
                (concept, balance)
                for concept, balance in sorted(
                    sides[number].items(), key=lambda item: (-abs(item[1]), item[0])
                )[:6]
                if balance
            ),
        )
        for number, names in sorted(groups.items())
    )


def _moments(coded: Sequence[Row], options: Options, window: str, size: int) -> tuple[Moment, ...]:
    """The coalitions of each window, the earliest first; dated statements only."""
    from dataclasses import replace

    from quoth import network as of
    from quoth.errors import UsageError
    from quoth.network.clusters import change
    from quoth.network.rows import UNDATED

    dated = [row for row in coded if row.time != UNDATED]
    if window == "none" or not dated:
        return ()
    try:
        found = list(of.networks(dated, replace(options, window=window, size=size)))
    except UsageError:
        return ()
    found = found[-MOST_WINDOWS:]
    moments, before = [], None
    for one in found:
        clusters = of.clusters(one)
        changed = None if before is None else change(before, clusters)
        moments.append(
            Moment(
                start=_day(one.start),
                stop=_day(one.stop),
                statements=one.statements,
                actors=len(one.rows),
                coalitions=len(set(_numbers(clusters).values())),
                modularity=round(clusters.modularity, 3),
                changed=None if changed is None else round(changed, 3),
            )
        )
        before = clusters
    return tuple(moments)


def _day(time: datetime | None) -> str:
    return time.date().isoformat() if time else ""
