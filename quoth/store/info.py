"""What is in a project: counts over many rows.

What one table has is counted by SQLite where it lies: bringing a million rows to the calculator
took longer than counting them. Only actors that are not joined yet are a question for it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quoth.engine import Engine
from quoth.schema import TABLE
from quoth.store import versions
from quoth.store.shape import sql

MOST = 10
"""How many of the most heard speakers are named."""

LOADED = {
    "article": ("id", "superseded_by"),
    "statement": ("id", "article_id"),
    "speaker": ("statement_id", "actor_id", "kind", "name"),
    "actor": ("id", "name", "kind"),
    "appearance": ("id", "actor_id"),
}
"""The columns that the SQL of this page reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An actor and how many statements it makes in a project."""

    id: str
    name: str
    kind: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectInfo:
    """What is in a project. Superseded articles count only in `superseded`.

    Mappings go from a name to a count, the largest first; an unknown outlet or language
    is the empty string.
    """

    path: str
    bytes: int
    model: tuple[str, ...]
    """The versions that statements are of: one, unless a run with a newer model was stopped."""
    inputs: Mapping[str, int]
    """By status: done, duplicate, skipped, failed."""
    reasons: Mapping[str, int]
    """Why inputs were skipped or failed."""
    articles: int
    superseded: int
    changed: int
    """Articles of which the project has earlier versions."""
    statements: int
    nested: int
    """Statements inside the content of others; `statements` counts them too."""
    actors: int
    outlets: Mapping[str, int]
    languages: Mapping[str, int]
    modes: Mapping[str, int]
    types: Mapping[str, int]
    first: str | None
    """Day of the first article with a date, or the part of it that is known."""
    last: str | None
    undated: int
    speakers: tuple[Heard, ...]
    """The most heard actors."""


def summary(connection: sqlite3.Connection, path: Path, engine: Engine) -> ProjectInfo:
    """Count everything; see `ProjectInfo`."""
    connection.execute("BEGIN")  # one moment, also while another process writes
    try:
        counts: dict[str, dict[str, int]] = {}
        for subject, value, number in connection.execute(sql("counts")):
            counts.setdefault(subject, {})[value] = number
        totals = connection.execute(sql("totals")).fetchone()
        articles, superseded, statements, nested, first, last, undated = totals
        models = connection.execute(
            "SELECT DISTINCT model FROM article WHERE model IS NOT NULL ORDER BY model"
        ).fetchall()
        changed = len(versions.changed(connection))
        actors, heard = _heard(connection, engine)
    finally:
        connection.execute("COMMIT")
    return ProjectInfo(
        path=str(path),
        bytes=sum(
            os.path.getsize(file)
            for file in (path, path.with_name(path.name + "-wal"))
            if file.exists()
        ),
        model=tuple(model for (model,) in models),
        inputs=counts.get("status", {}),
        reasons=counts.get("reason", {}),
        articles=articles,
        superseded=superseded,
        changed=changed,
        statements=statements,
        nested=nested,
        actors=actors,
        outlets=counts.get("outlet", {}),
        languages=counts.get("language", {}),
        modes=counts.get("mode", {}),
        types=counts.get("type", {}),
        first=first,
        last=last,
        undated=undated,
        speakers=heard,
    )


def _heard(connection: sqlite3.Connection, engine: Engine) -> tuple[int, tuple[Heard, ...]]:
    """How many actors there are, and the most heard of them.

    Where they are joined and current they stand in the project; else they are counted here.
    """
    from quoth.store import actors

    if actors.is_current(connection):
        (number,) = connection.execute("SELECT COUNT(*) FROM actor").fetchone()
        rows = connection.execute(
            "SELECT id, name, kind, statements FROM actor"
            " ORDER BY statements DESC, name, id LIMIT ?",
            (MOST,),
        ).fetchall()
    else:
        for name, columns in LOADED.items():
            kinds = {column.name: column.type for column in TABLE[name].columns}
            engine.load(
                name,
                {column: kinds[column] for column in columns},
                connection.execute(f"SELECT {', '.join(columns)} FROM {name}"),
            )
        ((number,),) = engine.query(sql("voices"))
        rows = engine.query(sql("speakers"))[:MOST]
    return number, tuple(
        Heard(id=id, name=name, kind=kind, statements=statements)
        for id, name, kind, statements in rows
    )
