"""Events on the cluster: what the workers do with rows; the rules are `quoth.match.events`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quoth.engine.spark import groups, rows_of
from quoth.match import events
from quoth.match.events import Report
from quoth.match.said import Told
from quoth.results.columns import MONTH, month_of, nested, of_noun

if TYPE_CHECKING:
    import pyarrow

VECTOR = "article_id STRING, day BIGINT, place BIGINT, word STRING, value DOUBLE"


def weighed(total: int, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Articles' words with their counts to the words of `VECTOR`, in the order of the text.

    Args:
        total: how many articles have a day.
        batches: rows of an article's id, day and words, each with its weight and count.
    """
    import pyarrow

    for row in rows_of(batches):
        words = {one["word"]: one["weight"] for one in row["words"]}
        count = {one["word"]: one["count"] for one in row["words"]}
        vector = events.weighed(words, count, total)
        yield pyarrow.RecordBatch.from_pydict(
            {
                "article_id": [row["article_id"]] * len(vector),
                "day": [row["day"]] * len(vector),
                "place": list(range(len(vector))),
                "word": list(vector),
                "value": list(vector.values()),
            }
        )


def EVENT_SCHEMA() -> pyarrow.Schema:
    """Events, a row each."""
    return nested(("event", "happening"), (MONTH, "TEXT"))


def gathered(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Articles that hang together, with how near they are, to events."""
    import pyarrow

    for _, rows in groups(batches, "component"):
        told = [
            Told(id=row["id"], outlet=None, published=row["published"], title=row["title"])
            for row in rows
            if row["other"] is None
        ]
        told.sort(key=lambda one: (one.day, one.id))
        place = {one.id: number for number, one in enumerate(told)}
        near: dict[int, dict[int, float]] = defaultdict(dict)
        for row in rows:
            if row["other"] is not None:
                one, other = place[row["id"]], place[row["other"]]
                near[one][other] = near[other][one] = row["cosine"]
        found = events.gathered([Report(one, {}) for one in told], near)
        made = [{MONTH: month_of(event.first), **of_noun("event", event)} for event in found]
        yield pyarrow.RecordBatch.from_pylist(made, EVENT_SCHEMA())
