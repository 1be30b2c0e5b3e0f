"""Through whom, to whom, by what, when."""

from __future__ import annotations

import pytest

from tests.resolve.marked import marked, resolved


def links(statement):
    return [(link.name, link.kind) for link in statement.chain]


def test_a_nested_statement_came_through_the_outer_speaker():
    outer, inner = resolved("[S1 Ana Lopez] [C1 said] [Q1 [S2 Carl Berg] [C2 denied] [Q2 it]].")
    assert links(outer) == []
    assert links(inner) == [("Ana Lopez", "person")]
    assert inner.chain[0].span == outer.source.span


def test_two_steps_nearest_to_the_speaker_first():
    text = (
        "[S1 The Harbour Ledger] [C1 reported] [Q1 that [S2 Ana Lopez] [C2 said] "
        "[Q2 [S3 Carl Berg] [C3 denied] [Q3 it]]]."
    )
    *_, inner = resolved(text, outlet="Odd Star")
    assert links(inner) == [("Ana Lopez", "person"), ("Harbour Ledger", "outlet")]


def test_a_decision_vouches_for_nothing():
    text = "[S1 The court] [C1 struck down] [Q1 the order [S2 Ana Lopez] [C2 signed on] [Q2 tax]]."
    _, inner = resolved(text, types={1: "decision"})
    assert links(inner) == []


def test_what_somebody_says_of_his_own_words_came_through_himself():
    _, inner = resolved("[S1 Carl Berg] [C1 said] [Q1 [S2 he] [C2 thought] [Q2 it late]].")
    assert links(inner) == [("Carl Berg", "person")]


@pytest.mark.parametrize(
    "text",
    [
        "[Q1 “No,”] [S1 Ana Lopez] [C1 told] the Harbour Ledger.",
        "[Q1 “No,”] [S1 Ana Lopez] [C1 said] in an interview with the Harbour Ledger.",
        "[Q1 The dam was safe], [S1 Ana Lopez] [C1 said], the Harbour Ledger reported.",
        "[Q1 The dam was safe], [S1 Ana Lopez] [C1 said], according to the Harbour Ledger.",
    ],
)
def test_another_outlet_passes_it_on(text):
    article, _ = marked(text, outlet="Odd Star")
    (statement,) = resolved(text, outlet="Odd Star")
    assert links(statement) == [("Harbour Ledger", "outlet")]
    (link,) = statement.chain
    assert article.text[slice(*link.span)] == "Harbour Ledger"


def test_the_article_s_own_outlet_is_no_link():
    text = "[Q1 “No,”] [S1 Ana Lopez] [C1 told] the Harbour Ledger."
    (statement,) = resolved(text, outlet="HarbourLedger")
    assert statement.chain == ()
    assert statement.addressee.name == "Harbour Ledger"


def test_an_interview_goes_on_with_the_speaker_s_next_words():
    told = "[Q1 “No,”] [S1 Ana Lopez] [C1 told] the Harbour Ledger on Monday."
    first, second, third = resolved(
        told + "\n\n[Q2 “Never,”] [S2 she] [C2 added].\n\nIt rained.\n\nIt rained.\n\n"
        "[S3 Lopez] [C3 said] [Q3 so].",
        outlet="Odd Star",
        published="2024-02-14",
    )
    assert first.chain == second.chain != ()
    assert first.said_on == second.said_on == "2024-02-12"
    assert (third.chain, third.said_on) == ((), None)


def test_an_interview_ends_with_another_speaker():
    _, second = resolved(
        "[Q1 “No,”] [S1 Ana Lopez] [C1 told] the Harbour Ledger. [S2 Carl Berg] [C2 said] [Q2 so].",
        outlet="Odd Star",
    )
    assert second.chain == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[S1 Ana Lopez] [C1 told] reporters [Q1 it was late].", "reporters"),
        ("[S1 Ana Lopez] [C1 told] her colleagues that [Q1 it was late].", "her colleagues"),
        (
            "Carl Berg, a judge, came. [S1 Ana Lopez] [C1 assured] Berg [Q1 it was late].",
            "Carl Berg",
        ),
        ("[S1 Ana Lopez] [C1 told] him [Q1 it was late].", None),
        ("[S1 Ana Lopez] [C1 said] [Q1 it was late].", None),
    ],
)
def test_addressee(text, name):
    (statement,) = resolved(text)
    assert (statement.addressee and statement.addressee.name) == name


