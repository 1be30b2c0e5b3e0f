"""Ten thousand damaged inputs of every format: no crash, no hang, no lack of a reason.

    python bench/mutate.py [--cases N] [--first N] [--workers N] [--show]

Each input is made from its number alone (`tests/read/mutations.py`), so that a case that fails
can be made again: `--first 4711 --cases 1 --show`. Each is read in a worker process that may
use a limited address space and is killed when it does not answer. What counts:

- crash: the worker died, or reading raised;
- hang: more than ten seconds, of processor time (the machine may have other things to do);
- memory: the worker had more than a gigabyte resident;
- silent: neither an article nor a skipped input, or one without a reason or an advice.

Ends with 1 if there is any of these.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import queue
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SECONDS = 10.0
MEMORY = 1_000_000_000
ADDRESSES = 3_000_000_000
"""Address space of a worker: what it reserves, not what it uses."""

SILENCE = 120.0
"""Seconds by the clock after which a worker is killed."""


def read(number: int, folder: Path) -> dict:
    """Make one case, read it, and say what came of it."""
    from quoth.model import Article, SkippedInput
    from quoth.read import RawDocument, find_documents, parse
    from tests.read.mutations import case

    made = case(number)
    path = folder / made.name
    path.write_bytes(made.data)
    said = {"kind": made.kind, "seed": made.seed, "name": made.name, "bytes": len(made.data)}
    del made
    articles, reasons, problem = 0, [], None
    clock, start = time.monotonic(), time.process_time()
    try:
        for found in find_documents(path):
            if isinstance(found, RawDocument):
                found = parse(found)
            if isinstance(found, Article):
                articles += 1
            elif isinstance(found, SkippedInput) and found.reason and found.advice:
                reasons.append(found.reason)
            else:
                problem = f"silent: {found!r}"[:300]
    except BaseException as error:
        problem = f"crash: {type(error).__name__}: {error}"[:300]
    seconds = time.process_time() - start
    path.unlink()
    if problem is None and not articles and not reasons:
        problem = "silent: nothing came of it"
    if problem is None and seconds > SECONDS:
        problem = f"hang: {seconds:.1f} s"
    return said | {
        "number": number,
        "articles": articles,
        "skipped": len(reasons),
        "reasons": reasons[:3],
        "unforeseen": sum(reason.startswith("could not be ") for reason in reasons),
        "seconds": seconds,
        "clock": time.monotonic() - clock,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "problem": problem,
    }


def worker() -> None:
    """Read numbers from standard input, answer each with a line of JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    with tempfile.TemporaryDirectory(prefix="quoth-mutate-") as folder:
        for line in sys.stdin:
            print(json.dumps(read(int(line), Path(folder))), flush=True)


class Worker:
    """One process, started anew when it has died."""

    def __init__(self) -> None:
        self.process: subprocess.Popen | None = None

    def do(self, number: int) -> dict:
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, __file__, "--worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
            )
        killer = threading.Timer(SILENCE, self.process.kill)
        killer.start()
        try:
            self.process.stdin.write(f"{number}\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            answer = ""
        killer.cancel()
        if answer:
            return json.loads(answer)
        code = self.process.wait()
        self.process = None
        from tests.read.mutations import case

        made = case(number)
        what = "hang: no answer" if code == -9 else f"crash: the worker ended with code {code}"
        return {
            "kind": made.kind,
            "seed": made.seed,
            "name": made.name,
            "bytes": len(made.data),
            "number": number,
            "articles": 0,
            "skipped": 0,
            "reasons": [],
            "unforeseen": 0,
            "seconds": 0.0,
            "clock": 0.0,
            "memory": 0,
            "problem": what,
        }

    def end(self) -> None:
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="say what came of each case")
    parser.add_argument("--keep", help="write the cases with problems to this folder")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        worker()
        return 0
    numbers: queue.SimpleQueue = queue.SimpleQueue()
    for number in range(options.first, options.first + options.cases):
        numbers.put(number)
    results: list[dict] = []

    def serve() -> None:
        hand = Worker()
        with contextlib.suppress(queue.Empty):
            while True:
                results.append(hand.do(numbers.get_nowait()))
                tell(results[-1], len(results), options)
        hand.end()

    start = time.monotonic()
    threads = [threading.Thread(target=serve) for _ in range(options.workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(table(results))
    print(f"\n{len(results):,} inputs in {time.monotonic() - start:,.0f} s")
    bad = [each for each in results if each["problem"]]
    heavy = [each for each in results if each["memory"] > MEMORY]
    for each in sorted(bad, key=lambda each: each["number"]):
        print(f"{each['number']} {each['kind']}, {each['seed']}: {each['problem']}")
    if options.keep:
        keep(bad, Path(options.keep))
    return 1 if bad or heavy else 0


def tell(result: dict, done: int, options: argparse.Namespace) -> None:
    if options.show:
        print(json.dumps(result, ensure_ascii=False))
    elif done % 500 == 0 or result["problem"]:
        print(f"{done:,} {result['problem'] or ''}", file=sys.stderr, flush=True)


def keep(bad: list[dict], folder: Path) -> None:
    from tests.read.mutations import case

    folder.mkdir(parents=True, exist_ok=True)
    for each in bad:
        made = case(each["number"])
        (folder / f"{made.number}-{made.name}").write_bytes(made.data)


def table(results: list[dict]) -> str:
    """What became of the inputs, by the kind of damage."""
    kinds: dict[str, list[dict]] = defaultdict(list)
    for each in results:
        kinds[each["kind"]].append(each)
    kinds = dict(sorted(kinds.items()))
    kinds["all"] = results
    lines = [
        "| damage | inputs | with an article | all skipped, with a reason | unforeseen "
        "| crash | hang | silent | slowest, s | memory, MB |",
        "|---|" + "--:|" * 9,
    ]
    for kind, rows in kinds.items():
        problems = Counter((row["problem"] or "").partition(":")[0] for row in rows)
        cells = [
            len(rows),
            sum(row["articles"] > 0 for row in rows),
            sum(row["articles"] == 0 and row["skipped"] > 0 for row in rows),
            sum(row["unforeseen"] > 0 for row in rows),
            problems["crash"],
            problems["hang"],
            problems["silent"],
        ]
        slowest = max(row["seconds"] for row in rows)
        memory = max(row["memory"] for row in rows) / 1e6
        written = " | ".join(f"{cell:,}" for cell in cells)
        lines.append(f"| {kind} | {written} | {slowest:.1f} | {memory:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
