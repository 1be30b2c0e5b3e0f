"""Bytes from anywhere, never more of them in memory than asked for.

A `Stream` reads a file, a pipe or a gzip member chain through one small interface;
whether the data are compressed is decided by their first bytes, not by their name.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from quoth.errors import Unreadable

CHUNK = 1 << 18
"""Bytes read at once."""

GZIP_MAGIC = b"\x1f\x8b"


class Stream:
    """Decompressed bytes of one input, in pieces.

    Args:
        raw: an open binary file, pipe or buffer; the caller closes it.

    Raises:
        Unreadable: (while reading) damaged or truncated gzip data.
    """

    def __init__(self, raw: BinaryIO):
        self._read = getattr(raw, "read1", raw.read)
        self._pending = self._read(CHUNK)
        while 0 < len(self._pending) < 2:  # a pipe may hand out one byte
            more = self._read(CHUNK)
            if not more:
                break
            self._pending += more
        self._gzip = self._new_member() if self._pending.startswith(GZIP_MAGIC) else None
        self._head = b""
        self._error: Unreadable | None = None

    @staticmethod
    def _new_member():
        return zlib.decompressobj(wbits=31)

    def read(self) -> bytes:
        """The next piece, at most `CHUNK` bytes; empty at the end."""
        if self._head:
            piece, self._head = self._head, b""
            return piece
        if self._error is not None:
            raise self._error
        return self._next()

    def peek(self, size: int) -> bytes:
        """The first bytes without consuming them; fewer than `size` at the end.

        Damage does not show here but when `read` comes to it.
        """
        while len(self._head) < size and self._error is None:
            try:
                piece = self._next()
            except Unreadable as error:
                self._error = error
                break
            if not piece:
                break
            self._head += piece
        return self._head[:size]

    def _next(self) -> bytes:
        if self._gzip is None:
            piece, self._pending = self._pending, b""
            return piece or self._read(CHUNK)
        while True:
            if self._gzip.eof:
                self._pending = self._gzip.unused_data or self._read(CHUNK)
                # Zero bytes after the last member are padding, as gzip itself says.
                if not self._pending.strip(b"\0"):
                    return b""
                if not self._pending.startswith(GZIP_MAGIC):
                    raise Unreadable(
                        "damaged gzip data: something else follows the compressed part",
                        advice="check the file with gzip -t, or fetch it again",
                    )
                self._gzip = self._new_member()
            data = self._pending or self._read(CHUNK)
            if not data and not self._gzip.unconsumed_tail:
                raise Unreadable(
                    "the gzip data end too early",
                    advice="the file was cut off: fetch or compress it again",
                )
            try:
                # max_length keeps a gzip bomb from unfolding: at most CHUNK bytes a step.
                piece = self._gzip.decompress(data, CHUNK)
            except zlib.error as error:
                raise Unreadable(
                    f"damaged gzip data ({error})",
                    advice="check the file with gzip -t, or fetch it again",
                ) from error
            self._pending = self._gzip.unconsumed_tail
            if piece:
                return piece


def read_bounded(stream: Stream, limit: int) -> bytes | None:
    """All bytes of a stream, or None as soon as there are more than `limit`."""
    pieces, size = [], 0
    while piece := stream.read():
        size += len(piece)
        if size > limit:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def lines(stream: Stream, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their number from 1, without their end.

    A line of more than `limit` bytes comes as None and is not kept in memory. After
    `TOO_LONG` times the limit without a line end the rest is not looked at.

    Yields:
        (number, line or None)
    """
    number, kept, size = 1, [], 0
    while piece := stream.read():
        if not size and not piece.strip(
            b"\r\n"
        ):  # a file of empty lines need not be told line by line
            number += piece.count(b"\n")
            continue
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            size += end - start
            if size <= limit:
                kept.append(piece[start:end])
            yield number, b"".join(kept) if size <= limit else None
            number, kept, size, start = number + 1, [], 0, end + 1
        size += len(piece) - start
        if size <= limit:
            kept.append(piece[start:])
        else:
            kept = []
            if size > limit * TOO_LONG:
                break
    if size:
        yield number, b"".join(kept) if size <= limit else None


