"""Who says what: actors and the claims, or the concepts, that they are for or against.

A network of two kinds of nodes (two-mode: Borgatti and Everett, Social Networks 1997): an actor is
tied to a claim by its statements of it, which say it, deny it, or leave it open. What a statement
does is its position (`quoth/compare`); where positions were not made it is told by its type: a
denial denies, a question asks. Where the claim's own words hold a negation ("we did not give the
order") who denies says just that. Of concepts it is the coding.

Drawn are the claims of most voices with who speaks there; or one claim or actor and what is near
it. The layout is that of the network of actors, steady from visit to visit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quoth.model import ACTOR_KINDS, TYPES
from quoth.serve.columns import Columns
from quoth.serve.concept import codings, numbers_of
from quoth.serve.desk import Desk
from quoth.serve.labels import Label, Named, placed, shortened
from quoth.serve.query import NotFound, Query
from quoth.serve.search import Chosen, chosen
from quoth.serve.search import found as matching

WIDTH, HEIGHT = 1000, 720

SHARE, FEWEST = 0.25, 5
"""Of the nodes that are asked for at most such a part are the actors of one claim or concept, those
who also speak of others first; but always some. Of the one that is looked at all are."""

SAY, DENY, OPEN = 0, 1, 2
DOES = {
    "asserts": SAY,
    "supports": SAY,
    "denies": DENY,
    "opposes": DENY,
    "hedges": OPEN,
    "questions": OPEN,
}
"""What a position does to what is said."""

Does = Literal["say", "deny", "both", "open"]
Edges = dict[tuple[int, str], Counter]
"""(actor's code, id of a claim or concept) to how many statements do what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor, or what actors speak of."""

    id: str
    name: str
    is_actor: bool
    kind: str | None
    """Of an actor."""
    statements: int
    """Those that are drawn as its edges."""
    edges: int
    x: float
    y: float
    radius: float
    label: Label | None
    """Its name as it is drawn, where there is room."""
    page: str
    """Its own page."""
    link: str
    """This page around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An actor and what it speaks of."""

    actor: str
    actor_name: str
    of: str
    of_name: str
    say: int
    """Statements that say it, or support it."""
    deny: int
    """Statements that deny it, or oppose it."""
    open: int
    """Statements that take no side."""
    does: Does
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoModePage:
    """Actors and claims, or actors and concepts."""

    view: str
    ego: str | None
    ego_name: str | None
    ego_is_actor: bool
    ego_page: str | None
    shown: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    voices: int
    """Actors of one claim or concept that are drawn at most."""
    nameless: int
    """Descriptions ("the city", "a report") that are not drawn: they need not be one actor."""
    left_out: int
    """Claims or concepts of two or more actors that are not drawn."""
    made: bool
    """Whether the project has any claims or concepts at all."""
    chosen: tuple[Chosen, ...]
    """What narrows the statements."""
    width: int
    height: int

    heading = ("actor", "actor_name", "of", "of_name", "say", "deny", "open")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return ((e.actor, e.actor_name, e.of, e.of_name, e.say, e.deny, e.open) for e in self.edges)


def two_mode(desk: Desk, query: Query, view: str, shown: int) -> TwoModePage:
    """Parameters: view (claims, concepts), ego (an id), n, and those of the search."""
    key = ("two-mode", view, shown, tuple(sorted(query.parameters.items())))
    return desk.remembered(key, lambda columns: _made(desk, columns, query, view, shown))


def _made(desk: Desk, columns: Columns, query: Query, view: str, shown: int) -> TwoModePage:
    import numpy as np

    every = desk.remembered(("edges", view), lambda columns: _rows(desk, columns, view))
    rows, _ = matching(desk, columns, query)
    inside = np.ones(columns.statements, bool)
    if len(rows) < columns.statements:
        inside[:] = False
        inside[rows] = True
    edges: Edges = defaultdict(Counter)
    ego = query.text("ego")
    code = columns.actor_code.get(ego or "", -1)
    nameless = set()
    for row, actor, of, does in every:
        if not inside[row]:
            continue
        if actor == code or named(columns.actor_names[actor]):
            edges[actor, of][does] += 1
        else:
            nameless.add(actor)
    names = _names(desk, view, [ego] if ego else [])
    if ego and code < 0 and ego not in names:
        raise NotFound("actor")
    pairs, left_out = _chosen(edges, None if not ego else code if code >= 0 else ego, shown)
    return TwoModePage(
        view=view,
        ego=ego,
        ego_name=columns.actor_names[code] if code >= 0 else names.get(ego or ""),
        ego_is_actor=code >= 0,
        ego_page=ego and (f"/actor/{ego}" if code >= 0 else f"/{view[:-1]}/{ego}"),
        shown=shown,
        voices=_voices(shown),
        nameless=len(nameless),
        left_out=left_out,
        made=bool(every),
        chosen=chosen(columns, query, words=True),
        width=WIDTH,
        height=HEIGHT,
        **_drawn(desk, columns, query, view, {pair: edges[pair] for pair in pairs}),
    )


def _rows(desk: Desk, columns: Columns, view: str) -> list[tuple[int, int, str, int]]:
    """(row of a statement, its speaker's code, what it is of, what it does) of all there are."""
    import numpy as np

    if view == "concepts":
        sides = {1: SAY, 0: DENY, None: OPEN}
        coded = codings(desk)
        asked = (
            (number, coded[id][0], sides[coded[id][1]]) for id, number in numbers_of(desk, coded)
        )
        stated = {number: (of, does) for number, of, does in asked}
    else:
        stated: dict[int, tuple[str, int | None]] = {
            number: (of, None)
            for number, of in desk.rows(
                "SELECT statement.number, claim_id FROM member"
                " JOIN statement ON statement.id = member.statement_id"
            )
        }
    taken: dict[tuple[int, int], int] = {}
    if view == "claims":
        for number, claim, actor, position in desk.rows(
            "SELECT statement.number, claim_id, actor_id, position FROM position"
            " JOIN statement ON statement.id = position.statement_id WHERE claim_id IS NOT NULL"
        ):
            stated.setdefault(number, (claim, None))
            taken[number, columns.actor_code.get(actor, -1)] = DOES[position]
    denial, question = TYPES.index("denial"), TYPES.index("question")
    numbers = np.array(sorted(stated), np.int64)
    rows = columns.rows_of(numbers)
    begins, ends = columns.speakers_of(rows)
    found = []
    for row, begin, end in zip(rows.tolist(), begins.tolist(), ends.tolist(), strict=True):
        number = int(columns.number[row])
        of, does = stated[number]
        told = {denial: DENY, question: OPEN}.get(int(columns.type[row]), SAY)
        for actor in columns.speaker_actor[begin:end].tolist():
            done = taken.get((number, actor), told) if does is None else does
            found.append((row, actor, of, done))
    return found if view == "concepts" else _put_as_it_is(desk, found)


def _put_as_it_is(
    desk: Desk, rows: list[tuple[int, int, str, int]]
) -> list[tuple[int, int, str, int]]:
    """Who denies says what the claim's own words deny."""
    from quoth.compare.words import negations

    denied = sorted({of for _, _, of, does in rows if does == DENY})
    negative = {of for of, text in _names(desk, "claims", denied).items() if negations(text)}
    return [
        (row, actor, of, SAY if does == DENY and of in negative else does)
        for row, actor, of, does in rows
    ]


def _chosen(edges: Edges, ego: int | str | None, shown: int) -> tuple[list[tuple[int, str]], int]:
    """The edges to draw, and how many of what several speak of stay out."""
    of_thing: dict[str, list[int]] = defaultdict(list)
    of_actor: dict[int, list[str]] = defaultdict(list)
    for actor, of in edges:
        of_thing[of].append(actor)
        of_actor[actor].append(of)
    for of, actors in of_thing.items():
        actors.sort(key=lambda a: (-min(len(of_actor[a]), 3), -edges[a, of].total(), a))
    order = sorted(
        of_thing,
        key=lambda of: (-len(of_thing[of]), -sum(edges[a, of].total() for a in of_thing[of]), of),
    )
    first: list[str] = []
    single: list[str] = []
    if isinstance(ego, str):
        first = [ego] if ego in of_thing else []
        shared = Counter(of for actor in of_thing.get(ego, ()) for of in of_actor[actor])
        around = set(shared)
        # What several of its actors speak of says how they hang together; of the others a few do.
        order.sort(key=lambda of: -shared[of])
        single = [of for of in order if shared[of] == 1 and of != ego]
    elif ego is not None:
        around = set(of_actor.get(ego, ()))
    else:
        around = set(of_thing)
    several = sum(len(of_thing[of]) > 1 for of in around)
    around -= set(single[FEWEST:])
    order = [*first, *(of for of in order if of in around and of not in first)]
    kept: list[tuple[int, str]] = []
    nodes: set[int | str] = set()
    drawn = 0
    for of in order:
        actors = of_thing[of][: shown - 1 if of == ego else _voices(shown)]
        if ego is not None and not isinstance(ego, str) and ego not in actors:
            actors = [ego, *actors]
        if isinstance(ego, str) and of != ego:
            # Of other claims those who also speak of this one: else everybody would be here.
            actors = [actor for actor in actors if (actor, ego) in edges]
        more = {of, *actors} - nodes
        if nodes and len(nodes) + len(more) > shown:
            # Others of fewer voices may still fit.
            continue
        nodes |= more
        kept += [(actor, of) for actor in actors]
        drawn += len(of_thing[of]) > 1
    return kept, several - drawn


def _voices(shown: int) -> int:
    return max(FEWEST, int(shown * SHARE))


def named(actor: str) -> bool:
    """Whether an actor has a name, not only a description: it has a capital, or letters of no case.

    "city" in two articles need not be one city; `quoth network` counts by what actors are called.
    """
    return any(character.isupper() for character in actor) or actor.upper() == actor.lower()


def _drawn(desk: Desk, columns: Columns, query: Query, view: str, edges: Edges) -> dict:
    """Nodes and edges with their places."""
    import numpy as np

    from quoth.serve.network import layout

    actors = sorted({actor for actor, _ in edges})
    things = sorted({of for _, of in edges})
    names = _names(desk, view, things)
    ids = [*(columns.actor_ids[actor] for actor in actors), *things]
    at = {key: place for place, key in enumerate([*actors, *things])}
    weights = np.zeros((len(ids), len(ids)))
    said: Counter = Counter()
    ties: Counter = Counter()
    for (actor, of), does in edges.items():
        for key in (actor, of):
            said[key] += does.total()
            ties[key] += 1
        weights[at[actor], at[of]] = weights[at[of], at[actor]] = 1 + min(does.total(), 5)
    places = layout(ids, weights)
    most = max(said.values(), default=1)
    radii = {key: round(4 + 8 * (said[key] / most) ** 0.5, 1) for key in at}

    def called(key: int | str) -> Named:
        actor = isinstance(key, int)
        return Named(
            x=round(float(places[at[key]][0]), 1),
            y=round(float(places[at[key]][1]), 1),
            radius=radii[key],
            text=shortened(columns.actor_names[key], 26)
            if actor
            else shortened(names.get(key, ""), 34),
        )

    # The one that is looked at has its name first, then those with most ties.
    ego = query.text("ego")
    order = sorted(at, key=lambda key: (ids[at[key]] != ego, -ties[key], -said[key], at[key]))
    labels = placed(map(called, at), [at[key] for key in order], width=WIDTH, height=HEIGHT)

    def node(key: int | str) -> Node:
        actor = isinstance(key, int)
        id = columns.actor_ids[key] if actor else key
        x, y = places[at[key]]
        return Node(
            id=id,
            name=columns.actor_names[key] if actor else names.get(key, ""),
            is_actor=actor,
            kind=ACTOR_KINDS[columns.actor_kinds[key]] if actor else None,
            statements=said[key],
            edges=ties[key],
            x=round(float(x), 1),
            y=round(float(y), 1),
            radius=radii[key],
            label=labels.get(at[key]),
            page=f"/actor/{id}" if actor else f"/{view[:-1]}/{id}",
            link=query.link(ego=id),
        )

    nodes = {key: node(key) for key in (*actors, *things)}
    heaviest = max((does.total() for does in edges.values()), default=1)
    drawn = [
        Edge(
            actor=nodes[actor].id,
            actor_name=nodes[actor].name,
            of=of,
            of_name=nodes[of].name,
            say=does[SAY],
            deny=does[DENY],
            open=does[OPEN],
            does=_does(does),
            x1=nodes[actor].x,
            y1=nodes[actor].y,
            x2=nodes[of].x,
            y2=nodes[of].y,
            width=round(1 + 3 * (does.total() / heaviest) ** 0.5, 1),
        )
        for (actor, of), does in edges.items()
    ]
    drawn.sort(key=lambda e: (-ties[e.of], e.of_name, e.of, -(e.say + e.deny + e.open), e.actor))
    return {"nodes": tuple(nodes.values()), "edges": tuple(drawn)}


def _does(counts: Counter) -> Does:
    if counts[SAY] and counts[DENY]:
        return "both"
    return "say" if counts[SAY] else "deny" if counts[DENY] else "open"


def _names(desk: Desk, view: str, ids: list[str]) -> dict[str, str]:
    import json

    table, name = ("claim", "text") if view == "claims" else ("concept", "name")
    if not desk.has(table):
        return {}
    return dict(
        desk.rows(
            f"SELECT {table}.id, {name} FROM json_each(?) AS asked"
            f" JOIN {table} ON {table}.id = asked.value",
            (json.dumps(ids),),
        )
    )
