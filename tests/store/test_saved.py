"""Searches that are kept under a name."""

from __future__ import annotations

import sqlite3

import pytest

from quoth.errors import UsageError
from quoth.store import Project
from tests.store.builders import keep, told


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "levy.quoth", create=True) as project:
        _add(project, "[S Mira Tolland] [C said] [Q the levy would rise].", 0)
        _add(project, "[S Ivo Hass] [C denied] [Q that the levy would rise].", 1, type="denial")
        yield project


def _add(project, marked, number, **fields):
    keep(
        project, *told(marked, path=f"{number}.txt", published=f"2024-05-{number + 1:02}", **fields)
    )


def test_a_search_is_kept_and_finds(project):
    kept = project.save_search("Levy denied", q="levy", type="denial", by="Ada")
    assert (kept.address, kept.made_by) == ("/search?q=levy&type=denial", "Ada")
    assert [one.name for one in project.searches(by="Ada")] == ["Levy denied"]
    found = list(project.find(numbers=project.found_by(project.search("levy DENIED", by="Ada"))))
    assert [s.speakers[0].name for s, _ in found] == ["Ivo Hass"]


def test_new_is_what_came_after_the_last_visit(project):
    project.save_search("Levy", q="levy", by="Ada")

    def news(by):
        return len(project.found_by(project.search("Levy", by=by), new=True))

    assert news("Ada") == news("Bo") == 0
    _add(project, "[S Ann Roe] [C said] [Q no levy is needed].", 2)
    assert news("Ada") == news("Bo") == 1
    before = project.open_search("Levy", by="Ada")
    assert before.opened_at is None and project.search("Levy", by="Ada").opened_at
    assert (news("Ada"), news("Bo")) == (0, 1)


def test_rows_are_only_ever_added(project):
    kept = project.save_search("Levy", q="levy", by="Ada")
    project.rename_search("Levy", "The levy", by="Bo")
    assert project.search(kept.id).name == "The levy"
    project.remove_search("The levy", by="Bo")
    assert project.searches() == []
    for sql in ("DELETE FROM saved", "UPDATE saved SET name = 'x'"):
        with pytest.raises(sqlite3.IntegrityError):
            project._connection.execute(sql)
    assert project.save_search("Levy", q="levy", by="Ada").id != kept.id


@pytest.mark.parametrize(
    "name, asked",
    [
        ("Levy", {"q": "other"}),
        (" LEVY ", {"q": "other"}),
        ("", {"q": "other"}),
        ("a\nb\0", {"q": "other"}),
        ("x" * 101, {"q": "other"}),
        ("New", {}),
        ("New", {"type": "lie"}),
        ("New", {"words": "levy"}),
        ("New", {"until": "later"}),
    ],
)
def test_what_cannot_be_kept_is_refused(project, name, asked):
    project.save_search("Levy", q="levy", by="Ada")
    with pytest.raises(UsageError):
        project.save_search(name, by="Ada", **asked)
    assert len(project.searches()) == 1


def test_a_file_from_before_has_none_until_it_is_written_to(project, tmp_path):
    for table in ("saved", "opened"):
        project._connection.execute(f"DROP TABLE {table}")
    with Project.open(tmp_path / "levy.quoth") as read:
        assert read.searches() == []
    with Project.open(tmp_path / "levy.quoth", write=True) as written:
        assert written.save_search("Levy", q="levy", by="Ada").name == "Levy"


def test_there_is_no_such_search(project):
    with pytest.raises(UsageError, match="no saved search 'x'"):
        project.search("x")
