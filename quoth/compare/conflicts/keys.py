"""Keys by which passages of two articles meet: two weighty words of both, or what is counted.

The weightier the words, the further apart in time two articles may be that they bring together.
Clauses meet only those that speak against them: a key has two poles, of those who support and
oppose, say yes and no, deny and do not. So an article holds lanes, a key's pole each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np

from quoth.compare import rarity
from quoth.compare.conflicts import attribution, figured
from quoth.compare.conflicts.figured import Stated
from quoth.compare.conflicts.heard import NO_WITNESS, Heard
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


def kind_of_key(key: int) -> int:
    """What a key is of."""
    return key >> _WINDOW & 3


def kind_of(lane: int) -> int:
    """What a lane's key is of."""
    return lane >> _LANE + _WINDOW & 3


def windows(lanes: np.ndarray, *, few: bool) -> np.ndarray:
    """Days between two articles that lanes, or their channels' numbers shifted so, bring together.

    Args:
        lanes: lanes, int64.
        few: whether the project has so few articles that time keeps none apart.

    Returns:
        Floats, `inf` for any.
    """
    places = lanes >> _LANE & ((1 << _WINDOW) - 1)
    return np.full(len(lanes), np.inf) if few else _DAYS[places]


# Lanes

_LANE, _POLE = 3, 2
"""Bits of a lane that say which poles its key has, and of these the last, which one it is."""
BOTH, FIRST, SECOND = range(3)
"""Poles: any meets any; the first meets the second."""
_STANCES = {"supports": FIRST, "opposes": SECOND}


def lanes_of_clause(clause: Heard) -> set[int]:
    """The lanes in which a clause meets others."""
    side, says = stand(clause)
    found = set()
    for key in of_clause(clause):
        kind = kind_of_key(key)
        if kind == QUOTED:
            found.add(_lane(key, 0, BOTH))
        elif kind == DENIED:
            if side is not None or says is not None:
                found.add(_lane(key, 0, SECOND if clause.denies else FIRST))
        else:
            if side is not None:
                found.add(_lane(key, 0, _STANCES[side]))
            if says is not None:
                found.add(_lane(key, 1, SECOND if says else FIRST))
    return found


def lanes_of_figure(stated: Stated) -> set[int]:
    """The lanes in which a figure meets others."""
    return {_lane(key, 0, BOTH) for key in of_figure(stated)}


def _lane(key: int, of: int, pole: int) -> int:
    return (key << _LANE | of << _POLE | pole) & ((1 << 63) - 1)


def channel_of(lane: int) -> int:
    """What a lane and its opposite have in common."""
    return lane >> _POLE


def pole_of(lane: int) -> int:
    """Of which pole a lane is."""
    return lane & 3


def opposite(lanes: np.ndarray) -> np.ndarray:
    """The lanes that those of an article meet; int64."""
    return np.where(lanes & 3 == BOTH, lanes, lanes ^ 3)


def stand(clause: Heard) -> tuple[str | None, bool | None]:
    """The side that a clause takes, and whether it says no; neither where it does not.

    Two clauses contradict each other at most if they differ in one of the two.
    """
    asserts = clause.proposes and clause.type not in NO_WITNESS
    return clause.stance or None, clause.negative if asserts else None
