"""Projects of every released version become projects of this one, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quoth import schema
from quoth.errors import ProjectError
from quoth.store import Project, file, migrate, shape
from quoth.store.migrate import ProjectMigrated
from tests.store.builders import keep, told

VERSIONS = Path(__file__).parent / "versions"
RELEASED = range(1, schema.SCHEMA_VERSION)

TEXT = "Mira Tolland said the levy 🚢 will rise. She told the Post so, Joren Pike denied."

URL = ("url", "en", TEXT, "sha1", "m 1", None)
SAID = ("interview", "2024-04", None, 0.5, 0)

ROWS = {
    "input": [
        ("a.txt", "text", "f1", "done", None, None, None, "a1"),
        ("b.txt", "text", "f2", "duplicate", "read", "the same article as a.txt", None, "a1"),
        ("c.txt", None, None, "skipped", "read", "empty", "remove it", None),
    ],
    "article": [
        (1, "a1", "a.txt", "Calder Post", "https://post.example/a", "Levy", "2024-05-01", *URL),
        (2, "a0", "a.txt", *[None] * 6, "Older text.", "sha0", None, "a1"),
    ],
    "author": [("a1", 0, "Jo Penn"), ("a1", 1, "Al Bo")],
    "statement": [
        (1, "s1", "a1", "indirect", "assertion", 13, 17, 0, 12, "the Post", 56, 64, *SAID),
        (2, "s2", "a1", "indirect", "denial", 78, 84, 67, 77, *[None] * 5, "s1", 0.25, 1),
    ],
    "content": [("s1", 0, 18, 29), ("s1", 1, 32, 41), ("s2", 0, 18, 41)],
    "speaker": [
        ("s1", 0, "p1", "Mira Tolland", "person", "mayor"),
        ("s2", 0, "p2", "Joren Pike", "person", None),
    ],
    "link": [("s1", 0, "Post", "outlet", 60, 64)],
    "ground": [("s1", 0, "speakers", "named in the source", 0.97)],
    "actor": [(1, "x1", "Mira Tolland", "person", None, 1)],
    "alias": [("x1", 0, "Mira Tolland", 1)],
    "appearance": [("x1", 0, "p1", "a1", "Mira Tolland", 1.0, "rules", None)],
    "listed": [("names", "e1", "M. Tolland", "Mira Tolland", "person", None)],
    "joined": [("rules 0",)],
    "run": [(1, "2024-05-01T10:00:00Z", None, "0.1.0", "m 1", "pages/")],
}
"""Rows of each table, as versions 1 and 2 had it."""


def made(path: Path, version: int) -> Path:
    """A project of a version, with rows in all its tables."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript((VERSIONS / f"{version}.sql").read_text(encoding="utf-8"))
        has = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        for table, rows in ROWS.items():
            if table in has:
                places = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        connection.execute(
            "INSERT INTO article_search (rowid, title, text) VALUES (1, 'Levy', ?)", (TEXT,)
        )
        connection.execute(
            "INSERT INTO statement_search (rowid, content, source, cue, speakers) VALUES"
            " (1, 'the levy 🚢 will rise', 'Mira Tolland', 'said', 'Mira Tolland')"
        )
        connection.commit()
    return path


def content(path: Path) -> dict[str, list[tuple]]:
    """The rows of every table of versions 1 and 2 that is a record, in their columns of then."""
    found = {}
    with closing(sqlite3.connect(path)) as connection:
        for table in ("input", "article", "author", "statement", "content", "speaker", "link"):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            asked = ", ".join(name for name in names if name in COLUMNS[table])
            found[table] = sorted(connection.execute(f"SELECT {asked} FROM {table}"), key=repr)
    return found


