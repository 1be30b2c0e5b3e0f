"""The actors of a project: joined across its articles, kept, and told with roles and outlets."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from quoth import actors
from quoth.actors.evidence import beside_text
from quoth.actors.spelling import folded
from quoth.engine import Engine
from quoth.model import Actor, Alias, Appearance, ListedName
from quoth.schema import TABLE
from quoth.store import layers
from quoth.store.rows import list_rows, noun, row
from quoth.store.shape import forget, sql

AT_ONCE = 50_000
"""Actors whose rows are in memory at a time; they are written in the order of their keys, which is
several times quicker than in that of the actors."""

KEYED = frozenset(["alias", "appearance"])
"""Tables whose rows lie in the order of their keys, which they begin with."""

Seen = tuple[str, str, str | None, str | None, str, str, str | None, int]
"""A row of `sightings.sql`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRole:
    """A role that articles give an actor, and when. Days are ISO dates or parts of one."""

    role: str
    first: str | None
    """When the first article with a date that says so was published."""
    last: str | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorInfo:
    """An actor with what a project knows of it."""

    actor: Actor
    roles: tuple[DatedRole, ...]
    """In the order of their first days, those without a day last."""
    articles: int
    outlets: Mapping[str, int]
    """Outlet to articles, the most first; an unknown outlet is the empty string."""
    first: str | None
    last: str | None

    @property
    def joined(self) -> tuple[Appearance, ...]:
        """The appearances that were joined on some ground."""
        return tuple(a for a in self.actor.appearances if a.reason)


def seen(connection: sqlite3.Connection, ids: Collection[str] | None = None) -> list[Seen]:
    """The actors of single articles, a row for each role; all or those with these ids."""
    if ids is None:
        return connection.execute(sql("sightings")).fetchall()
    some = sql("sightings").replace(
        "WHERE", "WHERE speaker.actor_id IN (SELECT value FROM json_each(?)) AND"
    )
    return connection.execute(some, (json.dumps(list(ids)),)).fetchall()


