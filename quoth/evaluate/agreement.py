"""How far PolNeAR's own annotators agree, by the measures that the model is held to.

    python -m quoth.evaluate.agreement ../shared/data/polnear/train ../shared/data/polnear/dev

Every annotator of an article is scored against every other as if one were the
model. For the whole corpus these figures are known (20 articles with several
annotators, 295 pairs); train and dev hold 18 of the articles, so what is measured
here must come out near the known figures, not equal to them. It is the test of
the measures themselves: one that counts something else comes out elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from quoth.errors import QuothError
from quoth.evaluate.gold import GoldArticle
from quoth.evaluate.polnear import read_polnear
from quoth.evaluate.report import columns, percent
from quoth.evaluate.spans import ROLES, Letters, Tally, exact, mark, overlap, strict

WHOLE_CORPUS = {
    "source exact": 77.7,
    "cue exact": 70.5,
    "content exact": 68.4,
    "strict": 56.3,
    "overlap": 78.7,
}
"""One trained annotator against another: F1 over 20 articles, 295 pairs."""


def agreement(articles: Iterable[GoldArticle]) -> tuple[dict[str, Tally], int, int]:
    """Score annotators of the same article against each other.

    Args:
        articles: one for each annotator, as `read_polnear` yields them.

    Returns:
        A tally for each measure, the number of articles with several annotators,
        and the number of pairs of annotators.
    """
    readings: dict[str, list[GoldArticle]] = {}
    for gold in articles:
        # By name: the corpus holds one text twice, under two names.
        readings.setdefault(gold.article.path, []).append(gold)
    tallies = dict.fromkeys(WHOLE_CORPUS, Tally())
    several = pairs = 0
    for golds in readings.values():
        letters = Letters(golds[0].article.text)
        marked = [[mark(statement, letters) for statement in g.statements] for g in golds]
        several += len(golds) > 1
        for one, other in combinations(marked, 2):
            pairs += 1
            for role in ROLES:
                tallies[f"{role} exact"] += exact(one, other, role)
            tallies["strict"] += strict(one, other)
            tallies["overlap"] += overlap(one, other)
    return tallies, several, pairs


def main(folders: Sequence[str]) -> int:
    """Print the agreement beside the figures of the whole corpus."""
    if not folders:
        print("usage: python -m quoth.evaluate.agreement FOLDER...", file=sys.stderr)
        return 2
    try:
        tallies, several, pairs = agreement(
            gold for folder in folders for gold in read_polnear(Path(folder))
        )
    except QuothError as error:
        print(f"{error.reason}\n  try: {error.advice}", file=sys.stderr)
        return 2
    rows = [
        (metric, percent(tally.f1 and 100 * tally.f1), percent(WHOLE_CORPUS[metric]))
        for metric, tally in tallies.items()
    ]
    print("\n".join(columns(("measure", "F1", "whole corpus"), rows, left=1)))
    print(f"\n{several} articles with several annotators, {pairs} pairs (whole corpus: 20, 295)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
