"""The rules of matching held against each pair that a person has judged, without a project.

    python -m quoth.evaluate.matching ../shared/data/news-2019-2020 tests/match

The judged pairs (`statements.csv`, `paraphrases.csv`, `copies.csv`) name articles of the data by id
and statements by where their contents begin and end. What a whole project makes of the same pairs,
with extraction, joined actors and stars, is told by `python -m tests.match.measure`.

Speakers are not extracted here. Pairs of `paraphrases.csv` have the same one by how they were
drawn; for those of `statements.csv` nobody is named, which is harder than in a project. Of the
paraphrases only the part "test" counts: the regression was fitted on the other.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from quoth.errors import QuothError, Unreadable
from quoth.evaluate.report import Report, Row, columns, percent
from quoth.evaluate.spans import Tally
from quoth.extract.quotes import INSIDE, quote_states
from quoth.match import join, paraphrase, worth_asking
from quoth.match.copies import Reading, overlap, taken
from quoth.match.prints import StatementPrint
from quoth.match.said import Said, Told, day_of, site_of
from quoth.match.same import Wording
from quoth.match.versions import Version
from quoth.store.matching import with_text

DATASET = "news-2019-2020"
ARTICLES = "articles.jsonl.gz"
SPEAKER = ("the same",)
"""Who says both statements of a pair that was drawn for its speaker."""
Side = tuple[Version, Wording]


def measure(folder: str | Path, labels: str | Path) -> Report:
    """Precision and recall of each kind of judged pair.

    Args:
        folder: where the articles are.
        labels: where the judged pairs are.

    Raises:
        Unreadable: one of them is not there.
    """
    folder, labels = Path(folder), Path(labels)
    pairs = {name: _pairs(labels / f"{name}.csv") for name in ("statements", "paraphrases")}
    pairs["paraphrases"] = [pair for pair in pairs["paraphrases"] if pair["part"] == "test"]
    pairs["copies"] = _pairs(labels / "copies.csv")
    wanted = {
        pair[side]
        for own in pairs.values()
        for pair in own
        for side in ("article", "other_article")
    }
    texts = _articles(folder / ARTICLES, wanted)
    told = {
        "same statement, speakers unknown": _tally(pairs["statements"], _same_words(texts)),
        "paraphrase": _tally(pairs["paraphrases"], _same_content(texts)),
        "copied text": _tally(pairs["copies"], _copied(texts)),
    }
    return Report(tuple(_row(metric, tally) for metric, tally in told.items()))


def _pairs(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        raise Unreadable(f"{path} is not there", advice="run it in a checkout, which holds tests/")
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _articles(path: Path, wanted: set[str]) -> dict[str, dict]:
    if not path.exists():
        raise Unreadable(f"{path} is not there", advice="name the folder that holds the articles")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines) if record["id"] in wanted}


def _tally(pairs: Sequence[Mapping[str, str]], joined) -> Tally:
    same = [pair["verdict"] == "same" for pair in pairs]
    found = [joined(pair) for pair in pairs]
    right = sum(a and b for a, b in zip(same, found, strict=True))
    return Tally(right, sum(found), sum(same))


def _sides(
    pair: Mapping[str, str], texts: Mapping[str, dict], actors: tuple[str, ...]
) -> Iterator[Side]:
    for prefix in ("", "other_"):
        record = texts[pair[f"{prefix}article"]]
        span = int(pair[f"{prefix}start"]), int(pair[f"{prefix}end"])
        inside = _inside(record["text"])
        share = float(inside[slice(*span)].mean()) if span[1] > span[0] else 0.0
        said = Said(
            id=f"{record['id']} {span}",
            article_id=record["id"],
            outlet=record["outlet"],
            day=day_of(record["published"]),
            said_on=None,
            mode="direct" if share > 0.85 else "indirect" if share < 0.05 else "mixed",
            type="assertion",
            actors=actors,
            unnamed=not actors,
        )
        wording = Wording.of(with_text(said, record["text"], [span], inside))
        print = StatementPrint(0, len(wording.plain), wording.quotes, (), ())
        yield Version(state=0, statements=(wording.said,), print=print), wording


@cache
def _inside(text: str) -> np.ndarray:
    return quote_states(text) == INSIDE


def _same_words(texts: Mapping[str, dict]):
    def joined(pair: Mapping[str, str]) -> bool:
        (one, a), (other, b) = _sides(pair, texts, ())
        return join(one, other, a, b) is not None

    return joined


def _same_content(texts: Mapping[str, dict]):
    from quoth.match.sentences import encoder

    tool = encoder()

    def joined(pair: Mapping[str, str]) -> bool:
        (one, a), (other, b) = _sides(pair, texts, SPEAKER)
        if join(one, other, a, b) is not None:
            return True
        if not worth_asking(one, other, a, b):
            return False
        first, second = tool.points([a.said.text, b.said.text])
        return paraphrase(one, other, a, b, float(first @ second)) is not None

    return joined


def _copied(texts: Mapping[str, dict]):
    def joined(pair: Mapping[str, str]) -> bool:
        records = [texts[pair[side]] for side in ("article", "other_article")]
        told = [
            Told(
                id=record["id"],
                outlet=record["outlet"],
                published=record["published"],
                title=record["title"],
                site=site_of(record["url"]),
            )
            for record in records
        ]
        readings = [Reading.of(record["text"]) for record in records]
        return taken(overlap(told[0].id, told[1].id, *readings), *told)

    return joined


def _row(metric: str, tally: Tally) -> Row:
    def share(value: float | None) -> float | None:
        return None if value is None else 100 * value

    return Row(
        dataset=DATASET,
        metric=metric,
        value=share(tally.f1),
        precision=share(tally.precision),
        recall=share(tally.recall),
        count=tally.gold,
    )


def main(argv: Sequence[str]) -> int:
    """Print the figures; the exit code."""
    try:
        rows = measure(*argv).rows
    except QuothError as error:
        print(error.reason, file=sys.stderr)
        return 2
    lines = [
        (row.metric, *map(percent, (row.value, row.precision, row.recall)), f"{row.count}")
        for row in rows
    ]
    print("\n".join(columns(("judged pairs", "F1", "precision", "recall", "same"), lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
