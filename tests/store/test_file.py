"""Opening: what is no project is refused in plain words, and left as it was."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest

from quoth.errors import ProjectError
from quoth.store import Project
from quoth.store.file import APPLICATION_ID
from tests.store.builders import keep, told


@pytest.fixture
def path(tmp_path):
    return tmp_path / "p.quoth"


def refused(path, **options) -> ProjectError:
    with pytest.raises(ProjectError) as caught:
        Project.open(path, **options)
    assert caught.value.advice
    return caught.value


def test_a_missing_project_is_made_only_if_asked(path):
    error = refused(path)
    assert "there is no project file" in error.reason and "quoth run" in error.advice
    assert not path.exists()
    Project.open(path, create=True).close()
    Project.open(path).close()


def test_no_directory_to_make_it_in(tmp_path):
    assert "there is no directory" in refused(tmp_path / "none" / "p.quoth", create=True).reason


@pytest.mark.parametrize("create", [False, True])
def test_a_directory(tmp_path, create):
    assert "is a directory" in refused(tmp_path, create=create).reason


@pytest.mark.parametrize("create", [False, True])
def test_no_database(path, create):
    path.write_text("Ada said this is a text.")
    assert "no SQLite database" in refused(path, create=create).reason
    assert path.read_text() == "Ada said this is a text."


@pytest.mark.parametrize("create", [False, True])
def test_the_database_of_another_program(path, create):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE article (id TEXT)")
    before = path.read_bytes()
    assert "another program" in refused(path, create=create).reason
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == ["p.quoth"]


def test_an_empty_file_becomes_a_project_only_if_asked(path):
    path.touch()
    assert "is empty" in refused(path).reason
    Project.open(path, create=True).close()
    Project.open(path).close()


def test_a_newer_project(path):
    Project.open(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    error = refused(path)
    assert "newer Quoth" in error.reason and "upgrade" in error.advice


def test_a_damaged_project(path):
    article, statements = told("[S Ada] [C said] [Q it holds].")
    with Project.open(path, create=True) as project:
        keep(project, article, statements)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(ProjectError, match="damaged") as caught, Project.open(path) as project:
        list(project.find())
    assert "copy" in caught.value.advice


def test_a_locked_project(path, monkeypatch):
    monkeypatch.setattr("quoth.store.file.PATIENCE_S", 0.05)
    article, statements = told("[S Ada] [C said] [Q it holds].")
    Project.open(path, create=True).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Project.open(path, write=True) as project:
            with pytest.raises(ProjectError, match="another program is writing") as caught:
                keep(project, article, statements)
            assert "wait" in caught.value.advice
            assert list(project.find()) == []  # reading goes on
        other.execute("ROLLBACK")


def test_what_was_opened_to_read_cannot_write(path):
    article, statements = told("[S Ada] [C said] [Q it holds].")
    Project.open(path, create=True).close()
    with Project.open(path) as project, pytest.raises(ProjectError):
        keep(project, article, statements)


def test_a_project_that_may_only_be_read(path, monkeypatch):
    """As on a read-only medium, where SQLite cannot make the files beside it."""
    article, statements = told("[S Ada] [C said] [Q it holds].")
    with Project.open(path, create=True) as project:
        keep(project, article, statements)
    # The administrator, as whom tests may run, can write anywhere: so the answer is given.
    monkeypatch.setattr("quoth.store.file.os.access", lambda *_: False)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Project.open(path) as project:
            assert [found.id for found, _ in project.find("holds")] == [statements[0].id]
            assert os.listdir(path.parent) == ["p.quoth"]
    finally:
        path.parent.chmod(0o755)


def test_a_closed_project_is_one_file(path):
    article, statements = told("[S Ada] [C said] [Q it holds].")
    with Project.open(path, create=True) as project:
        keep(project, article, statements)
        assert (path.parent / "p.quoth-wal").exists()
    assert os.listdir(path.parent) == ["p.quoth"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("name", ["with space.quoth", "?mode=memory.quoth", "100%.quoth", "é#.q"])
def test_any_name(tmp_path, name):
    with Project.open(tmp_path / name, create=True) as project:
        keep(project, *told("[S Ada] [C said] [Q it holds]."))
    assert os.listdir(tmp_path) == [name]
