"""A concept's name: the words of the statement that stands for it best, cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 12
"""Words of a name."""

_HELD = re.compile(
    r"^(?:the |any |all |these |those )?(?:claims?|allegations?|accusations?|reports?|suggestions?|"
    r"ideas?|notion|rumou?rs?|charges?)\s+(?:that|of)\s+",
    re.IGNORECASE,
)
"""What a denial calls what it denies is no part of the concept."""

_LEAD = re.compile(r"^(?:that|whether|if|to|for|on|of|about|as|and|but|how)\s+", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:–—]\s|\s[–—-]\s|\s(?=(?:because|which|who|while|although|after)\b)")
_MARKS = " \t\n\"'“”‘’«»„.,;:!?-–—()[]"


def name_of(
    texts: Sequence[str], nearness: Sequence[float], fits: Sequence[bool] | None = None
) -> str:
    """Choose among contents and cut the chosen one to a name.

    The nearest to all others counts most; a content that has to be cut, that is a word or two, or
    that is put the other way round than the concept counts less.

    Args:
        texts: contents of the concept's statements, at least one.
        nearness: for each how near it is to the others.
        fits: for each whether it puts the concept as the concept is put; without it all do.
    """
    chosen = max(
        range(len(texts)),
        key=lambda row: (
            nearness[row]
            - 0.2 * _awkward(texts[row])
            - (0.3 if fits is not None and not fits[row] else 0.0),
            -len(texts[row]),
            texts[row],
        ),
    )
    return cut(texts[chosen])


def _awkward(text: str) -> float:
    words = len(text.split())
    if words < 3:
        return (3 - words) / 2
    return min(max(words - LONGEST, 0) / LONGEST, 1.5)


def cut(text: str) -> str:
    """A content as a name: no conjunction before it, no marks around it, at most twelve words.

    A longer one ends at the end of a clause where that leaves three words or more.
    """
    name = " ".join(text.split())[:600].strip(_MARKS)
    for _ in range(3):
        name = _HELD.sub("", _LEAD.sub("", name)).strip(_MARKS)
    words = name.split()
    if len(words) > LONGEST:
        ends = [m.start() for m in _CLAUSE.finditer(name)]
        fitting = [end for end in ends if 3 <= len(name[:end].split()) <= LONGEST]
        name = name[: fitting[-1]].strip(_MARKS) if fitting else " ".join(words[:LONGEST]) + " …"
    return name or " ".join(text.split())[:80]
