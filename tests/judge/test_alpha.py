"""The worked examples of Krippendorff's "Computing Krippendorff's Alpha-Reliability" (2011)."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.judge.alpha import nominal


def units(*rows: str):
    """Units from one row of values an observer; a full stop is a missing value."""
    return [[v for v in column if v != "."] for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    "rows, alpha",
    [
        # A: binary data, two observers, no missing data
        (("0100000010", "1110010000"), 0.095),
        # B: nominal data, two observers, no missing data
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        # C: nominal data, any number of observers, missing data
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
    ids=["A", "B", "C"],
)
def test_the_published_examples(rows, alpha):
    assert nominal(units(*rows)).value == pytest.approx(alpha, abs=0.0005)


def test_by_hand():
    # Two observers, four units: aa, ab, bb, bb. n = 8, n_a = 3, n_b = 5. Observed: one unit of
    # four differs, 2 ordered pairs of 8. Expected: 2 * 3 * 5 of 8 * 7. 1 - (2/8) / (30/56) = 8/15.
    found = nominal(["aa", "ab", "bb", "bb"])
    assert found.value == pytest.approx(8 / 15)
    assert (found.units, found.values, found.observed) == (4, 8, 0.75)


def test_nothing_to_disagree_about():
    assert nominal([]).value is None
    assert nominal(["a", "b"]).units == 0
    assert nominal(["aa", "aa"]).value is None
    assert nominal(["aa", "aa"]).observed == 1


@given(st.lists(st.text("abc", max_size=4), max_size=12))
def test_order_does_not_count_and_weights_are_repetitions(rows):
    found = nominal(rows)
    assert nominal(Counter(tuple(row) for row in rows)) == found
    turned = nominal([row[::-1] for row in reversed(rows)])
    assert (turned.value is None) == (found.value is None)
    assert turned.value is None or turned.value == pytest.approx(found.value)
    assert found.value is None or found.value <= 1
