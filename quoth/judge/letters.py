"""A text as its letters: what stays the same when a reader sets blanks otherwise.

White space and invisible characters do not count; everything else does, capitals, accents and
quotation marks too. A place in one text is carried to another by its letters alone: nothing is
ever matched that is merely similar.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from quoth.model import Span

INVISIBLE = frozenset(
    chr(code)
    for code in (
        0xAD,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
    )
)
"""Soft hyphens, joiners, marks of direction: like white space, they are no letters."""


def letters_of(text: str) -> str:
    """The letters of a piece of text."""
    return "".join([c for c in text if not (c.isspace() or c in INVISIBLE)])


@lru_cache(maxsize=32)
def letters_in(text: str) -> Letters:
    """A text's letters; those of the last few texts are remembered."""
    return Letters(text)


class Letters:
    """A text's letters, and which code point each is."""

    def __init__(self, text: str):
        """Reads the text once."""
        self.text = text
        self.places = [i for i, c in enumerate(text) if not (c.isspace() or c in INVISIBLE)]
        self.letters = "".join([text[i] for i in self.places])

    def range(self, span: Span) -> Span:
        """The half-open range of letters that a span of code points holds."""
        from bisect import bisect_left

        return bisect_left(self.places, span[0]), bisect_left(self.places, span[1])

    def span(self, letters: Span) -> Span:
        """The code points from the first to the last letter of a range.

        Raises:
            ValueError: the range is empty.
        """
        first, last = letters
        if first >= last:
            raise ValueError("no letters there")
        return self.places[first], self.places[last - 1] + 1

    def occurrences(self, wanted: str, limit: int) -> list[int]:
        """Where letters begin, overlapping ones too; at most `limit` of them."""
        found: list[int] = []
        if wanted:
            for start in self._occurrences(wanted):
                found.append(start)
                if len(found) >= limit:
                    break
        return found

    def _occurrences(self, wanted: str) -> Iterator[int]:
        start = self.letters.find(wanted)
        while start >= 0:
            yield start
            start = self.letters.find(wanted, start + 1)

    def held(self, *spans: Span | None) -> frozenset[int]:
        """The letters and digits, as code points, that spans hold together."""
        held: set[int] = set()
        for span in spans:
            if span is not None:
                held.update(i for i in range(*span) if self.text[i].isalnum())
        return frozenset(held)
