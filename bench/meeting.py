"""How many passages the search for conflicts brings together, by the number of articles.

    python bench/meeting.py PROJECT --articles 350 700

The first articles of a project from a day on, in the order of days, as Spark pairs them
(`quoth/results/sql/opposed.sql`): passages that have a key in common, of its opposed poles, whose
days suffice and that have not too many between them (met), those of them that differ in side or in
what they say, figures and equal quotations (moved to a worker), and clauses that can contradict
each other at all (may); then the keys of which some pairs of articles are left out, and how many.
The project is only read.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections import defaultdict
from contextlib import closing
from math import inf
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from quoth.compare.conflicts import ArticleView, keys  # noqa: E402
from quoth.compare.conflicts.compared import Compared  # noqa: E402
from quoth.compare.conflicts.keys import stand  # noqa: E402
from quoth.compare.conflicts.meeting import Meeting, common  # noqa: E402
from quoth.compare.conflicts.search import _places, may_meet  # noqa: E402
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


def counted(articles: list[Compared]) -> str:
    """One row."""
    articles = sorted(articles, key=lambda one: one.order)
    lanes, days = [one.own_lanes for one in articles], [one.day for one in articles]
    meeting = Meeting(lanes, days, few=False)
    met = moved = may = 0
    for i, j in meeting.pairs():
        x, y = articles[i], articles[j]
        gap = abs(x.day - y.day) if None not in (x.day, y.day) else -inf
        shared = meeting.shared(i, j, common(x.own_lanes, y.own_lanes, gap, few=False))
        pairs: dict[tuple, set[int]] = defaultdict(set)
        for lane, against in zip(shared.tolist(), keys.opposite(shared).tolist(), strict=True):
            for a in _places(*x.lanes, lane):
                for b in _places(*y.lanes, against):
                    kind = keys.kind_of(lane)
                    pairs[kind == keys.COUNTED, a, b].add(kind)
        met += len(pairs)
        for (of_figures, a, b), kinds in pairs.items():
            if of_figures:
                moved += 1
                continue
            one, other = x.clauses[a], y.clauses[b]
            stands = zip(stand(one), stand(other), strict=True)
            differ = any(None not in both and both[0] != both[1] for both in stands)
            moved += differ or keys.QUOTED in kinds
            may += any(
                may_meet(one, other, denied=kind == keys.DENIED) for kind in kinds - {keys.QUOTED}
            )
    passages = [one for article in articles for one in (*article.clauses, *article.figures)]
    size = sum(len(passage_text(one).encode()) for one in passages[::20]) / len(passages[::20])
    dated = [day for day in days if day is not None]
    return (
        f"{len(articles):,} articles of {dated[-1] - dated[0] + 1} days: {len(passages):,} passages"
        f" of {size:,.0f} bytes; {met:,} met, {moved:,} moved, {may:,} may;"
        f" {len(meeting.crowded):,} keys that many have, {meeting.left_out:,} left out"
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
