"""The whole line on both engines, held against each other: `bench/spark.py both`.

    python -m bench.whole ONE.quoth TWO.quoth   # two projects, table by table

What is done is noted in a folder, with the seconds that it took, every few seconds: the same
command after a kill goes on where both engines go on, and the seconds of all attempts are added.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

STEP = 2.0
"""Seconds between two notes: so much of an attempt that was killed is not counted."""


class Notes:
    """What is done, in a JSON file."""

    def __init__(self, path: Path, options: dict[str, Any]):
        """Those of an earlier run with the same options are taken up."""
        self.path = path
        kept = json.loads(path.read_text()) if path.exists() else {}
        self.all = kept if kept.get("options") == options else {"options": options}
        self._lock = threading.Lock()
        if not kept:
            self.write()
        elif kept.get("options") != options:
            raise SystemExit(f"{path} is of other options: {kept['options']}; give another folder")

    def write(self) -> None:
        beside = self.path.with_suffix(".new")
        with self._lock:
            beside.write_text(json.dumps(self.all, indent=1))
            beside.replace(self.path)

    def step(self, name: str, work: Callable[[], Any]) -> dict[str, Any]:
        """Do what is not done; its seconds and what it gave."""
        noted = self.all.setdefault(name, {"seconds": 0.0, "attempts": 0})
        if "gave" not in noted:
            noted["attempts"] += 1
            with self.clock(noted):
                gave = work()
            noted["gave"] = gave
            self.write()
        return noted

    @contextmanager
    def clock(self, noted: dict[str, Any]) -> Iterator[None]:
        """Counts seconds while something is done."""
        ended = threading.Event()
        before, began = noted["seconds"], time.perf_counter()

        def count() -> None:
            noted["seconds"] = before + time.perf_counter() - began
            self.write()

        def tick() -> None:
            while not ended.wait(STEP):
                count()

        ticking = threading.Thread(target=tick, daemon=True)
        ticking.start()
        try:
            yield
        finally:
            ended.set()
            ticking.join()
            count()


def both(path: Path, folder: Path, *, fast: bool, workers: int, options: dict[str, Any]) -> bool:
    """Run the local engine and Spark, and tell times and whether the results are equal.

    Args:
        path: JSON Lines.
        folder: of projects, results and notes; what is there is gone on with.
        fast: read with half of the network's layers.
        workers: of each engine.
        options: what the notes are of.
    """
    from quoth.engine.spark import session
    from quoth.results import running
    from quoth.results.loading import load
    from quoth.running import Progress
    from quoth.running import run as run_here

    notes = Notes(folder / "notes.json", options)
    here, there, results = folder / "here.quoth", folder / "there.quoth", folder / "results"
    extracted = notes.all.setdefault("local extraction", {"seconds": 0.0})
    last = time.perf_counter()

    def progress(now: Progress) -> None:
        nonlocal last
        if now.done > progress.done:  # afterwards it looks across articles
            extracted["seconds"] += time.perf_counter() - last
        progress.done, last = now.done, time.perf_counter()

    progress.done = 0

    def local() -> str:
        run_here(here, path, workers=workers, fast=fast, originals=False, on_progress=progress)
        return digest(here)

    stages = notes.all.setdefault("stages", {})

    class Timed(running._Run):
        """Notes the seconds of the stages of read and extract that are made, not kept."""

        def stage(self, name, mark, make, *by, **more):
            began = time.perf_counter()
            super().stage(name, mark, make, *by, **more)
            if name in ("_stages/read", "_stages/extract") and name not in stages:
                stages[name] = time.perf_counter() - began
                notes.write()

    def spark() -> dict[str, float]:
        began = time.perf_counter()
        started = session(f"local[{workers}]")
        start = time.perf_counter() - began
        try:
            running._Run = Timed
            running.run(results, path, session=started, fast=fast)
        finally:
            running._Run = Timed.__base__
            started.stop()
        return {"start": start}

    def loaded() -> str:
        there.unlink(missing_ok=True)
        load(there, results)
        return digest(there)

    one = notes.step("local", local)
    words = count_words(here)
    print(
        f"local, {workers} workers: {one['seconds']:,.0f} s, {words / one['seconds']:,.0f} words/s"
        f" in all; {words / max(extracted['seconds'], 1e-9):,.0f} words/s up to the last article",
        flush=True,
    )
    other = notes.step("spark", spark)
    brought = notes.step("load", loaded)
    line = sum(stages.values())
    told = f"; {words / line:,.0f} words/s of read and extract" if line else ""
    print(
        f"spark, {workers} workers: {other['seconds']:,.0f} s,"
        f" {words / other['seconds']:,.0f} words/s in all{told}; start of Spark"
        f" {other['gave']['start']:.0f} s; load {brought['seconds']:,.0f} s"
    )
    attempts = {name: notes.all[name]["attempts"] for name in ("local", "spark", "load")}
    if max(attempts.values()) > 1:
        print(f"attempts: {attempts}; up to {STEP:.0f} s of each that was killed are not in it")
    equal = one["gave"] == brought["gave"]
    print(f"{words:,} words; the digests are {'equal' if equal else 'NOT EQUAL'}: {one['gave']}")
    if not equal:
        print(f"and {brought['gave']}; tables that differ: {differing(here, there)}")
    return equal


def digest(path: Path) -> str:
    """That of a project's content."""
    from quoth.store import Project

    with Project.open(path) as project:
        return project.digest()


def count_words(path: Path) -> int:
    """Words of a project's articles."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return sum(len(text.split()) for (text,) in connection.execute("SELECT text FROM article"))


def differing(here: Path, there: Path) -> dict[str, tuple[int, int]]:
    """Tables whose content differs, with how many rows only the one and the other has."""
    from quoth.schema import TABLES

    found = {}
    for table in TABLES:
        rows = []
        for path in (here, there):
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                names = ", ".join(table.content)
                rows.append(set(connection.execute(f"SELECT {names} FROM {table.name}")))
        if rows[0] != rows[1]:
            found[table.name] = (len(rows[0] - rows[1]), len(rows[1] - rows[0]))
    return found


def main(here: Path, there: Path) -> int:
    """Tell of each table how many rows two projects have, and whether these are equal."""
    from quoth.schema import TABLES

    found = differing(here, there)
    with closing(sqlite3.connect(f"file:{here}?mode=ro", uri=True)) as connection:
        for table in TABLES:
            (rows,) = connection.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone()
            only = found.get(table.name)
            told = f"{only[0]:,} and {only[1]:,} only in one" if only else "equal"
            print(f"{table.name}: {rows:,} rows; {told}", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
