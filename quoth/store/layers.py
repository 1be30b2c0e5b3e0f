"""Derived layers: what is computed from the record, and whether it is still that of the record.

A layer is a set of tables that may be dropped and made anew at any time: `schema.DERIVED` says
which tables are one, `schema.LAYERS` which layers a layer is computed from. A row in the table
`layer` says that a layer's tables are those of what the project holds now, made by rules of that
version. No row: they are old, or were never made.

Whoever makes a layer does so in one transaction and ends with `mark`:

    with project._writing():                      # one transaction
        clear(connection, "copies")               # empties the layer's tables
        ... insert ...
        mark(connection, "copies", copies.VERSION)

Whoever reads it asks `is_current(connection, "copies", copies.VERSION)` first. `Project.write`
makes every layer stale when articles or statements change; a judgement calls
`stale(connection, "claims")` for the layer that it touches. Layers that are computed from a stale
one are stale too, so `mark("actors", …)` also makes `claims` stale if that is computed from it.
Rows of stale layers stay until they are made anew: searches may go on showing them.
"""

from __future__ import annotations

import sqlite3

from quoth.schema import LAYERS, TABLES

LAYER = "CREATE TABLE layer (name TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID"
"""One row for each current layer; no content."""


def version(connection: sqlite3.Connection, layer: str) -> str | None:
    """The version of the rules that made a layer; None if it is not current."""
    row = connection.execute("SELECT version FROM layer WHERE name = ?", (_known(layer),))
    found = row.fetchone()
    return found and found[0]


def is_current(connection: sqlite3.Connection, layer: str, rules: str) -> bool:
    """Whether a layer's rows are those of the record as it is, by these rules."""
    return version(connection, layer) == rules


def mark(connection: sqlite3.Connection, layer: str, rules: str) -> None:
    """A layer was just made from the record by these rules; the caller holds the transaction.

    Layers that are computed from it are stale now.
    """
    stale(connection, layer)
    connection.execute("INSERT INTO layer (name, version) VALUES (?, ?)", (layer, rules))


def stale(connection: sqlite3.Connection, *layers: str) -> None:
    """What these layers are computed from has changed; without names, all of them.

    Layers that are computed from these are stale too. The caller holds the transaction.
    """
    for layer in dependents(*layers) if layers else LAYERS:
        connection.execute("DELETE FROM layer WHERE name = ?", (layer,))


def dependents(*layers: str) -> tuple[str, ...]:
    """These layers and all that are computed from them, in the order of `LAYERS`."""
    found = {_known(layer) for layer in layers}
    for layer, sources in LAYERS.items():  # sources stand before what is computed from them
        if found.intersection(sources):
            found.add(layer)
    return tuple(layer for layer in LAYERS if layer in found)


def clear(connection: sqlite3.Connection, layer: str) -> None:
    """Empty a layer's tables; the layer is stale until it is marked again.

    Its search indexes, if it has any, are its maker's affair.
    """
    stale(connection, layer)
    for table in reversed(TABLES):  # what refers to a row goes before it
        if table.layer == _known(layer):
            connection.execute(f"DELETE FROM {table.name}")


def _known(layer: str) -> str:
    if layer not in LAYERS:
        raise ValueError(f"no layer is called {layer!r}: declare it in quoth.schema.LAYERS")
    return layer
