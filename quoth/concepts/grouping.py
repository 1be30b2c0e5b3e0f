"""Contents that lie near one another, as groups.

Average linkage (Sokal and Michener, "A statistical method for evaluating systematic relationships",
1958): the two groups whose members are most alike on average are joined, as long as that average is
high enough. Points have length one, so the average cosine of two groups is the product of their
sums over the product of their sizes, and only pairs that are near themselves are ever looked at.
What a person parted is never joined (constrained clustering: Wagstaff and Cardie, ICML 2000).
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

NEAR = 0.62
"""Average cosine from which on two groups are one."""

CODED = 0.5
"""Average cosine from which on a content follows what a person coded."""

MARGIN = 0.03
"""By so much the nearest coded concept must be nearer than the next."""

NEIGHBOURS = 40
"""Pairs of a point that are looked at: the nearest."""

BARRED = -2.0

BLOCK = 1_024
"""Points whose cosines with all others are in memory at once: 80 MB with twenty thousand."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together."""

    rows: tuple[int, ...]
    """In ascending order."""
    nearness: tuple[float, ...]
    """For each row the average cosine with the others; 1 if it is alone."""


def groups(
    points: np.ndarray,
    *,
    together: Sequence[tuple[int, int]] = (),
    merged: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
    seeds: Sequence[int | None] = (),
    led: Collection[int] | None = None,
    near: float = NEAR,
) -> list[Group]:
    """Group points; the order of the rows decides nothing but ties.

    Args:
        points: float32 (n, width), each of length one.
        together: rows that are of one group from the start.
        merged: rows whose groups a person made one: they are grouped first, each with what is near
            to it, and then joined.
        apart: rows that are not of one group, whatever else is asked.
        seeds: for each row the number of the concept that a person gave it, or None; rows of one
            number are of one group, rows of different numbers are not.
        led: numbers whose middles other rows follow; all of them by default.
        near: average cosine from which on two groups are one.

    Returns:
        Every row in exactly one group, the largest first, then by the first row.
    """
    count = len(points)
    forest = _Forest(points, apart)
    first_of: dict[int, int] = {}
    for row, seed in enumerate(seeds):
        if seed is not None:
            forest.join(first_of.setdefault(seed, row), row)
    for seed, row in first_of.items():
        forest.seed[forest.root(row)] = seed
    for one, other in together:
        forest.join(one, other)
    pairs = list(_near_pairs(points, near))
    leading = {row for seed, row in first_of.items() if led is None or seed in led}
    if leading:
        _follow(forest, points, sorted({forest.root(row) for row in leading}))
    heap = [(-forest.average(a, b), a, b) for a, b in pairs]
    heapq.heapify(heap)
    while heap:
        said, a, b = heapq.heappop(heap)
        one, other = sorted((forest.root(a), forest.root(b)))
        if one == other:
            continue
        average = forest.average(one, other)
        if average < near:
            continue
        if average < -said - 1e-6:  # the groups have grown since: its turn comes later
            heapq.heappush(heap, (-average, one, other))
            continue
        forest.join(one, other)
    for one, other in merged:
        forest.join(one, other)
    members: dict[int, list[int]] = {}
    for row in range(count):
        members.setdefault(forest.root(row), []).append(row)
    found = []
    for root, rows in members.items():
        size, total = len(rows), forest.total[root]
        nearness = [
            1.0 if size == 1 else float((points[row] @ total - 1.0) / (size - 1)) for row in rows
        ]
        found.append(Group(tuple(rows), tuple(nearness)))
    return sorted(found, key=lambda group: (-len(group.rows), group.rows))


def _near_pairs(points: np.ndarray, near: float) -> Iterator[tuple[int, int]]:
    """Pairs of rows with at least this cosine, for each row the nearest; each pair once."""
    seen: set[tuple[int, int]] = set()
    for first in range(0, len(points), BLOCK):
        cosines = points[first : first + BLOCK] @ points.T
        for place, row in enumerate(cosines):
            one = first + place
            row[one] = -1.0
            others = np.flatnonzero(row >= near)
            if len(others) > NEIGHBOURS:
                nearest = np.argsort(-row[others], kind="stable")[:NEIGHBOURS]
                others = others[nearest]
            for other in others.tolist():
                pair = (one, other) if one < other else (other, one)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _follow(forest: _Forest, points: np.ndarray, coded: Sequence[int]) -> None:
    """Give each single content that is near enough to what was coded to its concept."""
    middles = np.stack([forest.total[root] / forest.size[root] for root in coded])
    alone = [row for row in range(len(points)) if forest.size[forest.root(row)] == 1]
    alone = [row for row in alone if forest.seed.get(row) is None]
    if not alone:
        return
    cosines = points[alone] @ middles.T
    best = np.argsort(-cosines, axis=1, kind="stable")
    for place, row in enumerate(alone):
        first = int(best[place, 0])
        value = float(cosines[place, first])
        second = float(cosines[place, best[place, 1]]) if len(coded) > 1 else -1.0
        if value >= CODED and value - second >= MARGIN:
            forest.join(row, forest.root(coded[first]))


class _Forest:
    """Groups as they grow: their sums, sizes and what may not be joined."""

    def __init__(self, points: np.ndarray, apart: Sequence[tuple[int, int]]):
        self.parent = list(range(len(points)))
        self.size = [1] * len(points)
        self.total = {row: point.astype(np.float64) for row, point in enumerate(points)}
        self.seed: dict[int, int] = {}
        self.foes: dict[int, set[int]] = {}
        for one, other in apart:
            if one != other:
                self.foes.setdefault(one, set()).add(other)
                self.foes.setdefault(other, set()).add(one)

    def root(self, row: int) -> int:
        while self.parent[row] != row:
            self.parent[row] = self.parent[self.parent[row]]
            row = self.parent[row]
        return row

    def average(self, one: int, other: int) -> float:
        """The average cosine of two groups' members; below every cosine if they must be apart."""
        one, other = self.root(one), self.root(other)
        if self.barred(one, other):
            return BARRED
        return float(self.total[one] @ self.total[other]) / (self.size[one] * self.size[other])

    def barred(self, one: int, other: int) -> bool:
        """Whether two groups, by their numbers, may not be joined."""
        if self.foes and other in {self.root(foe) for foe in self.foes.get(one, ())}:
            return True
        seeds = self.seed.get(one), self.seed.get(other)
        return None not in seeds and seeds[0] != seeds[1]

    def join(self, one: int, other: int) -> bool:
        """Join two groups, unless they are one or may not be; the smaller number stays."""
        one, other = sorted((self.root(one), self.root(other)))
        if one == other or self.barred(one, other):
            return False
        self.parent[other] = one
        self.size[one] += self.size[other]
        self.total[one] = self.total[one] + self.total.pop(other)
        if other in self.seed:
            self.seed[one] = self.seed.pop(other)
        if other in self.foes:
            self.foes.setdefault(one, set()).update(self.foes.pop(other))
        return True
