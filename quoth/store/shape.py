"""The shape of a project file: every table, index, trigger and view that this version has.

`make` gives it to an empty database. `reshape` brings a database that is nearly of this shape to
it without losing a row of the record: the last step of a migration, and what `quoth doctor` does
about a table that is missing or has other columns.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from quoth import schema
from quoth.schema import TABLE, TABLES, Table
from quoth.store.layers import LAYER, dependents

RUNS = """CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  ended TEXT,
  quoth TEXT NOT NULL,
  model TEXT NOT NULL,
  inputs TEXT NOT NULL
)"""
"""A diary: one row for each run that changed something. No content: it has the time in it."""

OPENED = """CREATE TABLE opened (
  search TEXT NOT NULL,
  reader TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (search, reader)
) WITHOUT ROWID"""
"""When each reader last opened each saved search, and the newest article's number then. A diary,
no content."""

CREATE = re.compile(r"CREATE (?:UNIQUE )?(VIRTUAL TABLE|TABLE|INDEX|VIEW|TRIGGER) \"?(\w+)\"?")

SHADOWS = ("_config", "_data", "_docsize", "_idx", "_content")
"""Endings of the tables in which a full-text index keeps its own."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A table, full-text index, index, trigger or view, with the SQL that makes it."""

    kind: str
    name: str
    sql: str


def sql(name: str) -> str:
    """The text of one of the `.sql` files."""
    return files("quoth.store").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def statements(script: str) -> Iterator[str]:
    """The statements of a script; none of ours holds a semicolon at the end of a line inside."""
    for statement in script.split(";\n"):
        if statement.strip():
            yield statement


def wanted() -> list[Thing]:
    """What a project file of this version has, in an order in which it can be made."""
    found = [RUNS, LAYER, OPENED, *schema.ddl()]
    for name in ("search", "match", "views"):
        found += statements(sql(name))
    return [_thing(statement) for statement in found]


def present(connection: sqlite3.Connection) -> dict[str, Thing]:
    """What a database has, by name, without what SQLite made by itself."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    indexes = [name for name, made_by in rows if made_by.startswith("CREATE VIRTUAL")]
    shadows = {name + ending for name in indexes for ending in SHADOWS}
    return {name: _thing(made_by) for name, made_by in rows if name not in shadows}


def _thing(statement: str) -> Thing:
    found = CREATE.search(statement)
    if found is None:
        return Thing("other", statement, statement)
    text = " ".join(line for line in statement[found.start() :].split("\n"))
    name = found[2]
    text = re.sub(r"\s+", " ", text).replace(f'"{name}"', name, 1).rstrip("; ")
    return Thing(found[1].lower(), name, text)


def make(connection: sqlite3.Connection) -> None:
    """Make everything in an empty database; the caller holds the transaction."""
    for thing in wanted():
        connection.execute(thing.sql)


def drift(connection: sqlite3.Connection) -> list[str]:
    """In words, where a database has another shape than this version's."""
    has, found = present(connection), []
    for thing in wanted():
        if thing.name not in has:
            found.append(f"the {thing.kind} {thing.name} is missing")
        elif has[thing.name].sql != thing.sql:
            found.append(f"the {thing.kind} {thing.name} has another definition")
    return found


