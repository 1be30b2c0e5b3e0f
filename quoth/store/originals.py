"""Originals: an input's own bytes, kept by their hash, and read again.

They are kept in the project itself, each packed by zlib, in the transaction that writes the
article: so a project stays one file, and no crash leaves a text without its original. What was
measured and rejected stands in docs/reliability.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache

from quoth.errors import QuothError
from quoth.model import Capture, Original, SkippedInput
from quoth.read.document import MAX_BYTES, Locator, RawDocument
from quoth.read.inputs import find_documents

LARGE = 50_000_000
"""Bytes. Documents of an archive that is larger stay there, found again by their place."""

LEVEL = 6
"""zlib's own default: 9 makes pages 1 % smaller and takes half as long again."""


class OriginalLost(QuothError):
    """An original is gone, damaged, or not what was read."""


class NotKept(QuothError):
    """No original was to be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """What a run keeps of a document beside its article."""

    capture: Capture
    originals: tuple[Original, ...]


def digest(data: bytes) -> str:
    """sha-256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def captured(raw: RawDocument, article_id: str, *, reader: str, keep: bool = True) -> Captured:
    """The capture of an article and the originals to keep.

    Args:
        raw: the document that the article was read from.
        article_id: the article.
        reader: the version of the read step.
        keep: whether originals are kept; the capture names their hashes all the same.
    """
    payload = rendered(raw.payload)
    original = raw.original
    if original is None:
        original = payload
    # What the reader was given need not be kept where the original gives it again.
    given = None if original is None or _same(raw.payload, original) else payload
    away = raw.locator is not None and _size(raw.locator.archive) > LARGE
    found = [data for data in (original, given) if data is not None]
    capture = Capture(
        path=raw.path,
        article_id=article_id,
        captured=raw.captured,
        format=raw.format,
        fields=json.dumps(raw.fields, sort_keys=True) if raw.fields else None,
        original=digest(original) if original is not None else None,
        payload=digest(given) if given is not None else None,
        decoded=not isinstance(raw.payload, bytes),
        locator=json.dumps(asdict(raw.locator)) if raw.locator else None,
        reader=reader_version(raw.format, reader),
    )
    if not keep:
        return Captured(capture=capture, originals=())
    return Captured(capture=capture, originals=tuple(pack(data, away=away) for data in found))


def rendered(payload: bytes | dict) -> bytes | None:
    """A payload as bytes; None if JSON cannot hold it."""
    if isinstance(payload, bytes):
        return payload
    try:
        return json.dumps(payload, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError):
        return None


def given_back(data: bytes, *, decoded: bool) -> bytes | dict:
    """The inverse of `rendered`."""
    if not decoded:
        return data
    from quoth.read.formats.jsonl import load_json

    try:
        return load_json(data.removeprefix(b"\xef\xbb\xbf"))
    except QuothError:
        return json.loads(data.decode("utf-8", "surrogatepass"))


def _same(payload: bytes | dict, original: bytes) -> bool:
    if isinstance(payload, bytes):
        return payload == original
    try:
        return given_back(original, decoded=True) == payload
    except (QuothError, ValueError):
        return False


@cache
def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


@cache
def reader_version(form: str, step: str) -> str:
    """What an article's text depends on besides its original: our rules, and whose parser."""
    library = PARSERS.get(form)
    if library is None:
        return f"read {step}"
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"read {step}, {library} {version(library)}"
    except PackageNotFoundError:
        return f"read {step}"


PARSERS = {"html": "trafilatura", "eml": "trafilatura", "pdf": "pypdf"}
"""Formats whose text depends on another's library."""


def pack(data: bytes, *, away: bool = False) -> Original:
    """An original, packed; `away` if its bytes stay where they are."""
    return Original(
        sha256=digest(data),
        size=len(data),
        packing="elsewhere" if away else "zlib",
        data=None if away else zlib.compress(data, LEVEL),
    )


