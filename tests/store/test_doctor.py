"""The doctor finds what is wrong, repairs what can be, and says what cannot."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from quoth.errors import ProjectError
from quoth.running import run
from quoth.store import Project, doctor, lock, shape
from quoth.store.migrate import ProjectMigrated
from tests.store.test_migrate import made

pytestmark = pytest.mark.usefixtures("fake_model")

TEXTS = {
    "a.txt": 'Harbour levy to rise\n\n"It will rise 🚢," said Mira Tolland. It rained all day.',
    "b.txt": 'No answer\n\n"Nobody was asked," said Joren Pike. "It is late," said Ada Moor.',
    "c.txt": 'A ship ran aground\n\n"All are well," said Al Bo. "It is late," said Ada Moor.',
}


@pytest.fixture
def path(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    run(tmp_path / "p.quoth", [tmp_path / name for name in TEXTS], workers=1)
    return tmp_path / "p.quoth"


def damage(path, *statements: str) -> None:
    """What another program may do, without the guards that ours sets."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def digest(path) -> str:
    with Project.open(path) as project:
        return project.digest()


def states(report) -> list[tuple[str, str]]:
    return [(finding.check, finding.state) for finding in report.findings]


def repaired(path, check: str):
    """Finds it when it only looks, repairs it, and then finds nothing."""
    looked = doctor.examine(path, repair=False)
    assert (check, "wrong") in states(looked) and not looked.sound
    report = doctor.examine(path)
    assert (check, "repaired") in states(report) and report.sound, report.findings
    # Layers that other commands make are only told of.
    left = [state for name, state in states(report) if name != "layers" or state != "note"]
    assert set(left) == {"repaired"}
    again = doctor.examine(path, repair=False)
    assert set(states(again)) <= {("layers", "note")} and again.sound
    return report


def test_a_sound_project(path):
    before = digest(path)
    report = doctor.examine(path)
    assert report.findings == () and report.sound and report.backup is None
    assert digest(path) == before
    assert sorted(os.listdir(path.parent)) == [*TEXTS, "p.quoth"]


@pytest.mark.parametrize(
    "gone",
    ["INDEX speaker_actor", "VIEW said", "TABLE alias", "TABLE statement_search", "TABLE run"],
)
def test_something_is_missing(path, gone):
    before = digest(path)
    damage(path, f"DROP {gone}")
    report = repaired(path, "tables")
    assert f"{gone.split()[1]} is missing" in report.findings[0].what
    assert digest(path) == before
    with Project.open(path) as project:
        assert len(list(project.find("late"))) == 2
        assert project.actors("tolland")


def test_a_table_with_other_columns(path):
    before = digest(path)
    damage(
        path,
        "DROP VIEW said",
        "DROP VIEW speaks",
        "ALTER TABLE article ADD COLUMN mood TEXT",
        "ALTER TABLE statement DROP COLUMN medium",
    )
    repaired(path, "tables")
    assert digest(path) == before


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("DELETE FROM statement WHERE ordinal = 0", "content"),
        ("DELETE FROM article WHERE path LIKE '%b.txt'", "statement"),
    ],
)
def test_rows_of_nothing_are_removed(path, statement, table):
    damage(path, statement)
    report = doctor.examine(path)
    assert report.sound
    what = [finding.what for finding in report.findings if finding.check == "references"]
    assert any(table in words for words in what)
    assert doctor.examine(path, repair=False).sound
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_input_without_its_article_is_read_again(path):
    before = digest(path)
    damage(
        path,
        "PRAGMA foreign_keys = ON",
        "DELETE FROM article WHERE path LIKE '%b.txt'",
    )
    assert doctor.examine(path).sound
    report = run(path, [path.parent / name for name in TEXTS], workers=1)
    assert report.articles == 1
    assert digest(path) == before


def test_a_successor_that_is_not_there(path):
    before = digest(path)
    damage(path, "UPDATE article SET superseded_by = 'nobody' WHERE path LIKE '%b.txt'")
    repaired(path, "references")
    assert digest(path) == before


def test_articles_that_supersede_one_another(path):
    damage(
        path,
        "UPDATE article SET superseded_by = (SELECT id FROM article AS other"
        " WHERE other.number = CASE article.number WHEN 1 THEN 2 ELSE 1 END) WHERE number < 3",
    )
    report = repaired(path, "versions")
    assert report.backup
    with Project.open(path) as project:
        assert len(list(project.articles())) == 2


def test_two_owners(path):
    damage(
        path,
        "UPDATE input SET article_id = (SELECT article_id FROM input WHERE path LIKE '%a.txt')"
        " WHERE path LIKE '%c.txt'",
    )
    repaired(path, "inputs")
    with Project.open(path) as project:
        assert [given.path[-5:] for given in project.inputs("duplicate")] == ["c.txt"]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO {0} ({0}) VALUES ('delete-all')",
        "INSERT INTO {0} (rowid, {1}) VALUES (999, 'surplus')",
        "DELETE FROM {0}_docsize WHERE id = 1",
        "DELETE FROM {0}_data WHERE id > 10",
    ],
)
@pytest.mark.parametrize("index", ["article_search title", "statement_search content"])
def test_a_search_index_that_is_not_right(path, statement, index):
    damage(path, statement.format(*index.split()))
    repaired(path, "search")
    with Project.open(path) as project:
        assert len(list(project.find("late"))) == 2
        assert len(list(project.articles("rained"))) == 1


