"""docs/project.md is executed: its queries run, its codebook is that of the schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quoth import schema
from quoth.store import Project
from tests.store.builders import keep, told

PAGE = Path(__file__).parents[2] / "docs" / "project.md"
BLOCK = re.compile(r"```(sql|python)\n(.*?)```", re.DOTALL)
BLOCKS = BLOCK.findall(PAGE.read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Project.open("affair.quoth", create=True) as opened:
        article, statements = told(
            "[S Mira Tolland] [C denied] that [Q the bridge 🚧 is at risk].",
            outlet="Calder Post",
            published="2024-05-12",
            type="denial",
        )
        keep(opened, article, statements)
        opened.join()
        other = told("", path="empty.txt")[0]
        connection = opened._connection
        connection.execute(
            "INSERT INTO input VALUES (?, NULL, NULL, 'skipped', 'read', 'empty', 'x', NULL)",
            (other.path,),
        )
        yield opened


@pytest.mark.parametrize("query", [code for language, code in BLOCKS if language == "sql"])
def test_the_queries_find_something(project, query):
    rows = project._connection.execute(query).fetchall()
    assert len(rows) == 1
    assert {"Mira Tolland", "empty.txt", None} & {*rows[0]}


@pytest.mark.parametrize("code", [code for language, code in BLOCKS if language == "python"])
def test_the_programs_print_the_statement_or_that_it_stands(project, code, capsys):
    names: dict = {}
    exec(code, names)  # the page's own text
    if hasattr(names["project"], "close"):
        names["project"].close()
    printed = capsys.readouterr().out
    expected = "1 of 1 statements stand" if "verify()" in code else "the bridge 🚧 is at risk"
    assert expected in printed


def test_the_codebook_is_that_of_the_schema():
    page = PAGE.read_text(encoding="utf-8")
    begin = "<!-- codebook: written by `python -m quoth.schema` from quoth/model/ -->\n"
    written = page.partition(begin)[2].partition("<!-- end of codebook -->")[0]
    assert written.strip() == schema.codebook().strip()
