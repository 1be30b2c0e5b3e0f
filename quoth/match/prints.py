"""Fingerprints: what is kept of an article's words, so that it is read once.

Broder's shingling (On the resemblance and containment of documents, 1997), on telling words: three
in a row for statements, five for articles, thinned for articles by winnowing (Schleimer, Wilkerson
and Aiken, 2003), which keeps one of each `WINDOW` neighbours and so misses no long common stretch.
All are numbers by BLAKE2b, the same on every machine.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quoth.extract.quotes import INSIDE, quote_states
from quoth.match.words import STOP, number_of, places, stem
from quoth.model import Span

VERSION = "1"
"""Raised when an article's fingerprint becomes another one."""

STATEMENT_SIZE, ARTICLE_SIZE, WINDOW = 3, 5, 6

_MASK = np.uint64((1 << 62) - 1)
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_HALF = np.uint64(29)


@dataclass(frozen=True, slots=True)
class StatementPrint:
    """One statement's words as numbers."""

    wording: int
    """Equal for equal words in an equal order, whatever their marks and case."""
    words: int
    quoted: int
    """How many of them stand between quotation marks."""
    shingles: tuple[int, ...]
    stems: tuple[int, ...]
    """What its telling words come from, each once."""


@dataclass(frozen=True, slots=True)
class ArticlePrint:
    """An article's words as numbers, and its statements' in their order."""

    shingles: tuple[int, ...]
    statements: tuple[StatementPrint, ...]


def article_print(text: str, contents: Sequence[Sequence[Span]]) -> ArticlePrint:
    """The fingerprint of an article.

    Args:
        text: the article's.
        contents: the spans of each statement's content, in order.
    """
    forms, starts, ends = places(text)
    numbers = np.array([number_of(form) for form in forms], dtype=np.uint64)
    stems = np.array([number_of(stem(form)) for form in forms], dtype=np.uint64)
    tells = np.array([form not in STOP for form in forms], dtype=bool)
    begins = np.array(starts, dtype=np.int64)
    quoted = quote_states(text)[begins] == INSIDE if forms else tells

    def one(spans: Sequence[Span]) -> StatementPrint:
        at = np.concatenate(
            [
                np.arange(bisect_left(starts, a), bisect_right(ends, b))
                for a, b in spans or ((0, 0),)
            ]
        )
        telling = at[tells[at]]
        return StatementPrint(
            number_of(" ".join(forms[place] for place in at.tolist())),
            len(at),
            int(quoted[at].sum()),
            _each_once(shingled(numbers[telling], STATEMENT_SIZE)),
            _each_once(stems[telling]),
        )

    return ArticlePrint(
        winnowed(shingled(numbers[tells], ARTICLE_SIZE), WINDOW), tuple(map(one, contents))
    )


def shingled(numbers: np.ndarray, size: int) -> np.ndarray:
    """Each `size` words in a row as one number.

    Args:
        numbers: uint64 (n,), the words'.

    Returns:
        uint64 (n - size + 1,), below 2**62; empty where there are fewer words.
    """
    count = max(len(numbers) - size + 1, 0)
    mixed = np.zeros(count, dtype=np.uint64)
    for first in range(size):
        mixed = (mixed ^ numbers[first : first + count]) * _MIX[0] + _MIX[1]
        mixed ^= mixed >> _HALF
    return mixed & _MASK


def winnowed(shingles: np.ndarray, window: int) -> tuple[int, ...]:
    """The least of each `window` neighbours, each once."""
    if len(shingles) > window:
        shingles = np.lib.stride_tricks.sliding_window_view(shingles, window).min(axis=1)
    elif len(shingles):
        shingles = shingles.min(keepdims=True)
    return _each_once(shingles)


def _each_once(numbers: np.ndarray) -> tuple[int, ...]:
    return tuple(sorted(set(numbers.tolist())))


def packed(found: ArticlePrint) -> bytes:
    """A fingerprint as bytes, for the project file."""
    numbers: list[int] = [len(found.shingles), len(found.statements)]
    for one in found.statements:
        numbers += (one.wording, one.words, one.quoted, len(one.shingles), len(one.stems))
    numbers += found.shingles
    for one in found.statements:
        numbers += one.shingles
        numbers += one.stems
    return np.array(numbers, dtype="<i8").tobytes()


def unpacked(payload: bytes) -> ArticlePrint:
    """The inverse of `packed`."""
    numbers = np.frombuffer(payload, dtype="<i8").tolist()
    shingles, statements = numbers[:2]
    at = 2 + 5 * statements
    heads = [numbers[first : first + 5] for first in range(2, at, 5)]
    own = tuple(numbers[at : at + shingles])
    at += shingles
    found = []
    for wording, words_, quoted, of_shingles, of_stems in heads:
        found.append(
            StatementPrint(
                wording,
                words_,
                quoted,
                tuple(numbers[at : at + of_shingles]),
                tuple(numbers[at + of_shingles : at + of_shingles + of_stems]),
            )
        )
        at += of_shingles + of_stems
    return ArticlePrint(own, tuple(found))
