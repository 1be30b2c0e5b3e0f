"""The schema, derived from the nouns: SQLite tables, JSON schemas, codebook.

A field is declared once, in `quoth/model/`. From there:

- a plain field is a column; `| None` makes it nullable, a `Literal` gives it a CHECK;
- a `Span` is two integer columns, `…_start` and `…_end`;
- a noun inside a noun is flattened (`cue.span` becomes `cue_start`, `cue_end`);
- a tuple is a table of its own, in order, keyed by its owner's id and an ordinal;
- the text of a span is not stored: it is the article's text at the span.

What only the project file needs (row numbers, the model's version) is in `STORED`.
Tables are of two sorts. A *record* table is never lost: a migration carries its rows over.
A table named in `DERIVED` is computed from the others, belongs to a *layer* and may be dropped
and made anew at any time; `quoth/store/layers.py` tells which layers are current.
`quoth/store/rows.py` turns nouns into rows and back by the same rules.
`python -m quoth.schema` prints the codebook.
"""

from __future__ import annotations

from quoth.schema.codebook import codebook, column_meaning
from quoth.schema.columns import NO_CONTENT, SCALARS, Column, Table
from quoth.schema.declared import DERIVED, LAYERS, SCHEMA_VERSION, SLICED, STORED
from quoth.schema.documents import json_schemas
from quoth.schema.fields import docstrings, hints, meaning, optional
from quoth.schema.meanings import MEANINGS
from quoth.schema.tables import TABLE, TABLES, ddl, default

__all__ = [
    "DERIVED",
    "LAYERS",
    "MEANINGS",
    "NO_CONTENT",
    "SCALARS",
    "SCHEMA_VERSION",
    "SLICED",
    "STORED",
    "TABLE",
    "TABLES",
    "Column",
    "Table",
    "codebook",
    "column_meaning",
    "ddl",
    "default",
    "docstrings",
    "hints",
    "json_schemas",
    "meaning",
    "optional",
]
