"""Outlets in brackets at the end of items."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved

OTHER = "Snow fell on the upper valleys all night. (Evening Sentinel)\n\n"


def chains(text):
    return [tuple(link.name for link in statement.chain) for statement in resolved(text)]


def test_a_credit_is_the_relayer_of_its_item():
    text = OTHER + "[S1 The city] [C1 says] [Q1 1,180 homes were flooded]. (The Far Lantern)"
    assert chains(text) == [("The Far Lantern",)]
    (statement,) = resolved(text)
    (link,) = statement.chain
    plain = text.replace("[S1 ", "").replace("[C1 ", "").replace("[Q1 ", "").replace("]", "")
    assert plain[slice(*link.span)] == "The Far Lantern" and link.kind == "outlet"


def test_several_credits_are_those_of_as_many_statements():
    item = "[S1 The city] [C1 says] [Q1 31]. [S2 An engineer] [C2 says] [Q2 90 is nearer]. "
    assert chains(OTHER + item + "(Coastal Telegraph, Far Lantern)") == [
        ("Coastal Telegraph",),
        ("Far Lantern",),
    ]
    one = "[S1 The city] [C1 says] [Q1 that 31 homes were flooded]. (Telegraph, Far Lantern)"
    assert chains(OTHER + one) == [()]


@pytest.mark.parametrize(
    "bracket",
    ["(see page 3)", "(2024)", "(AFP, 2024)", "(he laughed)", "(A, B, C, D)", ""],
)
def test_other_brackets_are_no_credits(bracket):
    assert chains(OTHER + f"[S1 The city] [C1 says] [Q1 1,180 homes were flooded]. {bracket}") == [
        ()
    ]


def test_one_bracket_makes_no_press_review():
    assert chains("[S1 The city] [C1 says] [Q1 1,180 homes were flooded]. (Far Lantern)") == [()]


def test_an_outlet_that_speaks_or_relays_is_not_named_again():
    text = OTHER + "[S1 The Far Lantern] [C1 says] [Q1 1,180 homes were flooded]. (Far Lantern)"
    assert chains(text) == [()]
