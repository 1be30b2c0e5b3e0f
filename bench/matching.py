"""How the cost of matching grows, and what ten more articles cost.

    python -m bench.matching news.quoth 1000 2000 4000 8000
    python -m bench.matching news.quoth 8000 --conflicts    # of conflicts, once matched

Works on a copy beside the project. For each number so many articles are current and the others are
set aside; everything that an earlier matching remembered is dropped first. Seconds are of the
processors (user and system, worker processes too), so that other work on the machine does not
count, with the time by the clock beside them. Then ten articles more are made current and matched.
The power with which processor time grows is that of a straight line through the logarithms.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import sys
import time
from pathlib import Path

import numpy as np

from quoth.engine import local_engine
from quoth.store import Project

MEMORY = ("fingerprint", "held", "likeness", "point", "layer")


def processor_s() -> float:
    """Seconds that this process and those it waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def set_aside(path: Path, current: int, *, forget: bool) -> None:
    """Make the first so many articles current, in the order of their ids."""
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE article SET superseded_by = CASE WHEN id IN"
            " (SELECT id FROM article ORDER BY id LIMIT ?) THEN NULL ELSE 'set aside' END",
            (current,),
        )
        for table in MEMORY if forget else ("layer",):
            connection.execute(f"DELETE FROM {table}")
    connection.close()


def measured(path: Path, workers: int | None, *, conflicts: bool) -> tuple[float, float, float]:
    """Seconds of the clock and of the processors, without what comes before; MB at most."""
    with Project.open(path, write=True) as project:
        engine = local_engine(workers)
        try:
            project.join(engine=engine)
            if conflicts:
                project.match(engine=engine)
            clock, used = time.perf_counter(), processor_s()
            (project.find_conflicts if conflicts else project.match)(engine=engine)
            clock, used = time.perf_counter() - clock, processor_s() - used
        finally:
            engine.close()
    return clock, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(argv: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.matching")
    parser.add_argument("project", type=Path)
    parser.add_argument("articles", type=int, nargs="+")
    parser.add_argument("--workers", type=int, help="processes (default: one a core)")
    parser.add_argument("--conflicts", action="store_true", help="time conflicts, not matching")
    options = parser.parse_args(argv)
    path = options.project.with_name(options.project.stem + ".bench.quoth")
    path.unlink(missing_ok=True)
    source = sqlite3.connect(options.project)
    target = sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()
    print("| articles | clock s | processor s | MB at most | ten more: clock s | processor s |")
    print("|---|---|---|---|---|---|")
    cost: list[float] = []
    try:
        for number in options.articles:
            set_aside(path, number, forget=True)
            clock, used, memory = measured(path, options.workers, conflicts=options.conflicts)
            cost.append(used)
            set_aside(path, number + 10, forget=False)
            more, of_more, _ = measured(path, options.workers, conflicts=options.conflicts)
            print(
                f"| {number:,} | {clock:.1f} | {used:.1f} | {memory:,.0f} | {more:.1f} |"
                f" {of_more:.1f} |",
                flush=True,
            )
            if options.conflicts:
                with Project.open(path) as project:
                    found, apart = len(project.conflicts()), project.left_out()
                print(f"{found:,} conflicts in the {number + 10:,}, {apart:,} left out", flush=True)
        if len(cost) > 1:
            power, _ = np.polyfit(np.log(options.articles), np.log(cost), 1)
            print(f"processor time grows with the power {power:.2f} of the articles")
    finally:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
