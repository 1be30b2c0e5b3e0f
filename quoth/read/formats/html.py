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
    """See `quoth.read.page`; an archive also knows address, encoding and title."""
    from quoth.read.page import page_article

    known = {name: raw.fields.get(name) for name in ("url", "charset", "title")}
    return page_article(raw.payload, path=raw.path, **known)
