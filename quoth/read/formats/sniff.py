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


def is_docx(head: bytes) -> bool:
    """A ZIP file whose first parts are those of an Office document."""
    return b"word/" in head or b"[Content_Types].xml" in head[:4096]


def is_rtf(head: bytes) -> bool:
    """Its first group, whatever the name says: old Nexis called RTF ".doc"."""
    return head.startswith(b"{\\rt")


MESSAGE_START = re.compile(rb"(?:>?From [^\n]{1,200}\r?\n)?[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?")
MESSAGE_FIELD = re.compile(
    rb"^(?:(from)|(date|message-id|received|mime-version|subject)):", re.IGNORECASE | re.MULTILINE
)


def is_eml(head: bytes) -> bool:
    """The header of a message: who from, and one field more that only messages have."""
    if head.startswith(b"From ") or not MESSAGE_START.match(head):
        return False
    return _is_message(head)


def is_mbox(head: bytes) -> bool:
    """A line "From ", then the header of a message."""
    return head.startswith(b"From ") and bool(MESSAGE_START.match(head)) and _is_message(head)


def _is_message(head: bytes) -> bool:
    top = re.split(rb"\r?\n\r?\n", head[:20_000], maxsplit=1)[0]
    found = {bool(match[1]) for match in MESSAGE_FIELD.finditer(top)}
    return found == {True, False}


def is_xml(head: bytes) -> bool:
    """An XML document that is no page."""
    text = start(head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff"))
    return text.startswith(b"<") and not is_html_root(text)


def is_html_root(text: bytes) -> bool:
    """Whether the first element is that of a page."""
    return (
        re.match(rb"(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:!doctype\s+)?html", text, re.I) is not None
    )


FACTIVA = re.compile(
    rb"<title>[^<]{0,80}factiva|<pps(?:response|article|articleresultset)[\s>]"
    rb"|global\.factiva\.com/pps|<accessionno>|class=[\"']article [a-z]{2}Article"
    rb"|class=[\"'][a-z]{2}articleparagraph|articleparagraph [a-z]{2}articleparagraph",
    re.IGNORECASE,
)


def is_factiva(head: bytes) -> bool:
    """Marks of Factiva's HTML or XML; its styles come before its articles."""
    return FACTIVA.search(head.replace(b"\0", b"")) is not None


def is_nexis(head: bytes) -> bool:
    """Lines that part the articles of a Nexis export, and fields beside them."""
    from quoth.read.nexis import splits

    text = head.replace(b"\0", b"")
    if b"<DOCFULL>" in text or b'NAME="DOC_ID_' in text:
        return True  # an old export as HTML
    if is_html(head) or not (b"DOCUMENT" in text or b"Do" in text):
        return False
    return splits(line.strip() for line in text.decode("latin-1").splitlines())


def is_table(head: bytes) -> bool:
    """A header of three columns or more, one of them the text, one more known."""
    from quoth.read.table import is_header

    line = start(head).partition(b"\n")[0]
    return len(line) < 4000 and is_header(line.decode("utf-8", "replace"))
