from __future__ import annotations

import csv
import io
import json

import pytest

from quoth.store import Project
from tests.judge.test_concepts import SAID
from tests.match.builders import said
from tests.store.builders import keep


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "a.quoth"
    with Project.open(path, create=True) as opened:
        for number, (words, by, outlet) in enumerate(SAID):
            article, statements = said(
                words,
                by=by,
                outlet=outlet,
                day=f"2025-01-{10 + 3 * number}",
                quoted=False,
                around=f"Item {number}.",
            )
            keep(opened, article, statements)
    return path


def test_ties_come_with_intervals_and_clusters(quoth, project):
    found = json.loads(quoth("network", project, "--drawings", "40").stdout)
    assert {(tie["one"], tie["other"]): tie["weight"] for tie in found["ties"]} == {
        ("Ada Vale", "Boris Reed"): 1,
        ("Ada Vale", "Cleo Marsh"): 1,
    }
    for tie in found["ties"]:
        assert 0 <= tie["low"] <= 1 <= tie["high"] and 0 < tie["positive"] <= 1
    ada = next(row for row in found["rows"] if row["name"] == "Ada Vale")
    assert (ada["frequency"], ada["degree"]) == (2, 2)
    table = quoth("network", project, "--table").stdout
    assert "Cluster 1" in table and "90% interval" in table


def test_the_matrix_is_a_table(quoth, project):
    rows = list(csv.reader(io.StringIO(quoth("network", project, "--csv").stdout)))
    assert rows[0] == ["", "Ada Vale", "Boris Reed", "Cleo Marsh"]
    assert rows[1:] == [
        ["Ada Vale", "0", "1", "1"],
        ["Boris Reed", "1", "0", "0"],
        ["Cleo Marsh", "1", "0", "0"],
    ]
    two = list(
        csv.reader(io.StringIO(quoth("network", project, "--mode", "two-mode", "--csv").stdout))
    )
    assert len(two[0]) == 3 and [row[0] for row in two[1:]] == [
        "Ada Vale",
        "Boris Reed",
        "Cleo Marsh",
    ]


def test_a_line_for_each_window(quoth, project):
    lines = [
        json.loads(line)
        for line in quoth("network", project, "--window", "days", "--size", "5").stdout.splitlines()
    ]
    assert lines and all({"clusters", "change", "ties"} <= set(line) for line in lines)
    assert sum(bool(line["ties"]) for line in lines) > 0
    table = quoth("network", project, "--window", "days", "--size", "5", "--table")
    assert "Change" in table.stdout and "windows" in table.stderr


@pytest.mark.parametrize(
    "asked", [("--qualifier", "combine"), ("--mode", "two-mode", "--normalisation", "cosine")]
)
def test_options_that_do_not_go_together_are_an_error(quoth, project, asked):
    result = quoth("network", project, *asked)
    assert result.exit_code == 2 and "one of" in result.stderr
