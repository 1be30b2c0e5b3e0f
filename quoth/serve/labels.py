"""Names in a drawing, so that none covers another or a node.

Names are placed one by one, the most important first, each at the first of four spots beside its
node that is free: right, left, above, below. One that finds none is left out: its node's title, and
the table beside the drawing, have it. The same drawing has the same names between visits.

Greedy placement among fixed spots is the simplest method of Christensen, Marks and Shieber, "An
Empirical Study of Algorithms for Point-Feature Label Placement" (ACM Transactions on Graphics
1995); better ones move names that were placed, and a name would jump when a node comes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

SIZE = 14.0
"""Of the letters, as `desk.css` has it."""

ABOVE, BELOW = 0.80, 0.28
"""What a line of text takes above and below its base line, in sizes of its letters."""

GAP = 3.0
"""Between a node and its name."""

WIDE, NARROW = frozenset("mwMW@%—…"), frozenset("iljtfrI.,:;'’!|()[] ")

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A node that wants a name."""

    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name with where it stands."""

    text: str
    x: float
    y: float
    """Of the base line."""
    anchor: Anchor


def placed(
    nodes: Iterable[Named], order: Iterable[int], *, width: float, height: float
) -> dict[int, Label]:
    """Where names stand.

    Args:
        nodes: all that is drawn.
        order: places in `nodes` of those that want a name, the most important first.
        width: of the drawing; names stay inside.
        height: likewise.

    Returns:
        The names that found room, by their nodes' places.
    """
    nodes = list(nodes)
    discs = [(n.x - n.radius, n.y - n.radius, n.x + n.radius, n.y + n.radius) for n in nodes]
    taken: list[Box] = []
    found: dict[int, Label] = {}
    for place in order:
        one = nodes[place]
        length = breadth(one.text)
        others = [*taken, *(disc for at, disc in enumerate(discs) if at != place)]
        for label, box in _spots(one, length):
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not any(_meet(box, other) for other in others):
                found[place] = label
                taken.append(box)
                break
    return found


def shortened(text: str, most: int) -> str:
    """At most so many characters, with a sign where some are missing."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= most else tidy[: most - 1].rstrip() + "…"


def breadth(text: str) -> float:
    """About how wide a text is drawn: rather more than less, for fonts differ."""
    return SIZE * sum(map(_letter, text))


def _letter(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character in WIDE:
        return 0.98
    if character in NARROW:
        return 0.38
    return 0.76 if character.isupper() else 0.61


def _spots(one: Named, length: float) -> Iterable[tuple[Label, Box]]:
    """Right, left, above and below a node, each with what the name covers there."""
    far, middle = one.radius + GAP, one.y + 5
    over, under = one.y - far - BELOW * SIZE, one.y + far + ABOVE * SIZE
    for x, y, anchor, left in (
        (one.x + far, middle, "start", 0.0),
        (one.x - far, middle, "end", 1.0),
        (one.x, over, "middle", 0.5),
        (one.x, under, "middle", 0.5),
    ):
        begin = x - left * length
        label = Label(text=one.text, x=round(x, 1), y=round(y, 1), anchor=anchor)
        yield label, (begin, y - ABOVE * SIZE, begin + length, y + BELOW * SIZE)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
