"""Migrations: a project of any released version becomes one of this version.

One step leads from each version to the next, each in one transaction: a migration that is killed
leaves the file at one version or the other, and opening it again goes on. Before the first step
the file is copied to `PROJECT.version-N.bak` beside it and the copy is checked; if anything is
wrong with it nothing is changed.

A step to a released version is frozen: it must not depend on what `quoth/schema/` says today.
The last step, to the version that is not released yet, may: it brings the file to the shape that
`quoth/store/shape.py` describes. When this version is released and the next one begun, freeze it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from quoth import schema
from quoth.errors import ProjectError
from quoth.store import file, shape
from quoth.store.page import page_of

ROOM = 1.1
"""Free space that a copy needs, in sizes of the file."""


class ProjectMigrated(UserWarning):
    """A project of an older Quoth was brought to this version; names the copy from before."""


def _to_2(connection: sqlite3.Connection) -> None:
    """Grounds, actors across articles, lists of names."""
    for statement in shape.statements(shape.sql("migrate-2")):
        connection.execute(statement)


def _to_3(connection: sqlite3.Connection) -> None:
    """Layers in the place of `joined`, an article's page; whatever else version 3 has.

    Actors are joined anew by the next run: those before may have been joined by other rules.
    """
    connection.execute("DROP TABLE joined")
    empty = shape.reshape(connection)
    for index in empty:
        from quoth.store.index import refill

        refill(connection, index)
    addresses = connection.execute("SELECT number, url FROM article WHERE url IS NOT NULL")
    connection.executemany(
        "UPDATE article SET page = ? WHERE number = ?",
        [(page_of(url), number) for number, url in addresses.fetchall()],
    )


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _to_2, 2: _to_3}
"""From each version, the step to the next."""


def migrate(connection: sqlite3.Connection, path: Path, *, backup: bool = True) -> Path | None:
    """Bring a project to this version; the connection may write and holds no transaction.

    Returns:
        The copy from before; None without one.

    Raises:
        ProjectError: there is no room for the copy, the copy is not what it should be, or the
            file does not fit its version.
    """
    first = version = file.pragma(connection, "user_version")
    copy = back_up(connection, path, f"version-{version}") if backup else None
    shape.unguarded(connection)
    try:
        while version < schema.SCHEMA_VERSION:
            with file.transaction(connection):
                version = file.pragma(connection, "user_version")
                if version >= schema.SCHEMA_VERSION:  # another process was quicker
                    break
                before, broken = shape.counts(connection), _broken(connection)
                STEPS[version](connection)
                _check(connection, path, before, broken)
                version += 1
                connection.execute(f"PRAGMA user_version = {version}")
    finally:
        shape.guarded(connection)
    kept = f"; the file from before is {copy}" if copy else ""
    warnings.warn(
        f"{path} was a project of version {first} and is one of version {version} now{kept}",
        ProjectMigrated,
        stacklevel=2,
    )
    return copy


def _broken(connection: sqlite3.Connection) -> int:
    """How many rows refer to rows that are not there."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def _check(connection: sqlite3.Connection, path: Path, before: dict[str, int], broken: int) -> None:
    """Every row of the record is still there, and refers to what it referred to."""
    after = shape.counts(connection)
    lost = [name for name, rows in before.items() if after.get(name) != rows]
    if lost or _broken(connection) > broken:
        what = f"rows of {', '.join(lost)}" if lost else "what rows refer to"
        raise ProjectError(
            f"project {path} was not migrated: {what} would be lost; it is as it was",
            advice="report it with what 'quoth doctor' says of the file",
        )


def back_up(connection: sqlite3.Connection, path: Path, why: str, *, sound: bool = True) -> Path:
    """Copy a project to a new file beside it, and check the copy.

    Args:
        connection: open on the project.
        path: the project.
        why: stands in the copy's name, `affair.quoth.WHY.bak`.
        sound: whether the project must be sound; else the copy is as damaged as it is.

    Raises:
        ProjectError: there is no room, or the copy is damaged (the project then is, too).
    """
    size = sum(
        os.path.getsize(one) for one in (path, path.with_name(path.name + "-wal")) if one.exists()
    )
    if shutil.disk_usage(path.absolute().parent).free < size * ROOM:
        raise ProjectError(
            f"there is no room for a copy of {path} ({size / 1e6:,.0f} MB)",
            advice="make room, or copy it elsewhere yourself and run: "
            f"quoth doctor {path} --no-backup",
        )
    copy = _free_name(path, why)
    part = copy.with_name(copy.name + ".part")
    try:
        with closing(sqlite3.connect(part)) as target:
            connection.backup(target)
            # One file, which may be kept on a medium that cannot be written to.
            target.execute("PRAGMA journal_mode = DELETE")
            said = target.execute("PRAGMA integrity_check(1)").fetchone()[0] if sound else "ok"
            if said != "ok" or shape.counts(target) != shape.counts(connection):
                raise ProjectError(
                    f"{path} is damaged: a copy of it fails its check ({said})",
                    advice="restore a copy, or run the inputs into a new project",
                )
        os.replace(part, copy)
    finally:
        part.unlink(missing_ok=True)
    return copy


def _free_name(path: Path, why: str) -> Path:
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        copy = path.with_name(f"{path.name}.{why}{more}.bak")
        if not copy.exists():
            return copy
        number += 1
