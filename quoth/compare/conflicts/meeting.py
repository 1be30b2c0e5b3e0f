"""Which articles meet, and by which keys: those near each other, where too many have one.

A quotation that stands on n pages, or two words that all news has, would bring n²/2 pairs of
articles together. So of a key's articles, in the order of their days, two are held against each
other only if from the one to the other there are at most `MOST` of the one pole or at most `MOST`
of the other: a denial meets the nearest of those who assert, and each of those the nearest denials.
Of a key with `MOST` articles or fewer none is left out, and what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from quoth.compare.conflicts.keys import BOTH, FIRST, SECOND, channel_of, opposite, windows

MOST = 100
"""How many articles of a pole there may be from one of a key's articles to another."""


@dataclass(frozen=True, eq=False)
class Channel:
    """The articles of one key, in order."""

    members: np.ndarray
    """Places of articles, those of no day first, then by day; one twice if it has both poles."""
    poles: np.ndarray
    days: np.ndarray
    """The day of each, counted from the first of the calendar; -1 if unknown."""
    window: float
    """Days that two may be apart."""
    most: int
    """See `MOST`."""

    @cached_property
    def counts(self) -> tuple[np.ndarray, np.ndarray]:
        """For each row how many articles of the first and of the second pole are there up to it."""
        last = np.r_[self.members[1:] != self.members[:-1], True]
        own = last.nonzero()[0][np.cumsum(last) - last]  # the last row of the same article
        first = np.cumsum(self.poles != SECOND)
        return first[own], np.cumsum(self.poles != FIRST)[own]

    @property
    def crowded(self) -> bool:
        """Whether there can be two that are apart."""
        return max(self.counts[0][-1], self.counts[1][-1]) > self.most

    @cached_property
    def place(self) -> dict[int, tuple[int, int]]:
        """Article to its counts."""
        counts = zip(*(each.tolist() for each in self.counts), strict=True)
        return dict(zip(self.members.tolist(), counts, strict=True))

    def apart(self, one: int, other: int) -> bool:
        """Whether two of its articles have too many between them."""
        (a, b), (c, d) = self.place[one], self.place[other]
        return min(abs(a - c), abs(b - d)) > self.most

    def pairs(self, marked: np.ndarray | None = None) -> Iterator[tuple[int, int]]:
        """Pairs of articles that meet, the lower place first.

        Args:
            marked: of which articles one must be there; None for any.
        """
        own, days, poles = self.members.tolist(), self.days.tolist(), self.poles.tolist()
        first, second = (each.tolist() for each in self.counts)
        wanted = None if marked is None else marked[self.members].tolist()
        undated = sum(day < 0 for day in days)
        before: dict[int, list[int]] = {BOTH: [], FIRST: [], SECOND: []}
        unknown: dict[int, int] = {}
        for n, pole in enumerate(poles):
            theirs = before[_OTHER[pole]]
            if n == undated:
                unknown = {each: len(rows) for each, rows in before.items()}
            near = unknown.get(_OTHER[pole], 0) if n >= undated else 0
            for at in range(len(theirs) - 1, -1, -1):
                m = theirs[at]
                if first[n] - first[m] > self.most and second[n] - second[m] > self.most:
                    break
                if n >= undated and at >= near and days[n] - days[m] > self.window:
                    continue
                if own[m] != own[n] and (wanted is None or wanted[n] or wanted[m]):
                    yield (own[m], own[n]) if own[m] < own[n] else (own[n], own[m])
            before[pole].append(n)

    @property
    def near(self) -> int:
        """How many pairs of rows are of opposed poles and near in time."""
        if (self.poles == BOTH).any():
            return (self._near(self.days, self.days) - len(self.days)) // 2
        first, second = (self.poles == pole for pole in (FIRST, SECOND))
        twice = len(self.members) - len(np.unique(self.members))
        return self._near(self.days[first], self.days[second]) - twice

    def _near(self, days: np.ndarray, others: np.ndarray) -> int:
        dated, also = days[days >= 0], others[others >= 0]
        low = np.searchsorted(dated, also - self.window)
        high = np.searchsorted(dated, also + self.window, side="right")
        return int((high - low).sum()) + len(days) * len(others) - len(dated) * len(also)

    @property
    def left_out(self) -> int:
        """How many pairs are near in time and have too many between them."""
        return self.near - sum(1 for _ in self.pairs()) if self.crowded else 0


