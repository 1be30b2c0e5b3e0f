"""Cut an encoded text into windows that the network can read, and say how to stitch.

A window is a core, which is its own, with a little context on both sides. Cores
cover the text exactly once, so that what is stitched from them has one value for
every word piece. They end where paragraphs end if that is possible, else where a
sentence ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces [start, end) are read; [core_start, core_end) are kept."""

    start: int
    core_start: int
    core_end: int
    end: int


def cut_windows(
    paragraphs: np.ndarray, sentence_ends: np.ndarray, *, core: int, context: int
) -> list[Window]:
    """Cover n word pieces with windows.

    Args:
        paragraphs: int (n,), paragraph number of each piece, rising.
        sentence_ends: bool (n,), True where a piece may end a sentence.
        core: most pieces a core may hold.
        context: pieces read before and after the core.

    Returns:
        Windows in order; their cores partition range(n).
    """
    n = len(paragraphs)
    breaks = np.flatnonzero(paragraphs[1:] != paragraphs[:-1]) + 1 if n else np.zeros(0, int)
    stops = np.flatnonzero(sentence_ends) + 1
    windows, at = [], 0
    while at < n:
        limit = at + core
        if limit >= n:
            cut = n
        else:
            # A paragraph break in the last two thirds, else a sentence end, else anywhere.
            cut = _last(breaks, at + core // 3, limit) or _last(stops, at + core // 3, limit)
            cut = cut or limit
        windows.append(Window(max(0, at - context), at, cut, min(n, cut + context)))
        at = cut
    return windows


def _last(places: np.ndarray, low: int, high: int) -> int:
    """The last place in (low, high], or 0."""
    index = int(np.searchsorted(places, high, side="right")) - 1
    return int(places[index]) if index >= 0 and places[index] > low else 0


def sentence_ends(text: str, offsets: np.ndarray) -> np.ndarray:
    """True for pieces after which a sentence may end: a stop, perhaps a mark, then space.

    Args:
        text: the article's text.
        offsets: int (n, 2), code points of each piece.
    """
    n = len(offsets)
    ends = np.zeros(n, dtype=bool)
    if n < 2:
        return ends
    last = np.array([text[end - 1] in ".?!…" for end in offsets[:, 1]])
    mark = np.array([text[end - 1] in "\"”’'»)" for end in offsets[:, 1]])
    gap = offsets[1:, 0] > offsets[:-1, 1]
    ends[:-1] = gap & (last[:-1] | (mark[:-1] & np.r_[False, last[:-2]]))
    return ends
