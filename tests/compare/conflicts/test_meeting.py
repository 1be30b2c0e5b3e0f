"""Of a key that many articles have only the near ones meet; of others all do."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.compare.conflicts import keys, meeting
from quoth.compare.conflicts.meeting import Meeting, common

WINDOWED = 3
"""A key's window of three days (`keys.WINDOWS`)."""


def lane(key: int, of: int, pole: int) -> int:
    return keys._lane(key << 5 | WINDOWED, of, pole)


lanes = st.sets(
    st.builds(lane, st.sampled_from([1, 2]), st.just(0), st.sampled_from([keys.FIRST, keys.SECOND]))
    | st.just(lane(3, 1, keys.BOTH)),
    max_size=4,
)
articles = st.lists(st.tuples(lanes, st.none() | st.integers(5, 12)), max_size=12)


def meet(drawn, most: int, **options) -> Meeting:
    found = [np.array(sorted(own), dtype=np.int64) for own, _ in drawn]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meeting, "MOST", most)
        return Meeting(found, [day for _, day in drawn], few=False, **options)


def by_the_rule(drawn, most: int) -> tuple[dict[tuple[int, int], set[int]], int]:
    """The pairs with the lanes by which they meet, and how many were left out: by counting."""
    found: dict[tuple[int, int], set[int]] = {}
    left = 0
    order = sorted(range(len(drawn)), key=lambda at: (drawn[at][1] or -1, at))
    for one, other in combinations(range(len(drawn)), 2):
        days = drawn[one][1], drawn[other][1]
        if None not in days and abs(days[0] - days[1]) > 3:
            continue
        start, end = sorted((order.index(one), order.index(other)))
        for own in drawn[one][0]:
            against = int(keys.opposite(np.array([own]))[0])
            if against not in drawn[other][0]:
                continue
            between = [drawn[at][0] for at in order[start + 1 : end + 1]]
            counts = [sum(each in held for held in between) for each in (own, against)]
            if min(counts) <= most:
                found.setdefault((one, other), set()).add(own)
            else:
                left += 1
    return found, left


@given(articles, st.integers(1, 4))
def test_the_rule(drawn, most):
    made = meet(drawn, most)
    expected, left = by_the_rule(drawn, most)
    assert made.pairs() == sorted(expected)
    assert made.left_out == left
    for (one, other), by in expected.items():
        days = drawn[one][1], drawn[other][1]
        gap = abs(days[0] - days[1]) if None not in days else -np.inf
        mine, theirs = (np.array(sorted(drawn[at][0])) for at in (one, other))
        shared = common(mine, theirs, gap, few=False)
        assert set(made.shared(one, other, shared).tolist()) == by


@given(articles, st.integers(1, 4), st.sets(st.integers(0, 11)))
def test_pairs_of_new_articles_are_those_of_all(drawn, most, fresh):
    fresh = {at for at in fresh if at < len(drawn)}
    channels = np.array([keys.channel_of(one) for at in fresh for one in drawn[at][0]], np.int64)
    some = meet(drawn, most, only=channels).pairs(sorted(fresh))
    assert some == [pair for pair in meet(drawn, most).pairs() if fresh & set(pair)]


def test_a_quotation_on_every_page_costs_no_square():
    """Each page meets those before it that are near, however many have it."""
    drawn = [({lane(3, 1, keys.BOTH)}, 7) for _ in range(500)]
    made = meet(drawn, 10)
    assert len(made.pairs()) == sum(min(at, 10) for at in range(500))
    assert made.left_out == 500 * 499 // 2 - len(made.pairs())


def test_one_denial_among_many_who_assert_meets_them():
    drawn = [({lane(1, 0, keys.FIRST)}, 7) for _ in range(50)]
    drawn.insert(20, ({lane(1, 0, keys.SECOND)}, 7))
    assert len(meet(drawn, 2).pairs()) == 50
