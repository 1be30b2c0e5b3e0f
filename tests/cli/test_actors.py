from __future__ import annotations

import json

import pytest

from quoth.model import Article
from quoth.model import Input as GivenInput
from quoth.store import Outcome, Project
from tests.fake import span, statement

SAID = [
    ("Calder Post", "2024-05-12", "Mira Tolland", "mayor"),
    ("Inland Gazette", "2024-06-01", "Mira Tolland", "former mayor"),
    ("Inland Gazette", "2024-06-02", "M. Tolland", "former mayor"),
    ("Harbour Ledger", "2024-05-20", "Joren Pike", None),
]


@pytest.fixture
def project(tmp_path):
    """Four articles in which two people speak, one of them under two names."""
    from quoth.model import Speaker, content_id

    path = tmp_path / "affair.quoth"
    with Project.open(path, create=True) as opened:
        for number, (outlet, day, name, role) in enumerate(SAID):
            article = Article.of(
                f'"The levy will rise {number}," said {name}.',
                path=f"{number}.txt",
                outlet=outlet,
                published=day,
                language="en",
            )
            speaker = Speaker(
                id=content_id("actor", article.id, name), name=name, kind="person", role=role
            )
            found = statement(
                article,
                content=[span(article, f"The levy will rise {number},")],
                cue=span(article, "said"),
                source=span(article, name),
                speakers=(speaker,),
            )
            given = GivenInput(path=article.path, format="text", status="done")
            opened.write(
                [Outcome(input=given, article=article, statements=(found,), model="fake-1")]
            )
        opened.join()
    return path


def records(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_actor_has_aliases_dated_roles_and_outlets(quoth, project):
    tolland, pike = records(quoth("actors", project))
    assert (tolland["name"], tolland["kind"], tolland["known_as"]) == (
        "Mira Tolland",
        "person",
        None,
    )
    assert tolland["aliases"] == [
        {"name": "Mira Tolland", "statements": 2},
        {"name": "M. Tolland", "statements": 1},
    ]
    assert tolland["roles"] == [
        {"role": "mayor", "first": "2024-05-12", "last": "2024-05-12", "articles": 1},
        {"role": "former mayor", "first": "2024-06-01", "last": "2024-06-02", "articles": 2},
    ]
    assert tolland["outlets"] == {"Inland Gazette": 2, "Calder Post": 1}
    assert (tolland["statements"], tolland["articles"]) == (3, 3)
    assert (tolland["first"], tolland["last"]) == ("2024-05-12", "2024-06-02")
    assert (pike["name"], pike["roles"]) == ("Joren Pike", [])
    assert "why" not in tolland


@pytest.mark.parametrize(
    "options, found",
    [
        (["tolland"], ["Mira Tolland"]),
        (["m", "tolland"], ["Mira Tolland"]),
        (["--kind", "organization"], []),
        (["--outlet", "ledger"], ["Joren Pike"]),
        (["--limit", "1"], ["Mira Tolland"]),
    ],
)
def test_filters(quoth, project, options, found):
    assert [record["name"] for record in records(quoth("actors", project, *options))] == found


def test_why(quoth, project):
    (record,) = records(quoth("actors", project, "--why", "Tolland"))
    reasons = {why["name"]: why["reason"] for why in record["why"]}
    assert "“m” is the initial of “mira”" in reasons["M. Tolland"]
    shown = " ".join(quoth("actors", project, "--why", "Tolland", "--table").stdout.split())
    assert "Mira Tolland, person, 3 articles" in shown and "is the initial of" in shown
    alone = quoth("actors", project, "--why", "Pike", "--table")
    assert "not joined with anybody" in alone.stdout


def test_the_table(quoth, project):
    result = quoth("actors", project, "--table", columns=120)
    shown = " ".join(result.stdout.split())
    assert "also M. Tolland" in shown and "Inland Gazette 2" in shown
    assert "mayor (2024-05-12)" in shown
    assert result.stderr == "2 actors\n"
    assert quoth("actors", project, "nobody", "--table").stderr == "Nobody found.\n"


def test_a_terminal_shows_the_first(quoth, project, monkeypatch):
    monkeypatch.setattr("quoth.cli.actors.SHOWN", 1)
    result = quoth("actors", project, "--table")
    assert "Pike" not in result.stdout
    assert result.stderr == "The first 1 actors; --limit N shows more.\n"


def test_a_list_of_names_stays_in_the_project(quoth, project, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("name,aliases,id\nThe Mayor,Mira Tolland|Joren Pike,c-7\n")
    (mayor,) = records(quoth("actors", project, "--names", names, "--kind", "person"))
    assert (mayor["name"], mayor["known_as"], mayor["articles"]) == ("The Mayor", "c-7", 4)
    assert [r["name"] for r in records(quoth("actors", project))] == ["The Mayor"]
    forgotten = records(quoth("actors", project, "--forget", "names"))
    assert [r["name"] for r in forgotten] == ["Mira Tolland", "Joren Pike"]


def test_a_list_that_cannot_be_read_changes_nothing(quoth, project, tmp_path):
    result = quoth("actors", project, "--names", tmp_path / "none.csv")
    assert result.exit_code == 2 and "\n  try: " in result.stderr
    assert len(records(quoth("actors", project))) == 2


def test_find_by_an_alias_of_another_article(quoth, project):
    found = records(quoth("find", project, "--speaker", "Mira Tolland"))
    assert {f["source"]["text"] for f in found} == {"Mira Tolland", "M. Tolland"}
    assert records(quoth("find", project, "--speaker", "Mira Pike")) == []