def test_an_index_of_other_words(path):
    damage(
        path,
        "INSERT INTO article_search (article_search) VALUES ('delete-all')",
        "INSERT INTO article_search (rowid, title, text)"
        " SELECT number, title, 'something else' FROM article",
    )
    report = repaired(path, "search")
    assert "not found by their own words" in report.findings[0].what


def test_a_damaged_text_is_taken_from_its_original(path):
    before = digest(path)
    damage(path, "UPDATE article SET text = replace(text, 'rained', 'snowed')")
    report = repaired(path, "texts")
    assert "its original has the text that was read" in report.findings[0].what
    assert digest(path) == before
    with Project.open(path) as project:
        assert len(list(project.articles("rained"))) == 1


def test_a_damaged_text_without_an_original_is_beyond_repair(path):
    damage(path, "UPDATE article SET text = replace(text, 'rained', 'snowed')")
    damage(path, "DELETE FROM original")
    report = doctor.examine(path)
    assert ("texts", "beyond repair") in states(report) and not report.sound
    assert "restore a copy" in report.findings[0].advice


def test_statements_that_moved_are_found_anew(path):
    before = digest(path)
    damage(path, "UPDATE statement SET cue_end = cue_end + 2 WHERE ordinal = 0")
    report = doctor.examine(path)
    assert ("texts", "repaired") in states(report)
    assert "finds its statements anew" in report.findings[0].what
    run(path, [path.parent / name for name in TEXTS], workers=1)
    assert digest(path) == before
    assert doctor.examine(path).findings == ()


def test_a_damaged_original_is_kept_anew(path):
    damage(path, "UPDATE original SET data = x'00' WHERE number = 1")
    report = doctor.examine(path)
    assert ("originals", "repaired") in states(report)
    run(path, [path.parent / name for name in TEXTS], workers=1)
    assert doctor.examine(path).findings == ()


def test_actors_of_before(path):
    damage(path, "DELETE FROM layer")
    report = repaired(path, "layers")
    assert report.backup is None  # nothing of the record was touched


def test_a_run_that_was_killed(path):
    with Project.open(path, write=True) as project:
        project.begin_run(model="m", inputs=["pages/"])
    code = (
        "import os, pathlib, signal, sys; from quoth.store import lock\n"
        "with lock.alone(pathlib.Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(path)])
    assert killed.returncode == -signal.SIGKILL and lock.beside(path).exists()
    report = doctor.examine(path)
    assert report.sound and not lock.beside(path).exists()
    note = next(finding for finding in report.findings if finding.state == "note")
    assert "did not come to its end" in note.what
    assert f"quoth run {path} pages/" in note.advice


def test_an_older_project_is_brought_up_to_date(tmp_path):
    path = made(tmp_path / "old.quoth", 1)
    with pytest.raises(ProjectError, match="older"):
        doctor.examine(path, repair=False)
    with pytest.warns(ProjectMigrated):
        doctor.examine(path)
    with Project.open(path) as project:
        assert shape.drift(project._connection) == []


def test_the_copy_is_the_file_of_before(path):
    damage(path, "UPDATE article SET superseded_by = 'nobody' WHERE number = 1")
    before = digest(path)
    report = doctor.examine(path)
    assert digest(path) != before == digest(report.backup)
    damage(path, "UPDATE article SET superseded_by = 'nobody' WHERE number = 1")
    assert doctor.examine(path, backup=False).backup is None


def test_a_damaged_file_is_told_and_left_as_it_is(path):
    with Project.open(path, write=True) as project:
        project._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = project._connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'statement'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    report = doctor.examine(path)
    assert not report.sound
    assert ("integrity", "beyond repair") in states(report)
    assert ".recover" in report.findings[0].advice
    assert path.read_bytes() == content


def test_a_broken_index_of_the_database(path):
    before = digest(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        # As if rows had been written past the index.
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'speaker (actor_id)', 'speaker (name)')"
            " WHERE name = 'speaker_actor'"
        )
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchall()
        assert said != [("ok",)]
    report = doctor.examine(path)
    assert report.sound and ("integrity", "repaired") in states(report)
    assert doctor.examine(path, repair=False).findings == ()
    assert digest(path) == before


def test_somebody_is_at_work(path):
    with (
        Project.open(path, write=True) as project,
        project.alone("quoth run"),
        pytest.raises(ProjectError, match="'quoth run'"),
    ):
        doctor.examine(path)


def test_no_project(tmp_path):
    with pytest.raises(ProjectError, match="no project file"):
        doctor.examine(tmp_path / "none.quoth")
