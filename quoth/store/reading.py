"""Rows of the record as nouns, through one connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import partial

from quoth.errors import UsageError
from quoth.model import Article, Statement
from quoth.schema import TABLE
from quoth.store.rows import noun

NAMED_AT_MOST = 5
"""How many candidates an error message names."""


def rows(connection: sqlite3.Connection, table: str, where: str, *values: object) -> list[dict]:
    """Rows of a table, by column name."""
    names = TABLE[table].names
    found = connection.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {where}", values)
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def article(connection: sqlite3.Connection, id: str) -> Article | None:
    """An article by its id; None if there is none."""
    row = next(iter(rows(connection, "article", "id = ?", id)), None)
    if row is None:
        return None
    authors = rows(connection, "author", "article_id = ? ORDER BY ordinal", id)
    return noun("article", row, {"author": [author["name"] for author in authors]})


SOME = 500
"""Ids that are given one by one; all of an article's statements are read where there are more."""


def statements(
    connection: sqlite3.Connection, article: Article, *, ids: Sequence[str] | None = None
) -> tuple[Statement, ...]:
    """An article's statements in order: five queries, however many they are.

    Args:
        connection: on the project.
        article: the article.
        ids: only these; those that it does not have are passed over.
    """
    if ids is None or len(ids) > SOME:
        which, values = "", []
    else:
        which, values = f" AND id IN ({', '.join('?' * len(ids))})", list(ids)
    found = rows(
        connection, "statement", f"article_id = ?{which} ORDER BY ordinal", article.id, *values
    )
    lists: dict[str, dict[str, list]] = {row["id"]: {} for row in found}
    if not found:
        return ()
    of_article = (
        f"statement_id IN (SELECT id FROM statement WHERE article_id = ?{which})"
        " ORDER BY statement_id, ordinal"
    )
    for table, made in (
        ("content", lambda row: (row["span_start"], row["span_end"])),
        ("speaker", partial(noun, "speaker", lists={})),
        ("link", partial(noun, "link", lists={})),
        ("ground", partial(noun, "ground", lists={})),
    ):
        for row in rows(connection, table, of_article, article.id, *values):
            lists[row["statement_id"]].setdefault(table, []).append(made(row))
    return tuple(noun("statement", row, lists[row["id"]], article.text) for row in found)


def named(connection: sqlite3.Connection, name: str) -> str:
    """The id of the article that a person means.

    Raises:
        UsageError: no article or several are called so.
    """
    for where, value in (
        ("id = ?", name),
        ("id IN (SELECT article_id FROM input WHERE path = ?)", name),
        ("substr(id, 1, length(?)) = ? AND length(?) >= 4", name),
        (
            "id IN (SELECT article_id FROM input WHERE substr(path, -length(?)) = ?)",
            "/" + name,
        ),
    ):
        found = connection.execute(
            f"SELECT id, path FROM article WHERE {where} ORDER BY path, id",
            (value,) * where.count("?"),
        ).fetchall()
        if len(found) == 1:
            return found[0][0]
        if found:
            shown = ", ".join(f"{id} ({path})" for id, path in found[:NAMED_AT_MOST])
            more = ", …" if len(found) > NAMED_AT_MOST else ""
            raise UsageError(
                f"{name!r} may mean {len(found)} articles: {shown}{more}",
                advice="give more of the id or of the path",
            )
    raise UsageError(
        f"the project has no article {name!r}",
        advice="give an id, the beginning of one (4 characters or more), or a path; "
        "'quoth find' shows what there is",
    )
