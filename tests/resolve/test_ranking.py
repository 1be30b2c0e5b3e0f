"""The ranker's table and its probabilities."""

from __future__ import annotations

import math
from dataclasses import replace

from quoth.resolve import ranking
from quoth.resolve.cast import Actor
from tests.resolve.marked import resolved, speakers

BERG, STONE = Actor(name="Carl Berg", kind="person"), Actor(name="Paul Stone", kind="person")


def test_the_table_is_of_numbers_and_names_features_that_exist():
    table = ranking.weights()
    assert all(math.isfinite(weight) and abs(weight) < 10 for weight in table.values())
    assert {"recency 0", "named most", "subject of the sentence before"} <= set(table)


def test_probabilities_add_up_and_the_best_is_first():
    one = ranking.Candidate(BERG, {"recency 0": 1.0, "named most": 1.0})
    other = ranking.Candidate(STONE, {"recency 3": 1.0})
    ranked = ranking.rank([replace(other), replace(one)])
    assert [candidate.actor for candidate in ranked] == [BERG, STONE]
    assert math.isclose(sum(candidate.probability for candidate in ranked), 1.0)
    assert ranking.rank([]) == []


def test_who_speaks_around_a_quotation_is_never_he_in_it():
    text = "[S1 Carl Berg] [C1 said]: [Q1 “[S2 He] [C2 claims] [Q2 to know].”]"
    assert speakers(text)[1] == ()


def test_the_ground_gives_the_probability():
    text = "Carl Berg runs the line. [S1 He] [C1 said] [Q1 it was late]."
    (ground,) = resolved(text)[0].grounds
    assert ground.reason.startswith("pronoun; the nearest man named")
    assert 0.5 <= ground.confidence <= 1.0
