"""The day of a statement from what the article says elsewhere."""

from __future__ import annotations

import pytest

from quoth.resolve import resolve
from tests.resolve.marked import marked, resolved


def days(text):
    return [statement.said_on for statement in resolved(text, published="2024-02-14")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[S1 A 2019 report] [C1 found] [Q1 that it rained].", "2019"),
        ("[S1 The Harbour Rules of 1988] [C1 say] [Q1 that it may rain].", "1988"),
        ("[S1 A memo of 3 February] [C1 said] [Q1 it rained].", "2024-02-03"),
        ("[S1 Ana Lopez] [C1 said] [Q1 it rained].", None),
    ],
)
def test_a_document_carries_its_date(text, expected):
    assert days(text) == [expected]


def test_the_first_sentence_dates_the_headline():
    assert days(
        "[S1 Lopez] [C1 says] [Q1 dam held]\n\n"
        "[S2 Ana Lopez] [C2 said] on Monday [Q2 the dam had held].\n\n"
        "It rained.\n\nIt rained.\n\nIt rained.\n\n[S3 Lopez] [C3 said] [Q3 more would come]."
    ) == ["2024-02-12", "2024-02-12", None]


def test_the_first_sentence_dates_the_news_conference():
    assert days(
        "[S1 Ana Lopez] [C1 said] on Monday [Q1 the dam had held].\n\n"
        "[S2 Carl Berg] [C2 said] [Q2 nothing].\n\n"
        "[S3 Lopez] [C3 told] a news conference [Q3 the wall was new]."
    ) == ["2024-02-12", None, "2024-02-12"]


def test_a_ruling_its_opinion_and_its_dissent_are_of_one_day():
    assert days(
        "[S1 The High Court] [C1 struck down] [Q1 the levy].\n\n"
        "[Q2 “It is unlawful,”] [S2 Justice Ana Lopez] [C2 wrote] on Tuesday.\n\n"
        "[Q3 “It is not,”] [S3 Justice Carl Berg] [C3 wrote] in a dissent.\n\n"
        "[S4 The court] had [C4 upheld] [Q4 an older levy].\n\n"
        "[S5 Maria Holm] [C5 said] [Q5 she was glad]."
    ) == ["2024-02-13", "2024-02-13", "2024-02-13", None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[S1 Ana Lopez] [C1 said] at Monday’s news conference [Q1 it rained].", "2024-02-12"),
        ("[S1 Ana Lopez] [C1 said] at today’s briefing [Q1 it rained].", "2024-02-14"),
        ("[S1 Ana Lopez] [C1 said] at Monday’s dinner [Q1 it rained].", None),
        ("In a letter of 3 February [S1 Ana Lopez] [C1 wrote] [Q1 it rained].", "2024-02-03"),
        ("Dismissed on Monday, [S1 Ana Lopez] [C1 says] [Q1 it rained].", None),
    ],
)
def test_dates_of_sessions_and_letters(text, expected):
    assert days(text) == [expected]


def test_a_document_has_one_day():
    text = (
        "[S1 A survey of builders released Monday] [C1 found] [Q1 gaps].\n\nIt rained.\n\n"
        "[S2 The survey] [C2 said] [Q2 they were wide]."
    )
    assert days(text) == ["2024-02-12", "2024-02-12"]


def test_a_report_is_of_the_day_on_which_its_inquiry_speaks():
    text = (
        "[Q1 A call was made], [S1 a judicial inquiry] [C1 found] on Tuesday.\n\n"
        "[Q2 It was short], [S2 the inquiry’s report] [C2 said]. [S3 It] [C3 names] [Q3 nobody]."
    )
    assert days(text) == ["2024-02-13"] * 3


def test_the_letter_is_the_one_dated_before():
    text = (
        "[S1 Ana Lopez] [C1 said] in a letter on Monday [Q1 it rained].\n\n"
        "[S2 Carl Berg] [C2 said] [Q2 no].\n\nIt rained.\n\n"
        "[S3 Lopez] [C3 complained] in the letter [Q3 of wind].\n\n"
        "[S4 Berg] [C4 said] [Q4 no].\n\n[S5 Lopez] [C5 said] in another letter [Q5 yes]."
    )
    assert days(text) == ["2024-02-12", None, "2024-02-12", None, None]


def test_a_letter_of_last_year_is_not_the_day_of_the_news():
    text = (
        "[S1 Ana Lopez] [C1 warned] in a letter of 4 March 2023 [Q1 of floods].\n\n"
        "It rained.\n\nCarl Berg slept.\n\n[S2 Lopez] [C2 told] a news conference [Q2 yes]."
    )
    assert days(text) == ["2023-03-04", None]


def test_a_month_in_what_a_report_tells_is_not_the_report_s():
    text = (
        "[S1 The report] [C1 accepts] what was known in January, [Q1 a call].\n\n"
        "[S2 The report] [C2 said] [Q2 it was short]."
    )
    assert days(text)[1] is None


def test_a_ruling_in_somebody_s_words_is_of_the_day_of_the_ruling():
    text = (
        "[S1 The Supreme Court] [C1 upheld] [Q1 the law] on Tuesday.\n\n[S2 Ana Lopez] [C2 said] "
        "[Q2 it was late that [S3 the Supreme Court] [C3 upheld] [Q3 the law]]."
    )
    types = {1: "decision", 3: "decision"}
    found = resolve(*marked(text, types=types, published="2024-02-14"))
    assert [s.said_on for s in found] == ["2024-02-13", None, "2024-02-13"]
    another = text.replace("[S3 the Supreme Court]", "[S3 an appeals court]")
    assert resolve(*marked(another, types=types, published="2024-02-14"))[2].said_on is None
