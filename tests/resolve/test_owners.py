"""Whose somebody or something is."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved, speakers


def test_his_lawyer_behind_words_about_somebody_is_that_one_s():
    assert speakers(
        "[S1 Igor Quist] [C1 said] [Q1 it was late]. "
        "[Q2 Carl Berg felt vindicated], [S2 his lawyer] [C2 said]."
    ) == [("Igor Quist",), ("Carl Berg’s lawyer",)]


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Ana Lopez, minister of inland waterways,", "Ministry of Inland Waterways"),
        ("Energy minister Ana Lopez", "Ministry of Energy"),
        ("Prime minister Ana Lopez", "Ana Lopez’s ministry"),
    ],
)
def test_her_ministry_is_the_one_that_she_is_minister_of(lead, name):
    text = f"[S1 {lead}] [C1 said] [Q1 no]. [S2 Her ministry] [C2 said] [Q2 nothing]."
    assert resolved(text)[1].speakers[0].name == name


def test_an_estimate_is_its_maker_s_and_a_report_speaks_for_itself():
    assert speakers(
        "[Q1 It may cost more], [C1 according to] [S1 a first estimate by Odd Bank]."
    ) == [("Odd Bank",)]
    assert speakers("[S1 New data from the Committee for a Better Bank] [C1 show] [Q1 so].") == [
        ("Committee for a Better Bank",)
    ]
    (abroad,) = resolved("[S1 Research from China] [C1 found] [Q1 so].")[0].speakers
    assert abroad.kind == "document"
    (report,) = resolved("[S1 A report by Odd Bank] [C1 said] [Q1 so].")[0].speakers
    assert report.kind == "document"


def test_what_is_counted_of_somebody_s_is_still_his():
    text = (
        "[S1 Governor Carl Berg] [C1 asked for] [Q1 more]. "
        "They gave [S2 two-thirds of the governor’s] [C2 requested] [Q2 funds]."
    )
    assert speakers(text) == [("Carl Berg",)] * 2


def test_his_father_s_support_is_his_father_s():
    text = "[S1 Carl Berg] [C1 said] [Q1 no]. It ended [S2 his father’s] [C2 support for] [Q2 it]."
    assert speakers(text)[1] == ("Carl Berg’s father",)


def test_his_father_is_the_other_one_of_his_name():
    text = (
        "Governor Greg Berg heard the pleas of his own son. [S1 Carl Berg] [C1 said] [Q1 no]. "
        "It ended [S2 his father’s] [C2 support for] [Q2 it]."
    )
    assert speakers(text)[1] == ("Greg Berg",)
    (ground,) = (g for g in resolved(text)[1].grounds if g.field == "speakers")
    assert ground.confidence < 0.7


@pytest.mark.parametrize(
    "lead",
    [
        "Governor Anna Berg heard her son.",  # no father
        "Greg Berg and Hans Berg heard his son.",  # which?
        "Governor Greg Bergman heard his son.",
        "Governor Greg Berg will sign.",  # of no son is told
    ],
)
def test_his_father_is_nobody_who_may_not_be(lead):
    text = (
        f"{lead} [S1 Carl Berg] [C1 said] [Q1 no]. "
        "It ended [S2 his father’s] [C2 support for] [Q2 it]."
    )
    assert speakers(text)[1] == ("Carl Berg’s father",)


def test_her_daughter_in_law_is_not_her_daughter():
    text = (
        "Ms Lea Lopez left her mother. [S1 Ms Ana Lopez] [C1 said] [Q1 no]. "
        "[S2 Her foster daughter] [C2 said] [Q2 yes]."
    )
    assert speakers(text)[1] == ("Ana Lopez’s foster daughter",)
