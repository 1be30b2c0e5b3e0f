"""What the desk remembers between questions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from quoth.serve import desk as desks
from quoth.serve.desk import Desk


@pytest.fixture
def desk(told_project):
    desk = Desk(told_project)
    yield desk
    desk.close()


def made_by(desk, key, made) -> list:
    """What is made when `key` is asked for: nothing if it is remembered."""
    calls = []

    def make(columns):
        calls.append(key)
        return made

    assert desk.remembered(key, make) is not None
    return calls


def test_an_answer_is_made_once(desk):
    assert made_by(desk, "a", 1) == ["a"]
    assert made_by(desk, "a", 2) == []
    assert desk.remembered("a", lambda _: 3) == 1


def test_the_oldest_of_many_answers_is_forgotten(desk, monkeypatch):
    monkeypatch.setattr(desks, "REMEMBERED", 2)
    for key in "abc":
        made_by(desk, key, key)
    assert [made_by(desk, key, key) for key in "cba"] == [[], [], ["a"]]


def test_arrays_are_remembered_as_long_as_there_is_room(desk, monkeypatch):
    monkeypatch.setattr(desks, "REMEMBERED_BYTES", 250)
    hundred = np.zeros(100, np.int8)
    for key in "abc":
        made_by(desk, key, (hundred, False))
    assert [made_by(desk, key, (hundred, False)) for key in "cba"] == [[], [], ["a"]]
    assert made_by(desk, "large", np.zeros(1000, np.int8)) == ["large"]
    assert made_by(desk, "large", np.zeros(1000, np.int8)) == ["large"], "it alone is too large"
    assert made_by(desk, "small", hundred) == ["small"] and made_by(desk, "small", hundred) == []


def test_a_page_is_made_of_the_same_columns_from_beginning_to_end(desk, told_project):
    """Rows and codes are places in them: those of others would name somebody else."""
    from quoth.store import Project
    from tests.store.builders import keep, told

    with desk.reading():
        before = desk.columns
        assert desk.remembered("n", lambda columns: columns.statements) == 4
        with Project.open(told_project, write=True) as project:
            keep(project, *told("[S Ivo Hass] [C said] [Q the bridge fell].", path="later.txt"))
        desk.renew()
        assert desk.columns is before
        with ThreadPoolExecutor(1) as other:
            assert other.submit(lambda: desk.remembered("n", lambda c: c.statements)).result() == 5
        assert desk.remembered("n", lambda columns: columns.statements) == 4
    assert desk.columns is not before
    assert desk.remembered("n", lambda columns: 0) == 5, "what the newer ones gave is kept"


def test_words_are_looked_up_once_for_all_pages_of_a_search(reader):
    asked, rows = [], reader.desk.rows

    def counted(sql, *values):
        asked.append(sql)
        return rows(sql, *values)

    reader.desk.rows = counted
    for path in ("/search?q=bridge", "/search?q=bridge&type=denial", "/timeline?q=bridge"):
        assert reader.get(path).status_code == 200
    assert sum("statement_search" in sql for sql in asked) == 1
