"""Writes examples/archives/: pages of the affair as crawlers, browsers and feeds keep them.

    python examples/build_archives.py

The pages are those of examples/pages, the containers are made by hand as their standards say.
The same files come out wherever zlib packs alike.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import quopri
import re
import zipfile
from base64 import b32encode
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
PAGES = HERE / "pages"
MADE = HERE / "archives"

OPEN = ("harbour-ledger-gate-open", "https://harbour-ledger.example/2025/01/13/tesk-gate-open")
NEVER = ("anselm-metro-never", "https://anselm-metro.example/news/never-ordered")


def packed(data: bytes) -> bytes:
    """One gzip member, without a date."""
    return gzip.compress(data, mtime=0)


def record(kind: str, number: int, url: str | None, block: bytes, *headers: str) -> bytes:
    """A WARC 1.1 record with its digests."""
    digest = b32encode(hashlib.sha1(block.partition(b"\r\n\r\n")[2]).digest()).decode()
    content = {
        "warcinfo": "application/warc-fields",
        "request": "application/http; msgtype=request",
    }.get(kind, "application/http; msgtype=response")
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:7e5c0000-0000-4000-8000-{number:012}>",
        f"WARC-Date: 2025-01-2{number}T06:00:00Z",
        *([f"WARC-Target-URI: {url}"] if url else []),
        *([f"WARC-Payload-Digest: sha1:{digest}"] if kind == "response" else []),
        *headers,
        f"Content-Type: {content}",
        f"Content-Length: {len(block)}",
    ]
    return packed("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n")


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """An HTTP answer, its body packed as servers send it."""
    body = packed(body)
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}; charset=utf-8",
        "Content-Encoding: gzip",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page(name: str) -> bytes:
    """A page of the affair."""
    return (PAGES / f"{name}.html").read_bytes()


def crawl_warc() -> bytes:
    """A small crawl: two articles, what stands around them, a page that is gone, a revisit."""
    style = answer(b"p { margin: 0 }", kind="text/css")
    gone = answer(b"<p>Not found</p>", status="404 Not Found")
    same = answer(b"", status="200 OK")
    return b"".join(
        (
            record("warcinfo", 0, None, b"software: invented\r\nformat: WARC File Format 1.1\r\n"),
            record("request", 1, OPEN[1], b"GET /2025/01/13/tesk-gate-open HTTP/1.1\r\n\r\n"),
            record("response", 2, OPEN[1], answer(page(OPEN[0]))),
            record("response", 3, "https://harbour-ledger.example/style.css", style),
            record("response", 4, NEVER[1], answer(page(NEVER[0]))),
            record("response", 5, "https://anselm-metro.example/news/gone", gone),
            record(
                "revisit",
                6,
                OPEN[1],
                same,
                "WARC-Refers-To: <urn:uuid:7e5c0000-0000-4000-8000-000000000002>",
                "WARC-Refers-To-Date: 2025-01-22T06:00:00Z",
                "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
            ),
        )
    )


def affair_wacz() -> bytes:
    """The crawl as a WACZ."""
    warc = crawl_warc()
    pages = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"},
        {"id": "1", "url": OPEN[1], "title": "Tesk Gate stood open", "ts": "2025-01-22T06:00:00Z"},
        {"id": "2", "url": NEVER[1], "title": "Never ordered", "ts": "2025-01-24T06:00:00Z"},
    ]
    listed = "\n".join(json.dumps(each) for each in pages).encode()
    members = {"archive/crawl.warc.gz": warc, "pages/pages.jsonl": listed}
    resources = [
        {
            "name": name.rpartition("/")[2],
            "path": name,
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "bytes": len(data),
        }
        for name, data in members.items()
    ]
    described = {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    members["datapackage.json"] = json.dumps(described, indent=1).encode()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 27, 0, 0, 0)), data)
    return content.getvalue()


def saved_mhtml() -> bytes:
    """A page as a browser saves it."""
    edge = "----MultipartBoundary--tesk----"
    head = (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {OPEN[1]}\r\n"
        "Subject: Tesk Gate stood open\r\n"
        "Date: Wed, 22 Jan 2025 06:00:00 -0000\r\n"
        "MIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="{edge}"\r\n\r\n\r\n'
        f"--{edge}\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {OPEN[1]}\r\n\r\n"
    )
    style = (
        f"\r\n--{edge}\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: 8bit\r\n"
        "Content-Location: cid:css-1@mhtml.blink\r\n\r\np { margin: 0 }\r\n"
    )
    body = quopri.encodestring(page(OPEN[0]))
    return head.encode() + body + style.encode() + f"--{edge}--\r\n".encode()


def feed_xml() -> bytes:
    """A feed: one entry with its article, one with only a summary."""
    markup = page(OPEN[0]).decode("utf-8")
    below = markup.partition("<h1")[2]
    paragraphs = re.findall(r"<p>(?:(?!</?p>).){40,2000}</p>", below, re.DOTALL)[:6]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        "<title>The Harbour Ledger</title>\n<link>https://harbour-ledger.example/</link>\n"
        "<description>News of the coast</description>\n<language>en</language>\n"
        "<item>\n<title>Tesk Gate stood open for two hours after surge warning</title>\n"
        f"<link>{OPEN[1]}</link>\n<dc:creator>Noor Halvorsen</dc:creator>\n"
        "<pubDate>Mon, 13 Jan 2025 06:30:00 +0100</pubDate>\n"
        "<description>The gate was open.</description>\n"
        f"<content:encoded>{escape(''.join(paragraphs))}</content:encoded>\n</item>\n"
        "<item>\n<title>Never ordered, says minister</title>\n"
        f"<link>{NEVER[1]}</link>\n<pubDate>Tue, 14 Jan 2025 09:00:00 +0100</pubDate>\n"
        "<description>The minister speaks.</description>\n</item>\n</channel>\n</rss>\n"
    ).encode()


def main() -> None:
    MADE.mkdir(exist_ok=True)
    for name, data in files().items():
        (MADE / name).write_bytes(data)


def files() -> dict[str, bytes]:
    """All files by name."""
    return {
        "crawl.warc.gz": crawl_warc(),
        "affair.wacz": affair_wacz(),
        "saved.mhtml": saved_mhtml(),
        "feed.xml": feed_xml(),
    }


if __name__ == "__main__":
    main()
