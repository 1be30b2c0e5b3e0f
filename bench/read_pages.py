"""Read 110 real pages: Quoth beside the HTML library alone, in the same run.

    python bench/read_pages.py [--worst N]

The pages are found through the environment variable QUOTH_SHARED, or in `../shared`
beside the checkout (`data/pages`, and `data/news-dev` for the second table). How the
figures are counted: `quoth/evaluate/pages.py`.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from quoth.evaluate.pages import (
    GoldPage,
    ReadPage,
    gold_pages,
    measure_pages,
    overlap,
    quoth_page,
    scores,
    tokens,
)

COLUMNS = (
    ("title", "title"),
    ("title_close", "title ≥.9"),
    ("day", "day"),
    ("authors", "authors"),
    ("authors_f1", "auth. F1"),
    ("text_precision", "P"),
    ("text_recall", "R"),
    ("text_f1", "F1"),
    ("text_f1_macro", "F1 macro"),
)


def shared() -> Path:
    """The folder with the development data."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    return Path(os.environ.get("QUOTH_SHARED") or beside)


def trafilatura_page(**options: bool) -> Callable[[GoldPage], ReadPage]:
    """trafilatura alone, with its metadata."""
    from trafilatura import bare_extraction

    def read(page: GoldPage) -> ReadPage:
        found = bare_extraction(page.html, with_metadata=True, include_comments=False, **options)
        if found is None:
            return ReadPage()
        return ReadPage(
            title=found.title,
            authors=tuple(found.author.split("; ")) if found.author else (),
            published=found.date,
            text=found.text or "",
        )

    return read


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--worst", type=int, default=0, help="list this many of the worst pages")
    options = parser.parse_args()
    folder = shared() / "data" / "pages"
    if not (folder / "gold.jsonl").exists():
        print(f"no pages in {folder}: set QUOTH_SHARED to the shared folder", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    pages = list(gold_pages(folder))
    systems = {
        "trafilatura": trafilatura_page(),
        "trafilatura, recall": trafilatura_page(favor_recall=True),
        "trafilatura, precision": trafilatura_page(favor_precision=True),
        "trafilatura, fast": trafilatura_page(fast=True),
        "quoth": quoth_page,
    }
    found: dict[str, dict[str, ReadPage]] = {name: {} for name in systems}
    seconds = dict.fromkeys(systems, 0.0)
    for system in systems.values():
        system(pages[0])  # imports and stop-word lists are not what is timed
    # Page by page and in processor time: what else the machine does changes little then.
    for page in pages:
        for name, system in systems.items():
            start = time.process_time()
            found[name][page.file] = system(page)
            seconds[name] += time.process_time() - start
    print("| system | " + " | ".join(name for _, name in COLUMNS) + " | pages/s |")
    print("|---|" + "--:|" * (len(COLUMNS) + 1))
    for name, taken in found.items():
        figures, rows = measure_pages(pages, lambda page, taken=taken: taken[page.file])
        cells = [f"{100 * figures[key]:.1f}" for key, _ in COLUMNS]
        print(f"| {name} | {' | '.join(cells)} | {len(pages) / seconds[name]:.0f} |")
    for row in sorted(rows, key=lambda row: row["f1"])[: options.worst]:
        print(f"{row['file']}: {row['f1']:.3f}", file=sys.stderr)
    news_dev(systems)
    return 0


def news_dev(systems: dict[str, Callable[[GoldPage], ReadPage]]) -> None:
    """Token F1 against the texts beside the pages of news-dev, headline included."""
    files = sorted((shared() / "data" / "news-dev").glob("*.html.gz"))
    if not files:
        return
    print("\n| news-dev | " + " | ".join(systems) + " |")
    print("|---|" + "--:|" * len(systems))
    for file in files:
        gold = tokens(Path(str(file).removesuffix(".html.gz") + ".txt").read_text("utf-8"))
        page = GoldPage(
            file=file.name,
            html=gzip.decompress(file.read_bytes()),
            title=None,
            authors=(),
            published=None,
            paragraphs=(),
        )
        cells = []
        for system in systems.values():
            f1 = scores(*overlap(gold, tokens(system(page).text)))[2]
            cells.append(f"{100 * f1:.1f}")
        print(f"| {file.name.removesuffix('.html.gz')} | {' | '.join(cells)} |")


if __name__ == "__main__":
    sys.exit(main())
