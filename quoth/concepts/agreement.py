"""Whether statements agree with the concept they are about, by their polarity.

A statement that asserts or supports what it says is for it, one that denies or opposes it is
against it; a question or a hedge is neither. A concept is put as most of its statements put it: if
none is for it, as in "there is no danger", all of them agree with just that.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.model import Stance

FOR: dict[Stance, int] = {
    "asserts": 1,
    "supports": 1,
    "denies": -1,
    "opposes": -1,
    "hedges": 0,
    "questions": 0,
}


def agreements(stances: Sequence[Stance]) -> tuple[list[bool | None], int]:
    """For each statement of a concept whether it agrees; None if it takes no side.

    Returns:
        The agreements, and 1 if the concept is put as a positive statement puts it, -1 if it had to
        be put in the words of one that denies.
    """
    signs = [FOR[stance] for stance in stances]
    put = 1 if 1 in signs or -1 not in signs else -1
    return [None if sign == 0 else sign == put for sign in signs], put
