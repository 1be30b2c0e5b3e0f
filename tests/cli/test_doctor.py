from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from click.testing import CliRunner

from quoth.cli import commands
from quoth.store import Project
from tests.store.builders import keep, told
from tests.store.test_migrate import made


@pytest.fixture
def path(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        keep(project, *told("[S Ada] [C said] [Q it holds]."))
        project.join()
    return tmp_path / "p.quoth"


def invoke(*arguments):
    return CliRunner().invoke(commands, [str(a) for a in arguments])


def test_a_sound_project(path):
    result = invoke("doctor", path)
    found = json.loads(result.output)
    assert result.exit_code == 0 and found["sound"]
    assert [finding["state"] for finding in found["findings"]] == ["note"]  # no original


def test_what_is_repaired_is_told(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP INDEX speaker_actor")
    result = invoke("doctor", path, "--check", "--table")
    assert result.exit_code == 1 and "NOT sound" in result.output
    result = invoke("doctor", path, "--table")
    assert result.exit_code == 0, result.output
    assert "repaired: tables: the index speaker_actor is missing" in result.output
    assert "p.quoth.before-repair.bak" in result.output.replace("\n", "")
    assert len(list(path.parent.glob("*.bak"))) == 1


def test_no_backup(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP INDEX speaker_actor")
    assert invoke("doctor", path, "--no-backup").exit_code == 0
    assert list(path.parent.glob("*.bak")) == []


def test_an_older_project_is_told_of_in_plain_words(tmp_path):
    path = made(tmp_path / "old.quoth", 2)
    quoth = [sys.executable, "-m", "quoth"]
    refused = subprocess.run([*quoth, "find", path, "levy"], capture_output=True, text=True)
    assert refused.returncode == 2
    assert "older Quoth" in refused.stderr and f"quoth doctor {path}" in refused.stderr
    done = subprocess.run([*quoth, "doctor", path], capture_output=True, text=True)
    assert done.stderr.startswith(f"quoth: {path} was a project of version 2")
    assert "Warning" not in done.stderr
    found = subprocess.run([*quoth, "find", path, "levy"], capture_output=True, text=True)
    assert found.returncode == 0 and "levy" in found.stdout
