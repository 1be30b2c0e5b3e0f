"""Krippendorff's alpha for nominal data.

Alpha is one less the disagreement observed over that expected by chance (Klaus Krippendorff,
*Content Analysis*, 3rd edition 2013, chapter 12; the computation as in his "Computing
Krippendorff's Alpha-Reliability", 2011). 1 is perfect, 0 what chance gives. It takes any number of
people, units that not all of them coded, and few units; he asks for 0.8 to draw conclusions, and
for 0.667 to draw tentative ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """An agreement and what it rests on."""

    value: float | None
    """None where nothing was coded twice, or all values are one: then nothing could disagree."""
    units: int
    """Units with two values or more."""
    values: int
    """Values in those units."""
    observed: float | None
    """Share of pairs within units that agree, each unit weighted by its values."""


def nominal(units: Iterable[Sequence[Hashable]] | Mapping[tuple[Hashable, ...], int]) -> Alpha:
    """The alpha of nominal values.

    Args:
        units: for each unit the values that people gave it, in any order, missing ones left out;
            or how often each such tuple occurs.
    """
    counted = units if isinstance(units, Mapping) else Counter(tuple(unit) for unit in units)
    totals: Counter[Hashable] = Counter()
    coded = n = 0
    disagreement = 0.0
    for unit, times in counted.items():
        size = len(unit)
        if size < 2:
            continue
        coded += times
        n += size * times
        values = Counter(unit)
        for value, count in values.items():
            totals[value] += count * times
        different = size * size - sum(count * count for count in values.values())
        disagreement += times * different / (size - 1)
    if n == 0:
        return Alpha(value=None, units=0, values=0, observed=None)
    expected = (n * n - sum(count * count for count in totals.values())) / (n - 1)
    return Alpha(
        value=1 - disagreement / expected if expected else None,
        units=coded,
        values=n,
        observed=1 - disagreement / n,
    )
