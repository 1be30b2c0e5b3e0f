"""The columns of a folder of results, derived from `quoth/schema/`: nothing is named twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quoth.schema import TABLE, Column, Table
from quoth.store.rows import list_rows, row

if TYPE_CHECKING:
    import pyarrow

UNSET = ("number", "superseded_by")
"""Columns that only a project file has: a row's number, and what later captures decide."""

READ = ("input", "article", "author", "capture")
EXTRACTED = ("statement", "content", "speaker", "link", "ground")
"""The tables that the two stages fill."""

ACTORS = ("actor", "alias", "appearance")
MATCHED = ("copy", "event", "happening", "claim", "voice", "member")
"""The tables of what is found across articles."""

COMPARED = ("figure", "label", "position", "conflict")
"""The tables of what cannot both stand, and of what that is told by."""

GROUPED = ("concept", "coding")
"""The tables of what statements are for or against; there only if they were asked for."""

MONTH = "month"
"""The column that folders are named after: "2024-05", "2024" or "unknown"."""


def kept(table: Table) -> tuple[Column, ...]:
    """The columns of a table that a folder has."""
    return tuple(column for column in table.columns if column.name not in UNSET)


def values(table: Table, whole: Sequence[Any]) -> dict[str, Any]:
    """A row of all columns, as those that are kept by name."""
    named = zip(table.columns, whole, strict=True)
    return {
        column.name: int(value) if isinstance(value, bool) else value
        for column, value in named
        if column.name not in UNSET
    }


def arrow_type(column: Column) -> pyarrow.DataType:
    """A column's type in Arrow."""
    import pyarrow

    return {
        "TEXT": pyarrow.string(),
        "INTEGER": pyarrow.int64(),
        "REAL": pyarrow.float64(),
        "BLOB": pyarrow.binary(),
    }[column.type]


def arrow_fields(table: str) -> list[pyarrow.Field]:
    """A table's fields in Arrow."""
    import pyarrow

    return [pyarrow.field(column.name, arrow_type(column)) for column in kept(TABLE[table])]


def nested(tables: Sequence[str], *beside: tuple[str, str]) -> pyarrow.Schema:
    """The schema of rows that hold a list of rows of each of several tables.

    Args:
        tables: their names.
        *beside: further columns: name and type ("TEXT", "INTEGER" …).
    """
    import pyarrow

    own = [
        pyarrow.field(name, arrow_type(Column(name=name, type=type, nullable=True)))
        for name, type in beside
    ]
    lists = [
        pyarrow.field(name, pyarrow.list_(pyarrow.struct(arrow_fields(name)))) for name in tables
    ]
    return pyarrow.schema([*own, *lists])


def month_of(published: str | None) -> str:
    """The name of an article's folder."""
    digits = (published or "")[:7]
    for size, plain in ((7, "dddd-dd"), (4, "dddd")):
        part = digits[:size]
        if len(part) == size and all(
            c.isascii() and c.isdigit() if kind == "d" else c == kind
            for c, kind in zip(part, plain, strict=True)
        ):
            return part
    return "unknown"


def of_noun(table: str, thing: Any) -> dict[str, list[dict[str, Any]]]:
    """A noun's row and those of its tuples, by table: one of each of the columns of `nested`."""
    stored = {"number": None, "superseded_by": None}
    made = {table: [values(TABLE[table], row(TABLE[table], thing, **stored))]}
    for name, rows in list_rows(thing, table).items():
        made[name] = [values(TABLE[name], one) for one in rows]
    return made
