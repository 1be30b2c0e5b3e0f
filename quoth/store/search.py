"""Searching a project: which statements, by what people type."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from typing import Literal

from quoth.errors import UsageError
from quoth.model import ACTOR_KINDS, MODES, TYPES

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")

QUOTED_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')


ALIASED = """
    SELECT statement.number FROM actor
    JOIN appearance ON appearance.actor_id = actor.id
    JOIN speaker ON speaker.actor_id = appearance.id
    JOIN statement ON statement.id = speaker.statement_id
    WHERE actor.number IN (SELECT rowid FROM actor_search(?))
"""
"""Numbers of the statements of whoever is called so in any article."""

ALSO_CALLED = """
    SELECT 1 FROM speaker
    JOIN appearance ON appearance.id = speaker.actor_id
    JOIN actor ON actor.id = appearance.actor_id
    WHERE speaker.statement_id = statement.id
    AND actor.number IN (SELECT rowid FROM actor_search(?))
"""
"""The same asked of one statement."""

SAID_BY = """
    SELECT speaker.statement_id FROM appearance
    JOIN speaker ON speaker.actor_id = appearance.id
    WHERE appearance.actor_id = ?
"""
"""Ids of the statements of one actor across articles."""

FIRST_KIND = """coalesce((
    SELECT actor.kind FROM speaker
    JOIN appearance ON appearance.id = speaker.actor_id
    JOIN actor ON actor.id = appearance.actor_id
    WHERE speaker.statement_id = statement.id
    ORDER BY actor.number LIMIT 1
), 'unknown')"""
"""The kind of a statement's speaker; of several, of the one most heard."""

FEW = 4_000
"""Statements that are looked up one by one and sorted, in a few hundredths of a second."""

MANY = 60_000
"""Statements beyond which words are looked for in each statement, newest first: so many have them
that there are soon enough."""

ORDER = (
    " ORDER BY article.published IS NULL, article.published DESC, article.id, statement.ordinal"
    " LIMIT ?"
)


def match(words: str) -> str | None:
    """What a person typed, as an FTS5 expression; None if there is nothing to look for.

    Every word must occur; words in double quotes must follow one another; a word that ends
    in `*` stands for all that begin so. Nothing else has a meaning to the index: whatever
    was typed is put in quotation marks.
    """
    terms = []
    # No index holds these characters, and SQLite cannot be asked for them.
    typed = words.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    for phrase, word in QUOTED_OR_WORD.findall(typed):
        term = phrase or word
        if not any(character.isalnum() for character in term):
            continue
        prefix = not phrase and word.endswith("*")
        terms.append(f'"{term.rstrip("*") if prefix else term}"' + (" *" if prefix else ""))
    return " AND ".join(terms) or None


def check_date(name: str, value: str | None) -> None:
    """Raise a `UsageError` if this is no ISO date nor a part of one."""
    if value is not None and not DATE.match(value):
        raise UsageError(
            f"{name} is {value!r}, which is no date",
            advice="write 2024, 2024-02 or 2024-02-17",
        )


def check_choice(name: str, value: str | None, choices: Iterable[str]) -> None:
    """Raise a `UsageError` if this is none of the choices."""
    if value is not None and value not in choices:
        raise UsageError(f"{name} is {value!r}", advice=f"it is one of {', '.join(choices)}")


