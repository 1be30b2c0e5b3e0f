"""Coalitions at the desk: who takes the same side, how sure, and when."""

from __future__ import annotations

import pytest

from quoth.network import Options, network, rows
from quoth.serve.twomode import named
from quoth.store import Project
from tests.serve.builders import Reader, small_project

FOR = "the harbour levy must be raised this spring"
ARTICLES = tuple(
    (f"[S {who}] [C {cue}] [Q {said}].", {"outlet": "Post", "published": f"2024-0{month}-1{n}"})
    for n, (month, who, cue, said) in enumerate(
        (
            (3, "Mira Tolland", "said", FOR),
            (3, "Ivo Hass", "said", FOR),
            (4, "Joren Pike", "denied", f"that {FOR}"),
            (4, "Lena Orme", "denied", f"that {FOR}"),
            (6, "Mira Tolland", "said", f"again {FOR}"),
            (6, "Joren Pike", "denied", f"that {FOR} or ever"),
        )
    )
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("sides") / "harbour.quoth"
    small_project(path, *ARTICLES)
    with Project.open(path, write=True) as project:
        project.find_concepts()
    with Reader(path) as reader:
        yield reader


def tie(page, one: str, other: str) -> dict:
    (found,) = [t for t in page["ties"] if {t["a"], t["b"]} == {one, other}]
    return found


def test_the_ties_are_those_of_the_network(desk):
    page = desk.data("/coalitions.json")
    with Project.open(desk.desk.path) as project:
        wanted = network(rows(project), Options(qualifier="subtract"))
    assert {(t["a"], t["b"]): t["weight"] for t in page["ties"]} == {
        (a, b): weight for a, b, weight in wanted.ties()
    }
    assert tie(page, "Mira Tolland", "Ivo Hass")["weight"] > 0
    assert tie(page, "Mira Tolland", "Joren Pike")["weight"] < 0


def test_two_coalitions_with_their_range(desk):
    page = desk.data("/coalitions.json")
    groups = [{name for _, name, _ in g["members"]} for g in page["coalitions"]]
    assert sorted(map(sorted, groups)) == [
        ["Ivo Hass", "Mira Tolland"],
        ["Joren Pike", "Lena Orme"],
    ]
    assert page["drawings"] >= 20
    for one in page["ties"]:
        assert one["low"] <= one["high"]
    for group in page["coalitions"]:
        assert all(0 <= stays <= 1 for _, _, stays in group["members"])
        (concept, balance) = group["concepts"][0]
        assert "levy" in concept
        assert (balance > 0) == ("Ivo Hass" in {name for _, name, _ in group["members"]})


def test_agreement_and_conflict_alone(desk):
    agree = desk.data("/coalitions.json", count="congruence")
    assert all(t["weight"] > 0 for t in agree["ties"])
    assert tie(agree, "Joren Pike", "Lena Orme")
    clash = desk.data("/coalitions.json", count="conflict")
    assert tie(clash, "Mira Tolland", "Joren Pike")["weight"] > 0
    assert not [t for t in clash["ties"] if {t["a"], t["b"]} == {"Joren Pike", "Lena Orme"}]
    assert len(clash["coalitions"]) == 2
    assert 'class="against"' in desk.get("/coalitions?count=conflict").text


def test_a_time_is_cut_out(desk):
    page = desk.data("/coalitions.json", since="2024-06")
    assert {n["name"] for n in page["nodes"]} == {"Mira Tolland", "Joren Pike"}
    assert page["coalitions"] == []


def test_windows_tell_what_changed(desk):
    page = desk.data("/coalitions.json", window="months", size="2")
    assert len(page["moments"]) >= 1
    assert page["moments"][0]["changed"] is None
    assert all(0 <= m["modularity"] <= 1 for m in page["moments"])
    html = desk.get("/coalitions?window=months&size=2").text
    first = page["moments"][0]
    assert f"since={first['start']}&amp;until={first['stop']}" in html


def test_the_table_is_data(desk):
    text = desk.get("/coalitions.csv").text
    assert text.startswith("a,b,weight,low,high") and "Joren Pike" in text


def test_a_project_without_concepts_says_how_to_make_them(tmp_path):
    path = tmp_path / "plain.quoth"
    small_project(path, *ARTICLES[:2])
    with Reader(path) as reader:
        page = reader.get("/coalitions")
        assert page.status_code == 200 and "quoth concepts plain.quoth" in page.text


@pytest.mark.parametrize("asked", ["count=all", "window=hours", "size=1", "n=0", "since=May"])
def test_what_cannot_be_asked(desk, asked):
    assert desk.get(f"/coalitions?{asked}").status_code == 400


@pytest.mark.parametrize(
    ("name", "is_name"),
    [("Mira Tolland", True), ("city", False), ("inquiry's report", False), ("PM", True),
     ("上海", True), ("85 per cent of Vessalians", True)],
)  # fmt: skip
def test_a_description_is_no_node(name, is_name):
    assert named(name) is is_name


def test_sides_are_those_of_the_network_command(affair, affair_reader):
    from quoth.serve.coalitions import _coded

    with Project.open(affair) as project:
        told = [row for row in rows(project) if row.agreement is not None]
    assert len(told) > 20
    assert _coded(affair_reader.desk) == told
