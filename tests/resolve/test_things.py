"""Whom "they" and "it" stand for, and whose "I" it is outside quotation marks."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved, speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They are the lawmakers of the same sentence.",
            "It is an insult, lawmakers warned as [S1 they] [C1 called] for [Q1 a vote].",
        ),
        (
            "They are the group that was named.",
            "The rule angers Democrats in Odd. [S1 They] [C1 say] [Q1 it is late].",
        ),
    ],
)
def test_they_are_named_in_the_text(text, expected):
    (names,) = speakers(expected)
    assert names in (("lawmakers",), ("Democrats",)), text


def test_a_pair_joined_by_and_is_they():
    text = "Carl Berg and Ana Lopez toured the dam. [S1 They] [C1 said] [Q1 it was safe]."
    assert speakers(text) == [("Carl Berg", "Ana Lopez")]


def test_they_may_be_an_organization():
    text = "The Rail Board checked it. [S1 They] [C1 said] [Q1 it was safe]."
    assert speakers(text) == [("Rail Board",)]


def test_whoever_stands_before_who_is_people():
    text = "Visas go mainly to wealthy citizens, [S1 who] [C1 see] [Q1 the scheme as a way out]."
    ((name,),) = speakers(text)
    assert name.endswith("citizens")


def test_its_board_on_the_way_to_what_it_is_ends():
    text = "Its board and its panel met its ministry. [S1 Its agency] [C1 said] [Q1 no]."
    assert len(speakers(text)) == 1


def test_a_passage_behind_a_colon_is_of_whom_it_introduces():
    text = (
        "Carl Berg wrote in a post:\n\n[S1 I] [C1 think] [Q1 it is late].\n\n"
        "[S2 I] [C2 hope] [Q2 so]."
    )
    found = resolved(text, authors=("Maria Holm",))
    assert [s.speakers[0].name for s in found] == ["Carl Berg", "Carl Berg"]


def test_an_unnamed_author_speaks_where_none_is_given():
    (one,) = resolved("[S1 I] [C1 think] [Q1 it is late].")
    assert (one.speakers[0].name, one.speakers[0].kind) == ("author", "author")


def test_they_are_all_of_a_list():
    text = (
        "The study was written by Lee Drutt, Vanessa Berg, and Felicia Lund. "
        "[S1 They] [C1 say] [Q1 that it was so]."
    )
    assert speakers(text) == [("Lee Drutt", "Vanessa Berg", "Felicia Lund")]


def test_both_are_the_two_people_named_together_last():
    text = (
        "Carl Berg and Fred Quist enjoyed it. Anna Lund and Ida Olsen were not pleased. "
        "[S1 Both] [C1 called] [Q1 it offensive]."
    )
    assert speakers(text) == [("Anna Lund", "Ida Olsen")]
    text = "Carl Berg and Fred Quist met. [S1 Both campaigns] [C1 addressed] [Q1 it]."
    assert speakers(text) == [("Both campaigns",)]


def test_who_is_the_people_and_not_the_place_they_are_at():
    text = "Carl Berg has spurned colleagues in the steel industry [S1 who] [C1 blame] [Q1 him]."
    assert speakers(text) == [("colleagues",)]
    text = "Carl Berg met officials [S1 who] [C1 blame] [Q1 him]."
    assert speakers(text) == [("officials",)]


def test_they_are_not_the_paper_that_said_we():
    text = "[S1 We] [C1 warn] [Q1 of it]. [S2 They] [C2 seek] [Q2 to harm us]."
    assert speakers(text, outlet="Odd Times")[1] == ()


def test_they_all_are_they_and_women_are_not_silenced_in_their_name():
    text = "[S1 Officials] [C1 said on Monday] [Q1 no]. [S2 They all] [C2 knew] [Q2 of it]."
    assert speakers(text)[1] == speakers(text)[0]
    text = "He paid to silence two women [S1 who] [C1 said] [Q1 they knew him]."
    assert speakers(text) == [("two women",)]


def test_who_behind_a_verb_in_a_row():
    text = "It downplays this and promotes guests [S1 who] [C1 claim] [Q1 that it is nothing]."
    assert speakers(text) == [("guests",)]
    text = "It divides them while uniting Democrats, [S1 who’d] [C1 scream] [Q1 that it is so]."
    assert speakers(text) == [("Democrats",)]


def test_who_is_not_the_one_named_before_a_place_or_a_day():
    text = "They take on Carl Berg in next autumn’s election [S1 who] [C1 oppose] [Q1 it]."
    assert speakers(text) != [("Carl Berg",)]


def test_who_behind_himself():
    text = "Look no further than to Senator Berg himself, [S1 who] [C1 argues] [Q1 that it is so]."
    assert speakers(text) == [("Berg",)]
