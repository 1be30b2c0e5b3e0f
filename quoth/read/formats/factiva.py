"""An export of Factiva as HTML or XML, with several articles.

Exports in RTF and Word come here part by part, as their lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from quoth.errors import InputError, NotAnArticle
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source
from quoth.read.formats.sniff import is_xml


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """Each article as its own markup."""
    from quoth.read import factiva

    source.refuse_large()
    payload = source.payload()
    layout = "xml" if is_xml(source.head) else "html"
    articles = factiva.xml_articles if layout == "xml" else factiva.html_articles
    number = 0
    try:
        for number, part in enumerate(articles(payload), 1):
            yield source.part(number, "factiva", part, fields={"layout": layout})
    except InputError as error:
        yield source.skipped(number + 1, error)
        return
    if not number:
        if layout == "html":  # a page about Factiva, perhaps
            yield source.whole("html", payload)
            return
        raise NotAnArticle(
            "XML without an article of Factiva in it",
            advice="export the articles with their full text",
        )


def article(raw: RawDocument) -> Article:
    """See `quoth.read.factiva`."""
    from quoth.read.factiva import html_article, lines_article, xml_article

    layout = raw.fields.get("layout")
    if layout == "lines":
        return lines_article(raw.payload.decode("utf-8", "replace"), path=raw.path)
    read = xml_article if layout == "xml" else html_article
    return read(raw.payload, path=raw.path)
