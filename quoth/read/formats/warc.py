"""WARC, the format of web archives (ISO 28500, versions 1.0 and 1.1): a page a record.

Pages are the records of type response and resource that hold HTML or text and were answered
with status 200. What was captured of a page that cannot be used (an error page, a revisit, a
damaged record) is a row; what is no page at all (requests, images, scripts) is counted, and
said if there is nothing else.

A gzipped WARC is read member by member, so that a damaged record costs only itself, and each
record is known by its offset: `again` finds it in no time in an archive of any size.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from quoth.errors import InputError, NotAnArticle, Unreadable
from quoth.model import SkippedInput
from quoth.read.document import Locator, RawDocument, Source, too_large
from quoth.read.formats.sniff import is_html
from quoth.read.transfer import joined_chunks, unpacked
from quoth.read.webarchive import Record, answer, records

PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
"""Content types of articles, and the formats that read them."""

DAMAGED = 1000
"""Damaged records after which the rest of an archive is not looked at."""


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The pages of one archive; see the module's docstring."""
    yield from pages(source, source.file())


def pages(
    source: Source,
    file: BinaryIO,
    *,
    member: str | None = None,
    titles: Mapping[str, str] | None = None,
) -> Iterator[RawDocument | SkippedInput]:
    """The pages of an archive, or of one that lies in another.

    Args:
        source: the input, for names and limits.
        file: the archive's bytes, from their beginning.
        member: its name in the input, if that is a ZIP.
        titles: what the pages at these addresses are called.

    Raises:
        NotAnArticle: there is no page in it.
    """
    seen: set[int] = set()
    others: Counter = Counter()
    found = damaged = 0
    for record in records(file):
        offset, error = record if isinstance(record, tuple) else (record.offset, None)
        place = str(offset)
        try:
            if error is not None:
                damaged += 1
                raise error
            name = identity(record)
            if name is not None:
                # Ids are unique by the standard; where they are not, none may be lost.
                place = name if hash(name) not in seen else f"{name}@{offset}"
                seen.add(hash(name))
            page = content(record, source.limit)
            if isinstance(page, str):
                others[page] += 1
                continue
            found += 1
            form, payload, fields = page
            if titles and (title := titles.get(fields.get("url", ""))):
                fields["title"] = title
            where = Locator(
                archive=source.path,
                member=member,
                record=name,
                offset=offset,
                digest=record.headers.get("warc-payload-digest"),
            )
            yield source.part(
                place,
                form,
                payload,
                fields=fields,
                locator=where,
                captured=record.headers.get("warc-date"),
            )
        except InputError as problem:
            found += 1
            if isinstance(record, Record):
                record.blamed = True
            yield source.skipped(place, problem)
        if damaged > DAMAGED:
            raise Unreadable(
                f"more than {DAMAGED:,} damaged records: the rest is not read",
                advice="the file is badly damaged: fetch or copy it again",
            )
    if not found:
        raise no_pages(others)


def no_pages(others: Counter) -> NotAnArticle:
    """The error for an archive without pages, which says what it holds instead."""
    if not others:
        return NotAnArticle("empty", advice="remove it, or fetch the file again")
    held = ", ".join(f"{number:,} {what}" for what, number in others.most_common(6))
    return NotAnArticle(
        f"no page in this archive; it holds {held}",
        advice="pages are records of type response or resource with HTML or text",
    )


def identity(record: Record) -> str | None:
    """A record's id without its brackets: "urn:uuid:…"."""
    name = record.headers.get("warc-record-id", "").removeprefix("<").removesuffix(">").strip()
    return name[:300] or None


def content(record: Record, limit: int) -> tuple[str, bytes, dict] | str:
    """What a record holds: format, payload and fields of a page, or in words what else.

    Raises:
        InputError: it is a page that cannot be used.
    """
    headers = record.headers
    kind = headers.get("warc-type", "unknown").lower()
    if kind not in ("response", "resource", "revisit"):
        return f"of type {kind[:30]}"
    url = headers.get("warc-target-uri", "").strip("<>")
    status, about = 200, {}
    stated = headers.get("content-type", "")
    if stated.lower().startswith("application/http"):
        said = answer(record)
        status, about = said.status, said.headers
        stated = about.get("content-type", "")
    stated, charset = content_type(stated)
    if stated and stated not in PAGES:
        return stated
    if not url.startswith(("http://", "https://")) and kind != "resource":
        return f"{url[:50].partition(':')[0] or 'unnamed'} records"
    if url.partition("?")[0].endswith("/robots.txt"):
        return "robots.txt"
    if kind == "revisit":
        if not stated:
            return "of type revisit"
        raise _revisit(record, url)
    if 300 <= status < 400:
        return "redirects"
    if status != 200:
        raise NotAnArticle(
            f"the server answered with status {status} when the page was captured: {url[:200]}",
            advice="capture the page again, if it is an article",
        )
    if headers.get("warc-segment-number"):
        raise Unreadable(
            "a record in segments, of which this is one", advice="join the segments first"
        )
    body = record.read(limit + 1)
    if len(body) > limit:
        raise too_large(record.length, limit, "record")
    if problem := record.finish():
        raise problem
    if "chunked" in about.get("transfer-encoding", "").lower():
        body = joined_chunks(body)
    body = unpacked(body, about.get("content-encoding", ""), limit)
    if not stated and not is_html(body[:4096]):
        return "without a content type"
    fields = {}
    if url.startswith(("http://", "https://")):
        fields["url"] = url
    if charset:
        fields["charset"] = charset
    return PAGES.get(stated, "html"), body, fields


def content_type(value: str) -> tuple[str, str]:
    """Type and charset of a `Content-Type`, in lower case; empty where it says none."""
    kind, _, parameters = value.lower().partition(";")
    charset = re.search(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", parameters)
    return kind.strip(), charset.group(1) if charset else ""


def _revisit(record: Record, url: str) -> NotAnArticle:
    since = record.headers.get("warc-refers-to-date")
    earlier = record.headers.get("warc-refers-to", "").strip("<>")
    return NotAnArticle(
        f"a revisit: {url[:200]} was the same as in an earlier capture"
        + (f" of {since}" if since else "")
        + (f", record {earlier}" if earlier else ""),
        advice="its text is in that record: read the archive that holds it",
    )
