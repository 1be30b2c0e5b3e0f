"""Each resolved field says why, in words that are true."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved


def reason(statement, field="speakers"):
    (found,) = (ground for ground in statement.grounds if ground.field == field)
    return found.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[S1 Ana Lopez] [C1 said] [Q1 no].", "named in the source"),
        (
            "Ana Lopez met Carl Berg. [S1 Lopez] [C1 said] [Q1 no].",
            "“Lopez” is the article's short name of Ana Lopez",
        ),
        (
            "Ana Lopez met Carl Berg. [Q1 “No,”] [S1 she] [C1 said].",
            "pronoun; the nearest woman named, 1 sentence earlier",
        ),
        (
            "Ana Lopez met Carl Berg. It rained. It snowed. [S1 He] [C1 said] [Q1 no].",
            "pronoun; the nearest man named, 3 sentences earlier",
        ),
        ("It rained. [S1 She] [C1 said] [Q1 no].", "pronoun “she”; nobody near fits clearly"),
        ("Ana Berg met Carl Berg. [S1 Berg] [C1 said] [Q1 no].", "a name that several bear"),
        ("It was Carl Berg, [S1 who] [C1 said] [Q1 no].", "relative pronoun; the name right"),
    ],
)
def test_why_a_speaker(text, expected):
    (statement,) = resolved(text)
    assert reason(statement).startswith(expected)


def test_the_last_speaker():
    _, second = resolved("[Q1 “No,”] [S1 Carl Berg] [C1 said]. [S2 He] [C2 said] [Q2 so].")
    assert reason(second) == "pronoun; the last speaker, 1 sentence earlier"


def test_a_date_says_whether_it_is_stated_or_inferred():
    text = (
        "[S1 Ana Lopez] [C1 told] the Harbour Ledger on Monday [Q1 it rained]. "
        "[S2 Lopez] [C2 said] [Q2 it snowed]."
    )
    first, second = resolved("It rained.\n\n" * 3 + text, published="2024-02-14", outlet="Odd Star")
    assert first.said_on == second.said_on == "2024-02-12"
    assert reason(first, "said_on").startswith("stated: ")
    assert reason(second, "said_on").startswith("inferred: ")
    assert reason(first, "chain") != reason(second, "chain")


def test_a_name_at_the_start_of_a_sentence_is_no_description():
    text = "[S1 Flyodd] [C1 said] [Q1 it was late]. The flyodd crew was tired."
    (statement,) = resolved(text)
    assert statement.speakers[0].kind == "organization"
    (ground,) = (g for g in statement.grounds if g.field == "speakers")
    assert ground.reason == "named in the source"
