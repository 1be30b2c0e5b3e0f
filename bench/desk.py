"""How quick the desk is: server time of its pages, and many readers while a run writes.

    python bench/desk.py PROJECT              pages one after the other, then readers at once
    python bench/desk.py PROJECT --pages      pages only
    python bench/desk.py PROJECT --readers 50 --seconds 60 --while examples/pages
    python bench/desk.py PROJECT --first      from the command to the first page

A project of a million statements comes from bench/million.py. Server time is the time from the
request to the last byte, without a network, in the server's own process; beside it stands the
processor time, which other programs on the machine do not lengthen. What is costly is remembered
until the project changes: `first` is the longest that a first look took, the others are of later
ones. Saved searches are those of the project: save some first. `--while` starts `quoth run`
on a copy of the project while the readers read; each reader opens a page, reads for a second, and
opens the next.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `quoth serve` does
sys.path.insert(0, str(Path(__file__).parent.parent))

ROUNDS = 5
READS_S = 1.0
"""Seconds that a reader looks at a page."""


def addresses(get) -> dict[str, list[str]]:
    """Addresses of every kind of page, from what the project holds."""
    overview = json.loads(get("/overview.json"))
    latest, heard = overview["latest"], overview["heard"]
    words = sorted({w for s in latest for w in s["content"].split() if len(w) > 4})[:6]
    words = words or ["the"]
    outlets = [o["name"] for o in overview["outlets"]][:3]
    quote = urllib.request.quote
    found = {
        "overview": ["/"],
        "search, all": ["/search", "/search?page=7", "/search?type=denial&mode=direct"],
        "search, words": [f"/search?q={quote(word)}" for word in words]
        + [f"/search?q={quote(word)}&type=assertion" for word in words],
        "search, speaker": [f"/search?speaker={quote(h['name'].split()[-1])}" for h in heard[:4]],
        "articles": ["/articles", f"/articles?q={quote(words[0])}"],
        "article": [f"/article/{s['article']['id']}" for s in latest[:5]],
        "statement": [f"/statement/{s['id']}" for s in latest[:5]],
        "actors": ["/actors", "/actors?kind=person&page=3"]
        + [f"/actors?q={quote(h['name'].split()[-1])}" for h in heard[:2]],
        "actor": [f"/actor/{h['id']}" for h in heard[:5]],
        "outlets": ["/outlets"],
        "outlet": [f"/outlet?name={quote(name)}" for name in outlets],
        "timeline": ["/timeline", "/timeline?lanes=outlet", f"/timeline?q={quote(words[0])}"],
        "network": ["/network", *(f"/network?ego={h['id']}" for h in heard[:3])],
        "queue": ["/queue"],
        "history": ["/history"],
        "claims": ["/claims"],
        "conflicts": ["/conflicts"],
        "events": ["/events"],
        "concepts": ["/concepts", "/concepts?order=disputed"],
        "coalitions": ["/coalitions", "/coalitions?window=months"],
        "network, claims": ["/network?view=claims", "/network?view=concepts&n=100"],
        "export": ["/export", f"/export?q={quote(words[0])}"],
        "saved searches": ["/searches"],
    }
    changed = json.loads(get("/articles.json?changed=yes"))["articles"]
    newest = [one["id"] for one in changed] or [s["article"]["id"] for s in latest]
    found["versions"] = [f"/versions/{id}" for id in newest[:4]]
    captures = json.loads(get(f"/article/{newest[0]}.json"))["captures"] if newest else []
    found["original"] = [f"/original/{c['original']}" for c in captures if c["here"]]
    for kind in ("claim", "conflict", "event", "concept"):
        rows = json.loads(get(f"/{kind}s.json"))[f"{kind}s"]
        if rows:
            found[kind] = [f"/{kind}/{row['id']}" for row in rows[:4]]
    return {kind: paths for kind, paths in found.items() if paths}


def pages(project: str) -> None:
    """Each page by itself, in this process."""
    from starlette.testclient import TestClient

    from quoth.serve.app import application
    from quoth.serve.columns import NotReady
    from quoth.serve.desk import Desk
    from quoth.serve.security import Guard

    desk, guard = Desk(project), Guard(port=None)
    began = time.perf_counter()
    while True:
        try:
            columns = desk.columns
            break
        except NotReady:
            time.sleep(0.05)
    ready = time.perf_counter() - began
    with TestClient(application(desk, guard), base_url="http://127.0.0.1") as client:
        client.cookies.set(guard.cookie, guard.session)

        def get(path: str) -> bytes:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            return answer.content

        print(f"{columns.statements:,} statements, {columns.articles:,} articles;", end=" ")
        print(f"counted in {ready:.1f} s after the start")
        print(
            f"{'page':<18}{'median':>9}{'95 %':>9}{'slowest':>9}{'processor':>11}{'first':>9}   ms"
        )
        everything, searches = [], []
        processors: dict[bool, list[float]] = {False: [], True: []}
        for kind, paths in addresses(get).items():
            firsts = []
            for path in paths:
                processor = time.process_time()
                get(path)
                firsts.append(1000 * (time.process_time() - processor))
            walls, used = [], []
            for _ in range(ROUNDS):
                for path in paths:
                    wall, processor = time.perf_counter(), time.process_time()
                    get(path)
                    walls.append(1000 * (time.perf_counter() - wall))
                    used.append(1000 * (time.process_time() - processor))
            (searches if kind.startswith("search") else everything).extend(walls)
            print(
                f"{kind:<18}{statistics.median(walls):>9.1f}{percentile(walls, 95):>9.1f}"
                f"{max(walls):>9.1f}{statistics.median(used):>11.1f}{max(firsts):>9.1f}"
            )
            processors[kind.startswith("search")] += used
        print(f"95 % of all pages {percentile(everything, 95):.0f} ms, ", end="")
        print(f"of searches {percentile(searches, 95):.0f} ms; ", end="")
        print(
            f"of processor time {percentile(processors[False], 95):.0f} ms, of searches "
            f"{percentile(processors[True], 95):.0f} ms"
        )
    desk.close()


def percentile(values: list[float], share: float) -> float:
    """The value that `share` per cent of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))]