@pytest.mark.parametrize(
    ("aside", "expected"),
    [
        (" in a statement", "statement"),
        (" at a press conference in Odd", "press conference"),
        (" in a long telephone interview", "telephone interview"),
        (" on Truth Social", "Truth Social"),
        (" on X", "X"),
        (" in the garden", None),
    ],
)
def test_medium(aside, expected):
    (statement,) = resolved(f"[Q1 “It is late,”] [S1 Ana Lopez] [C1 said]{aside}.")
    assert statement.medium == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[S1 Ana Lopez] [C1 said] on Tuesday [Q1 it was late].", "2024-02-13"),
        ("[S1 Ana Lopez] [C1 said] on Wednesday [Q1 it was late].", "2024-02-14"),
        ("[S1 Ana Lopez] [C1 said] on Thursday [Q1 it was late].", "2024-02-08"),
        ("[S1 Ana Lopez] [C1 said] yesterday [Q1 it was late].", "2024-02-13"),
        ("On Monday, [S1 Ana Lopez] [C1 said] [Q1 it was late].", "2024-02-12"),
        ("On February 3, [S1 Ana Lopez] [C1 said] [Q1 it was late].", "2024-02-03"),
        ("On 3 December [S1 Ana Lopez] [C1 said] [Q1 it was late].", "2023-12-03"),
        ("In March 2021, [S1 Ana Lopez] [C1 said] [Q1 it was late].", "2021-03"),
        ("[Q1 “No,”] [S1 Ana Lopez] [C1 said] earlier this month.", "2024-02"),
        ("[Q1 “No,”] [S1 Ana Lopez] [C1 said] in 2019.", "2019"),
        # Doubtful: the date is of something else.
        ("[S1 Ana Lopez] [C1 said] [Q1 it rained on Monday].", None),
        ("[S1 Ana Lopez, elected on Monday,] [C1 said] [Q1 it rained].", None),
        ("[S1 Ana Lopez] [C1 said] after Monday’s vote [Q1 it rained].", None),
        ("[S1 Ana Lopez], who resigned on Monday, [C1 said] [Q1 it rained].", None),
        ("On Monday it rained. [S1 Ana Lopez] [C1 said] [Q1 it was late].", None),
        ("[S1 Ana Lopez] [C1 will say] on Friday [Q1 it was late].", None),
        ("[S1 Ana Lopez] [C1 said] on February 31 [Q1 it was late].", None),
    ],
)
def test_said_on(text, expected):
    (statement,) = resolved(text, published="2024-02-14T09:00:00+01:00")
    assert statement.said_on == expected


@pytest.mark.parametrize("published", [None, "2024", "2024-02", "soon"])
def test_no_date_said_without_the_day_of_publication(published):
    text = "[S1 Ana Lopez] [C1 said] on Tuesday [Q1 it was late]."
    (statement,) = resolved(text, published=published)
    assert statement.said_on is None


def test_a_date_around_the_outer_statement_is_not_the_inner_one_s():
    text = "On Monday [S1 Ana Lopez] [C1 said] [Q1 [S2 Carl Berg] [C2 denied] [Q2 it]]."
    outer, inner = resolved(text, published="2024-02-14")
    assert (outer.said_on, inner.said_on) == ("2024-02-12", None)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[Q1 “No,”] [S1 Lopez] [C1 insisted] on Fox News Monday.", ["Fox News"]),
        ("[Q1 “No,”] [S1 Lopez] [C1 said on CNBC].", ["CNBC"]),
        ("[S1 Lopez] [C1 found] [Q1 a video], local station WODD reported.", ["WODD"]),
        ("[S1 Lopez] [C1 found] [Q1 a video], WODD reported.", []),
        ("[S1 Lopez] [C1 commented] on Fox News [Q1 that it lies].", []),
        (
            "During appearances on CNN and ABC News, [S1 Lopez] [C1 said] [Q1 no].",
            ["CNN", "ABC News"],
        ),
        (
            "[Q1 “No,”] [S1 Lopez] [C1 said], according to two people in the room.",
            ["two people in the room"],
        ),
        ("[Q1 “No,”] [S1 Lopez] [C1 said], according to her lawyer Carl Berg.", ["Carl Berg"]),
        ("[Q1 “No,”] [S1 Lopez] [C1 said], according to plan.", []),
        ("[Q1 “No”] was heard, [C1 according to] [S1 two people in the room].", []),
        ("[Q1 It may cost more], according to a first estimate by [S1 the Rail Board].", []),
    ],
)
def test_who_passes_the_words_on(text, links):
    statement = resolved(text, outlet="Odd Star", published="2024-02-14")[0]
    assert [link.name for link in statement.chain] == links


def test_the_news_organization_is_the_outlet_named_before():
    text = (
        "[Q1 “No,”] [S1 Ana Lopez] [C1 told] the Harbour Ledger.\n\nIt rained.\n\n"
        "It rained.\n\nCarl Berg slept.\n\n[Q2 “Yes,”] [S2 Berg] [C2 told] the news organization."
    )
    _, second = resolved(text, outlet="Odd Star", published="2024-02-14")
    assert [link.name for link in second.chain] == ["Harbour Ledger"]


def test_what_is_inside_nested_words_came_through_all_of_them():
    text = (
        "[Q1 [Q2 Crews were [C3 told] [Q3 to wait]], [S2 Carl Berg] [C2 told] Radio Skerry], "
        "[C1 according to] [S1 the Harbour Ledger]."
    )
    found = resolved(text, outlet="Odd Star", published="2024-02-14")
    names = [[link.name for link in one.chain] for one in found]
    assert names[1] == ["Radio Skerry", "Harbour Ledger"]
    assert names[2] == ["Carl Berg", "Radio Skerry", "Harbour Ledger"]


def test_whom_the_words_begin_with_is_not_told():
    (statement,) = resolved("[S1 Ana Lopez] [C1 was told] [Q1 Carl Berg had left the gate open].")
    assert statement.addressee is None
