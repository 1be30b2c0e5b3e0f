"""An export of Nexis as text or HTML: an article after each mark.

Exports in Word and RTF come here part by part, as their lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The articles between the marks; `payload` of each is its lines as UTF-8."""
    from quoth.errors import NotAnArticle
    from quoth.read import nexis
    from quoth.read.binary import refuse_binary
    from quoth.read.encoding import decode
    from quoth.read.formats.sniff import is_html

    source.refuse_large()
    refuse_binary(source.head)
    payload = source.payload()
    page = is_html(source.head)
    if page:
        lines = nexis.html_lines(payload)
    else:
        text = decode(payload).replace("\r\n", "\n").replace("\r", "\n")
        lines = text.replace("\f", "\n").split("\n")
    new = nexis.is_new(lines)
    found = False
    for number, block in enumerate(nexis.parts(lines), 1):
        found = True
        # New exports were not made as text: somebody converted one, a line a paragraph.
        layout = "new" if new else "old" if page else "wrapped"
        part = "\n".join(block).encode("utf-8", "replace")
        yield source.part(number, "nexis", part, fields={"layout": layout})
    if page and not found:
        yield source.whole("html", payload)  # a page about Nexis, perhaps
    elif not found:
        raise NotAnArticle(
            "an export of Nexis without an article in it",
            advice="download the articles with their full text",
        )


def article(raw: RawDocument) -> Article:
    """See `quoth.read.nexis`."""
    from quoth.read.nexis import nexis_article

    layout = raw.fields.get("layout")
    return nexis_article(
        raw.payload.decode("utf-8", "replace"),
        path=raw.path,
        wrapped=layout == "wrapped",
        new=layout == "new",
    )
