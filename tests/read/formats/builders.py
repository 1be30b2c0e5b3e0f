"""Invented files of every format, written as the formats' own documents say.

Each builder makes the bytes of one file from a few words; the tests of a reader and the
mutations of `bench/mutate.py` both begin with these.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import quopri
import zipfile
from html import escape

from tests.read.builders import PARAGRAPHS, html, story

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


def wacz(
    *archives: tuple[str, bytes],
    pages: tuple[dict, ...] = (),
    named: tuple[str, ...] | None = None,
    packed: bool = False,
) -> bytes:
    """A WACZ: WARCs by name, the list of pages, the package's description."""
    content = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    names = [name for name, _ in archives] if named is None else list(named)
    resources = [{"name": name, "path": f"archive/{name}", "hash": "sha256:0"} for name in names]
    description = {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    rows = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}, *pages]
    with zipfile.ZipFile(content, "w", how) as writing:
        for name, data in archives:
            writing.writestr(f"archive/{name}", data)
        writing.writestr("indexes/index.cdx.gz", b"")
        writing.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, rows)))
        writing.writestr("datapackage.json", json.dumps(description))
    return content.getvalue()


def mhtml(
    body: bytes | None = None,
    *,
    url: str = NEWS,
    charset: str = "utf-8",
    coding: str = "quoted-printable",
    style: bytes = b"p { color: red }",
) -> bytes:
    """A page as a browser saves it: the page, then what belongs to it."""
    body = page() if body is None else body
    if coding == "quoted-printable":
        body = quopri.encodestring(body)
    elif coding == "base64":
        body = base64.encodebytes(body)
    return (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {url}\r\n"
        "Subject: =?utf-8?Q?Ferry=20to=20stop?=\r\n"
        "Date: Tue, 14 Jan 2025 09:30:00 -0000\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----edge----"\r\n'
        "\r\n\r\n------edge----\r\n"
        f'Content-Type: text/html; charset="{charset}"\r\n'
        "Content-ID: <frame-1@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: {coding}\r\n"
        f"Content-Location: {url}\r\n\r\n"
    ).encode() + (
        body + b"\r\n------edge----\r\nContent-Type: text/css\r\n"
        b"Content-Location: cid:css-1@mhtml.blink\r\n\r\n" + style + b"\r\n------edge------\r\n"
    )


def rss(*items: str, title: str = "The Marrow Ledger", prolog: str = "") -> bytes:
    """An RSS 2.0 file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><link>http://news.example/</link>"
        f"<description>News of the island</description><language>en-GB</language>"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def item(
    title: str = "Ferry to stop in June",
    *,
    link: str = NEWS,
    content: str | None = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
    summary: str = "The ferry will stop running.",
    author: str = "Ansel Brody",
) -> str:
    """An entry of an RSS feed, with its article or only a summary."""
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
        f"<dc:creator>{author}</dc:creator><pubDate>Tue, 14 Jan 2025 09:30:00 GMT</pubDate>"
        f"<description><![CDATA[{summary}]]></description>{whole}</item>"
    )


def atom(*, content: str = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>") -> bytes:
    """An Atom file of one entry."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        "<title>The Marrow Ledger</title><id>urn:ledger</id><updated>2025-01-14T09:30:00Z</updated>"
        "<entry><title>Ferry to stop in June</title><id>urn:ledger:1</id>"
        f'<link rel="alternate" href="{NEWS}"/><author><name>Ansel Brody</name></author>'
        "<published>2025-01-14T09:30:00Z</published><updated>2025-01-15T00:00:00Z</updated>"
        f'<content type="html">{escape(content)}</content></entry></feed>'
    ).encode()
