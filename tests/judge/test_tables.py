"""Judgements are only ever added: the file itself refuses anything else."""

from __future__ import annotations

import sqlite3

import pytest

from quoth.schema import TABLE
from quoth.store import Project

ROW = dict.fromkeys(TABLE["judgement"].names) | {
    "id": "j1",
    "made_at": "2024-05-12T10:00:00.000000Z",
    "made_by": "Ada",
    "action": "accept",
    "target": "statement",
    "anchor": "{}",
}


@pytest.fixture
def connection(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as project:
        project._connection.execute(TABLE["judgement"].insert, tuple(ROW.values()))
        yield project._connection


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE judgement SET why = 'on second thoughts'",
        "DELETE FROM judgement",
        TABLE["judgement"].insert.replace("INSERT", "INSERT OR REPLACE"),
    ],
    ids=["update", "delete", "replace"],
)
def test_a_judgement_stays_as_it_is(connection, change):
    values = tuple({**ROW, "why": "another"}.values()) if "INSERT" in change else ()
    with pytest.raises(sqlite3.IntegrityError, match="judgement"):
        connection.execute(change, values)
    assert connection.execute("SELECT id, why FROM judgement").fetchall() == [("j1", None)]
