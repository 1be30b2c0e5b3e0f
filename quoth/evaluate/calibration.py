"""Whether a confidence means what it says.

Expected calibration error (Naeini, Cooper & Hauskrecht, AAAI 2015): statements
are put in ten bins of equal width by their confidence; the error is the mean
distance, over statements, between a bin's mean confidence and its share of
right ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements whose confidence lies in [low, high); the last bin includes 1."""

    low: float
    high: float
    count: int
    confidence: float | None
    """Their mean confidence, 0 to 1; None for an empty bin."""
    right: float | None
    """The share of them that is right, 0 to 1; None for an empty bin."""


def bins(confidences: Iterable[tuple[float, bool]], *, count: int = BINS) -> tuple[Bin, ...]:
    """Ten bins of equal width, empty ones too.

    Args:
        confidences: confidence (0 to 1) and whether the statement is right.
        count: how many bins.
    """
    members: list[list[tuple[float, bool]]] = [[] for _ in range(count)]
    for confidence, right in confidences:
        # Multiplied and cut, 0.7 can land below its own edge: nudge by rounding.
        place = int(round(confidence * count, 9))
        members[min(max(place, 0), count - 1)].append((confidence, right))
    return tuple(
        Bin(
            low=i / count,
            high=(i + 1) / count,
            count=len(inside),
            confidence=sum(c for c, _ in inside) / len(inside) if inside else None,
            right=sum(r for _, r in inside) / len(inside) if inside else None,
        )
        for i, inside in enumerate(members)
    )


def expected_error(confidences: Iterable[tuple[float, bool]]) -> float | None:
    """Expected calibration error, 0 to 1; None without statements."""
    filled = [b for b in bins(confidences) if b.count]
    total = sum(b.count for b in filled)
    if not total:
        return None
    return sum(b.count * abs(b.confidence - b.right) for b in filled) / total
