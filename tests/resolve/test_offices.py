"""Descriptions and those together with others: who is meant, and who is not."""

from __future__ import annotations

import pytest

from quoth.model import Article
from quoth.resolve.cast import Cast
from quoth.resolve.layout import lay_out
from tests.resolve.marked import speakers


def test_two_with_their_offices_and_places():
    text = "[S1 Sen. Karin Lund (D-NY) and Odd Bend, Indiana mayor Carl Berg] [C1 support] [Q1 it]."
    assert speakers(text) == [("Karin Lund", "Carl Berg")]


def test_an_office_is_not_held_by_somebody_whom_only_its_own_words_name():
    text = "[S1 The Senate majority leader] [C1 blocked] [Q1 party leader nominee Carl Berg]."
    assert speakers(text) != [("Carl Berg",)]


def test_a_description_in_commas_behind_a_name():
    text = (
        "A report by the Center for Odd Progress, [S1 the liberal think tank in Arlen], "
        "[C1 warns] [Q1 of it]."
    )
    assert speakers(text) == [("Center for Odd Progress",)]


def test_the_spokesman_is_the_one_who_spoke_last():
    text = (
        "[S1 The spokesman, Carl Lund], [C1 said] [Q1 that she won]. "
        "[S2 A spokesman for the Odd Bank] [C2 told reporters] [Q2 that it lost]. "
        "[Q3 It sold nothing], [S3 the spokesman] [C3 said]."
    )
    assert speakers(text) == [("Carl Lund",), ("Odd Bank",), ("Odd Bank",)]


def test_he_and_others_are_he_and_the_others():
    text = (
        "[S1 Carl Berg] [C1 said] [Q1 that he was late]. "
        "[S2 He and other officials] [C2 asked for] [Q2 more time]."
    )
    assert speakers(text)[1] == ("Carl Berg", "other officials")


def test_the_former_mayor_is_not_the_president():
    text = (
        "[S1 President Olsen] [C1 said] [Q1 no]. Olsen spoke again on Monday. Olsen was sure. "
        "[S2 The former mayor] [C2 argued] [Q2 that it was so]."
    )
    assert speakers(text)[1] != ("Olsen",)


def test_three_firms_and_a_missing_comma():
    assert speakers("[S1 Uberal, Lyftag and DoorDish] [C1 support] [Q1 the new bill].") == [
        ("Uberal", "Lyftag", "DoorDish")
    ]
    assert speakers("[S1 Jared Berg an attorney at Odd Bank] [C1 said] [Q1 it was so].") == [
        ("Jared Berg",)
    ]


def test_she_behind_a_quotation_does_not_make_its_names_women():
    text = "They met President Quist on Friday. “Quist must wake up,” she says. It was late."
    cast = Cast(Article.of(text, path="a.txt"), lay_out(text))
    assert [actor.gender for actor in cast.actors if actor.name == "Quist"] == [None]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Vice President Carl Berg was there. [S1 Carl Berg] [C1 said] [Q1 no]. "
            "[S2 The president] [C2 said] [Q2 it was late].",
            "Carl Berg",
        ),
        (
            "They met the Senate Judiciary Committee on Monday. "
            "[S1 The Senate] [C1 approved] [Q1 five of them].",
            "Senate Judiciary Committee",
        ),
        (
            "Attorney General Carl Berg of the Justice Department left. "
            "[S1 The Justice Department inspector general] [C1 said] [Q1 that it was so].",
            "Carl Berg",
        ),
        (
            "“[Q1 We have been in talks with Gileadin Sciences],” [S1 the agency] [C1 said].",
            "Gileadin Sciences",
        ),
    ],
)
def test_whom_a_description_does_not_mean(text, wrong):
    assert speakers(text)[-1] != (wrong,)


def test_a_surname_that_is_a_month_and_initials_without_blanks():
    text = "Theresa May met him in May 2019. [S1 May] [C1 praised] [Q1 the “special” bond]."
    assert speakers(text) == [("Theresa May",)]
    assert speakers("[S1 President George H.W. Berg] [C1 said] [Q1 that it was so].") == [
        ("George H.W. Berg",)
    ]


def test_the_reporter_is_not_the_one_whom_he_asks():
    text = "Joe Berg was there. “[Q1 Would you go?]” [S1 the reporter] [C1 asked] Berg."
    assert speakers(text) == [("reporter",)]


def test_a_spokesman_for_a_person_is_not_the_office_that_spoke_before():
    text = (
        "[S1 The Odd Office] [C1 said] [Q1 no]. "
        "[S2 A spokesman for Senator Carl Berg (R-S.C.)] [C2 said] [Q2 that it was so]."
    )
    assert speakers(text)[1][0].startswith("spokesman for Senator Carl Berg")


def test_adverbs_and_firms_are_not_he():
    text = "Carl Berg was caught on Monday. Presumably, [S1 he] [C1 said] [Q1 that it was so]."
    assert speakers(text) == [("Carl Berg",)]
    text = "Carl Berg is a former Raythean executive. [S1 He] [C1 said] [Q1 that it was so]."
    assert speakers(text) == [("Carl Berg",)]


def test_she_is_not_the_president_of_whom_her_words_speak():
    text = (
        "President Quist spoke on Monday. It was late. "
        "“[Q1 I never know when the president will attack next],” [S1 she] [C1 said]."
    )
    assert speakers(text) == [()]