def serving(project: str) -> tuple[subprocess.Popen, str]:
    """A desk in a process of its own, and the address that it tells."""
    server = subprocess.Popen(
        [sys.executable, "-m", "quoth", "serve", project, "--no-open", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    return server, server.stdout.readline().strip()


def browser() -> urllib.request.OpenerDirector:
    """What keeps the cookie of a desk."""
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor()
    )


def first_page(project: str) -> None:
    """Seconds from the command to the address and to the first page, some times."""
    told, seen = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        server, address = serving(project)
        told.append(time.perf_counter() - began)
        with browser().open(address, timeout=60) as answer:
            answer.read()
        seen.append(time.perf_counter() - began)
        server.terminate()
        server.wait()
    print(
        f"address after {min(told):.2f} to {max(told):.2f} s, first page after {min(seen):.2f} to "
        f"{max(seen):.2f} s, median {statistics.median(seen):.2f} s"
    )


def readers(project: str, number: int, seconds: float, inputs: str | None) -> None:
    """Many readers of one server, while a run writes to the project."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(project, Path(folder) / "copy.quoth"))
        server, address = serving(str(copy))
        base, _, key = address.partition("/?key=")
        opener = browser()

        def get(path: str) -> bytes:
            for _ in range(200):
                try:
                    with opener.open(base + path, timeout=60) as answer:
                        return answer.read()
                except urllib.error.HTTPError as error:
                    if error.code != 503:  # else: a large project is still being counted
                        raise
                    time.sleep(0.5)
            raise TimeoutError(path)

        get(f"/?key={key}")
        paths = [path for each in addresses(get).values() for path in each]
        writer = inputs and subprocess.Popen(
            [sys.executable, "-m", "quoth", "run", str(copy), inputs, "--workers", "1"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        walls: list[float] = []
        errors: list[str] = []
        end = time.monotonic() + seconds

        def read(seed: int) -> None:
            chance = random.Random(seed)
            time.sleep(chance.random() * READS_S)
            while time.monotonic() < end:
                path, began = chance.choice(paths), time.perf_counter()
                try:
                    with opener.open(base + path, timeout=60) as answer:
                        answer.read()
                    walls.append(1000 * (time.perf_counter() - began))
                except OSError as error:
                    errors.append(f"{path}: {error}")
                time.sleep(READS_S)

        threads = [threading.Thread(target=read, args=(seed,)) for seed in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        writing = "while a run wrote" if writer and writer.poll() is None else "the run had ended"
        if not writer:
            writing = "nobody wrote"
        for process in filter(None, (writer, server)):
            process.terminate()
            process.wait()
    print(
        f"{number} readers, {seconds:.0f} s, {len(walls)} pages, {len(errors)} errors, {writing}: "
        f"median {statistics.median(walls):.0f} ms, 95 % {percentile(walls, 95):.0f} ms, "
        f"slowest {max(walls):.0f} ms"
    )
    for error in errors[:5]:
        print(" ", error)


def main() -> None:
    """See the top of the file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("project")
    parser.add_argument("--pages", action="store_true", help="no readers at once")
    parser.add_argument("--first", action="store_true", help="only the first page")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--while", dest="inputs", help="what a run reads meanwhile")
    given = parser.parse_args()
    if given.first:
        return first_page(given.project)
    pages(given.project)
    if not given.pages:
        readers(given.project, given.readers, given.seconds, given.inputs)


if __name__ == "__main__":
    main()
