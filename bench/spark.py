"""The same pipeline on Spark, in figures: throughput, scaling, a killed worker, cost by size.

    python bench/spark.py throughput FILE --articles 400 [--fast]   # local engine against Spark
    python bench/spark.py killed FILE --articles 100                # a worker is killed mid-run
    python bench/spark.py both FILE --folder DIR [--articles 100] [--fast]   # all of it, equal?
    python bench/spark.py matching --statements 2000 8000 32000   # cost by size across articles
    python bench/spark.py conflicts --pages 250 1000 4000 [--a-day 0]   # without and with a hub
    python bench/spark.py skew --statements 8000 32000            # a sentence that all pages have

FILE is JSON Lines, such as news-2019-2020. Matching is measured on synthetic copies: invented
stories, each in several outlets, trimmed and altered (`bench/stories.py`). Rows of one table were
measured in one run, one after the other: absolute times on shared machines wander. Times of
extraction are those of the stage alone, by its own clock; the start of Spark and of its workers is
said apart.
"""

from __future__ import annotations

import argparse
import gzip
import os
import signal
import sys
import tempfile
import threading
import time
from contextlib import closing
from functools import cache, partial
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def part(source: Path, folder: Path, count: int, first: int = 0) -> Path:
    """Some lines of a JSON Lines file as a file of their own."""
    opened = gzip.open if source.suffix == ".gz" else open
    target = folder / f"part-{first}-{count}.jsonl"
    with opened(source, "rb") as lines, open(target, "wb") as out:
        out.writelines(islice(lines, first, first + count))
    return target


def here(paths: list[Path], workers: int, fast: bool) -> tuple[float, int]:
    """Seconds and words of read, extract and resolve on the local engine, workers warm."""
    from quoth.engine import local_engine
    from quoth.pipeline import STEPS, Draft, Settings, prepared, through
    from quoth.read import find_documents

    warm, work = (
        [Draft(raw=raw) for raw in find_documents([path]) if hasattr(raw, "payload")]
        for path in paths
    )
    settings = Settings(fast=fast, originals=False)

    def batches():
        for drafts, ends in ((warm, True), (work, False)):
            yield from (drafts[n : n + 8] for n in range(0, len(drafts), 8))
            if ends:
                times.append(None)

    times: list = []
    done = words = 0
    with local_engine(workers) as engine:
        tools = partial(prepared, STEPS, settings)
        with closing(engine.map(through, batches(), prepare=tools)) as results:
            for batch in results:
                done += len(batch)
                if done <= len(warm):
                    began = time.perf_counter()
                    continue
                words += sum(len(d.article.text.split()) for d in batch if d.article)
    return time.perf_counter() - began, words


def there(session, paths: list[Path], fast: bool, piece: int) -> dict[str, float]:
    """Seconds of the stages on Spark, workers warm."""
    from quoth.results import running

    seconds: dict[str, float] = {}

    class Timed(running._Run):
        def stage(self, name, mark, make, *by, **more):
            began = time.perf_counter()
            super().stage(name, mark, make, *by, **more)
            key = name if name.startswith("_") else "tables"
            seconds[key] = seconds.get(key, 0.0) + time.perf_counter() - began

        def tables(self, mark):
            began = time.perf_counter()
            super().tables(mark)
            seconds["tables"] = time.perf_counter() - began

    plain, running._Run = running._Run, Timed
    try:
        with tempfile.TemporaryDirectory() as folder:
            alone = partial(running.run, session=session, fast=fast, across=False)
            alone(f"{folder}/warm", paths[:1], piece=8)
            seconds.clear()
            alone(f"{folder}/work", paths[1:], piece=piece)
    finally:
        running._Run = plain
    return seconds


