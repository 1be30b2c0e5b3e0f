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
    ],
)
def test_type(cue, content, expected):
    assert type_of(cue, content) == expected


def test_direct_question_is_a_question():
    assert type_of("said", "Who opened the gate?", mode="direct") == "question"
