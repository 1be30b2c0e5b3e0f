"""Find what there is to read: paths in, raw documents out, lazily and by I/O alone.

Everything that costs processor time (decoding, HTML, dates) is in `quoth.read.parse`,
so that worker processes can do it. What cannot be read becomes a `SkippedInput` in its
place; nothing is dropped in silence.
"""

from __future__ import annotations

import glob
import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from quoth.errors import InputError, NotAnArticle, Unreadable, UsageError
from quoth.model import SkippedInput
from quoth.read.stream import Stream, lines, read_bounded

MAX_BYTES = 20_000_000
"""Default limit for one document, decompressed. A long book has 3 million bytes."""

SNIFFED = 1 << 16
"""Bytes looked at to tell what a file is."""

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jl": "jsonl",
    ".json": "json",
}

# Passed over in a directory, with a row that says so; tried when named on the command line.
COMPANIONS = {
    "an image": ".png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .tif .tiff",
    "sound or video": ".mp3 .mp4 .m4a .ogg .wav .webm .mov .avi .mkv",
    "a style sheet, script or font": ".css .js .mjs .map .woff .woff2 .ttf .otf .eot",
    "an office document": ".doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .epub",
    "a PDF": ".pdf",
    "an archive": ".zip .tar .tgz .bz2 .xz .7z .rar .zst .warc",
    "a table": ".csv .tsv .parquet .arrow .feather",
    "a database": ".db .sqlite .sqlite3 .duckdb .quoth",
    "annotations": ".ann .xml .conll .conllu",
    "documentation, settings or a program": (
        ".md .rst .yml .yaml .toml .ini .cfg .conf .log .lock .py .sh .r .ipynb .sql"
    ),
}
KIND_OF_COMPANION = {
    extension: kind for kind, extensions in COMPANIONS.items() for extension in extensions.split()
}

SIGNATURES = (
    (b"%PDF-", "a PDF", "convert it to text first, for instance with pdftotext"),
    (b"PK\x03\x04", "a ZIP or office document", "unpack it, or save it as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text or HTML"),
    (b"{\\rtf", "an RTF document", "save it as plain text or HTML"),
    (b"SQLite format 3\0", "a database", "name the text files it was made from"),
    (b"\x89PNG", "an image", "give the text, not a picture of it"),
    (b"\xff\xd8\xff", "an image", "give the text, not a picture of it"),
    (b"GIF8", "an image", "give the text, not a picture of it"),
    (b"BZh", "bzip2 data", "decompress it; only gzip is read as it is"),
    (b"\xfd7zXZ", "xz data", "decompress it; only gzip is read as it is"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "decompress it; only gzip is read as it is"),
)

