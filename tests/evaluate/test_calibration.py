from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.evaluate.calibration import bins, expected_error


def test_expected_error_by_hand():
    # Bin 0.9 to 1.0: confidences .9 and 1.0, mean .95, one of two right: distance .45, weight 2.
    # Bin 0.2 to 0.3: confidence .2, wrong: distance .2, weight 1. (2*.45 + .2) / 3 = .3667
    assert expected_error([(0.9, True), (1.0, False), (0.2, False)]) == pytest.approx(1.1 / 3)


def test_a_perfect_confidence_has_no_error():
    assert expected_error([(1.0, True), (0.0, False)]) == 0.0


def test_no_statements_no_number():
    assert expected_error([]) is None
    assert [b.count for b in bins([])] == [0] * 10
    assert bins([])[0].confidence is None


@pytest.mark.parametrize("tenth", range(10))
def test_a_bin_begins_at_its_lower_edge(tenth):
    found = bins([(tenth / 10, True)])
    assert [b.count for b in found].index(1) == tenth
    assert (found[tenth].low, found[tenth].high) == (tenth / 10, (tenth + 1) / 10)


def test_the_last_bin_includes_one():
    assert bins([(1.0, True)])[9].count == 1


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_bins_hold_every_statement_and_the_error_is_a_share(confidences):
    found = bins(confidences)
    assert sum(b.count for b in found) == len(confidences)
    error = expected_error(confidences)
    assert error is None if not confidences else 0 <= error <= 1
