"""The same pipeline on Spark, in figures: throughput, scaling, a killed worker, cost by size.

    python bench/spark.py throughput FILE --articles 400 [--fast]   # local engine against Spark
    python bench/spark.py killed FILE --articles 100                # a worker is killed mid-run
    python bench/spark.py candidates PROJECT                        # cost of matching's SQL by size

FILE is JSON Lines, such as news-2019-2020. Rows of one table were measured in one run, one after
the other: absolute times on shared machines wander. Times of extraction are those of the stage
alone, by its own clock; the start of Spark and of its workers is said apart.
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
from functools import partial
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
        def stage(self, name, mark, make, *by):
            began = time.perf_counter()
            super().stage(name, mark, make, *by)
            key = name if name.startswith("_") else "tables"
            seconds[key] = seconds.get(key, 0.0) + time.perf_counter() - began

        def tables(self, mark):
            began = time.perf_counter()
            super().tables(mark)
            seconds["tables"] = time.perf_counter() - began

    plain, running._Run = running._Run, Timed
    try:
        with tempfile.TemporaryDirectory() as folder:
            running.run(f"{folder}/warm", paths[:1], session=session, fast=fast, piece=8)
            seconds.clear()
            running.run(f"{folder}/work", paths[1:], session=session, fast=fast, piece=piece)
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


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    for name, function, count in (("throughput", throughput, 400), ("killed", killed, 100)):
        one = commands.add_parser(name, help=function.__doc__)
        one.add_argument("file", type=Path)
        one.add_argument("--articles", type=int, default=count)
        one.add_argument("--fast", action="store_true")
        one.add_argument("--workers", type=int, nargs="+", default=[1, 2])
        one.set_defaults(function=function)
    options = parser.parse_args()
    options.function(options)


if __name__ == "__main__":
    main()
