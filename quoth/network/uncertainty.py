"""How sure a network is, given that its statements were found by a machine.

Statements are drawn again and again: as a bootstrap each as often as a Poisson number says (Hanley
and MacGibbon, "Creating non-parametric bootstrap samples using Poisson frequencies", 2006), and
none in which, with its confidence as the probability, the statement turns out not to be one. Each
drawing gives a network and its clusters; their spread is the uncertainty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from quoth.network.clusters import Clusters, clusters, together
from quoth.network.matrices import Drawn, Network, Options, network
from quoth.network.rows import Row

DRAWINGS = 200
LEVEL = 0.9
MOST_CLUSTERED = 300
"""Actors beyond which clusters are not drawn again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A tie with the range that a share of the drawings has it in."""

    one: str
    other: str
    weight: float
    low: float
    high: float
    positive: float
    """Share of the drawings in which the tie is above 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """What may be believed of a network."""

    network: Network
    ties: tuple[Interval, ...]
    """Every tie that is not 0 in the network or in half of the drawings."""
    clusters: Clusters | None
    membership: dict[str, float]
    """For each actor how often, on average, it is with the members of its cluster; empty where
    clusters were not drawn."""
    drawings: int
    level: float


def uncertainty(
    coded: Sequence[Row],
    options: Options | None = None,
    *,
    drawings: int = DRAWINGS,
    level: float = LEVEL,
    seed: int = 1,
) -> Uncertainty:
    """Intervals for the ties of a network and how stable its clusters are.

    Args:
        coded: statements with their confidence.
        options: of the network; its window is not looked at.
        drawings: how many.
        level: share of the drawings that an interval holds, from 0 to 1.
        seed: the same seed gives the same drawings.
    """
    options = options or Options()
    whole = network(coded, options)
    draw = np.random.default_rng(seed)
    drawn = np.zeros((drawings, len(whole.rows), len(whole.columns)), np.float32)
    clustered = options.mode == "one-mode" and 0 < len(whole.rows) <= MOST_CLUSTERED
    found: list[Clusters] = []
    # A statement of two speakers is drawn once: both come or neither.
    ids = sorted({row.statement for row in coded})
    sure = {row.statement: row.confidence for row in coded}
    chances = np.array([min(max(sure[id], 0.0), 1.0) for id in ids])
    again = Drawn(coded, options, whole)
    number_of = {id: number for number, id in enumerate(ids)}
    of_row = np.array([number_of[id] for id in again.statements], np.int64)
    for number in range(drawings):
        times = draw.poisson(1.0, len(ids)) * (draw.random(len(ids)) < chances)
        weights = again.network(times[of_row])
        drawn[number] = weights
        if clustered and times.any():
            found.append(clusters(replace(whole, weights=weights), seed=seed, central=False))
    ties = _intervals(whole, drawn, level)
    own = clusters(whole, seed=seed) if clustered else None
    membership = _membership(own, found, whole.rows) if own else {}
    return Uncertainty(
        network=whole,
        ties=tuple(ties),
        clusters=own,
        membership=membership,
        drawings=drawings,
        level=level,
    )


def _intervals(whole: Network, drawn: np.ndarray, level: float) -> list[Interval]:
    if not drawn.size:
        return []
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    positive = (drawn > 0).mean(axis=0)
    often = (drawn != 0).mean(axis=0) >= 0.5
    found = []
    for i, one in enumerate(whole.rows):
        for j in range(i + 1 if whole.mode == "one-mode" else 0, len(whole.columns)):
            if whole.weights[i, j] != 0 or often[i, j]:
                found.append(
                    Interval(
                        one=one,
                        other=whole.columns[j],
                        weight=float(whole.weights[i, j]),
                        low=round(float(low[i, j]), 6),
                        high=round(float(high[i, j]), 6),
                        positive=float(positive[i, j]),
                    )
                )
    return sorted(found, key=lambda tie: (-abs(tie.weight), tie.one, tie.other))


def _membership(
    own: Clusters, found: Sequence[Clusters], actors: Sequence[str]
) -> dict[str, float]:
    share = together(found, actors)
    result = {}
    for members in own.members:
        for actor in members:
            others = [share[min(actor, o), max(actor, o)] for o in members if o != actor]
            result[actor] = float(np.mean(others)) if others else 1.0
    return result
