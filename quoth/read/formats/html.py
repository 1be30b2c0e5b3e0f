"""An HTML page: one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quoth.model import Article, SkippedInput
from quoth.read.binary import refuse_binary
from quoth.read.document import RawDocument, Source


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The page as it was saved."""
    source.refuse_large()
    refuse_binary(source.head, "html")
    yield source.whole("html")


def article(raw: RawDocument) -> Article:
    """See `quoth.read.page`. An archive may know address, encoding and title; a feed that
    led to the page what it does not say itself."""
    from quoth.read.authors import names_in
    from quoth.read.page import page_article

    known = {name: raw.fields.get(name) for name in ("url", "charset", "title")}
    found = page_article(raw.payload, path=raw.path, **known)
    if found.published is None and raw.fields.get("published"):
        found = replace(found, published=raw.fields["published"], published_from="feed")
    if not found.authors and raw.fields.get("authors"):
        found = replace(found, authors=names_in(raw.fields["authors"]))
    return found
