"""Bodies of HTTP answers as the page's own bytes: chunks joined, compression undone, bounded.

Archives and servers say one thing and store another, so what a header announces is undone
only where the bytes agree: many tools join the chunks and keep the header.

RFC 9112, section 7.1 (chunks); RFC 9110, section 8.4.1 (content codings).
"""

from __future__ import annotations

import re
import zlib

from quoth.errors import Unreadable
from quoth.read.document import too_large

CHUNK_HEAD = re.compile(rb"[ \t]{0,9}([0-9a-fA-F]{1,12})[ \t]{0,9}(?:;[^\r\n]{0,999})?\r?\n")
DAMAGED = "the file was damaged or cut off: fetch it again"
STEP = 1 << 16


def joined_chunks(body: bytes) -> bytes:
    """A body without the frames of `Transfer-Encoding: chunked`; as it is if it has none.

    Args:
        body: one that is cut off keeps what came.
    """
    pieces, at = [], 0
    while head := CHUNK_HEAD.match(body, at):
        size = int(head.group(1), 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[head.end() : head.end() + size])
        at = head.end() + size
        if body[at : at + 2] == b"\r\n":
            at += 2
        elif body[at : at + 1] == b"\n":
            at += 1
        elif at < len(body):
            return body  # a number at the start of a line was no frame
        else:
            return b"".join(pieces)
    return b"".join(pieces) if pieces and at >= len(body) else body


def unpacked(body: bytes, codings: str, limit: int) -> bytes:
    """A body without its content codings.

    Args:
        body: as it was sent, chunks joined.
        codings: the header `Content-Encoding`: names in the order they were applied.
        limit: bytes that the result may have.

    Raises:
        Unreadable: it is larger, damaged, or packed in a way that is not known.
    """
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    if len(names) > 3:
        raise Unreadable(f"packed {len(names)} times over", advice="fetch the page again")
    for name in reversed(names):
        if name in ("gzip", "x-gzip"):
            if body.startswith(b"\x1f\x8b"):
                body = _inflated(body, 31, limit)
        elif name == "deflate":
            body = _deflated(body, limit)
        elif name == "br":
            body = _brotli(body, limit)
        elif name not in ("identity", "none", "utf-8", "utf8"):
            raise Unreadable(
                f"packed as {name[:40]!r}, which is not known",
                advice="capture the page again with gzip or without compression",
            )
    if len(body) > limit:
        raise too_large(None, limit)
    return body


def _inflated(body: bytes, wbits: int, limit: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=wbits)
    try:
        found = unpacker.decompress(body, limit + 1)
    except zlib.error as error:
        raise Unreadable(f"damaged compressed data ({error})", advice=DAMAGED) from error
    if len(found) > limit:
        raise too_large(None, limit)
    if not unpacker.eof:
        raise Unreadable("the compressed data end too early", advice=DAMAGED)
    return found


def _deflated(body: bytes, limit: int) -> bytes:
    """Deflate in its zlib frame, as the standard has it, or bare, as many servers send it."""
    for wbits in (15, -15):
        try:
            return _inflated(body, wbits, limit)
        except Unreadable as error:
            if error.reason.startswith("too large"):
                raise
    if body[:512].lstrip()[:1] == b"<":
        return body  # the header is left over
    raise Unreadable("damaged compressed data (deflate)", advice=DAMAGED)


def _brotli(body: bytes, limit: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    pieces, size, rest = [], 0, body
    try:
        while not unpacker.is_finished():
            piece = unpacker.process(rest, output_buffer_limit=STEP)
            rest = b""
            size += len(piece)
            if size > limit:
                raise too_large(None, limit)
            pieces.append(piece)
            if not piece and unpacker.can_accept_more_data():
                raise Unreadable("the compressed data end too early", advice=DAMAGED)
    except brotli.error as error:
        if body[:512].lstrip()[:1] == b"<":
            return body  # brotli has no first bytes to be known by; the header is left over
        raise Unreadable("damaged compressed data (brotli)", advice=DAMAGED) from error
    return b"".join(pieces)
