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
                words, by=by, outlet=outlet, quoted=False, around=f"Item {number}."
            )
            keep(opened, article, statements)
    return path


def records(result):
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_concepts_are_made_when_asked_for(quoth, project):
    found = records(quoth("concepts", project))
    assert [(one["actors"], one["agree"], one["disagree"]) for one in found] == [(2, 2, 0)] * 2
    assert all(one["proposed"] and len(one["codings"]) == 2 for one in found)
    (levy,) = records(quoth("concepts", project, "levy"))
    assert [
        one["id"] for one in records(quoth("concepts", project, "--speaker", "Boris Reed"))
    ] == [levy["id"]]
    assert records(quoth("concepts", project, "--min-actors", "3")) == []


def test_one_concept_with_who_said_it_where(quoth, project):
    (levy,) = records(quoth("concepts", project, "levy"))
    (shown,) = records(quoth("concepts", project, "--show", levy["name"]))
    assert {coding["outlet"] for coding in shown["codings"]} == {"The Tide", "The Gull"}
    assert {tuple(coding["speakers"]) for coding in shown["codings"]} == {
        ("Ada Vale",),
        ("Boris Reed",),
    }
    rows = list(
        csv.DictReader(
            io.StringIO(quoth("concepts", project, "--show", levy["id"], "--csv").stdout)
        )
    )
    assert [row["agreement"] for row in rows] == ["agrees", "agrees"]
    table = quoth("concepts", project, "--table").stdout
    assert "Against" in table and levy["name"] in " ".join(table.split())


def test_a_person_codes_and_names(quoth, project):
    (levy,) = records(quoth("concepts", project, "levy"))
    (tax,) = records(quoth("find", project, "cruise"))
    named = quoth(
        "judge",
        project,
        "rename",
        levy["id"],
        "--concepts",
        "--name",
        "The levy",
        "--by",
        "Ada",
        "--table",
    )
    assert "“The levy”" in named.stdout
    made = quoth(
        "judge",
        project,
        "correct",
        tax["id"],
        "--concept",
        "Tax",
        "--disagrees",
        "--by",
        "Ada",
        "--table",
    )
    assert "it disagrees with “Tax”" in made.stdout
    found = {one["name"]: one for one in records(quoth("concepts", project))}
    assert not found["The levy"]["proposed"]
    assert found["Tax"]["disagree"] == 1 and found["Tax"]["codings"][0]["coder"] == "Ada"


def test_what_is_not_there_is_an_error(quoth, project):
    result = quoth("concepts", project, "--show", "nothing")
    assert result.exit_code == 2 and "names no concept" in result.stderr
    wrong = quoth("judge", project, "accept", "abcdef", "--disagrees")
    assert wrong.exit_code == 2 and "accept takes no --" in wrong.stderr
