"""Parquet: a file for each table, written by DuckDB, and the codebook.

Text is VARCHAR, a whole number BIGINT, a number DOUBLE, true or false BOOLEAN, a day DATE; dates
of which only a part is known stay text. Rows go from SQLite to DuckDB in chunks of columns, and
DuckDB keeps what does not fit its share of memory in a file. A large project is written by two
processes: the statements take as long as all other tables.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quoth.engine import Failure, local_engine
from quoth.engine.local import cores
from quoth.export import Written
from quoth.export.selection import Selection
from quoth.export.tables import Kind, TidyTable, rows, tables, write_codebook
from quoth.store.file import stamp

TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "whole": "BIGINT",
    "real": "DOUBLE",
    "truth": "BOOLEAN",
    "day": "DATE",
}

MEMORY = "300MB"
"""DuckDB's share."""

GROUP = 61_440
"""Rows that are packed at once: what a reader fetches together, and what is in memory while they
are written."""

LONG_GROUP = 4_096
"""The same of a table whose rows hold whole texts."""


MANY = 200_000
"""Statements of a project from which its tables are written by two processes."""

HALVES = (("statement",), None)
"""What takes as long: the statements, and all other tables."""


def write(selection: Selection, target: Path) -> Written:
    """Write a folder of tables."""
    target.mkdir(parents=True)
    counts = _by_two(selection, target) if _is_large(selection) else None
    if counts is None:
        counts = _written(selection, target, [table.name for table in tables()])
    write_codebook(target)
    return Written(rows={table.name: counts[table.name] for table in tables()})


def _is_large(selection: Selection) -> bool:
    return selection.everything and cores() > 1 and selection.project.info().statements >= MANY


def _by_two(selection: Selection, target: Path) -> dict[str, int] | None:
    """Write the tables of a whole project with two processes.

    Each reads at a moment of its own, so this holds only if nobody wrote to the project meanwhile.

    Returns:
        Rows by table; None if somebody did, or the processes could not do it.
    """
    path = selection.project.path.absolute()
    rest = tuple(table.name for table in tables() if table.name not in HALVES[0])
    parts = [(str(path), str(target), names or rest) for names in HALVES]
    before = stamp(path)
    counts: dict[str, int] = {}
    with local_engine(2) as engine:
        for (found,) in engine.map(_part, [[part] for part in parts], prepare=_nothing):
            if isinstance(found, Failure):
                return None
            counts |= found
    return counts if before is not None and stamp(path) == before else None


def _nothing() -> None:
    """Tables need no tool."""


def _part(tool: None, batch: Sequence[tuple[str, str, Sequence[str]]]) -> list[dict[str, int]]:
    from quoth.store import Project

    found = []
    for path, target, names in batch:
        with Project.open(path) as project:
            found.append(_written(Selection(project), Path(target), names))
    return found


def _written(selection: Selection, target: Path, names: Sequence[str]) -> dict[str, int]:
    """Write some tables, one after the other; rows by table."""
    import duckdb

    counts: dict[str, int] = {}
    with (
        tempfile.TemporaryDirectory(prefix=".parquet-", dir=target) as scratch,
        duckdb.connect(
            config={
                "memory_limit": MEMORY,
                "threads": 1,
                "temp_directory": scratch,
            },
        ) as calculator,
    ):
        calculator.execute("SET enable_progress_bar = false")  # it would draw on the terminal
        for table, chunks in rows(selection, names):
            columns = ", ".join(f'"{c.name}" {TYPES[c.kind]}' for c in table.columns)
            calculator.execute(f'CREATE TABLE "{table.name}" ({columns})')
            counts[table.name] = 0
            for chunk in chunks:
                _insert(calculator, table, chunk)
                counts[table.name] += len(chunk)
            file = str(target / f"{table.name}.parquet").replace("'", "''")
            group = LONG_GROUP if table.name == "article" else GROUP
            calculator.execute(
                f"COPY \"{table.name}\" TO '{file}'"
                f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {group})"
            )
            calculator.execute(f'DROP TABLE "{table.name}"')
    return counts


def _insert(calculator: Any, table: TidyTable, chunk: list[tuple]) -> None:
    """A chunk of rows, as columns that DuckDB reads where they are."""
    import numpy as np

    made: dict[str, Any] = {}
    for column, values in zip(table.columns, zip(*chunk, strict=True), strict=True):
        if column.kind == "text":
            cells = np.array(values, dtype=object)
        elif column.kind == "day":
            cells = np.array([v and v.isoformat() for v in values], dtype=object)
        else:
            dtype = {"whole": np.int64, "real": np.float64, "truth": np.bool_}[column.kind]
            empty = np.array([value is None for value in values])
            cells = np.ma.masked_array(
                np.array([value or 0 for value in values], dtype=dtype), mask=empty
            )
        made[column.name] = cells
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    cast = ", ".join(f'CAST("{c.name}" AS {TYPES[c.kind]})' for c in table.columns)
    calculator.register("chunk", made)
    calculator.execute(f'INSERT INTO "{table.name}" ({names}) SELECT {cast} FROM chunk')
    calculator.unregister("chunk")