def _columns() -> dict[str, set[str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((VERSIONS / "1.sql").read_text(encoding="utf-8"))
        return {
            table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            for table in ROWS
        }


COLUMNS = _columns()


@pytest.mark.parametrize("version", RELEASED)
def test_from_every_released_version(tmp_path, version):
    path = made(tmp_path / "p.quoth", version)
    before = content(path)
    with (
        pytest.warns(ProjectMigrated, match=f"version {version}.*{schema.SCHEMA_VERSION} now"),
        Project.open(path, write=True) as project,
    ):
        assert shape.drift(project._connection) == []
        assert project._connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert project._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        _, statements = project.article("a.txt")
        assert statements[0].content.text == "the levy 🚢 will rise"[:11] + " " + (TEXT[32:41])
        assert statements[0].speakers[0].role == "mayor"
        assert [found.id for found, _ in project.find("levy")] == ["s1"]
        assert [found.id for found in project.articles("denied")] == ["a1"]
        assert project.info().superseded == 1
        assert [told.actor.name for told in project.actors()] == ["Joren Pike", "Mira Tolland"]
        pages = project._connection.execute("SELECT page FROM article ORDER BY number").fetchall()
        assert pages == [("post.example/a",), (None,)]
        assert project.join()
        keep(project, *told("[S Ada] [C said] [Q it holds].", path="new.txt"))
        assert len(list(project.find())) == 3
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM article WHERE path = 'new.txt'")
        connection.execute("DELETE FROM input WHERE path = 'new.txt'")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.commit()
    after = content(path)
    for table in ("input", "article", "author"):
        assert after[table] == before[table]
    for table in ("statement", "content", "speaker", "link"):
        assert set(before[table]) <= set(after[table])


def test_rows_that_only_version_2_has_are_kept(tmp_path):
    path = made(tmp_path / "p.quoth", 2)
    with pytest.warns(ProjectMigrated), Project.open(path, write=True) as project:
        (ground,) = project.article("a1")[1][0].grounds
        assert ground.reason == "named in the source"
        listed = project._connection.execute("SELECT alias FROM listed").fetchall()
        assert listed == [("M. Tolland",)]
        assert project.join()  # the actors of before are those of other rules


@pytest.mark.parametrize("version", RELEASED)
def test_the_copy_is_the_project_of_before(tmp_path, version):
    path = made(tmp_path / "p.quoth", version)
    before = content(path)
    with pytest.warns(ProjectMigrated, match=f"p.quoth.version-{version}.bak"):
        Project.open(path, write=True).close()
    assert sorted(os.listdir(tmp_path)) == ["p.quoth", f"p.quoth.version-{version}.bak"]
    copy = tmp_path / f"p.quoth.version-{version}.bak"
    assert content(copy) == before
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
    # A copy with that name is never written over.
    copy.rename(path)
    copy.write_text("something of somebody")
    with pytest.warns(ProjectMigrated, match=rf"version-{version}-2\.bak"):
        Project.open(path, write=True).close()
    assert copy.read_text() == "something of somebody"


def test_no_copy_if_told_so(tmp_path):
    path = made(tmp_path / "p.quoth", 2)
    with pytest.warns(ProjectMigrated, match=r"now$"):
        Project.open(path, write=True, backup=False).close()
    assert os.listdir(tmp_path) == ["p.quoth"]


def test_who_only_reads_changes_nothing_and_is_told_what_to_do(tmp_path):
    path = made(tmp_path / "p.quoth", 2)
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="older Quoth") as caught:
        Project.open(path)
    assert f"quoth doctor {path}" in caught.value.advice
    assert path.read_bytes() == before and os.listdir(tmp_path) == ["p.quoth"]


@pytest.mark.parametrize("version", RELEASED)
@pytest.mark.parametrize("broken", RELEASED)
def test_a_step_that_fails_leaves_the_version_before(tmp_path, monkeypatch, version, broken):
    """And the next opening goes on from there."""
    path = made(tmp_path / "p.quoth", version)
    before = content(path)
    step = migrate.STEPS[broken]

    def breaks(connection):
        step(connection)
        connection.execute("DELETE FROM author")
        raise RuntimeError("the power is cut")

    with monkeypatch.context() as patch:
        patch.setitem(migrate.STEPS, broken, breaks)
        if broken < version:
            return
        with pytest.raises(RuntimeError):
            Project.open(path, write=True)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (broken,)
    assert content(path) == before
    with pytest.warns(ProjectMigrated), Project.open(path, write=True) as project:
        assert shape.drift(project._connection) == []
    assert content(path) == before


def test_a_step_that_loses_a_row_is_taken_back(tmp_path, monkeypatch):
    path = made(tmp_path / "p.quoth", 2)
    before = content(path)
    step = migrate.STEPS[2]

    def loses(connection):
        step(connection)
        connection.execute("DELETE FROM author WHERE ordinal = 1")

    monkeypatch.setitem(migrate.STEPS, 2, loses)
    with pytest.raises(ProjectError, match="rows of author would be lost"):
        Project.open(path, write=True)
    assert content(path) == before


def test_no_room_for_the_copy(tmp_path, monkeypatch):
    path = made(tmp_path / "p.quoth", 2)
    monkeypatch.setattr("quoth.store.migrate.ROOM", 1e12)
    with pytest.raises(ProjectError, match="no room") as caught:
        Project.open(path, write=True)
    assert "--no-backup" in caught.value.advice
    assert os.listdir(tmp_path) == ["p.quoth"]


def test_a_damaged_project_is_not_migrated(tmp_path):
    path = made(tmp_path / "p.quoth", 2)
    damaged = bytearray(path.read_bytes())
    damaged[3 * 4096 : 9 * 4096] = b"\xff" * (6 * 4096)
    path.write_bytes(damaged)
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(path, write=True)
    assert path.read_bytes() == damaged
    assert os.listdir(tmp_path) == ["p.quoth"]


def test_tables_that_a_later_release_adds_are_made(tmp_path):
    """Derived tables come without a new version of the file."""
    path = tmp_path / "p.quoth"
    with Project.open(path, create=True) as project:
        keep(project, *told("[S Ada] [C said] [Q it holds]."))
        for gone in ("TABLE alias", "INDEX appearance_id", "VIEW speaks"):
            project._connection.execute(f"DROP {gone}")
    Project.open(path).close()  # who only reads does without
    with Project.open(path, write=True) as project:
        assert shape.drift(project._connection) == []
        assert project.join()


def test_a_table_with_other_columns_is_made_anew_with_the_same_rows(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        keep(project, *told("[S Ada] [C said] [Q it holds].", authors=("Jo Penn",)))
        project.join()
        before = project.digest()
        connection = project._connection
        shape.unguarded(connection)
        # As a version would be in which statements had no confidence and actors no kind.
        connection.executescript(
            """
            DROP VIEW said; DROP VIEW speaks;
            ALTER TABLE statement DROP COLUMN confidence;
            ALTER TABLE actor DROP COLUMN known_as;
            """
        )
        assert len(shape.drift(connection)) == 4
        with file.transaction(connection):
            assert shape.reshape(connection) == []
        shape.guarded(connection)
        assert shape.drift(connection) == []
        (found, _), *_ = project.find("holds")
        assert found.confidence == 0.0  # what the noun says
        connection.execute("UPDATE statement SET confidence = 0.5")
        assert project.join()  # the actors' layer was dropped
        assert project.digest() == before
