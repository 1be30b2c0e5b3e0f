"""A mailbox (RFC 4155): the messages in it, one after the other, however large it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.errors import NotAnArticle
from quoth.model import SkippedInput
from quoth.read.document import RawDocument, Source, too_large
from quoth.read.formats import eml

BEGINS = re.compile(rb"^From (?=.{0,300}?\d{1,2}:\d{2})(?=.{0,300}?(?:19|20)\d{2})")
"""The line before a message: who from, and when. Text has lines that begin with "From" too."""
STUFFED = re.compile(rb"^>{1,50}From ")


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """Each message as what `eml` parses."""
    number = 0
    for number, message in enumerate(_messages(source), 1):
        if message is None:
            yield source.skipped(number, too_large(None, source.limit, "message"))
            continue
        yield source.part(number, "eml", message)
        yield from eml.unread(source, message, number)
    if not number:
        raise NotAnArticle("no message in it", advice="export the mailbox again")


def _messages(source: Source) -> Iterator[bytes | None]:
    """Each message; None for one over the limit."""
    kept: list[bytes] = []
    size, begun, blank = 0, False, True
    for _, line in source.lines():
        if line is not None and blank and BEGINS.match(line):
            if begun:
                yield b"".join(kept) if size <= source.limit else None
            kept, size, begun, blank = [], 0, True, False
            continue
        size += source.limit + 1 if line is None else len(line) + 1
        if begun and size <= source.limit and line is not None:
            kept.append((line[1:] if STUFFED.match(line) else line) + b"\n")
        elif size > source.limit:
            kept = []
        blank = line is not None and not line.strip()
    if begun:
        yield b"".join(kept) if size <= source.limit else None
