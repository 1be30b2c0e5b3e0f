from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoth.concepts import Coded, Decided, Utterance, concepts
from quoth.concepts.agreement import FOR, agreements
from tests.concepts.test_grouping import points

STANCES = tuple(FOR)


def utterance(number, text="the levy will rise", *, by="a", stance="asserts", claim=None):
    return Utterance(
        statement_id=f"s{number:02}",
        article_id=f"d{number % 3}",
        text=text,
        actors=(by,),
        outlet="Calder Post",
        published=f"2024-05-{number + 1:02}",
        stance=stance,
        confidence=0.75,
        claim_id=claim,
    )


LEVY = [
    utterance(0, by="a"),
    utterance(1, by="b", stance="denies"),
    utterance(2, "the bridge is safe", by="a"),
    utterance(3, "the bridge is safe to cross", by="c", stance="hedges"),
    utterance(4, "nobody was asked", by="b"),
]
PLACES = points(0, 5, 100, 105, 200)


def test_statements_of_several_actors_are_a_concept_with_sides():
    levy, bridge = concepts(LEVY, PLACES)
    assert (levy.name, levy.proposed, levy.agree, levy.disagree) == (
        "the levy will rise",
        True,
        1,
        1,
    )
    assert [coding.agreement for coding in levy.codings] == [True, False]
    assert (bridge.actors, bridge.agree, bridge.disagree) == (2, 1, 0)
    assert bridge.codings[1].agreement is None
    assert all("near to the others" in coding.reason for coding in levy.codings)


def test_what_nobody_is_for_is_put_as_it_was_said():
    said = [
        utterance(0, "there is no danger", by="a", stance="denies"),
        utterance(1, "there is no danger at all", by="b", stance="denies"),
    ]
    (one,) = concepts(said, points(0, 3))
    assert (one.name, one.agree, one.disagree) == ("there is no danger", 2, 0)


def test_a_claim_stays_together_however_far_its_words_are_apart():
    said = [utterance(0, by="a", claim="c"), utterance(1, by="b", claim="c")]
    assert [one.statements for one in concepts(said, points(0, 90))] == [2]


def test_a_person_names_codes_parts_and_joins():
    decided = Decided(
        names=(("the bridge", ("s02", "s03")),),
        coded=(
            Coded(
                statement="s04", concept="nobody asked", agreement=False, by="Ada", judgement_id="j"
            ),
            Coded(statement="s01", concept=None, agreement=True, by="Ben", judgement_id="k"),
        ),
    )
    found = {one.name: one for one in concepts(LEVY, PLACES, decided=decided)}
    assert set(found) == {"the levy will rise", "the bridge", "nobody asked"}
    assert not found["the bridge"].proposed
    (alone,) = found["nobody asked"].codings
    assert (alone.agreement, alone.coder, alone.confidence) == (False, "Ada", 1.0)
    assert [c.agreement for c in found["the levy will rise"].codings] == [True, True]
    parted = concepts(LEVY, PLACES, decided=Decided(apart=(("s00", "s01"),)))
    assert [one.name for one in parted] == ["the bridge is safe"]
    joined = concepts(LEVY, PLACES, decided=Decided(together=(("s00", "s04"),)))
    assert max(one.statements for one in joined) == 3


def test_two_proposed_names_that_are_one_are_told_apart():
    said = [utterance(n, by="ab"[n % 2]) for n in range(4)]
    first, second = concepts(said, points(0, 3, 180, 183))
    assert {first.name, second.name} == {"the levy will rise", "the levy will rise (2)"}


@given(
    st.lists(
        st.tuples(st.integers(0, 359), st.sampled_from("abc"), st.sampled_from(STANCES)),
        max_size=10,
    )
)
def test_a_statement_is_of_one_concept_at_most_and_counts_agree(drawn):
    said = [utterance(n, by=by, stance=stance) for n, (_, by, stance) in enumerate(drawn)]
    places = points(*(angle for angle, *_ in drawn)) if drawn else np.zeros((0, 2), np.float32)
    found = concepts(said, places)
    ids = [coding.statement_id for one in found for coding in one.codings]
    assert len(ids) == len(set(ids)) and set(ids) <= {one.statement_id for one in said}
    assert len({one.name for one in found}) == len(found)
    for one in found:
        assert one.actors >= 2 and one.statements == len(one.codings)
        assert one.agree == sum(c.agreement is True for c in one.codings)
        assert one.disagree == sum(c.agreement is False for c in one.codings)


@given(st.lists(st.sampled_from(STANCES), min_size=1, max_size=8))
def test_sides_follow_the_stances(stances):
    agreed, put = agreements(stances)
    for stance, side in zip(stances, agreed, strict=True):
        assert (side is None) == (FOR[stance] == 0)
        assert side is None or side == (FOR[stance] == put)
