"""RSS and Atom files whose entries hold whole articles.

An entry with its content (Atom's `content`, RSS's `content:encoded`) is an article. One with
only a summary is skipped: `quoth watch` fetches what it leads to. A long RSS description is
taken for the article, because many feeds have no other place for it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from quoth.errors import Empty, InputError, NotAnArticle
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source
from quoth.read.limit import within

SECONDS = 10
"""Of processor time that a feed may take: a thousand entries take one or two."""

LONG = 1200
"""Characters from which on a description is taken for the article itself."""

CUT = re.compile(
    r"(?:\.\.\.|…|\[(?:…|\.\.\.|&hellip;)\]|read more|continue reading|weiterlesen|lire la suite)"
    r"\W{0,10}$",
    re.IGNORECASE,
)
"""How a text ends that goes on elsewhere."""

FOOTER = re.compile(r"^The post .{1,400} (?:appeared first|first appeared) on .{1,200}$")
"""What blogs put under every entry of their feeds."""

TAG = re.compile(r"<[^<>]{0,2000}>")


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The entries, in the order of the file."""
    feed = parsed(source.payload())
    for number, entry in enumerate(feed.entries, 1):
        try:
            markup, fields = content(entry), about(entry, feed.feed)
            yield source.part(number, "feed", markup, fields=fields)
        except InputError as error:
            yield source.skipped(number, error)


def parsed(payload: bytes) -> Any:
    """A feed as feedparser gives it.

    Raises:
        NotAnArticle: it is no feed, or has no entries.
        Unreadable: it takes too long.
    """
    import feedparser

    def parse() -> Any:
        # As a file: what is not one, feedparser takes for an address to fetch.
        return feedparser.parse(
            io.BytesIO(payload), sanitize_html=False, resolve_relative_uris=False
        )

    feed = within(SECONDS, "a feed", parse)
    if not feed.entries:
        if not feed.get("version"):
            raise NotAnArticle(
                "XML that is no feed (RSS, Atom), nor anything else that is read",
                advice="give the feed's own file, or the articles as HTML or text",
            )
        raise NotAnArticle("a feed without entries", advice="fetch it again when there are some")
    return feed


def content(entry: Any) -> bytes:
    """The article that an entry holds, as HTML.

    Raises:
        NotAnArticle: it holds only a summary.
    """
    wholes = [part for part in entry.get("content") or () if (part.get("value") or "").strip()]
    if wholes:
        whole = max(wholes, key=lambda part: len(part["value"]))
        plain = whole.get("type") == "text/plain"
        markup = f"<p>{escape(whole['value'])}</p>" if plain else whole["value"]
        return markup.encode("utf-8", "replace")
    summary = entry.get("summary") or ""
    words = unescape(TAG.sub(" ", summary)).strip()
    if len(words) >= LONG and not CUT.search(words):
        return summary.encode("utf-8", "replace")
    title = " ".join(TAG.sub(" ", entry.get("title") or "an entry").split())[:100]
    raise NotAnArticle(
        f"only a summary, not the article: {title}",
        advice="'quoth watch' with the feed's address fetches the articles it leads to",
    )


def about(entry: Any, feed: Any) -> dict:
    """What an entry says of its article, as far as it says it."""
    from quoth.read.dates import iso_date

    link = entry.get("link") or ""
    authors = [each.get("name") for each in entry.get("authors") or () if each.get("name")]
    known = {
        "url": link if link.startswith(("http://", "https://")) else None,
        "title": _words(entry.get("title")),
        "published": iso_date(dated(entry, "published")) or iso_date(dated(entry, "updated")),
        "authors": authors[:30] or ([entry["author"]] if entry.get("author") else None),
        "outlet": _words((entry.get("source") or {}).get("title")) or _words(feed.get("title")),
        "language": entry.get("language") or feed.get("language"),
    }
    return {name: value for name, value in known.items() if value}


def dated(entry: Any, *names: str) -> str | None:
    """The first of an entry's dates that it has, as it is written."""
    # Not the entry's own `get`: it answers for `updated` with `published`, and warns of it.
    return next((found for name in names if (found := dict.get(entry, name))), None)


def article(raw: RawDocument) -> Article:
    """An entry's text, with what the feed says of it."""
    import lxml.html

    from quoth.read.authors import names_in
    from quoth.read.blocks import blocks_of
    from quoth.read.language import detect
    from quoth.read.page import joined

    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    markup = (
        b"<html><body><article>" + raw.payload.replace(b"\0", b"") + b"</article></body></html>"
    )
    blocks = blocks_of(lxml.html.document_fromstring(markup, parser=parser))
    while blocks and FOOTER.search(blocks[-1].text[:700]):
        blocks.pop()
    if not blocks:
        raise Empty("empty: the entry has no text", advice="open what it leads to")
    known = raw.fields
    title = known.get("title")
    text = joined(title, blocks)
    return Article.of(
        text,
        path=raw.path,
        outlet=known.get("outlet"),
        url=known.get("url"),
        title=title,
        authors=names_in(known.get("authors") or ()),
        published=known.get("published"),
        published_from="feed" if known.get("published") else None,
        language=detect(text) or _language(known.get("language")),
    )


def _words(markup: str | None) -> str | None:
    return " ".join(TAG.sub(" ", markup or "").split())[:1000] or None


def _language(value: str | None) -> str | None:
    code = (value or "").strip().lower()[:2]
    return code if re.fullmatch(r"[a-z]{2}", code) else None
