"""Sightings in a few words, an SQLite engine, and who ends up with whom."""

from __future__ import annotations

import sqlite3

from quoth.actors import Sighting, day_number, join
from quoth.engine import local_engine
from quoth.model import content_id


class SqliteEngine:
    """Another engine for the same SQL: what `load` and `query` need, on SQLite."""

    def __init__(self):
        self.connection = sqlite3.connect(":memory:")

    def load(self, name, columns, rows):
        self.connection.execute(f"DROP TABLE IF EXISTS {name}")
        self.connection.execute(
            f"CREATE TABLE {name} ({', '.join(f'{c} {kind}' for c, kind in columns.items())})"
        )
        places = ", ".join("?" * len(columns))
        self.connection.executemany(f"INSERT INTO {name} VALUES ({places})", list(rows))

    def query(self, sql):
        return self.connection.execute(sql).fetchall()

    def close(self):
        self.connection.close()


def sighting(article, name, *roles, kind="person", day=None, **fields):
    """An actor of an article: `sighting("a", "Ana Lopez", "mayor")`."""
    return Sighting(
        id=content_id("actor", article, name, kind),
        article_id=str(article),
        kind=kind,
        name=name,
        roles=roles,
        day=day_number(day),
        **fields,
    )


def joined(sightings, **options):
    """The actors, joined by DuckDB."""
    with local_engine(1) as engine:
        return join(sightings, engine=engine, **options)


def together(sightings, **options):
    """Which names of which articles are one actor: a set of frozensets of "article name"."""
    return {
        frozenset(f"{a.article_id} {a.name}" for a in actor.appearances)
        for actor in joined(sightings, **options)
    }


def one(sightings, **options) -> bool:
    """Whether all of them are one actor."""
    return len(together(sightings, **options)) == 1


def reasons(sightings, **options):
    """Name to reason of every appearance that was joined."""
    return {
        a.name: a.reason
        for actor in joined(sightings, **options)
        for a in actor.appearances
        if a.reason
    }
