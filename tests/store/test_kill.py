"""kill -9 at random moments: `bench/kill.py` with twenty kills, and proof that it would notice."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from bench import kill
from quoth.running import run


def test_twenty_kills():
    outcome = kill.trials(20, seed=2, tell=lambda line: None, most=16)
    assert outcome.wrong == []
    assert sum(outcome.kills.values()) == 20 and set(outcome.kills) == {"run", "judge", "import"}
    assert outcome.in_time >= 5 and outcome.finished >= 3


@pytest.fixture
def project(tmp_path):
    kill.pages(tmp_path / "pages", 12)
    run(tmp_path / "p.quoth", [tmp_path / "pages"], workers=1, steps=kill.steps())
    return tmp_path / "p.quoth"


def test_nothing_is_wrong_with_a_project_left_alone(project):
    assert kill.sound(project) == []
    assert kill.reported(project, [("done", "13")]) == []


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE input SET status = 'done' WHERE status = 'duplicate'", "of two inputs"),
        ("DELETE FROM capture", "without its capture"),
        ("DELETE FROM original WHERE number = 1", "without its original"),
        ("DELETE FROM statement_search_docsize WHERE id = 1", "statement in no search"),
        ("DELETE FROM article_search_docsize WHERE id = 1", "article in no search"),
        ("DELETE FROM statement WHERE article_id = (SELECT id FROM article)", "references"),
    ],
)
def test_what_is_lost_is_noticed(project, statement, what):
    with closing(sqlite3.connect(project, isolation_level=None)) as connection:
        assert connection.execute(statement).rowcount > 0
    found = kill.sound(project)
    assert any(what in words for words in found), found


def test_what_was_reported_is_looked_for(project):
    assert "14 inputs were reported, 13 are there" in kill.reported(project, [("done", "14")])
    (words,) = kill.reported(project, [("judged", "abc")])
    assert "not there" in words
