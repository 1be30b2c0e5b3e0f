"""The codebook: every table and column in words."""

from __future__ import annotations

from quoth.model import Piece
from quoth.schema.columns import Column, Table
from quoth.schema.fields import hints, meaning, optional
from quoth.schema.tables import TABLE, TABLES


def column_meaning(table: Table, column: Column) -> str:
    """What a column means, in words."""
    if column.meaning:
        return column.meaning
    if column.name == "ordinal":
        return "place in the list, from 0"
    if table.owner and column.name == f"{table.owner}_id":
        return f"the {table.owner} it belongs to"
    noun, path = table.noun, [step for step in column.path if isinstance(step, str)]
    if table.owner and not path:  # the element of a tuple of strings or spans
        noun, path = TABLE[table.owner].noun, list(table.field)
    *before, last = path
    for step in before:
        outer, noun = noun, optional(hints(noun)[step])[0]
        if noun is Piece:
            noun, last = outer, step
    words = meaning(noun, last)
    if column.name.endswith("_start"):
        words += ": its first code point in the article's text"
    elif column.name.endswith("_end"):
        words += ": one past its last code point"
    return words


def codebook() -> str:
    """Every table and column with its type and meaning, in Markdown."""
    parts = []
    for table in TABLES:
        heading = "| column | type | meaning |\n|---|---|---|"
        parts.append(f"### {table.name}\n\n{table.meaning}\n\n{heading}")
        for column in table.columns:
            kind = column.type.lower() + (", may be empty" if column.nullable else "")
            words = column_meaning(table, column)
            if column.choices and column.choices[0] not in words:
                words += f" ({', '.join(column.choices)})"
            parts.append(f"| `{column.name}` | {kind} | {words} |")
        parts.append("")
    return "\n".join(parts)
