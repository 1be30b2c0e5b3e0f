"""Who is heard beside whom: a network of actors, drawn here, with a table of its ties.

Two actors are tied when they speak in the same articles. What is drawn is one actor and those
nearest (ego), or the backbone of the most heard: ties that are stronger than the two actors'
number of ties lets expect (the disparity filter of Serrano, Boguñá, Vespignani, PNAS 2009).

The layout is Fruchterman and Reingold's (1991) from places that hang on the actors' ids alone, so
that the same actors lie in the same places at each visit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoth.model import ACTOR_KINDS
from quoth.serve.columns import Columns
from quoth.serve.desk import Desk
from quoth.serve.labels import Label, Named, placed, shortened
from quoth.serve.query import NotFound, Query
from quoth.serve.search import Chosen, chosen, speakers_of
from quoth.serve.search import found as matching
from quoth.serve.twomode import TwoModePage, two_mode

if TYPE_CHECKING:
    import numpy as np

VIEWS = ("actors", "claims", "concepts")
"""Actors with actors; actors with what they say: `quoth/serve/twomode.py`."""

SHOWN = 50
MOST_SHOWN = 200
ARTICLES = 60_000
"""Articles looked at, the newest first."""

VOICES = 40
"""Actors of one article that are tied: a list of names ties nobody."""

AT_ONCE = 4_096
"""Articles whose pairs of voices are counted together."""

ALPHA = 0.3
ROUNDS = 120
WIDTH, HEIGHT = 1000, 720
EDGE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor in the drawing."""

    id: str
    name: str
    kind: str
    statements: int
    ties: int
    x: float
    y: float
    radius: float
    label: Label | None
    """Its name as it is drawn, where there is room."""
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two actors who are heard in the same articles."""

    a: str
    b: str
    a_name: str
    b_name: str
    articles: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """The network."""

    view: str
    ego: str | None
    ego_name: str | None
    alpha: float
    shown: int
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    left_out: int
    """Ties of these actors that the backbone leaves out."""
    chosen: tuple[Chosen, ...]
    """What narrows the statements."""
    width: int
    height: int

    heading = ("a", "a_name", "b", "b_name", "articles")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return ((t.a, t.a_name, t.b, t.b_name, t.articles) for t in self.ties)


def network(desk: Desk, query: Query) -> NetworkPage | TwoModePage:
    """Parameters: view, ego (an id), n, alpha (in hundredths), and those of the search."""
    shown = min(query.number("n", SHOWN, least=2, most=MOST_SHOWN), MOST_SHOWN)
    view = query.choice("view", VIEWS) or VIEWS[0]
    if view != VIEWS[0]:
        return two_mode(desk, query, view, shown)
    alpha = query.number("alpha", round(100 * ALPHA), least=1, most=100) / 100
    if query.text("ego") and query.text("ego") not in desk.columns.actor_code:
        raise NotFound("actor")
    key = ("network", shown, alpha, tuple(sorted(query.parameters.items())))
    return desk.remembered(key, lambda columns: _made(desk, columns, query, shown, alpha))


def _made(desk: Desk, columns: Columns, query: Query, shown: int, alpha: float) -> NetworkPage:
    import numpy as np

    rows, _ = matching(desk, columns, query)
    ego = columns.actor_code.get(query.text("ego") or "")
    codes, weights = _weights(columns, rows, ego, shown)
    kept = weights if ego is not None else backbone(weights, alpha)
    if ego is not None:
        # Between the neighbours only what stands out, or the drawing is a ball of wool.
        kept = backbone(weights, alpha)
        at = codes.index(ego)
        kept[at], kept[:, at] = weights[at], weights[:, at]
    drawn = np.flatnonzero(kept.any(axis=1))
    codes = [codes[place] for place in drawn]
    weights, kept = weights[np.ix_(drawn, drawn)], kept[np.ix_(drawn, drawn)]
    places = layout([columns.actor_ids[code] for code in codes], kept)
    said = columns.actor_said[codes] if codes else np.empty(0)
    most = max(1, int(said.max())) if len(said) else 1
    radii = [round(4 + 12 * (int(count) / most) ** 0.5, 1) for count in said]
    order = np.argsort(-said, kind="stable").tolist()
    if ego is not None and ego in codes:
        order.sort(key=lambda place: codes[place] != ego)
    labels = placed(
        (
            Named(
                x=round(float(x), 1),
                y=round(float(y), 1),
                radius=radius,
                text=shortened(columns.actor_names[code], 26),
            )
            for code, radius, (x, y) in zip(codes, radii, places, strict=True)
        ),
        order,
        width=WIDTH,
        height=HEIGHT,
    )
    nodes = tuple(
        Node(
            id=columns.actor_ids[code],
            name=columns.actor_names[code],
            kind=ACTOR_KINDS[columns.actor_kinds[code]],
            statements=int(columns.actor_said[code]),
            ties=int((kept[place] > 0).sum()),
            x=round(float(places[place, 0]), 1),
            y=round(float(places[place, 1]), 1),
            radius=radii[place],
            label=labels.get(place),
            link=query.link(ego=columns.actor_ids[code]),
        )
        for place, code in enumerate(codes)
    )
    ties = []
    strongest = max(1, int(kept.max())) if kept.size else 1
    for one, other in zip(*np.nonzero(np.triu(kept)), strict=True):
        a, b = nodes[one], nodes[other]
        ties.append(
            Tie(
                a=a.id,
                b=b.id,
                a_name=a.name,
                b_name=b.name,
                articles=int(kept[one, other]),
                x1=a.x,
                y1=a.y,
                x2=b.x,
                y2=b.y,
                width=round(0.6 + 4 * (int(kept[one, other]) / strongest) ** 0.5, 1),
            )
        )
    return NetworkPage(
        view=VIEWS[0],
        ego=None if ego is None else columns.actor_ids[ego],
        ego_name=None if ego is None else columns.actor_names[ego],
        alpha=alpha,
        shown=shown,
        nodes=nodes,
        ties=tuple(sorted(ties, key=lambda tie: (-tie.articles, tie.a_name, tie.b_name))),
        left_out=int(np.count_nonzero(np.triu(weights)) - np.count_nonzero(np.triu(kept))),
        chosen=chosen(columns, query, words=True),
        width=WIDTH,
        height=HEIGHT,
    )


def _weights(
    columns: Columns, rows: np.ndarray, ego: int | None, shown: int
) -> tuple[list[int], np.ndarray]:
    """Codes of the actors to draw, and in how many articles each two are heard."""
    import numpy as np

    there = np.zeros(columns.statements, bool)
    there[rows] = True
    speaking = np.flatnonzero(there[columns.speaker_row])
    article = columns.article[columns.speaker_row[speaking]].astype(np.int64)
    speaking, article = speaking[article < ARTICLES], article[article < ARTICLES]
    many = max(1, len(columns.actor_ids))
    pairs = np.unique(article * many + columns.speaker_actor[speaking])
    article, actor = pairs // many, pairs % many
    if ego is None:
        codes = [code for code, _ in speakers_of(columns, rows, shown)]
    else:
        near = np.isin(article, article[actor == ego])
        counts = np.bincount(actor[near], minlength=many)
        counts[ego] = 0
        best = np.argsort(-counts, kind="stable")[: shown - 1]
        codes = [ego, *(int(code) for code in best if counts[code])]
    place = np.full(many, -1, np.int64)
    place[codes] = np.arange(len(codes))
    inside = place[actor] >= 0
    article, actor = article[inside], place[actor[inside]]
    weights = _together(article, actor, len(codes))
    return codes, weights


def _together(article: np.ndarray, actor: np.ndarray, many: int) -> np.ndarray:
    """In how many articles each two of so many actors are; pairs are in the order of articles."""
    import numpy as np

    weights = np.zeros((many, many), np.int64)
    # Articles numbered in their order, without those of one voice or of too many.
    place = np.cumsum(np.diff(article, prepend=-1) != 0) - 1
    voices = np.bincount(place) if len(place) else np.empty(0, np.int64)
    kept = (voices > 1) & (voices <= VOICES)
    inside = kept[place] if len(place) else np.empty(0, bool)
    place, actor = (np.cumsum(kept) - 1)[place[inside]], actor[inside]
    for first in range(0, int(kept.sum()), AT_ONCE):
        begin, end = np.searchsorted(place, [first, first + AT_ONCE])
        there = np.zeros((AT_ONCE, many), np.float32)  # whole numbers are exact to 2**24
        there[place[begin:end] - first, actor[begin:end]] = 1
        weights += (there.T @ there).astype(np.int64)
    np.fill_diagonal(weights, 0)
    return weights


def backbone(weights: np.ndarray, alpha: float) -> np.ndarray:
    """Ties that stand out for one of their two actors; the others become 0.

    A tie of weight w of an actor with k ties of the sum s stands out if (1 - w/s)^(k-1) < alpha.
    An actor with a single tie keeps it.
    """
    import numpy as np

    strength = weights.sum(axis=1, keepdims=True)
    degree = (weights > 0).sum(axis=1, keepdims=True)
    share = np.divide(weights, strength, out=np.zeros(weights.shape), where=strength > 0)
    chance = np.where(degree > 1, (1 - share) ** np.maximum(degree - 1, 0), 0.0)
    stands_out = (chance < alpha) & (weights > 0)
    return np.where(stands_out | stands_out.T, weights, 0)


def layout(ids: list[str], weights: np.ndarray) -> np.ndarray:
    """Places in the drawing, (n, 2), by attraction along ties and repulsion between all."""
    import numpy as np

    if not ids:
        return np.empty((0, 2))
    digests = [hashlib.sha256(id.encode()).digest() for id in ids]
    at = np.array([[int.from_bytes(d[:4], "big"), int.from_bytes(d[4:8], "big")] for d in digests])
    at = at / 2**32 - 0.5
    pull = np.sqrt(weights / max(1, weights.max())) if weights.size else weights
    ideal = 0.9 / len(ids) ** 0.5
    heat = 0.12
    for _ in range(ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2))
        np.fill_diagonal(distance, 1)
        distance = np.maximum(distance, 1e-4)
        force = ideal**2 / distance**2 - pull * distance / ideal
        np.fill_diagonal(force, 0)
        move = (apart * force[:, :, None]).sum(axis=1) - at * 0.6
        length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        at = at + move / length * np.minimum(length, heat)
        heat = max(0.004, heat * 0.965)
    low, high = at.min(axis=0), at.max(axis=0)
    at = (at - low) / np.maximum(high - low, 1e-9) if len(ids) > 1 else np.full((1, 2), 0.5)
    # Names stand to the right of their nodes: they need room there.
    return at * [WIDTH - 2 * EDGE - 110, HEIGHT - 2 * EDGE] + [EDGE, EDGE]
