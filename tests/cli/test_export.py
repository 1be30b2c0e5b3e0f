"""`quoth export` and `quoth import`, on one project."""

from __future__ import annotations

import json

import pytest

from quoth.store import Project
from tests.export.builders import keep
from tests.export.test_export import CORPUS


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "a.quoth"
    with Project.open(path, create=True) as opened:
        keep(opened, CORPUS)
    return path


def test_out_and_in_again(quoth, project, tmp_path):
    out = quoth("export", project, tmp_path / "a.jsonl", "levy", "--speaker", "Ada Vale")
    assert out.exit_code == 0 and "1 statement" in out.stderr and "not in this format" in out.stderr
    back = quoth("import", project, tmp_path / "a.jsonl", "--by", "Ada")
    assert json.loads(back.stdout)["known"] == 1
    line = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(line.replace('"indirect"', '"mixed"'), encoding="utf-8")
    back = quoth("import", project, tmp_path / "a.jsonl", "--by", "Ada", "--table")
    assert back.stdout == "1 corrected\n"
    listed = quoth("judgements", project, "--table")
    assert "Ada" in listed.stdout


def test_standard_output_and_the_list_of_formats(quoth, project):
    printed = quoth("export", project, "-", "--format", "jsonl")
    assert len(printed.stdout.splitlines()) == len(CORPUS)
    assert "brat" in quoth("export", project, "--formats").stdout


def test_what_was_refused_ends_with_1(quoth, project, tmp_path):
    (tmp_path / "a.jsonl").write_text("{", encoding="utf-8")
    result = quoth("import", project, tmp_path / "a.jsonl", "--by", "Ada")
    assert result.exit_code == 1 and "not taken" in result.stderr
    again = quoth("export", project, tmp_path / "a.jsonl")
    assert again.exit_code == 2 and "is there already" in again.stderr
