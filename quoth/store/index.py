"""The full-text indexes of the record: what they hold of a row, and how they are filled anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from quoth.model import Statement
from quoth.store import reading
from quoth.store.shape import forget

INDEXED = ("article_search", "statement_search")
"""The indexes that follow the record; that of a derived table is filled with its layer."""

PUT_ARTICLE = "INSERT INTO article_search (rowid, title, text) VALUES (?, ?, ?)"

PUT_STATEMENT = (
    "INSERT INTO statement_search (rowid, content, source, cue, speakers) VALUES (?, ?, ?, ?, ?)"
)


def searched(statement: Statement) -> tuple[str, str, str, str]:
    """What the index holds of a statement: content, source, cue, speakers."""
    names = [
        part for speaker in statement.speakers for part in (speaker.name, speaker.role) if part
    ]
    return (
        statement.content.text,
        statement.source.text if statement.source else "",
        statement.cue.text if statement.cue else "",
        "\n".join(names),
    )


def refill(connection: sqlite3.Connection, index: str) -> None:
    """Fill an index of the record from its tables; the caller holds the transaction."""
    forget(connection, index)
    if index == "article_search":
        rows = connection.execute("SELECT number, title, text FROM article")
        connection.executemany(PUT_ARTICLE, rows)
    else:
        connection.executemany(PUT_STATEMENT, _of_statements(connection))


def _of_statements(connection: sqlite3.Connection) -> Iterator[tuple]:
    numbers = dict(connection.execute("SELECT id, number FROM statement").fetchall())
    for (id,) in connection.execute("SELECT id FROM article ORDER BY number").fetchall():
        for statement in reading.statements(connection, reading.article(connection, id)):
            yield (numbers[statement.id], *searched(statement))
