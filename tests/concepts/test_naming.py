from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.concepts.naming import LONGEST, cut, name_of


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("that the levy will rise", "the levy will rise"),
        ("the claim that her ministry left the gate open", "her ministry left the gate open"),
        ("to close the harbour,", "close the harbour"),
        ("“An early election.”", "An early election"),
        (
            "the levy will rise in May, because the gate has to be paid for by those who use it",
            "the levy will rise in May",
        ),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "one two three four five six seven eight nine ten eleven twelve …",
        ),
        ("that", "that"),
    ],
)
def test_a_content_is_cut_to_a_name(content, name):
    assert cut(content) == name


def test_the_nearest_one_that_need_not_be_cut_gives_the_name():
    long = "the levy will rise " * 8
    assert name_of([long, "the levy will rise in May", "it"], [0.9, 0.85, 0.9]) == (
        "the levy will rise in May"
    )


def test_a_content_put_the_other_way_round_gives_no_name_where_another_can():
    texts = ["the gate was not left open", "the gate was left open"]
    assert name_of(texts, [0.9, 0.88], [False, True]) == "the gate was left open"


@given(st.text(min_size=1, max_size=300))
def test_a_name_is_short_and_never_empty_unless_the_content_is(text):
    name = cut(text)
    assert len(name.split()) <= LONGEST + 1
    assert bool(name) == bool(text.split())
