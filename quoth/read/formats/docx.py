"""A Word document: one article, or an archive's export with several."""

from __future__ import annotations

import io
from collections.abc import Iterator

from quoth.errors import Empty
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The document; of an export each article."""
    from quoth.read import exports
    from quoth.read.docx import Package

    source.refuse_large()
    payload = source.payload()
    package = Package(io.BytesIO(payload))
    if package.has(exports.may_hold):
        lines = exports.converted(package.lines, len(payload))
        if form := exports.kind_of(lines):
            yield from exports.parts(source, lines, form)
            return
    yield source.whole("docx", payload)


def article(raw: RawDocument) -> Article:
    """The document's text, with what it says about itself."""
    from quoth.read.authors import names_in
    from quoth.read.docx import Package
    from quoth.read.formats.text import headline
    from quoth.read.language import detect
    from quoth.read.lines import text_of
    from quoth.read.stated import named_author, real_title, stated_date

    package = Package(io.BytesIO(raw.payload))
    lines = package.lines()
    text = text_of(lines)
    if not text.strip():
        raise Empty(
            "empty: the document has no text",
            advice="if it shows scanned pages, have their text recognized (OCR) first",
        )
    about = package.properties()
    titled = next((line.text for line in lines[:20] if line.kind == "title"), None)
    author = named_author(about.author)
    published, published_from = None, None
    if about.created and about.created not in TEMPLATES:
        published, published_from = stated_date(about.created, where="docx created")
    return Article.of(
        text,
        path=raw.path,
        title=titled or real_title(about.title) or headline(text),
        authors=(names_in([author]) or (author,)) if author else (),
        published=published,
        published_from=published_from,
        language=detect(text) or _language(about.language),
    )


TEMPLATES = frozenset(("2013-12-23T23:15:00Z",))
"""The birthday of a template, which documents made by programs keep."""


def _language(code: str | None) -> str | None:
    code = (code or "").casefold().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isalpha() else None
