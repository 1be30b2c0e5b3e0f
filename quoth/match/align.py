"""Two wordings, word by word: what one kept of the other, cut, added and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

Block = tuple[int, int, int]
"""Where equal words begin in the one and in the other, and how many they are."""

APART = 2
"""An equal word alone counts if an equal stretch stands so near to it in both."""

LONGEST = 2000
"""Words of a content that are compared; what is longer is no quotation of one statement."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How much two wordings have in common, in the same order."""

    blocks: tuple[Block, ...]
    kept: int
    """Words that both have in the same order, stray ones left out."""
    longest: int
    """Words of the longest stretch that both have."""
    one: int
    """Words of the one."""
    other: int
    """Words of the other."""

    @property
    def of_shorter(self) -> float:
        """The share of the shorter one that the longer one has too."""
        shorter = min(self.one, self.other)
        return self.kept / shorter if shorter else 0.0

    @property
    def of_longer(self) -> float:
        """The share of the longer one that the shorter one has too."""
        longer = max(self.one, self.other)
        return self.kept / longer if longer else 0.0

    @property
    def equal(self) -> bool:
        """All words are the same."""
        return self.one == self.other == self.kept


def align(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Align two wordings by their longest common subsequence of words.

    Args:
        one: words in plain form (`quoth.match.words`).
        other: likewise.
    """
    one, other = list(one[:LONGEST]), list(other[:LONGEST])
    if one == other:
        size = len(one)
        return Alignment(((0, 0, size),) if size else (), size, size, size, size)
    blocks = tuple(
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(one, other)
        if op.tag == "equal"
    )
    blocks = _near(blocks)
    return Alignment(
        blocks,
        sum(size for _, _, size in blocks),
        max((size for _, _, size in blocks), default=0),
        len(one),
        len(other),
    )


def _near(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Without single words that have no equal stretch of two or more nearby."""
    kept = []
    for number, (start, there, size) in enumerate(blocks):
        if size >= 2:
            kept.append((start, there, size))
            continue
        beside = [*blocks[max(number - 1, 0) : number], *blocks[number + 1 : number + 2]]
        if any(
            length >= 2
            and max(_distance(start, a, length), _distance(there, b, length)) <= APART
            for a, b, length in beside
        ):
            kept.append((start, there, size))
    return tuple(kept)


def _distance(at: int, start: int, size: int) -> int:
    """Words between a word and a stretch."""
    return start - at - 1 if start > at else at - (start + size)


def pieces(alignment: Alignment, *, of_other: bool) -> int:
    """Into how many contiguous pieces of the one (or the other) the kept words fall."""
    side = 1 if of_other else 0
    count = 1 if alignment.blocks else 0
    for before, after in pairwise(alignment.blocks):
        count += before[side] + before[2] != after[side]
    return count
