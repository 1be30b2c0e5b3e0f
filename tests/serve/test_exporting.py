"""What is shown as a file for another program."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile

import pytest

from quoth.export import FORMATS
from quoth.serve import exporting
from tests.serve.builders import Reader, add_derived, small_project

ARTICLES = (
    ("[S Mira Tolland] [C said] [Q the bridge holds].",
     {"outlet": "The Harbour Post", "published": "2024-05-12"}),
    ("[S Joren Pike] [C denied] [Q it].",
     {"outlet": "The Harbour Post", "published": "2024-05-13"}),
    ("[S Ivo Hass] [C told reporters] [Q the levy 🚢 rises].",
     {"outlet": "Calder Echo", "published": "2024-06-01"}),
)  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "harbour.quoth"
    small_project(path, *ARTICLES)
    made = add_derived(path)
    with Reader(path) as reader:
        reader.made = made
        yield reader


def lines(answer) -> list[dict]:
    return [json.loads(line) for line in answer.text.splitlines()]


def contents(answer) -> list[str]:
    return [one["content"]["text"] for one in lines(answer) if "content" in one]


@pytest.mark.parametrize("format", [one.name for one in FORMATS])
def test_every_format_is_offered_and_had(desk, format):
    offered = {one["format"]: one for one in desk.data("/export.json")["formats"]}
    answer = desk.get(offered[format]["link"])
    assert answer.status_code == 200 and answer.content
    name = f"harbour-{format}{offered[format]['ending']}"
    assert f'filename="{name}"' in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith("attachment")


def test_the_file_has_what_the_search_found(desk):
    def had(**asked):
        return contents(desk.get("/export/file", params={"format": "jsonl", **asked}))

    assert len(had()) == 3
    assert had(q="levy") == ["the levy 🚢 rises"]
    assert had(outlet="The Harbour Post", q="bridge") == ["the bridge holds"]
    assert had(since="2024-06") == ["the levy 🚢 rises"]
    (pike,) = [a for a in desk.data("/actors.json")["actors"] if a["name"] == "Joren Pike"]
    assert had(actor=pike["id"]) == ["it"]
    assert had(q="nothing like this") == []


def test_one_article_claim_or_event(desk):
    article = desk.data("/articles.json", outlet="Calder Echo")["articles"][0]["id"]
    answer = desk.get("/export/file", params={"format": "jsonl", "article": article})
    assert contents(answer) == ["the levy 🚢 rises"]
    claim = desk.get("/export/file", params={"format": "jsonl", "claim": desk.made["claim"]})
    assert sorted(contents(claim)) == ["it", "the bridge holds"]
    event = desk.get("/export/file", params={"format": "jsonl", "event": desk.made["event"]})
    assert len(contents(event)) == 2
    concept = desk.get("/export/file", params={"format": "jsonl", "concept": desk.made["concept"]})
    coded = desk.data(f"/concept/{desk.made['concept']}.json")["statements"]
    assert len(contents(concept)) == len(coded) > 0
    assert desk.get("/export", params={"article": "nobody"}).status_code == 404


def test_pages_lead_to_their_own_export(desk):
    article = desk.data("/articles.json")["articles"][0]["id"]
    for path, wanted in (
        ("/search?q=levy&mode=direct", "/export?q=levy&amp;mode=direct"),
        (f"/article/{article}", f"/export?article={article}"),
        (f"/claim/{desk.made['claim']}", f"/export?claim={desk.made['claim']}"),
        (f"/concept/{desk.made['concept']}", f"/export?concept={desk.made['concept']}"),
        ("/outlet?name=Calder+Echo", "/export?outlet=Calder+Echo"),
        ("/actors?q=pike", '"/export"'),
    ):
        assert wanted in desk.get(path).text, path


def test_a_database_and_a_packed_folder_are_whole(desk, tmp_path):
    path = tmp_path / "got.dna"
    path.write_bytes(desk.get("/export/file", params={"format": "dna"}).content)
    with sqlite3.connect(path) as opened:
        assert opened.execute("SELECT COUNT(*) FROM DOCUMENTS").fetchone() == (3,)
    packed = desk.get("/export/file", params={"format": "csv"}).content
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        assert opened.testzip() is None and any("statement" in n for n in opened.namelist())


def test_a_network_is_chosen_by_its_options(desk):
    page = desk.get("/export", params={"speaker": "Pike"}).text
    form = page[
        page.index('action="/export/file"') : page.index("</form>", page.index("export/file"))
    ]
    assert '<input type="hidden" name="speaker" value="Pike">' in form
    for name, values, usual in exporting.CHOICES:
        assert f'name="{name}"' in form and all(f'value="{value}"' in form for value in values)
        assert f'value="{usual}" selected' in form or not values
    usual = {name: value for name, _, value in exporting.CHOICES}

    def had(**asked):
        return desk.get("/export/file", params={"format": "graphml", **usual, **asked})

    assert had().content == desk.get("/export/file", params={"format": "graphml"}).content
    two = had(network="two-mode", normalisation="activity").text
    assert ">two-mode</data>" in two and ">activity</data>" in two
    answer = had(window="days", size="3")
    assert "graphml.zip" in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
        assert opened.testzip() is None and all(n.endswith(".graphml") for n in opened.namelist())
    assert had(format="gexf", window="days").status_code == 200
    for wrong in ({"qualifier": "sideways"}, {"size": "0"}, {"normalisation": "activity"}):
        assert had(**wrong).status_code == 400, wrong
    assert "one of no, average" in had(normalisation="activity").text
    assert had(format="ris", network="two-mode").status_code == 200


def test_a_second_export_is_told_to_wait(desk, monkeypatch):
    monkeypatch.setattr(exporting, "PATIENCE", 0.01)
    with exporting.ONE_AT_A_TIME:
        answer = desk.get("/export/file", params={"format": "jsonl"})
    assert answer.status_code >= 400 and "another export" in answer.text
    assert desk.get("/export/file", params={"format": "jsonl"}).status_code == 200


def test_there_is_no_other_format(desk):
    for format in ("exe", "../csv", ""):
        assert desk.get("/export/file", params={"format": format}).status_code == 404


def test_nobody_gets_a_file_without_the_cookie(desk):
    desk.cookies.clear()
    assert desk.get("/export/file", params={"format": "jsonl"}).status_code == 403


def test_the_choices_are_those_of_networks():
    from quoth.network.matrices import DUPLICATES, NORMALISATIONS, QUALIFIERS, WINDOWS
    from quoth.network.rows import KINDS

    choices = {name: set(values) for name, values, _ in exporting.CHOICES}
    assert choices["network"] == set(QUALIFIERS) == set(NORMALISATIONS)
    assert choices["qualifier"] == {one for each in QUALIFIERS.values() for one in each}
    assert choices["normalisation"] == {one for each in NORMALISATIONS.values() for one in each}
    assert choices["duplicates"] == set(DUPLICATES)
    assert choices["actors"] == set(KINDS)
    # Articles are dated to the day.
    assert choices["window"] == set(WINDOWS) - {"seconds", "minutes"}
