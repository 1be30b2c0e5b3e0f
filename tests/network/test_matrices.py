"""Matrices worked out by hand from DNA's definitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import UsageError
from quoth.network import Options, Row, matrices, network, networks
from quoth.network.matrices import (
    DUPLICATES,
    NORMALISATIONS,
    QUALIFIERS,
    counted,
    kept,
    moved,
)
from quoth.network.rows import UNDATED, without_date

# Who says what where and when. A, B and C speak of the levy (L) and of the gate (G).
SAID = [
    # actor, concept, for, document, time
    ("A", "L", True, "d1", datetime(2024, 1, 1)),
    ("A", "L", True, "d1", datetime(2024, 1, 1)),  # the same once more in one document
    ("A", "G", False, "d1", datetime(2024, 1, 1)),
    ("B", "L", True, "d2", datetime(2024, 1, 3)),
    ("B", "G", True, "d2", datetime(2024, 1, 3)),
    ("A", "L", True, "d3", datetime(2024, 1, 9)),  # the next week
    ("C", "L", False, "d4", datetime(2024, 2, 1)),
    ("A", "L", True, "d5", datetime(2025, 1, 20)),  # the next year, January again
]
CODED = [
    Row(statement=f"s{n}", document=d, time=t, actor=a, concept=c, agreement=side)
    for n, (a, c, side, d, t) in enumerate(SAID)
]
"""Without duplicates of a document A says L 3 times for and G once against; B each once for; C says
L once against. In the order G, L and against, for:

    A: G (1, 0), L (0, 3)    B: G (0, 1), L (0, 1)    C: G (0, 0), L (1, 0)
