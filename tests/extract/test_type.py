"""The type of a statement: cue and content -> type."""

import pytest

from quoth.extract.type import type_of


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the levy was paid", "assertion"),
        ("according to", "the levy was paid", "assertion"),
        (None, "The levy was paid.", "assertion"),
        ("thinks", "the gate will hold", "belief"),
        ("is expected", "to resign", "belief"),
        ("has vowed", "to rebuild the pier", "intention"),
        ("plans", "to rebuild the pier", "intention"),
        ("said", "he would step down in May", "intention"),
        ("said", "it would have failed anyway", "assertion"),
        ("called on", "the council to act", "demand"),
        ("urged", "patience", "demand"),
        ("asked", "to be heard", "demand"),
        ("told", "to leave at once", "demand"),
        ("asked", "why the gate stood open", "question"),
        ("wondered", "whether it mattered", "question"),
        ("denied", "any part in it", "denial"),
        ("disputed", "the count", "denial"),
        ("ruled", "that the levy was void", "decision"),
        ("upheld", "the ban", "decision"),
        ("noticed", "the gate was open", "perception"),
        ("saw", "the gate fall", "perception"),
        ("was heard saying", "stop the show", "assertion"),
        ("pleaded guilty", "to opening the gate", "assertion"),
        ("pleaded not guilty", "to opening the gate", "denial"),
        ("has admitted", "to opening the gate", "assertion"),
        ("meant", "to bring it down", "intention"),
        ("said before sentencing", "that he was ashamed", "assertion"),
        ("a dispute about", "how the levy is counted", "assertion"),
    ],
)
def test_type(cue, content, expected):
    assert type_of(cue, content) == expected


def test_direct_question_is_a_question():
    assert type_of("said", "Who opened the gate?", mode="direct") == "question"


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "that was untrue", "denial"),
        ("says", "We never gave that order", "denial"),
        ("stressed", "claims that it was held are without foundation", "denial"),
        ("rejected", "every accusation", "denial"),
        ("rejected", "the budget", "decision"),
        ("said", "the levy was not paid late by anyone who lives here", "assertion"),
        ("ruled out", "an early election", "intention"),
        ("has not said", "whether he will sign it", "intention"),
        ("have expressed", "huge interest", "intention"),
        ("asked for", "the tables", "demand"),
        ("asked", "for the tables", "demand"),
        ("asked", "residents to report damage", "demand"),
        ("asked", "whether residents have to report damage", "question"),
        ("would like", "a judge to decide", "demand"),
        ("would like", "to see the log", "intention"),
        ("knew", "who had rung", "belief"),
        ("seems", "to believe it can wait", "belief"),
        ("have established", "that there was a call", "perception"),
        ("said", "let me finish", "assertion"),
        (":", "Nobody rang anybody", "denial"),
        (":", "Who rang?", "question"),
        ("said", "who rang?", "assertion"),
    ],
)
def test_type_by_what_is_said(cue, content, expected):
    assert type_of(cue, content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("I will not resign", "intention"),
        ("We’re going to rebuild it", "intention"),
        ("I will have been here ten years", "assertion"),
        ("Let her speak!", "demand"),
        ("Open the gate", "demand"),
        ("Be that as it may, we pay", "assertion"),
        ("The gate will hold", "assertion"),
    ],
)
def test_type_of_a_quotation(content, expected):
    assert type_of("said", content, mode="direct") == expected


def test_what_a_court_finds_is_decided():
    assert type_of("found", "that the levy was void", source="The harbour court") == "decision"
    assert type_of("found", "that the levy was void", source="The auditors") == "assertion"
    assert type_of("said", "the hall was cold", source="The judge") == "assertion"


@pytest.mark.parametrize("unit", ["“", "a ", "that ", "i ", "did not ", "we’", "to ", "— "])
def test_type_of_endless_strings(unit):
    assert type_of("said", unit * 200_000, mode="direct")
    assert type_of(unit * 200_000, "the levy")
