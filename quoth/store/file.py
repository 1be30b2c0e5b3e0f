"""The project file itself: made, checked, opened; SQLite's errors in plain words."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from quoth import schema
from quoth.errors import ProjectError
from quoth.store import shape

APPLICATION_ID = 0x51554F54
"""Marks an SQLite file as a project ("QUOT")."""

PATIENCE_S = 30.0
"""How long a writer waits for another program that is writing."""

MAKE_ONE = "make one with: quoth run {path} INPUT…"
ANOTHER = "give another name for the project"


def connect(
    path: Path,
    *,
    create: bool = False,
    write: bool = False,
    backup: bool = True,
    any_thread: bool = False,
    complete: bool = True,
) -> sqlite3.Connection:
    """Open a project file, checked.

    A project of an older Quoth is migrated (`quoth/store/migrate.py`) when it is opened to be
    written to; who only reads is told how to do that, since a reader changes nothing.

    Args:
        path: the file.
        create: make it where there is none.
        write: the connection may change it.
        backup: a migration leaves a copy of the file from before beside it.
        any_thread: threads other than this one may use the connection, one at a time.
        complete: make tables that are missing; a doctor wants to see that they are.

    Raises:
        ProjectError: it is missing, a directory, no database, another program's database,
            written by a newer Quoth, by an older one (to read), or locked.
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
        connection = _open(path, create=create, write=write, any_thread=any_thread)
        try:
            _check(connection, path, create)
            if create or write:
                _bring_up(connection, path, backup, complete)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path, *, create: bool, write: bool, any_thread: bool) -> sqlite3.Connection:
    mode = "rwc" if create else "rw"
    options = f"mode={mode}"
    writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    if not (create or write or writable):
        options = "mode=ro"
        if not path.with_name(path.name + "-wal").exists():
            # On a medium where the log's index cannot be made; nobody can be writing there.
            options += "&immutable=1"
    # Who reads where it could write opens for writing all the same, and promises not to write:
    # only so the last to close can remove the log, and a closed project is one file.
    address = f"file:{quote(os.path.abspath(path))}?{options}"
    # SQLite itself looks whether it is a database. Opening and closing the file here would let
    # go of every lock that this process has on it (POSIX): another connection's too.
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=PATIENCE_S,
        isolation_level=None,
        check_same_thread=not any_thread,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    if not (create or write):
        connection.execute("PRAGMA query_only = ON")
    return connection


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """The value of one of SQLite's settings."""
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def _check(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    """Is it a project of this version? An empty database becomes one if it may."""
    if _is_empty(connection):
        if not create:
            raise ProjectError(
                f"{path} is empty, not a project yet", advice=MAKE_ONE.format(path=path)
            )
        _make(connection)
    application = pragma(connection, "application_id")
    if application != APPLICATION_ID:
        raise ProjectError(
            f"{path} is a database of another program, not a project", advice=ANOTHER
        )
    version = pragma(connection, "user_version")
    if version > schema.SCHEMA_VERSION:
        raise ProjectError(
            f"{path} was written by a newer Quoth (its version {version}, "
            f"this program reads {schema.SCHEMA_VERSION})",
            advice="upgrade with: pip install --upgrade quoth",
        )
    if version < schema.SCHEMA_VERSION and _only_reads(connection):
        raise ProjectError(
            f"{path} was written by an older Quoth (its version {version}, "
            f"this program reads {schema.SCHEMA_VERSION})",
            advice=f"bring it up to date, keeping a copy, with: quoth doctor {path}",
        )


def _only_reads(connection: sqlite3.Connection) -> bool:
    return bool(pragma(connection, "query_only"))


def _bring_up(connection: sqlite3.Connection, path: Path, backup: bool, complete: bool) -> None:
    """Migrate an older project; make the derived tables that a later release has added."""
    if pragma(connection, "user_version") < schema.SCHEMA_VERSION:
        from quoth.store.migrate import migrate

        migrate(connection, path, backup=backup)
        return
    if not complete:
        return
    has = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if any(thing.name not in has for thing in shape.wanted()):
        from quoth.store.index import refill

        with transaction(connection):
            for index in shape.complete(connection):
                refill(connection, index)


def _is_empty(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    return (
        tables == 0
        and pragma(connection, "application_id") == 0
        and pragma(connection, "user_version") == 0
    )


def _make(connection: sqlite3.Connection) -> None:
    """Write the schema in one transaction: a run killed here leaves an empty database."""
    connection.execute("PRAGMA journal_mode = WAL")
    with transaction(connection):
        if _is_empty(connection):  # else another process was quicker
            shape.make(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is written, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # Ctrl-C may come just after COMMIT
            connection.execute("ROLLBACK")
        raise


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as `ProjectError`s that say what to try."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = str(error)
        if "locked" in message or "busy" in message:
            from quoth.store import lock

            who = lock.holder(path)
            reason = f"{who or 'another program'} is writing to it"
            advice = "wait for it to end, then again"
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
        if "not a database" in str(error):
            raise ProjectError(
                f"{path} is not a project file: no SQLite database", advice=ANOTHER
            ) from error
        raise ProjectError(
            f"project {path} is damaged: {error}",
            advice="restore a copy, or run the inputs into a new project",
        ) from error


def now() -> str:
    """The time in UTC, for the diary only."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp(path: Path) -> str | None:
    """What is another after any change of a project: size, time and place of its file and its log.

    Returns:
        A short text to compare with another one; None if it cannot be told.
    """
    seen: list[object] = []
    for each in (path, path.with_name(path.name + "-wal")):
        try:
            found = each.stat()
        except FileNotFoundError:
            seen.append(None)
        except OSError:
            return None
        else:
            # An empty log is none: it comes and goes with those who read.
            same = found.st_size and (found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev)
            seen.append(same or None)
    return json.dumps(seen)
