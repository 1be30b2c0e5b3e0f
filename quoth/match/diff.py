"""Word by word: what a version kept of the original, cut, added and changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quoth.match.align import align
from quoth.match.words import Word, words

Change = Literal["kept", "cut", "added"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the original, or of the version where it is added."""

    change: Change
    text: str


def diff(original: str, version: str) -> list[Part]:
    """The original with what a version cut of it and put in.

    Case, quotation marks, dashes and contractions are no change. What is kept stands as the version
    has it.

    Args:
        original: the fullest version's content.
        version: another one's.

    Returns:
        Parts in order: without the added ones the original's words, without the cut ones the
        version's.
    """
    old, new = words(original), words(version)
    found: list[Part] = []
    at, to = 0, 0
    blocks = align([w.plain for w in old], [w.plain for w in new]).blocks
    for start, there, size in (*blocks, (len(old), len(new), 0)):
        _add(found, "cut", _between(original, old, at, start))
        _add(found, "added", _between(version, new, to, there))
        _add(found, "kept", _between(version, new, there, there + size))
        at, to = start + size, there + size
    return found


def _between(text: str, found: list[Word], first: int, last: int) -> str:
    """The text from one word to another, without what stands around it."""
    return text[found[first].span[0] : found[last - 1].span[1]] if first < last else ""


def _add(found: list[Part], change: Change, text: str) -> None:
    if text.strip():
        found.append(Part(change, " ".join(text.split())))


def plain(parts: Iterable[Part]) -> str:
    """A difference that needs no colour: "We [-did not give-] {+never gave+} the order"."""
    marks = {"kept": "{}", "cut": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join(marks[part.change].format(part.text) for part in parts)
