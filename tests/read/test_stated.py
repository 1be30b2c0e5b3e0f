"""Dates and bylines as archives state them: as far as they can be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.read.stated import byline_names, order_of, stated_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("January 11, 2010 Monday", "2010-01-11"),
        ("Dienstag 7. Juli 2020", "2020-07-07"),
        ("11 janvier 2010 lundi 10:00 AM CET", "2010-01-11T10:00:00"),
        ("May 2, 2002, Thursday,, FINAL EDITION", "2002-05-02"),
        ("July 7, 2020 Tuesday 9:30 PM GMT", "2020-07-07T21:30:00+00:00"),
        ("March 1, 2024 Friday 12:15 AM", "2024-03-01T00:15:00"),
        ("9 février 2024", "2024-02-09"),
        ("9. Februar 2024", "2024-02-09"),
        ("9 de febrero de 2024", "2024-02-09"),
        ("9 февраля 2024", "2024-02-09"),
        ("9. helmikuuta 2024", "2024-02-09"),
        ("3.4.2024", "2024-04-03"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("04/04/2024", "2024-04-04"),
        ("12/31/24 4:05 PM", "2024-12-31T16:05:00"),
        ("January 2010", "2010-01"),
        ("July 2012 - September 2012", "2012"),
        ("Spring 2010", "2010"),
        ("2010", "2010"),
        ("2024-02-09T10:00:00Z", "2024-02-09T10:00:00+00:00"),
        ("2024年2月9日", "2024-02-09"),
        ("Fri, 9 Feb 2024 10:00:00 +0100", "2024-02-09T10:00:00+01:00"),
        ("1707472800", "2024-02-09T10:00:00+00:00"),
        (1707472800, "2024-02-09T10:00:00+00:00"),
        ("nonsense", None),
        ("31/31/2024", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(text, date):
    assert stated_date(text, where="column day") == (date, "column day" if date else None)


def test_an_order_that_cannot_be_told_is_not_guessed():
    date, where = stated_date("03/04/2024", where="column day")
    assert date == "2024"
    assert where == "column day: day and month of 03/04/2024 cannot be told apart"
    assert stated_date("03/04/2024", where="x", order="day") == ("2024-04-03", "x")
    assert stated_date("03/04/2024 10:15", where="x", order="month") == ("2024-03-04T10:15:00", "x")


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2024", "13/04/2024"], "day"),
        (["03/04/2024", "04/13/2024"], "month"),
        (["03/04/2024", "05/06/2024"], None),
        (["13/04/2024", "04/13/2024"], None),
        (["2024-04-13", "x", ""], None),
    ],
)
def test_one_date_settles_the_order_of_a_column(values, order):
    assert order_of(values) == order


@given(st.text(max_size=300))
def test_any_text_has_a_date_or_none(text):
    date, where = stated_date(text, where="x")
    assert date is None or (where and len(date) in (4, 7, 10, 19, 25))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ana Lund in Ostmere and Bo Rask in Port Anselm", ("Ana Lund", "Bo Rask")),
        ("Ana Lund;Bo Rask;Keith L. Alexander", ("Ana Lund", "Bo Rask", "Keith L. Alexander")),
        ("By Jane Doe, Washington Correspondent", ("Jane Doe",)),
        ("Von Anna Schmidt, Berlin", ("Anna Schmidt",)),
        ("dpa", ("dpa",)),
        ("", ()),
    ],
)
def test_bylines(text, names):
    assert byline_names(text) == names
