"""Quotation states: text -> the quoted stretches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.extract.quotes import CLOSING, INSIDE, OPENING, OUTSIDE, quote_states


def quoted(text: str) -> list[str]:
    """The stretches that stand inside quotation marks."""
    states = quote_states(text)
    parts, current = [], ""
    for character, state in zip(text, states, strict=True):
        if state == INSIDE:
            current += character
        elif current:
            parts.append(current)
            current = ""
    return [*parts, current] if current else parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "a b" and "c d".', ["a b", "c d"]),
        ("“We shall see,” he said. “Or not.”", ["We shall see,", "Or not."]),
        ("« Oui », dit-elle.", [" Oui "]),
        ("„Ja“, sagt er. „Nein“.", ["Ja", "Nein"]),
        ("She wrote ''not today'' on the door.", ["not today"]),
        ("``Fine,'' he said.", ["Fine,"]),
        ("‘Let’s go,’ she said. ‘It’s late.’", ["Let’s go,", "It’s late."]),
        ("The 'no proof' line isn't new.", ["no proof"]),
        ("“He told me ‘run’ twice,” she said.", ["He told me ‘run’ twice,"]),
        ("The drivers' union met the farmers' union.", []),
        ("It isn't hers; it's the '90s again, rock 'n' roll.", []),
        ("A board 6' 2'' long.", []),
        ("Nothing quoted here.", []),
        ("", []),
    ],
)
def test_quoted_stretches(text, expected):
    assert quoted(text) == expected


def test_quotation_over_paragraphs_opens_again_and_closes_once():
    text = "“First part.\n\n“Second part,” she said.\n\nNot quoted."
    assert quoted(text) == ["First part.", "Second part,"]


def test_odd_mark_costs_its_own_paragraph_only():
    text = 'An odd " mark stands here.\n\nShe said "fine" to that.'
    assert "fine" in quoted(text)
    assert "She said " not in "".join(quoted(text))


def test_closing_mark_alone_quotes_from_the_start_of_the_paragraph():
    assert quoted("All is well,” he said.") == ["All is well,"]


def test_marks_carry_their_own_state():
    states = quote_states("“a”")
    assert states.tolist() == [OPENING, INSIDE, CLOSING]


@given(st.text(alphabet="ab “”\"'‘’«»„\n.,`", max_size=200))
def test_any_arrangement_of_marks_is_scanned(text):
    states = quote_states(text)
    assert states.shape == (len(text),)
    assert set(np.unique(states)) <= {OUTSIDE, OPENING, INSIDE, CLOSING}
