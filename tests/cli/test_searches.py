from __future__ import annotations

import csv
import io
import json

import pytest

from tests.serve.builders import small_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("QUOTH_BY", "Ada Penn")
    path = tmp_path / "levy.quoth"
    small_project(
        path,
        ("[S Mira Tolland] [C said] [Q the levy would rise].", {"outlet": "The Post"}),
        ("[S Ivo Hass] [C denied] [Q that the levy would rise].", {"type": "denial"}),
    )
    return path


def test_a_search_is_saved_listed_found_renamed_and_removed(project, quoth):
    assert quoth("searches", project, "levy", "--type", "denial", "--save", "Denied").exit_code == 0
    (line,) = map(json.loads, quoth("searches", project, "--json").stdout.splitlines())
    assert (line["name"], line["query"], line["found"], line["new"]) == (
        "Denied",
        "q=levy&type=denial",
        1,
        0,
    )
    (found,) = map(
        json.loads, quoth("find", project, "--saved", "Denied", "--json").stdout.splitlines()
    )
    assert found["type"] == "denial"
    assert quoth("find", project, "--saved", "Denied", "--new", "--json").stdout == ""
    assert quoth("searches", project, "--seen", "Denied").exit_code == 0
    assert quoth("searches", project, "--rename", "Denied", "Who denies").exit_code == 0
    heading, row = csv.reader(io.StringIO(quoth("searches", project, "--csv").stdout))
    told = dict(zip(heading, row, strict=True))
    assert told["name"] == "Who denies" and told["opened_at"] and told["saved_by"] == "Ada Penn"
    assert quoth("searches", project, "--remove", "Who denies").exit_code == 0
    assert quoth("searches", project, "--json").stdout == ""


def test_further_words_narrow_a_saved_search(project, quoth):
    quoth("searches", project, "levy", "--save", "Levy")
    assert len(quoth("find", project, "--saved", "Levy", "--json").stdout.splitlines()) == 2
    (one,) = quoth("find", project, "Hass", "--saved", "Levy", "--json").stdout.splitlines()
    assert json.loads(one)["type"] == "denial"


@pytest.mark.parametrize(
    "words",
    [
        ("find", "--new"),
        ("find", "--saved", "Nothing"),
        ("searches", "levy"),
        ("searches", "--save", "A"),
        ("searches", "--seen", "A"),
        ("searches", "--remove", "A"),
        ("searches", "--seen", "A", "--remove", "A"),
    ],
)
def test_what_cannot_be_is_wrong_usage(project, quoth, words):
    command, *rest = words
    assert quoth(command, project, *rest).exit_code == 2
