"""Whether a run is filling the project at this moment, and how far it is."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from quoth.serve.desk import Desk

STILL_S = 60.0
"""A run whose file has not changed for so long has probably been stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The last run in the project's diary."""

    started: str | None
    ended: str | None
    active: bool
    """It has not ended, and the file has changed of late."""
    inputs: int
    """Inputs in the project."""
    statements: int
    idle_s: float | None
    """Seconds since the file last changed; None where no run is open."""


def under_way(desk: Desk) -> Run:
    """Looked up at each call: cheap."""
    last = desk.row("SELECT started, ended FROM run ORDER BY number DESC LIMIT 1")
    started, ended = last or (None, None)
    idle = None
    if last and ended is None:
        idle = max(0.0, time.time() - max(_changed(desk)))
    active = idle is not None and idle < STILL_S
    inputs = statements = 0
    if active:
        inputs = desk.row("SELECT COUNT(*) FROM input")[0]
        statements = desk.row("SELECT COUNT(*) FROM statement")[0]
    return Run(
        started=started,
        ended=ended,
        active=active,
        inputs=inputs,
        statements=statements,
        idle_s=None if idle is None else round(idle, 1),
    )


def _changed(desk: Desk) -> list[float]:
    times = [0.0]
    for path in (desk.path, desk.path.with_name(desk.path.name + "-wal")):
        try:
            times.append(os.stat(path).st_mtime)
        except OSError:
            continue
    return times
