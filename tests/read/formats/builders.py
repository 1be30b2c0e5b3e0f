"""Invented files of every format, written as the formats' own documents say.

Each builder makes the bytes of one file from a few words; the tests of a reader and the
mutations of `bench/mutate.py` both begin with these.
"""

from __future__ import annotations

import gzip

from tests.read.builders import html, story

NEWS = "http://news.example/ferry"


def page(title: str = "Ferry to Marrow Island to stop in June") -> bytes:
    """A page with an article."""
    return html(story(title=title), f"<title>{title}</title>")


def http(
    body: bytes, *headers: str, status: str = "200 OK", kind: str | None = "text/html"
) -> bytes:
    """An HTTP answer."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    block: bytes,
    *headers: str,
    kind: str = "response",
    url: str | None = NEWS,
    name: str | None = "1",
    version: str = "1.1",
    content: str | None = None,
    length: int | None = None,
) -> bytes:
    """A WARC record: header, block, two empty lines."""
    if content is None:
        content = "text/html" if kind == "resource" else f"application/http; msgtype={kind}"
    lines = [
        f"WARC/{version}",
        f"WARC-Type: {kind}",
        *([f"WARC-Record-ID: <urn:uuid:{name}>"] if name else []),
        "WARC-Date: 2025-01-14T09:30:00Z",
        *([f"WARC-Target-URI: {url}"] if url else []),
        *headers,
        f"Content-Type: {content}",
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def information() -> bytes:
    """The record at a WARC's beginning."""
    return record(
        b"software: invented\r\n",
        kind="warcinfo",
        url=None,
        name="0",
        content="application/warc-fields",
    )


def warc(*records: bytes, packed: bool = True) -> bytes:
    """A WARC: each record a gzip member of its own, or plain."""
    return b"".join(gzip.compress(each) if packed else each for each in records)
