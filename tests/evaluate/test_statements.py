"""Statements with speakers, counted by hand."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.evaluate.gold import GoldStatement
from quoth.evaluate.spans import Letters, Tally, mark
from quoth.evaluate.statements import (
    Group,
    StatementTally,
    match,
    right_speaker,
    score_statements,
    source_form,
)
from quoth.model import Speaker

from .builders import gold, predicted, statement


def score(ours, theirs) -> StatementTally:
    text, statements = ours
    same_text, golds = theirs
    assert text == same_text
    return score_statements(statements, golds, text=text)


ANA = {"speaker": "Ana Vost", "speaker_kind": "person", "mode": "indirect", "type": "assertion"}


@pytest.mark.parametrize(
    ("ours", "right"),
    [
        ("[S Ana] [C said] [Q abcd efgh].", 1),  # 8 shared of 8 and 8: F = 1
        # 4 shared, 4 predicted, 8 gold: F = 8/12
        ("[S Ana] [C said] [Q abcd] efgh.", 1),
        # 3 shared, 3 predicted, 8 gold: F = 6/11 = .55
        ("[S Ana] [C said] [Q abc]d efgh.", 1),
        # 2 shared, 2 predicted, 8 gold: F = 4/10
        ("[S Ana] [C said] [Q ab]cd efgh.", 0),
        # 8 shared, 15 predicted ("Anasaid" is 7 more), 8 gold: F = 16/23
        ("[Q Ana said abcd efgh].", 1),
        # 4 shared ("abcd"), 8 predicted ("saidabcd"), 8 gold: F = 8/16, just enough
        ("Ana [Q said abcd] efgh.", 1),
        # 3 shared, 7 predicted ("saidabc"), 8 gold: F = 6/15
        ("Ana [Q said abc]d efgh.", 0),
    ],
)
def test_a_match_needs_half_of_the_letters(ours, right):
    assert score(predicted(ours), gold("[S Ana] [C said] [Q abcd efgh].")).statements.right == right


def test_all_content_pieces_count_together():
    # 4 + 4 shared; 8 predicted, 8 gold.
    marked = "[Q abcd], [C said] [S Ana], [Q efgh]."
    assert score(predicted(marked), gold(marked)).statements == Tally(1, 1, 1)
    # Predicted one piece of the two: F = 8/12.
    one = "[Q abcd], [C said] [S Ana], efgh."
    assert score(predicted(one), gold(marked)).statements == Tally(1, 1, 1)


def test_best_pairs_first_one_to_one():
    # Predicted 1 (16 letters) with gold 1 (8): F = 16/24. Predicted 2 (8) with gold 1: F = 1,
    # taken first; predicted 1 is left without a partner.
    tally = score(predicted("[Q1 abcd [Q2 efgh ijkl] mnop]"), gold("abcd [Q efgh ijkl] mnop"))
    assert tally.statements == Tally(1, 2, 1)


def test_speakers_of_the_same_words_find_each_other():
    # Two people are said to say the same words: by spans alone any pairing is as good.
    text = "Ana and Boro said no"
    ours = [
        statement(text, [(18, 20)], (13, 17), (0, 12), speakers=[name]) for name in ("Boro", "Caro")
    ]
    golds = [
        GoldStatement(content=((18, 20),), cue=(13, 17), source=((0, 12),), speaker=name)
        for name in ("Ana", "Boro")
    ]
    for predictions in (ours, ours[::-1]):
        assert score_statements(predictions, golds, text=text).with_speaker == Tally(1, 2, 2)


def test_right_speaker_mode_type_and_kind():
    marked = "[S1 She] [C1 said] [Q1 it rained]. [S2 He] [C2 denied] [Q2 all of it]."
    tally = score(
        predicted(
            marked,
            {"speakers": ["Minister Vost"], "mode": "direct"},
            {"speakers": ["Ana Vost"], "type": "denial"},
        ),
        gold(marked, ANA, {**ANA, "speaker": "Boro Lind", "type": "denial"}),
    )
    assert tally.statements == Tally(2, 2, 2)
    assert tally.with_speaker == Tally(1, 2, 2)
    assert tally.mode == Tally(1, 2, 2)
    assert tally.type == Tally(2, 2, 2)
    assert tally.speaker_kind == Tally(2, 2, 2)


def test_mode_and_type_are_asked_of_matched_statements_only():
    # Predicted 1 matches nothing; its mode is not asked for.
    tally = score(
        predicted("[Q1 Rain] fell. [S2 Ana] [C2 said] [Q2 it snowed]."),
        gold("Rain fell. [S Ana] [C said] [Q it snowed].", ANA),
    )
    assert tally.mode == Tally(1, 1, 1)
    assert tally.statements == Tally(1, 2, 1)


def test_gold_without_mode_is_not_asked_for_it():
    marked = "[S Ana] [C said] [Q no]."
    assert score(predicted(marked), gold(marked)).mode == Tally(0, 0, 0)


@pytest.mark.parametrize(
    ("speakers", "wanted", "right"),
    [
        (["Ana Vost"], "Ana Vost", True),
        (["Vost"], "Ana Vost", True),
        (["Ana Vost", "Boro Lind"], "Ana Vost and Boro Lind", True),
        (["Ana Vost", "Boro Lind"], "Ana Vost", False),
        ([], "Ana Vost", False),
        ([], None, True),
        (["Ana Vost"], None, False),
        (["a person close to the talks"], "ANONYMOUS", False),  # its kind is person
    ],
)
def test_right_speaker(speakers, wanted, right):
    ours = statement("no", [(0, 2)], speakers=speakers)
    assert right_speaker(ours, GoldStatement(content=((0, 2),), speaker=wanted)) is right


def test_an_anonymous_speaker_is_right_whatever_it_is_called_where_gold_has_no_name():
    ours = statement("no", [(0, 2)])
    speaker = Speaker(id="x", name="a person close to the talks", kind="anonymous")
    ours = type(ours)(**{f: getattr(ours, f) for f in ours.__slots__} | {"speakers": (speaker,)})
    assert right_speaker(ours, GoldStatement(content=((0, 2),), speaker="ANONYMOUS"))
    other = GoldStatement(content=((0, 2),), speaker="Vost's lawyer", speaker_kind="anonymous")
    assert not right_speaker(ours, other)


def test_chain_links_of_all_statements_count():
    # Statement 1: gold two links, predicted two, one of them right.
    # Statement 2: predicted one link, gold none. Statement 3 is predicted nowhere in gold.
    tally = score(
        predicted(
            "[Q1 abc] [Q2 def] [Q3 ghi] [Q4 jkl]",
            {"chain": ["Calder Post", "Radio Skerry"]},
            {"chain": ["Calder Post"]},
            {"chain": ["Calder Post"]},
        ),
        gold(
            "[Q1 abc] [Q2 def] ghi [Q4 jkl]",
            {"chain": ("The Calder Post", "Ana Vost")},
            {},
            {"chain": ("Ana Vost",)},
        ),
    )
    assert tally.chain == Tally(right=1, predicted=4, gold=3)


def test_a_gold_link_is_found_once():
    tally = score(
        predicted("[Q abc]", {"chain": ["Post", "Calder Post"]}),
        gold("[Q abc]", {"chain": ("Calder Post",)}),
    )
    assert tally.chain == Tally(1, 2, 1)


def test_said_on_is_equal_to_the_day():
    tally = score(
        predicted(
            "[Q1 abc] [Q2 def] [Q3 ghi] [Q4 jkl] [Q5 mno]",
            {"said_on": "2024-02-14"},  # right
            {"said_on": "2024-02-14T10:00:00Z"},  # right: the time is not asked for
            {"said_on": "2024-02-14"},  # gold knows only the month
            {"said_on": "2024-02-14"},  # gold has none
            {},  # gold has one
        ),
        gold(
            "[Q1 abc] [Q2 def] [Q3 ghi] [Q4 jkl] [Q5 mno]",
            {"said_on": "2024-02-14"},
            {"said_on": "2024-02-14"},
            {"said_on": "2024-02"},
            {},
            {"said_on": "2024"},
        ),
    )
    assert tally.said_on == Tally(right=2, predicted=4, gold=4)


def test_confidence_is_right_when_all_roles_overlap():
    # Statement 1 overlaps in all roles; statement 2 has the right content but a source
    # where gold has none.
    ours = predicted(
        "[S1 Ana] [C1 said] [Q1 no]. [S2 Rain] [C2 fell], [Q2 it seems].",
        {"confidence": 0.9},
        {"confidence": 0.4},
    )
    theirs = gold("[S1 Ana] [C1 said] [Q1 no]. Rain [C2 fell], [Q2 it seems].")
    assert score(ours, theirs).confidences == ((0.9, True), (0.4, False))


def test_groups_ask_precision_of_the_predicted_and_recall_of_the_gold():
    marked = "[S1 She] [C1 said] [Q1 it rained]. [S2 Ana Vost] [C2 denied] [Q2 all of it]. [Q3 So]"
    tally = score(
        predicted(marked, {"speakers": ["Ana Vost"], "mode": "direct"}, {"speakers": ["Lind"]}),
        gold(marked.replace("[Q3 So]", "So"), ANA, ANA),
    )
    assert tally.groups[("mode", "direct")] == Group(predicted=1, predicted_matched=1)
    assert tally.groups[("mode", "indirect")] == Group(
        predicted=2, predicted_matched=1, gold=2, gold_matched=2, right_speaker=1
    )
    assert tally.groups[("source", "pronoun")] == Group(1, 1, 1, 1, 1)
    assert tally.groups[("source", "name")] == Group(1, 1, 1, 1, 0)
    assert tally.groups[("source", "absent")] == Group(predicted=1)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (None, "absent"),
        ("—", "absent"),
        ("he", "pronoun"),
        ("She,", "pronoun"),
        ("Ana Vost", "name"),
        ("the Ministry’s", "name"),
        ("senior officials", "description"),
        ("Republican leaders", "description"),
    ],
)
def test_source_form(text, form):
    assert source_form(text) == form


def test_nothing_predicted_nothing_gold():
    empty = score_statements([], [], text="No one spoke.")
    assert empty == StatementTally()
    assert empty.statements.f1 is None
    assert empty + empty == empty


def test_three_hundred_statements_on_each_other_are_scored_in_seconds():
    # The worst case: every content reaches over the whole text, so all pairs are candidates.
    text = "abcd " * 1200
    ours = [statement(text, [(n, 6000 - n)], speakers=["Ana Vost"]) for n in range(300)]
    theirs = [GoldStatement(content=((n, 5999 - n),), speaker="Vost") for n in range(300)]
    start = time.perf_counter()
    tally = score_statements(ours, theirs, text=text)
    assert tally.statements.right == 300
    assert time.perf_counter() - start < 20  # takes about one; a slow machine must not fail


contents = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda s: (s[0], s[0] + s[1])),
    min_size=1,
    max_size=2,
).map(lambda spans: tuple(sorted(spans)))
names = st.sampled_from(["Ana Vost", "Lind", "ANONYMOUS", "Boro Lind"])
TEXT = "ab, c d" * 15
golds = st.builds(
    GoldStatement, content=contents, speaker=names, said_on=st.sampled_from([None, "2024"])
).filter(lambda g: mark(g, Letters(TEXT)).content)


def as_predicted(one: GoldStatement):
    return statement(TEXT, one.content, speakers=[one.speaker], said_on=one.said_on, confidence=0.5)


@given(st.lists(golds, max_size=8))
def test_gold_against_itself_is_perfect(wanted):
    tally = score_statements([as_predicted(g) for g in wanted], wanted, text=TEXT)
    assert tally.statements == Tally(len(wanted), len(wanted), len(wanted))
    assert tally.statements.f1 in (None, 1.0)


@given(st.lists(golds, max_size=8), st.lists(golds, max_size=8), st.randoms())
def test_the_order_of_statements_changes_nothing(ours, theirs, random):
    ours = [as_predicted(g) for g in ours]
    tally = score_statements(ours, theirs, text=TEXT)
    shuffled, gold_shuffled = list(ours), list(theirs)
    random.shuffle(shuffled)
    random.shuffle(gold_shuffled)
    again = score_statements(shuffled, gold_shuffled, text=TEXT)
    assert again.statements == tally.statements
    for one in (tally.statements, tally.with_speaker, tally.said_on):
        assert 0 <= one.right <= min(one.predicted, one.gold)
        assert one.f1 is None or 0 <= one.f1 <= 1
    assert tally.with_speaker.right <= tally.statements.right


@given(st.lists(golds, max_size=8), st.lists(golds, max_size=8))
def test_every_matched_pair_has_half_of_its_letters_in_common(ours, theirs):
    letters = Letters(TEXT)
    one, other = [mark(g, letters) for g in ours], [mark(g, letters) for g in theirs]
    pairs = match(one, other)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)

    def members(marked):
        return {n for start, end in marked.content for n in range(start, end)}

    for i, j in pairs:
        a, b = members(one[i]), members(other[j])
        assert 2 * len(a & b) / (len(a) + len(b)) >= 0.5
