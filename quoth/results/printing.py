"""What matching needs of each current article, made in one pass over its text.

Fingerprints, the words that tell what it is about, its statements with their contents, and who is
seen in it: what `quoth match` keeps in a project's tables or makes as it goes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from quoth import actors
from quoth.actors.evidence import beside_text
from quoth.engine.spark import rows_of
from quoth.extract.quotes import INSIDE, quote_states
from quoth.match.events import BEGINNING, Report
from quoth.match.prints import article_print
from quoth.match.said import Said, Told, site_of
from quoth.results.columns import MONTH
from quoth.store.matching import state_of, with_text

if TYPE_CHECKING:
    import pyarrow

BATCH = 32
"""Articles that a worker hands over at a time."""


def PRINT_SCHEMA() -> pyarrow.Schema:
    """One row a current article."""
    from pyarrow import field, float64, int64, list_, schema, string, struct

    text = string()
    said = struct(
        [
            field("statement_id", text),
            field("wording", int64()),
            field("said", text),
            field("print", text),
        ]
    )
    return schema(
        [
            ("article_id", text),
            (MONTH, text),
            ("state", int64()),
            ("outlet", text),
            ("published", text),
            ("title", text),
            ("site", text),
            ("day", int64()),
            ("authors", list_(text)),
            ("text", text),
            ("shingles", list_(int64())),
            ("words", list_(struct([field("word", text), field("weight", float64())]))),
            ("said", list_(said)),
            ("speakers", list_(struct([field("statement_id", text), field("id", text)]))),
            ("seen", list_(text)),
            ("letters", list_(struct([field("letters", text), field("name", text)]))),
        ]
    )


def printed(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """What a worker does: articles with their statements to rows of `PRINT_SCHEMA`."""
    import pyarrow

    made: list[dict] = []
    for row in rows_of(batches):
        made.append(print_row(row))
        if len(made) == BATCH:
            yield pyarrow.RecordBatch.from_pylist(made, PRINT_SCHEMA())
            made = []
    if made:
        yield pyarrow.RecordBatch.from_pylist(made, PRINT_SCHEMA())


def print_row(row: dict[str, Any]) -> dict[str, Any]:
    """One article's row.

    Args:
        row: `month` and, as lists of rows, `article` (of one), `author`, `statement`, `content`,
            `speaker` and `link`.
    """
    (article,) = row["article"]
    text = article["text"]
    told = told_of(article, row["author"])
    statements = sorted(row["statement"], key=lambda one: one["ordinal"])
    spans = _lists(row["content"], lambda one: (one["span_start"], one["span_end"]))
    chains = _lists(row["link"], lambda one: one["name"])
    found = article_print(text, [spans.get(one["id"], []) for one in statements])
    inside = quote_states(text) == INSIDE
    said = []
    for one, own in zip(statements, found.statements, strict=True):
        made = Said(
            id=one["id"],
            article_id=told.id,
            outlet=told.outlet,
            day=told.day,
            said_on=one["said_on"],
            mode=one["mode"],
            type=one["type"],
            ordinal=one["ordinal"],
            chain=tuple(chains.get(one["id"], ())),
            outer=one["nested_in"],
        )
        made = with_text(made, text, spans.get(one["id"], []), inside)
        said.append(
            {
                "statement_id": one["id"],
                "wording": own.wording,
                "said": json.dumps(asdict(made)),
                "print": json.dumps(asdict(own)),
            }
        )
    words = Report.of(told, text[:BEGINNING]).words if told.day is not None else {}
    seen, letters = beside_text(sighted(article, row["speaker"]), told.title, text)
    return {
        "article_id": told.id,
        MONTH: row[MONTH],
        "state": state_of(told, found),
        "outlet": told.outlet,
        "published": told.published,
        "title": told.title,
        "site": told.site,
        "day": told.day,
        "authors": told.authors,
        "text": text,
        "shingles": found.shingles,
        "words": [{"word": word, "weight": weight} for word, weight in words.items()],
        "said": said,
        "speakers": [
            {"statement_id": one["statement_id"], "id": one["actor_id"]} for one in row["speaker"]
        ],
        "seen": [json.dumps(asdict(one)) for one in seen],
        "letters": [{"letters": short, "name": name} for _, short, name in letters],
    }


def told_of(article: dict[str, Any], authors: Sequence[dict[str, Any]]) -> Told:
    """An article as far as matching goes, without its text."""
    return Told(
        id=article["id"],
        outlet=article["outlet"],
        published=article["published"],
        title=article["title"],
        authors=tuple(one["name"] for one in sorted(authors, key=lambda a: a["ordinal"])),
        site=site_of(article["url"]),
    )


def sighted(article: dict[str, Any], speakers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The actors of an article, as `quoth.store.actors` has them from `sightings.sql`."""
    counts = Counter((one["actor_id"], one["name"], one["role"], one["kind"]) for one in speakers)
    found: dict[tuple, dict[str, Any]] = {}
    for (id, name, role, kind), statements in sorted(
        counts.items(), key=lambda item: tuple((part is not None, part or "") for part in item[0])
    ):
        sighting = found.setdefault(
            (id, name, kind),
            {
                "id": id,
                "article_id": article["id"],
                "outlet": article["outlet"],
                "day": actors.day_number(article["published"]),
                "kind": kind,
                "name": name,
                "roles": (),
                "statements": 0,
            },
        )
        sighting["roles"] += (role,) if role else ()
        sighting["statements"] += statements
    return list(found.values())


def _lists(rows: Sequence[dict[str, Any]], made) -> dict[str, list]:
    """The rows of each statement, in order."""
    found: dict[str, list] = {}
    for one in sorted(rows, key=lambda row: row["ordinal"]):
        found.setdefault(one["statement_id"], []).append(made(one))
    return found
