"""Figures, labels, positions and conflicts of a project: figures and labels made, all read again.

Figures and labels are facts of one article: they are made in workers, and again only when the
article's statements or the rules change. `quoth/store/opposing.py` makes conflicts and positions.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from quoth import compare
from quoth.compare.figures.stated import figures
from quoth.compare.labels import labels
from quoth.engine import Engine, Failure
from quoth.model import (
    Article,
    Conflict,
    Content,
    Facts,
    Figure,
    Label,
    Link,
    Piece,
    Position,
    Speaker,
    Statement,
    pieces_text,
    text_hash,
)
from quoth.schema import TABLE
from quoth.store import layers
from quoth.store.rows import noun, row

BATCH = 16
"""Articles whose facts are made by one worker at a time."""
PENDING = 400
"""Articles whose facts are written at once."""
ARTICLE = ("id", "path", "outlet", "url", "title", "published", "language", "text", "text_sha256")
"""Columns of an article that compare reads."""
READABLE = ("en", None)
"""Languages whose figures and labels the rules read."""

FactRows = tuple[str, str, tuple[Figure, ...], tuple[Label, ...]]


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether facts and conflicts are those of the record, by these rules."""
    return layers.is_current(connection, "facts", compare.FACTS) and layers.is_current(
        connection, "conflicts", compare.VERSION
    )


# Facts


def make_facts(
    connection: sqlite3.Connection, engine: Engine, write: Callable[[list[FactRows]], None]
) -> None:
    """Make the figures and labels that are missing, a batch at a time.

    Args:
        connection: to read from.
        engine: does the work.
        write: keeps facts, in a transaction of its own.
    """
    known = dict(connection.execute("SELECT article_id, fingerprint FROM facts"))
    missing = [
        (id, mark) for id, mark in _fingerprints(connection).items() if known.get(id) != mark
    ]

    def batches() -> Iterator[list]:
        for first in range(0, len(missing), BATCH):
            part = missing[first : first + BATCH]
            read = Reading(connection, [id for id, _ in part])
            yield [(mark, *read.article(id)) for id, mark in part]

    pending: list[FactRows] = []
    for results in engine.map(_facts, batches(), prepare=_nothing):
        for found in results:
            if isinstance(found, Failure):
                raise RuntimeError(found.reason)
            pending.append(found)
        if len(pending) >= PENDING:
            write(pending)
            pending = []
    write(pending)


def _nothing() -> None:
    """Facts need no tool."""


def _facts(tool: None, batch: Sequence) -> list[FactRows]:
    return [
        (
            article.id,
            mark,
            figures(article, statements) if article.language in READABLE else (),
            labels(article, statements) if article.language in READABLE else (),
        )
        for mark, article, statements in batch
    ]


def _fingerprints(connection: sqlite3.Connection) -> dict[str, str]:
    """What the facts of each current article depend on."""
    said: dict[str, list[str]] = defaultdict(list)
    for article, *values in connection.execute(
        "SELECT article_id, statement.id, mode, type, said_on, nested_in, cue_start, source_start,"
        " actor_id, name, kind, role FROM statement"
        " LEFT JOIN speaker ON speaker.statement_id = statement.id"
        " ORDER BY article_id, statement.ordinal, speaker.ordinal"
    ):
        said[article].append("\x1f".join(map(str, values)))
    return {
        id: text_hash("\n".join((compare.FACTS, sha, published or "", *said.get(id, ()))))
        for id, sha, published in connection.execute(
            "SELECT id, text_sha256, published FROM article WHERE superseded_by IS NULL ORDER BY id"
        )
    }


def put_facts(connection: sqlite3.Connection, rows: Iterable[FactRows]) -> None:
    """Put articles' facts in the place of those before; the caller holds the transaction."""
    for id, mark, its_figures, its_labels in rows:
        for table in ("figure", "label", "facts"):
            connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (id,))
        _insert(connection, "figure", its_figures)
        _insert(connection, "label", its_labels)
        _insert(connection, "facts", [Facts(article_id=id, fingerprint=mark)])


def _insert(connection: sqlite3.Connection, table: str, nouns: Iterable) -> None:
    connection.executemany(TABLE[table].insert, [row(TABLE[table], each) for each in nouns])


def forget_facts(connection: sqlite3.Connection) -> None:
    """Drop what is kept of articles that are not current; the caller holds the transaction."""
    for table in ("figure", "label", "facts"):
        connection.execute(
            f"DELETE FROM {table} WHERE article_id IN"
            " (SELECT id FROM article WHERE superseded_by IS NOT NULL)"
        )
    layers.mark(connection, "facts", compare.FACTS)


