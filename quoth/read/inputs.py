"""Find what there is to read: paths in, raw documents out, lazily and by I/O alone.

Which formats there are says `quoth.read.formats`. Everything that costs processor time
(decoding, HTML, dates) is in `quoth.read.parse`, so that worker processes can do it. What
cannot be read becomes a `SkippedInput` in its place; nothing is dropped in silence.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quoth.errors import InputError, NotAnArticle, Unreadable, UsageError
from quoth.model import SkippedInput
from quoth.read.beside import describes_files
from quoth.read.document import MAX_BYTES, RawDocument, Source, skipped
from quoth.read.formats import companion, extension, may_be_claimed, tell

UNUSABLE = 100_000
"""Pieces of one input that may be unusable in a row: what is worse is a bomb, or no such file."""


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


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that is to be read, on this machine or on another that has the same files."""

    path: str
    met: bool
    """Whether it was met in a directory, not named."""


def find_files(paths: str | Path | Iterable[str | Path]) -> Iterator[FoundFile | SkippedInput]:
    """The files that `find_documents` would read, in its order, without opening them."""
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    lister = _Lister(None, MAX_BYTES, None)
    return (found for path in paths for found in lister.expand(os.fspath(path)))


def documents_in(
    file: FoundFile,
    *,
    mapping: dict[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    content: BinaryIO | None = None,
) -> Iterator[RawDocument | SkippedInput]:
    """The documents of one file; all files' together are those of `find_documents`.

    Args:
        file: of `find_files`.
        mapping: as for `find_documents`.
        max_bytes: likewise.
        content: what the file holds, where it is on no disk of this machine.
    """
    finder = _Finder(mapping, max_bytes, None)
    if content is not None:
        return finder.read_stream(content, file.path, None, met=file.met)
    return finder.read_file(file.path, met=file.met)


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
        if describes_files(path):
            return  # read with the files that it is about
        kind = companion(path)
        if kind is not None and not may_be_claimed(path):
            yield skipped(path, passed_over(kind))
            return
        yield from self.read_file(path, met=True)

    def read_file(self, path: str, *, met: bool = False) -> Iterator[RawDocument | SkippedInput]:
        try:
            with open(path, "rb") as file:
                size = os.fstat(file.fileno()).st_size
                yield from self.read_stream(file, path, size, met=met)
        except (OSError, ValueError) as error:
            yield skipped(path, _os_error(error))

    def read_stream(
        self, raw: BinaryIO, path: str, size: int | None, *, met: bool = False
    ) -> Iterator[RawDocument | SkippedInput]:
        """The documents of one open input.

        Args:
            raw: the bytes.
            path: what to call it.
            size: bytes on disk, if known: a file over the limit is not even opened further.
            met: whether it was met in a directory, not named.
        """
        source: Source | None = None
        try:
            source = Source(raw, path, size=size, limit=self.max_bytes, fields=self.fields)
            form = tell(path, source.head)
            if met and extension(path) not in form.names and (kind := companion(path)):
                raise passed_over(kind)
            found, unusable = None, 0
            for found in form.documents(source):
                yield found
                unusable = unusable + 1 if isinstance(found, SkippedInput) else 0
                if unusable >= UNUSABLE:
                    raise Unreadable(
                        f"{UNUSABLE:,} unusable pieces one after the other: the rest is not read",
                        advice=f"look whether it is {form.what} at all; split it if it is",
                    )
            if found is None:
                raise NotAnArticle(
                    f"no article in it, though it is {form.what}",
                    advice="remove it, or give the articles as text or HTML",
                )
        except InputError as error:
            yield skipped(path, error)
        except OSError:
            raise  # the file's or the disk's fault: its opener knows the words
        except Exception as error:
            # As in `quoth.read.parse`: one file that breaks its reader in a way that nobody
            # has thought of must not end a run over a million others.
            broken = Unreadable(
                f"could not be read ({type(error).__name__}: {str(error)[:200]})",
                advice="save it as plain text, and report the file as a bug",
            )
            yield skipped(path, broken)
        finally:
            if source is not None:
                source.close()


class _Lister(_Finder):
    """Finds files and leaves them closed."""

    def read_file(self, path: str, *, met: bool = False) -> Iterator[FoundFile]:
        yield FoundFile(path, met)


def passed_over(kind: str) -> NotAnArticle:
    """The error for a file in a directory whose name says that it is no article."""
    return NotAnArticle(
        f"{kind} by its name, passed over",
        advice="name the file by itself if it is an article's text after all",
    )


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