def reshape(connection: sqlite3.Connection) -> list[str]:
    """Bring a database to this version's shape; the caller holds the transaction.

    Rows of the record are carried over into tables with other columns; derived tables are made
    empty and their layers stale. Tables and columns that this version does not know stay, unless
    the column is in a table that has to be made anew. Full-text indexes that are missing or of
    another definition are made empty: `quoth.store.index.refill` fills the ones returned; those of
    derived tables are filled with their layer. The index of `x` is called `x_search`.

    The connection must have been prepared with `unguarded`, outside of the transaction.

    Returns:
        The names of the full-text indexes of the record that are empty now.
    """
    has = present(connection)
    target = wanted()
    for thing in has.values():
        if thing.kind == "view":
            connection.execute(f"DROP VIEW {thing.name}")
    empty, stale = [], set()
    for thing in target:
        known = has.get(thing.name)
        if known is not None and known.kind == "view":
            known = None
        if known is not None and known.sql == thing.sql:
            continue
        table = TABLE.get(thing.name)
        if thing.kind == "table":
            if known is None:
                connection.execute(thing.sql)
            elif table is not None and table.layer is None:
                _carry_over(connection, table, thing)
            else:
                connection.execute(f"DROP TABLE {thing.name}")
                connection.execute(thing.sql)
            if table is not None and table.layer:
                stale.add(table.layer)
                if f"{table.name}_search" in has:
                    forget(connection, f"{table.name}_search")
        elif thing.kind == "virtual table":
            if known is not None:
                connection.execute(f"DROP TABLE {thing.name}")
            connection.execute(thing.sql)
            of = TABLE.get(thing.name.removesuffix("_search"))
            if of is not None and of.layer:
                stale.add(of.layer)
            else:
                empty.append(thing.name)
        elif thing.kind in ("index", "trigger") and known is not None:
            # One on a table that was made anew is gone already.
            connection.execute(f"DROP {thing.kind} IF EXISTS {thing.name}")
    _make_beside(connection, target)
    for thing in target:
        if thing.kind == "view":
            connection.execute(thing.sql)
    for layer in dependents(*stale) if stale else ():
        connection.execute("DELETE FROM layer WHERE name = ?", (layer,))
    return empty


def complete(connection: sqlite3.Connection) -> list[str]:
    """Make what is missing, and change nothing that is there; the caller holds the transaction.

    A release may add derived tables without a new version of the file.

    Returns:
        The names of the full-text indexes of the record that were made, empty.
    """
    has = present(connection)
    empty, stale = [], set()
    for thing in wanted():
        if thing.name in has:
            continue
        connection.execute(thing.sql)
        of = TABLE.get(thing.name.removesuffix("_search"))
        if of is not None and of.layer:
            stale.add(of.layer)
        elif thing.kind == "virtual table":
            empty.append(thing.name)
    for layer in dependents(*stale) if stale else ():
        connection.execute("DELETE FROM layer WHERE name = ?", (layer,))
    return empty


def forget(connection: sqlite3.Connection, index: str) -> None:
    """Empty a full-text index that keeps no copy of its text."""
    connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")


def _make_beside(connection: sqlite3.Connection, target: list[Thing]) -> None:
    has = present(connection)
    for thing in target:
        if thing.kind in ("index", "trigger") and thing.name not in has:
            connection.execute(thing.sql)


def _carry_over(connection: sqlite3.Connection, table: Table, thing: Thing) -> None:
    """Make a record table anew with the same rows; new columns get their default."""
    former = f"former_{table.name}"
    connection.execute(f"ALTER TABLE {table.name} RENAME TO {former}")
    connection.execute(thing.sql)
    had = {row[1] for row in connection.execute(f"PRAGMA table_info({former})")}
    kept = [column.name for column in table.columns if column.name in had]
    new = [column for column in table.columns if column.name not in had]
    places = "".join(", ?" for _ in new)
    names = ", ".join([*kept, *(column.name for column in new)])
    connection.execute(
        f"INSERT INTO {table.name} ({names}) SELECT {', '.join(kept)}{places} FROM {former}",
        [schema.default(table, column) for column in new],
    )
    connection.execute(f"DROP TABLE {former}")


def unguarded(connection: sqlite3.Connection) -> None:
    """Let tables be renamed and dropped without what refers to them following; see `reshape`."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA legacy_alter_table = ON")


def guarded(connection: sqlite3.Connection) -> None:
    """The inverse of `unguarded`."""
    connection.execute("PRAGMA legacy_alter_table = OFF")
    connection.execute("PRAGMA foreign_keys = ON")


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of each table of the record that a database has."""
    has = present(connection)
    names = [table.name for table in TABLES if table.layer is None and table.name in has]
    return {
        name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in names
    }
