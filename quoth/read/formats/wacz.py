"""WACZ 1.1.1, web archives in a ZIP: `archive/*.warc.gz`, `pages/*.jsonl`, `datapackage.json`.

The WARCs are read where they lie. `pages` knows what pages are called that have no title of
their own; what `datapackage.json` names and the ZIP lacks is a row.
"""

from __future__ import annotations

import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

from quoth.errors import InputError, NotAnArticle, Unreadable
from quoth.model import SkippedInput
from quoth.read.document import COPIED, RawDocument, Source
from quoth.read.formats import warc
from quoth.read.formats.jsonl import load_json
from quoth.read.stream import CHUNK, Stream, lines

TITLES = 100_000
"""Pages whose titles are kept."""

LISTED = 10_000_000
"""Bytes that `datapackage.json`, or a line of `pages/`, may have."""

DAMAGED = "the file was damaged or cut off: fetch or export it again"


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The pages of every WARC in it."""
    file = source.file()
    try:
        with zipfile.ZipFile(file) as archive:
            yield from _pages(source, file, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error) as error:
        raise Unreadable(f"a damaged ZIP ({str(error)[:120]})", advice=DAMAGED) from error


def _pages(
    source: Source, file: BinaryIO, archive: zipfile.ZipFile
) -> Iterator[RawDocument | SkippedInput]:
    members = {each.filename: each for each in archive.infolist()}
    archives = [
        each
        for name, each in members.items()
        if name.startswith("archive/") and name.lower().endswith((".warc.gz", ".warc"))
    ]
    if not archives:
        raise NotAnArticle(
            "a ZIP without archive/*.warc.gz in it: no web archive (WACZ)",
            advice="unpack it, and name the files in it",
        )
    stored = sum(each.compress_size for each in archives)
    if source.size is not None and stored > source.size:
        raise Unreadable("a damaged ZIP: its members lie on one another", advice=DAMAGED)
    titles = _titles(archive)
    for name in _named(archive):
        if name not in members:
            error = Unreadable("datapackage.json names it, and the ZIP lacks it", advice=DAMAGED)
            yield source.skipped(name, error)
    copied = 0
    for member in archives:
        with ExitStack() as closing:
            try:
                if member.flag_bits & 1:
                    raise Unreadable("encrypted", advice="save it without a password")
                if member.compress_type == zipfile.ZIP_STORED:
                    opened: Any = Window(file, *_place(file, member))
                else:
                    copied += member.file_size
                    opened = _copy(archive, member, copied, closing)
                yield from warc.pages(source, opened, member=member.filename, titles=titles)
            except InputError as error:
                yield source.skipped(member.filename, error)


class Window:
    """A part of a file as a file of its own, read where it lies."""

    def __init__(self, file: BinaryIO, start: int, size: int):
        self._file = file
        self._start = start
        self._size = size
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        left = self._size - self._at
        size = left if size < 0 else min(size, left)
        if size <= 0:
            return b""
        self._file.seek(self._start + self._at)
        piece = self._file.read(size)
        self._at += len(piece)
        return piece

    def seek(self, offset: int) -> int:
        self._at = max(0, offset)
        return self._at

    def tell(self) -> int:
        return self._at


def _place(file: BinaryIO, member: zipfile.ZipInfo) -> tuple[int, int]:
    """Where the bytes of an uncompressed member begin, and how many they are."""
    file.seek(member.header_offset)
    head = file.read(30)
    if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
        raise Unreadable("a damaged ZIP: a member is not where it should be", advice=DAMAGED)
    name, extra = struct.unpack("<HH", head[26:30])
    return member.header_offset + 30 + name + extra, member.compress_size


def _copy(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, copied: int, closing: ExitStack
) -> BinaryIO:
    """A compressed member unpacked to disk: a WARC in it cannot be read from the middle."""
    if copied > COPIED:
        raise Unreadable(
            f"more than {COPIED:,} bytes of compressed archives",
            advice="unpack it, and name archive/*.warc.gz",
        )
    copy = tempfile.TemporaryFile(prefix="quoth-")  # noqa: SIM115 (closed by the caller)
    closing.callback(copy.close)
    with archive.open(member) as packed:
        left = member.file_size
        while left > 0 and (piece := packed.read(min(CHUNK, left))):
            copy.write(piece)
            left -= len(piece)
    copy.seek(0)
    return copy


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Titles by address, from `pages/*.jsonl`. What is damaged there costs only titles."""
    titles: dict[str, str] = {}
    for name in archive.namelist():
        if not (name.startswith("pages/") and name.endswith(".jsonl")):
            continue
        try:
            with archive.open(name) as file:
                for _, line in lines(Stream(io.BufferedReader(file)), LISTED):
                    row = load_json(line) if line and line.strip() else None
                    if isinstance(row, dict) and len(titles) < TITLES:
                        url, title = row.get("url"), row.get("title")
                        if isinstance(url, str) and isinstance(title, str) and title.strip():
                            titles.setdefault(url, title.strip()[:1000])
        except (InputError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):
            continue
    return titles


def _named(archive: zipfile.ZipFile) -> list[str]:
    """The archives that `datapackage.json` says are in it."""
    try:
        with archive.open("datapackage.json") as file:
            content = load_json(file.read(LISTED))
    except (KeyError, InputError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):
        return []
    resources = content.get("resources") if isinstance(content, dict) else None
    names = [
        each.get("path")
        for each in (resources if isinstance(resources, list) else [])
        if isinstance(each, dict)
    ]
    return [name for name in names if isinstance(name, str) and name.startswith("archive/")][:1000]