HTML_START = re.compile(
    rb"<!doctype\s{1,9}html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<meta\s|<title>",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class RawDocument:
    """One document found, not yet understood.

    `payload` is the document's bytes ("text", "html") or one decoded object ("jsonl").
    `fields` says what the finder knows: "mapping" for foreign JSON.
    """

    path: str
    format: str
    payload: bytes | dict
    fields: dict = field(default_factory=dict)


def find_documents(
    paths: str | Path | Iterable[str | Path],
    *,
    mapping: dict[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    stdin: BinaryIO | None = None,
) -> Iterator[RawDocument | SkippedInput]:
    """Expand paths into documents, in a fixed order, one document in memory at a time.

    Args:
        paths: files, directories (read recursively in the order of names; hidden entries
            are left out), glob patterns, or "-" for standard input.
        mapping: for JSON: the contract's field to the name it has in the file, such as
            `{"text": "body", "published": "date"}`; a dot reaches into nested objects.
        max_bytes: larger documents (after decompression) are skipped. For JSON Lines the
            limit is that of a line; the file may be of any size.
        stdin: where "-" reads from, instead of the process's standard input.

    Raises:
        UsageError: `mapping` names a field the contract does not have, or the limit is
            no positive number.
    """
    check_mapping(mapping)
    if max_bytes <= 0:
        raise UsageError(
            f"max_bytes is {max_bytes}", advice="give a positive number of bytes, or leave it out"
        )
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    finder = _Finder(mapping, max_bytes, stdin)
    return (found for path in paths for found in finder.expand(os.fspath(path)))


MAPPABLE = ("text", "title", "published", "outlet", "url", "authors", "language", "id")


def check_mapping(mapping: dict[str, str] | None) -> None:
    """Raise a `UsageError` for a field mapping that cannot work."""
    for name, theirs in (mapping or {}).items():
        if name not in MAPPABLE:
            raise UsageError(
                f"the mapping names {name!r}, which is no field of an article",
                advice=f"the fields are {', '.join(MAPPABLE)}; write ours=theirs: --map text=body",
            )
        if not isinstance(theirs, str) or not theirs:
            raise UsageError(
                f"the mapping for {name!r} is {theirs!r}, not the name of a field",
                advice="write ours=theirs: --map text=body",
            )


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


class _Finder:
    """Carries the options and what has been visited through one search."""

    def __init__(self, mapping: dict | None, max_bytes: int, stdin: BinaryIO | None):
        self.fields = {"mapping": dict(mapping)} if mapping else {}
        self.max_bytes = max_bytes
        self.stdin = stdin

    def expand(self, path: str) -> Iterator[RawDocument | SkippedInput]:
        """All documents that one argument stands for."""
        if path == "-":
            yield from self.read_stream(self.stdin or sys.stdin.buffer, "-", None)
            return
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            if glob.has_magic(path):
                matches = sorted(glob.glob(path, recursive=True))
                if not matches:
                    yield skipped(
                        path,
                        Unreadable(
                            "no file matches this pattern",
                            advice="check the pattern; ** reaches into all subdirectories",
                        ),
                    )
                for match in matches:
                    # "**" also matches directories, whose files match by themselves.
                    if not ("**" in path and os.path.isdir(match)):
                        yield from self.expand(match)
            else:
                yield skipped(path, _os_error(error))
            return
        if stat.S_ISDIR(mode):
            yield from self.walk(path)
        else:
            yield from self.read_file(path)

    def walk(self, root: str) -> Iterator[RawDocument | SkippedInput]:
        """A directory's files in the order of their names, subdirectories among them."""
        visited: set[tuple[int, int]] = set()
        pending, empty = [root], True
        while pending:
            path = pending.pop()
            try:
                status = os.stat(path)
                if not stat.S_ISDIR(status.st_mode):
                    empty = False
                    yield from self.read_in_directory(path, status)
                    continue
                # A link back up, or two links to one place: each directory is read once.
                place = (status.st_dev, status.st_ino)
                if place in visited:
                    continue
                visited.add(place)
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))
            except OSError as error:
                empty = False
                yield skipped(path, _os_error(error))
                continue
            pending.extend(os.path.join(path, name) for name in reversed(names))
        if empty:
            yield skipped(
                root,
                Unreadable(
                    "an empty directory",
                    advice="name a directory with .txt, .html or .jsonl files (hidden ones "
                    "do not count)",
                ),
            )

    def read_in_directory(
        self, path: str, status: os.stat_result
    ) -> Iterator[RawDocument | SkippedInput]:
        """A file met on the way: not opened if its name says that it is something else."""
        if not stat.S_ISREG(status.st_mode):
            error = Unreadable(
                "not a regular file (a pipe, socket or device)",
                advice="name it by itself to read from it",
            )
            yield skipped(path, error)
            return
        kind = KIND_OF_COMPANION.get(extension(path))
        if kind is not None:
            error = NotAnArticle(
                f"{kind} by its name, passed over",
                advice="name the file by itself if it is an article's text after all",
            )
            yield skipped(path, error)
            return
        yield from self.read_file(path)

    def read_file(self, path: str) -> Iterator[RawDocument | SkippedInput]:
        try:
            with open(path, "rb") as file:
                yield from self.read_stream(file, path, os.fstat(file.fileno()).st_size)
        except (OSError, ValueError) as error:
            yield skipped(path, _os_error(error))

    def read_stream(
        self, raw: BinaryIO, path: str, size: int | None
    ) -> Iterator[RawDocument | SkippedInput]:
        """The documents of one open input.

        Args:
            raw: the bytes.
            path: what to call it.
            size: bytes on disk, if known: a file over the limit is not even opened further.
        """
        try:
            stream = Stream(raw)
            head = stream.peek(SNIFFED)
            form = tell_format(path, head)
            if form == "jsonl":
                yield from self.read_lines(stream, path)
                return
            if size is not None and size > self.max_bytes:
                raise too_large(size, self.max_bytes, "file")
            if form != "json":
                refuse_binary(head, form)
            payload = read_bounded(stream, self.max_bytes)
            if payload is None:
                raise too_large(None, self.max_bytes)
            if form == "json":
                yield from self.read_json(payload, path)
            else:
                yield RawDocument(shown(path), form, payload, self.fields)
        except InputError as error:
            yield skipped(path, error)

    def read_lines(self, stream: Stream, path: str) -> Iterator[RawDocument | SkippedInput]:
        """JSON Lines: one document a line; a bad line costs only itself."""
        found = False
        for number, line in lines(stream, self.max_bytes):
            place = f"{path}:{number}"
            if line is None:
                found = True
                yield skipped(place, too_large(None, self.max_bytes, "line"))
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            found = True
            try:
                row = load_json(line)
                if not isinstance(row, dict):
                    raise NotAnArticle(
                        f"the line holds {_json_kind(row)}, not an object",
                        advice='each line must be an object such as {"text": "…"}',
                    )
                yield RawDocument(shown(place), "jsonl", row, self.fields)
            except InputError as error:
                yield skipped(place, error)
        if not found:
            raise NotAnArticle("empty", advice="a JSON Lines file needs an object on each line")

    def read_json(self, payload: bytes, path: str) -> Iterator[RawDocument | SkippedInput]:
        """A `.json` file: one article, or a list of them."""
        if not payload.strip():
            raise NotAnArticle("empty", advice="remove it, or fetch the file again")
        content = load_json(payload.removeprefix(b"\xef\xbb\xbf"))
        if isinstance(content, dict):
            yield RawDocument(shown(path), "jsonl", content, self.fields)
        elif isinstance(content, list) and content and all(isinstance(r, dict) for r in content):
            for number, row in enumerate(content, 1):
                yield RawDocument(shown(f"{path}:{number}"), "jsonl", row, self.fields)
        else:
            raise NotAnArticle(
                f"the file holds {_json_kind(content)}, not an article or a list of articles",
                advice='an article is an object such as {"text": "…"}',
            )


