"""`quoth show --why`: the grounds of what was resolved."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from quoth.cli.why import said
from quoth.model import Ground, Link
from quoth.store import Project
from tests.store.builders import keep, told

REASON = "pronoun; the last speaker, 2 sentences earlier"


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "affair.quoth"
    article, (statement,) = told("[S She] [C said] [Q it holds].", path="pages/a.txt")
    grounds = (
        Ground(field="speakers", reason=REASON, confidence=0.9),
        Ground(field="chain", reason="an outlet named as relaying it", confidence=0.8),
    )
    links = (Link(name="Calder Post", kind="outlet", span=(0, 3)),)
    with Project.open(path, create=True) as opened:
        keep(opened, article, [replace(statement, grounds=grounds, chain=links)])
    return path


def test_grounds_are_kept_in_the_project(project):
    with Project.open(project) as opened:
        _, (statement,) = opened.article("a.txt")
    assert [(g.field, g.reason, g.confidence) for g in statement.grounds] == [
        ("speakers", REASON, 0.9),
        ("chain", "an outlet named as relaying it", 0.8),
    ]
    assert [said(statement, ground) for ground in statement.grounds] == ["She", "Calder Post"]


def test_why_prints_them(quoth, project):
    without = quoth("show", project, "a.txt", "--table")
    result = quoth("show", project, "a.txt", "--table", "--why")
    assert (result.exit_code, result.stderr) == (0, "")
    printed = " ".join(result.stdout.split())
    assert "the last speaker" in printed and "0.90" in printed and "Calder Post" in printed
    assert "last speaker" not in without.stdout


def test_why_adds_a_field_and_the_record_without_it_is_the_contract_s(quoth, project):
    (plain,) = json.loads(quoth("show", project, "a.txt").stdout)["statements"]
    (why,) = json.loads(quoth("show", project, "a.txt", "--why").stdout)["statements"]
    grounds = why.pop("grounds")
    assert why == plain
    assert grounds[0] == {"field": "speakers", "reason": REASON, "confidence": 0.9}


def test_an_article_without_grounds(quoth, tmp_path):
    path = tmp_path / "old.quoth"
    article, statements = told("[S She] [C said] [Q it holds].")
    with Project.open(path, create=True) as opened:
        keep(opened, article, statements)
    assert "No grounds are kept" in quoth("show", path, "a.txt", "--table", "--why").stdout
