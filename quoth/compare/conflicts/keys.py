"""Keys by which passages of two articles meet: two weighty words of both, or what is counted.

The weightier the words, the further apart in time two articles may be that they bring together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

from quoth.compare import rarity
from quoth.compare.conflicts import attribution, figured
from quoth.compare.conflicts.figured import Stated
from quoth.compare.conflicts.heard import Heard
from quoth.match.words import number_of

SAID, DENIED, QUOTED, COUNTED = range(4)
"""What a key is of."""

WINDOWS = ((5.5, 60), (4.0, 21), (2.5, 7), (0.0, 3))
"""Weight of the two shared words, and days between two articles held against each other."""
_DAYS = np.array([*(days for _, days in WINDOWS), np.inf])
_KIND, _WINDOW = 2, 3
"""Bits of a key that say its kind and its window; the others are a BLAKE2b number of its words."""
WORDS = 4
"""So many of a clause's weightiest words make the keys by which others are found."""
ALONE = 1.5
"""The least weight of one word by which what is supported meets what is opposed."""
FIGURE_WORDS = 6
"""The same of a figure, whose keys hold its unit or noun besides."""


def of_clause(clause: Heard) -> Iterator[int]:
    """A clause's keys.

    Names are the weightiest words of a clause, and a denial need not repeat them: it is found by
    what is said besides names, too.
    """
    words = attribution.words_of(clause)
    if clause.quoted and len(words) >= attribution.WORDS and clause.kinds == {"person"}:
        yield _key(QUOTED, words[: attribution.WORDS])
    if clause.silent or clause.type in ("question", "perception"):
        return
    yield from (_key(SAID, pair) for pair in _pairs(clause.stems, WORDS))
    if clause.stance:
        yield from (_key(SAID, (cut, cut)) for cut in clause.acts if rarity.weight(cut) >= ALONE)
    yield from (_key(DENIED, pair) for pair in _pairs(clause.acts, WORDS))


def of_figure(stated: Stated) -> Iterator[int]:
    """A figure's keys."""
    what = figured.dimension(stated.figure)
    if what is not None:
        for pair in _pairs(stated.stems - stated.names, FIGURE_WORDS):
            yield _key(COUNTED, pair, what)


def _pairs(stems: Iterable[str], most: int) -> Iterator[tuple[str, str]]:
    ranked = sorted(stems, key=lambda cut: (-rarity.weight(cut), cut))[:most]
    yield from combinations(sorted(ranked), 2)


@lru_cache(maxsize=200_000)
def _key(kind: int, words: tuple[str, ...], what: str = "") -> int:
    heavy = rarity.total(words)
    window = next(n for n, (least, _) in enumerate(WINDOWS) if heavy >= least)
    if kind == QUOTED:
        window = len(WINDOWS)
    number = number_of(" ".join((what, *words)))
    return ((number << _KIND | kind) << _WINDOW | window) & ((1 << 63) - 1)


def kind_of(key: int) -> int:
    """What a key is of."""
    return key >> _WINDOW & 3


def windows(found: np.ndarray, *, few: bool) -> np.ndarray:
    """Days between two articles that keys bring together; float, `inf` for any.

    Args:
        found: keys, packed or not.
        few: whether the project has so few articles that time keeps none apart.
    """
    return np.full(len(found), np.inf) if few else _DAYS[found & ((1 << _WINDOW) - 1)]


def packed(found: np.ndarray) -> np.ndarray:
    """Keys in half the room, uint32: some more meet by chance, which is found out later."""
    return np.unique((found & 0xFFFFFFFF).astype(np.uint32))


def meeting(
    of_article: Sequence[np.ndarray],
    days: Sequence[int | None],
    *,
    few: bool,
    fresh: Iterable[int] | None = None,
) -> list[tuple[int, int]]:
    """Pairs of articles that a key brings together, the lower place first.

    Args:
        of_article: the packed keys of each article, each once.
        days: when each was published, counted from the first of the calendar; None if unknown.
        few: whether the project has few articles.
        fresh: places of the articles whose pairs are wanted; None for all.
    """
    wanted = np.ones(len(of_article), dtype=bool) if fresh is None else _marks(of_article, fresh)
    if not len(of_article) or not wanted.any():
        return []
    numbers = np.concatenate(of_article)
    places = np.repeat(np.arange(len(of_article)), [len(own) for own in of_article])
    if fresh is not None:
        some = np.unique(np.concatenate([of_article[at] for at in np.flatnonzero(wanted)]))
        shared = np.isin(numbers, some)
        numbers, places = numbers[shared], places[shared]
    if not len(numbers):
        return []
    when = np.array([-1 if day is None else day for day in days], dtype=np.int64)
    order = np.lexsort((places, when[places], numbers))
    numbers, places = numbers[order], places[order]
    edges = np.flatnonzero(np.r_[True, numbers[1:] != numbers[:-1], True])
    reach = windows(numbers[edges[:-1]], few=few)
    pairs: set[tuple[int, int]] = set()
    for start, end, window in zip(edges[:-1], edges[1:], reach, strict=True):
        if end - start > 1:
            _near(places[start:end], when, wanted, float(window), pairs)
    return sorted(pairs)


def _marks(of_article: Sequence[np.ndarray], places: Iterable[int]) -> np.ndarray:
    marks = np.zeros(len(of_article), dtype=bool)
    marks[list(places)] = True
    return marks


def _near(
    members: np.ndarray,
    when: np.ndarray,
    wanted: np.ndarray,
    window: float,
    pairs: set[tuple[int, int]],
) -> None:
    """Adds pairs of members, in the order of their days, whose days are at most a window apart.

    One whose day is unknown is near to all.
    """
    days = when[members].tolist()
    own = members.tolist()
    marked = wanted[members].tolist()
    undated = sum(day < 0 for day in days)  # they stand first
    for n in range(1, len(own)):
        near = list(range(min(undated, n)))
        for m in range(n - 1, undated - 1, -1):
            if days[n] - days[m] > window:
                break
            near.append(m)
        for m in near:
            if marked[n] or marked[m]:
                pairs.add((own[m], own[n]) if own[m] < own[n] else (own[n], own[m]))
