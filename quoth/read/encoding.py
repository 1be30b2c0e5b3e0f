"""Bytes to text: UTF-8 first, then what the document declares, then a guess that is tested."""

from __future__ import annotations

import codecs
import re

from quoth.errors import Unreadable

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

DECLARED = re.compile(
    rb"""(?:charset\s{0,3}=|<\?xml[^>]{0,99}?encoding\s{0,3}=)\s{0,3}["']?\s{0,3}([\w.:-]{2,40})""",
    re.IGNORECASE,
)

# Browsers read these labels as the larger set that the pages were really written in.
LARGER_SET = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
}

ESCAPED = ("iso-2022-jp", "iso-2022-kr", "hz-gb-2312", "hz")
"""Encodings that look like ASCII and therefore like UTF-8: the declaration decides."""

LEAD_BYTES = bytes(range(0xC2, 0xF5))
"""Bytes that begin a character of several bytes in UTF-8."""

GUESSED_FROM = 40_000
"""Bytes that the guess looks at."""


def decode(payload: bytes, charset: str | None = None) -> str:
    """The text of a plain text file, unchanged except for a leading byte-order mark.

    Line ends stay as they are, so that offsets index the file.

    Args:
        payload: the file.
        charset: what whoever delivered it said; trusted after UTF-8 has failed.

    Raises:
        Unreadable: the bytes are no text in any encoding that was tried.
    """
    text = _marked(payload)
    if text is None:
        text = _unmarked_utf16(payload)
    if text is None:
        text = _utf8(payload)
    if text is None and charset:
        text = _as(payload, LARGER_SET.get(charset.lower(), charset))
    if text is None:
        text = _guessed(payload)
    return text


def decode_html(payload: bytes, charset: str | None = None) -> str:
    """The text of an HTML document: like `decode`, with the page's own declaration.

    Declarations are trusted after UTF-8 has failed: pages that are valid UTF-8 and
    declare something else are more often UTF-8.

    Args:
        payload: the page.
        charset: what the server or the archive said, which goes before what the page says.

    Raises:
        Unreadable: see `decode`.
    """
    if 0 < payload.count(0) < 0.01 * len(payload):
        payload = payload.replace(b"\0", b"")
    declared = DECLARED.search(payload[:8192])
    name = declared.group(1).decode("ascii", "replace").lower() if declared else ""
    if charset and charset.lower() not in ("utf-8", "utf8"):
        name = charset.lower()
    if name in ESCAPED:
        text = _as(payload, name)
        if text is not None:
            return text
    text = _marked(payload)
    if text is None:
        text = _unmarked_utf16(payload)
    if text is None:
        text = _utf8(payload)
    if text is None and name and name not in ("utf-8", "utf8"):
        text = _as(payload, LARGER_SET.get(name, name))
    if text is None:
        text = _guessed(payload)
    return text


def _marked(payload: bytes) -> str | None:
    for mark, name in BYTE_ORDER_MARKS:
        if payload.startswith(mark):
            try:
                return payload[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                if name == "utf-8":
                    return _utf8(payload[len(mark) :])
                raise Unreadable(
                    f"not text: it begins like {name.upper()} and breaks at byte {error.start:,}",
                    advice="save it as UTF-8",
                ) from error
    return None


def _unmarked_utf16(payload: bytes) -> str | None:
    """UTF-16 without its mark: zero bytes at every second place."""
    head = payload[:4096]
    if 0 not in head:
        return None
    little = head[1::2].count(0) >= head[::2].count(0)
    try:
        return payload.decode("utf-16-le" if little else "utf-16-be")
    except UnicodeDecodeError:
        raise Unreadable("not text: it has zero bytes", advice="save it as UTF-8") from None


def _utf8(payload: bytes) -> str | None:
    """UTF-8, also with a few damaged places; None if it is something else."""
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = payload.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    # Other encodings hardly ever form valid sequences of several bytes by chance.
    valid = len(payload) - len(payload.translate(None, LEAD_BYTES)) - damaged
    return text if valid > 20 * damaged else None


def _as(payload: bytes, name: str) -> str | None:
    """Decode by a declared name, with a few damaged places allowed."""
    try:
        text = payload.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    return text if text.count("\ufffd") <= 0.001 * len(text) + 2 else None


def _guessed(payload: bytes) -> str:
    """An undeclared legacy encoding, by how well the text reads in it."""
    from charset_normalizer import from_bytes

    # Lines without a byte over 127 say nothing and cost time.
    telling = b"\n".join(
        line[:2000] for line in payload[: 20 * GUESSED_FROM].splitlines() if not line.isascii()
    )[:GUESSED_FROM]
    match = from_bytes(telling).best()
    if match is not None:
        text = _as(payload, match.encoding)
        if text is not None:
            return text
    text = payload.decode("cp1252", "replace")
    if text.count("\ufffd") > 0.01 * len(text):
        raise Unreadable(
            "not text: the bytes fit no encoding that was tried", advice="save it as UTF-8"
        )
    return text
