"""Searching a project: which statements, by what people type."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

from quoth.errors import UsageError
from quoth.model import MODES, TYPES

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")

QUOTED_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')


ALIASED = """
    SELECT speaker.statement_id FROM speaker
    JOIN appearance ON appearance.id = speaker.actor_id
    JOIN actor ON actor.id = appearance.actor_id
    WHERE actor.number IN (SELECT rowid FROM actor_search(?))
"""


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
) -> list[tuple[str, str]]:
    """(article id, statement id) of all matches, newest article first; see `Project.find`."""
    check_date("since", since)
    check_date("until", until)
    check_choice("mode", mode, MODES)
    check_choice("type", type, TYPES)
    if limit is not None and limit < 0:
        raise UsageError(f"limit is {limit}", advice="give 0 or more, or leave it out for all")
    wheres, values = ["article.superseded_by IS NULL"], []
    searched = []
    if words is not None:
        searched.append(("", match(words)))
    if speaker is not None:
        searched.append(("{speakers source} : ", match(speaker)))
    if any(expression is None for _, expression in searched):
        return []
    for columns, expression in searched:
        where = "statement.number IN (SELECT rowid FROM statement_search(?))"
        values.append(f"{columns}({expression})")
        if columns:
            # Also under a name that only other articles use for the speaker.
            where = f"({where} OR statement.id IN ({ALIASED}))"
            values.append(expression)
        wheres.append(where)
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
    values.append(-1 if limit is None else limit)
    return connection.execute(
        "SELECT article.id, statement.id"
        " FROM statement JOIN article ON article.id = statement.article_id"
        f" WHERE {' AND '.join(wheres)}"
        " ORDER BY article.published IS NULL, article.published DESC, article.id,"
        " statement.ordinal LIMIT ?",
        values,
    ).fetchall()


def _outlets(connection: sqlite3.Connection, typed: str) -> list[str]:
    """The outlets whose name contains what was typed; SQLite folds only ASCII's case."""
    wanted = typed.casefold()
    rows = connection.execute("SELECT DISTINCT outlet FROM article WHERE outlet IS NOT NULL")
    return [outlet for (outlet,) in rows if wanted in outlet.casefold()]