def unpack(original: Original) -> bytes:
    """An original's bytes, checked against their hash.

    Raises:
        OriginalLost: they are damaged; or elsewhere.
    """
    if original.data is None:
        raise OriginalLost("it stays in its archive", advice="see the capture's locator")
    packer = zlib.decompressobj()
    try:
        # No more than it said: a damaged file may unpack to anything.
        data = packer.decompress(original.data, original.size + 1)
    except zlib.error as error:
        raise OriginalLost(
            f"the original cannot be unpacked ({error})", advice="restore the project from a copy"
        ) from error
    if len(data) != original.size or digest(data) != original.sha256:
        raise OriginalLost(
            "the original is not what was read: its hash is another one",
            advice="restore the project from a copy",
        )
    return data


def original(connection: sqlite3.Connection, sha256: str) -> Original | None:
    """An original by its hash; None if the project has none."""
    row = connection.execute(
        "SELECT sha256, size, packing, data FROM original WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return row and Original(sha256=row[0], size=row[1], packing=row[2], data=row[3])


class Archives:
    """Finds documents that stay in large archives; in the archive's order it reads each once."""

    def __init__(self) -> None:
        """Nothing is opened yet."""
        self._open: dict[str, Iterator[RawDocument | SkippedInput]] = {}

    def document(self, capture: Capture, size: int) -> RawDocument:
        """The document of a capture.

        Args:
            capture: which; it has a locator.
            size: bytes that its original has.

        Raises:
            OriginalLost: the archive is gone, or has no such document.
        """
        archive = json.loads(capture.locator or "{}").get("archive", "")
        for again in (False, True):
            documents = None if again else self._open.get(archive)
            if documents is None:
                fields = json.loads(capture.fields) if capture.fields else {}
                documents = self._open[archive] = find_documents(
                    [archive], mapping=fields.get("mapping"), max_bytes=max(MAX_BYTES, 2 * size)
                )
            for found in documents:
                if found.path == capture.path and isinstance(found, RawDocument):
                    return found
        if not os.path.exists(archive):
            raise OriginalLost(
                f"the archive {archive} is gone",
                advice="put it back in its place; the project keeps the articles' texts",
            )
        raise OriginalLost(
            f"{archive} has no such document any more",
            advice="the archive was changed: put the one that was read back in its place",
        )


def raw_document(
    capture: Capture, find: Callable[[str], Original | None], archives: Archives
) -> RawDocument:
    """The raw document of a capture as the reader was given it.

    Args:
        capture: which.
        find: gives an original by its hash.
        archives: finds a document that stays in its archive.

    Raises:
        NotKept: the project was told to keep no originals, or is older than they are.
        OriginalLost: it is damaged, or its archive is gone or another one.
    """
    first = find(capture.original) if capture.original else None
    if first is None:
        raise NotKept("no original was kept", advice="run the same inputs again")
    if first.packing == "elsewhere":
        raw = archives.document(capture, first.size)
        again = raw.original if raw.original is not None else rendered(raw.payload)
        if again is None or digest(again) != capture.original:
            raise OriginalLost(
                "the document in the archive is another one than the one that was read",
                advice="the archive was changed: put the one that was read back in its place",
            )
        return raw
    whole = unpack(first)
    data = whole
    if capture.payload is not None:
        part = find(capture.payload)
        if part is None:
            raise OriginalLost("a part of the original is missing", advice="run the input again")
        data = unpack(part)
    try:
        payload = given_back(data, decoded=capture.decoded)
    except ValueError as error:
        raise OriginalLost(f"the original is no JSON: {error}", advice="report it") from error
    return RawDocument(
        capture.path,
        capture.format,
        payload,
        json.loads(capture.fields) if capture.fields else {},
        source=whole if payload is not whole else None,
        locator=Locator(**json.loads(capture.locator)) if capture.locator else None,
        captured=capture.captured,
    )
