"""Actors and what they say."""

from __future__ import annotations

import sqlite3

import pytest

from tests.serve.builders import Reader, add_derived, small_project
from tests.serve.conftest import TOLD


def edges(page) -> set[tuple]:
    return {(e["actor_name"], e["of"], e["say"], e["deny"], e["open"]) for e in page["edges"]}


@pytest.fixture
def made(tmp_path):
    """A claim and a concept over a project's first two statements, an assertion and a denial."""
    path = tmp_path / "calder.quoth"
    small_project(path, *TOLD)
    ids = add_derived(path)
    with Reader(path) as reader:
        yield reader, ids, path


def test_a_denial_is_told_by_its_type_where_there_are_no_positions(made):
    reader, ids, path = made
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM position")
    reader.desk.renew()
    page = reader.data("/network.json", view="claims")
    assert edges(page) == {("Mira Tolland", ids["claim"], 1, 1, 0)}
    assert page["edges"][0]["does"] == "both"


def test_who_denies_says_a_claim_that_is_put_as_a_denial(made):
    reader, ids, path = made
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM position")
        connection.execute("UPDATE claim SET text = 'We did not open the bridge'")
    reader.desk.renew()
    page = reader.data("/network.json", view="claims")
    assert edges(page) == {("Mira Tolland", ids["claim"], 2, 0, 0)}


def test_a_position_says_what_a_statement_does(made):
    reader, ids, path = made
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE position SET position = 'hedges'")
    reader.desk.renew()
    page = reader.data("/network.json", view="claims")
    assert edges(page) == {("Mira Tolland", ids["claim"], 0, 1, 1)}


def test_concepts_have_the_sides_of_their_codings(made):
    reader, ids, _ = made
    page = reader.data("/network.json", view="concepts")
    assert edges(page) == {("Mira Tolland", ids["concept"], 1, 1, 0)}
    assert {n["is_actor"] for n in page["nodes"]} == {True, False}


@pytest.mark.parametrize("view", ["claims", "concepts"])
def test_the_drawing_and_the_table_tell_the_same(affair_reader, view):
    page = affair_reader.data("/network.json", view=view)
    assert page["edges"] and page["made"]
    nodes = {n["id"]: n for n in page["nodes"]}
    for edge in page["edges"]:
        assert edge["say"] + edge["deny"] + edge["open"] > 0
        assert nodes[edge["actor"]]["is_actor"] and not nodes[edge["of"]]["is_actor"]
    for node in nodes.values():
        own = [e for e in page["edges"] if node["id"] in (e["actor"], e["of"])]
        assert len(own) == node["edges"] > 0
        assert sum(e["say"] + e["deny"] + e["open"] for e in own) == node["statements"]
        assert 0 <= node["x"] <= page["width"] and 0 <= node["y"] <= page["height"]
    html = affair_reader.get("/network", params={"view": view}).text
    assert html.count('class="does-') == len(page["edges"]) + 4  # the key has one of each
    rows = affair_reader.get("/network.csv", params={"view": view}).text.splitlines()
    assert len(rows) >= len(page["edges"]) + 1


@pytest.mark.parametrize("view", ["claims", "concepts"])
def test_around_one_everything_hangs_together(affair_reader, view):
    whole = affair_reader.data("/network.json", view=view, n=200)
    for key in ("actor", "of"):
        ego = whole["edges"][0][key]
        page = affair_reader.data("/network.json", view=view, ego=ego)
        assert page["ego"] == ego and page["ego_name"] and page["ego_is_actor"] == (key == "actor")
        near = {ego}
        for _ in range(2):
            for edge in page["edges"]:
                if near & {edge["actor"], edge["of"]}:
                    near |= {edge["actor"], edge["of"]}
        assert near == {n["id"] for n in page["nodes"]}
        assert affair_reader.get(page["ego_page"]).status_code == 200
        mine = {(e["actor"], e["of"]) for e in whole["edges"] if ego in (e["actor"], e["of"])}
        assert mine <= {(e["actor"], e["of"]) for e in page["edges"]}


def test_no_more_nodes_than_asked_and_the_same_places_each_time(affair, affair_reader):
    page = affair_reader.data("/network.json", view="concepts", n=10)
    assert 0 < len(page["nodes"]) <= 10 and page["left_out"] > 0
    with Reader(affair) as other:
        assert other.data("/network.json", view="concepts", n=10) == page


def test_a_search_narrows_it(affair_reader):
    whole = affair_reader.data("/network.json", view="concepts", n=200)
    part = affair_reader.data("/network.json", view="concepts", n=200, type="denial")
    assert 0 < len(part["edges"]) < len(whole["edges"])
    assert affair_reader.data("/network.json", view="claims", q="zyx")["edges"] == []
    assert "Nobody here" in affair_reader.get("/network?view=claims&q=zyx").text


def test_what_is_not_there(affair_reader, reader):
    assert affair_reader.get("/network?view=claims&ego=" + "0" * 20).status_code == 404
    assert affair_reader.get("/network?view=else").status_code == 400
    assert reader.data("/network.json", view="claims")["made"] is False
    assert "no concepts yet" in reader.get("/network?view=concepts").text
