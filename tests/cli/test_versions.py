from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from quoth.cli import commands
from quoth.running import run


def invoke(*arguments):
    return CliRunner().invoke(commands, [str(a) for a in arguments])


@pytest.fixture
def project(tmp_path, page, fake_model):
    """An article that was changed once, and one that was not."""
    other = tmp_path / "other.txt"
    other.write_text('A ship ran aground\n\n"All are well," said Ada Moor.')
    run(tmp_path / "p.quoth", [page, other], workers=1)
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("in May", "in June").replace('"Nobody was asked," said Joren Pike.', ""),
        encoding="utf-8",
    )
    run(tmp_path / "p.quoth", [page], workers=1)
    return tmp_path / "p.quoth"


def test_the_list(project):
    result = invoke("versions", project)
    (row,) = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert row["versions"] == 2 and row["path"].endswith("page.txt")
    assert row["first_seen"] <= row["last_seen"]
    assert row["id"][:8] in invoke("versions", project, "--table").output
    assert "1 changed since first seen" in invoke("info", project, "--table").output


def test_one_article(project):
    result = invoke("versions", project, "page.txt", "--table")
    assert result.exit_code == 1  # something was found
    assert "[-May-]{+June+}" in result.output
    assert "statement changed (content)" in result.output
    assert "statement gone" in result.output and "Nobody was asked" in result.output


def test_json(project):
    first, second = [
        json.loads(line) for line in invoke("versions", project, "page.txt").output.splitlines()
    ]
    assert first["text"] is None and not first["current"] and second["current"]
    assert ["out", "May"] in second["text"] and ["in", "June"] in second["text"]
    assert [one["change"] for one in second["statements"]] == ["changed", "gone"]
    assert second["statements"][0]["fields"] == ["content"]
    assert second["captures"][0]["original"]


def test_an_article_that_has_not_changed(project):
    result = invoke("versions", project, "other.txt", "--table")
    assert result.exit_code == 0 and "has not changed" in result.output
