"""JSON Lines: one object a statement, the line that `quoth extract --json` prints."""

from __future__ import annotations

import json
from pathlib import Path

from quoth.export import Written
from quoth.export.selection import Selection
from quoth.model import statement_record

LOST = (
    "articles' texts: the format articles has them",
    "claims, conflicts and judgements: csv and parquet have them",
)


def write(selection: Selection, target: Path) -> Written:
    """Write a line for each statement, newest article first."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as sink:
        for statement, article in selection.statements():
            sink.write(json.dumps(statement_record(statement, article), ensure_ascii=False) + "\n")
            count += 1
    return Written(rows={"statement": count}, lost=LOST)
