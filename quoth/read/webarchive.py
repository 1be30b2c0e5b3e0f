"""The records of a WARC file (ISO 28500, versions 1.0 and 1.1), plain or gzipped by record.

A record is a header of named fields, a block of `Content-Length` bytes, and two empty lines.
What is damaged costs as little as possible: in a gzipped file only its own gzip member, in a
plain one what lies up to the next line that begins a record.

An own reader, because it must answer for every byte: the library for it (FastWARC 2.0) takes
a truncated gzip member for a whole one, ends without a word behind a bad chunk, and panics
when its source raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from quoth.errors import InputError, Unreadable
from quoth.read.stream import CHUNK, GZIP_MAGIC, Member, Members

MARK = b"WARC/"
VERSION = re.compile(rb"WARC/[01]\.\d{1,3}\s*\Z")
HEADER = 1 << 16
"""Bytes that a header, WARC's or HTTP's, may have."""

ELSEWHERE = "fetch or copy the file again; other records are read all the same"


class Record:
    """One record: its header, and its block to be read once."""

    def __init__(self, reader: _Reader, offset: int, headers: dict[str, str], length: int):
        self.offset = offset
        """Where it begins in the file; in a gzipped one, where its gzip member begins."""
        self.headers = headers
        """Names in lower case."""
        self.length = length
        """Bytes of its block, as its header says."""
        self.blamed = False
        """Whether a row says already that it cannot be used: then no other says so again."""
        self._reader = reader
        self._left = length

    def read(self, size: int) -> bytes:
        """The next bytes of the block; fewer than `size` at its end or if it is cut off."""
        found = self._reader.take(min(size, self._left))
        self._left -= len(found)
        return found

    def read_header(self) -> list[bytes] | None:
        """Lines up to an empty one, without their ends; None if there is no end to them."""
        lines: list[bytes] = []
        size = 0
        while self._left:
            line = self._reader.line(min(self._left, HEADER))
            self._left -= len(line)
            size += len(line)
            if size > HEADER or not line:
                return None
            if not line.strip():
                break
            lines.append(line.rstrip(b"\r\n"))
        return lines

    def finish(self) -> Unreadable | None:
        """Pass over what is left; what is wrong if no other record, nor the end, follows."""
        self._left -= self._reader.pass_over(self._left)
        ended = not self._left and self._reader.at_border()
        if self._reader.error is not None:
            return self._reader.error
        if ended:
            return None
        what = f"{self.length:,} bytes that it states"
        if self._left:
            return Unreadable(f"the record is cut off before the {what}", advice=ELSEWHERE)
        return Unreadable(f"a damaged record: it goes on after the {what}", advice=ELSEWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The header of an HTTP answer."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    """Names in lower case."""


def records(file: BinaryIO) -> Iterator[Record | tuple[int, InputError]]:
    """The records of an archive in their order; offset and error where one is damaged.

    A record is to be read before the next one is asked for.

    Args:
        file: the archive from its beginning; it must be able to seek.
    """
    head = file.read(2)
    file.seek(0)
    if head != GZIP_MAGIC:
        yield from _records(_Reader(file, file), 0)
        return
    for member in Members(file, begins=MARK):
        reported = False
        for each in _records(_Reader(member, None), member.offset):
            yield each
            reported |= each.blamed if isinstance(each, Record) else True
        member.skip()
        if member.error is not None and not reported:
            yield member.offset, member.error


def _records(reader: _Reader, base: int) -> Iterator[Record | tuple[int, InputError]]:
    """Records one behind the other. Offsets are the file's, or `base` in a gzip member."""
    while True:
        line = reader.line(HEADER)
        while line and not line.strip():
            line = reader.line(HEADER)
        if not line:
            return
        offset = reader.position - len(line) if reader.can_go_back else base
        record = _header(reader, offset, line)
        if isinstance(record, InputError):
            yield offset, record
        else:
            start = reader.position
            yield record
            problem = record.finish()
            if problem is None:
                continue
            if reader.can_go_back:  # its length was false: what follows begins before its end
                reader.go_to(start)
            if not record.blamed:
                record.blamed = True
                yield offset, problem
        if not reader.search():
            return


