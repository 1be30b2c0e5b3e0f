from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoth.concepts.grouping import CODED, NEAR, groups


def points(*angles):
    """Points on a circle, at so many degrees."""
    turns = np.radians(np.array(angles, np.float32))
    return np.stack([np.cos(turns), np.sin(turns)], axis=1).astype(np.float32)


def rows(found):
    return [group.rows for group in found]


def test_near_points_are_one_group_and_far_ones_are_not():
    found = groups(points(0, 10, 20, 120, 130, 250))
    assert rows(found) == [(0, 1, 2), (3, 4), (5,)]
    assert found[2].nearness == (1.0,)
    assert found[0].nearness[1] > found[0].nearness[0]


def test_the_average_decides_not_one_near_pair():
    # A chain: each is near to the next, the ends are far from each other.
    chain = groups(points(*range(0, 180, 20)))
    assert len(chain) > 1
    for group in chain:
        angles = [20 * row for row in group.rows]
        cosines = [np.cos(np.radians(a - b)) for a in angles for b in angles if a < b]
        assert not cosines or np.mean(cosines) >= NEAR - 1e-6


def test_what_a_person_joined_is_one_group_and_what_was_parted_is_not():
    at = points(0, 5, 180)
    assert rows(groups(at, together=[(0, 2)])) == [(0, 2), (1,)]
    assert rows(groups(at, merged=[(0, 2)])) == [(0, 1, 2)]
    assert (0, 1) not in rows(groups(at, apart=[(0, 1)]))
    assert rows(groups(at, together=[(0, 1)], apart=[(0, 1)])) == [(0,), (1,), (2,)]


def test_what_was_parted_is_not_joined_through_a_third():
    found = groups(points(0, 5, 10), apart=[(0, 2)])
    assert not any({0, 2} <= set(group) for group in rows(found))


def test_contents_follow_what_was_coded_and_other_codes_are_never_joined():
    at = points(0, 2, 54, 108, 106)
    assert NEAR > np.cos(np.radians(54)) > CODED
    alone = groups(at)
    assert (2,) in rows(alone)
    coded = groups(at, seeds=[7, None, None, 8, None])
    where = {row: n for n, group in enumerate(rows(coded)) for row in group}
    assert where[0] == where[1] and where[3] == where[4] and where[0] != where[3]
    # As far from the one as from the other: it cannot be told, so it follows neither.
    assert where[2] not in (where[0], where[3])
    assert rows(groups(at[:2], seeds=[1, 2])) == [(0,), (1,)]


vectors = st.lists(st.integers(0, 359), min_size=0, max_size=14)


@given(vectors, st.data())
def test_every_row_is_in_one_group_and_constraints_hold(angles, data):
    at = points(*angles) if angles else np.zeros((0, 2), np.float32)
    row = st.integers(0, max(len(angles) - 1, 0))
    pairs = st.lists(st.tuples(row, row), max_size=4) if angles else st.just([])
    apart = [(a, b) for a, b in data.draw(pairs) if a != b]
    found = groups(at, together=data.draw(pairs), merged=data.draw(pairs), apart=apart)
    assert sorted(r for group in rows(found) for r in group) == list(range(len(angles)))
    for one, other in apart:
        assert not any({one, other} <= set(group) for group in rows(found))
    assert all(-1.001 <= near <= 1.001 for group in found for near in group.nearness)


@given(vectors.filter(lambda angles: len(set(angles)) == len(angles)), st.randoms())
def test_the_order_of_the_rows_does_not_matter_where_nothing_is_tied(angles, random):
    if not angles:
        return
    # Other distances for all pairs, so that no two are tied.
    spread = [angle + 0.37 * number * number for number, angle in enumerate(angles)]
    order = list(range(len(spread)))
    random.shuffle(order)
    one = {frozenset(spread[r] for r in group) for group in rows(groups(points(*spread)))}
    mixed = [spread[place] for place in order]
    other = {frozenset(mixed[r] for r in group) for group in rows(groups(points(*mixed)))}
    assert sum(map(len, one)) == sum(map(len, other)) == len(spread)
    if len(spread) <= 3:
        assert one == other
