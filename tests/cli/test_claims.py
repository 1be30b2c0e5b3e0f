"""`quoth claims`: which statements several outlets have, and what each made of one."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.match.builders import matched, said

WHOLE = "We did not close the harbour before the storm, and for that we answer to the lower town"
CUT = "We did not close the harbour before the storm"


@pytest.fixture
def project(tmp_path):
    """Three outlets with one sentence, and a sentence that two have."""
    path = tmp_path / "affair.quoth"
    ferry = "The ferry to the islands will sail at noon whatever the weather service says"
    matched(
        path,
        said(WHOLE, outlet="The Tide", day="2025-01-14"),
        said(CUT, outlet="The Buoy", day="2025-01-15"),
        said(WHOLE, outlet="The Gull", day="2025-01-16"),
        said(ferry, by="Boris Reed", outlet="The Tide", day="2025-02-20"),
        said(ferry, by="Boris Reed", outlet="The Gull", day="2025-02-20"),
    ).close()
    return path


def records(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_claims_of_most_outlets_come_first(quoth, project):
    harbour, ferry = records(quoth("claims", project))
    assert harbour["text"] == WHOLE
    assert (harbour["outlets"], harbour["articles"], harbour["sources"]) == (3, 3, 3)
    assert (harbour["first"], harbour["last"]) == ("2025-01-14", "2025-01-16")
    assert [voice["name"] for voice in harbour["speakers"]] == ["Ada Vale"]
    assert [m["relation"] for m in harbour["members"]] == ["original", "trimmed", "verbatim"]
    assert all(member["reason"] for member in harbour["members"])
    assert ferry["outlets"] == 2


@pytest.mark.parametrize(
    ("options", "speakers"),
    [
        (["harbour"], ["Ada Vale"]),
        (["ferry", "noon"], ["Boris Reed"]),
        (["harbour", "noon"], []),
        (["--speaker", "reed"], ["Boris Reed"]),
        (["--outlet", "Buoy"], ["Ada Vale"]),
        (["--min-outlets", 3], ["Ada Vale"]),
        (["--relation", "trimmed"], ["Ada Vale"]),
        (["--relation", "paraphrased"], []),
        (["--since", "2025-02"], ["Boris Reed"]),
        (["--until", "2025-01-31"], ["Ada Vale"]),
        (["--limit", 1], ["Ada Vale"]),
    ],
)
def test_choosing(quoth, project, options, speakers):
    found = records(quoth("claims", project, *options))
    assert [claim["speakers"][0]["name"] for claim in found] == speakers


def test_one_claim_word_by_word(quoth, project):
    harbour, _ = records(quoth("claims", project))
    (shown,) = records(quoth("claims", project, "--show", harbour["id"]))
    assert [version["outlet"] for version in shown["versions"]] == [
        "The Tide",
        "The Buoy",
        "The Gull",
    ]
    cut = shown["versions"][1]["difference"]
    assert [change for change, _ in cut] == ["kept", "cut"]
    assert "answer" in cut[1][1]
    by_statement = quoth("claims", project, "--show", harbour["members"][1]["statement"])
    assert records(by_statement) == [shown]


def test_a_terminal_strikes_out_what_was_cut(quoth, project):
    harbour, _ = records(quoth("claims", project))
    result = quoth("claims", project, "--show", harbour["id"], "--table", columns=200)
    assert result.exit_code == 0
    assert "[-" in result.stdout
    assert "3 outlets" in result.stdout


def test_csv_has_a_row_a_claim(quoth, project):
    result = quoth("claims", project, "--csv")
    header, first, second = csv.reader(io.StringIO(result.stdout))
    assert header == [
        "claim",
        "first",
        "hours",
        "outlets",
        "sources",
        "articles",
        "speakers",
        "text",
    ]
    assert (first[3], first[6], second[6]) == ("3", "Ada Vale", "Boris Reed")


def test_a_claim_that_is_not_there(quoth, project):
    result = quoth("claims", project, "--show", "0123456789abcdef0123")
    assert result.exit_code == 2
    assert "0123456789abcdef0123" in result.stderr


def test_a_date_that_cannot_be(quoth, project):
    result = quoth("claims", project, "--since", "spring")
    assert result.exit_code == 2
    assert "spring" in result.stderr
