"""doctor: what is wrong with a project file, what can be put right, and what cannot.

Each check (`quoth/store/checks.py`) gives findings; each finding says whether it can be repaired
and how. A repair is made in one transaction, after a copy of the file was made and checked.
Nothing that a person or a run has put into the record is thrown away: what refers to something
that is no longer there loses the reference, and rows that are a part of nothing (a span of no
statement) are counted and removed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from quoth.errors import ProjectError
from quoth.store import file, lock, shape
from quoth.store.checks import CHECKS, Finding, copies
from quoth.store.migrate import back_up

HARMLESS = ("log", "layers")
"""Checks whose repairs touch no row of the record: no copy is made for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the doctor found and did."""

    path: str
    checks: tuple[str, ...]
    findings: tuple[Finding, ...]
    backup: str | None
    """The copy from before the repairs."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong, or all of it was repaired."""
        return all(finding.state in ("note", "repaired") for finding in self.findings)


def examine(
    path: Path,
    *,
    repair: bool = True,
    backup: bool = True,
    say: Callable[[str], None] | None = None,
) -> Report:
    """Check a project, and repair what can be repaired.

    Args:
        path: the project.
        repair: else nothing is changed; an older project is then refused as by any reader.
        backup: whether the file is copied before it is changed.
        say: called with the name of each check before it begins.

    Raises:
        ProjectError: it is no project, is written by a newer Quoth, or another job works on it.
    """
    if repair and path.exists():
        with lock.alone(path):
            return _examined(path, repair=True, backup=backup, say=say or _silent)
    return _examined(path, repair=False, backup=False, say=say or _silent)


def _silent(name: str) -> None:
    """Tells nobody."""


def _examined(path: Path, *, repair: bool, backup: bool, say: Callable[[str], None]) -> Report:
    findings: list[Finding] = []
    copy: Path | None = None
    connection = file.connect(path, write=repair, backup=backup, complete=False)
    try:
        for name, check in CHECKS.items():
            say(name)
            try:
                found = list(check(connection, path))
            except sqlite3.DatabaseError as error:
                found = [
                    Finding(
                        check=name,
                        state="beyond repair",
                        what=f"it cannot be checked: {error}",
                        advice=f"restore a copy ({copies(path)})",
                    )
                ]
            for finding in found:
                if finding.repair is None or not repair:
                    findings.append(replace(finding, repair=None))
                    continue
                if copy is None and backup and name not in HARMLESS:
                    copy = _copied(connection, path)
                findings.append(_repaired(connection, finding))
            if any(one.check == "integrity" and one.state == "beyond repair" for one in findings):
                break  # nothing else can be trusted
        if repair:
            _write_back(connection)
    finally:
        connection.close()
    return Report(
        path=str(path),
        checks=tuple(CHECKS),
        findings=tuple(findings),
        backup=str(copy) if copy else None,
    )


def _copied(connection: sqlite3.Connection, path: Path) -> Path | None:
    try:
        return back_up(connection, path, "before-repair", sound=False)
    except sqlite3.DatabaseError as error:
        raise ProjectError(
            f"{path} is too damaged to be copied ({error}), so it was not repaired",
            advice="copy the file yourself, then: quoth doctor --no-backup",
        ) from error


def _repaired(connection: sqlite3.Connection, finding: Finding) -> Finding:
    """Make one repair: wholly or not at all."""
    if finding.check == "tables":
        shape.unguarded(connection)
    try:
        if finding.check == "log":
            finding.repair(connection)
        else:
            with file.transaction(connection):
                finding.repair(connection)
    except (sqlite3.DatabaseError, ProjectError) as error:
        return replace(
            finding,
            state="beyond repair",
            what=f"{finding.what}; the repair failed: {error}",
            advice="restore a copy",
            repair=None,
        )
    finally:
        if finding.check == "tables":
            shape.guarded(connection)
    return replace(finding, state="repaired", repair=None)


def _write_back(connection: sqlite3.Connection) -> None:
    """Let what stands in the log be written into the file, if nobody reads it now."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
