from __future__ import annotations

import threading
import time
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.serve.columns import UNDATED, Columns, day_number, day_text
from quoth.serve.desk import Desk
from quoth.store import Project
from tests.serve.builders import small_project
from tests.store.builders import keep, told


@pytest.fixture
def desk(told_project):
    desk = Desk(told_project)
    yield desk
    desk.close()


@pytest.mark.parametrize(
    "published, day",
    [
        ("1970-01-02", 1),
        ("2024-02-29T23:00:00Z", 19782),
        ("2024-02", 19754),
        ("2024", 19723),
        (None, UNDATED),
        ("", UNDATED),
        ("soon", UNDATED),
        ("2024-13-01", UNDATED),
        ("1815-06-18", UNDATED),
    ],
)
def test_days_are_numbers(published, day):
    assert day_number(published) == day
    if day > 0 and published and len(published) >= 10:
        assert day_text(day) == published[:10]


def test_statements_are_in_the_order_of_lists(desk):
    columns = desk.columns
    assert columns.statements == 4 and columns.articles == 4
    assert [day_text(day) if day >= 0 else None for day in columns.day] == [
        "2024-06-03",
        "2024-06-01",
        "2024-05-12",
        None,
    ]
    assert [columns.outlets[code] for code in columns.outlet] == [
        "Harbour Weekly",
        "Harbour Weekly",
        "The Calder Post",
        "",
    ]


def test_an_actor_has_its_statements(desk):
    columns = desk.columns
    code = columns.actor_names.index("Mira Tolland")
    assert list(columns.of_actor(code)) == [1, 2]
    assert columns.actor_said[code] == 2


def test_a_place_leads_back_to_the_row(desk):
    columns = desk.columns
    assert list(columns.place[columns.number]) == [0, 1, 2, 3]
    assert list(columns.rows_of(np.array([10**6, -3, *columns.number[::-1]]))) == [0, 1, 2, 3]


def test_an_empty_project_has_columns(tmp_path):
    small_project(tmp_path / "empty.quoth")
    desk = Desk(tmp_path / "empty.quoth")
    assert desk.columns.statements == 0 and desk.columns.days is None
    desk.close()


def test_what_is_written_meanwhile_is_seen(desk, told_project):
    assert desk.columns.statements == 4
    before = desk.columns
    assert desk.columns is before, "nothing has changed"
    with Project.open(told_project, write=True) as project:
        keep(project, *told("[S Zoe] [C said] [Q it snowed].", path="new.txt", outlet="New"))
    deadline = time.monotonic() + 20
    while desk.columns.statements == 4 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert desk.columns.statements == 5
    assert "New" in desk.columns.outlets


def test_superseded_articles_are_left_out(told_project):
    import sqlite3

    with sqlite3.connect(told_project) as connection:
        connection.execute("UPDATE article SET superseded_by = 'x' WHERE outlet IS NULL")
    connection.close()
    desk = Desk(told_project)
    assert desk.columns.statements == 3
    desk.close()


def test_many_threads_get_the_same_columns(desk):
    found = []
    threads = [threading.Thread(target=lambda: found.append(desk.columns)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1 and found[0].statements == 4


def test_costly_answers_are_made_once_for_the_same_columns(desk):
    made = []
    for _ in range(3):
        desk.remembered("key", lambda columns: made.append(1) or len(made))
    assert made == [1]


@given(st.data())
def test_who_is_heard_in_rows_is_counted_as_one_by_one(data):
    speakers = data.draw(st.lists(st.sets(st.integers(0, 4)), min_size=1, max_size=8))
    pairs = [(row, code) for row, each in enumerate(speakers) for code in sorted(each)]
    nothing = np.zeros(0)
    columns = Columns(
        **{
            field.name: nothing
            for field in fields(Columns)
            if field.name not in ("seconds", "made_at")
        }
        | {
            "number": np.arange(len(speakers)),
            "speaker_row": np.array([row for row, _ in pairs], np.int32),
            "speaker_actor": np.array([code for _, code in pairs], np.int32),
            "actor_ids": tuple("abcde"),
            "actor_said": np.array([sum(c in each for each in speakers) for c in range(5)]),
        }
    )
    rows = np.array(sorted(data.draw(st.sets(st.integers(0, len(speakers) - 1)))), np.int64)
    expected = [sum(code in speakers[row] for row in rows) for code in range(5)]
    assert columns.heard(rows).tolist() == expected
    begins, ends = columns.speakers_of(rows)
    assert [columns.speaker_actor[b:e].tolist() for b, e in zip(begins, ends, strict=True)] == [
        sorted(speakers[row]) for row in rows
    ]
