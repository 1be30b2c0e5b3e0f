"""Which articles of a folder are current: of several versions of a page, the last captured.

Pages are settled by the project's own rule (`quoth.store.versions.settle`), each in a small
database in memory: pages with several texts are few, and have few.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from quoth.engine.spark import groups
from quoth.store.versions import settle

if TYPE_CHECKING:
    import pyarrow

TABLES = """
CREATE TABLE article (id TEXT, page TEXT, title TEXT, text TEXT, superseded_by TEXT);
CREATE TABLE capture (number INTEGER PRIMARY KEY, article_id TEXT, captured TEXT);
"""
"""The columns that the rule reads."""


def superseded(rows: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """The articles of a page that another one supersedes, with that one.

    Args:
        rows: the page's readings in the order of the inputs: `id` of the article that the project
            has of it, `captured`, `page`, `title` and `text`; the last two only of the first
            reading of an article.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        known = set()
        for row in rows:
            if row["id"] not in known:
                known.add(row["id"])
                connection.execute(
                    "INSERT INTO article VALUES (?, ?, ?, ?, NULL)",
                    (row["id"], row["page"], row["title"], row["text"]),
                )
            connection.execute(
                "INSERT INTO capture (article_id, captured) VALUES (?, ?)",
                (row["id"], row["captured"]),
            )
            settle(connection, row["id"])
        return connection.execute(
            "SELECT id, superseded_by FROM article WHERE superseded_by IS NOT NULL ORDER BY id"
        ).fetchall()


def settled(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """What a worker does: pages with several texts to the articles that are not current."""
    import pyarrow

    for _, rows in groups(batches, "page"):
        found = superseded(rows)
        yield pyarrow.RecordBatch.from_pydict(
            {"id": [id for id, _ in found], "superseded_by": [by for _, by in found]},
            pyarrow.schema([("id", pyarrow.string()), ("superseded_by", pyarrow.string())]),
        )
