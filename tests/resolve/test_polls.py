"""Shares of people who were asked reached us through the survey."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved


def chains(text: str) -> list[list[str]]:
    found = resolved(text, outlet="Odd Star", published="2024-02-14")
    return [[link.name for link in statement.chain] for statement in found]


@pytest.mark.parametrize("share", ["85 per cent", "Two thirds of voters", "Just 29%", "Most"])
def test_what_a_share_of_people_says_came_through_the_survey(share):
    text = f"The paper ordered a survey by Halse Institute. [S1 {share}] [C1 said] [Q1 yes]."
    assert chains(text) == [["Survey by Halse Institute"] if share != "Most" else []]


def test_the_pollsters_are_enough():
    text = "I asked the pollsters, Halse Institute, for more. [S1 29 per cent] [C1 said] [Q1 no]."
    assert chains(text) == [["Survey by Halse Institute"]]


def test_of_two_surveys_none_is_guessed():
    text = (
        "There is a survey by Halse Institute and a poll by Odd University. "
        "[S1 46 per cent] [C1 said] [Q1 no]."
    )
    assert chains(text) == [[]]


def test_a_share_without_a_survey_and_one_before_it_stay_as_they_are():
    assert chains("[S1 46 per cent] [C1 said] [Q1 no].") == [[]]
    later = "[S1 46 per cent] [C1 said] [Q1 no]. So a poll by Odd University."
    assert chains(later) == [[]]


def test_a_survey_that_speaks_is_the_one():
    text = "[S1 A new survey] [C1 finds] [Q1 doubt]. [S2 Half of those asked] [C2 said] [Q2 no]."
    assert chains(text) == [[], ["new survey"]]


def test_a_survey_long_before_is_another_one_s():
    near = "There is a survey by Halse Institute.\n\n" + "It rained.\n\n" * 3
    far = "There is a survey by Halse Institute.\n\n" + "It rained.\n\n" * 8
    share = "[S1 46 per cent] [C1 said] [Q1 no]."
    assert chains(near + share) == [["Survey by Halse Institute"]]
    assert chains(far + share) == [[]]
    of_a_study = near + "[S1 46 per cent of study participants] [C1 said] [Q1 no]."
    assert chains(of_a_study) == [[]]
