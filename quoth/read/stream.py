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

    @staticmethod
    def _new_member():
        return zlib.decompressobj(wbits=31)

    def read(self) -> bytes:
        """The next piece, at most `CHUNK` bytes; empty at the end."""
        if self._head:
            piece, self._head = self._head, b""
            return piece
        return self._next()

    def peek(self, size: int) -> bytes:
        """The first bytes without consuming them; fewer than `size` at the end."""
        while len(self._head) < size:
            piece = self._next()
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
