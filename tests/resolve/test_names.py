"""What is a name, where it ends, and what stands beside it."""

from __future__ import annotations

import pytest

from quoth.model import Article
from quoth.resolve.cast import Cast
from quoth.resolve.layout import lay_out
from quoth.resolve.phrase import take_apart
from tests.resolve.marked import resolved, speakers


@pytest.mark.parametrize(
    "body",
    [
        "Food and Drug Administration",
        "Securities and Exchange Commission",
        "Immigration and Customs Enforcement",
        "Customs and Border Protection",
        "House Oversight and Reform Committee",
        "Senate Committee on Small Business and Entrepreneurship",
    ],
)
def test_a_body_for_two_matters_is_one(body):
    text = f"[S1 The Odd Trade Commission and the {body}] [C1 said] [Q1 that it was so]. "
    assert speakers(text) == [("Odd Trade Commission", body)]


def test_two_bodies_stay_two():
    text = "[S1 The Pentagon and State Department] [C1 said] [Q1 so]."
    assert speakers(text) == [("Pentagon", "State Department")]


def test_what_a_clause_begins_with_behind_a_name_is_not_said_of_it():
    text = (
        "In a summary of data obtained by KTV News, [S1 the Berg campaign] [C1 said] [Q1 no]. "
        "[S2 The campaign] [C2 declined] [Q2 to say more]."
    )
    assert speakers(text) == [("Berg campaign",)] * 2


def test_the_campaign_is_not_the_one_before_when_another_was_named_since():
    text = (
        "[S1 The Berg campaign] [C1 said] [Q1 no]. The Quist campaign showed numbers too. "
        "[S2 The campaign] [C2 declined] [Q2 to say more]."
    )
    assert speakers(text)[1] != ("Berg campaign",)


def test_nouns_that_open_a_sentence_and_abbreviations_name_nobody():
    assert speakers(
        "Alignment with it keeps the party together even as [S1 its members] [C1 oppose] [Q1 it]."
    ) == [("party’s members",)]
    assert speakers("He noticed it on TV. [S1 They] [C1 say] [Q1 so].") == [()]


def test_the_title_of_a_show_is_not_its_star():
    text = (
        "Actress Anna Quist was sentenced. The “Odd Housewives” star was there on Friday. "
        "[S1 She] [C1 has admitted] [Q1 it]."
    )
    assert speakers(text) == [("Anna Quist",)]


def test_a_name_does_not_hold_its_verb_or_a_loose_preposition():
    assert speakers("[S1 My family is, like so many of us], [C1 outraged at] [Q1 it].") == [
        ("author’s family",)
    ]
    assert speakers("[S1 in longer videos] [C1 seen] [Q1 that they began].") == [("longer videos",)]


def test_plenty_of_somebody_is_a_group():
    assert speakers("[S1 Plenty of drivers] [C1 agree with] [Q1 it].") == [("Plenty of drivers",)]


def test_the_times_is_the_one_paper_of_that_name_before():
    (statement,) = resolved(
        "The Odd Bay Times reported it. [S1 Carl Berg] [C1 told] The Times [Q1 that it was wet]."
    )
    assert [link.name for link in statement.chain] == ["Odd Bay Times"]
    (statement,) = resolved(
        "The Odd Bay Times and the New Odd Times wrote of it. "
        "[S1 Carl Berg] [C1 told] The Times [Q1 that it was wet]."
    )
    assert [link.name for link in statement.chain] == ["Times"]


def test_told_the_outlet_and_told_a_judge_with_titles():
    (statement,) = resolved(
        "The Odd Bay Times reported it. [S1 Carl Berg] [C1 told] the newspaper [Q1 that it rained]."
    )
    assert statement.addressee.name == "Odd Bay Times"
    (statement,) = resolved(
        "[S1 Anna Quist] wept, [C1 telling] U.S. District Judge Ida Lund [Q1 she was sorry]."
    )
    assert statement.addressee.name == "Ida Lund"


def test_a_gerund_that_opens_a_sentence_is_nobody():
    text = "Carl Berg lost. Defending himself on Monday, [S1 he] [C1 said] [Q1 it was late]."
    assert speakers(text) == [("Carl Berg",)]


def test_a_body_is_not_its_building_but_is_its_firm_in_full():
    text = "They met in the White House Rose Garden. [S1 The White House] [C1 said] [Q1 so it was]."
    assert speakers(text) == [("White House",)]
    text = "The Odd Energy Corp was sued. [S1 Odd Energy] [C1 said] [Q1 that it was so]."
    assert speakers(text) == [("Odd Energy Corp",)]


def test_a_secretary_for_two_matters_is_one_person():
    text = "[S1 Health and Human Services Secretary Carl Berg] [C1 said] [Q1 that it was so]."
    (statement,) = resolved(text)
    assert [(a.name, a.role) for a in statement.speakers] == [
        ("Carl Berg", "Health and Human Services Secretary")
    ]


def test_two_people_with_offices_of_bodies_are_two():
    text = (
        "[S1 House of Representatives Speaker Nancy Berg and Senate Democratic leader Carl Lund] "
        "[C1 said] [Q1 that it was time]."
    )
    assert speakers(text) == [("Nancy Berg", "Carl Lund")]


