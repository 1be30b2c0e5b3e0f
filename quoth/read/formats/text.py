"""Plain text: the decoded file is the article's text, unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.errors import Empty
from quoth.model import Article, SkippedInput
from quoth.read.beside import fields_beside
from quoth.read.binary import refuse_binary
from quoth.read.document import RawDocument, Source

HEADLINE_LENGTH = 200
"""A first line longer than this is no headline."""


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The file."""
    source.refuse_large()
    refuse_binary(source.head)
    about = fields_beside(source.path)
    yield source.whole("text", fields={"meta": about} if about else {})


def article(raw: RawDocument) -> Article:
    """The decoded text; its first line is the title if it looks like a headline.

    What a `meta.json` beside the file says goes before what the text shows.
    """
    from quoth.read.encoding import decode
    from quoth.read.language import detect

    text = decode(raw.payload, raw.fields.get("charset"))
    if not text.strip():
        raise Empty("empty", advice="remove it, or fetch the file again")
    url = raw.fields.get("url")
    title = headline(text) or raw.fields.get("title")
    about = raw.fields.get("meta")
    if about:
        from quoth.read.record import record_article

        known = {"url": url, "title": title, "language": detect(text)}
        return record_article({**known, **about, "text": text}, path=raw.path)
    return Article.of(text, path=raw.path, url=url, title=title, language=detect(text))


def headline(text: str) -> str | None:
    """The first line of a text if it looks like a headline: short, apart, no full stop."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if not rest.strip() or len(first) > HEADLINE_LENGTH or len(first.split()) < 2:
        return None
    following = rest.partition("\n")[0].strip()
    if following and len(following) < 1.5 * len(first):
        return None  # the lines of a paragraph with hard line ends
    if first.endswith((".", ",", ";", ":", "。", "،")) and not first.endswith(("...", "U.S.")):
        return None
    return first
