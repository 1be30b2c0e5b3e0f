"""CSV: a file for each table (RFC 4180, UTF-8), and the codebook.

An empty cell is an empty value. The data stay exact: a cell that begins with `=` is not altered,
so have a spreadsheet import the file as text rather than open it.
"""

from __future__ import annotations

import csv
from pathlib import Path

from quoth.export import Written
from quoth.export.selection import Selection
from quoth.export.tables import rows, write_codebook

LOST = ("the difference between an empty text and no value",)


def write(selection: Selection, target: Path) -> Written:
    """Write a folder of tables."""
    target.mkdir(parents=True)
    counts: dict[str, int] = {}
    for table, chunks in rows(selection):
        counts[table.name] = 0
        with (target / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as sink:
            writer = csv.writer(sink)
            writer.writerow(column.name for column in table.columns)
            for chunk in chunks:
                writer.writerows([_plain(value) for value in row] for row in chunk)
                counts[table.name] += len(chunk)
    write_codebook(target)
    return Written(rows=counts, lost=LOST)


def _plain(value: object) -> object:
    if value is True or value is False:
        return "true" if value else "false"
    return value