def extension(path: str) -> str:
    """The extension that tells the format: ".gz" apart, in lower case."""
    name = os.path.basename(path).lower().removesuffix(".gz")
    return os.path.splitext(name)[1]


def tell_format(path: str, head: bytes) -> str:
    """ "text", "html", "jsonl" or "json": by the name, else by the first bytes."""
    known = FORMATS.get(extension(path))
    if known is not None and known != "json":
        return known
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    line, newline, rest = start.partition(b"\n")
    if known == "json":
        # Many tools call JSON Lines ".json".
        several = rest.lstrip().startswith(b"{") and _is_object(line)
        return "jsonl" if several else "json"
    if start.startswith(b"{"):
        if newline and _is_object(line):
            return "jsonl"
        # The head of one long object: a line of JSON Lines, or a whole .json file.
        if re.match(rb'\{\s{0,9}"[^"]{1,200}"\s{0,9}:', start):
            return "jsonl" if len(head) >= SNIFFED and not newline else "json"
    if HTML_START.search(start.replace(b"\0", b"")[:4096]):
        return "html"
    return "text"


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


def load_json(data: bytes) -> object:
    """Decode JSON; a `NotAnArticle` error says where it breaks."""
    import msgspec

    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    # The standard library also takes NaN, lone surrogates and UTF-16; msgspec is faster.
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg} at character {error.pos}"
    except UnicodeDecodeError:
        reason = "not JSON: the bytes are not UTF-8"
    except RecursionError:
        reason = "not JSON that can be read: nested too deeply"
    except ValueError as error:  # an integer of thousands of digits
        reason = f"not JSON that can be read: {error}"
    raise NotAnArticle(reason, advice="repair or remove it; other lines are read all the same")


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(load_json(line), dict)
    except InputError:
        return False


def _json_kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    return "null" if value is None else kinds.get(type(value), "a number")


def _os_error(error: OSError | ValueError) -> Unreadable:
    """What went wrong with a file, in words, with what to try."""
    if isinstance(error, FileNotFoundError):
        return Unreadable("no such file or directory", advice="check the spelling of the path")
    if isinstance(error, PermissionError):
        return Unreadable(
            "no permission to read it", advice="change its permissions (chmod u+r) and run again"
        )
    if isinstance(error, OSError):
        return Unreadable(
            f"cannot be read: {error.strerror or error}",
            advice="check that the file and its disk are in order",
        )
    return Unreadable(f"not a usable path: {error}", advice="check the spelling of the path")
