"""One wording held against another, word by word, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LONGEST = 600
"""Words that are compared; the rest is shown as it is."""

Fate = Literal["kept", "cut", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that a version kept of the other, cut from it, or has anew."""

    fate: Fate
    text: str


def against(original: str, version: str) -> tuple[Stretch, ...]:
    """A version with what it cut from the original in its place.

    The stretches kept and cut join to the original's words, those kept and new to the version's.
    """
    from rapidfuzz.distance import LCSseq

    one, other = original.split(), version.split()
    head, tail = other[:LONGEST], other[LONGEST:]
    found: list[Stretch] = []
    codes = LCSseq.opcodes(_plain(one[:LONGEST]), _plain(head))
    for code in codes:
        mine, theirs = one[code.src_start : code.src_end], head[code.dest_start : code.dest_end]
        if code.tag == "equal":
            found.append(Stretch(fate="kept", text=" ".join(theirs)))
            continue
        if mine:
            found.append(Stretch(fate="cut", text=" ".join(mine)))
        if theirs:
            found.append(Stretch(fate="new", text=" ".join(theirs)))
    if tail:
        found.append(Stretch(fate="new", text=" ".join(tail)))
    return _together(found)


def _together(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Neighbours cut and new in turn are told in one go: what was cut, then what stands there."""
    found: list[Stretch] = []
    waiting: dict[Fate, list[str]] = {"cut": [], "new": []}

    def settle() -> None:
        for fate, texts in waiting.items():
            if texts:
                found.append(Stretch(fate=fate, text=" ".join(texts)))
                texts.clear()

    for stretch in stretches:
        if stretch.fate == "kept":
            settle()
            if found and found[-1].fate == "kept":
                found[-1] = Stretch(fate="kept", text=f"{found[-1].text} {stretch.text}")
            else:
                found.append(stretch)
        else:
            waiting[stretch.fate].append(stretch.text)
    settle()
    return tuple(found)


def _plain(words: list[str]) -> list[str]:
    """Words without case, marks and quotation marks; one of marks alone stays."""
    return ["".join(c for c in word.casefold() if c.isalnum()) or word for word in words]
