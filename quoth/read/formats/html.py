"""An HTML page: one article."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.model import Article, SkippedInput
from quoth.read.binary import refuse_binary
from quoth.read.document import RawDocument, Source


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The page as it was saved."""
    source.refuse_large()
    refuse_binary(source.head, "html")
    yield source.whole("html")


def article(raw: RawDocument) -> Article:
    """See `quoth.read.page`."""
    from quoth.read.page import page_article

    return page_article(raw.payload, path=raw.path)
