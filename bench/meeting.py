"""How many passages the search for conflicts brings together, by the number of articles.

    python bench/meeting.py PROJECT --articles 350 700

The first articles of a project from a day on, in the order of days, as Spark pairs them
(`quoth/results/sql/opposed.sql`): passages with a key in common whose days suffice (met), those of
them that differ in side or in what they say, figures and equal quotations (moved to a worker), and
clauses that can contradict each other at all (may). The project is only read.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections import defaultdict
from contextlib import closing
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from quoth.compare.conflicts import ArticleView, keys  # noqa: E402
from quoth.compare.conflicts.compared import Compared  # noqa: E402
from quoth.compare.conflicts.search import may_meet, stand  # noqa: E402
from quoth.compare.figures.stated import figures  # noqa: E402
from quoth.results.passages import passage_text  # noqa: E402
from quoth.store.comparing import READABLE, Reading  # noqa: E402


def read(project: Path, since: str, count: int) -> list[Compared]:
    """Articles as they are held against each other; speakers are those of single articles."""
    with closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as connection:
        ids = [
            id
            for id, language in connection.execute(
                "SELECT id, language FROM article WHERE superseded_by IS NULL AND published >= ?"
                " ORDER BY published, id",
                (since,),
            )
            if language in READABLE
        ][:count]
        found = []
        for first in range(0, len(ids), 400):
            reading = Reading(connection, ids[first : first + 400])
            for id in ids[first : first + 400]:
                article, statements = reading.article(id)
                stated = figures(article, statements)
                view = ArticleView(article=article, statements=statements, figures=stated)
                found.append(Compared.of(view, known={}))
        return found


def met(articles: list[Compared]) -> dict[tuple, set[int]]:
    """Pairs of passages (article, other, of figures, place, place) with the kinds of their keys."""
    import numpy as np

    holders: dict[int, list[tuple[int, bool, int]]] = defaultdict(list)
    for number, article in enumerate(articles):
        for counted, own, of in (
            (False, article.clauses, keys.of_clause),
            (True, article.figures, keys.of_figure),
        ):
            for at, passage in enumerate(own):
                for key in set(of(passage)):
                    holders[key].append((number, counted, at))
    reach = keys.windows(np.array(list(holders), dtype=np.int64), few=False).tolist()
    pairs: dict[tuple, set[int]] = defaultdict(set)
    for (key, own), days in zip(holders.items(), reach, strict=True):
        for (one, counted, a), (other, _, b) in combinations(own, 2):
            gap = abs(articles[one].day - articles[other].day)
            if one != other and gap <= days:
                pairs[one, other, counted, a, b].add(keys.kind_of(key))
    return pairs


def counted(articles: list[Compared]) -> str:
    """One row."""
    pairs = met(articles)
    moved = may = 0
    for (one, other, of_figures, a, b), kinds in pairs.items():
        if of_figures:
            moved += 1
            continue
        x, y = articles[one].clauses[a], articles[other].clauses[b]
        differ = any(
            None not in both and both[0] != both[1] for both in zip(stand(x), stand(y), strict=True)
        )
        moved += differ or keys.QUOTED in kinds
        may += any(may_meet(x, y, denied=kind == keys.DENIED) for kind in kinds - {keys.QUOTED})
    passages = [one for article in articles for one in (*article.clauses, *article.figures)]
    size = sum(len(passage_text(one).encode()) for one in passages[::20]) / len(passages[::20])
    days = articles[-1].day - articles[0].day + 1
    return (
        f"{len(articles):,} articles of {days} days: {len(passages):,} passages of {size:,.0f}"
        f" bytes; {len(pairs):,} met, {moved:,} moved, {may:,} may"
    )


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[350, 700])
    parser.add_argument("--since", default="2019-03")
    options = parser.parse_args()
    articles = read(options.project, options.since, max(options.articles))
    for size in options.articles:
        print(counted(articles[:size]), flush=True)


if __name__ == "__main__":
    main()
