"""Which conflicts, by what people ask: found, counted and paged in the database.

Everything that lists conflicts asks here (`Project.conflicts`, the desk, saved searches), so that
one question finds the same everywhere.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quoth.actors.spelling import folded
from quoth.errors import UsageError
from quoth.model import CONFLICT_KINDS
from quoth.store import search

ORDER = "confidence DESC, id"
"""The surest first, as `conflict_order` has them."""

MOST_NAMES = 500_000
"""Different names of voices that are looked through."""

_SPOKEN = (
    "SELECT speaker.statement_id FROM actor JOIN appearance ON appearance.actor_id = actor.id"
    " JOIN speaker ON speaker.actor_id = appearance.id"
    " WHERE actor.number IN (SELECT rowid FROM actor_search(?))"
)
"""Ids of the statements of whoever is called so in any article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What conflicts are asked for; what is empty restricts nothing."""

    kind: str | None = None
    who: str | None = None
    """All these words are in the name of one of the two voices, as the conflict or any article has
    it; `toll*` stands for all words that begin so."""
    outlet: str | None = None
    """One of the articles is of an outlet whose name contains this."""
    event: str | None = None
    """The id of an event, or its beginning, that both articles tell of."""
    sure: float = 0.0
    """At least so sure, from 0 to 1."""
    after: int | None = None
    """One of the articles has a higher number in the file: it came later."""
    statements: frozenset[str] | None = None
    """One of these is a side."""

    @classmethod
    def of(cls, given: Mapping[str, str], *, after: int | None = None) -> Asked:
        """From the texts of an address.

        Raises:
            UsageError: a kind or a number that cannot be.
        """
        search.check_choice("kind", given.get("kind"), CONFLICT_KINDS)
        return cls(
            kind=given.get("kind"),
            who=given.get("who"),
            outlet=given.get("outlet"),
            event=given.get("event"),
            sure=sureness(given.get("sure")),
            after=after,
        )


def sureness(typed: str | None) -> float:
    """A number from 0 to 1 as it is typed; 0 of nothing.

    Raises:
        UsageError: it is something else.
    """
    if typed is None:
        return 0.0
    if not re.fullmatch(r"0(\.\d{1,6})?|1(\.0{1,6})?", typed, re.ASCII):
        raise UsageError(f"sure is {typed!r:.40}", advice="give a number from 0 to 1: 0.6")
    return float(typed)


def ids(
    connection: sqlite3.Connection, *asked: Asked, limit: int | None = None, skipped: int = 0
) -> list[str]:
    """Ids of the conflicts that meet all that is asked, the surest first.

    Args:
        connection: the project.
        asked: what is asked; of several all.
        limit: at most so many.
        skipped: so many before them are left out.
    """
    where, values = _all(connection, asked)
    rows = connection.execute(
        f"SELECT id FROM conflict WHERE {where} ORDER BY {ORDER} LIMIT ? OFFSET ?",
        [*values, -1 if limit is None else limit, skipped],
    )
    return [id for (id,) in rows]


def counts(connection: sqlite3.Connection, *asked: Asked) -> dict[str, int]:
    """How many conflicts of each kind meet what is asked; kinds without one are left out."""
    where, values = _all(connection, asked)
    return dict(
        connection.execute(f"SELECT kind, COUNT(*) FROM conflict WHERE {where} GROUP BY 1", values)
    )


def those_after(connection: sqlite3.Connection, ids: Iterable[str], article: int) -> set[str]:
    """Those of which an article has a higher number in the file."""
    return {
        id
        for (id,) in connection.execute(
            "SELECT c.id FROM conflict c JOIN article a ON a.id = c.a_article_id"
            " JOIN article b ON b.id = c.b_article_id"
            " WHERE c.id IN (SELECT value FROM json_each(?)) AND max(a.number, b.number) > ?",
            (json.dumps(list(ids)), article),
        )
    }


def newest(connection: sqlite3.Connection) -> int:
    """The highest number of an article that a conflict is in; 0 without one.

    What a reader has seen of conflicts goes no further: those of articles that a run has just
    added are not made yet.
    """
    found = connection.execute(
        "SELECT number FROM article WHERE id IN (SELECT a_article_id FROM conflict)"
        " OR id IN (SELECT b_article_id FROM conflict) ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return found[0] if found else 0


def ranks(connection: sqlite3.Connection) -> dict[str, int]:
    """The place of each conflict among all, from 1."""
    rows = connection.execute(f"SELECT id FROM conflict ORDER BY {ORDER}")
    return {id: place for place, (id,) in enumerate(rows, 1)}


def _all(connection: sqlite3.Connection, asked: Iterable[Asked]) -> tuple[str, list[Any]]:
    wheres, values = [], []
    for one in asked:
        where, its = _where(connection, one)
        wheres.append(where)
        values += its
    return " AND ".join(wheres), values


def _where(connection: sqlite3.Connection, asked: Asked) -> tuple[str, list[Any]]:
    wheres, values = ["1"], []

    def add(where: str, *more: Any) -> None:
        wheres.append(where)
        values.extend(more)

    if asked.kind is not None:
        add("kind = ?", asked.kind)
    if asked.sure:
        add("confidence >= ?", asked.sure)
    if asked.event is not None:
        add("event_id >= ? AND event_id < ?", asked.event, f"{asked.event}\U0010ffff")
    if asked.outlet is not None:
        part = asked.outlet.casefold()
        rows = connection.execute("SELECT DISTINCT outlet FROM article WHERE outlet IS NOT NULL")
        add(
            *_either(
                "article", _OF_OUTLETS, json.dumps([o for (o,) in rows if part in o.casefold()])
            )
        )
    if asked.after is not None:
        add(*_either("article", "SELECT id FROM article WHERE number > ?", asked.after))
    if asked.statements is not None:
        add(
            *_either(
                "statement", "SELECT value FROM json_each(?)", json.dumps(sorted(asked.statements))
            )
        )
    if asked.who is not None:
        _called(connection, asked.who, add)
    return " AND ".join(wheres), values


_OF_OUTLETS = "SELECT id FROM article WHERE outlet IN (SELECT value FROM json_each(?))"


def _either(side: str, among: str, value: Any) -> tuple[str, Any, Any]:
    """That one of the two articles, or statements, is among those of a query."""
    parts = (f"{letter}_{side}_id IN ({among})" for letter in "ab")
    return f"({' OR '.join(parts)})", value, value


def _called(connection: sqlite3.Connection, typed: str, add: Any) -> None:
    """That one of the two voices is called so."""
    words = [(folded(word.rstrip("*")), word.endswith("*")) for word in typed.split()]
    words = [(word, begun) for word, begun in words if word]
    expression = search.match(typed)
    if not words or expression is None:
        add("0")
        return
    # SQLite folds only ASCII, so the different names, of which there are few, are looked at here.
    names = {
        name
        for side in "ab"
        for (name,) in connection.execute(
            f"SELECT DISTINCT {side}_who FROM conflict LIMIT ?", (MOST_NAMES,)
        )
    }
    fitting = json.dumps([name for name in names if _has(name, words)])
    sides = (
        f"{side}_who IN (SELECT value FROM json_each(?)) OR {side}_statement_id IN ({_SPOKEN})"
        for side in "ab"
    )
    add(f"({' OR '.join(sides)})", fitting, expression, fitting, expression)


def _has(name: str, words: Iterable[tuple[str, bool]]) -> bool:
    has = _words(name)
    return all(
        word in has or (begun and any(each.startswith(word) for each in has))
        for word, begun in words
    )


@lru_cache(maxsize=16_384)
def _words(name: str) -> frozenset[str]:
    has = {folded(word) for word in name.split()}
    return frozenset(has | {part for word in has for part in re.findall(r"\w+", word)})