"""


def weights(mode, qualifier, normalisation="no", duplicates="document"):
    options = Options(
        mode=mode, qualifier=qualifier, normalisation=normalisation, duplicates=duplicates
    )
    return network(CODED, options)


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        ("ignore", [[1, 3], [1, 1], [0, 1]]),
        ("subtract", [[-1, 3], [1, 1], [0, -1]]),
        ("combine", [[2, 1], [1, 1], [0, 2]]),
    ],
)
def test_two_mode(qualifier, expected):
    found = weights("two-mode", qualifier)
    assert (found.rows, found.columns) == (("A", "B", "C"), ("G", "L"))
    assert found.weights.tolist() == expected
    assert found.frequencies == {"A": 4, "B": 2, "C": 1, "G": 2, "L": 5}


@pytest.mark.parametrize(
    ("qualifier", "normalisation", "expected"),
    [
        # A has 4 statements, B 2, C 1.
        ("ignore", "activity", [[1 / 4, 3 / 4], [1 / 2, 1 / 2], [0, 1]]),
        ("subtract", "activity", [[-1 / 4, 3 / 4], [1 / 2, 1 / 2], [0, -1]]),
        # Of combine the weights above 0 are counted: A 2, B 2, C 1.
        ("combine", "activity", [[2 / 2, 1 / 2], [1 / 2, 1 / 2], [0, 2]]),
        # G has 2 statements, L 5.
        ("ignore", "prominence", [[1 / 2, 3 / 5], [1 / 2, 1 / 5], [0, 1 / 5]]),
        ("subtract", "prominence", [[-1 / 2, 3 / 5], [1 / 2, 1 / 5], [0, -1 / 5]]),
        # G has 2 weights above 0, L 3.
        ("combine", "prominence", [[2 / 2, 1 / 3], [1 / 2, 1 / 3], [0, 2 / 3]]),
    ],
)
def test_two_mode_normalised(qualifier, normalisation, expected):
    found = weights("two-mode", qualifier, normalisation)
    np.testing.assert_allclose(found.weights, expected)


@pytest.mark.parametrize(
    ("qualifier", "ab", "ac", "bc"),
    [
        # G: 1*1, L: 3*1 | L: 3*1 | L: 1*1
        ("ignore", 4, 3, 1),
        # A and B agree on L (3*1); A and C, B and C on nothing.
        ("congruence", 3, 0, 0),
        # A and B differ on G (1*1), A and C on L (3*1), B and C on L (1*1).
        ("conflict", 1, 3, 1),
        ("subtract", 2, -3, -1),
    ],
)
def test_one_mode(qualifier, ab, ac, bc):
    found = weights("one-mode", qualifier)
    assert found.weights.tolist() == [[0, ab, ac], [ab, 0, bc], [ac, bc, 0]]
    assert list(found.ties()) == [
        tie for tie in (("A", "B", ab), ("A", "C", ac), ("B", "C", bc)) if tie[2]
    ]


@pytest.mark.parametrize(
    ("normalisation", "ab", "ac", "bc"),
    [
        ("average", 3, 5 / 2, 3 / 2),
        ("cosine", 8, 4, 2),
        # A, B: m10 = 1 (A on G against), m01 = 1 (B on G for), m11 = 3*1.
        # A, C: m10 = 1 + 3, m01 = 1, m11 = 0. B, C: m10 = 2, m01 = 1.
        ("jaccard", 5, 5, 3),
    ],
)
@pytest.mark.parametrize("qualifier", ["ignore", "congruence", "conflict", "subtract"])
def test_one_mode_normalised(qualifier, normalisation, ab, ac, bc):
    plain = weights("one-mode", qualifier).weights
    found = weights("one-mode", qualifier, normalisation).weights
    np.testing.assert_allclose(
        [found[0, 1], found[0, 2], found[1, 2]],
        [plain[0, 1] / ab, plain[0, 2] / ac, plain[1, 2] / bc],
    )


@pytest.mark.parametrize(
    ("duplicates", "left"),
    [
        # A for L: s0, s1 (same document), s5 (next week), s7 (another year, the same month).
        ("include", ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"]),
        ("document", ["s0", "s2", "s3", "s4", "s5", "s6", "s7"]),
        ("week", ["s0", "s2", "s3", "s4", "s5", "s6", "s7"]),
        ("month", ["s0", "s2", "s3", "s4", "s6"]),
        ("year", ["s0", "s2", "s3", "s4", "s6", "s7"]),
        ("acrossrange", ["s0", "s2", "s3", "s4", "s6"]),
    ],
)
def test_duplicates(duplicates, left):
    found = kept(CODED, Options(duplicates=duplicates))
    assert [row.statement for row in found] == left


def test_weeks_and_months_of_other_years_are_duplicates_as_in_dna():
    same_week = [
        Row(statement=s, document=s, time=t, actor="A", concept="L", agreement=True)
        for s, t in (("x", datetime(2023, 1, 4)), ("y", datetime(2024, 1, 3)))
    ]
    assert {row.time.isocalendar().week for row in same_week} == {1}
    assert len(kept(same_week, Options(duplicates="week"))) == 1
    assert len(kept(same_week, Options(duplicates="year"))) == 2


def test_the_side_is_part_of_a_duplicate_unless_it_is_ignored():
    both = [
        Row(
            statement=s,
            document="d",
            time=datetime(2024, 1, 1),
            actor="A",
            concept="L",
            agreement=v,
        )
        for s, v in (("x", True), ("y", False))
    ]
    assert len(kept(both, Options(qualifier="subtract"))) == 2
    assert len(kept(both, Options(qualifier="ignore"))) == 1


def test_windows_of_events():
    options = Options(window="events", size=4, duplicates="include", qualifier="congruence")
    found = list(networks(CODED, options))
    # Two to both sides: the middle goes from the third to the last but two.
    assert [one.statements for one in found] == [5, 5, 5, 5]
    assert found[0].middle == datetime(2024, 1, 1) and found[0].stop == datetime(2024, 1, 3)


@pytest.mark.parametrize(
    ("size", "middles", "expected"),
    [
        # Statements on 1 (two), 3 (two) and 9 January (one); middles each with so many days beside.
        (1, range(1, 10), [2, 0, 2, 0, 0, 0, 0, 0, 1]),
        (2, range(2, 9), [4, 2, 2, 0, 0, 0, 1]),
        (3, range(2, 9), [4, 2, 2, 0, 0, 0, 1]),
        (5, range(3, 8), [4, 2, 2, 0, 1]),
    ],
)
def test_windows_of_days(size, middles, expected):
    january = [row for row in CODED if row.time < datetime(2024, 1, 10)]
    options = Options(window="days", size=size, duplicates="document")
    found = list(networks(january, options))
    assert [one.middle.day for one in found] == list(middles)
    assert [one.statements for one in found] == expected


@pytest.mark.parametrize("window", ["events", "hours", "days", "weeks", "years"])
def test_what_has_no_date_is_in_no_window(window):
    undated = replace(CODED[0], statement="s", document="d", time=UNDATED)
    january = [row for row in CODED if row.time < datetime(2024, 1, 10)]
    options = Options(window=window)
    with_it, without = (list(networks(coded, options)) for coded in ([undated, *january], january))
    assert [(one.middle, one.statements) for one in with_it] == [
        (one.middle, one.statements) for one in without
    ]
    assert network([undated, *CODED]).statements == network(CODED).statements + 1
    assert without_date([undated, undated, *january]) == 1
    (empty,) = networks([undated], options)
    assert empty.statements == 0 and empty.middle is None


@pytest.mark.parametrize("unit", ["weeks", "months", "years"])
def test_longer_windows_lie_within_the_whole_time(unit):
    options = Options(window=unit, size=1, duplicates="include")
    found = list(networks(CODED, options))
    assert found and all(one.start == one.stop == one.middle for one in found)
    wide = list(networks(CODED, Options(window=unit, size=3, duplicates="include")))
    for one in wide:
        assert one.start >= CODED[0].time and one.stop <= CODED[-1].time
    assert len(wide) == max(len(found) - 2, 0)


@pytest.mark.parametrize(
    ("time", "unit", "count", "later"),
    [
        (datetime(2024, 1, 31), "months", 1, datetime(2024, 2, 29)),
        (datetime(2024, 12, 5), "months", 1, datetime(2025, 1, 5)),
        (datetime(2024, 1, 31), "months", -1, datetime(2023, 12, 31)),
        (datetime(2024, 2, 29), "years", 1, datetime(2025, 2, 28)),
        (datetime(2024, 2, 29), "weeks", -1, datetime(2024, 2, 22)),
    ],
)
def test_time_moves_as_calendars_do(time, unit, count, later):
    assert moved(time, unit, count) == later


def test_isolates_keep_the_labels_of_everything():
    options = Options(window="events", size=2, duplicates="include", isolates=True)
    assert {one.rows for one in networks(CODED, options)} == {("A", "B", "C")}
    without = Options(window="events", size=2, duplicates="include")
    assert {one.rows for one in networks(CODED, without)} > {("A", "B")}


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": "three-mode"},
        {"mode": "two-mode", "qualifier": "congruence"},
        {"mode": "one-mode", "qualifier": "combine"},
        {"mode": "one-mode", "normalisation": "activity"},
        {"mode": "two-mode", "qualifier": "ignore", "normalisation": "cosine"},
        {"duplicates": "hour"},
        {"window": "decades"},
        {"window": "days", "size": 0},
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(UsageError):
        Options(**wrong)


def test_too_many_windows_are_refused():
    with pytest.raises(UsageError, match="more than 10,000 windows of seconds"):
        list(networks(CODED, Options(window="seconds")))


coded = st.lists(
    st.builds(
        Row,
        statement=st.uuids().map(str),
        document=st.sampled_from("def"),
        time=st.datetimes(datetime(2024, 1, 1), datetime(2024, 3, 1)),
        actor=st.sampled_from("ABCD"),
        concept=st.sampled_from("xyz"),
        agreement=st.sampled_from([True, False, None]),
    ),
    max_size=20,
)


@given(coded, st.sampled_from(DUPLICATES))
def test_what_holds_of_every_network(drawn, duplicates):
    for mode, qualifiers in QUALIFIERS.items():
        for qualifier in qualifiers:
            for normalisation in NORMALISATIONS[mode]:
                options = Options(
                    mode=mode,
                    qualifier=qualifier,
                    normalisation=normalisation,
                    duplicates=duplicates,
                )
                found = network(drawn, options)
                assert np.isfinite(found.weights).all()
                assert found.weights.shape == (len(found.rows), len(found.columns))
                if mode == "one-mode":
                    np.testing.assert_allclose(found.weights, found.weights.T)
                    assert not found.weights.diagonal().any()
    sides = [row for row in drawn if row.agreement is not None]
    plain = {
        q: network(sides, Options(qualifier=q, duplicates="include")).weights
        for q in QUALIFIERS["one-mode"]
    }
    np.testing.assert_allclose(plain["subtract"], plain["congruence"] - plain["conflict"])
    np.testing.assert_allclose(plain["ignore"], plain["congruence"] + plain["conflict"])


@given(coded)
def test_the_product_of_counts_is_worked_out_pair_by_pair(drawn):
    sides = [row for row in drawn if row.agreement is not None]
    actors, concepts = (sorted({getattr(r, f) for r in sides}) for f in ("actor", "concept"))
    counts = counted(sides, actors, concepts)
    found = network(sides, Options(qualifier="conflict", duplicates="include"))
    for i in range(len(actors)):
        for j in range(len(actors)):
            expected = sum(
                counts[i, c, q] * counts[j, c, 1 - q] for c in range(len(concepts)) for q in (0, 1)
            )
            assert found.weights[i, j] == (0 if i == j else expected)


@given(coded)
def test_a_product_over_what_is_not_zero_is_the_product_of_everything(drawn):
    for qualifier in QUALIFIERS["one-mode"]:
        for normalisation in NORMALISATIONS["one-mode"]:
            options = Options(qualifier=qualifier, normalisation=normalisation)
            made = []
            for share in (0.0, 1.0):
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(matrices, "SPARSE", share)
                    made.append(network(drawn, options).weights)
            np.testing.assert_array_equal(*made)


@given(coded, st.sampled_from(sorted(QUALIFIERS)))
def test_ties_are_the_weights_that_are_not_zero(drawn, mode):
    found = network(drawn, Options(mode=mode))
    expected = [
        (one, other, found.weights[i, j])
        for i, one in enumerate(found.rows)
        for j, other in enumerate(found.columns)
        if found.weights[i, j] != 0 and (mode == "two-mode" or i < j)
    ]
    assert list(found.ties()) == expected
