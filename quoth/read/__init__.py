"""read: paths in, articles out.

`find_documents` (`quoth.read.inputs`) touches the disk, `parse` (`quoth.read.parse`)
the processor; `read` composes the two in one process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from quoth.model import Article, SkippedInput
from quoth.read.document import MAX_BYTES, Locator, RawDocument
from quoth.read.inputs import find_documents
from quoth.read.parse import parse

__all__ = ["MAX_BYTES", "Locator", "RawDocument", "find_documents", "parse", "read"]


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    mapping: dict[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Article | SkippedInput]:
    """Read articles from files, directories, glob patterns or standard input ("-").

    Args:
        paths: one path or several, of any format in `quoth.read.formats`, also gzipped.
        mapping: for JSON: the contract's field to its name in the file,
            `{"text": "body", "published": "date"}`. Without it common names are tried.
        max_bytes: larger documents become a `SkippedInput`.

    Yields:
        An `Article` for each document, or a `SkippedInput` with the reason.

    Raises:
        UsageError: `mapping` or `max_bytes` makes no sense.
    """
    documents = find_documents(paths, mapping=mapping, max_bytes=max_bytes)
    return map(_article, documents)


def _article(found: RawDocument | SkippedInput) -> Article | SkippedInput:
    return found if isinstance(found, SkippedInput) else parse(found)
