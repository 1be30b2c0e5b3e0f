"""MHTML, a page saved by a browser with all its parts as one file (RFC 2557)."""

from __future__ import annotations

import email
import email.message
import email.parser
import email.utils
from collections.abc import Iterator
from datetime import UTC
from email.header import decode_header, make_header

from quoth.errors import NotAnArticle
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source

HEADER = 1 << 14
PARTS = 10_000
"""Parts among which the page is looked for."""


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The file. When it was saved is when the page was captured."""
    head = email.parser.BytesParser().parsebytes(source.head[:HEADER], headersonly=True)
    yield source.whole("mhtml", captured=_moment(head.get("Date")))


def article(raw: RawDocument) -> Article:
    """The page that was saved, as `quoth.read.page` reads it."""
    from quoth.read.page import page_article

    message = email.message_from_bytes(raw.payload)
    page = main_part(message)
    if page is None:
        raise NotAnArticle(
            "no page in it: it has no part of type text/html",
            advice="save the page again from the browser, as HTML or MHTML",
        )
    places = [message.get("Snapshot-Content-Location"), page.get("Content-Location")]
    url = next((place.strip() for place in places if _is_address(place)), None)
    return page_article(
        page.get_payload(decode=True) or b"",
        path=raw.path,
        url=url,
        charset=page.get_content_charset(),
        title=_words(message.get("Subject")),
    )


def main_part(message: email.message.Message) -> email.message.Message | None:
    """The part that is the page: the root that is named, else the first that is HTML."""
    root = str(message.get_param("start") or "").strip()
    first = None
    for number, part in enumerate(message.walk()):
        if number > PARTS:
            break
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        if root and str(part.get("Content-ID") or "").strip() == root:
            return part
        first = first or part
    return first


def _is_address(place: object) -> bool:
    return isinstance(place, str) and place.strip().startswith(("http://", "https://"))


def _words(value: object) -> str | None:
    """A header in words; None if there are none."""
    try:
        words = str(make_header(decode_header(str(value)))) if value else ""
    except (LookupError, ValueError, UnicodeError):
        words = str(value)
    return " ".join(words.split()) or None


def _moment(value: object) -> str | None:
    """A mail's date as ISO 8601."""
    try:
        moment = email.utils.parsedate_to_datetime(str(value)) if value else None
    except (ValueError, TypeError, OverflowError):
        return None
    if moment is None:
        return None
    # "-0000" is a time in UTC by somebody who does not say where he is.
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
