"""Columns and tables of the project file, and their SQL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

SCALARS = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER", bytes: "BLOB"}

NO_CONTENT = ("number", "read_at", "data")
"""Columns that two projects which hold the same may differ in; `data` is known by its hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the project file.

    `path` leads from the noun to the value: `("cue", "span", 0)`; it is empty for a column
    that only the store has.
    """

    name: str
    type: str
    nullable: bool = False
    choices: tuple[str, ...] = ()
    references: str | None = None
    meaning: str = ""
    path: tuple[str | int, ...] = ()

    def ddl(self) -> str:
        """The column's line in CREATE TABLE."""
        parts = [self.name, self.type]
        if not self.nullable:
            parts.append("NOT NULL")
        if self.choices:
            allowed = ", ".join(f"'{choice}'" for choice in self.choices)
            parts.append(f"CHECK ({self.name} IN ({allowed}))")
        if self.references:
            parts.append(f"REFERENCES {self.references}(id) ON DELETE CASCADE")
        return " ".join(parts)


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: a noun's own fields, or one of its tuples (then `owner` is the noun's table)."""

    name: str
    noun: type
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    owner: str | None = None
    field: tuple[str, ...] = ()
    layer: str | None = None
    """The derived layer that its rows belong to; None for a record, which is never lost."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The columns that say something about the world, not about this file."""
        return tuple(name for name in self.names if name not in NO_CONTENT)

    def ddl(self) -> str:
        """CREATE TABLE with its constraints."""
        lines = [column.ddl() for column in self.columns]
        if "number" in self.names:
            lines[self.names.index("number")] = "number INTEGER PRIMARY KEY"
            lines.append(f"UNIQUE ({', '.join(self.key)})")
            ending = ")"
        else:
            lines.append(f"PRIMARY KEY ({', '.join(self.key)})")
            ending = ") WITHOUT ROWID"
        return f"CREATE TABLE {self.name} (\n  " + ",\n  ".join(lines) + f"\n{ending}"

    @cached_property
    def insert(self) -> str:
        """INSERT with a place for each column."""
        places = ", ".join("?" * len(self.names))
        return f"INSERT INTO {self.name} ({', '.join(self.names)}) VALUES ({places})"


def stored(name: str, type: str, meaning: str, **options: Any) -> Column:
    return Column(name=name, type=type, meaning=meaning, **options)