def throughput(options: argparse.Namespace) -> None:
    """The local engine against Spark, one and two workers each."""
    from quoth.engine.spark import session

    with tempfile.TemporaryDirectory() as folder:
        paths = [
            part(options.file, Path(folder), 16, options.articles),
            part(options.file, Path(folder), options.articles),
        ]
        reading = " --fast" if options.fast else ""
        print(f"{options.articles} articles{reading}; {os.cpu_count()} cores; load {load()}")
        rates: dict[tuple[str, int], float] = {}
        for workers in options.workers:
            seconds, words = here(paths, workers, options.fast)
            rates["local", workers] = words / seconds
            print(
                f"local, {workers} workers: {seconds:7.1f} s {words / seconds:8,.0f} words/s",
                flush=True,
            )
            began = time.perf_counter()
            started = session(f"local[{workers}]")
            start = time.perf_counter() - began
            found = there(started, paths, options.fast, max(options.articles // (8 * workers), 1))
            started.stop()
            line = words / (found["_stages/read"] + found["_stages/extract"])
            rates["spark", workers] = line
            read, extract = found["_stages/read"], found["_stages/extract"]
            print(
                f"spark, {workers} workers: {read + extract:7.1f} s {line:8,.0f} words/s"
                f" (read {read:.1f} s, extract {extract:.1f} s; then tables"
                f" {found['tables']:.1f} s; Spark's start {start:.1f} s)",
                flush=True,
            )
        for workers in options.workers:
            share = rates["spark", workers] / rates["local", workers]
            print(f"Spark of local, {workers} workers: {share:.0%}")
        if set(options.workers) >= {1, 2}:
            for name in ("local", "spark"):
                print(f"{name}, 1 to 2 workers: {rates[name, 2] / rates[name, 1]:.2f} x")
        print(f"load {load()}")


def load() -> str:
    """How busy the machine is: below its cores it is at rest."""
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


def killed(options: argparse.Namespace) -> None:
    """Kill a worker of Spark in the middle of extraction; the results must be the same."""
    from quoth.engine.spark import session
    from quoth.results.loading import load as bring
    from quoth.results.running import run
    from quoth.store import Project

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = part(options.file, folder, options.articles)
        started = session("local[2]")
        digests = []
        for run_name in ("whole", "killed"):
            kill = run_name == "killed"
            killer = threading.Thread(target=kill_one, args=(folder / run_name,))
            if kill:
                killer.start()
            report = run(folder / run_name, path, session=started, fast=options.fast, piece=10)
            if kill:
                killer.join()
            bring(folder / f"{run_name}.quoth", folder / run_name)
            with Project.open(folder / f"{run_name}.quoth") as project:
                digests.append(project.digest())
            print(
                f"{run_name}: {report.statements:,} statements, {report.seconds:.1f} s", flush=True
            )
        started.stop()
        print("the same result" if digests[0] == digests[1] else "ANOTHER RESULT")


def kill_one(folder: Path) -> None:
    """SIGKILL for a worker of Spark that is extracting: a descendant of ours that is busy."""
    while not list(folder.glob("_stages/extract/_temporary/**/*.parquet")):
        time.sleep(0.1)
    time.sleep(1)
    workers = [pid for pid in descendants(os.getpid()) if b"pyspark.daemon" in command(pid)]
    # The first one is the daemon, which has no work of its own.
    busiest = max(workers[1:], key=ticks)
    os.kill(busiest, signal.SIGKILL)
    print(f"killed worker process {busiest} of {len(workers) - 1}", flush=True)


def descendants(pid: int) -> list[int]:
    """Process ids below one, parents first."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        for child in sorted(children.get(waiting.pop(0), ())):
            found.append(child)
            waiting.append(child)
    return found


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return b""


def ticks(pid: int) -> int:
    """Processor time that a process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


GROUPS = {
    "print": ("print",),
    "actors": ("actor", "alias", "appearance"),
    "copies": ("overlap", "copies", "copy"),
    "events": ("vector", "near", "events", "event", "happening"),
    "claims": (
        *("versions", "numbered", "scored", "points", "joins"),
        *("claims", "claim", "voice", "member"),
    ),
}
"""The stages of matching, as they are told together; `near` and `joins` hold an inner one."""


def matched(session, statements: int, furniture: bool) -> tuple[dict[str, float], dict[str, int]]:
    """Processor seconds of the groups of stages for synthetic copies, and what was found.

    Of Java and all Python workers together: what else the machine does counts less in them than in
    seconds by the clock.
    """
    from quoth.pipeline import Settings
    from quoth.read import MAX_BYTES
    from quoth.results import matching
    from quoth.results.folder import Folder

    seconds: dict[str, float] = {}

    class Synthetic(matching.Matching):
        def superseded(self):
            return self.session.sql("SELECT '' AS id, '' AS superseded_by WHERE false")

        def prints(self):
            made = stories.frame(session, statements, furniture=furniture)
            return made.mapInArrow(matching.printed, matching.spark_schema(matching.PRINT_SCHEMA()))

    from bench import stories

    with tempfile.TemporaryDirectory() as name:
        folder = Folder(f"{name}/results", session)
        run = timed(seconds)(session, folder, Settings(), None, MAX_BYTES)
        Synthetic(run, f"{statements} {furniture}").run()
        found = {
            table: folder.read(f"_stages/{stage}").where(f"size({table}) > 0").count()
            for table, stage in (("copy", "copies"), ("event", "events"), ("claim", "claims"))
        }
        found["versions"] = folder.read("_stages/numbered").count()
        found["joins"] = folder.read("_stages/joins").count()
    for inner, outer in (("vector", "near"), ("points", "joins")):
        seconds[outer] -= seconds[inner]
    return {
        group: sum(seconds[stage] for stage in stages) for group, stages in GROUPS.items()
    }, found


def matching_cost(options: argparse.Namespace) -> None:
    """Cost by size of matching, with the exponent of a straight line through the logarithms."""
    import numpy as np

    from quoth.engine.spark import session

    started = session(f"local[{max(options.workers)}]")
    matched(started, 400, False)  # workers and Java are warm then
    print(f"local[{max(options.workers)}]; {os.cpu_count()} cores; load {load()}")
    rows = []
    for size in options.statements:
        began = time.perf_counter()
        seconds, found = matched(started, size, False)
        rows.append(seconds)
        clock = time.perf_counter() - began
        print(told_row(size, seconds, found), f"{clock:.0f} s by the clock; load {load()}")
        sys.stdout.flush()
    started.stop()
    if len(rows) < 2:
        return
    at = np.log(options.statements)
    for name in (*GROUPS, "all"):
        cost = [sum(row.values()) if name == "all" else row[name] for row in rows]
        exponent, _ = np.polyfit(at, np.log(cost), 1)
        last = np.log(cost[-1] / cost[-2]) / (at[-1] - at[-2])
        print(f"{name}: exponent {exponent:.2f}; between the two largest {last:.2f}")


def skew(options: argparse.Namespace) -> None:
    """The same corpus without and with a sentence of a famous name on every page."""
    from quoth.engine.spark import session

    started = session(f"local[{max(options.workers)}]")
    matched(started, 400, False)
    for size in options.statements:
        cost = {}
        for name, furniture in (("without", False), ("with", True)):
            began = time.perf_counter()
            seconds, found = matched(started, size, furniture)
            clock = time.perf_counter() - began
            cost[name] = sum(seconds.values())
            print(
                f"{name}: {told_row(size, seconds, found)} {clock:.0f} s by the clock;"
                f" load {load()}",
                flush=True,
            )
        print(
            f"{size:,} statements, {size // stories_each():,} pages: with it"
            f" {cost['with'] / cost['without']:.2f} x",
            flush=True,
        )
    started.stop()


def disputed(session, pages: int, hub: bool, a_day: int) -> tuple[dict[str, float], dict[str, int]]:
    """Processor seconds of the stages of conflicts for synthetic disputes, and what was found."""
    from bench import disputes
    from quoth.pipeline import Settings
    from quoth.read import MAX_BYTES
    from quoth.results import comparing
    from quoth.results.folder import Folder

    seconds: dict[str, float] = {}

    class Synthetic(comparing.Comparing):
        def few(self):
            return False

        def heard(self):
            return disputes.frame(session, pages, hub=hub, a_day=a_day)

    with tempfile.TemporaryDirectory() as name:
        folder = Folder(f"{name}/results", session)
        run = timed(seconds)(session, folder, Settings(), None, MAX_BYTES)
        made = Synthetic(run, f"{pages} {hub} {a_day}")
        for stage in ("heard", "apart", "opposed", "conflicts"):
            made._stage(stage, getattr(made, stage))
        read = made._read
        found = {
            "conflicts": read("conflicts").selectExpr("inline(conflict)").count(),
            "left out": read("apart").selectExpr("COALESCE(SUM(left_out), 0)").first()[0],
        }
    return seconds, found


def conflicts_cost(options: argparse.Namespace) -> None:
    """Cost by size of conflicts, without and with a sentence on every page that some deny."""
    import numpy as np

    from quoth.engine.spark import session

    started = session(f"local[{max(options.workers)}]")
    disputed(started, 50, False, 40)  # workers and Java are warm then
    print(f"local[{max(options.workers)}]; {os.cpu_count()} cores; load {load()}")
    for name, hub in (("without", False), ("with", True)):
        rows = []
        for pages in options.pages:
            seconds, found = disputed(started, pages, hub, options.a_day or pages)
            rows.append(seconds)
            parts = "; ".join(f"{stage} {value:.1f}" for stage, value in seconds.items())
            what = ", ".join(f"{value:,} {kind}" for kind, value in found.items())
            print(
                f"{name}: {pages:,} pages, {pages * (8 + hub):,} statements:"
                f" {sum(seconds.values()):.1f} processor s ({parts}); {what}; load {load()}",
                flush=True,
            )
        if len(rows) < 2:
            continue
        at = np.log(options.pages)
        for stage in (*rows[0], "all"):
            cost = [sum(row.values()) if stage == "all" else row[stage] for row in rows]
            exponent, _ = np.polyfit(at, np.log(cost), 1)
            last = np.log(cost[-1] / cost[-2]) / (at[-1] - at[-2])
            print(f"{name}, {stage}: exponent {exponent:.2f}; of the two largest {last:.2f}")
    started.stop()


def stories_each() -> int:
    """Statements of a synthetic page."""
    from bench import stories

    return stories.STATEMENTS


def told_row(size: int, seconds: dict[str, float], found: dict[str, int]) -> str:
    """One corpus in a line."""
    parts = "; ".join(f"{name} {value:.1f}" for name, value in seconds.items())
    what = ", ".join(f"{value:,} {name}" for name, value in found.items())
    return f"{size:,} statements: {sum(seconds.values()):.1f} processor s ({parts}); {what};"


def both(options: argparse.Namespace) -> None:
    """The whole line on the local engine and on Spark: are the results equal, and how long?"""
    from bench import whole

    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"part-0-{options.articles}.jsonl"
    if not path.exists():
        # Under another name first: a file that is there is whole, and its time stays.
        with tempfile.TemporaryDirectory(dir=folder) as beside:
            part(options.file, Path(beside), options.articles).replace(path)
    of = {"file": str(options.file), "articles": options.articles, "fast": options.fast}
    workers = max(options.workers)
    print(f"{os.cpu_count()} cores; load {load()}", flush=True)
    equal = whole.both(
        path, folder, fast=options.fast, workers=workers, options={**of, "workers": workers}
    )
    print(f"load {load()}")
    sys.exit(0 if equal else 1)


class Meter(threading.Thread):
    """Processor seconds that this process and all that it started have used, ended ones too.

    Spark ends a worker that was idle for a minute, and its daemon never asks what the worker had
    used: nobody is charged with it. So all are looked at twice a second, and the last that was seen
    of each counts: of one that ended half a second is lost at most.
    """

    def __init__(self):
        super().__init__(daemon=True)
        self._seen: dict[tuple[int, bytes], int] = {}
        self._lock = threading.Lock()
        self.start()

    def run(self) -> None:
        while True:
            self.seconds()
            time.sleep(0.5)

    def seconds(self) -> float:
        """Up to now."""
        with self._lock:
            for pid in (os.getpid(), *descendants(os.getpid())):
                try:
                    fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
                except OSError:
                    continue
                # The time when it began tells it from another one of its number.
                self._seen[pid, fields[19]] = int(fields[11]) + int(fields[12])
            return sum(self._seen.values()) / os.sysconf("SC_CLK_TCK")


@cache
def meter() -> Meter:
    """The one of this process."""
    return Meter()


def used() -> float:
    """See `Meter`."""
    return meter().seconds()


def timed(seconds: dict[str, float]) -> type:
    """A run on Spark that notes the processor seconds of each stage by its name."""
    from quoth.results import running

    class Timed(running._Run):
        def stage(self, name, mark, make, *by, **about):
            began = used()
            super().stage(name, mark, make, *by, **about)
            seconds[name.removeprefix("_stages/")] = used() - began

    return Timed


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    for name, function, count in (
        ("throughput", throughput, 400),
        ("killed", killed, 100),
        ("both", both, sys.maxsize),
    ):
        one = commands.add_parser(name, help=function.__doc__)
        one.add_argument("file", type=Path)
        one.add_argument("--articles", type=int, default=count)
        one.add_argument("--fast", action="store_true")
        one.add_argument("--workers", type=int, nargs="+", default=[1, 2])
        one.set_defaults(function=function)
        if function is both:
            one.add_argument("--folder", type=Path, required=True, help="what is done stands here")
    for name, function in (("matching", matching_cost), ("skew", skew)):
        one = commands.add_parser(name, help=function.__doc__)
        one.add_argument("--statements", type=int, nargs="+", default=[2000, 8000, 32000])
        one.add_argument("--workers", type=int, nargs="+", default=[2])
        one.set_defaults(function=function)
    one = commands.add_parser("conflicts", help=conflicts_cost.__doc__)
    one.add_argument("--pages", type=int, nargs="+", default=[250, 1000, 4000])
    one.add_argument("--a-day", type=int, default=40, help="pages a day; 0: all on one day")
    one.add_argument("--workers", type=int, nargs="+", default=[2])
    one.set_defaults(function=conflicts_cost)
    options = parser.parse_args()
    options.function(options)


if __name__ == "__main__":
    main()
