"""Judgements in the project file: kept, looked up by page, applied. The caller holds the
transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from quoth.judge.effect import Effect, effect, undone
from quoth.judge.plain import dumped, noun_of, plain
from quoth.model import Article, Judgement, MachineReading, Standing, Statement
from quoth.schema import TABLE
from quoth.store.page import page_of
from quoth.store.rows import row

JUDGEMENT = TABLE["judgement"]
MACHINE = TABLE["machine"]
STANDING = TABLE["standing"]

PAGE = """
    WITH RECURSIVE page(id) AS (
      SELECT ?1
      UNION
      SELECT article.id FROM article JOIN page ON article.superseded_by = page.id
    )
"""
"""An article and those that it superseded."""

OF_PAGE = f"""{PAGE}
    SELECT {", ".join(JUDGEMENT.names)} FROM judgement
    WHERE target IN ('statement', 'article')
    AND (article IN (SELECT id FROM page) OR page = ?2)
    ORDER BY made_at, id
"""

TOUCHED = """
    WITH RECURSIVE later(id) AS (
      SELECT ?1
      UNION
      SELECT article.superseded_by FROM article JOIN later ON article.id = later.id
      WHERE article.superseded_by IS NOT NULL
    )
    SELECT id FROM article WHERE id IN (SELECT id FROM later) OR page = ?2 ORDER BY id
"""
"""The articles that a judgement on an article is about: it, its successors, the page's others."""


def any_kept(connection: sqlite3.Connection) -> bool:
    """Whether anybody has judged anything: what keeps runs without judgements cheap."""
    return connection.execute("SELECT 1 FROM judgement LIMIT 1").fetchone() is not None


def has(connection: sqlite3.Connection, id: str) -> bool:
    """Whether a judgement is kept."""
    return connection.execute("SELECT 1 FROM judgement WHERE id = ?", (id,)).fetchone() is not None


def put(connection: sqlite3.Connection, judgement: Judgement) -> None:
    """Add a judgement."""
    connection.execute(JUDGEMENT.insert, row(JUDGEMENT, judgement))


def _judgements(rows: Iterable[Sequence]) -> list[Judgement]:
    return [Judgement(**dict(zip(JUDGEMENT.names, values, strict=True))) for values in rows]


def select(connection: sqlite3.Connection, where: str = "1", *values: object) -> list[Judgement]:
    """Judgements in the order in which they were made."""
    return _judgements(
        connection.execute(
            f"SELECT {', '.join(JUDGEMENT.names)} FROM judgement WHERE {where}"
            " ORDER BY made_at, id",
            values,
        ).fetchall()
    )


def of_page(connection: sqlite3.Connection, article: Article) -> list[Judgement]:
    """The judgements on this article, on the captures that it superseded and on its page."""
    return _judgements(connection.execute(OF_PAGE, (article.id, page_of(article.url))).fetchall())


def off(connection: sqlite3.Connection) -> frozenset[str]:
    """Ids of the judgements that are undone."""
    return undone(select(connection, "undoes IS NOT NULL"))


def target(connection: sqlite3.Connection, judgement: Judgement) -> str:
    """What a judgement is about; for one that takes another back what that one was about."""
    while judgement.undoes is not None:
        found = select(connection, "id = ?", judgement.undoes)
        if not found:
            break
        judgement = found[0]
    return judgement.target


def touched(connection: sqlite3.Connection, judgement: Judgement) -> list[str]:
    """Ids of the articles whose statements a judgement may change."""
    if judgement.action == "undo":
        found = select(connection, "id = ?", judgement.undoes)
        return touched(connection, found[0]) if found else []
    if judgement.target not in ("statement", "article"):
        return []
    rows = connection.execute(TOUCHED, (judgement.article, judgement.page)).fetchall()
    return [id for (id,) in rows]


def machine_reading(
    connection: sqlite3.Connection, article: Article
) -> tuple[Statement, ...] | None:
    """What the machine found in an article that people judged; None for all others."""
    found = connection.execute(
        "SELECT statements FROM machine WHERE article_id = ?", (article.id,)
    ).fetchone()
    if found is None:
        return None
    return tuple(noun_of(Statement, data, article.text) for data in json.loads(found[0]))


def put_machine(
    connection: sqlite3.Connection,
    article: Article,
    statements: Iterable[Statement],
    model: str | None,
) -> None:
    """Keep what the machine found in an article."""
    reading = MachineReading(
        article_id=article.id,
        model=model,
        statements=dumped([plain(statement) for statement in statements]),
    )
    connection.execute("DELETE FROM machine WHERE article_id = ?", (article.id,))
    connection.execute(MACHINE.insert, row(MACHINE, reading))


def standings(connection: sqlite3.Connection, where: str, *values: object) -> list[Standing]:
    """How judgements stand, by judgement and article."""
    rows = connection.execute(
        f"SELECT {', '.join(STANDING.names)} FROM standing WHERE {where}"
        " ORDER BY judgement_id, article_id",
        values,
    )
    return [Standing(**dict(zip(STANDING.names, values, strict=True))) for values in rows]


def effect_of(
    connection: sqlite3.Connection,
    article: Article,
    machine: Sequence[Statement],
    *,
    by: str | None = None,
) -> Effect:
    """What an article's statements are with all judgements, or with those of one person."""
    judgements = of_page(connection, article)
    if by is not None:
        judgements = [judgement for judgement in judgements if judgement.made_by == by]
    return effect(article, machine, judgements, off=off(connection))


def apply(
    connection: sqlite3.Connection,
    article: Article,
    *,
    read_statements: Callable[[Article], tuple[Statement, ...]],
    put_statements: Callable[[Article, tuple[Statement, ...], str | None], None],
    fresh: bool = False,
) -> None:
    """Bring an article's statements in line with the judgements on its page.

    Args:
        connection: of the project.
        article: one that the project has.
        read_statements: what its tables hold.
        put_statements: replaces them.
        fresh: its tables hold what the machine has just found, not what is judged.
    """
    known = None if fresh else machine_reading(connection, article)
    (model,) = connection.execute(
        "SELECT model FROM article WHERE id = ?", (article.id,)
    ).fetchone()
    if known is None:
        if not of_page(connection, article):
            connection.execute("DELETE FROM machine WHERE article_id = ?", (article.id,))
            connection.execute("DELETE FROM standing WHERE article_id = ?", (article.id,))
            return
        known = read_statements(article)
        put_machine(connection, article, known, model)
    found = effect_of(connection, article, known)
    if found.statements != read_statements(article):
        put_statements(article, found.statements, model)
    connection.execute("DELETE FROM standing WHERE article_id = ?", (article.id,))
    connection.executemany(STANDING.insert, [row(STANDING, s) for s in found.standings])


def made(
    connection: sqlite3.Connection, statements: Iterable[str]
) -> dict[str, tuple[Judgement, ...]]:
    """The judgements that hold and made statements what they are, by the statement's id."""
    if not any_kept(connection):
        return {}
    found: dict[str, tuple[Judgement, ...]] = {}
    for id in statements:
        judgements = select(
            connection, "id IN (SELECT judgement_id FROM standing WHERE statement_id = ?)", id
        )
        if judgements:
            found[id] = tuple(judgements)
    return found
