"""Dates as pages write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.read.dates import date_in_address, date_in_words, iso_date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2024-02-17", "2024-02-17"),
        ("2024-02", "2024-02"),
        ("2024", "2024"),
        ("2024-02-17T10:15:30Z", "2024-02-17T10:15:30+00:00"),
        ("2024-02-17T10:15:30.123456789+02:00", "2024-02-17T10:15:30+02:00"),
        ("2024-02-17T10:15:30-0500", "2024-02-17T10:15:30-05:00"),
        ("2024-02-17T10:15:30+02", "2024-02-17T10:15:30+02:00"),
        ("2024-02-17 10:15", "2024-02-17T10:15:00"),
        ("2024-02-17T10:15", "2024-02-17T10:15:00"),
        ("20240217", "2024-02-17"),
        ("Sat, 17 Feb 2024 10:15:30 +99999999999999", "2024-02-17T10:15:00"),
        ("20240217T101530Z", "2024-02-17T10:15:30+00:00"),
        ("Sat, 17 Feb 2024 10:15:30 GMT", "2024-02-17T10:15:30+00:00"),
        ("Sat, 17 Feb 2024 10:15:30 +0200", "2024-02-17T10:15:30+02:00"),
        ("1708164930", "2024-02-17T10:15:30+00:00"),
        (1708164930, "2024-02-17T10:15:30+00:00"),
        ("1708164930000", "2024-02-17T10:15:30+00:00"),
        ("2024/02/17 10:15", "2024-02-17T10:15:00"),
        ("17.02.2024, 10:15 Uhr", "2024-02-17T10:15:00"),
        ("17/02/2024", "2024-02-17"),
        ("02/17/2024", "2024-02-17"),
        ("February 17, 2024", "2024-02-17"),
        ("Feb. 17, 2024 at 3:15 p.m.", "2024-02-17T15:15:00"),
        ("Feb 17, 2024, 12:15 AM", "2024-02-17T00:15:00"),
        ("17 de febrero de 2024", "2024-02-17"),
        ("17. Februar 2024", "2024-02-17"),
        ("17 février 2024 à 18h05", "2024-02-17T18:05:00"),
        ("17 февраля 2024", "2024-02-17"),
        ("17 lutego 2024", "2024-02-17"),
        ("17 Şubat 2024", "2024-02-17"),
        ("2024年2月17日 10時15分", "2024-02-17T10:15:00"),
        ("2024년 2월 17일", "2024-02-17"),
        ("2024-02-30", None),
        ("2024-13-01", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-01-01", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (True, None),
        ({}, None),
    ],
)
def test_dates(value, date):
    assert iso_date(value) == date


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://tidings.example/2024/02/17/ferry", "2024-02-17"),
        ("https://tidings.example/news/2024-02-17-ferry", "2024-02-17"),
        ("https://tidings.example/2024/feb/17/ferry", "2024-02-17"),
        ("https://tidings.example/ferry-20240217.html", "2024-02-17"),
        ("https://tidings.example/ferry?on=2024-02-17", None),
        ("https://tidings.example/story/1202402171", None),
        ("https://tidings.example/2024/ferry", None),
    ],
)
def test_dates_in_addresses(url, date):
    assert date_in_address(url) == date


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2024, 1, 1)),
    st.integers(-12 * 60, 14 * 60).filter(lambda minutes: minutes % 15 == 0),
)
def test_what_python_writes_is_read_back(moment, minutes):
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert iso_date(moment.isoformat()) == moment.isoformat()


@given(st.text(max_size=400))
def test_nothing_raises(text):
    for found in (iso_date(text), date_in_words(text), date_in_address(text)):
        assert found is None or found[:4].isdigit()


def test_a_line_made_to_be_slow_is_not():
    assert date_in_words("1" * 100_000) is None
    assert date_in_words("1 a" * 50_000) is None
