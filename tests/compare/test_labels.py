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
    ],
)
def test_no_label(text):
    assert told(text) == []


@given(st.text(max_size=200))
def test_any_text_will_do(text):
    article = Article.of(text, path="a.txt", language="en")
    for label in labels(article, ()):
        start, end = label.span
        assert 0 <= start < end <= len(text)
        assert label.text == text[start:end]
