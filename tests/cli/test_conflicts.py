from __future__ import annotations

import csv
import io
import json

import pytest

from quoth.model import Input as GivenInput
from quoth.store import Outcome, Project
from tests.compare.builders import resolved

PAGES = [
    (
        "Calder Post",
        "2024-05-12",
        "[Q1 The barrier took 40 minutes to close], [S1 Mira Tolland] [C1 said]. "
        "[S2 Mira Tolland], a banker in exile, [C2 supports] [Q2 the harbour levy].",
    ),
    (
        "Inland Gazette",
        "2024-05-13",
        "[Q1 The barrier took 75 minutes to close], [S1 Joren Pike] [C1 claimed]. "
        "[S2 Joren Pike] [C2 opposes] [Q2 the harbour levy].",
    ),
]


@pytest.fixture
def project(tmp_path):
    """Two outlets in which two people contradict each other twice."""
    path = tmp_path / "affair.quoth"
    with Project.open(path, create=True) as opened:
        for number, (outlet, day, text) in enumerate(PAGES):
            article, statements = resolved(text, outlet=outlet, published=day, language="en")
            given = GivenInput(path=f"{number}.txt", format="text", status="done")
            opened.write(
                [Outcome(input=given, article=article, statements=statements, model="fake-1")]
            )
        assert opened.find_conflicts()
        assert not opened.find_conflicts()
    return path


def records(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_conflicts_name_both_voices_and_their_words(quoth, project):
    figure, position = records(quoth("conflicts", project))
    assert (figure["kind"], figure["rank"]) == ("figure", 1)
    assert [figure[side]["who"] for side in "ab"] == ["Mira Tolland", "Joren Pike"]
    assert [figure[side]["text"] for side in "ab"] == ["40 minutes", "75 minutes"]
    assert figure["b"]["article"]["outlet"] == "Inland Gazette"
    assert (position["kind"], position["rank"]) == ("position", 2)


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        (("--kind", "position"), ["position"]),
        (("--actor", "pike"), ["figure", "position"]),
        (("--actor", "nobody"), []),
        (("--outlet", "gazette"), ["figure", "position"]),
        (("--outlet", "elsewhere"), []),
        (("--limit", "1"), ["figure"]),
        (("--min-confidence", "0.99"), []),
        (("--event", "zzzz"), []),
    ],
)
def test_a_choice_of_conflicts(quoth, project, options, kinds):
    assert [one["kind"] for one in records(quoth("conflicts", project, *options))] == kinds


def test_conflicts_as_a_table_and_as_csv(quoth, project):
    table = quoth("conflicts", project, "--table").stdout
    assert "Mira Tolland: 40 minutes; Joren Pike: 75 minutes" in " ".join(table.split())
    rows = list(csv.DictReader(io.StringIO(quoth("conflicts", project, "--csv").stdout)))
    assert [row["a_who"] for row in rows] == ["Mira Tolland", "Mira Tolland"]
    assert quoth("conflicts", project, "--kind", "denial", "--table").stdout == (
        "no conflicts found\n"
    )


def test_outlets_side_by_side(quoth, project):
    rows = records(quoth("compare", project))
    voices = {(r["outlet"], r["actor"]): r for r in rows if r["section"] == "voice"}
    assert voices["Inland Gazette", "Joren Pike"]["cues"] == {"doubting": 1, "other": 1}
    assert voices["Calder Post", "Mira Tolland"]["share"] == 1.0
    assert [(r["actor"], r["label"], r["by"]) for r in rows if r["section"] == "label"] == [
        ("Mira Tolland", "a banker in exile", None)
    ]
    left_out = {(r["outlet"], r["actor"]) for r in rows if r["section"] == "left out"}
    assert left_out == {("Calder Post", "Joren Pike"), ("Inland Gazette", "Mira Tolland")}


def test_one_outlet_and_one_actor(quoth, project):
    assert {r["outlet"] for r in records(quoth("compare", project, "calder"))} == {"Calder Post"}
    rows = records(quoth("compare", project, "--actor", "Pike"))
    assert {r["actor"] for r in rows} == {"Joren Pike"}
    assert "Who speaks" in quoth("compare", project, "--table").stdout
    assert quoth("compare", project, "--csv").stdout.startswith("section,outlet,actor")


