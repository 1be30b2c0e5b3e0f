"""What the first bytes of an input look like: one quick function a format."""

from __future__ import annotations

import re

from quoth.errors import InputError
from quoth.read.document import SNIFFED

HTML_START = re.compile(
    rb"<!doctype\s{1,9}html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<meta\s|<title>",
    re.IGNORECASE,
)
MHTML_START = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:\s{0,3}[\"<]{0,2}Saved )", re.IGNORECASE | re.MULTILINE
)
FEED_START = re.compile(rb"<(?:rss|rdf:RDF|(?:\w{1,20}:)?feed)[\s>]", re.IGNORECASE)
JSON_START = re.compile(rb'\{\s{0,9}"[^"]{1,200}"\s{0,9}:')


def start(head: bytes) -> bytes:
    """The first bytes without a byte-order mark and white space."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def is_html(head: bytes) -> bool:
    """A page's first tags, among the first characters."""
    return HTML_START.search(start(head).replace(b"\0", b"")[:4096]) is not None


def is_jsonl(head: bytes) -> bool:
    """An object on the first line, or the head of one long object."""
    text = start(head)
    line, newline, _ = text.partition(b"\n")
    if newline:
        return is_object(line)
    return len(head) >= SNIFFED and JSON_START.match(text) is not None


def has_several_objects(head: bytes) -> bool:
    """JSON Lines in a file that is called `.json`, as many tools do."""
    line, _, rest = start(head).partition(b"\n")
    return rest.lstrip().startswith(b"{") and is_object(line)


def is_json(head: bytes) -> bool:
    """An object with a name in it."""
    return JSON_START.match(start(head)) is not None


def is_wacz(head: bytes) -> bool:
    """A ZIP with the names of a web archive among its first."""
    return re.search(rb"archive/[^/\0]{1,200}\.warc|datapackage\.json", head) is not None


def is_mhtml(head: bytes) -> bool:
    """The header of a page as browsers save it: not of any mail, which may hold HTML too."""
    header = start(head)[:8192].partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    return MHTML_START.search(header) is not None and b"multipart/related" in header


def is_feed(head: bytes) -> bool:
    """The root element of RSS or Atom."""
    text = start(head.replace(b"\0", b""))[:4096]
    return text.startswith(b"<") and FEED_START.search(text) is not None


def is_object(line: bytes) -> bool:
    """Whether a line is a whole JSON object."""
    from quoth.read.formats.jsonl import load_json

    if not line.startswith(b"{"):
        return False
    try:
        return isinstance(load_json(line), dict)
    except InputError:
        return False