# Reading


class Reading:
    """Articles with their statements as compare reads them, in few questions to the database."""

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[str]):
        """`ids` are articles; all their statements are read at once."""
        self._articles: dict[str, Article] = {}
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        few = len(ids) <= PENDING
        where = f"IN ({', '.join('?' * len(ids))})" if few else "NOT IN ('')"
        values = tuple(ids) if few else ()
        for each in connection.execute(
            f"SELECT {', '.join(ARTICLE)} FROM article WHERE id {where}",
            values,
        ):
            names = [
                "id",
                "path",
                "outlet",
                "url",
                "title",
                "published",
                "language",
                "text",
                "text_sha256",
            ]
            article = Article(**dict(zip(names, each, strict=True)))
            self._articles[article.id] = article
        inside = f"(SELECT id FROM statement WHERE article_id {where})"
        lists = [
            self._list(connection, table, columns, inside, values)
            for table, columns in (
                ("content", "span_start, span_end"),
                ("speaker", "actor_id, name, kind, role"),
                ("link", "name, kind, span_start, span_end"),
            )
        ]
        for each in connection.execute(
            "SELECT article_id, id, mode, type, cue_start, cue_end, source_start, source_end,"
            f" said_on, nested_in FROM statement WHERE article_id {where}"
            " ORDER BY article_id, ordinal",
            values,
        ):
            if each[0] in self._articles:
                self._statements[each[0]].append(self._statement(each, lists))

    @staticmethod
    def _list(connection, table: str, columns: str, inside: str, values) -> dict[str, list[tuple]]:
        found: dict[str, list[tuple]] = defaultdict(list)
        for id, *rest in connection.execute(
            f"SELECT statement_id, {columns} FROM {table} WHERE statement_id IN {inside}"
            " ORDER BY statement_id, ordinal",
            values,
        ):
            found[id].append(tuple(rest))
        return found

    def _statement(self, values: tuple, lists: list[dict[str, list[tuple]]]) -> Statement:
        article, id, mode, type, cue_a, cue_b, source_a, source_b, said_on, nested = values
        text = self._articles[article].text
        spans, speakers, links = (each.get(id, ()) for each in lists)

        def piece(start: int | None, end: int | None) -> Piece | None:
            return None if start is None else Piece(span=(start, end), text=text[start:end])

        return Statement(
            id=id,
            article_id=article,
            mode=mode,
            type=type,
            content=Content(spans=tuple(spans), text=pieces_text(text, tuple(spans))),
            cue=piece(cue_a, cue_b),
            source=piece(source_a, source_b),
            speakers=tuple(Speaker(id=s, name=n, kind=k, role=r) for s, n, k, r in speakers),
            chain=tuple(Link(name=n, kind=k, span=(a, b)) for n, k, a, b in links),
            said_on=said_on,
            nested_in=nested,
        )

    def article(self, id: str) -> tuple[Article, tuple[Statement, ...]]:
        """An article with its statements in order."""
        return self._articles[id], tuple(self._statements[id])


def kept_figures(
    connection: sqlite3.Connection, articles: Sequence[str] | None = None
) -> Iterator[Figure]:
    """The figures in the project, by article in order; all or those of some articles."""
    yield from _kept(connection, "figure", "article_id, span_start", articles)


def kept_labels(connection: sqlite3.Connection) -> Iterator[Label]:
    """The labels in the project, by article in order."""
    yield from _kept(connection, "label", "article_id, span_start")


def kept_positions(connection: sqlite3.Connection) -> Iterator[Position]:
    """The positions in the project."""
    yield from _kept(connection, "position", "article_id, statement_id, actor_id")


def conflicts_of(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Conflict]:
    """Conflicts by their ids, in this order; those that are not there are left out."""
    names = TABLE["conflict"].names
    rows = connection.execute(
        f"SELECT {', '.join(names)} FROM conflict WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    known = {row[0]: noun("conflict", dict(zip(names, row, strict=True)), {}) for row in rows}
    return [known[id] for id in ids if id in known]


def _kept(
    connection: sqlite3.Connection, table: str, order: str, articles: Sequence[str] | None = None
) -> Iterator:
    names = TABLE[table].names
    where, asked = "", ()
    if articles is not None:
        where = "WHERE article_id IN (SELECT value FROM json_each(?))"
        asked = (json.dumps(list(articles)),)
    for values in connection.execute(
        f"SELECT {', '.join(names)} FROM {table} {where} ORDER BY {order}", asked
    ):
        yield noun(table, dict(zip(names, values, strict=True)), {})