def found(
    connection: sqlite3.Connection,
    *,
    words: str | None,
    speaker: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    mode: str | None,
    type: str | None,
    limit: int | None,
    numbers: Iterable[int] | None = None,
    published_by: str | None = None,
    actor: str | None = None,
    kind: str | None = None,
    nested: bool | None = None,
    after: int | None = None,
) -> list[tuple[str, str]]:
    """(article id, statement id) of all matches, newest article first; see `Project.find`.

    Besides, what a saved search may ask:

    Args:
        published_by: the outlet's name, whole.
        actor: the id of an actor across articles.
        kind: of the speaker; "unknown" where nobody is known.
        nested: whether it stands inside another statement.
        after: only of articles whose number in the file is higher: that came later.

    Two ways lead there, and how many statements the words have decides: few are looked up and
    sorted; of many, articles are gone through from the newest on until there are enough.
    """
    check_date("since", since)
    check_date("until", until)
    check_choice("mode", mode, MODES)
    check_choice("type", type, TYPES)
    check_choice("kind", kind, (*ACTOR_KINDS, "unknown"))
    if limit is not None and limit < 0:
        raise UsageError(f"limit is {limit}", advice="give 0 or more, or leave it out for all")
    wheres: list[str] = ["article.superseded_by IS NULL"]
    values: list[object] = []
    numbers = None if numbers is None else set(numbers)
    for asked, columns in ((words, ""), (speaker, "{speakers source} : ")):
        if asked is None:
            continue
        expression = match(asked)
        if expression is None:
            return []
        held = None if limit is None else _numbers(connection, expression, columns)
        if isinstance(held, set):
            numbers = held if numbers is None else numbers & held
            continue
        where = (
            "EXISTS (SELECT 1 FROM statement_search(?) WHERE rowid = statement.number)"
            if held == "many"
            else "statement.number IN (SELECT rowid FROM statement_search(?))"
        )
        values.append(f"{columns}({expression})")
        if columns:  # also under a name that only other articles use for the speaker
            if limit is None:
                where = where.removesuffix(")") + f" UNION {ALIASED})"
            else:
                where = f"({where} OR EXISTS ({ALSO_CALLED}))"
            values.append(expression)
        wheres.append(where)
    if numbers is not None and not numbers:
        return []
    if outlet is not None:
        names = _outlets(connection, outlet)
        wheres.append(f"article.outlet IN ({', '.join('?' * len(names))})")
        values += names
    # As much of both dates as both have: 2024 is in since 2024-02 as well as until 2024-02.
    for bound, comparison in ((since, ">="), (until, "<=")):
        if bound is not None:
            wheres.append(
                f"substr(article.published, 1, {len(bound)}) {comparison}"
                " substr(?, 1, length(article.published))"
            )
            values.append(bound)
    for name, value in (("mode", mode), ("type", type)):
        if value is not None:
            wheres.append(f"statement.{name} = ?")
            values.append(value)
    for asked, where in (
        (published_by, "article.outlet = ?"),
        (actor, f"statement.id IN ({SAID_BY})"),
        (kind, f"{FIRST_KIND} = ?"),
        (nested, "(statement.nested_in IS NOT NULL) = ?"),
        (after, "article.number > ?"),
    ):
        if asked is not None:
            wheres.append(where)
            values.append(asked)
    if numbers is not None:
        # As one value: SQLite takes only so many of them.
        wheres.append("statement.number IN (SELECT value FROM json_each(?))")
        values.append(f"[{','.join(map(str, numbers))}]")
    join = (
        "statement JOIN article ON article.id = statement.article_id"
        if numbers is not None or limit is None
        # In this order, by the index `article_order`, nothing is sorted.
        else "article CROSS JOIN statement ON statement.article_id = article.id"
    )
    values.append(-1 if limit is None else limit)
    return connection.execute(
        f"SELECT article.id, statement.id FROM {join} WHERE {' AND '.join(wheres)}{ORDER}", values
    ).fetchall()


def _numbers(
    connection: sqlite3.Connection, expression: str, columns: str
) -> set[int] | Literal["some", "many"]:
    """The statements that hold words, by number; or, if they are not few, about how many."""
    searched = f"{columns}({expression})"
    rows = connection.execute(
        "SELECT rowid FROM statement_search(?) LIMIT ?", (searched, FEW + 1)
    ).fetchall()
    if columns and len(rows) <= FEW:
        rows += connection.execute(f"{ALIASED} LIMIT ?", (expression, FEW + 1)).fetchall()
    if len(rows) <= FEW:
        return {number for (number,) in rows}
    # They come in the order of their numbers: the rest will be about as dense.
    (last,) = connection.execute("SELECT MAX(number) FROM statement").fetchone()
    reached = max(number for (number,) in rows[: FEW + 1])
    return "many" if len(rows[: FEW + 1]) * last / reached > MANY else "some"


def _outlets(connection: sqlite3.Connection, typed: str) -> list[str]:
    """The outlets whose name contains what was typed; SQLite folds only ASCII's case."""
    wanted = typed.casefold()
    rows = connection.execute("SELECT DISTINCT outlet FROM article WHERE outlet IS NOT NULL")
    return [outlet for (outlet,) in rows if wanted in outlet.casefold()]
