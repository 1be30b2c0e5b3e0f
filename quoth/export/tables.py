"""Tidy tables: one row a thing, one column a property, keys between them, and a codebook.

The tables and what their columns mean are those of the project file (`quoth/schema/`), less what
only the file needs, plus what a person would otherwise have to join or to slice: the text at a
span, an outlet and a date beside a statement, whole dates as dates.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from quoth.export.selection import Selection
from quoth.schema import TABLE, Table, column_meaning, hints, optional

Kind = Literal["text", "whole", "real", "truth", "day"]
"""VARCHAR, BIGINT, DOUBLE, BOOLEAN and DATE of Parquet."""

CHUNK = 10_000
"""Rows that are in memory at a time."""

LONG_CHUNK = 1_000
"""The same of articles: each has its whole text."""

CACHE_KIB = 131_072
"""What may be kept of the file in memory: what belongs to a statement is looked up by ids, which
lie all over the file."""

ROWS_OF = (
    "article",
    "author",
    "statement",
    "content",
    "speaker",
    "link",
    "actor",
    "alias",
    "appearance",
    "copy",
    "event",
    "happening",
    "claim",
    "voice",
    "member",
    "figure",
    "label",
    "position",
    "conflict",
    "concept",
    "coding",
    "judgement",
)
"""The tables of the project file that are exported, in this order."""

_STATEMENT = "SELECT id FROM chosen_statement"
_ARTICLE = "SELECT id FROM chosen_article"
_ACTOR = (
    "SELECT actor_id FROM appearance WHERE id IN"
    f" (SELECT actor_id FROM speaker WHERE statement_id IN ({_STATEMENT}))"
)
_CLAIM = f"SELECT claim_id FROM member WHERE statement_id IN ({_STATEMENT})"
_CONCEPT = f"SELECT concept_id FROM coding WHERE statement_id IN ({_STATEMENT})"
_EVENT = f"SELECT event_id FROM happening WHERE article_id IN ({_ARTICLE})"

SCOPE: dict[str, str] = {
    "article": f"id IN ({_ARTICLE})",
    "author": f"article_id IN ({_ARTICLE})",
    "statement": f"id IN ({_STATEMENT})",
    "content": f"statement_id IN ({_STATEMENT})",
    "speaker": f"statement_id IN ({_STATEMENT})",
    "link": f"statement_id IN ({_STATEMENT})",
    "actor": f"id IN ({_ACTOR})",
    "alias": f"actor_id IN ({_ACTOR})",
    "appearance": f"actor_id IN ({_ACTOR}) AND article_id IN ({_ARTICLE})",
    "copy": f"article_id IN ({_ARTICLE})",
    "event": f"id IN ({_EVENT})",
    "happening": f"article_id IN ({_ARTICLE})",
    "claim": f"id IN ({_CLAIM})",
    "voice": f"claim_id IN ({_CLAIM})",
    "member": f"statement_id IN ({_STATEMENT})",
    "figure": f"article_id IN ({_ARTICLE})",
    "label": f"article_id IN ({_ARTICLE})",
    "position": f"statement_id IN ({_STATEMENT})",
    "conflict": f"a_article_id IN ({_ARTICLE}) AND b_article_id IN ({_ARTICLE})",
    "concept": f"id IN ({_CONCEPT})",
    "coding": f"statement_id IN ({_STATEMENT})",
    "judgement": f"article IS NULL OR article IN ({_ARTICLE})",
}
"""Which rows of a table belong to a selection."""

PARTLY = ("judgement", "actor", "alias", "appearance", "event", "claim", "concept")
"""Tables that may hold what belongs to no article any more, whatever is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyColumn:
    """A column as it is exported."""

    name: str
    kind: Kind
    nullable: bool
    meaning: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyTable:
    """A table as it is exported."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[TidyColumn, ...]
    stored: tuple[str, ...]
    """Columns of the project file that its first columns are read from."""


MORE: dict[str, tuple[TidyColumn, ...]] = {
    "article": (
        TidyColumn(
            name="published_day",
            kind="day",
            nullable=True,
            meaning="the day of `published`; empty unless it is known to the day",
        ),
    ),
    "statement": (
        TidyColumn(
            name="content_text",
            kind="text",
            nullable=False,
            meaning="what is said: the text at the pieces of `content`, joined by a space",
        ),
        TidyColumn(
            name="cue_text", kind="text", nullable=True, meaning="the article's text at the cue"
        ),
        TidyColumn(
            name="source_text",
            kind="text",
            nullable=True,
            meaning="the article's text at the source",
        ),
        TidyColumn(
            name="speakers",
            kind="text",
            nullable=True,
            meaning="the speakers' names, joined by a semicolon; `speaker` has a row for each",
        ),
        TidyColumn(
            name="chain",
            kind="text",
            nullable=True,
            meaning="the intermediaries' names, the nearest to the speaker first, joined by a "
            "semicolon; `link` has a row for each",
        ),
        TidyColumn(name="outlet", kind="text", nullable=True, meaning="who published the article"),
        TidyColumn(
            name="published_day",
            kind="day",
            nullable=True,
            meaning="the day the article was published; empty unless it is known to the day",
        ),
        TidyColumn(
            name="said_day",
            kind="day",
            nullable=True,
            meaning="the day of `said_on`; empty unless it is known to the day",
        ),
    ),
}
"""Columns that are made for the export, at the end of their tables."""


@cache
def tables() -> tuple[TidyTable, ...]:
    """The tables with their columns: the declaration that files and codebook are made from."""
    return tuple(_tidy(TABLE[name]) for name in ROWS_OF)


def _tidy(table: Table) -> TidyTable:
    kept = [
        column
        for column in table.columns
        if column.path or table.owner or column.name in ("ordinal", "superseded_by")
        if column.type != "BLOB" and column.name not in ("number", "superseded_by")
    ]
    columns = [
        TidyColumn(
            name=column.name,
            kind=_kind(table, column),
            nullable=column.nullable,
            meaning=column_meaning(table, column),
            choices=column.choices,
        )
        for column in kept
    ]
    return TidyTable(
        name=table.name,
        meaning=table.meaning,
        key=table.key,
        columns=(*columns, *MORE.get(table.name, ())),
        stored=tuple(column.name for column in kept),
    )


def _kind(table: Table, column: Any) -> Kind:
    noun: Any = table.noun
    for step in column.path:
        if (
            isinstance(step, int)
            or not isinstance(noun, type)
            or not hasattr(noun, "__dataclass_fields__")
        ):
            break
        noun = optional(hints(noun)[step])[0]
    if noun is bool:
        return "truth"
    return {"TEXT": "text", "INTEGER": "whole", "REAL": "real"}[column.type]


def rows(
    selection: Selection, names: Collection[str] | None = None
) -> Iterator[tuple[TidyTable, Iterator[list[tuple]]]]:
    """Each table with its rows, in chunks; ask for the next table when these are read.

    Values are str, int, float, bool, `datetime.date` or None.

    Args:
        selection: of what.
        names: only these tables.
    """
    with closing(_reading(selection)) as connection:
        everything = selection.everything and not _has_old(connection)
        for table in tables():
            if names is None or table.name in names:
                whole = everything and table.name not in PARTLY
                yield table, _chunks(connection, table, "1" if whole else SCOPE[table.name])


def _has_old(connection: sqlite3.Connection) -> bool:
    """Whether there are versions of articles that newer ones have superseded."""
    sql = "SELECT 1 FROM article WHERE superseded_by IS NOT NULL LIMIT 1"
    return connection.execute(sql).fetchone() is not None


def _reading(selection: Selection) -> sqlite3.Connection:
    """A connection of its own, at one moment of the file, that knows what was chosen."""
    path = selection.project.path.absolute()
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("PRAGMA temp_store = FILE")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute("BEGIN")
    if selection.everything and not _has_old(connection):
        # Nothing is left out: no list of what was chosen is needed.
        for name in ("statement", "article"):
            connection.execute(f"CREATE TEMP VIEW chosen_{name} AS SELECT id FROM {name}")
        return connection
    connection.execute("CREATE TEMP TABLE chosen_statement (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("CREATE TEMP TABLE chosen_article (id TEXT PRIMARY KEY) WITHOUT ROWID")
    if selection.everything:
        connection.execute(
            "INSERT INTO chosen_article SELECT id FROM article WHERE superseded_by IS NULL"
        )
        connection.execute(
            "INSERT INTO chosen_statement SELECT id FROM statement WHERE article_id IN"
            f" ({_ARTICLE})"
        )
    else:
        for article, statements in selection.articles():
            connection.execute("INSERT OR IGNORE INTO chosen_article VALUES (?)", (article.id,))
            connection.executemany(
                "INSERT OR IGNORE INTO chosen_statement VALUES (?)",
                [(statement.id,) for statement in statements],
            )
    return connection


def _chunks(connection: sqlite3.Connection, table: TidyTable, scope: str) -> Iterator[list[tuple]]:
    order = ", ".join(table.key)
    if table.name == "statement":
        order = "article_id, ordinal"
    columns = (*table.stored, *(OF_STATEMENT if table.name == "statement" else ()))
    found = connection.execute(
        f"SELECT {', '.join(columns)} FROM {table.name} WHERE {scope} ORDER BY {order}"
    )
    more = {"article": _more_article, "statement": _MoreStatement(connection)}.get(table.name)
    names = table.stored
    truths = [n for n, column in enumerate(table.columns) if column.kind == "truth"]
    while chunk := found.fetchmany(LONG_CHUNK if table.name == "article" else CHUNK):
        if truths:
            chunk = [_with_truths(row, truths) for row in chunk]
        if more is not None:
            chunk = more(names, chunk)
        yield chunk


def _with_truths(row: tuple, truths: Sequence[int]) -> tuple:
    made = list(row)
    for n in truths:
        made[n] = None if made[n] is None else bool(made[n])
    return tuple(made)


def _more_article(names: Sequence[str], chunk: list[tuple]) -> list[tuple]:
    at = names.index("published")
    return [(*row, day_of(row[at])) for row in chunk]


OF_STATEMENT = tuple(
    f"(SELECT group_concat({what}, '{between}') FROM (SELECT * FROM {table}"
    " WHERE statement_id = statement.id ORDER BY ordinal))"
    for table, what, between in (
        ("content", "span_start || '-' || span_end", " "),
        ("speaker", "name", "; "),
        ("link", "name", "; "),
    )
)
"""What `_MoreStatement` makes columns of: looked up beside each row, in its order."""


class _MoreStatement:
    """The columns of a statement that come from its article, its pieces, speakers and links."""

    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection
        self.article: tuple[str, str, str | None, date | None] = ("", "", None, None)

    def __call__(self, names: Sequence[str], chunk: list[tuple]) -> list[tuple]:
        place = {name: n for n, name in enumerate(names)}
        of_article, said_on = place["article_id"], place["said_on"]
        parts = [(place[f"{part}_start"], place[f"{part}_end"]) for part in ("cue", "source")]
        made = []
        for *row, pieces, speakers, links in chunk:
            text, outlet, published = self._article(row[of_article])
            spans = [piece.partition("-") for piece in (pieces or "").split()]
            made.append(
                (
                    *row,
                    " ".join(text[int(start) : int(end)] for start, _, end in spans),
                    *(
                        None if row[start] is None else text[row[start] : row[end]]
                        for start, end in parts
                    ),
                    speakers or None,
                    links or None,
                    outlet,
                    published,
                    day_of(row[said_on]),
                )
            )
        return made

    def _article(self, id: str) -> tuple[str, str | None, date | None]:
        if self.article[0] != id:
            text, outlet, published = self.connection.execute(
                "SELECT text, outlet, published FROM article WHERE id = ?", (id,)
            ).fetchone()
            self.article = (id, text, outlet, day_of(published))
        return self.article[1:]


def day_of(written: str | None) -> date | None:
    """The day of an ISO date or date-time; None for a part of a date and for what is none."""
    if not written or len(written) < 10:
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


# The codebook

TYPES: dict[Kind, str] = {
    "text": "text",
    "whole": "whole number",
    "real": "number",
    "truth": "true or false",
    "day": "date",
}


def codebook() -> str:
    """Every table and column with type and meaning, in Markdown."""
    parts = ["# Codebook", "", "Offsets are code points of the article's text, half-open.", ""]
    for table in tables():
        parts += [f"## {table.name}", "", table.meaning, "", f"Key: {', '.join(table.key)}.", ""]
        parts += ["| column | type | meaning |", "|---|---|---|"]
        for column in table.columns:
            kind = TYPES[column.kind] + (", may be empty" if column.nullable else "")
            meaning = column.meaning
            if column.choices:
                meaning += f" ({', '.join(column.choices)})"
            parts.append(f"| `{column.name}` | {kind} | {meaning} |")
        parts.append("")
    return "\n".join(parts)


def codebook_json() -> dict[str, Any]:
    """The same for programs."""
    return {
        table.name: {
            "meaning": table.meaning,
            "key": list(table.key),
            "columns": [
                {
                    "name": column.name,
                    "type": column.kind,
                    "nullable": column.nullable,
                    "meaning": column.meaning,
                    **({"choices": list(column.choices)} if column.choices else {}),
                }
                for column in table.columns
            ],
        }
        for table in tables()
    }


def write_codebook(folder: Path) -> None:
    """`codebook.md` and `codebook.json` beside the tables."""
    (folder / "codebook.md").write_text(codebook(), encoding="utf-8")
    made = json.dumps(codebook_json(), ensure_ascii=False, indent=1)
    (folder / "codebook.json").write_text(made + "\n", encoding="utf-8")
