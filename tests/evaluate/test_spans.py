"""Attribution spans: every figure is counted by hand in the comments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.evaluate.gold import GoldStatement
from quoth.evaluate.spans import (
    ROLES,
    Letters,
    Marked,
    Tally,
    exact,
    mark,
    neighbours,
    overlap,
    shared,
    size,
    strict,
)

from .builders import gold, predicted


def score(ours: str, theirs: str) -> dict[str, Tally]:
    """All measures of one marked text against another marking of it."""
    text, statements = predicted(ours)
    same_text, golds = gold(theirs)
    assert text == same_text
    letters = Letters(text)
    marked = [mark(s, letters) for s in statements]
    wanted = [mark(g, letters) for g in golds]
    return {
        **{role: exact(marked, wanted, role) for role in ROLES},
        "strict": strict(marked, wanted),
        "overlap": overlap(marked, wanted),
    }


def test_letters_number_the_letters_and_digits_of_a_text():
    letters = Letters('"No 7," he')  # N0 o1 72 h3 e4
    assert letters([(0, 7)]) == ((0, 3),)
    assert letters([(1, 6)]) == ((0, 3),)
    assert letters([(8, 10)]) == ((3, 5),)


@pytest.mark.parametrize(
    "span",
    [(0, 15), (1, 15), (0, 14), (2, 13)],
    ids=["quotes and dot", "no opening quote", "no closing quote", "letters only"],
)
def test_quotes_spaces_and_punctuation_at_the_ends_change_nothing(span):
    text = "“ They left.” \n"
    assert Letters(text)([span]) == Letters(text)([(2, 11)])


def test_a_span_without_a_letter_vanishes():
    assert Letters('He said "—".')([(8, 11)]) == ()


def test_emoji_and_combining_marks_are_no_letters():
    # A family emoji is several code points, none of them a letter; the accent of the
    # decomposed é is a combining mark.
    text = "👩‍👩‍👧 cafe\u0301 🎉"
    start = text.index("c")
    assert Letters(text)([(0, len(text))]) == ((0, 4),)
    assert Letters(text)([(start, start + 4)]) == ((0, 4),)


def test_pieces_that_share_a_letter_are_one_and_others_stay_apart():
    letters = Letters("ab, cd ef")
    assert letters([(0, 5), (1, 6)]) == ((0, 4),)
    # Only a comma between them: still two pieces, as they were marked.
    assert letters([(0, 2), (4, 6)]) == ((0, 2), (2, 4))
    assert letters([(4, 6), (0, 2)]) == ((0, 2), (2, 4))


def test_exact_counts_first_and_last_letter():
    found = score(
        "[S The mayor] [C said on Monday] [Q the bridge] is closed.",
        "The [S mayor] [C said] on Monday [Q the bridge is closed].",
    )
    assert found["source"] == Tally(0, 1, 1)
    assert found["cue"] == Tally(0, 1, 1)
    assert found["content"] == Tally(0, 1, 1)
    assert found["strict"] == Tally(0, 1, 1)
    assert found["overlap"] == Tally(1, 1, 1)


def test_everything_equal_but_quotation_marks():
    found = score(
        '[Q "It is closed,"] [C said] [S the mayor.]',
        '"[Q It is closed]," [C said] [S the mayor].',
    )
    assert set(found.values()) == {Tally(1, 1, 1)}


def test_statements_that_share_a_source_mark_it_once():
    # One source span, two cues, two contents on both sides.
    marked = "[S1 [S2 She]] [C1 said] [Q1 it rained] and [C2 denied] [Q2 it snowed]."
    found = score(marked, marked)
    assert found["source"] == Tally(1, 1, 1)
    assert found["cue"] == Tally(2, 2, 2)
    assert found["content"] == Tally(2, 2, 2)
    assert found["strict"] == Tally(2, 2, 2)


def test_content_pieces_count_one_by_one_and_for_strict_all_together():
    # Gold: two pieces. Predicted: the first of them, and a source and cue that are right.
    found = score(
        "[Q We waited], [C said] [S Dov], and nobody came.",
        "[Q We waited], [C said] [S Dov], [Q and nobody came].",
    )
    assert found["content"] == Tally(1, 1, 2)
    assert found["content"].precision == 1.0
    assert found["content"].recall == 0.5
    assert found["content"].f1 == pytest.approx(2 / 3)
    assert found["strict"] == Tally(0, 1, 1)
    assert found["overlap"] == Tally(1, 1, 1)


def test_overlap_wants_every_role_to_overlap():
    # The cue lies elsewhere: content and source are not enough.
    found = score(
        "[S Dov] said he [C thought] [Q it would rain].",
        "[S Dov] [C said] he thought [Q it would rain].",
    )
    assert found["overlap"] == Tally(0, 1, 1)


@pytest.mark.parametrize(
    ("ours", "theirs", "right"),
    [
        ("Dov [C said] [Q no].", "Dov [C said] [Q no].", 1),
        ("[S Dov] [C said] [Q no].", "Dov [C said] [Q no].", 0),
        ("Dov [C said] [Q no].", "[S Dov] [C said] [Q no].", 0),
    ],
    ids=["absent on both", "absent in gold", "absent in prediction"],
)
def test_an_absent_role_must_be_absent_on_both_sides(ours, theirs, right):
    found = score(ours, theirs)
    assert found["overlap"].right == right
    assert found["strict"].right == right


def test_overlap_is_one_to_one_greatest_content_first():
    # The predicted content covers both gold contents ("nobody came" 10 letters, "they left" 8).
    # It can only count once, so one of the two gold statements is missed.
    found = score(
        "[S Ana] [C said] [Q nobody came and they left].",
        "[S1 [S2 Ana]] [C1 [C2 said]] [Q1 nobody came] and [Q2 they left].",
    )
    assert found["overlap"] == Tally(1, 1, 2)


def test_the_greatest_overlap_wins_even_if_it_costs_a_pair():
    # Predicted 1 shares 4 letters with gold 1 ("rain") and 8 with gold 2 ("and wind").
    # Predicted 2 ("wind") shares 4 with gold 2 only. Greatest first: 1-2, and then
    # predicted 2 finds nothing left.
    found = score(
        "[S1 [S2 Ana]] [C1 [C2 feared]] [Q1 rain and [Q2 wind]].",
        "[S1 [S2 Ana]] [C1 [C2 feared]] [Q1 rain] [Q2 and wind].",
    )
    assert found["overlap"] == Tally(1, 2, 2)


def test_strict_counts_each_gold_statement_once():
    # The same statement predicted twice is right once.
    text, (one,) = predicted("[S Ana] [C said] [Q no].")
    _, golds = gold("[S Ana] [C said] [Q no].")
    letters = Letters(text)
    marked = [mark(one, letters)] * 2
    assert strict(marked, [mark(golds[0], letters)]) == Tally(1, 2, 1)


def test_nothing_predicted_and_nothing_gold_is_no_number():
    empty = exact([], [], "cue")
    assert empty == Tally(0, 0, 0)
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)
    assert strict([], []) == overlap([], []) == Tally()


def test_no_predictions():
    tally = score("It rained.", "[Q It rained].")["content"]
    assert (tally.precision, tally.recall, tally.f1) == (None, 0.0, 0.0)


def test_no_gold():
    tally = score("[Q It rained].", "It rained.")["strict"]
    assert (tally.precision, tally.recall, tally.f1) == (0.0, None, 0.0)


def test_a_content_without_letters_is_never_right():
    text, (ours,) = predicted("[S Ana] [C said] [Q “…”].")
    _, (theirs,) = gold("[S Ana] [C said] [Q “…”].")
    letters = Letters(text)
    assert strict([mark(ours, letters)], [mark(theirs, letters)]) == Tally(0, 1, 1)
    assert overlap([mark(ours, letters)], [mark(theirs, letters)]) == Tally(0, 1, 1)


def test_a_gold_source_in_two_pieces_is_two_spans():
    text = "Ana, in tears, Boro said no."
    theirs = GoldStatement(content=((25, 27),), cue=(20, 24), source=((0, 3), (15, 19)))
    assert mark(theirs, Letters(text)).source == ((0, 3), (10, 14))


def test_tallies_add_up_to_a_micro_average():
    # 1 of 1 and 0 of 3: the mean of the articles would be 50, the micro average is 1 of 4.
    total = Tally(1, 1, 1) + Tally(0, 3, 3)
    assert total.precision == 0.25


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=3,
)
marked = st.builds(
    lambda content, cue, source: mark(
        GoldStatement(
            content=tuple(content), cue=cue[0] if cue else None, source=tuple(source[:1])
        ),
        Letters("ab, c d" * 12),
    ),
    content=spans.filter(len),
    cue=spans,
    source=spans,
).filter(lambda m: m.content)


@given(st.lists(marked, max_size=8))
def test_gold_against_itself_is_perfect(statements):
    measures = [exact(statements, statements, role) for role in ROLES]
    measures.append(strict(statements, statements))
    for tally in measures:
        assert tally.f1 in (None, 1.0)
    if statements:
        assert strict(statements, statements).f1 == 1.0
    # Distinct statements with a content of its own each also overlap themselves.
    apart = [
        one
        for number, one in enumerate(statements)
        if not any(shared(one.content, other.content) for other in statements[:number])
    ]
    assert overlap(apart, apart) == Tally(len(apart), len(apart), len(apart))


@given(st.lists(marked, max_size=8), st.lists(marked, max_size=8), st.randoms())
def test_the_order_of_statements_changes_nothing(ours, theirs, random):
    shuffled, gold_shuffled = list(ours), list(theirs)
    random.shuffle(shuffled)
    random.shuffle(gold_shuffled)
    for role in ROLES:
        assert exact(ours, theirs, role) == exact(shuffled, gold_shuffled, role)
    assert strict(ours, theirs) == strict(shuffled, gold_shuffled)
    assert overlap(ours, theirs) == overlap(shuffled, gold_shuffled)


@given(st.lists(marked, max_size=8), st.lists(marked, max_size=8))
def test_figures_stay_between_0_and_1(ours, theirs):
    for tally in (strict(ours, theirs), overlap(ours, theirs), exact(ours, theirs, "content")):
        assert 0 <= tally.right <= min(tally.predicted, tally.gold)
        for figure in (tally.precision, tally.recall, tally.f1):
            assert figure is None or 0 <= figure <= 1


def letters_of(spans):
    return {n for start, end in spans for n in range(start, end)}


@given(marked, marked)
def test_shared_and_size_count_sets_of_letters(a: Marked, b: Marked):
    assert size(a.content) == len(letters_of(a.content))
    assert shared(a.content, b.content) == len(letters_of(a.content) & letters_of(b.content))


@given(st.lists(marked, max_size=8), st.lists(marked, max_size=8))
def test_neighbours_miss_no_pair_that_shares_a_letter(ours, theirs):
    near = list(neighbours([m.content for m in ours], [m.content for m in theirs]))
    assert len(near) == len(set(near))
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            if shared(a.content, b.content):
                assert (i, j) in near
