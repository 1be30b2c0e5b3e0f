"""Labels of made-up articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.compare.labels import labels
from quoth.model import Article
from tests.compare.builders import resolved


def told(text: str) -> list[tuple[str, str, bool]]:
    """(actor, label, whether it is the outlet's word) of each label."""
    article, statements = resolved(text, outlet="Calder Post", language="en")
    return [
        (label.actor, label.text, label.statement_id is None)
        for label in labels(article, statements)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mira Tolland, a banker in exile, [C1 said] [Q1 it would rain].",
            ("Mira Tolland", "a banker in exile", True),
        ),
        (
            "The harbour’s richest man, Joren Pike, [C1 said] [Q1 it would rain].",
            ("Joren Pike", "The harbour’s richest man", True),
        ),
        (
            "Yesterday former rebel leader Mira Tolland [C1 said] [Q1 it would rain].",
            ("Mira Tolland", "former rebel leader", True),
        ),
        (
            "[S1 Joren Pike] [C1 spoke]: [Q1 “Mira Tolland is a traitor.”]",
            ("Mira Tolland", "a traitor", False),
        ),
        (
            "Joren Pike of the so-called Civic List [C1 said] [Q1 it would rain].",
            ("Civic List", "the so-called Civic List", True),
        ),
        (
            "As director of the harbour school, Mira Tolland [C1 said] [Q1 it would rain].",
            ("Mira Tolland", "director of the harbour school", True),
        ),
        (
            "Mira Tolland, \u2060a banker in exile, [C1 said] [Q1 it would rain].",
            ("Mira Tolland", "a banker in exile", True),
        ),
        (
            "It was a defiant Mira Tolland who [C1 said] [Q1 it would rain].",
            ("Mira Tolland", "a defiant Mira Tolland", True),
        ),
        (
            "They wanted to replace former minister Mira Tolland.",
            ("Mira Tolland", "former minister", True),
        ),
        (
            "They thought of Anna Mull and asked to hear Harbour leader Mira Tolland.",
            ("Mira Tolland", "Harbour leader", True),
        ),
        (
            "He flew to Harbour leader Mira Tolland.",
            ("Mira Tolland", "Harbour leader", True),
        ),
        (
            "The bill cleared both guild-dominated chambers.",
            ("both guild-dominated chambers", "both guild-dominated chambers", True),
        ),
        (
            "The money came from ultra-wealthy foreign donors and rain.",
            ("ultra-wealthy foreign donors", "ultra-wealthy foreign donors", True),
        ),
    ],
)
def test_a_label(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "President Mira Tolland [C1 said] [Q1 it would rain].",
        "Mira Tolland, the Harbour Ledger and Joren Pike [C1 said] [Q1 it would rain].",
        "Mr. Pike [C1 said] [Q1 it would rain].",
        "Nobody gave Joren Pike the right to sell fish, or the right of way.",
        "They wanted to replace President Mira Tolland.",
        "The day president Mira Tolland died it rained.",
        "As people fled, Mira Tolland [C1 said] [Q1 it would rain].",
        "They called Mira Tolland yesterday. They called her back, and called her wife.",
        "Letters describe her fear of Joren Pike.",
    ],
)
def test_no_label(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("called Mira Tolland a traitor", "a traitor"),
        ("called Mira Tolland unpatriotic", "unpatriotic"),
        ("called Mira Tolland “unpatriotic”", "unpatriotic"),
        ("was ashamed of Mira Tolland, calling her a traitor", "a traitor"),
        ("was ashamed of Mira Tolland, describing her as shameless", "shameless"),
    ],
)
def test_who_calls_somebody_something_uses_the_word(words, label):
    text = f"[S1 Joren Pike] [C1 said] [Q1 he {words}]."
    assert ("Mira Tolland", label, False) in told(text)


def test_them_are_the_people_before():
    text = "[S1 Joren Pike] [C1 said] [Q1 he was ashamed of the judges, calling them unpatriotic]."
    assert ("judges", "unpatriotic", False) in told(text)


def test_who_calls_him_something_is_not_him():
    text = "[S1 Joren Pike] [C1 is calling] [Q1 him a traitor]. It rained."
    assert told(text) == []
    text = "Pavel Mull left. [S1 Joren Pike] [C1 is calling] [Q1 him a traitor]. It rained."
    assert told(text) == [("Pavel Mull", "a traitor", False)]


@given(st.text(max_size=200))
def test_any_text_will_do(text):
    article = Article.of(text, path="a.txt", language="en")
    for label in labels(article, ()):
        start, end = label.span
        assert 0 <= start < end <= len(text)
        assert label.text == text[start:end]
