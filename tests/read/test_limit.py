"""The limit of time: what is too slow is stopped, and nothing else is."""

from __future__ import annotations

import contextlib
import threading
import time
from importlib import import_module

import pytest

from quoth.errors import Unreadable
from quoth.model import SkippedInput
from quoth.read import RawDocument, parse
from quoth.read.formats import FORMAT
from quoth.read.limit import within


def busy(seconds: float = 60) -> str:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
    return "done"


def test_what_is_quick_returns_and_what_is_slow_is_stopped():
    assert within(5, "a page", busy, 0.05) == "done"
    start = time.thread_time()
    with pytest.raises(Unreadable) as raised:
        within(0.3, "a page", busy)
    assert time.thread_time() - start < 5
    assert str(raised.value).startswith("a page that takes too long to read: stopped after 0.3 s")
    assert raised.value.advice


def test_waiting_does_not_count():
    assert within(0.2, "a page", time.sleep, 0.8) is None


def test_what_a_function_raises_comes_through():
    with pytest.raises(ZeroDivisionError):
        within(5, "a page", lambda: 1 / 0)


def test_a_library_that_swallows_exceptions_is_stopped():
    def stubborn() -> None:
        for _ in range(3):
            with contextlib.suppress(BaseException):
                busy()
        busy()

    with pytest.raises(Unreadable):
        within(0.2, "a page", stubborn)


def test_nothing_comes_late():
    for _ in range(30):
        with contextlib.suppress(Unreadable):
            within(0.2, "a page", busy, 0.199)
        busy(0.01)


def test_each_thread_has_its_own_time():
    ends: dict[str, object] = {}

    def work(name: str, seconds: float) -> None:
        try:
            ends[name] = within(0.5, name, busy, seconds)
        except Unreadable as error:
            ends[name] = error.reason

    threads = [threading.Thread(target=work, args=each) for each in (("slow", 60), ("quick", 0.05))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert ends["quick"] == "done"
    assert str(ends["slow"]).startswith("slow that takes too long")


def test_a_page_that_takes_too_long_is_a_row(monkeypatch):
    monkeypatch.setattr(import_module("quoth.read.parse"), "SECONDS", 0.3)
    monkeypatch.setattr(type(FORMAT["html"]), "article", lambda self, raw: busy())
    row = parse(RawDocument("a.html", "html", b""))
    assert isinstance(row, SkippedInput)
    assert row.reason.startswith("an HTML page that takes too long to read")