def test_a_party_and_a_state_in_brackets_are_no_name_and_no_bar_to_who():
    text = (
        "She was answering Sen. Josh Quist (R-Mo.), [S1 who] [C1 asked] [Q1 how many there were]."
    )
    assert speakers(text) == [("Josh Quist",)]


def test_a_firm_is_not_what_it_wrote():
    text = (
        "[S1 Twitter] [C1 said on Monday] [Q1 that it was so]. It broke the Twitter Rules. "
        "[S2 A Twitter spokeswoman] [C2 confirmed] [Q2 the report]."
    )
    assert speakers(text) == [("Twitter",)] * 2


def test_what_somebody_is_is_nobody_else():
    text = (
        "Carla Berg said that she is Native American. [S1 She] [C1 misled] [Q1 a voter about it]."
    )
    assert speakers(text) == [("Carla Berg",)]


def test_a_school_is_nobody_and_going_is_no_name():
    text = (
        "Carl Berg wrote to students at Harvard on Monday. Harvard let him go. "
        "[S1 He] [C1 seems to regret] [Q1 that he was caught]."
    )
    assert speakers(text) == [("Carl Berg",)]
    text = "Carl Berg spoke in Oslo. Going further than [S1 he] [C1 ever did], [Q1 he was sorry]."
    assert speakers(text) == [("Carl Berg",)]


def test_names_may_hold_prepositions_with_capitals():
    for name in ("Freedom From Odd Foundation", "Centers for Odd Control and Prevention"):
        assert speakers(f"[S1 The {name}] [C1 said] [Q1 that it was so].") == [(name,)]


def test_lawyers_named_behind_them_and_somebody_s_own_doctor():
    text = "[S1 Quist’s attorneys, Carl Taylor and Carl Murphy], [C1 called] [Q1 it an abuse]."
    assert speakers(text) == [("Carl Taylor", "Carl Murphy")]
    text = "Fred Lund asked. If [S1 Carl Berg and his doctor] [C1 think] [Q1 that it is right]."
    assert speakers(text) == [("Carl Berg", "Carl Berg’s doctor")]
    text = "[S1 Carl Berg and his personal lawyer Rudy Olsen] [C1 think] [Q1 that it is right]."
    assert speakers(text) == [("Carl Berg", "Rudy Olsen")]


def test_who_is_not_behind_another_paragraph():
    text = "— Ana Lopez (@AnaLopez) March 3, 2020\n\nPeople [S1 who] [C1 know] [Q1 it] laugh."
    assert speakers(text) != [("AnaLopez",)]


def test_words_in_an_editor_s_brackets_are_a_name():
    text = "They waited for it. The [Department of Odd Affairs] said that it was late."
    cast = Cast(Article.of(text, path="a.txt"), lay_out(text))
    phrase = take_apart(cast, text.index("The ["), text.index("] said") + 1)
    assert cast.actor_of[phrase.mention].name == "Department of Odd Affairs"


def test_a_bare_surname_before_the_son_s_is_the_father_s():
    text = (
        "[S1 Trumbel] [C1 said] [Q1 that it was so]. Carl Trumbel Jr. was there on Monday. "
        "[S2 Trumbel] [C2 asked] [Q2 him to lie]."
    )
    assert speakers(text) == [("Trumbel",)] * 2


def test_members_named_behind_their_group_and_a_group_named():
    text = "[S1 Two Odd Republicans, Reps. Fred Lund and Carl Berg], [C1 disagreed] [Q1 with it]."
    assert speakers(text) == [("Fred Lund", "Carl Berg")]
    text = (
        "[S1 Three members, Reps. Seth Lund (D-Ohio), Carl Berg (D-Calif.) and Ana Quist (D-Ohio], "
        "[C1 said] [Q1 that it was so]."
    )
    assert speakers(text) == [("Seth Lund", "Carl Berg", "Ana Quist")]
    text = "They hired the PAC. [S1 The group, Odd Priorities USA], [C1 argues] [Q1 that it is so]."
    assert speakers(text) == [("Odd Priorities USA",)]


def test_a_broadcaster_s_desk_is_an_outlet():
    text = "[S1 BBC Politics] [C1 said] [Q1 that it was so]. Carl Berg [C2 heard] [Q2 of it]."
    assert resolved(text)[0].speakers[0].kind == "outlet"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The 14th Amendment", "14th Amendment"),
        ("The First Amendment", "First Amendment"),
        ("The Affordable Care Act", "Affordable Care Act"),
        ("The Paris Agreement", "Paris Agreement"),
        ("The Fourth Geneva Convention", "Fourth Geneva Convention"),
        ("The Constitution", "Constitution"),
    ],
)
def test_a_law_is_a_document(words, name):
    (speaker,) = resolved(f"[S1 {words}] [C1 says] [Q1 that it is so].")[0].speakers
    assert (speaker.name, speaker.kind) == (name, "document")


def test_the_act_is_the_one_that_was_named():
    text = "[S1 The Affordable Care Act] [C1 says] [Q1 so]. [S2 The act] [C2 says] [Q2 more]."
    assert speakers(text) == [("Affordable Care Act",)] * 2


def test_a_party_that_meets_is_no_law():
    text = "[S1 The Democratic National Convention] [C1 decided] [Q1 it]."
    assert resolved(text)[0].speakers[0].kind == "organization"
