"""Readers while a run writes: two processes look things up while 100,000 statements come in.

    python bench/reading.py                       100,000 statements
    python bench/reading.py --statements 5000     fewer

One process writes invented articles through the store (bench/million.py), batch after batch as
fast as it can, with the lock of a run. Two others ask, without a pause, what people and the desk
ask of a project: words, a speaker, an outlet, one article with its statements, the newest. Each
opens the project anew now and then. Prints errors, the number of look-ups, and the 50th, 95th and
99th percentile of their times, for each kind and for all, by the clock and of the processor (on a
machine that does other things too the first says little). A half of the statements is there before
the readers begin, so that there is something to find.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import million
from quoth.store import Project

ROOT = Path(__file__).parent.parent

READERS = 2

BATCH = 8
"""Articles a transaction: as in a run."""

ANEW = 50
"""Look-ups after which a reader opens the project again."""


def write(path: str, statements: int, already: int) -> None:
    """The writer: all but those that are there already."""
    with Project.open(path, write=True) as project, project.alone("bench/reading.py"):
        batch, seen = [], 0
        for outcome in million.outcomes(statements):
            seen += len(outcome.statements)
            if seen <= already:
                continue
            batch.append(outcome)
            if len(batch) == BATCH:
                project.write(batch)
                batch = []
        project.write(batch)


def look_up(path: str, statements: int, seed: int) -> None:
    """A reader: asks until its standard input is closed; prints its times as JSON."""
    import select

    chance = random.Random(seed)
    world = million.World(statements)
    times: dict[str, list[tuple[float, float]]] = {}
    errors: list[str] = []
    asked = 0
    project = None
    while not select.select([sys.stdin], [], [], 0)[0]:
        began, at_work = time.perf_counter(), time.process_time()
        kind = chance.choice(("words", "speaker", "outlet", "article", "newest"))
        try:
            if project is None or asked % ANEW == 0:
                if project is not None:
                    project.close()
                project = Project.open(path)
            if kind == "words":
                word = world.words[chance.randrange(30, 20_000)]
                found = list(project.find(word, limit=20))
            elif kind == "speaker":
                name = world.people[chance.randrange(len(world.people))][0]
                found = list(project.find(speaker=name, limit=20))
            elif kind == "outlet":
                found = list(project.find(outlet=chance.choice(world.outlets), limit=20))
            elif kind == "newest":
                found = list(project.find(limit=20))
            else:
                number = chance.randrange(statements // million.PER_ARTICLE // 3)
                found = project.article(f"pages/{number:06}.html")[1]
            if kind in ("article", "newest") and not found:
                errors.append(f"{kind}: nothing found")
        except Exception as error:
            errors.append(f"{kind}: {type(error).__name__}: {error}")
        took = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - at_work)
        times.setdefault(kind, []).append(took)
        asked += 1
    if project is not None:
        project.close()
    print(json.dumps({"times": times, "errors": errors}))


def _child(call: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", f"from bench import reading; reading.{call}"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def measure(statements: int) -> dict:
    """Errors, and times in milliseconds by kind of look-up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.quoth"
        with Project.open(path, create=True) as project:
            already, batch = 0, []
            for outcome in million.outcomes(statements):
                already += len(outcome.statements)
                batch.append(outcome)
                if already >= statements / 2:
                    break
            project.write(batch)
            project.join()
        readers = [_child(f"look_up({str(path)!r}, {statements}, {n})") for n in range(READERS)]
        began = time.perf_counter()
        writer = _child(f"write({str(path)!r}, {statements}, {already})")
        if writer.wait():
            raise SystemExit("the writer failed")
        took = time.perf_counter() - began
        found = [json.loads(reader.communicate("")[0]) for reader in readers]
        with Project.open(path) as project:
            (there,) = project._connection.execute("SELECT COUNT(*) FROM statement").fetchone()
    times: dict[str, list[tuple[float, float]]] = {"all": []}
    for one in found:
        for kind, some in one["times"].items():
            times.setdefault(kind, []).extend(some)
            times["all"].extend(some)
    return {
        "statements": there,
        "written_while_reading": there - already,
        "seconds": round(took, 1),
        "errors": [error for one in found for error in one["errors"]],
        "milliseconds": {
            kind: percentiles([clock for clock, _ in some]) for kind, some in times.items()
        },
        "of_the_processor": {
            kind: percentiles([work for _, work in some]) for kind, some in times.items()
        },
    }


def percentiles(times: list[float]) -> dict[str, float]:
    """Number, 50th, 95th and 99th percentile."""
    ordered = sorted(times)
    found: dict[str, float] = {"asked": len(ordered)}
    for percent in (50, 95, 99):
        found[f"p{percent}"] = round(
            ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 2
        )
    return found


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=100_000)
    given = parser.parse_args()
    found = measure(2 * given.statements)
    print(json.dumps(found, indent=1))
    sys.exit(1 if found["errors"] else 0)


if __name__ == "__main__":
    main()
