"""Quotes in the manner of the Gender Gap Tracker, counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.evaluate.quotes import Quote, QuoteTally, quotes_of, score_quotes
from quoth.evaluate.spans import Letters, Tally

from .builders import gold, predicted


def score(ours: str, theirs: str, threshold: float) -> QuoteTally:
    text, statements = predicted(ours)
    same_text, golds = gold(theirs)
    assert text == same_text
    letters = Letters(text)
    return score_quotes(
        quotes_of(statements, letters, text), quotes_of(golds, letters, text), threshold=threshold
    )


# The gold quote has ten letters: "abc def" 6, "ghij" 4.
GOLD = '[Q "abc def ghij,"] [C said] [S Ana].'


@pytest.mark.parametrize(
    ("ours", "at_03", "at_08"),
    [
        ('[Q "abc def ghij,"] [C said] [S Ana].', 1, 1),  # 10 of 10
        ('"[Q abc] def ghij," [C said] [S Ana].', 0, 0),  # 3 of 10: not more than 0.3
        ('"abc def [Q ghij]," [C said] [S Ana].', 1, 0),  # 4 of 10
        ('"[Q abc def gh]ij," [C said] [S Ana].', 1, 0),  # 8 of 10: not more than 0.8
        ('"[Q abc def ghi]j," [C said] [S Ana].', 1, 1),  # 9 of 10
        ('[Q "abc def ghij," said] [S Ana].', 1, 1),  # too much is not punished
    ],
)
def test_more_than_the_threshold_must_be_covered(ours, at_03, at_08):
    assert score(ours, GOLD, 0.3).found.right == at_03
    assert score(ours, GOLD, 0.8).found.right == at_08


def test_coverage_is_by_one_span_not_by_two_together():
    # "abc def" covers 6 of 10 and "ghij" 4 of 10: together all, each alone not 0.8.
    ours = '"[Q1 abc def] [Q2 ghij]," [C1 [C2 said]] [S1 [S2 Ana]].'
    assert score(ours, GOLD, 0.8).found == Tally(0, 2, 1)
    assert score(ours, GOLD, 0.3).found == Tally(1, 2, 1)  # one to one: the other is too much


def test_each_contiguous_content_span_is_a_quote():
    split = "[Q We waited], [C said] [S Ana], [Q and nobody came]."
    assert score(split, split, 0.8) == QuoteTally(Tally(2, 2, 2), speaker=2, verb=2)


def test_one_span_finds_only_one_quote():
    ours = "[S Ana] [C said] [Q it rained and it snowed]."
    theirs = "[S1 [S2 Ana]] [C1 [C2 said]] [Q1 it rained] and [Q2 it snowed]."
    assert score(ours, theirs, 0.3).found == Tally(1, 1, 2)


def test_the_speaker_overlaps_and_the_verb_has_the_same_words():
    # The speaker span is longer than the gold one, the verb another word.
    tally = score(
        "[Q It rained], [C said yesterday] [S the mayor Ana Vost].",
        "[Q It rained], [C said] yesterday the mayor [S Ana Vost].",
        0.3,
    )
    assert tally == QuoteTally(Tally(1, 1, 1), speaker=1, verb=0)


def test_the_verb_is_compared_without_case():
    tally = score("[C SAID] Ana: [Q no rain].", "[C SAID] Ana: [Q no rain].", 0.3)
    assert (tally.speaker, tally.verb) == (1, 1)  # no source on both sides is right
    text, golds = gold("[C Said] Ana: [Q no rain].")
    letters = Letters(text)
    assert quotes_of(golds, letters, text)[0].verb == "said"


def test_a_speaker_on_one_side_only_is_wrong():
    tally = score("[S Ana] [C said] [Q no rain].", "Ana [C said] [Q no rain].", 0.3)
    assert (tally.speaker, tally.verb) == (0, 1)


def test_nothing_predicted_nothing_gold():
    assert score_quotes([], [], threshold=0.3) == QuoteTally()


def test_of_two_equal_coverages_the_tighter_span_is_taken():
    # Both predictions cover the gold quote wholly; the tight one has the right verb.
    ours = "[Q1 Then [Q2 it rained], [C2 said] [S2 Ana]] [C1 there] [S1 quietly]."
    theirs = "Then [Q it rained], [C said] [S Ana] there quietly."
    assert score(ours, theirs, 0.8) == QuoteTally(Tally(1, 2, 1), speaker=1, verb=1)


quotes = st.builds(
    lambda start, length, source, verb: Quote(
        ((start, start + length),), ((source, source + 2),), verb
    ),
    st.integers(0, 40),
    st.integers(1, 15),
    st.integers(0, 40),
    st.sampled_from(["said", "told", ""]),
)


@given(st.lists(quotes, max_size=8), st.lists(quotes, max_size=8), st.randoms())
def test_the_order_of_quotes_changes_nothing_and_counts_stay_in_bounds(ours, theirs, random):
    tally = score_quotes(ours, theirs, threshold=0.3)
    assert 0 <= tally.found.right <= min(len(ours), len(theirs))
    assert max(tally.speaker, tally.verb) <= tally.found.right
    assert score_quotes(ours, theirs, threshold=0.8).found.right <= tally.found.right
    shuffled, gold_shuffled = list(ours), list(theirs)
    random.shuffle(shuffled)
    random.shuffle(gold_shuffled)
    assert score_quotes(shuffled, gold_shuffled, threshold=0.3) == tally