TOO_LONG = 50
"""A line this many times the limit is taken for a gzip bomb: reading stops there."""


class Members:
    """The gzip members of a file one by one, each with its offset: a WARC has one a record.

    A damaged member costs only itself: the next one is searched for by its first bytes.

    Args:
        file: an open binary file that can seek.
        begins: what a member's unpacked bytes begin with, to tell one from chance.
    """

    def __init__(self, file: BinaryIO, *, begins: bytes):
        self._file = file
        self._begins = begins
        self._pending = b""
        self._next = file.tell()  # of the byte after `_pending`
        self._member: Member | None = None

    def __iter__(self) -> Iterator[Member]:
        while True:
            if self._member is not None:
                self._member.skip()
            while not (self._pending or self._fill()).strip(b"\0"):
                if not self._pending:
                    return
                self._pending = b""  # padding, as gzip itself says
            self._pending = self._pending.lstrip(b"\0")
            self._member = Member(self, self.position)
            yield self._member

    @property
    def position(self) -> int:
        """Offset of the next byte that is not yet used."""
        return self._next - len(self._pending)

    def _fill(self) -> bytes:
        piece = self._file.read(CHUNK)
        self._next += len(piece)
        self._pending += piece
        return self._pending

    def _seek(self, offset: int) -> None:
        self._file.seek(offset)
        self._next, self._pending = offset, b""

    def _search(self, offset: int) -> None:
        """Go to the next member at or behind an offset; to the end if there is none."""
        self._seek(offset)
        at = 0
        while True:
            if len(self._pending) - at < LOOKED_AT:
                self._pending = self._pending[at:]
                at = 0
                self._fill()
            found = self._pending.find(GZIP_MAGIC + b"\x08", at)
            if found < 0:
                at = max(at, len(self._pending) - 2)
                if not self._file_goes_on():
                    self._pending = b""
                    return
                continue
            at = found
            if len(self._pending) - at < LOOKED_AT and self._file_goes_on():
                continue
            try:
                start = zlib.decompressobj(wbits=31).decompress(
                    self._pending[at : at + LOOKED_AT], len(self._begins)
                )
            except zlib.error:
                start = b""
            if start.startswith(self._begins):
                self._pending = self._pending[at:]
                return
            at += 1

    def _file_goes_on(self) -> bool:
        before = len(self._pending)
        return len(self._fill()) > before


LOOKED_AT = 1 << 12
"""Bytes of a possible member that are unpacked to see whether it is one."""


class Member:
    """One gzip member: a file to read from."""

    def __init__(self, members: Members, offset: int):
        self.offset = offset
        self.error: Unreadable | None = None
        self.ended = False
        self._members = members
        self._gzip = zlib.decompressobj(wbits=31)

    def read(self, size: int = -1) -> bytes:
        """Unpacked bytes, at most `CHUNK`; empty at the end.

        A damaged member ends where it is damaged; `error` then says so.
        """
        size = CHUNK if size < 0 else min(size, CHUNK)
        while size and not self.ended:
            data = self._members._pending or self._members._fill()
            if not data:
                self._fail("the gzip data end too early", "the file was cut off")
                break
            try:
                piece = self._gzip.decompress(data, size)
            except zlib.error as error:
                self._fail(f"damaged gzip data ({error})", "other records are read all the same")
                break
            self._members._pending = self._gzip.unconsumed_tail
            if self._gzip.eof:
                self.ended = True
                self._members._pending = self._gzip.unused_data
            if piece:
                return piece
        return b""

    def skip(self) -> None:
        """Pass over what is left of it."""
        while self.read():
            pass

    def _fail(self, reason: str, advice: str) -> None:
        self.ended = True
        self.error = Unreadable(reason, advice=f"{advice}: fetch or copy the file again")
        self._members._search(self.offset + 1)
