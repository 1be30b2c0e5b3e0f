from __future__ import annotations

import json

from quoth.cli.info import counted, megabytes
from tests.cli.test_show import project as project


def test_the_record(quoth, project):
    result = quoth("info", project)
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads(result.stdout)
    assert (record["articles"], record["statements"]) == (2, 2)
    assert record["inputs"] == {"done": 2, "skipped": 1}
    assert record["skipped"] == [
        {
            "path": "pages/empty\x1b.txt",
            "status": "skipped",
            "stage": "read",
            "reason": "nothing in it",
            "advice": "leave it out",
        }
    ]
    assert record["speakers"][0]["statements"] == 1


def test_for_a_person(quoth, project):
    result = quoth("info", project, "--table")
    for words in (
        "2 direct",
        "1 Calder Post",
        "2024-05-12 to 2024-05-14",
        "Mira Tolland",
        "1 input skipped or failed",
        "pages/empty␛.txt: nothing in it",
        "try: leave it out",
    ):
        assert words in result.stdout


def test_a_missing_project(quoth, tmp_path):
    assert quoth("info", tmp_path / "none.quoth").exit_code == 2


def test_counted_names_the_largest_and_says_how_many_more():
    assert counted({}) == "—"
    assert counted({"en": 1200, "": 3}) == "1,200 en, 3 unknown"
    assert counted({str(n): 1 for n in range(10)}).endswith("1 7, and 2 more")


def test_megabytes():
    assert [megabytes(n) for n in (4096, 2_500_000)] == ["4 kB", "2.5 MB"]
