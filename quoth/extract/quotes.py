"""Which characters stand between quotation marks.

The state of every character (`OUTSIDE`, `OPENING`, `INSIDE`, `CLOSING`) is an input
of the tagger and decides the mode of a statement. The scan never fails: a mark
without a partner costs at most its own paragraph, because one odd mark must not
spoil an article.

Handled: “ ” „ “ « » ‹ › " '' `` and single quotation marks; quotations over several
paragraphs, where each paragraph opens again and only the last one closes.
"""

from __future__ import annotations

import re

import numpy as np

OUTSIDE, OPENING, INSIDE, CLOSING = range(4)

_DOUBLE = re.compile("''|``|[\"“”„‟«»＂]")
_SINGLE = re.compile("[‘’‚‛'‹›]")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_ELISIONS = re.compile(r"['‘’](?:em|til|tis|twas|cause|n|round|bout|\d0s)\b", re.IGNORECASE)
_OPENERS = "“„‟«``"
_CLOSERS = "”»"
_BEFORE_OPENING = " \t\u00a0([{—–-/:>"


def quote_states(text: str) -> np.ndarray:
    """The state of every character.

    Args:
        text: an article's text or a part of it.

    Returns:
        uint8 array of shape (len(text),), values OUTSIDE, OPENING, INSIDE, CLOSING.
        Both characters of '' and `` carry the mark's state.
    """
    states = np.zeros(len(text), dtype=np.uint8)
    carried = False
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text) if not m[0].isspace()]
    for index, (start, end) in enumerate(paragraphs):
        following = (
            text[paragraphs[index + 1][0] :][:4].lstrip() if index + 1 < len(paragraphs) else ""
        )
        carried = _scan(text, start, end, states, carried, following)
    return states


def _opens(text: str, at: int, start: int, mark: str, inside: bool) -> bool:
    """Whether a double mark opens: by its form where that decides, else by its place."""
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if mark in "„‟" or mark == "``":
        return True
    if mark == "”":
        # Some typists use ” on both sides.
        return not inside and before in _BEFORE_OPENING and not after.isspace()
    if mark in "“«":
        # “ closes „…“ and « closes »…«.
        return not inside or (before in _BEFORE_OPENING and not after.isspace())
    if mark == "»":
        return not inside and before in _BEFORE_OPENING and not after.isspace()
    if inside:
        # A straight mark closes unless its place says plainly that it opens.
        return (
            before in " \t\u00a0(["
            and not after.isspace()
            and after not in ",.;:!?)"
            and (at == start)
        )
    return not (after.isspace() and not before.isspace() and at > start)


def _scan(
    text: str, start: int, end: int, states: np.ndarray, carried: bool, following: str
) -> bool:
    """Mark one paragraph; return whether an open quotation runs on into the next."""
    opened: int | None = None
    body = start
    while body < end and text[body].isspace():
        body += 1
    starts_with_mark = _DOUBLE.match(text, body, end) is not None
    if carried and not starts_with_mark:
        carried = False
    found = False
    for match in _DOUBLE.finditer(text, start, end):
        at, mark = match.start(), match[0]
        if mark == "''" and at > start and text[at - 1].isdigit() and opened is None:
            continue  # 6' 2'' is a measure
        if _opens(text, at, body, mark, opened is not None):
            if opened is not None:
                states[opened:at][states[opened:at] == OUTSIDE] = INSIDE
            states[at : at + len(mark)] = OPENING
            opened = at + len(mark)
        elif opened is not None:
            states[opened:at][states[opened:at] == OUTSIDE] = INSIDE
            states[at : at + len(mark)] = CLOSING
            opened = None
        elif not found and mark in "”":
            # A closing mark first: the quotation came in from before the paragraph.
            states[body:at] = INSIDE
            states[at] = CLOSING
        found = True
    runs_on = False
    if opened is not None:
        states[opened:end] = INSIDE
        runs_on = _DOUBLE.match(following) is not None
    _scan_single(text, start, end, states)
    return runs_on


def _scan_single(text: str, start: int, end: int, states: np.ndarray) -> None:
    """Mark single quotation marks that stand outside double ones."""
    opened: int | None = None
    for match in _SINGLE.finditer(text, start, end):
        at, mark = match.start(), match[0]
        if states[at] != OUTSIDE:
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if before.isalnum() and after.isalnum():
            continue  # an apostrophe
        if opened is None:
            if (
                mark != "’"
                and not before.isalnum()
                and not after.isspace()
                and not _ELISIONS.match(text, at, end)
            ):
                opened = at
        elif not after.isalnum() and not before.isspace():
            if before.isalpha() and before in "sS" and _closes_later(text, at + 1, end):
                continue  # workers’ rights
            if (states[opened + 1 : at] == OUTSIDE).all() and at - opened > 1:
                states[opened] = OPENING
                states[opened + 1 : at] = INSIDE
                states[at] = CLOSING
            opened = None


def _closes_later(text: str, at: int, end: int) -> bool:
    """Whether a single mark after closing punctuation follows soon in the paragraph."""
    window = text[at : min(end, at + 400)]
    return any(window.find(p + m) >= 0 for p in ",.!?" for m in "’'") and not any(
        window.find(" " + m) >= 0 for m in "‘'"
    )