_OTHER = {BOTH: BOTH, FIRST: SECOND, SECOND: FIRST}


class Meeting:
    """Articles that meet by a key of both."""

    def __init__(
        self,
        of_article: Sequence[np.ndarray],
        days: Sequence[int | None],
        *,
        few: bool,
        only: np.ndarray | None = None,
    ):
        """Brings keys together.

        Args:
            of_article: the lanes of each article, each once; articles in the order of publication.
            days: when each was published, counted from the first of the calendar; None if unknown.
            few: whether the project has few articles: these all meet.
            only: the channels to look at; None for all.
        """
        self.size = len(of_article)
        lanes = np.concatenate([*of_article, np.zeros(0, dtype=np.int64)])
        places = np.repeat(np.arange(self.size), [len(own) for own in of_article])
        if only is not None:
            looked = np.isin(channel_of(lanes), only)
            lanes, places = lanes[looked], places[looked]
        when = np.array([-1 if day is None else day for day in days], dtype=np.int64)
        order = np.lexsort((lanes, places, when[places], channel_of(lanes)))
        lanes, places = lanes[order], places[order]
        numbers = channel_of(lanes)
        edges = np.flatnonzero(np.r_[True, numbers[1:] != numbers[:-1], True])
        self.channels: dict[int, Channel] = {}
        if not len(lanes):
            return
        reach = windows(lanes[edges[:-1]], few=few)
        most = self.size if few else MOST
        for start, end, window in zip(edges[:-1], edges[1:], reach, strict=True):
            if end - start > 1:
                self.channels[int(numbers[start])] = Channel(
                    members=places[start:end],
                    poles=lanes[start:end] & 3,
                    days=when[places[start:end]],
                    window=float(window),
                    most=most,
                )

    @cached_property
    def crowded(self) -> dict[int, Channel]:
        """The channels that leave out some of their pairs."""
        return {number: one for number, one in self.channels.items() if one.crowded}

    @property
    def left_out(self) -> int:
        """How many pairs that share a key, are opposed and near in time do not meet by it."""
        return sum(one.left_out for one in self.crowded.values())

    def pairs(self, fresh: Iterable[int] | None = None) -> list[tuple[int, int]]:
        """Pairs of articles that a key brings together, the lower place first.

        Args:
            fresh: places of the articles whose pairs are wanted; None for all.
        """
        marked = None
        if fresh is not None:
            marked = np.zeros(self.size, dtype=bool)
            marked[list(fresh)] = True
        found: set[tuple[int, int]] = set()
        for one in self.channels.values():
            if marked is None or marked[one.members].any():
                found.update(one.pairs(marked))
        return sorted(found)

    def shared(self, one: int, other: int, lanes: np.ndarray) -> np.ndarray:
        """Those lanes of an article by which it meets another one.

        Args:
            one: an article.
            other: another one.
            lanes: lanes of the one whose opposite the other has, near enough in time.
        """
        if not self.crowded:
            return lanes
        barred = [
            channel in self.crowded and self.crowded[channel].apart(one, other)
            for channel in channel_of(lanes).tolist()
        ]
        return lanes[~np.array(barred, dtype=bool)]


def common(mine: np.ndarray, theirs: np.ndarray, gap: float, *, few: bool) -> np.ndarray:
    """Lanes of an article whose opposite another one has, near enough in time.

    Args:
        mine: the article's lanes, each once.
        theirs: the other's.
        gap: days between the two; `-inf` if one has none.
        few: whether the project has few articles.
    """
    both = np.intersect1d(mine, opposite(theirs), assume_unique=True)
    return both[windows(both, few=few) >= gap]
