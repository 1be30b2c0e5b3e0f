"""What finding gives: raw documents, where they stand, and the open input that holds them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from quoth.errors import InputError, Unreadable
from quoth.model import SkippedInput
from quoth.read.stream import Stream, lines, read_bounded

MAX_BYTES = 20_000_000
"""Default limit for one document, decompressed. A long book has 3 million bytes."""

COPIED = 2_000_000_000
"""Bytes that are copied from a pipe for formats that cannot be read from one."""

SNIFFED = 1 << 16
"""Bytes looked at to tell what a file is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where in a large archive a document stands, so that the archive can stay where it is.

    With `offset` it is found again at once, with `record` if the archive was rewritten, and
    `digest` tells whether it is still the same.
    """

    archive: str
    """The file."""
    member: str | None = None
    """The file in it, if it is a ZIP: "archive/data.warc.gz"."""
    record: str | None = None
    """The record's own id: "urn:uuid:…" in a WARC, a Message-ID in a mailbox."""
    offset: int | None = None
    """Byte of the file (or of `member`, unpacked) at which the record begins; of a gzipped
    one the byte where its gzip member begins."""
    digest: str | None = None
    """Digest of the payload as the archive states it: "sha1:…"."""


@dataclass(frozen=True)
class RawDocument:
    """One document found, not yet understood. It can be pickled.

    `payload` is what the format's `article` needs: the document's bytes, or for JSON the
    decoded object. `fields` is what the finder knows and the text may not say: "mapping" for
    foreign JSON, "url", "charset", "title" for a page from an archive. Both together decide
    what article it is.
    """

    path: str
    """The input: a file, or a file and where in it ("news.jsonl:3", "news.warc.gz#urn:…")."""
    format: str
    """Name of the row of `quoth.read.formats.FORMATS` that parses it."""
    payload: bytes | dict
    fields: dict = field(default_factory=dict)
    source: bytes | None = None
    """The bytes as they stand in the file, if `payload` is not those: a line of JSON."""
    locator: Locator | None = None
    """Where it stands in an archive; None if the file is the document."""
    captured: str | None = None
    """When the page was fetched, as an ISO date-time, if that is known."""

    @property
    def original(self) -> bytes | None:
        """The document's own bytes: what a person would open to check a quotation."""
        if self.source is not None:
            return self.source
        return self.payload if isinstance(self.payload, bytes) else None


def shown(path: str) -> str:
    """A path as text that can be printed and stored whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def skipped(path: str, error: InputError) -> SkippedInput:
    """The row for an input that raised on purpose."""
    return SkippedInput(path=shown(path), reason=error.reason, advice=error.advice)


def too_large(size: int | None, limit: int, what: str = "document") -> Unreadable:
    """The error for an input over the limit; `size` is None if it was not read to its end."""
    measured = f"{size:,} bytes" if size is not None else f"more than {limit:,} bytes"
    return Unreadable(
        f"too large: the {what} has {measured}, the limit is {limit:,}",
        advice="split it, or raise the limit with --max-bytes",
    )


class Source:
    """One open input on its way to becoming documents: what a format's `documents` is given.

    `path` is what it is called, `head` its first bytes (unpacked), `size` its bytes on disk if
    known, `limit` the bytes that one document may have, `fields` what each of its documents
    is to know (the mapping for JSON).
    """

    def __init__(
        self, raw: BinaryIO, path: str, *, size: int | None, limit: int, fields: dict
    ) -> None:
        """Look at the first bytes."""
        self.raw = raw
        self.path = path
        self.size = size
        self.limit = limit
        self.fields = fields
        self._copy: BinaryIO | None = None
        self.stream = Stream(raw)
        self.head = self.stream.peek(SNIFFED)

    def refuse_large(self) -> None:
        """Raise if the file on disk is larger than one document may be."""
        if self.size is not None and self.size > self.limit:
            raise too_large(self.size, self.limit, "file")

    def payload(self) -> bytes:
        """All bytes, unpacked.

        Raises:
            Unreadable: there are more than the limit, or they are damaged.
        """
        self.refuse_large()
        payload = read_bounded(self.stream, self.limit)
        if payload is None:
            raise too_large(None, self.limit)
        return payload

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Lines with their number from 1; None for one over the limit."""
        return lines(self.stream, self.limit)

    def file(self) -> BinaryIO:
        """The file as it is on disk, from its beginning, to seek in; of a pipe a copy on disk.

        For formats that pack by themselves and those that are read from the end (ZIP).

        Raises:
            Unreadable: what comes through a pipe is too much to be copied.
        """
        try:
            if self.raw.seekable():
                self.raw.seek(0)
                return self.raw
        except (AttributeError, OSError):
            pass
        if self._copy is None:
            self._copy = tempfile.TemporaryFile(prefix="quoth-")  # noqa: SIM115 (see close)
            size = 0
            while piece := self.stream.read():
                size += len(piece)
                if size > COPIED:
                    raise Unreadable(
                        f"too large for a pipe: more than {COPIED:,} bytes",
                        advice="save it as a file, and name that",
                    )
                self._copy.write(piece)
        self._copy.seek(0)
        return self._copy

    def close(self) -> None:
        """Let go of the copy, if one was made. The input itself is its opener's to close."""
        if self._copy is not None:
            self._copy.close()
            self._copy = None

    def whole(self, form: str, payload: bytes | dict | None = None, **about) -> RawDocument:
        """The document of an input that holds one.

        Args:
            form: the format that parses it.
            payload: what that needs; without it all bytes of the input.
            **about: more fields of `RawDocument`.
        """
        payload = self.payload() if payload is None else payload
        return self._document(self.path, form, payload, about)

    def part(self, place: int | str, form: str, payload: bytes | dict, **about) -> RawDocument:
        """One of several documents of an input.

        Args:
            place: its number from 1, or its id in an archive.
            form, payload, **about: as for `whole`.
        """
        return self._document(self.place(place), form, payload, about)

    def skipped(self, place: int | str, error: InputError) -> SkippedInput:
        """The row for one of several documents that cannot be used."""
        return skipped(self.place(place), error)

    def place(self, place: int | str) -> str:
        """What a part of this input is called."""
        return f"{self.path}:{place}" if isinstance(place, int) else f"{self.path}#{place}"

    def _document(self, path: str, form: str, payload: bytes | dict, about: dict) -> RawDocument:
        fields = {**self.fields, **about.pop("fields", {})}
        return RawDocument(shown(path), form, payload, fields, **about)
