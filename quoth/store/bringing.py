"""Figures, labels, positions and conflicts that were made elsewhere, put where a project has them.

The caller holds the transaction, and knows that they are of the statements that stand here.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from quoth import compare
from quoth.model import Conflict, Figure, Label, Position
from quoth.schema import TABLE
from quoth.store import comparing, layers, opposing
from quoth.store.rows import row


def facts(
    connection: sqlite3.Connection, figures: Iterable[Figure], labels: Iterable[Label]
) -> None:
    """Put figures and labels, with what they were read from: none is read again."""
    of_article: dict[str, tuple[list[Figure], list[Label]]] = defaultdict(lambda: ([], []))
    for figure in figures:
        of_article[figure.article_id][0].append(figure)
    for label in labels:
        of_article[label.article_id][1].append(label)
    comparing.put_facts(
        connection,
        (
            (id, mark, *map(tuple, of_article[id]))
            for id, mark in comparing._fingerprints(connection).items()
        ),
    )
    comparing.forget_facts(connection)


def conflicts(
    connection: sqlite3.Connection,
    positions: Iterable[Position],
    found: Iterable[Conflict],
    left_out: int,
) -> None:
    """Put positions and conflicts in the place of those before; see `opposing.left_out`."""
    layers.clear(connection, "conflicts")
    for table, nouns in (("position", positions), ("conflict", found)):
        connection.executemany(TABLE[table].insert, (row(TABLE[table], each) for each in nouns))
    opposing.put_left_out(connection, left_out)
    layers.mark(connection, "conflicts", compare.VERSION)
