"""Quantities of made-up sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.compare.figures import CLOCK, quantities


def told(text: str) -> list[tuple]:
    """(low, high, bound, unit or counted, change) of each quantity."""
    return [(q.low, q.high, q.bound, q.unit or q.counted, q.change) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 400 homes were wet.", (400, 400, "at_least", "home", None)),
        ("The pump moved 3.1 metres.", (3.1, 3.1, "exact", "metre", None)),
        ("It cost more than £2.7m.", (2.7e6, 2.7e6, "above", "pound sterling", None)),
        ("About 31 million talers went.", (31e6, 31e6, "about", "taler", None)),
        ("Some two hundred and fifty boats sank.", (250, 250, "about", "boat", None)),
        ("Hundreds of thousands of people fled.", (1e5, 1e6, "exact", "people", None)),
        ("Several hundred people sang.", (200, 1000, "exact", "people", None)),
        ("A dozen gulls came.", (12, 12, "exact", "gull", None)),
        ("Eighty-five per cent said yes.", (85, 85, "exact", "percentage", None)),
        ("Two-thirds of the herring were lost.", (2 / 3, 2 / 3, "exact", None, None)),
        ("Prices rose 8% to a new high.", (8, 8, "exact", "percentage", "up")),
        ("The share lost 5 per cent.", (5, 5, "exact", "percentage", "down")),
        ("It takes between 5 and 7 minutes.", (5, 7, "exact", "minute", None)),
        ("It fetched $24 to $31 million.", (24e6, 31e6, "exact", "dollar", None)),
        ("The 34-year-old skipper slept.", (34, 34, "exact", "year of age", None)),
        ("Fish at $6 a barrel is cheap.", (6, 6, "exact", "dollar per barrel", None)),
        ("One of the best pilots slept.", (1, 1, "exact", "best pilot", None)),
        ("It stood open for two hours and ten minutes.", (130, 130, "exact", "minute", None)),
        ("The bridge closed at 23.50 that night.", (1430, 1430, "exact", CLOCK, None)),
        ("They met at 5.30 pm sharp.", (1050, 1050, "exact", CLOCK, None)),
    ],
)
def test_one_quantity(text, expected):
    assert told(text) == [pytest.approx(expected)] if None in expected else [expected]
    (found,) = told(text)
    assert found[2:] == expected[2:]
    assert found[:2] == pytest.approx(expected[:2])


@pytest.mark.parametrize(
    "text",
    [
        "On 4 March 2024 he wrote a letter.",
        "It happened in 2019 and again in 2021.",
        "The 22nd amendment stands.",
        "He drove an XC40 down Route 66.",
        "See page 9 of the report.",
        "He lives at 12 Eel Street.",
        "Nobody saw the other one.",
        "The final third of the pitch was wet.",
        "COVID-19 and 5G had nothing to do with it.",
        "The 1990s were calm.",
    ],
)
def test_no_quantity(text):
    assert told(text) == []


def test_two_shares_are_no_range():
    assert [q.low for q in quantities("Voters approve 53%-43% of it.")] == [53, 43]


def test_a_level_is_no_change():
    level = quantities("The number of flooded homes had risen to 1,180 by Tuesday.")
    assert [(q.low, q.change) for q in level] == [(1180, None)]


def test_n_of_the_whole_has_its_unit():
    assert [q.unit for q in quantities("He paid 280 million of the 1.5 billion shekels.")] == [
        "shekel",
        "shekel",
    ]


@given(st.text(max_size=200))
def test_any_text_will_do(text):
    last = 0
    for found in quantities(text):
        start, end = found.span
        assert last <= start < end <= len(text)
        assert found.low == found.low  # no NaN
        last = end


@given(st.text(alphabet="0123456789.,-/ abmpk%$€ andtohundred", max_size=120))
def test_any_jumble_of_digits_will_do(text):
    quantities(text)


def test_time_grows_with_the_text():
    quantities("1,000" * 20_000 + "-" * 20_000 + "a hundred and " * 10_000)
