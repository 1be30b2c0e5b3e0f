"""How many of the joins that a person has checked are wrong, in a project as it is now.

    quoth run news.quoth news.jsonl        # the first 2,000 lines of ../shared/data/news-2019-2020
    python -m tests.actors.measure news.quoth

`joins.csv` holds pairs of appearances that an earlier version joined, drawn over all grounds, hard
ones more often than they occur, and whether a reader found the two to be the same actor. It names
articles by the ids of `../shared/data/news-2019-2020/articles.jsonl.gz` and holds no text of them.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import quoth

JOINS = Path(__file__).with_name("joins.csv")
SHARED = Path(os.environ.get("QUOTH_SHARED") or Path(__file__).parents[3] / "shared")
ARTICLES = SHARED / "data/news-2019-2020/articles.jsonl.gz"


def labels() -> list[dict[str, str]]:
    """The checked joins: ground, article, name, other_article, other_name, verdict."""
    with open(JOINS, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(path: Path = ARTICLES) -> dict[tuple[str, str], str]:
    """(URL, title) of each article of the data to its id there."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return {(r["url"] or "", r["title"] or ""): r["id"] for r in records}


def counted(checked: list[dict[str, str]], bearers: dict[tuple[str, str], set[str]]) -> Counter:
    """What became of the checked pairs: (verdict, "joined", "apart" or "not seen") to number.

    Args:
        checked: as `labels` gives them.
        bearers: (article, name) to the ids of the actors that bear the name there.
    """
    found: Counter = Counter()
    for pair in checked:
        one = bearers.get((pair["article"], pair["name"]))
        other = bearers.get((pair["other_article"], pair["other_name"]))
        state = "joined" if one and other and one & other else "apart"
        found[pair["verdict"], state if one and other else "not seen"] += 1
    return found


def main(project: str) -> int:
    """Print what became of the checked joins."""
    if not ARTICLES.exists():
        print(f"{ARTICLES} is not there; QUOTH_SHARED names the folder it is in", file=sys.stderr)
        return 2
    ids = places()
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    with quoth.open(project) as opened:
        known = {
            article.id: ids.get((article.url or "", article.title or ""))
            for article in opened.articles()
        }
        for info in opened.actors():
            for appearance in info.actor.appearances:
                if place := known.get(appearance.article_id):
                    bearers[place, appearance.name].add(info.actor.id)
    found = counted(labels(), bearers)
    for (verdict, state), number in sorted(found.items()):
        print(f"{verdict}, {state}: {number}")
    wrong, right = found["different", "joined"], found["same", "joined"]
    if wrong + right:
        print(f"wrong among the joined: {wrong} of {wrong + right}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
