from __future__ import annotations

import dataclasses
import io

import pytest

from quoth.cli import progress as shown
from quoth.running import Progress

HALF = Progress(
    done=50,
    total=100,
    articles=40,
    words=12_000,
    statements=900,
    unchanged=5,
    duplicates=1,
    skipped=3,
    failed=1,
    seconds=4.0,
)


def test_figures():
    assert shown.figures(HALF) == "900 statements, 3,000 words/s, 3 skipped, 1 failed"


def test_remaining_time_goes_on_like_before():
    assert shown.remaining(HALF) == 4.0
    assert shown.remaining(dataclasses.replace(HALF, total=None)) is None
    assert shown.remaining(dataclasses.replace(HALF, done=0)) is None
    assert shown.remaining(dataclasses.replace(HALF, done=120)) == 0


@pytest.mark.parametrize(
    "seconds, words", [(3.4, "3 s"), (89, "89 s"), (720, "12 min"), (12_600, "3.5 h")]
)
def test_duration(seconds, words):
    assert shown.duration(seconds) == words


def test_lines_are_few(capsys, monkeypatch):
    lines = shown.ProgressLines()
    lines(HALF)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(shown, "LINE_EVERY", 0)
    lines(HALF)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "50 of 100 inputs, 900 statements, 3,000 words/s, 3 skipped, 1 failed, 4 s left\n"
    )


def test_a_bar_shows_done_rate_and_remaining_time(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    with shown.shown_progress() as bar:
        bar(dataclasses.replace(HALF, done=0, total=None))
        bar(HALF)
        bar._bar.refresh()
    import sys

    assert isinstance(bar, shown.ProgressBar)
    assert "50/100" in sys.stderr.getvalue() and "3,000 words/s" in sys.stderr.getvalue()
