"""Descriptions that the next words put a name to; headlines whose words recur."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved, speakers


def test_an_office_named_a_paragraph_on():
    assert (
        speakers(
            "[S1 Ruritania’s rail minister] [C1 said] on Monday [Q1 that trains would run].\n\n"
            "[Q2 “They will,”] [S2 Ana Lopez] [C2 told] reporters.\n\n"
            "[S3 The minister] [C3 added] [Q3 that it was late]."
        )
        == [("Ana Lopez",)] * 3
    )


def test_a_leader_whose_union_the_name_shares():
    assert (
        speakers(
            "[S1 A leader of the largest teachers union] [C1 said] [Q1 schools were full].\n\n"
            "[Q2 “They are,”] [C2 said] [S2 Carl Berg, director of the Teachers Association]."
        )
        == [("Carl Berg",)] * 2
    )


@pytest.mark.parametrize(
    "text",
    [
        # The role of the one named is another.
        "[S1 A leader of the teachers union] [C1 said] [Q1 no].\n\n"
        "[Q2 “Yes,”] [C2 said] [S2 Carl Berg, a diver].",
        # Named before: the description is of somebody else.
        "Carl Berg came. Maria Holm left.\n\n[S1 The rail minister] [C1 said] [Q1 no].\n\n"
        "[Q2 “Yes,”] [C2 said] [S2 Carl Berg].",
        # A witness may be anybody.
        "[S1 The witness] [C1 said] [Q1 no].\n\n[Q2 “Yes,”] [C2 said] [S2 Carl Berg].",
    ],
)
def test_somebody_else_is_not_taken_for_the_one_described(text):
    (first,), (second,) = speakers(text)
    assert second == "Carl Berg" != first


def test_a_headline_in_quotation_marks_is_said_by_whom_the_text_says():
    first, second = speakers(
        "[Q1 “The wall will never break”]\n\nIt rained.\n\n"
        "[Q2 “The wall will never break, I tell you,”] [S2 Ana Lopez] [C2 said]."
    )
    assert first == second == ("Ana Lopez",)


def test_an_office_in_a_headline_by_its_words():
    first, second = resolved(
        "[S1 Minister][C1 :] [Q1 ‘The wall will never break’]\n\nAna Lopez and Carl Berg met.\n\n"
        "[Q2 “The wall will never break,”] [S2 Ana Lopez] [C2 said]."
    )
    assert first.speakers == second.speakers


def test_short_words_recur_by_chance():
    first, _ = speakers("[Q1 “Never”]\n\nIt rained.\n\n[Q2 “Never,”] [S2 Ana Lopez] [C2 said].")
    assert first == ()
