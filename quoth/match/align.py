"""Two wordings, word by word: what one kept of the other, cut, added and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

Block = tuple[int, int, int]
"""Where equal words begin in the one and in the other, and how many they are."""

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
    """The longest stretch with those that belong to it.

    Any two texts have words in common. From the longest stretch on, a stretch counts if what lies
    between is cut in one of the two and not replaced, or is short beside the stretch itself.
    """
    if len(blocks) < 2:
        return tuple(blocks)
    at = max(range(len(blocks)), key=lambda number: (blocks[number][2], -number))
    kept = [blocks[at]]
    for start, there, size in blocks[at + 1 :]:
        a, b, length = kept[-1]
        if _belongs(start - a - length, there - b - length, size):
            kept.append((start, there, size))
    for start, there, size in reversed(blocks[:at]):
        a, b, _ = kept[0]
        if _belongs(a - start - size, b - there - size, size):
            kept.insert(0, (start, there, size))
    return tuple(kept)


def _belongs(gap: int, other: int, size: int) -> bool:
    """Whether a stretch goes with the one from which so many words part it in each text."""
    if min(gap, other) <= 1 and size >= 2:
        return True
    return max(gap, other) <= 2 * size


def pieces(alignment: Alignment, *, of_other: bool) -> int:
    """Into how many contiguous pieces of the one (or the other) the kept words fall."""
    side = 1 if of_other else 0
    count = 1 if alignment.blocks else 0
    for before, after in pairwise(alignment.blocks):
        count += before[side] + before[2] != after[side]
    return count
