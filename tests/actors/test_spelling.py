from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.actors.spelling import near, person_name, same_given, same_middle, skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        ("Alexei", "Alexey", "Aleksei", "Aleksey"),
        ("Zalensky", "Zalenskyy", "Zalenskiy", "Zalenskij"),
        ("Müller", "Mueller", "Muller"),
        ("Khalid", "Halid"),
    ],
)
def test_one_skeleton(spellings):
    assert len({skeleton(name) for name in spellings}) == 1


@pytest.mark.parametrize("a, b", [("Lopez", "Lopes"), ("Berg", "Burg"), ("Ana", "Eva")])
def test_two_skeletons(a, b):
    assert skeleton(a) != skeleton(b)


@pytest.mark.parametrize(
    "name, given, middle, surname, suffix",
    [
        ("Ana Lopez", "ana", (), "lopez", ""),
        ("Sen. Ana M. Lopez Jr.", "ana", ("m",), "lopez", "jr"),
        ("Leonora de Vries", "leonora", (), "de vries", ""),
        ("Lopez", "", (), "lopez", ""),
        ("Mr. King", "", (), "king", ""),
        ("Lopez Lopez", "", (), "lopez", ""),
        ("de Vries", "", (), "de vries", ""),
    ],
)
def test_parts(name, given, middle, surname, suffix):
    found = person_name(name)
    assert (found.given, found.middle, found.surname, found.suffix) == (
        given,
        middle,
        surname,
        suffix,
    )


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_characters(one, other):
    person_name(one)
    skeleton(one)
    assert near(one, one)
    assert near(one, other) == near(other, one)
    assert (same_given(one, other) is None) == (same_given(other, one) is None)


def test_middle_names():
    assert same_middle(("m",), ("maria",)) and same_middle((), ("m",))
    assert not same_middle(("m",), ("f",))
