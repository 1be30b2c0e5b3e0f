"""Copies and actors on the cluster: what the workers and the driver do with rows.

The rules are those of `quoth.match.copies` and `quoth.actors`, function by function.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from quoth import actors
from quoth.engine import Engine
from quoth.engine.spark import groups, rows_of
from quoth.match import copies
from quoth.match.copies import Overlap, Reading
from quoth.match.said import Told
from quoth.model import Actor
from quoth.results.columns import MONTH, month_of, nested, of_noun

if TYPE_CHECKING:
    import pyarrow

READINGS = 64
"""Texts that a worker has read and keeps at hand: an article's pairs come after one another."""

OVERLAP = "one STRING, other STRING, finding STRING"


def overlapping(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Pairs of articles with their texts to the overlaps of which one has text of the other."""
    import pyarrow

    readings: OrderedDict[str, Reading] = OrderedDict()

    def reading(told: Told) -> Reading:
        if told.id not in readings:
            readings[told.id] = Reading.of(told.text)
            if len(readings) > READINGS:
                readings.popitem(last=False)
        readings.move_to_end(told.id)
        return readings[told.id]

    for row in rows_of(batches):
        one, other = told(row["a"]), told(row["b"])
        found = copies.overlap(one.id, other.id, reading(one), reading(other))
        if copies.taken(found, one, other):
            made = {"one": [one.id], "other": [other.id], "finding": [json.dumps(asdict(found))]}
            yield pyarrow.RecordBatch.from_pydict(made)


def told(row: dict[str, Any]) -> Told:
    """An article from the columns of `PRINT_SCHEMA`."""
    return Told(
        id=row["article_id"],
        outlet=row["outlet"],
        published=row["published"],
        title=row["title"],
        authors=tuple(row["authors"]),
        text=row["text"],
        site=row["site"],
    )


def COPY_SCHEMA() -> pyarrow.Schema:
    """Copies, and where following the sources ends."""
    return nested(("copy",), (MONTH, "TEXT"), ("article_id", "TEXT"), ("root", "TEXT"))


def copied(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Overlaps and articles that hang together to copies.

    Who took from whom is told among those that have text in common, and sources are followed
    along copies: so what does not hang together has no part in it.
    """
    import pyarrow

    for _, rows in groups(batches, "component"):
        articles = {
            row["article"]["article_id"]: told(row["article"]) for row in rows if row["article"]
        }
        overlaps = [Overlap(**json.loads(row["finding"])) for row in rows if row["finding"]]
        found = copies.copies(overlaps, articles)
        made: list[dict] = []
        for copy in found:
            month = month_of(articles[copy.article_id].published)
            made.append({MONTH: month, **of_noun("copy", copy)})
        for id, root in copies.roots(found).items():
            made.append({"article_id": id, "root": root, "copy": []})
        yield pyarrow.RecordBatch.from_pylist(made, COPY_SCHEMA())


def joined(
    seen: Iterable[str], letters: Iterable[tuple[str, str, str]], engine: Engine
) -> tuple[Actor, ...]:
    """The actors of a corpus, joined by the driver: names are short rows.

    Args:
        seen: sightings as JSON.
        letters: what acronyms stand for: (article's id, letters, name).
        engine: runs the SQL.
    """
    sightings = []
    for text in seen:
        given = json.loads(text)
        given |= {name: tuple(given[name]) for name in ("roles", "written_out")}
        sightings.append(actors.Sighting(**given))
    sightings.sort(key=lambda one: (one.id, one.name, one.roles[:1], one.article_id))
    return actors.join(sightings, acronyms=letters, engine=engine)


def actor_rows(found: Sequence[Actor]) -> dict[str, list[dict[str, Any]]]:
    """The rows of actors, by table."""
    rows: dict[str, list[dict[str, Any]]] = {"actor": [], "alias": [], "appearance": []}
    for actor in found:
        for name, own in of_noun("actor", actor).items():
            rows[name] += own
    return rows
