"""Concepts at the desk: who is for, who is against, and judging them."""

from __future__ import annotations

import pytest

from quoth.store import Project
from tests.serve.builders import HOST, Reader, small_project

SAME = {"origin": HOST}

ARTICLES = tuple(
    (marked, {"outlet": outlet, "published": f"2024-05-{day}"})
    for day, outlet, marked in (
        (12, "Post", "[S Mira Tolland] [C said] [Q the harbour levy must be raised this spring]."),
        (13, "Echo", "[S Ivo Hass] [C demanded] [Q that the harbour levy be raised in spring]."),
        (14, "Echo", "[S Joren Pike] [C denied] [Q that the harbour levy must be raised soon]."),
        (15, "Post", "[S Ana Berg] [C said] [Q the old lighthouse museum opens for schools]."),
    )
)


@pytest.fixture(autouse=True)
def somebody(monkeypatch):
    monkeypatch.setenv("QUOTH_BY", "Ada Penn")


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "harbour.quoth"
    small_project(path, *ARTICLES)
    with Reader(path) as reader:
        yield reader


@pytest.fixture
def grouped(desk):
    answer = desk.post(
        "/renew", data={"token": desk.guard.token, "back": "/concepts"}, headers=SAME
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/concepts")
    return desk


def named(desk, *words) -> dict:
    (one,) = [
        c
        for c in desk.data("/concepts.json")["concepts"]
        if all(word in c["name"] for word in words)
    ]
    return one


def judge(desk, back: str = "/concepts", **form):
    answer = desk.post(
        "/judge", data={"token": desk.guard.token, "back": back, **form}, headers=SAME
    )
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_project_that_was_not_grouped_says_so(desk):
    page = desk.get("/concepts")
    assert "quoth concepts harbour.quoth" in page.text and 'action="/renew"' in page.text
    shown = desk.data("/concepts.json")
    assert not shown["made"] and not shown["current"] and shown["paging"]["total"] == 0


def test_grouping_needs_the_token(desk):
    assert desk.post("/renew", data={"token": "wrong"}, headers=SAME).status_code == 403
    assert desk.get("/renew").status_code == 405


def test_sides_are_told_apart(grouped):
    levy = named(grouped, "levy")
    assert (levy["agree"], levy["disagree"], levy["actors"]) == (2, 1, 3)
    page = grouped.data(f"/concept/{levy['id']}.json")
    sides = {side: [v["name"] for v in voices] for side, _, voices in page["sides"]}
    assert sides == {"agree": ["Ivo Hass", "Mira Tolland"], "disagree": ["Joren Pike"]}
    against = grouped.data(f"/concept/{levy['id']}.json", side="disagree")
    assert [one["card"]["speakers"][0]["name"] for one in against["statements"]] == ["Joren Pike"]
    html = grouped.get(f"/concept/{levy['id']}").text
    assert "Joren Pike" in html and "It is for" in html


def test_a_concept_is_renamed_and_stays_found(grouped):
    levy = named(grouped, "levy")
    page = grouped.data(f"/concept/{levy['id']}.json")
    back = f"/concept/{levy['id']}?of={page['anchor']}"
    where = judge(grouped, back, action="rename", concepts=levy["id"], name="Raise the levy")
    shown = grouped.get(where)
    assert shown.status_code == 200 and "Raise the levy" in shown.text
    assert not named(grouped, "Raise the levy")["proposed"]


def test_a_statement_is_coded_by_hand(grouped):
    levy = named(grouped, "levy")
    page = grouped.data(f"/concept/{levy['id']}.json", side="disagree")
    (pike,) = page["statements"]
    judge(grouped, action="correct", coded=pike["card"]["id"], agreement="agree")
    assert (named(grouped, "levy")["agree"], named(grouped, "levy")["disagree"]) == (3, 0)
    (decision,) = grouped.data("/history.json")["decisions"]
    assert decision["target"] == "concept" and "harbour levy" in decision["words"]
    judge(grouped, action="undo", judgement=decision["id"])
    assert (named(grouped, "levy")["agree"], named(grouped, "levy")["disagree"]) == (2, 1)


def test_concepts_are_joined_and_parted(grouped):
    levy = named(grouped, "levy")
    page = grouped.data(f"/concept/{levy['id']}.json")
    out = page["statements"][0]["card"]["id"]
    judge(grouped, action="split", concepts=levy["id"], statements=out)
    (mira,) = grouped.data("/search.json", speaker="tolland")["statements"]
    apart = grouped.data(f"/statement/{mira['id']}.json")["concept"]
    (hass,) = grouped.data("/search.json", speaker="hass")["statements"]
    rest = grouped.data(f"/statement/{hass['id']}.json")["concept"]
    assert rest and (apart is None or apart[0] != rest[0])


def test_odd_forms_are_refused(grouped):
    levy = named(grouped, "levy")
    page = grouped.data(f"/concept/{levy['id']}.json")
    token = grouped.guard.token
    for form in (
        {"action": "correct", "coded": page["anchor"], "agreement": "perhaps"},
        {"action": "rename", "concepts": levy["id"], "name": ""},
        {"action": "merge", "concepts": levy["id"]},
        {"action": "rename", "concepts": "nothing", "name": "x"},
    ):
        assert (
            grouped.post("/judge", data={"token": token, **form}, headers=SAME).status_code == 400
        ), form
    assert grouped.get("/concept/nothing").status_code == 404


def test_an_actor_s_page_tells_sides_and_with_whom(grouped):
    (pike,) = [a for a in grouped.data("/actors.json")["actors"] if a["name"] == "Joren Pike"]
    page = grouped.data(f"/actor/{pike['id']}.json")
    ties = {t["name"]: (t["agree"], t["disagree"]) for t in page["ties"]}
    assert ties == {"Ivo Hass": (0, 1), "Mira Tolland": (0, 1)}
    ((_, name, agree, disagree),) = page["concepts"]
    assert "levy" in name and (agree, disagree) == (0, 1)
    assert "Agrees and disagrees with" in grouped.get(f"/actor/{pike['id']}").text


def test_decisions_outlive_a_new_grouping(grouped):
    levy = named(grouped, "levy")
    judge(grouped, action="rename", concepts=levy["id"], name="Raise the levy")
    with Project.open(grouped.desk.path, write=True) as project:
        project.find_concepts()
    grouped.desk.renew()
    assert named(grouped, "Raise the levy")["statements"] == levy["statements"]