def _header(reader: _Reader, offset: int, line: bytes) -> Record | InputError:
    if not VERSION.match(line):
        shown = line[:20].decode("ascii", "replace").strip()
        return Unreadable(f"a damaged record: it begins with {shown!r}", advice=ELSEWHERE)
    lines: list[bytes] = []
    size = 0
    while (line := reader.line(HEADER)).strip():
        size += len(line)
        if size > HEADER:
            return Unreadable("a damaged record: its header has no end", advice=ELSEWHERE)
        lines.append(line)
    if reader.error is not None:
        return reader.error
    headers = fields(lines)
    length = headers.get("content-length", "")
    if not re.fullmatch(r"\d{1,18}", length, re.ASCII):
        return Unreadable(
            f"a damaged record: its length is {length[:20]!r}"
            if length
            else "a damaged record: its header is cut off",
            advice=ELSEWHERE,
        )
    return Record(reader, offset, headers, int(length))


def fields(lines: list[bytes]) -> dict[str, str]:
    """Header lines as a dictionary; a line that begins with a blank goes on with the last."""
    found: dict[str, str] = {}
    last = ""
    for line in lines:
        text = line.decode("utf-8", "replace")
        if text[:1] in (" ", "\t") and last:
            found[last] = f"{found[last]} {text.strip()}"
            continue
        name, colon, value = text.partition(":")
        if colon:
            last = name.strip().lower()
            found[last] = value.strip()
    return found


def answer(record: Record) -> Answer:
    """The HTTP header at the beginning of a record's block; what is left is the body.

    Raises:
        Unreadable: there is none.
    """
    lines = record.read_header()
    status = re.match(rb"HTTP/[\d.]{1,5}\s{1,3}(\d{3})(?:\s|$)", lines[0]) if lines else None
    if not lines or status is None:
        raise Unreadable("a damaged record: its HTTP header cannot be read", advice=ELSEWHERE)
    return Answer(status=int(status.group(1)), headers=fields(lines[1:]))


class _Reader:
    """Lines and pieces of a file, never more in memory than asked for."""

    def __init__(self, file: BinaryIO | Member, seekable: BinaryIO | None):
        self._file = file
        self._seekable = seekable
        self._pending = b""
        self._at = 0
        self._start = 0  # offset of `_pending`

    @property
    def error(self) -> Unreadable | None:
        """What is wrong with the file itself, as far as it was read."""
        return getattr(self._file, "error", None)

    @property
    def can_go_back(self) -> bool:
        return self._seekable is not None

    @property
    def position(self) -> int:
        return self._start + self._at

    def go_to(self, position: int) -> None:
        self._seekable.seek(position)
        self._start, self._pending, self._at = position, b"", 0

    def _fill(self) -> bool:
        """Read on; what was used is let go."""
        piece = self._file.read(CHUNK)
        self._start += self._at
        self._pending = self._pending[self._at :] + piece
        self._at = 0
        return bool(piece)

    def line(self, limit: int) -> bytes:
        """Up to and with the next line feed, at most `limit` bytes; empty at the end."""
        searched = 0
        while True:
            end = self._pending.find(b"\n", self._at + searched, self._at + limit)
            if end >= 0:
                end += 1
                break
            searched = min(len(self._pending) - self._at, limit)
            if searched >= limit or not self._fill():
                end = min(self._at + limit, len(self._pending))
                break
        found = self._pending[self._at : end]
        self._at = end
        return found

    def take(self, size: int) -> bytes:
        """The next `size` bytes; fewer at the end."""
        pieces = []
        while size > 0:
            piece = self._pending[self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            pieces.append(piece)
            if size and not self._fill():
                break
        return b"".join(pieces)

    def pass_over(self, size: int) -> int:
        """Leave out up to `size` bytes; how many there were."""
        passed = 0
        while passed < size:
            step = min(size - passed, len(self._pending) - self._at)
            self._at += step
            passed += step
            if passed < size and not self._fill():
                break
        return passed

    def at_border(self) -> bool:
        """Whether a record ends here: two empty lines, the next record, or the end."""
        while True:
            rest = self._pending[self._at : self._at + 256]
            if len(rest) < 9 and self._fill():  # a gzip member's checksum comes at its end
                continue
            if rest.startswith(b"\r\n\r\n"):
                return True
            rest = rest.lstrip(b"\r\n")
            if rest.startswith(MARK):
                return True
            if len(rest) < len(MARK) and self._fill():
                continue
            return not rest

    def search(self) -> bool:
        """Go to the next line that begins a record; False if there is none."""
        mark = b"\n" + MARK
        while True:
            found = self._pending.find(mark, self._at)
            if found >= 0:
                self._at = found + 1
                return True
            self._at = max(self._at, len(self._pending) - len(mark) + 1)
            if not self._fill():
                return False
