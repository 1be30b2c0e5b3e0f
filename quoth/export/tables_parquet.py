"""Parquet: a file for each table, written by DuckDB, and the codebook.

Text is VARCHAR, a whole number BIGINT, a number DOUBLE, true or false BOOLEAN, a day DATE; dates
of which only a part is known stay text. Rows go from SQLite to DuckDB in chunks of columns, and
DuckDB keeps what does not fit its share of memory in a file.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from quoth.export import Written
from quoth.export.selection import Selection
from quoth.export.tables import Kind, TidyTable, rows, write_codebook

TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "whole": "BIGINT",
    "real": "DOUBLE",
    "truth": "BOOLEAN",
    "day": "DATE",
}

MEMORY = "300MB"
"""DuckDB's share."""


def write(selection: Selection, target: Path) -> Written:
    """Write a folder of tables."""
    import duckdb

    target.mkdir(parents=True)
    counts: dict[str, int] = {}
    with (
        tempfile.TemporaryDirectory(prefix=".parquet-", dir=target) as scratch,
        duckdb.connect(
            f"{scratch}/tables.duckdb",
            config={"memory_limit": MEMORY, "threads": 2, "temp_directory": scratch},
        ) as calculator,
    ):
        for table, chunks in rows(selection):
            columns = ", ".join(f'"{c.name}" {TYPES[c.kind]}' for c in table.columns)
            calculator.execute(f'CREATE TABLE "{table.name}" ({columns})')
            counts[table.name] = 0
            for chunk in chunks:
                _insert(calculator, table, chunk)
                counts[table.name] += len(chunk)
            file = str(target / f"{table.name}.parquet").replace("'", "''")
            calculator.execute(
                f"COPY \"{table.name}\" TO '{file}' (FORMAT parquet, COMPRESSION zstd)"
            )
            calculator.execute(f'DROP TABLE "{table.name}"')
    write_codebook(target)
    return Written(rows=counts)


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