def test_an_unknown_outlet_says_what_to_try(quoth, project):
    result = quoth("compare", project, "Nowhere Times")
    assert result.exit_code != 0


def test_figures_over_sources_and_time(quoth, project):
    rows = records(quoth("compare", project, "--figures", "barrier close"))
    assert [(r["who"], r["low"], r["unit"]) for r in rows] == [
        ("Mira Tolland", 40, "minute"),
        ("Joren Pike", 75, "minute"),
    ]
    assert "75 minutes" in quoth("compare", project, "--figures", "barrier", "--table").stdout
    assert "exact,minute" in quoth("compare", project, "--figures", "barrier", "--csv").stdout
    assert records(quoth("compare", project, "--figures", "herring")) == []


def test_facts_are_kept_until_their_article_changes(project):
    with Project.open(project, write=True) as opened:
        before = opened._connection.execute("SELECT * FROM facts ORDER BY 1").fetchall()
        digest = opened.digest()
        article, statements = resolved(
            "[Q1 The barrier took 90 minutes to close], [S1 Lina Berg] [C1 said].",
            outlet="Harbour Ledger",
            published="2024-05-14",
            language="en",
        )
        given = GivenInput(path="2.txt", format="text", status="done")
        opened.write([Outcome(input=given, article=article, statements=statements, model="fake-1")])
        assert opened.find_conflicts()
        after = opened._connection.execute("SELECT * FROM facts ORDER BY 1").fetchall()
        assert set(before) < set(after)
        assert len(opened.conflicts(kind="figure")) == 3
        assert opened.digest() != digest


def test_a_search_of_conflicts_is_saved_and_followed(quoth, project, monkeypatch):
    monkeypatch.setenv("QUOTH_BY", "Ada Penn")
    saving = ("--conflicts", "--kind", "position", "--min-confidence", "0.1", "--save", "Stances")
    assert quoth("searches", project, "pike", *saving).exit_code == 0
    (line,) = records(quoth("searches", project))
    assert (line["page"], line["query"]) == ("/conflicts", "who=pike&kind=position&sure=0.1")
    assert (line["of"], line["found"], line["new"]) == ("conflicts", 1, 0)
    assert "1 conflict" in quoth("searches", project, "--table").stdout
    (found,) = records(quoth("conflicts", project, "--saved", "Stances"))
    assert (found["kind"], found["rank"]) == ("position", 2)
    assert records(quoth("conflicts", project, "--saved", "Stances", "--new")) == []
    assert records(quoth("conflicts", project, "--saved", "Stances", "--kind", "figure")) == []
    with Project.open(project, write=True) as opened:
        article, statements = resolved(
            "[S1 Lina Berg], a judge, [C1 supports] [Q1 the harbour levy].",
            outlet="Harbour Ledger",
            published="2024-05-14",
            language="en",
        )
        given = GivenInput(path="2.txt", format="text", status="done")
        opened.write([Outcome(input=given, article=article, statements=statements, model="fake-1")])
        assert opened.find_conflicts()
    (new,) = records(quoth("conflicts", project, "--saved", "Stances", "--new"))
    assert {new["a"]["who"], new["b"]["who"]} == {"Joren Pike", "Lina Berg"}
    assert quoth("searches", project, "--seen", "Stances").exit_code == 0
    assert records(quoth("conflicts", project, "--saved", "Stances", "--new")) == []


def test_searches_of_the_other_kind_say_where_to_look(quoth, project, monkeypatch):
    monkeypatch.setenv("QUOTH_BY", "Ada Penn")
    quoth("searches", project, "--conflicts", "--kind", "figure", "--save", "Figures")
    quoth("searches", project, "levy", "--save", "Levy")
    assert "quoth conflicts --saved" in quoth("find", project, "--saved", "Figures").stderr
    assert "quoth find --saved" in quoth("conflicts", project, "--saved", "Levy").stderr
    assert quoth("conflicts", project, "--new").exit_code == 2
