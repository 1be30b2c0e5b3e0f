"""The project file itself: made, checked, opened; SQLite's errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from quoth import schema
from quoth.errors import ProjectError

APPLICATION_ID = 0x51554F54
"""Marks an SQLite file as a project ("QUOT")."""

MAGIC = b"SQLite format 3\x00"

PATIENCE_S = 30.0
"""How long a writer waits for another program that is writing."""

MAKE_ONE = "make one with: quoth run {path} INPUT…"
ANOTHER = "give another name for the project"

RUNS = """CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  ended TEXT,
  quoth TEXT NOT NULL,
  model TEXT NOT NULL,
  inputs TEXT NOT NULL
)"""
"""A diary: one row for each run that changed something. No content: it has the time in it."""

JOINED = "CREATE TABLE joined (version TEXT NOT NULL)"
"""One row if the actors are those of the statements, none while they are not; no content."""


def connect(path: Path, *, create: bool = False, write: bool = False) -> sqlite3.Connection:
    """Open a project file, checked.

    Args:
        path: the file.
        create: make it where there is none.
        write: the connection may change it.

    Raises:
        ProjectError: it is missing, a directory, no database, another program's database,
            written by a newer Quoth, or locked.
    """
    if path.is_dir():
        raise ProjectError(f"{path} is a directory, not a project file", advice=ANOTHER)
    if not path.exists():
        if not create:
            raise ProjectError(
                f"there is no project file {path}", advice=MAKE_ONE.format(path=path)
            )
        if not path.absolute().parent.is_dir():
            raise ProjectError(
                f"there is no directory {path.absolute().parent} to make the project in",
                advice="make the directory first, or check the path",
            )
    with plain_errors(path):
        _check_magic(path)
        connection = _open(path, create=create, write=write)
        try:
            _check(connection, path, create)
        except BaseException:
            connection.close()
            raise
    return connection


def _check_magic(path: Path) -> None:
    try:
        with open(path, "rb") as file:
            head = file.read(len(MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise ProjectError(
            f"{path} cannot be read: {error.strerror}", advice="check its permissions"
        ) from error
    if head and head != MAGIC:
        raise ProjectError(f"{path} is not a project file: no SQLite database", advice=ANOTHER)


def _open(path: Path, *, create: bool, write: bool) -> sqlite3.Connection:
    mode = "rwc" if create else "rw" if write else "ro"
    options = f"mode={mode}"
    beside = path.with_name(path.name + "-wal")
    if mode == "ro" and not os.access(path.absolute().parent, os.W_OK) and not beside.exists():
        # On a medium where the log's index cannot be made; nobody can be writing there.
        options += "&immutable=1"
    address = f"file:{quote(os.path.abspath(path))}?{options}"
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE_S, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    if not (create or write):
        connection.execute("PRAGMA query_only = ON")
    return connection


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def _check(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    """Is it a project of this version? An empty database becomes one if it may."""
    if _is_empty(connection):
        if not create:
            raise ProjectError(
                f"{path} is empty, not a project yet", advice=MAKE_ONE.format(path=path)
            )
        _make(connection)
    application = _pragma(connection, "application_id")
    if application != APPLICATION_ID:
        raise ProjectError(
            f"{path} is a database of another program, not a project", advice=ANOTHER
        )
    version = _pragma(connection, "user_version")
    if version > schema.SCHEMA_VERSION:
        raise ProjectError(
            f"{path} was written by a newer Quoth (its version {version}, "
            f"this program reads {schema.SCHEMA_VERSION})",
            advice="upgrade with: pip install --upgrade quoth",
        )
    if version < schema.SCHEMA_VERSION:
        raise ProjectError(
            f"{path} was written by an older Quoth (its version {version}, "
            f"this program writes {schema.SCHEMA_VERSION})",
            advice=f"run the inputs into a new project; {ANOTHER}",
        )


def _is_empty(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    return (
        tables == 0
        and _pragma(connection, "application_id") == 0
        and _pragma(connection, "user_version") == 0
    )


def _make(connection: sqlite3.Connection) -> None:
    """Write the schema in one transaction: a run killed here leaves an empty database."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _is_empty(connection):  # else another process was quicker
            for statement in [*schema.ddl(), RUNS, JOINED, *_scripts()]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # Ctrl-C may come just after COMMIT
            connection.execute("ROLLBACK")
        raise


def _scripts() -> Iterator[str]:
    for name in ("search", "views"):
        # executescript would commit; no statement of ours holds a semicolon in a literal.
        for statement in sql(name).split(";\n"):
            if statement.strip():
                yield statement


def sql(name: str) -> str:
    """The text of one of the `.sql` files."""
    return files("quoth.store").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as `ProjectError`s that say what to try."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = str(error)
        if "locked" in message or "busy" in message:
            reason, advice = "another program is writing to it", "wait for it to end, then again"
        elif "readonly" in message or "unable to open" in message:
            reason = f"it cannot be opened or written ({message})"
            advice = "check the permissions of the file and of its directory"
        elif "full" in message:
            reason, advice = "the disk is full", "make room and run the same command again"
        elif "disk I/O" in message:
            reason, advice = "the disk failed (I/O error)", "check the disk; is it a network drive?"
        else:
            reason, advice = message, "report it with the command that led to it"
        raise ProjectError(f"project {path}: {reason}", advice=advice) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
            raise
        raise ProjectError(
            f"project {path} is damaged: {error}",
            advice="restore a copy, or run the inputs into a new project",
        ) from error


def now() -> str:
    """The time in UTC, for the diary only."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
