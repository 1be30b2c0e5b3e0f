"""Reading speed: a WARC of real pages, one core, beside the HTML library alone.

    python bench/read_warc.py [--rounds N] [--profile]

The 110 pages of `data/pages` are found through the environment variable QUOTH_SHARED, or in
`../shared` beside the checkout. A gzipped WARC of them is made in a temporary folder, with the
server's headers as they usually are. Page by page, in processor time of one process: Quoth from
the archive to the article (finding, unpacking, text, metadata, language), and trafilatura alone
from the page's bytes, already in memory, to text and metadata.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

from read_pages import shared  # noqa: E402

from quoth.evaluate.pages import gold_pages  # noqa: E402


def record(number: int, page: bytes) -> bytes:
    """One page as a crawler stores it."""
    body = gzip.compress(page, 6)
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
    )
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:page-{number}>\r\n"
        f"WARC-Date: 2025-01-14T09:30:00Z\r\nWARC-Target-URI: http://pages.example/{number}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="print where Quoth's time goes")
    options = parser.parse_args()
    folder = shared() / "data" / "pages"
    if not (folder / "gold.jsonl").exists():
        print(f"no pages in {folder}: set QUOTH_SHARED to the shared folder", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    pages = [page.html for page in gold_pages(folder)]
    with tempfile.TemporaryDirectory(prefix="quoth-warc-") as place:
        archive = Path(place) / "pages.warc.gz"
        archive.write_bytes(b"".join(record(n, page) for n, page in enumerate(pages)))
        if options.profile:
            return profile(archive)
        print(f"{len(pages)} pages, {sum(map(len, pages)) / 1e6:.1f} MB of HTML, one process\n")
        print(
            "| round | trafilatura alone, pages/s | its fast mode, pages/s "
            "| Quoth from WARC, pages/s | over trafilatura | over its fast mode |"
        )
        print("|---|--:|--:|--:|--:|--:|")
        totals = [0.0, 0.0, 0.0]
        for number in range(options.rounds + 1):
            spent = once(archive, pages)
            if number:  # the first round loads libraries and lists
                show(str(number), spent, len(pages))
                totals = [total + seconds for total, seconds in zip(totals, spent, strict=True)]
        show("all", totals, len(pages) * options.rounds)
    return 0


def show(name: str, spent: list[float], pages: int) -> None:
    alone, fast, ours = spent
    rates = " | ".join(f"{pages / seconds:.1f}" for seconds in spent)
    print(f"| {name} | {rates} | {ours / alone - 1:+.0%} | {ours / fast - 1:+.0%} |")


def once(archive: Path, pages: list[bytes]) -> list[float]:
    """Seconds of processor time for all pages: trafilatura alone, its fast mode, Quoth."""
    from trafilatura import bare_extraction

    from quoth.model import Article
    from quoth.read import find_documents, parse

    spent = [0.0, 0.0, 0.0]
    documents = iter(find_documents(archive))
    for page in pages:
        times = [time.process_time()]
        for fast in (False, True):
            bare_extraction(page, with_metadata=True, include_comments=False, fast=fast)
            times.append(time.process_time())
        found = parse(next(documents))
        times.append(time.process_time())
        for column, (before, after) in enumerate(pairwise(times)):
            spent[column] += after - before
        if not isinstance(found, Article):
            print(found.reason, file=sys.stderr)
    return spent


def profile(archive: Path) -> int:
    import cProfile
    import pstats

    from quoth.read import read

    list(read(archive))
    profiler = cProfile.Profile()
    profiler.runcall(lambda: list(read(archive)))
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)
    return 0


if __name__ == "__main__":
    sys.exit(main())