def joined(connection: sqlite3.Connection, rows: list[Seen], engine: Engine) -> tuple[Actor, ...]:
    """Join the actors of all current articles; reads every text once."""
    from quoth.judge import across

    found: dict[tuple[str, str, str, str], dict] = {}
    of_article: dict[str, list[dict]] = defaultdict(list)
    for id, article, outlet, published, kind, name, role, statements in rows:
        sighting = found.get((id, article, name, kind))
        if sighting is None:
            sighting = found[id, article, name, kind] = {
                "id": id,
                "article_id": article,
                "outlet": outlet,
                "day": actors.day_number(published),
                "kind": kind,
                "name": name,
                "roles": (),
                "statements": 0,
            }
            of_article[article].append(sighting)
        sighting["roles"] += (role,) if role else ()
        sighting["statements"] += statements
    shown: dict[tuple[str, str, str, str], actors.Sighting] = {}
    explained: list[tuple[str, str, str]] = []
    texts = connection.execute(
        "SELECT id, title, text FROM article WHERE superseded_by IS NULL ORDER BY id"
    )
    for id, title, text in texts:
        if id not in of_article:
            continue
        own, letters = beside_text(of_article[id], title, text)
        explained += letters
        shown |= {(one.id, id, one.name, one.kind): one for one in own}
    return actors.join(
        [shown[key] for key in found],
        acronyms=explained,
        listed=listed_names(connection),
        decided=across.decided(connection),
        engine=engine,
    )


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the actors kept in the project are those of its statements and these rules."""
    return layers.is_current(connection, "actors", actors.VERSION)


def keep(connection: sqlite3.Connection, found: Iterable[Actor]) -> None:
    """Put actors in the place of those before; the caller holds the transaction."""
    layers.clear(connection, "actors")
    forget(connection, "actor_search")
    numbered = enumerate(found, 1)
    while part := list(islice(numbered, AT_ONCE)):
        rows: dict[str, list[tuple]] = defaultdict(list)
        for number, actor in part:
            rows["actor"].append(row(TABLE["actor"], actor, number=number))
            for table, values in list_rows(actor, "actor").items():
                rows[table] += values
        for table, values in rows.items():
            connection.executemany(
                TABLE[table].insert, sorted(values) if table in KEYED else values
            )
        connection.executemany(
            "INSERT INTO actor_search (rowid, names) VALUES (?, ?)",
            [(number, "\n".join(alias.name for alias in actor.aliases)) for number, actor in part],
        )
    layers.mark(connection, "actors", actors.VERSION)


def kept(connection: sqlite3.Connection, ids: Collection[str] | None = None) -> tuple[Actor, ...]:
    """The actors in the project, or those with these ids; the most heard first."""
    which, values = ("", ())
    if ids is not None:
        which, values = "WHERE {} IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    lists: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for table in ("alias", "appearance"):
        names = TABLE[table].names
        for record_values in connection.execute(
            f"SELECT {', '.join(names)} FROM {table} {which.format('actor_id')}"
            " ORDER BY actor_id, ordinal",
            values,
        ):
            record = dict(zip(names, record_values, strict=True))
            lists[record["actor_id"]][table].append(noun(table, record, {}))
    names = TABLE["actor"].names
    rows = connection.execute(
        f"SELECT {', '.join(names)} FROM actor {which.format('id')}{MOST_HEARD}", values
    ).fetchall()
    records = [dict(zip(names, row_values, strict=True)) for row_values in rows]
    return tuple(noun("actor", record, lists[record["id"]]) for record in records)


def names_of(connection: sqlite3.Connection, speakers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """See `Project.actor_aliases`."""
    asked = (json.dumps(list(speakers)),)
    found: dict[str, dict[str, None]] = {
        id: {name: None}
        for id, name in connection.execute(
            "SELECT appearance.id, actor.name FROM json_each(?) AS asked"
            " JOIN appearance ON appearance.id = asked.value"
            " JOIN actor ON actor.id = appearance.actor_id",
            asked,
        )
    }
    for id, name in connection.execute(
        "SELECT appearance.id, alias.name FROM json_each(?) AS asked"
        " JOIN appearance ON appearance.id = asked.value"
        " JOIN alias ON alias.actor_id = appearance.actor_id ORDER BY alias.ordinal",
        asked,
    ):
        found[id][name] = None
    return {id: tuple(names) for id, names in found.items()}


MOST_HEARD = " ORDER BY statements DESC, name, id"


def looked_up(
    connection: sqlite3.Connection,
    *,
    words: str | None,
    kind: str | None,
    outlet: str | None,
    limit: int | None,
) -> list[ActorInfo]:
    """See `Project.actors`; of the actors that the project keeps, only those asked for are read."""
    wheres, values = ["1"], []
    if kind is not None:
        wheres.append("kind = ?")
        values.append(kind)
    if outlet is not None:
        names = [
            name
            for (name,) in connection.execute("SELECT DISTINCT outlet FROM article")
            if outlet.casefold() in (name or "").casefold()
        ]
        wheres.append(
            "id IN (SELECT actor_id FROM appearance JOIN article"
            " ON article.id = appearance.article_id WHERE article.superseded_by IS NULL AND"
            " COALESCE(article.outlet, '') IN (SELECT value FROM json_each(?)))"
        )
        values.append(json.dumps([name or "" for name in names]))
    ids = [
        id
        for (id,) in connection.execute(
            f"SELECT id FROM actor WHERE {' AND '.join(wheres)}{MOST_HEARD}", values
        )
    ]
    if words is not None:
        named = _named(connection, words)
        ids = [id for id in ids if id in named]
    ids = ids[:limit]
    appearances = [
        id
        for (id,) in connection.execute(
            "SELECT DISTINCT id FROM appearance WHERE actor_id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
    ]
    return told(kept(connection, ids), seen(connection, appearances))


def _named(connection: sqlite3.Connection, words: str) -> set[str]:
    """The ids of actors with a name that holds all the words."""
    wanted = {folded(word) for word in words.split()}
    names = connection.execute(
        "SELECT actor_id, name FROM alias UNION ALL SELECT id, name FROM actor"
    )
    return {id for id, name in names if wanted <= {folded(word) for word in name.split()}}


def listed_names(connection: sqlite3.Connection) -> tuple[ListedName, ...]:
    """The lists of names in the project."""
    names = TABLE["listed"].names
    rows = connection.execute(
        f"SELECT {', '.join(names)} FROM listed ORDER BY origin, entry, alias"
    ).fetchall()
    return tuple(ListedName(**dict(zip(names, values, strict=True))) for values in rows)


def put_names(connection: sqlite3.Connection, origin: str, names: Iterable[ListedName]) -> None:
    """Put a list of names in the place of that of the same origin."""
    connection.execute("DELETE FROM listed WHERE origin = ?", (origin,))
    connection.executemany(TABLE["listed"].insert, [row(TABLE["listed"], name) for name in names])
    layers.stale(connection, "actors")


def told(found: Iterable[Actor], rows: list[Seen]) -> list[ActorInfo]:
    """Actors with their dated roles and their outlets."""
    of_id: dict[str, list[Seen]] = defaultdict(list)
    for seen_row in rows:
        of_id[seen_row[0]].append(seen_row)
    return [_told(actor, of_id) for actor in found]


def _told(actor: Actor, of_id: Mapping[str, list[Seen]]) -> ActorInfo:
    roles: dict[str, dict[str, str | None]] = defaultdict(dict)
    articles: dict[str, tuple[str, str | None]] = {}
    for id in dict.fromkeys(appearance.id for appearance in actor.appearances):
        for _, article, outlet, published, _, _, role, _ in of_id.get(id, ()):
            day = (published or "").partition("T")[0] or None
            articles[article] = (outlet or "", day)
            if role:
                roles[role][article] = day
    outlets: dict[str, int] = defaultdict(int)
    for outlet, _ in articles.values():
        outlets[outlet] += 1
    days = sorted(day for _, day in articles.values() if day)
    dated = []
    for role, where in roles.items():
        said = sorted(day for day in where.values() if day)
        dated.append(
            DatedRole(
                role=role,
                first=said[0] if said else None,
                last=said[-1] if said else None,
                articles=len(where),
            )
        )
    return ActorInfo(
        actor=actor,
        roles=tuple(sorted(dated, key=lambda r: (r.first is None, r.first or "", r.role))),
        articles=len(articles),
        outlets=dict(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def called(found: Iterable[ActorInfo], words: str) -> list[ActorInfo]:
    """Those with a name that holds all the words; case and accents do not count."""
    wanted = [folded(word) for word in words.split()]

    def holds(alias: Alias) -> bool:
        has = {folded(word) for word in alias.name.split()}
        return all(word in has for word in wanted)

    return [info for info in found if any(map(holds, (*info.actor.aliases, _own(info))))]


def _own(info: ActorInfo) -> Alias:
    return Alias(name=info.actor.name)
