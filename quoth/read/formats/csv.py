"""A table (CSV, TSV): one article a row; a bad row costs only itself."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from quoth.errors import InputError
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """Each row under the header. Rows are counted as a spreadsheet counts them.

    `source` of each is the row as a line of JSON: each column with its cell.
    """
    from quoth.read.table import HEAD, layout_of, rows

    mapping = source.fields.get("mapping")
    layout = layout_of(source.stream.peek(HEAD), mapping)
    fields = {"order": layout.order} if layout.order else {}
    for number, row in rows(source.stream, layout, mapping=mapping, max_bytes=source.limit):
        if isinstance(row, InputError):
            yield source.skipped(number, row)
        else:
            original = msgspec.json.encode(row)
            yield source.part(number, "csv", row, source=original, fields=fields)


def article(raw: RawDocument) -> Article:
    """See `quoth.read.table`."""
    from quoth.read.table import row_article

    row = raw.payload if isinstance(raw.payload, dict) else msgspec.json.decode(raw.payload)
    return row_article(
        row, path=raw.path, mapping=raw.fields.get("mapping"), order=raw.fields.get("order")
    )
