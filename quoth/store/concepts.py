"""The concepts of a project: made, kept, and read again."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quoth import concepts
from quoth.actors.spelling import folded
from quoth.concepts import Utterance
from quoth.concepts.choosing import choices
from quoth.errors import UsageError
from quoth.judge.concepts import decided
from quoth.match import sentences
from quoth.model import Coding, Concept
from quoth.schema import TABLE
from quoth.store import layers
from quoth.store.comparing import Reading
from quoth.store.rows import list_rows, noun, row

AT_ONCE = 500
"""Ids in one question to the database."""


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether concepts are those of the record, by these rules and by the judgements there are."""
    return layers.is_current(connection, "concepts", _rules())


def _rules() -> str:
    return f"{concepts.VERSION} {sentences.shipped_version()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """A speaker of a statement, as the project knows it across articles."""

    statement_id: str
    article_id: str
    published: str | None
    outlet: str | None
    actor_id: str
    name: str
    kind: str


def speaking(connection: sqlite3.Connection, statements: Iterable[str]) -> list[Speaking]:
    """Who speaks in statements; an actor that was not joined yet by its name in the article."""
    found = connection.execute(
        "SELECT DISTINCT statement.id, article.id, article.published, article.outlet,"
        " coalesce(actor.id, speaker.actor_id), coalesce(actor.name, speaker.name),"
        " coalesce(actor.kind, speaker.kind)"
        " FROM json_each(?) AS asked JOIN statement ON statement.id = asked.value"
        " JOIN article ON article.id = statement.article_id"
        " JOIN speaker ON speaker.statement_id = statement.id"
        " LEFT JOIN appearance ON appearance.id = speaker.actor_id"
        " LEFT JOIN actor ON actor.id = appearance.actor_id"
        " ORDER BY statement.id, 5",
        (json.dumps(list(statements)),),
    )
    names = ("statement_id", "article_id", "published", "outlet", "actor_id", "name", "kind")
    return [Speaking(**dict(zip(names, values, strict=True))) for values in found]


# Making


def eligible(connection: sqlite3.Connection) -> tuple[list[Utterance], int]:
    """What is grouped, and how many statements were left out because there are too many."""
    ids = [
        id
        for (id,) in connection.execute(
            "SELECT id FROM article WHERE superseded_by IS NULL ORDER BY id"
        )
    ]
    known = dict(connection.execute("SELECT id, actor_id FROM appearance"))
    claims = {
        statement: (claim, sources)
        for statement, claim, sources in connection.execute(
            "SELECT statement_id, claim_id, sources FROM member JOIN claim ON claim.id = claim_id"
        )
    }
    sure = dict(connection.execute("SELECT id, confidence FROM statement"))
    coded = {one.statement for one in decided(connection).coded}
    found: list[tuple[tuple, Utterance]] = []
    for first in range(0, len(ids), AT_ONCE - 100):
        part = ids[first : first + AT_ONCE - 100]
        read = Reading(connection, part)
        for id in part:
            found += choices(*read.article(id), known=known, claims=claims, sure=sure, coded=coded)
    found.sort(key=lambda entry: entry[0])
    kept = [utterance for _, utterance in found[: concepts.MOST]]
    return sorted(kept, key=lambda u: u.statement_id), len(found) - len(kept)


def put(connection: sqlite3.Connection, found: Iterable[Concept], *, current: bool = True) -> None:
    """Put concepts in the place of those before; the caller holds the transaction.

    Args:
        connection: to write to.
        found: all concepts.
        current: whether they are those of the record as it is.
    """
    layers.clear(connection, "concepts")
    for one in found:
        connection.execute(TABLE["concept"].insert, row(TABLE["concept"], one))
        for table, rows in list_rows(one, "concept").items():
            connection.executemany(TABLE[table].insert, rows)
    if current:
        layers.mark(connection, "concepts", _rules())


# Reading


def told(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Concept]:
    """Concepts by their ids, in that order."""
    ids = list(ids)
    for first in range(0, len(ids), AT_ONCE):
        part = ids[first : first + AT_ONCE]
        places = ", ".join("?" * len(part))
        lists: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
        names = TABLE["coding"].names
        for values in connection.execute(
            f"SELECT {', '.join(names)} FROM coding WHERE concept_id IN ({places})"
            " ORDER BY concept_id, ordinal",
            part,
        ):
            record = dict(zip(names, values, strict=True))
            lists[record["concept_id"]]["coding"].append(noun("coding", record, {}))
        names = TABLE["concept"].names
        made = {}
        for values in connection.execute(
            f"SELECT {', '.join(names)} FROM concept WHERE id IN ({places})", part
        ):
            record = dict(zip(names, values, strict=True))
            made[record["id"]] = noun("concept", record, lists[record["id"]])
        yield from (made[id] for id in part if id in made)


def codings(
    connection: sqlite3.Connection, statements: Iterable[str] | None = None
) -> Iterator[tuple[str, Coding]]:
    """Names of concepts with the codings of statements; of all without them.

    Args:
        connection: the project.
        statements: their ids. They are looked up one by one in an index.
    """
    columns = ", ".join(f"coding.{name}" for name in TABLE["coding"].names)
    rows = connection.execute(
        f"SELECT concept.name, {columns} FROM coding JOIN concept ON concept.id = concept_id"
        if statements is None
        # In this order: the planner does not know how few are asked for.
        else f"SELECT concept.name, {columns} FROM json_each(?) AS asked"
        " CROSS JOIN coding ON coding.statement_id = asked.value"
        " CROSS JOIN concept ON concept.id = concept_id",
        () if statements is None else (json.dumps(list(statements)),),
    )
    for name, *values in rows:
        record = dict(zip(TABLE["coding"].names, values, strict=True))
        yield name, noun("coding", record, {})


def found(
    connection: sqlite3.Connection, *, words: str | None, speaker: str | None, min_actors: int
) -> list[str]:
    """Ids of the concepts that meet all that is asked, those of most actors first."""
    rows = connection.execute(
        "SELECT id, name FROM concept WHERE actors >= ?"
        " ORDER BY actors DESC, statements DESC, name, id",
        (min_actors,),
    ).fetchall()
    if words is not None:
        wanted = [folded(word) for word in words.split()]
        rows = [(id, name) for id, name in rows if all(w in folded(name) for w in wanted)]
    ids = [id for id, _ in rows]
    if speaker is not None:
        spoken = _spoken(connection, speaker)
        ids = [id for id in ids if id in spoken]
    return ids


def _spoken(connection: sqlite3.Connection, typed: str) -> set[str]:
    """Concepts with a statement of somebody who is called so in any article."""
    wanted = [folded(word) for word in typed.split()]
    called = {
        actor
        for actor, name in connection.execute(
            "SELECT id, name FROM actor UNION SELECT actor_id, name FROM alias"
        )
        if all(w in folded(name).split() for w in wanted)
    }
    return {
        concept
        for concept, actor in connection.execute(
            "SELECT DISTINCT coding.concept_id, appearance.actor_id FROM coding"
            " JOIN speaker ON speaker.statement_id = coding.statement_id"
            " JOIN appearance ON appearance.id = speaker.actor_id"
        )
        if actor in called
    }


def named(connection: sqlite3.Connection, typed: str) -> str:
    """The id of the concept that an id, its beginning, or a name stands for.

    Raises:
        UsageError: there is none, or there are several.
    """
    rows = connection.execute("SELECT id, name FROM concept ORDER BY id").fetchall()
    exact = [id for id, _ in rows if id == typed]
    begun = [id for id, _ in rows if len(typed) >= 4 and id.startswith(typed)]
    called = [id for id, name in rows if folded(name) == folded(typed)]
    ids = exact or begun or called
    if len(ids) == 1:
        return ids[0]
    raise UsageError(
        f"{typed!r} names {len(ids) or 'no'} concept{'s' if len(ids) > 1 else ''}",
        advice="'quoth concepts' gives ids and names",
    )
