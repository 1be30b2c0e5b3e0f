"""A limit of time for work that bad input can make endless.

Sizes and numbers of elements are bounded where they are met; this stops what nobody has
thought of. Processor time counts, not the clock: a busy machine, or one that was asleep, must
not change what is read.

A watcher raises an exception in the working thread. It comes between two steps of Python: a
single call into C that does not end is only stopped with its process, by the engine.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from quoth.errors import Unreadable

TICK = 0.2
"""Seconds between two looks at the clock."""

IDLE = 25
"""Looks without work after which the watcher goes."""


class _TooSlow(BaseException):
    """Raised in the working thread; no `except Exception` of a library swallows it."""


@dataclass(eq=False)
class _Work:
    """One piece of work that is watched."""

    thread: int
    clock: int | None
    until: float


_lock = threading.Lock()
_watched: set[_Work] = set()
_watcher: threading.Thread | None = None


def within(seconds: float, what: str, function: Callable, *arguments: Any) -> Any:
    """What a function returns, if it does so in time.

    Args:
        seconds: of processor time of this thread. Not to be nested.
        what: what it would be, for the error: "a page".
        function, *arguments: the work.

    Raises:
        Unreadable: the time was over first.
    """
    clock = _clock()
    work = _Work(threading.get_ident(), clock, _time(clock) + seconds)
    try:
        try:
            _watch(work)
            return function(*arguments)
        finally:
            _release(work)
    except _TooSlow:
        _release(work)
    raise Unreadable(
        f"{what} that takes too long to read: stopped after {seconds:.3g} s of processor time",
        advice="save its text as plain text, and report it as a bug",
    )


def _watch(work: _Work) -> None:
    global _watcher
    with _lock:
        _watched.add(work)
        if _watcher is None:
            _watcher = threading.Thread(target=_look, name="quoth-limit", daemon=True)
            _watcher.start()


def _release(work: _Work) -> None:
    """End the watch. After this nothing is raised any more."""
    while True:
        try:
            with _lock:
                _watched.discard(work)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(work.thread), None)
            return
        except _TooSlow:  # it came just now
            continue


def _look() -> None:
    global _watcher
    idle = 0
    while True:
        time.sleep(TICK)
        with _lock:
            idle = 0 if _watched else idle + 1
            if idle > IDLE:
                _watcher = None
                return
            for work in _watched:
                # Again at every look: something on the way may have swallowed it.
                if _time(work.clock) >= work.until:
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        ctypes.c_ulong(work.thread), ctypes.py_object(_TooSlow)
                    )


def _clock() -> int | None:
    """The clock that counts this thread's processor time, where other threads can read it."""
    try:
        return time.pthread_getcpuclockid(threading.get_ident())
    except (AttributeError, OSError):
        return None


def _time(clock: int | None) -> float:
    try:
        return time.process_time() if clock is None else time.clock_gettime(clock)
    except OSError:  # the thread has ended
        return 0.0
