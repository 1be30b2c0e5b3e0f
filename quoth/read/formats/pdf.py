"""A PDF with a text layer: one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.errors import NotAnArticle
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The file."""
    yield source.whole("pdf")


def article(raw: RawDocument) -> Article:
    """The text of its pages, with what it says about itself."""
    from quoth.read.authors import names_in
    from quoth.read.formats.text import headline
    from quoth.read.language import detect
    from quoth.read.pdf import read_pdf
    from quoth.read.stated import named_author, stated_date

    found = read_pdf(raw.payload)
    text = "\n\n".join(found.paragraphs)
    if not any(map(str.isalpha, text)):
        raise NotAnArticle(
            "no text in its text layer but marks",
            advice="its fonts may not say which letters they draw: have its text recognized (OCR)",
        )
    author = named_author(found.author)
    published, published_from = None, None
    if stamp := STAMP.match(found.created or ""):
        published, published_from = stated_date("-".join(stamp.groups()), where="pdf CreationDate")
    return Article.of(
        text,
        path=raw.path,
        url=found.url,
        title=_title(found.title, text) or headline(text),
        authors=(names_in([author]) or (author,)) if author else (),
        published=published,
        published_from=published_from,
        language=detect(text),
    )


STAMP = re.compile(r"^(?:D:)?(\d{4})(\d{2})(\d{2})")


def _title(title: str | None, text: str) -> str | None:
    """The PDF's own title if it is one: programs put file names and numbers there."""
    from quoth.read.stated import real_title

    title = real_title(title)
    if title is None or re.search(
        r"\.(?:docx?|indd|pdf|qxd|html?|rtf|txt)\b|^https?:", title, re.I
    ):
        return None
    return title if " " in title else None
