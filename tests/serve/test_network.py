"""Who is heard beside whom."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoth.serve import network


@given(
    st.lists(st.sets(st.integers(0, 7), max_size=8), max_size=30),
    st.integers(1, 6),
    st.integers(1, 9),
)
def test_actors_are_tied_by_the_articles_that_have_both(articles, most, at_once):
    pairs = [(number, actor) for number, voices in enumerate(articles) for actor in sorted(voices)]
    expected = np.zeros((8, 8), int)
    for voices in articles:
        if len(voices) <= most:
            for one in voices:
                for other in voices - {one}:
                    expected[one, other] += 1
    article, actor = np.array(pairs, np.int64).reshape(-1, 2).T
    held = network.VOICES, network.AT_ONCE
    network.VOICES, network.AT_ONCE = most, at_once
    try:
        assert (network._together(article, actor, 8) == expected).all()
    finally:
        network.VOICES, network.AT_ONCE = held
