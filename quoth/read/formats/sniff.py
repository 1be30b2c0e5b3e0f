"""What the first bytes of an input look like: one quick function a format."""

from __future__ import annotations

import re

from quoth.errors import InputError
from quoth.read.document import SNIFFED

HTML_START = re.compile(
    rb"<!doctype\s{1,9}html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<meta\s|<title>",
    re.IGNORECASE,
)
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


def is_object(line: bytes) -> bool:
    """Whether a line is a whole JSON object."""
    from quoth.read.formats.jsonl import load_json

    if not line.startswith(b"{"):
        return False
    try:
        return isinstance(load_json(line), dict)
    except InputError:
        return False
