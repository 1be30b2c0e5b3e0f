"""The day of a live page."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved

ENTRY = "[S1 Ana Lopez] [C1 says] [Q1 the dam holds]."
CLOCKS = "Dam at Orlo\n\n16.42 Sirens\n\n{}\n\n16.30\n\nRain.\n\n3.58 pm: Calm\n\nRain."


def days(text, **fields):
    found = resolved(text, published="2024-02-14T18:00", **fields)
    return [statement.said_on for statement in found]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (f"LIVE: Dam at Orlo\n\n{ENTRY}", None, "2024-02-14"),
        (f"Dam at Orlo: live updates\n\n{ENTRY}", None, "2024-02-14"),
        (ENTRY, "Dam at Orlo – as it happened", "2024-02-14"),
        (CLOCKS.format(ENTRY), None, "2024-02-14"),
        (f"Fans live for this\n\n{ENTRY}", None, None),
        (f"Dam at Orlo\n\n16.42 Sirens\n\n{ENTRY}", None, None),
        (f"Liverpool lose\n\n{ENTRY}", None, None),
    ],
)
def test_a_live_page_dates_what_it_reports(text, title, expected):
    assert days(text, title=title) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "[S1 Ana Lopez] [C1 had ordered] [Q1 the gates shut].",
        "[S1 Ana Lopez] has long [C1 denied] [Q1 that].",
        "[S1 A report] [C1 says] [Q1 the dam is old].",
    ],
)
def test_what_is_earlier_or_written_keeps_no_day(text):
    assert days(f"LIVE: Dam at Orlo\n\n{text}") == [None]


def test_a_day_of_its_own_stays():
    text = "LIVE: Dam\n\n[S1 Ana Lopez] [C1 said] on Monday [Q1 it held]."
    assert days(text) == ["2024-02-12"]


def test_its_ground_says_so():
    (statement,) = resolved(f"LIVE: Dam\n\n{ENTRY}", published="2024-02-14")
    (ground,) = [g for g in statement.grounds if g.field == "said_on"]
    assert ground.reason == "inferred: the day of a live page"


def test_without_a_date_there_is_none():
    assert [s.said_on for s in resolved(f"LIVE: Dam\n\n{ENTRY}")] == [None]


def test_a_press_release_is_of_its_own_day():
    text = (
        "[S1 The Harbour Board] [C1 regrets] [Q1 the flood].\n\n"
        "[S2 The Harbour Board] [C2 had warned] [Q2 of rain].\n\n"
        "[S3 The Harbour Board] [C3 states] [Q3 that the wall held]."
    )
    ours = resolved(text, outlet="Harbour Board", published="2024-02-14")
    assert [s.said_on for s in ours] == ["2024-02-14", None, "2024-02-14"]
    assert [s.medium for s in ours] == ["press release", None, "press release"]
    theirs = resolved(text, outlet="Odd Star", published="2024-02-14")
    assert [s.said_on for s in theirs] == [None, None, None]


def test_what_is_quoted_says_nothing_of_when():
    text = "Harbour master sacked - LIVE\n\n[Q1 They had no boats], [C1 according to] [S1 Lopez]."
    (statement,) = resolved(text, outlet="Odd Star", published="2024-02-14")
    assert statement.said_on == "2024-02-14"
