"""How far a run is: a bar on a terminal, a line now and then elsewhere. On standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from quoth.cli import output

if TYPE_CHECKING:
    from quoth.running import Progress

LINE_EVERY = 15.0
"""Seconds between two lines where there is no terminal."""


class ProgressBar:
    """Done, rate and remaining time; call it with each `Progress`.

    with ProgressBar() as progress:
        running.run(project, paths, on_progress=progress)
    """

    def __init__(self) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        from quoth.cli.terminal import console

        self._bar = Progress(
            SpinnerColumn(finished_text=" "),
            MofNCompleteColumn(),
            BarColumn(bar_width=None),
            TextColumn("{task.fields[figures]}", markup=False),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            console=console(error=True),
            expand=True,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, figures="starting")

    def __enter__(self) -> ProgressBar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        self._bar.update(
            self._task, completed=progress.done, total=progress.total, figures=figures(progress)
        )


class ProgressLines:
    """The same as plain lines, at most one each `LINE_EVERY` seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __enter__(self) -> ProgressLines:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._last < LINE_EVERY:
            return
        self._last = now
        of = f" of {progress.total:,}" if progress.total else ""
        left = remaining(progress)
        rest = f", {duration(left)} left" if left else ""
        output.say(f"{progress.done:,}{of} inputs, {figures(progress)}{rest}")


def shown_progress() -> ProgressBar | ProgressLines:
    """What suits standard error."""
    return ProgressBar() if sys.stderr.isatty() else ProgressLines()


def figures(progress: Progress) -> str:
    """ "1,200 statements, 3,100 words/s"."""
    from quoth.cli.tables import count

    parts = [count(progress.statements, "statement")]
    if progress.words and progress.seconds > 0:
        parts.append(f"{progress.words / progress.seconds:,.0f} words/s")
    for number, word in ((progress.skipped, "skipped"), (progress.failed, "failed")):
        if number:
            parts.append(f"{number:,} {word}")
    return ", ".join(parts)


def remaining(progress: Progress) -> float | None:
    """Seconds left if the rest goes like what is done; None if nobody can know."""
    if not progress.total or not progress.done or progress.seconds <= 0:
        return None
    return max(progress.total - progress.done, 0) * progress.seconds / progress.done


def duration(seconds: float) -> str:
    """ "40 s", "12 min", "3.5 h": as exact as an estimate is."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
