from __future__ import annotations

import csv
import io
import json

import pytest

from quoth.cli.find import COLUMNS
from tests.cli.test_show import project as project


def names(result):
    return [json.loads(line)["speakers"][0]["name"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    "options, found",
    [
        ([], ["Joren Pike", "Mira Tolland"]),
        (["levy"], ["Mira Tolland"]),
        (["will", "rise"], ["Mira Tolland"]),
        (["levy", "asked"], []),
        (["--speaker", "pike"], ["Joren Pike"]),
        (["--outlet", "Calder"], ["Mira Tolland"]),
        (["--since", "2024-05-13"], ["Joren Pike"]),
        (["--until", "2024-05-12"], ["Mira Tolland"]),
        (["--mode", "direct"], ["Joren Pike", "Mira Tolland"]),
        (["--mode", "indirect"], []),
        (["--type", "assertion"], ["Joren Pike", "Mira Tolland"]),
        (["--type", "denial"], []),
        (["--limit", "1"], ["Joren Pike"]),
    ],
)
def test_find(quoth, project, options, found):
    result = quoth("find", project, *options)
    assert (result.exit_code, result.stderr) == (0, "")
    assert names(result) == found


def test_the_table(quoth, project):
    result = quoth("find", project, "--table")
    assert "Calder Post" in result.stdout and "2024-05-12" in result.stdout
    assert result.stderr == "2 statements\n"


def test_a_wide_table_has_the_kind_too(quoth, project):
    assert "assertion" not in quoth("find", project, "--table", columns=80).stdout
    assert "assertion" in quoth("find", project, "--table", columns=120).stdout


def test_a_terminal_shows_the_first_statements(quoth, project, monkeypatch):
    monkeypatch.setattr("quoth.cli.find.SHOWN", 1)
    result = quoth("find", project, "--table")
    assert "Pike" in result.stdout and "Tolland" not in result.stdout
    assert result.stderr == "The first 1 statements; --limit N shows more.\n"
    assert "Tolland" in quoth("find", project, "--table", "--limit", "5").stdout


def test_nothing_found_is_done(quoth, project):
    result = quoth("find", project, "submarine", "--table")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Nothing found.\n"


def test_csv(quoth, project):
    result = quoth("find", project, "--csv")
    head, *rows = csv.reader(io.StringIO(result.stdout, newline=""))
    assert tuple(head) == COLUMNS
    row = dict(zip(head, rows[0], strict=True))
    assert row["content"] == "=Nobody was asked,"  # exact, though a spreadsheet may calculate
    assert (row["speakers"], row["cue"], row["outlet"]) == ("Joren Pike", "said", "Inland Gazette")
    assert row["confidence"] == "0.8750"


def test_a_missing_project(quoth, tmp_path):
    result = quoth("find", tmp_path / "none.quoth", "levy")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("quoth: ") and "\n  try: " in result.stderr
    assert not (tmp_path / "none.quoth").exists()


def test_a_date_that_is_none(quoth, project):
    result = quoth("find", project, "--since", "17.2.2024")
    assert result.exit_code == 2 and "2024-02-17" in result.stderr
