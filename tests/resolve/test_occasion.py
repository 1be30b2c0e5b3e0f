"""An interview holds for all that its participants say; less, while one voice goes on."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved

AT = {"outlet": "Odd Star", "published": "2024-02-14"}


def facts(statement):
    return (
        [link.name for link in statement.chain],
        statement.addressee and statement.addressee.name,
        statement.medium,
        statement.said_on,
    )


INTERVIEW = (["Harbour Ledger"], "Harbour Ledger", "interview", "2024-02-12")
NOTHING = ([], None, None, None)


def test_an_interview_named_once_holds_for_the_whole_article():
    text = (
        "[S1 Lopez] [C1 recalls] [Q1 the night of the flood]\n\n"
        "Engineer Ana Lopez knew the dam well.\n\n"
        "[S2 Lopez] [C2 spoke of] [Q2 that night] in a long interview with the Harbour Ledger "
        "on Monday.\n\nIt rained.\n\nThe river rose.\n\nNobody slept.\n\n"
        "[Q3 “I was afraid,”] [S3 Lopez] [C3 said].\n\n"
        "Carl Berg is a diver.\n\n[S4 Berg] [C4 said] [Q4 the wall held]."
    )
    first, second, third, berg = resolved(text, **AT)
    assert facts(first) == facts(second) == facts(third) == INTERVIEW
    assert facts(berg) == NOTHING


def test_somebody_joins_an_interview():
    text = (
        "[S1 Ana Lopez] [C1 spoke of] [Q1 the flood] in an interview with the Harbour Ledger on "
        "Monday. Alongside her during the interview was Carl Berg, a diver.\n\nIt rained.\n\n"
        "[S2 Berg] [C2 said] [Q2 the wall held]."
    )
    _, berg = resolved(text, **AT)
    assert facts(berg) == INTERVIEW


def test_an_interview_that_no_statement_names():
    text = (
        "Ana Lopez gave an interview to the Harbour Ledger on Monday. It rained.\n\n"
        "[S1 Lopez] [C1 said] [Q1 the wall held]."
    )
    (statement,) = resolved(text, **AT)
    assert facts(statement) == INTERVIEW


def test_what_is_thought_was_not_said_there():
    text = (
        "Ana Lopez gave an interview to the Harbour Ledger on Monday.\n\n"
        "[S1 Lopez] [C1 had hoped] [Q1 for rain]."
    )
    from quoth.resolve import resolve
    from tests.resolve.marked import marked

    (statement,) = resolve(*marked(text, types={1: "belief"}, **AT))
    assert facts(statement) == (["Harbour Ledger"], None, None, None)


def test_another_occasion_of_the_same_speaker_is_apart():
    text = (
        "[Q1 “No,”] [S1 Ana Lopez] [C1 said] in an interview with the Harbour Ledger on Monday.\n\n"
        "[Q2 “Yes,”] [S2 she] [C2 said] in a speech in Odd on Tuesday.\n\n"
    )
    _, speech = resolved(text, **AT)
    assert facts(speech) == ([], None, "speech", "2024-02-13")


@pytest.mark.parametrize(
    "between",
    ["", "[S9 Carl Berg] [C9 laughed at] [Q9 that]. "],
)
def test_a_news_conference_ends_with_another_voice(between):
    text = (
        "Dam held\n\nIt rained.\n\nIt snowed.\n\n"
        "[S1 Ana Lopez] [C1 said] at a news conference on Monday [Q1 the wall held]. "
        f"{between}[S2 Lopez] [C2 said] [Q2 it was late]."
    )
    statements = resolved(text, **AT)
    assert statements[1].medium == (None if between else "news conference")
    assert statements[1].said_on == (None if between else "2024-02-12")


def test_words_that_somebody_owns_were_not_said_there():
    text = (
        "[S1 Ana Lopez] [C1 said] at a news conference on Monday [Q1 the wall held]. "
        "[S2 Her] [C2 request] [Q2 to close the dam] was refused. [S3 She] [C3 left] [Q3 it so]."
    )
    _, request, goes_on = resolved(text, **AT)
    assert (request.medium, goes_on.medium) == (None, "news conference")


def test_what_is_nested_came_through_the_outlet_too():
    text = (
        "Ana Lopez gave an interview to the Harbour Ledger on Monday.\n\n"
        "[S1 Lopez] [C1 said] [Q1 that [S2 Carl Berg] [C2 denied] [Q2 it]]."
    )
    _, inner = resolved(text, **AT)
    assert [link.name for link in inner.chain] == ["Ana Lopez", "Harbour Ledger"]


def test_told_a_news_conference_is_a_medium_and_no_listener():
    (statement,) = resolved("[Q1 “No,”] [S1 Ana Lopez] [C1 told] a news conference.")
    assert (statement.addressee, statement.medium) == (None, "news conference")


def test_an_outlet_inside_the_source_relays():
    text = "[S1 The log, first reported by the Harbour Ledger,] [C1 shows] [Q1 that it rained]."
    (statement,) = resolved(text, outlet="Odd Star")
    assert [link.name for link in statement.chain] == ["Harbour Ledger"]


def test_the_newspaper_points_back_to_the_only_other_outlet():
    text = (
        "The Harbour Ledger has the log. [S1 Ana Lopez] [C1 said] [Q1 it rained], according to "
        "the newspaper."
    )
    (statement,) = resolved(text, outlet="Odd Star")
    assert [link.name for link in statement.chain] == ["Harbour Ledger"]


@pytest.mark.parametrize(
    ("where", "when"),
    [("\n\n".join(["It rained."] * 12), "on Monday"), ("It rained.", "in 2019")],
    ids=["far down the page", "years ago"],
)
def test_an_interview_in_passing_holds_for_nothing_else(where, when):
    text = (
        f"{where}\n\nAna Lopez gave an interview to the Harbour Ledger {when}.\n\n"
        "It snowed.\n\nIt hailed.\n\nIt froze.\n\n[S1 Lopez] [C1 said] [Q1 the wall held]."
    )
    (statement,) = resolved(text, **AT)
    assert facts(statement) == NOTHING


def test_another_place_of_speaking_is_another_occasion():
    text = (
        "[Q1 “No,”] [S1 Ana Lopez] [C1 told] the Harbour Ledger.\n\n"
        "[Q2 “Yes,”] [S2 Lopez] [C2 said] at a campaign stop in Odd."
    )
    _, second = resolved(text, **AT)
    assert second.chain == ()


def test_a_report_by_an_outlet_is_not_the_outlet_reporting():
    text = "After a Harbour Ledger report, [S1 Ana Lopez] [C1 said] [Q1 it rained]."
    (statement,) = resolved(text, **AT)
    assert statement.chain == ()


TOLD = "[Q1 “No,”] [S1 Ana Lopez] [C1 said] in a speech in Odd on Monday. "


@pytest.mark.parametrize(
    "text",
    [
        "\n\n[S2 She] [C2 had previously denied] [Q2 it].",
        "\n\nIn this week’s interview Lopez went further. Now [S2 she] [C2 says] [Q2 so].",
        "\n\nA year earlier Lopez was mayor. [S2 She] [C2 said] [Q2 so].",
    ],
)
def test_another_time_is_another_occasion(text):
    _, second = resolved(TOLD + text, **AT)
    assert second.medium is None
    assert second.said_on is None


def test_the_same_occasion_named_again():
    text = (
        "[Q1 “No,”] [S1 Ana Lopez] [C1 said] on Fox News on Monday.\n\n"
        "[Q2 “Never,”] [S2 she] [C2 said] on Fox News.\n\n[Q3 “Ever,”] [S3 she] [C3 said]."
    )
    for statement in resolved(text, **AT):
        assert [link.name for link in statement.chain] == ["Fox News"]
        assert statement.said_on == "2024-02-12"


def test_a_dated_act_dates_no_words_after_it():
    text = (
        "[S1 Ana Lopez] [C1 banned] [Q1 barges] on Monday.\n\n"
        "[S2 Lopez] [C2 said] [Q2 it was time]."
    )
    from quoth.resolve import resolve
    from tests.resolve.marked import marked

    first, second = resolve(*marked(text, types={1: "decision"}, **AT))
    assert first.said_on == "2024-02-12"
    assert second.said_on is None
