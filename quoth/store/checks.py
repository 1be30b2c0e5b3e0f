"""What a doctor looks at: each check gives findings, each finding may carry its repair."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quoth import schema
from quoth.schema import TABLES
from quoth.store import layers, lock, shape
from quoth.store.index import INDEXED, refill

SAMPLE = 300
"""Rows of each full-text index that are looked up by their own words."""

WORDS = 6
"""How many words of a row make the phrase that must find it."""

State = Literal["note", "wrong", "repaired", "beyond repair"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be."""

    check: str
    """Name of the check, as in `CHECKS`."""
    state: State
    """note: no damage, worth knowing; wrong: found, not repaired (yet)."""
    what: str
    advice: str = ""
    rows: int = 0
    """How many rows it is about."""
    repair: Callable[[sqlite3.Connection], object] | None = None


def integrity(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """The file's own structure."""
    try:
        said = [line for (line,) in connection.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as error:
        said = [str(error)]
    if said == ["ok"]:
        return
    only_indexes = all(_of_an_index(line) for line in said)
    yield Finding(
        check="integrity",
        state="wrong" if only_indexes else "beyond repair",
        what="; ".join(said[:3]) + ("; …" if len(said) > 3 else ""),
        advice=""
        if only_indexes
        else f"restore a copy ({copies(path)}), or run the inputs into a new project; what can "
        f"still be read: sqlite3 {path} .recover",
        rows=len(said),
        repair=(lambda c: c.execute("REINDEX")) if only_indexes else None,
    )


def _of_an_index(line: str) -> bool:
    return " missing from index " in line or line.startswith("wrong # of entries in index ")


def copies(path: Path) -> str:
    """The copies that earlier migrations and repairs left beside a project."""
    found = sorted(path.parent.glob(f"{path.name}.*.bak"))
    return ", ".join(one.name for one in found) if found else "none lies beside it"


def tables(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Tables, columns, indexes and views are those of this version."""
    found = shape.drift(connection)
    if found:

        def repair(c: sqlite3.Connection) -> None:
            for index in shape.reshape(c):
                refill(c, index)

        yield Finding(
            check="tables",
            state="wrong",
            what="; ".join(found[:5]) + ("; …" if len(found) > 5 else ""),
            rows=len(found),
            repair=repair,
        )


def references(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Every row that refers to another finds it."""
    lost: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        lost[table, parent] = lost.get((table, parent), 0) + 1
    for (table, parent), rows in sorted(lost.items()):
        keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        column = next(key[3] for key in keys if key[2] == parent)
        yield Finding(
            check="references",
            state="wrong",
            what=f"rows of {table} that are of no {parent}",
            rows=rows,
            repair=_remover(table, column, parent),
        )
    for table, column, parent, meaning in SOFT:
        where = f"{column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"
        rows = _count(connection, table, where)
        if rows:
            yield Finding(
                check="references",
                state="wrong",
                what=f"rows of {table} whose {column} is no {parent}: {meaning}",
                rows=rows,
                repair=_setter(table, column, where),
            )


SOFT = (
    ("article", "superseded_by", "article", "they are current again"),
    ("statement", "nested_in", "statement", "they stand by themselves"),
    ("input", "article_id", "article", "they are read again by the next run"),
)
"""References that the database does not guard: table, column, what it refers to, what then."""


def _remover(table: str, column: str, parent: str) -> Callable[[sqlite3.Connection], object]:
    return lambda c: c.execute(
        f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM {parent})"
    )


def _setter(table: str, column: str, where: str) -> Callable[[sqlite3.Connection], object]:
    # An input whose article is gone must not pass for unchanged.
    also = ", fingerprint = NULL" if table == "input" else ""
    return lambda c: c.execute(f"UPDATE {table} SET {column} = NULL{also} WHERE {where}")


def _count(connection: sqlite3.Connection, table: str, where: str) -> int:
    return connection.execute(f"SELECT COUNT(*) FROM {table} WHERE {where}").fetchone()[0]


def versions(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """No article is superseded by itself in the end."""
    successors = dict(
        connection.execute("SELECT id, superseded_by FROM article WHERE superseded_by IS NOT NULL")
    )
    circles = set()
    for id in successors:
        way: list[str] = []
        while id in successors and id not in way:
            way.append(id)
            id = successors[id]
        if id in way:
            circles.add(frozenset(way[way.index(id) :]))
    numbers = dict(connection.execute("SELECT id, number FROM article").fetchall())
    in_circles = sorted(max(circle, key=numbers.__getitem__) for circle in circles)
    if in_circles:
        yield Finding(
            check="versions",
            state="wrong",
            what="articles that supersede one another in a circle: the last one is current",
            rows=len(in_circles),
            repair=lambda c: c.executemany(
                "UPDATE article SET superseded_by = NULL WHERE id = ?",
                [(id,) for id in in_circles],
            ),
        )


def inputs(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """An article belongs to one input."""
    twice = (
        "status != 'duplicate' AND article_id IS NOT NULL AND EXISTS (SELECT 1 FROM input AS other"
        " WHERE other.article_id = input.article_id AND other.status != 'duplicate'"
        " AND other.path < input.path)"
    )
    rows = _count(connection, "input", twice)
    if rows:
        yield Finding(
            check="inputs",
            state="wrong",
            what="inputs with an article that belongs to another input: they are duplicates",
            rows=rows,
            repair=lambda c: c.execute(
                "UPDATE input SET status = 'duplicate', stage = 'read', advice = NULL,"
                " reason = 'the same article as another input'"
                f" WHERE {twice}"
            ),
        )


def search(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """The full-text indexes hold every row, no other, under its own words."""
    for index in INDEXED:
        table = index.removesuffix("_search")
        reason = None
        try:
            connection.execute(f"SELECT rowid FROM {index}('a') LIMIT 1").fetchone()
            missing = connection.execute(
                f"SELECT COUNT(*) FROM {table} WHERE number NOT IN (SELECT id FROM {index}_docsize)"
            ).fetchone()[0]
            surplus = connection.execute(
                f"SELECT COUNT(*) FROM {index}_docsize WHERE id NOT IN (SELECT number FROM {table})"
            ).fetchone()[0]
            if missing or surplus:
                reason = f"{missing:,} rows are missing and {surplus:,} are no longer there"
            elif lost := _not_found(connection, index, table):
                reason = f"of {SAMPLE} rows looked up {lost} are not found by their own words"
        except sqlite3.DatabaseError as error:
            reason = str(error)
        if reason:
            yield Finding(
                check="search",
                state="wrong",
                what=f"the search index of the table {table}: {reason}",
                rows=1,
                repair=_refiller(index),
            )


def _refiller(index: str) -> Callable[[sqlite3.Connection], object]:
    def repair(connection: sqlite3.Connection) -> None:
        connection.execute(f"DROP TABLE IF EXISTS {index}")
        (made_by,) = [thing.sql for thing in shape.wanted() if thing.name == index]
        connection.execute(made_by)
        refill(connection, index)

    return repair


def _not_found(connection: sqlite3.Connection, index: str, table: str) -> int:
    """How many rows of a sample spread over the table are not found by their own words."""
    from quoth.store.search import match

    (last,) = connection.execute(f"SELECT MAX(number) FROM {table}").fetchone()
    if last is None:
        return 0
    step = max(1, last // SAMPLE)
    lost = 0
    for number in range(1, last + 1, step):
        words = _words(connection, table, number)
        phrase = words and match('"' + " ".join(words.replace('"', " ").split()[:WORDS]) + '"')
        if not phrase:
            continue
        found = connection.execute(
            f"SELECT 1 FROM {index}(?) WHERE rowid = ?", (phrase, number)
        ).fetchone()
        lost += found is None
    return lost


def _words(connection: sqlite3.Connection, table: str, number: int) -> str | None:
    if table == "article":
        row = connection.execute(
            "SELECT substr(text, 1, 500) FROM article WHERE number = ?", (number,)
        ).fetchone()
    else:
        row = connection.execute(
            "SELECT substr(article.text, span_start + 1, span_end - span_start) FROM statement"
            " JOIN article ON article.id = statement.article_id"
            " JOIN content ON content.statement_id = statement.id AND content.ordinal = 0"
            " WHERE statement.number = ?",
            (number,),
        ).fetchone()
    return row and row[0]


def texts(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Every text has its hash, every statement stands in its text; see `verify`."""
    from quoth.store import originals, verify

    archives = originals.Archives()
    for (id,) in connection.execute("SELECT id FROM article ORDER BY number").fetchall():
        item = verify.item(connection, id, look=False)
        if item is None:
            continue
        checked = verify.check(item, archives)
        if not checked.problems:
            continue
        damaged = any(problem.kind == "text" for problem in checked.problems)
        text = None
        if damaged:
            text = verify.restored(verify.item(connection, id, look=True), archives)
        first = checked.problems[0]
        about = f"article {id} ({item.article.path}): {first.reason}"
        if text is not None:
            yield Finding(
                check="texts",
                state="wrong",
                what=f"{about}; its original has the text that was read",
                rows=1,
                repair=_restorer(id, text),
            )
        elif damaged:
            yield Finding(
                check="texts",
                state="beyond repair",
                what=about,
                advice="restore a copy; or run the input again: it becomes a new version",
                rows=1,
            )
        else:
            yield Finding(
                check="texts",
                state="wrong",
                what=f"article {id} ({item.article.path}): statements that are not where they "
                f"were found; {first.reason}; the next run finds its statements anew",
                rows=len(checked.problems),
                repair=_forgetter(id),
            )


def _restorer(id: str, text: str) -> Callable[[sqlite3.Connection], object]:
    def repair(connection: sqlite3.Connection) -> None:
        # The search index is that of the text that was read: it is right again by itself.
        connection.execute("UPDATE article SET text = ? WHERE id = ?", (text, id))

    return repair


def _forgetter(id: str) -> Callable[[sqlite3.Connection], object]:
    return lambda c: c.execute("UPDATE article SET model = NULL WHERE id = ?", (id,))


def kept(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Every original is what its hash says; what was to be kept is there."""
    from quoth.store import originals

    damaged = []
    for (sha256,) in connection.execute("SELECT sha256 FROM original WHERE data IS NOT NULL"):
        found = originals.original(connection, sha256)
        try:
            originals.unpack(found)
        except originals.OriginalLost:
            damaged.append(sha256)
    if damaged:
        yield Finding(
            check="originals",
            state="wrong",
            what="originals that are damaged: they are kept anew when their inputs are run again",
            rows=len(damaged),
            repair=lambda c: c.executemany(
                "DELETE FROM original WHERE sha256 = ?", [(one,) for one in damaged]
            ),
        )
    without = connection.execute(
        "SELECT COUNT(*) FROM article WHERE NOT EXISTS (SELECT 1 FROM capture JOIN original"
        " ON original.sha256 = capture.original WHERE capture.article_id = article.id)"
    ).fetchone()[0]
    if without:
        yield Finding(
            check="originals",
            state="note",
            what="articles without an original",
            advice="run their inputs again to keep them: nothing is extracted anew",
            rows=without,
        )


def log(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """What was written stands in the file itself, and no lock of a dead job lies about."""
    if lock.is_left_over(path):
        yield Finding(
            check="log",
            state="wrong",
            what="a lock whose holder was killed",
            rows=1,
            repair=lambda c: _unlock(path),
        )
    for number, started, words in connection.execute(
        "SELECT number, started, inputs FROM run WHERE ended IS NULL ORDER BY number DESC LIMIT 1"
    ).fetchall():
        last = connection.execute("SELECT MAX(number) FROM run").fetchone()[0]
        who = lock.holder(path)
        if number == last and (who is None or who.process == os.getpid()):
            yield Finding(
                check="log",
                state="note",
                what=f"the last run ({started}) did not come to its end",
                advice=f"it goes on with: quoth run {path} " + " ".join(words.split("\n")[:3]),
                rows=1,
            )


def _unlock(path: Path) -> None:
    with lock.alone(path):
        pass


def current(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """What is computed from the record is that of the record as it is."""
    from quoth import actors

    if not layers.is_current(connection, "actors", actors.VERSION):
        yield Finding(
            check="layers",
            state="wrong",
            what="the actors are not those of the statements as they are",
            rows=1,
            repair=_join,
        )
    others = [
        layer
        for layer in schema.LAYERS
        if layer != "actors"
        and layers.version(connection, layer) is None
        and _has(connection, layer)
    ]
    if others:
        yield Finding(
            check="layers",
            state="note",
            what=f"older than the statements: {', '.join(others)}",
            advice="they are made anew by the command that made them, or by the next run",
            rows=len(others),
        )


def _has(connection: sqlite3.Connection, layer: str) -> bool:
    return any(
        connection.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone()
        for table in TABLES
        if table.layer == layer
    )


def _join(connection: sqlite3.Connection) -> None:
    from quoth.engine import local_engine
    from quoth.store import actors

    engine = local_engine(1)
    try:
        rows = actors.seen(connection)
        actors.keep(connection, actors.joined(connection, rows, engine))
    finally:
        engine.close()


CHECKS: dict[str, Callable[[sqlite3.Connection, Path], Iterator[Finding]]] = {
    "integrity": integrity,
    "tables": tables,
    "references": references,
    "versions": versions,
    "inputs": inputs,
    "texts": texts,
    "search": search,
    "originals": kept,
    "log": log,
    "layers": current,
}
"""In an order in which each can rely on those before."""
