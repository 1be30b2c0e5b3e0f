"""A document in Rich Text Format: one article, or an archive's export with several."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.errors import Empty
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The document; of an export each article."""
    from quoth.read import exports
    from quoth.read.rtf import read_rtf

    source.refuse_large()
    payload = source.payload()
    if exports.may_hold(payload):
        lines = exports.converted(lambda: read_rtf(payload).lines, len(payload))
        if form := exports.kind_of(lines):
            yield from exports.parts(source, lines, form)
            return
    yield source.whole("rtf", payload)


def article(raw: RawDocument) -> Article:
    """The document's text, with what it says about itself."""
    from quoth.read.authors import names_in
    from quoth.read.formats.text import headline
    from quoth.read.language import detect
    from quoth.read.lines import text_of
    from quoth.read.rtf import read_rtf
    from quoth.read.stated import named_author, real_title, stated_date

    document = read_rtf(raw.payload)
    text = text_of(document.lines)
    if not text.strip():
        raise Empty("empty: the document has no text", advice="remove it, or save it again")
    author = named_author(document.author)
    published, published_from = stated_date(document.created, where="rtf creatim")
    return Article.of(
        text,
        path=raw.path,
        title=real_title(document.title) or headline(text),
        authors=(names_in([author]) or (author,)) if author else (),
        published=published,
        published_from=published_from,
        language=detect(text),
    )
