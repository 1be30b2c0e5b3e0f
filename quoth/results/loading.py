"""From a folder of results into a project: a slice of it, as `quoth run` would have kept it.

DuckDB reads the Parquet where it is. What it holds goes through the project's own recorder, in the
order of the inputs; so duplicates, versions of a page and judgements are what they are after
a run on one machine, and so is everything that is made of them.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.engine.local import TYPES
from quoth.errors import UsageError
from quoth.model import Article, Input, Statement
from quoth.results.columns import (
    ACTORS,
    COMPARED,
    EXTRACTED,
    GROUPED,
    MATCHED,
    MONTH,
    READ,
    kept,
)
from quoth.results.folder import ABOUT, SUCCESS, mark_of
from quoth.schema import TABLE
from quoth.store import Outcome, Project
from quoth.store.originals import Captured
from quoth.store.rows import noun
from quoth.store.search import check_date

if TYPE_CHECKING:
    import duckdb

    from quoth.engine import Engine

BATCH = 200
"""Inputs that are written in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What was brought into a project."""

    project: str
    inputs: int
    """Inputs of the slice; one of the next three is said of each."""
    articles: int
    unchanged: int
    """The project had them as they are."""
    others: int
    """Duplicates, and inputs that could not be read."""
    statements: int


def load(
    project: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    engine: Engine | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> LoadReport:
    """Bring results into a project file; the same command again changes nothing.

    Args:
        project: the project file, made where there is none.
        folder: of results, on this machine.
        outlet: only articles whose outlet's name contains this; case does not count.
        since: only articles published on this day, in this month or year, or later.
        until: likewise, or earlier. Without any of the three, inputs without an article come too.
        engine: joins and matches afterwards; without one, this machine.
        on_progress: called with inputs done and to do.

    Raises:
        UsageError: no such folder, or a date that cannot be.
        ProjectError: the project cannot be written.
    """
    check_date("since", since)
    check_date("until", until)
    with closing(_slice(Path(folder), outlet, since, until)) as results:
        (total,) = results.execute("SELECT COUNT(*) FROM input").fetchone()
        models = results.execute(
            "SELECT DISTINCT model FROM article WHERE model IS NOT NULL ORDER BY model"
        ).fetchall()
        inputs = articles = unchanged = statements = 0
        with Project.open(project, create=True) as opened, opened.alone():
            diary = opened.begin_run(
                model="; ".join(model for (model,) in models), inputs=[os.fspath(folder)]
            )
            for batch in _outcomes(results):
                inputs += len(batch)
                new = [outcome for outcome in batch if not _known(opened, outcome)]
                unchanged += len(batch) - len(new)
                written = opened.write(new)
                for outcome, given in zip(new, written, strict=True):
                    if outcome.article is not None and given.status != "duplicate":
                        articles += 1
                        statements += len(outcome.statements or ())
                if on_progress is not None:
                    on_progress(inputs, total)
            if outlet is since is until is None:
                _bring(results, opened, Path(folder))
            opened.find_conflicts(engine=engine)
            opened.end_run(diary)
    return LoadReport(
        project=os.fspath(project),
        inputs=inputs,
        articles=articles,
        unchanged=unchanged,
        others=inputs - articles - unchanged,
        statements=statements,
    )


def _bring(results: duckdb.DuckDBPyConnection, project: Project, folder: Path) -> None:
    """What the cluster found across articles, if the project holds exactly these articles.

    A slice, a project that held more, or one with judgements is matched here, as ever.
    """
    if not _is_matched(folder):
        return
    with_lists = partial(_nouns, results)
    brought = project.bring(
        articles={id for (id,) in results.execute("SELECT DISTINCT id FROM article").fetchall()},
        actors=lambda: with_lists("actor", "alias", "appearance"),
        copies=lambda: with_lists("copy"),
        events=lambda: with_lists("event", "happening"),
        claims=lambda: with_lists("claim", "voice", "member"),
    )
    if brought and _is_compared(folder):
        project.bring_conflicts(
            **{f"{name}s": with_lists(name) for name in COMPARED}, left_out=_left_out(folder)
        )
    if brought and _is_grouped(folder):
        project.bring_concepts(with_lists("concept", "coding"))


def _left_out(folder: Path) -> int:
    """How many pairs of articles were not held against each other by a key that many have."""
    import duckdb

    if not list((folder / "_stages" / "apart").glob("*.parquet")):
        return 0  # not one key
    with closing(duckdb.connect()) as connection:
        (found,) = connection.execute(
            "SELECT COALESCE(SUM(left_out), 0) FROM read_parquet(?)",
            [f"{folder}/_stages/apart/*.parquet"],
        ).fetchone()
    return int(found)


def _is_matched(folder: Path) -> bool:
    """Whether all that matching finds is there, of these statements and by these rules.

    It is not if the run was stopped before, or was made with other rules: what stands there then
    is of an earlier run.
    """
    from quoth.results.matching import rules

    of = _about(folder, "member").get("of")
    return _is_of(folder, mark_of("statement", of), "statement") and all(
        _is_of(folder, mark_of(name, rules(of)), name) for name in (*ACTORS, *MATCHED)
    )


def _is_compared(folder: Path) -> bool:
    """Whether, of what is matched here, conflicts are there too, by these rules."""
    from quoth.results.comparing import rules

    of = _about(folder, "member").get("of")
    return all(_is_of(folder, mark_of(name, rules(of)), name) for name in COMPARED)


def _is_grouped(folder: Path) -> bool:
    """Whether concepts are there too, by these rules."""
    from quoth.results.grouping import rules

    of = _about(folder, "member").get("of")
    return all(_is_of(folder, mark_of(name, rules(of)), name) for name in GROUPED)


def _is_of(folder: Path, mark: str, name: str) -> bool:
    """Whether a table is there, whole, and of this mark."""
    return (folder / name / SUCCESS).exists() and _about(folder, name).get("mark") == mark


def _about(folder: Path, name: str) -> dict[str, Any]:
    """What was noted of a table; empty if nothing was."""
    path = folder / name / ABOUT
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _nouns(results: duckdb.DuckDBPyConnection, table: str, *owned: str) -> list[Any]:
    """All nouns of a table, with their tuples."""
    lists: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for name in owned:
        single = name == "happening"
        for row in _all(results, name, f"{table}_id, ordinal"):
            element = row["article_id"] if single else noun(name, row, {})
            lists[row[f"{table}_id"]][name].append(element)
    order = "statements DESC, name, id" if table == "actor" else "ALL"
    return [noun(table, row, lists[row.get("id", "")]) for row in _all(results, table, order)]


def _all(results: duckdb.DuckDBPyConnection, table: str, order: str) -> Iterator[dict]:
    names = [one.name for one in kept(TABLE[table])]
    found = results.execute(f"SELECT {', '.join(names)} FROM all_{table} ORDER BY {order}")
    while rows := found.fetchmany(BATCH):
        yield from (dict(zip(names, row, strict=True)) for row in rows)


def _known(project: Project, outcome: Outcome) -> bool:
    given = project.input(outcome.input.path)
    if given is None or given.fingerprint != outcome.input.fingerprint:
        return False
    if given.fingerprint is None:
        return replace(given, article_id=None) == outcome.input
    if given.status == "duplicate" or given.article_id is None:
        return True
    return project.model_of(given.article_id) == outcome.model


def tables(folder: Path) -> duckdb.DuckDBPyConnection:
    """A folder of results as views in DuckDB, read in place.

    Raises:
        UsageError: it is no folder of results.
    """
    import duckdb

    if not (folder / "_stages").is_dir() or not (folder / "input").is_dir():
        raise UsageError(
            f"{folder} is no folder of results",
            advice="name what 'quoth run --engine spark --out' wrote; copy it here first if it is "
            "on another file system",
        )
    connection = duckdb.connect(":memory:")
    for name in (*READ, *EXTRACTED, *ACTORS, *MATCHED, *COMPARED, *GROUPED):
        places = sorted((folder / name).glob("**/*.parquet"))
        if places:
            pattern = str(folder / name / "**" / "*.parquet").replace("'", "''")
            source = (
                f"SELECT * FROM read_parquet('{pattern}', hive_partitioning = true,"
                " hive_types_autocast = false)"
            )
        else:
            columns = [f"CAST(NULL AS {TYPES[c.type]}) AS {c.name}" for c in kept(TABLE[name])]
            columns.append(f"CAST(NULL AS VARCHAR) AS {MONTH}")
            if name == "input":
                columns += ["CAST(NULL AS BIGINT) AS file_no", "CAST(NULL AS BIGINT) AS doc_no"]
            source = f"SELECT {', '.join(columns)} WHERE false"
        connection.execute(f"CREATE VIEW all_{name} AS {source}")
    return connection


def _slice(
    folder: Path, outlet: str | None, since: str | None, until: str | None
) -> duckdb.DuckDBPyConnection:
    """The rows that are asked for, as tables in memory."""
    connection = tables(folder)
    wheres, values = ["true"], []
    if outlet is not None:
        wheres.append("contains(lower(outlet), lower(?))")
        values.append(outlet)
    # As much of both dates as both have, as 'quoth find' has it; folders of other months stay shut.
    for bound, comparison in ((since, ">="), (until, "<=")):
        if bound is not None:
            wheres.append(
                f"substr(published, 1, {len(bound)}) {comparison} substr(?, 1, length(published))"
                f" AND ({MONTH} = 'unknown' OR substr({MONTH}, 1, 4) {comparison} ?)"
            )
            values += [bound, bound[:4]]
    connection.execute(
        f"CREATE TABLE article AS SELECT * FROM all_article WHERE {' AND '.join(wheres)}", values
    )
    everything = len(wheres) == 1
    connection.execute(
        "CREATE TABLE input AS SELECT * FROM all_input"
        + ("" if everything else " WHERE article_id IN (SELECT id FROM article)")
    )
    of_article = "article_id IN (SELECT id FROM article)"
    of_statement = "statement_id IN (SELECT id FROM statement)"
    for name, where in (
        ("author", of_article),
        ("capture", "path IN (SELECT path FROM input)"),
        ("statement", of_article),
        *((name, of_statement) for name in EXTRACTED[1:]),
    ):
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM all_{name} WHERE {where}")
    return connection


def _outcomes(results: duckdb.DuckDBPyConnection) -> Iterator[list[Outcome]]:
    """What became of each input, in their order, a batch at a time."""
    names = TABLE["input"].names
    given = results.execute(
        f"SELECT {', '.join(names)} FROM input ORDER BY file_no, doc_no"
    ).fetchall()
    for first in range(0, len(given), BATCH):
        inputs = [
            Input(**dict(zip(names, row, strict=True))) for row in given[first : first + BATCH]
        ]
        yield _batch(results, inputs)


def _batch(results: duckdb.DuckDBPyConnection, inputs: list[Input]) -> list[Outcome]:
    ids = sorted({one.article_id for one in inputs if one.article_id is not None})
    rows = partial(_rows, results)
    authors = _by(rows("author", "article_id", ids, "ordinal"), "article_id")
    articles = {
        row["id"]: (
            noun("article", row, {"author": [one["name"] for one in authors[row["id"]]]}),
            row["model"],
        )
        for row in rows("article", "id", ids, "id")
    }
    found = rows("statement", "article_id", ids, "ordinal")
    of = _by(found, "article_id")
    lists: dict[str, dict[str, list]] = {row["id"]: {} for row in found}
    makers: dict[str, Callable[[dict], Any]] = {
        "content": lambda row: (row["span_start"], row["span_end"]),
        **{name: partial(noun, name, lists={}) for name in EXTRACTED[2:]},
    }
    for name, made in makers.items():
        for row in rows(name, "statement_id", sorted(lists), "ordinal"):
            lists[row["statement_id"]].setdefault(name, []).append(made(row))
    captures = {
        row["path"]: noun("capture", row, {})
        for row in rows("capture", "path", [one.path for one in inputs], "path")
    }

    def statements(article: Article) -> tuple[Statement, ...]:
        return tuple(
            noun("statement", row, lists[row["id"]], article.text) for row in of[article.id]
        )

    made = []
    for given in inputs:
        capture = captures.get(given.path)
        captured = capture and Captured(capture=capture, originals=())
        plain = replace(given, article_id=None)
        if given.article_id is None:
            made.append(Outcome(input=plain, captured=captured))
            continue
        article, model = articles[given.article_id]
        if given.status == "duplicate":
            # The same text of the same page; perhaps under another address, so another id.
            own = replace(article, id=capture.article_id, path=given.path)
            plain = replace(plain, status="done", stage=None, reason=None)
            made.append(Outcome(input=plain, article=own, captured=captured, model=model))
            continue
        made.append(
            Outcome(
                input=plain,
                article=article,
                captured=captured,
                statements=None if model is None else statements(article),
                model=model,
            )
        )
    return made


def _rows(
    results: duckdb.DuckDBPyConnection, table: str, column: str, wanted: list[str], order: str
) -> list[dict]:
    names = [one.name for one in kept(TABLE[table])]
    found = results.execute(
        f"SELECT {', '.join(names)} FROM {table}"
        f" WHERE {column} IN (SELECT unnest(CAST(? AS VARCHAR[]))) ORDER BY {order}",
        [wanted],
    ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


def _by(rows: list[dict], column: str) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
