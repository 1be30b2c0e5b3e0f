from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import UsageError
from quoth.network import Options, clusters, network, uncertainty
from quoth.network.clusters import change
from quoth.network.matrices import Drawn, Network
from quoth.network.rows import Row
from tests.network.test_matrices import CODED, SAID


def net(ties, actors):
    weights = np.zeros((len(actors), len(actors)))
    place = {name: n for n, name in enumerate(actors)}
    for a, b, w in ties:
        weights[place[a], place[b]] = weights[place[b], place[a]] = w
    return Network(mode="one-mode", rows=tuple(actors), columns=tuple(actors), weights=weights)


TWO = net(
    [("a", "b", 3), ("b", "c", 3), ("a", "c", 3), ("x", "y", 3), ("c", "x", 1), ("a", "z", -2)],
    "abcxyz",
)


def test_who_goes_together_and_who_is_in_the_middle():
    found = clusters(TWO)
    assert found.members == (("a", "b", "c"), ("x", "y"), ("z",))
    assert found.of("y") == 1 and 0 < found.modularity < 1
    assert found.degree["c"] == 7 and found.degree["z"] == 0
    assert max(found.betweenness, key=found.betweenness.get) in ("c", "x")
    assert found.eigenvector["z"] == 0 and found.eigenvector["c"] > found.eigenvector["y"] > 0


def test_without_ties_everybody_is_alone():
    found = clusters(net([], "ab"))
    assert found.members == (("a",), ("b",)) and found.modularity == 0 and found.eigenvector == {}
    assert clusters(net([], "")).members == ()


def test_change_is_none_where_nothing_changed_and_much_where_all_did():
    same = clusters(TWO)
    other = clusters(net([("a", "x", 1), ("b", "y", 1)], "abxy"))
    assert change(same, same) == 0
    assert change(same, other) > 0.9
    assert change(same, clusters(net([], "q"))) == 0


def test_intervals_hold_the_tie_and_say_how_sure_it_is():
    many = [
        Row(statement=f"{s}{n}", document=f"{d}{n}", time=t, actor=a, concept=c, agreement=side)
        for n in range(12)
        for s, (a, c, side, d, t) in enumerate(SAID)
    ]
    found = uncertainty(many, Options(duplicates="include"), drawings=60)
    for tie in found.ties:
        assert tie.low <= tie.weight <= tie.high
    sure = {(tie.one, tie.other): tie for tie in found.ties}
    assert sure["A", "B"].positive > 0.95 and sure["A", "C"].positive < 0.05
    assert set(found.membership) == {"A", "B", "C"}
    assert found.membership["A"] > 0.9


def test_the_same_seed_draws_the_same_and_unsure_statements_count_less():
    one = uncertainty(CODED, drawings=40, seed=3)
    assert one.ties == uncertainty(CODED, drawings=40, seed=3).ties
    doubtful = [
        Row(**{**{f: getattr(r, f) for f in Row.__dataclass_fields__}, "confidence": 0.05})
        for r in CODED
    ]
    other = uncertainty(doubtful, drawings=40, seed=3)
    width = {(t.one, t.other): t for t in other.ties}
    assert all(abs(width[t.one, t.other].low) <= abs(t.low) for t in one.ties if t.low >= 0)
    assert sum(t.positive for t in other.ties) < sum(t.positive for t in one.ties)


@given(
    times=st.lists(st.integers(0, 3), min_size=len(CODED), max_size=len(CODED)),
    mode=st.sampled_from(["one-mode", "two-mode"]),
    qualifier=st.sampled_from(["ignore", "subtract", "congruence", "conflict", "combine"]),
    normalisation=st.sampled_from(["no", "average", "jaccard", "cosine", "activity"]),
    duplicates=st.sampled_from(["include", "document", "week", "month", "year", "acrossrange"]),
)
def test_a_drawing_is_the_network_of_what_was_drawn(
    times, mode, qualifier, normalisation, duplicates
):
    try:
        options = Options(
            mode=mode, qualifier=qualifier, normalisation=normalisation, duplicates=duplicates
        )
    except UsageError:
        return
    ids = sorted({row.statement for row in CODED})
    often = dict(zip(ids, times, strict=False))
    whole = network(CODED, options)
    again = Drawn(CODED, options, whole)
    drawn = again.network(np.array([often[id] for id in again.statements], int))
    one = network([row for row in CODED for _ in range(often[row.statement])], options)
    expected = np.zeros_like(whole.weights)
    at = np.ix_(
        [whole.rows.index(a) for a in one.rows], [whole.columns.index(c) for c in one.columns]
    )
    expected[at] = one.weights
    assert np.allclose(drawn, expected)


@pytest.mark.parametrize("options", [Options(), Options(mode="two-mode")])
def test_nothing_gives_nothing(options):
    found = uncertainty([], options, drawings=5)
    assert found.ties == () and found.membership == {}
    assert network([], options).weights.size == 0
