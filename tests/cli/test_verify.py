from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from quoth.cli import commands
from quoth.running import run
from quoth.store import Project


@pytest.fixture
def project(tmp_path, page, fake_model):
    run(tmp_path / "p.quoth", [page], workers=1)
    return tmp_path / "p.quoth"


def invoke(*arguments):
    return CliRunner().invoke(commands, [str(a) for a in arguments])


def test_json(project):
    result = invoke("verify", project, "--workers", "1")
    assert result.exit_code == 0, result.output
    assert json.loads(result.output) == {
        "articles": 1,
        "statements": 2,
        "fitting": 2,
        "in_originals": 1,
        "not_kept": 0,
        "reread": 0,
        "reasons": {},
        "problems": [],
    }


def test_what_no_longer_fits_is_named(project):
    with Project.open(project, write=True) as opened:
        opened._connection.execute("UPDATE statement SET cue_end = cue_end + 1 WHERE ordinal = 0")
    result = invoke("verify", project, "--workers", "1", "--table")
    assert result.exit_code == 1
    assert "1 of 2 statements" in result.output
    assert "the statement is not in the text where it was found" in result.output
    result = invoke("verify", project, "--workers", "1", "--json", "--no-originals")
    (problem,) = json.loads(result.output)["problems"]
    assert problem["kind"] == "statement" and problem["path"].endswith("page.txt")


def test_an_article_that_is_not_there(project):
    result = invoke("verify", project, "--article", "none.txt")
    assert result.exit_code == 2 and "no article" in result.output
