"""Bytes that are no text in any encoding, and what they are instead."""

from __future__ import annotations

from quoth.errors import Unreadable

SIGNATURES = (
    (b"%PDF-", "a PDF", "convert it to text first, for instance with pdftotext"),
    (b"PK\x03\x04", "a ZIP or office document", "unpack it, or save it as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as .docx, or as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text or HTML"),
    (b"SQLite format 3\0", "a database", "name the text files it was made from"),
    (b"\x89PNG", "an image", "give the text, not a picture of it"),
    (b"\xff\xd8\xff", "an image", "give the text, not a picture of it"),
    (b"GIF8", "an image", "give the text, not a picture of it"),
    (b"BZh", "bzip2 data", "decompress it; only gzip is read as it is"),
    (b"\xfd7zXZ", "xz data", "decompress it; only gzip is read as it is"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "decompress it; only gzip is read as it is"),
)


def refuse_binary(head: bytes, form: str = "text") -> None:
    """Raise for bytes that are no text in any encoding, and say what they are."""
    for magic, kind, advice in SIGNATURES:
        if head.startswith(magic):
            raise Unreadable(f"not text: {kind}", advice=advice)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not head:
        return
    # Text has no zero bytes; UTF-16 without its mark has them at every second place.
    few, many = sorted((head[::2].count(0), head[1::2].count(0)))
    if form == "html" and few + many < 0.01 * len(head):
        return  # stray zero bytes in a page mean nothing
    if many and (few > 0.01 * len(head) or many < 0.3 * len(head) / 2):
        raise Unreadable("not text: it has zero bytes", advice="give plain text or HTML")
    controls = sum(head.count(byte) for byte in CONTROLS)
    if controls > 0.01 * len(head):
        raise Unreadable(
            "not text: it has many control characters", advice="give plain text or HTML"
        )


CONTROLS = [byte for byte in range(1, 32) if byte not in b"\t\n\x0b\x0c\r\x1b"] + [127]
