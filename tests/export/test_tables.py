from __future__ import annotations

import csv
import json
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings

from quoth.export import export, tables_parquet
from quoth.export.tables import codebook, codebook_json, day_of, tables
from quoth.schema import TABLE
from tests.export.builders import corpora, project_of, statements_of
from tests.export.test_export import CORPUS

DUCK = {
    "text": "VARCHAR",
    "whole": "BIGINT",
    "real": "DOUBLE",
    "truth": "BOOLEAN",
    "day": "DATE",
}


def read_csv(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@settings(max_examples=8)
@given(corpora())
def test_both_forms_give_every_statement_back(corpus):
    with project_of(corpus) as (project, folder):
        export(project, folder / "csv", format="csv")
        export(project, folder / "parquet", format="parquet")
        wanted = statements_of(project)
        rows = {row["id"]: row for row in read_csv(folder / "csv", "statement")}
        found = duckdb.sql(f"SELECT * FROM '{folder}/parquet/statement.parquet'")
        columns = found.columns
        packed = {row[0]: dict(zip(columns, row, strict=True)) for row in found.fetchall()}
        assert set(rows) == set(packed) == set(wanted)
        for id, (statement, article) in wanted.items():
            one = packed[id]
            assert one["content_text"] == rows[id]["content_text"] == statement.content.text
            assert one["cue_text"] == (statement.cue and statement.cue.text)
            assert one["speakers"] == ("; ".join(s.name for s in statement.speakers) or None)
            assert (one["outlet"], one["mode"]) == (article.outlet, statement.mode)
            assert one["published_day"] == day_of(article.published)
            assert one["confidence"] == statement.confidence
        texts = dict(
            duckdb.sql(f"SELECT id, text FROM '{folder}/parquet/article.parquet'").fetchall()
        )
        assert texts == {article.id: article.text for article, _ in corpus}


def test_parquet_has_the_documented_types():
    with project_of(CORPUS) as (project, folder):
        project.find_concepts()
        export(project, folder / "p", format="parquet")
        described = json.loads((folder / "p" / "codebook.json").read_text(encoding="utf-8"))
        for table in tables():
            found = duckdb.sql(f"DESCRIBE SELECT * FROM '{folder}/p/{table.name}.parquet'")
            kinds = {row[0]: row[1] for row in found.fetchall()}
            assert kinds == {column.name: DUCK[column.kind] for column in table.columns}
            assert [c["name"] for c in described[table.name]["columns"]] == list(kinds)


def test_only_what_was_chosen_and_what_belongs_to_it():
    with project_of(CORPUS) as (project, folder):
        export(project, folder / "c", format="csv", speaker="Ada Vale")
        assert [row["outlet"] for row in read_csv(folder / "c", "article")] == ["The Tide"]
        assert [row["name"] for row in read_csv(folder / "c", "actor")] == ["Ada Vale"]
        (statement,) = read_csv(folder / "c", "statement")
        (speaker,) = read_csv(folder / "c", "speaker")
        assert speaker["statement_id"] == statement["id"]


def test_the_codebook_has_every_column_and_a_meaning_for_each():
    text = codebook()
    for name, table in codebook_json().items():
        assert f"## {name}" in text and TABLE[name].meaning == table["meaning"]
        for column in table["columns"]:
            assert column["meaning"], (name, column["name"])
            assert f"| `{column['name']}` |" in text


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-02-17", date(2024, 2, 17)),
        ("2024-02-17T06:30:00+02:00", date(2024, 2, 17)),
        ("2024-02", None),
        ("2024", None),
        (None, None),
        ("17 February", None),
    ],
)
def test_only_whole_dates_are_days(written, day):
    assert day_of(written) == day


def test_two_processes_write_the_same(tmp_path, monkeypatch):
    with project_of(CORPUS) as (project, _):
        one = export(project, tmp_path / "one", format="parquet")
        monkeypatch.setattr(tables_parquet, "MANY", 1)
        monkeypatch.setattr(tables_parquet, "cores", lambda: 2)
        alone = tables_parquet._written
        monkeypatch.setattr(tables_parquet, "_written", pytest.fail)
        two = export(project, tmp_path / "two", format="parquet")
        assert one == two and list(one.rows) == list(two.rows)
        for table in tables():
            rows = [
                duckdb.sql(f"SELECT * FROM '{tmp_path}/{name}/{table.name}.parquet'").fetchall()
                for name in ("one", "two")
            ]
            assert rows[0] == rows[1], table.name
        # Where somebody wrote to the project meanwhile, it is read again, at one moment.
        stamps = iter("ab")
        monkeypatch.setattr(tables_parquet, "stamp", lambda path: next(stamps))
        monkeypatch.setattr(tables_parquet, "_written", alone)
        assert export(project, tmp_path / "again", format="parquet") == one


def test_old_versions_and_what_belongs_to_them_stay_out(tmp_path):
    with project_of(CORPUS) as (project, _):
        whole = export(project, tmp_path / "whole", format="parquet").rows
        old, new = [article.id for article in project.articles()][:2]
        left = sum(1 for _ in project.article(old)[1])
        project._connection.execute("UPDATE article SET superseded_by = ? WHERE id = ?", (new, old))
        rest = export(project, tmp_path / "rest", format="parquet").rows
    assert (rest["article"], rest["statement"]) == (whole["article"] - 1, whole["statement"] - left)
    assert left > 0
