"""The originals of articles: what is kept of each capture, and its bytes.

An original is given back byte for byte as a file to keep. It is never shown: it is somebody else's
page, and the desk runs nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.model import Capture
from quoth.serve.desk import Desk
from quoth.serve.query import NotFound

MOST = 40
"""Captures of one article that are told."""

SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """One reading of the page."""

    captured: str | None
    read_at: str
    format: str
    reader: str
    original: str | None
    """Hash of the original; None if it was not kept."""
    here: bool
    """Whether its bytes are in the project file."""
    size: int


def captured(desk: Desk, captures: Sequence[Capture]) -> tuple[Captured, ...]:
    """Captures with what is kept of their originals, in this order."""
    kept = {}
    for one in captures[:MOST]:
        if one.original and one.original not in kept:
            row = desk.row(
                "SELECT size, data IS NOT NULL FROM original WHERE sha256 = ?", (one.original,)
            )
            kept[one.original] = row or (0, False)
    return tuple(
        Captured(
            captured=one.captured,
            read_at=one.read_at,
            format=one.format,
            reader=one.reader,
            original=one.original if one.original in kept else None,
            here=bool(one.original and kept[one.original][1]),
            size=kept[one.original][0] if one.original else 0,
        )
        for one in captures[:MOST]
    )


def original(desk: Desk, sha256: str) -> tuple[bytes, str]:
    """An original's bytes, and the format that it was read as.

    Raises:
        NotFound: the project does not hold its bytes.
        QuothError: they are not what they were.
    """
    from quoth.store import originals

    found = originals.original(desk.connection, sha256) if SHA256.match(sha256) else None
    if found is None or found.data is None:
        raise NotFound("original")
    row = desk.row("SELECT format FROM capture WHERE original = ? LIMIT 1", (sha256,))
    return originals.unpack(found), row[0] if row else "original"
