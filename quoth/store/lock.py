"""One job at a time works on a project; a second one is told who does, and since when.

A job is what writes for minutes: a run, a match, a repair. It holds the file `PROJECT-lock` beside
the project, locked by the system (flock): when the job ends in any way, also by `kill -9`, the
system lets go, so a dead holder is no holder. What stands in the file only tells people who it is.
Readers and short writes (a judgement, a list of names) do not ask for it: the database's own lock
orders them, and none of them waits longer than one batch of a run.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from quoth.errors import ProjectError

LONGEST = 200
"""Characters of a command that are kept."""

MOST = 4_096
"""Bytes of the file that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who works on a project."""

    command: str
    process: int
    machine: str
    since: str
    """In UTC."""

    def __str__(self) -> str:
        where = f" on {self.machine}" if self.machine != socket.gethostname() else ""
        return f"'{self.command}' (process {self.process}{where}, since {self.since})"


def beside(path: Path) -> Path:
    """The lock file of a project."""
    return path.with_name(path.name + "-lock")


@contextmanager
def alone(path: Path, *, command: str | None = None) -> Iterator[None]:
    """Hold a project while a job works on it.

    Args:
        path: the project.
        command: what others are told; by default the command line of this process.

    Raises:
        ProjectError: another job holds it; names it.
    """
    file = _taken(beside(path))
    if file is None:
        who = holder(path)
        raise ProjectError(
            f"{path} is being worked on by {who or 'another quoth'}",
            advice="wait for it to end, then the same command again; reading goes on meanwhile",
        )
    try:
        me = Holder(
            command=(command or _command())[:LONGEST],
            process=os.getpid(),
            machine=socket.gethostname(),
            since=datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%SZ"),
        )
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps(asdict(me)).encode(), 0)
        yield
    finally:
        # While it is still locked: nobody can have taken the name for a lock of his own.
        with suppress(OSError):
            os.unlink(beside(path))
        os.close(file)


def holder(path: Path) -> Holder | None:
    """Who works on a project; None if nobody does, or if that cannot be told."""
    try:
        content = beside(path).read_bytes()[:MOST]
    except OSError:
        return None
    free = _taken(beside(path), create=False)
    if free is not None:
        os.close(free)
        return None
    try:
        said = json.loads(content)
        return Holder(**{name: said[name] for name in ("command", "process", "machine", "since")})
    except (ValueError, KeyError, TypeError):
        return None


def is_left_over(path: Path) -> bool:
    """Whether a lock file lies there that nobody holds: its holder was killed."""
    return beside(path).exists() and _free(beside(path))


def _free(path: Path) -> bool:
    file = _taken(path, create=False)
    if file is None:
        return False
    os.close(file)
    return True


def _taken(path: Path, *, create: bool = True) -> int | None:
    """A descriptor of the locked file; None if another process has it locked."""
    flags = os.O_RDWR | (os.O_CREAT if create else 0)
    while True:
        try:
            file = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o644)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ProjectError(
                f"project {path.name.removesuffix('-lock')}: no lock can be made beside it "
                f"({error.strerror})",
                advice="check the permissions of its directory",
            ) from error
        try:
            if not _lock(file):
                os.close(file)
                return None
            here, there = os.fstat(file), os.stat(path)
        except FileNotFoundError:
            pass  # the one before has just let go and removed it
        except BaseException:
            os.close(file)
            raise
        else:
            if (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino):
                return file
        os.close(file)
        if not create:
            return None


def _lock(file: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            os.lseek(file, MOST, os.SEEK_SET)  # beyond what others read
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without such locks: better to work than to refuse
    return True


def _command() -> str:
    name = Path(sys.argv[0] or "python").name
    if name == "__main__.py":
        name = Path(sys.argv[0]).parent.name
    return " ".join([name, *sys.argv[1:]])
