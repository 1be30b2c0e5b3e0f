"""Judging at the desk: what a form sends is recorded, once, by whom, and shown."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import UsageError
from quoth.serve.app import _local
from quoth.serve.judging import corrections, spans
from tests.serve.builders import HOST, Reader

SAME = {"origin": HOST}


@pytest.fixture(autouse=True)
def somebody(monkeypatch):
    monkeypatch.setenv("QUOTH_BY", "Ada Penn")


def send(reader, action, *, token=None, htmx=False, **fields):
    data = {"token": token or reader.guard.token, "action": action, "back": "/queue", **fields}
    return reader.post(
        "/judge", data=data, headers={**SAME, **({"hx-request": "true"} if htmx else {})}
    )


def first(reader, **asked) -> dict:
    return reader.data("/search.json", **asked)["statements"][0]


def kept(path) -> list[tuple]:
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT action, made_by, target FROM judgement ORDER BY made_at"
        ).fetchall()
    connection.close()
    return found


def test_accepting_is_recorded_and_shown(reader, told_project):
    id = first(reader, q="unsafe")["id"]
    answer = send(reader, "accept", statement=id)
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    assert kept(told_project) == [("accept", "Ada Penn", "statement")]
    page = reader.get(f"/statement/{id}").text
    assert "accepted" in page and "by Ada Penn" in page
    assert reader.data(f"/statement/{id}.json")["history"][0]["action"] == "accept"


def test_htmx_gets_only_the_line(reader):
    id = first(reader, q="unsafe")["id"]
    answer = send(reader, "accept", statement=id, htmx=True)
    assert answer.status_code == 200
    assert answer.text.strip().startswith('<div class="act">') and "<html" not in answer.text
    assert 'value="undo"' in answer.text
    (judgement,) = reader.data("/history.json")["decisions"]
    undone = send(reader, "undo", judgement=judgement["id"], htmx=True)
    assert undone.status_code == 200 and 'value="accept"' in undone.text
    assert [d["undone"] for d in reader.data("/history.json")["decisions"]] == [False, True]


def test_rejecting_takes_the_statement_away_and_undoing_brings_it_back(reader):
    id = first(reader, q="unsafe")["id"]
    send(reader, "reject", statement=id)
    assert reader.data("/search.json", q="unsafe")["paging"]["total"] == 0
    assert reader.get(f"/statement/{id}").status_code == 404
    (judgement,) = reader.data("/history.json")["decisions"]
    assert "unsafe" in judgement["words"]
    send(reader, "undo", judgement=judgement["id"])
    assert first(reader, q="unsafe")["id"] == id


def test_only_what_was_changed_is_corrected(reader):
    one = first(reader, q="unsafe")
    page = reader.data(f"/correct/{one['id']}.json")
    start, end = (int(each) for each in page["content"].split("-"))
    answer = send(
        reader,
        "correct",
        back=f"/statement/{one['id']}",
        statement=one["id"],
        content=f"{start + 5}-{end}",
        **{"content.was": page["content"], "type": "denial", "type.was": "denial"},
        speakers="Mira Tolland; Ivo Hass",
        **{"speakers.was": page["speakers"], "cue": page["cue"], "cue.was": page["cue"]},
        why="the conjunction is not said",
    )
    assert answer.status_code == 303
    corrected = reader.data(
        answer.headers["location"].replace("/statement", "/statement") + ".json"
    )
    assert corrected["card"]["content"] == one["content"][5:]
    assert [voice["name"] for voice in corrected["card"]["speakers"]] == [
        "Mira Tolland",
        "Ivo Hass",
    ]
    (decision,) = corrected["history"]
    assert {name for name, _ in decision["changes"]} == {"content", "speakers"}
    assert decision["why"] == "the conjunction is not said"


def test_actors_are_renamed_joined_and_taken_apart(reader):
    actors = {a["name"]: a["id"] for a in reader.data("/actors.json")["actors"]}
    assert send(reader, "rename", actors=actors["Ivo Hass"], name="Ivo Haas").status_code == 303
    found = {a["name"]: a for a in reader.data("/actors.json")["actors"]}
    assert "Ivo Haas" in found and "Ivo Hass" not in found
    both = [found["Ivo Haas"]["id"], f"{HOST}/actor/{found['Mira Tolland']['id']}"]
    assert send(reader, "merge", actors=both, name="Mira Tolland").status_code == 303
    (joined,) = [a for a in reader.data("/actors.json")["actors"] if a["name"] == "Mira Tolland"]
    assert joined["statements"] == 3
    assert send(reader, "split", actors=joined["id"], names=["Ivo Hass"]).status_code == 303
    assert {a["statements"] for a in reader.data("/actors.json")["actors"]} == {1, 2}


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"action": "accept", "statement": "ffffff"}, "statement"),
        ({"action": "explode", "statement": "x"}, "no action"),
        ({"action": "rename", "actors": "x"}, ""),
        ({"action": "undo", "judgement": "nothing"}, ""),
        ({"action": "correct", "statement": "x", "content": "9-3"}, "no span"),
        ({"action": "correct", "statement": "x", "type": "shout"}, "one of"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(reader, told_project, fields, words):
    answer = send(reader, **fields)
    assert answer.status_code == 400 and words in answer.text
    assert kept(told_project) == []


# Adding


def test_a_missed_statement_is_added_by_its_words(reader, told_project):
    article = first(reader, q="levy")["article"]["id"]
    shown = reader.data(f"/add/{article}.json", content="0-4, 5-9999", cue="5-12")
    assert shown["parts"] == [
        ["content", "0-4", "Mira"],
        ["cue", "5-12", "Tolland"],
        ["source", "", ""],
    ]
    answer = send(
        reader, "add", article=article, content="Mira … levy would", cue="", source="Tolland",
        speakers="Ivo Hass", type="belief", mode="", back=f"/add/{article}",
    )  # fmt: skip
    assert answer.status_code == 303 and answer.headers["location"].startswith("/statement/")
    assert reader.get(answer.headers["location"]).status_code == 200
    made = reader.data(answer.headers["location"] + ".json")
    assert made["card"]["pieces"] == ["Mira", "levy would"] and made["card"]["type"] == "belief"
    assert [voice["name"] for voice in made["card"]["speakers"]] == ["Ivo Hass"]
    assert kept(told_project) == [("add", "Ada Penn", "statement")]


@pytest.mark.parametrize("words", ["", "not there", "r", "5-9999"])
def test_words_that_do_not_stand_there_are_not_added(reader, told_project, words):
    article = first(reader, q="levy")["article"]["id"]
    answer = send(reader, "add", article=article, content=words)
    assert answer.status_code == 400
    assert kept(told_project) == []


def test_judgements_made_elsewhere_are_shown_too(own_reader, own_affair):
    """On concepts too, which the desk does not offer."""
    import quoth

    with quoth.open(own_affair, write=True) as project:
        ((one, _), *_) = project.find("gate")
        project.judge("correct", coded=one.id, concept="The gate", agreement=True, by="Ben")
    shown = own_reader.data("/history.json")["decisions"][0]
    assert ["concept", "The gate"] in shown["changes"]
    assert "The gate" in own_reader.get("/history").text


# Conflicts and claims


@pytest.fixture
def own_reader(own_affair):
    with Reader(own_affair) as reader:
        yield reader


def test_a_conflict_is_rejected_and_undone(own_reader, own_affair):
    listed = own_reader.data("/conflicts.json")
    id, total = listed["conflicts"][0]["id"], listed["paging"]["total"]
    answer = send(own_reader, "reject", conflict=id, htmx=True)
    assert answer.status_code == 200 and 'value="undo"' in answer.text
    assert kept(own_affair) == [("reject", "Ada Penn", "conflict")]
    assert own_reader.data("/conflicts.json")["paging"]["total"] == total - 1
    assert own_reader.get(f"/conflict/{id}").status_code == 404
    (decision,) = own_reader.data("/history.json")["decisions"]
    assert decision["conflict"] == id and ": " in decision["words"]
    undone = send(own_reader, "undo", judgement=decision["id"], htmx=True)
    assert f'name="conflict" value="{id}"' in undone.text
    assert id in {one["id"] for one in own_reader.data("/conflicts.json", per=100)["conflicts"]}


def test_from_the_page_of_a_rejected_conflict_one_comes_back_to_the_list(own_reader):
    id = own_reader.data("/conflicts.json")["conflicts"][0]["id"]
    answer = send(own_reader, "reject", conflict=id, back=f"/conflict/{id}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/conflicts")


def test_an_accepted_conflict_says_whose_word_it_is(own_reader):
    id = own_reader.data("/conflicts.json")["conflicts"][-1]["id"]
    answer = send(own_reader, "accept", conflict=id, back=f"/conflict/{id}")
    assert answer.headers["location"] == f"/conflict/{id}"
    shown = own_reader.data(f"/conflict/{id}.json")["clash"]
    assert shown["confidence"] == 1 and shown["decision"]["by"] == "Ada Penn"
    assert "accepted" in own_reader.get(f"/conflict/{id}").text
    assert own_reader.data("/conflicts.json")["conflicts"][0]["id"] == id, "the surest first"


def test_a_version_is_said_to_be_another_claim_and_the_claims_follow(own_reader, own_affair):
    claim = own_reader.data("/claims.json")["claims"][0]
    page = own_reader.data(f"/claim/{claim['id']}.json")
    other = next(v["card"]["id"] for v in page["versions"] if v["card"]["id"] != page["original"])
    assert 'value="split"' in own_reader.get(f"/claim/{claim['id']}").text
    send(own_reader, "split", claims=claim["id"], statements=other)
    assert kept(own_affair) == [("split", "Ada Penn", "claim")]
    after = own_reader.data(f"/statement/{page['original']}.json")
    assert other not in {version["card"]["id"] for version in after["versions"]}
    assert own_reader.data("/claims.json")["current"], "made anew at once in a small project"
    send(own_reader, "same", statements=[page["original"], other])
    again = own_reader.data(f"/statement/{page['original']}.json")
    assert other in {version["card"]["id"] for version in again["versions"]}


# Who judges


def choose(reader, name, **more):
    return reader.post(
        "/you", data={"token": reader.guard.token, "name": name, "back": "/queue", **more},
        headers=SAME,
    )  # fmt: skip


def test_each_reader_judges_under_a_name_of_their_own(told_project):
    with Reader(told_project) as one:
        assert "Ada Penn" in one.get("/queue").text
        answer = choose(one, "  Ben   Roe ")
        assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
        cookie = answer.headers["set-cookie"]
        assert "SameSite=Strict" in cookie and "HttpOnly" in cookie
        assert "Ben Roe" in one.get("/queue").text
        send(one, "accept", statement=first(one, q="unsafe")["id"])
        choose(one, "")
        send(one, "accept", statement=first(one, q="levy")["id"])
    assert [by for _, by, _ in kept(told_project)] == ["Ben Roe", "Ada Penn"]


def test_names_of_other_scripts_stay_what_they_are(reader, told_project):
    choose(reader, "Łucja Ærø; وزيرة")
    send(reader, "accept", statement=first(reader, q="unsafe")["id"])
    assert kept(told_project)[0][1] == "Łucja Ærø; وزيرة"


@pytest.mark.parametrize("name", ["x" * 101, "a\0b"])
def test_what_is_no_name_is_said(reader, name):
    answer = choose(reader, name)
    assert answer.status_code == 400 and "set-cookie" not in answer.headers


@pytest.mark.parametrize("value", ["%FF", "%00", "x" * 5000, "%0d%0aset-cookie: a=b", '"'])
def test_a_damaged_cookie_is_no_name(reader, value, told_project):
    reader.cookies.set("quoth-reader-8737", value)
    assert reader.get("/queue").status_code == 200
    send(reader, "accept", statement=first(reader, q="unsafe")["id"])
    assert "\r" not in kept(told_project)[0][1]


def test_a_name_needs_the_token_and_our_origin(reader):
    wrong = {"token": "x", "name": "Eve"}
    assert reader.post("/you", data=wrong, headers=SAME).status_code == 403
    right = {"token": reader.guard.token, "name": "Eve"}
    evil = {"origin": "https://evil.example"}
    assert reader.post("/you", data=right, headers=evil).status_code == 403


def test_on_a_network_nobody_judges_without_a_name(told_project):
    with Reader(told_project, password="long enough") as reader:
        id = first(reader, q="unsafe")["id"]
        refused = send(reader, "accept", statement=id)
        assert refused.status_code == 403 and "Say who you are" in refused.text
        assert kept(told_project) == []
        assert "Ada Penn" not in reader.get("/queue").text
        answer = reader.post(
            "/enter", data={"key": "long enough", "name": "Cleo Marsh"}, headers=SAME
        )
        assert answer.status_code == 303
        send(reader, "accept", statement=id)
    assert [by for _, by, _ in kept(told_project)] == ["Cleo Marsh"]


# Attacks


@pytest.mark.parametrize("token", ["", "x", "é", "0" * 64])
def test_a_form_without_our_token_is_refused(reader, told_project, token):
    id = first(reader)["id"]
    answer = reader.post(
        "/judge", data={"token": token, "action": "accept", "statement": id}, headers=SAME
    )
    assert answer.status_code == 403 and kept(told_project) == []


def test_another_sites_form_is_refused_even_with_the_token(reader, told_project):
    id = first(reader)["id"]
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {}):
        answer = reader.post(
            "/judge",
            data={"token": reader.guard.token, "action": "accept", "statement": id},
            headers=headers,
        )
        assert answer.status_code == 403
    assert kept(told_project) == []


def test_a_link_judges_nothing(reader, told_project):
    id = first(reader)["id"]
    answer = reader.get(
        "/judge", params={"token": reader.guard.token, "action": "accept", "statement": id}
    )
    assert answer.status_code == 405 and kept(told_project) == []


def test_without_the_cookie_nothing_is_judged(told_project):
    with Reader(told_project, enter=False) as reader:
        assert send(reader, "accept", statement="x").status_code == 403


def test_a_read_only_desk_judges_nothing_and_offers_nothing(told_project):
    with Reader(told_project, read_only=True) as reader:
        id = first(reader)["id"]
        assert send(reader, "accept", statement=id).status_code == 403
        for path in (f"/statement/{id}", "/queue", "/history"):
            assert 'action="/judge"' not in reader.get(path).text
    assert kept(told_project) == []


@pytest.mark.parametrize(
    "back, led",
    [
        ("/article/a?s=3#s3", "/article/a?s=3#s3"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/x\r\nset-cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_a_form_leads_back_into_the_desk_alone(back, led):
    assert _local(back) == led


def test_a_long_form_is_refused(reader, told_project):
    answer = send(reader, "accept", statement="x", why="x" * 100_000)
    assert answer.status_code == 413 and kept(told_project) == []


def test_forms_of_pages_have_the_token(reader):
    id = first(reader)["id"]
    for path in (f"/statement/{id}", "/queue", f"/correct/{id}"):
        page = reader.get(path).text
        assert page.count('action="/judge"') >= 1
        assert page.count('action="/judge"') == page.count(
            f'name="token" value="{reader.guard.token}"'
        )


# The parts


def test_a_queue_holds_what_nobody_has_judged(reader):
    before = reader.data("/queue.json")
    assert before["paging"]["total"] == 4 and before["judged"] == 0
    send(reader, "accept", statement=before["statements"][0]["id"])
    after = reader.data("/queue.json")
    assert after["paging"]["total"] == 3 and after["judged"] == 1
    assert before["statements"][0]["id"] not in {one["id"] for one in after["statements"]}


def test_the_most_heard_and_least_sure_come_first(affair_reader):
    shown = affair_reader.data("/queue.json")["statements"]
    assert shown[0]["confidence"] < 0.7
    assert len({one["id"] for one in shown}) == len(shown) == 15


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(1000, 9999)), min_size=1, max_size=5))
def test_spans_are_read_as_they_are_written(given):
    assert spans(", ".join(f"{start}-{end}" for start, end in given)) == given


@pytest.mark.parametrize("typed", ["", "3", "5-5", "-4", "a-b", "٣-٥", "1-9999999999"])
def test_what_is_no_span(typed):
    with pytest.raises(UsageError):
        spans(typed)


def test_unchanged_fields_are_no_corrections():
    form = {"cue": ["3-5"], "cue.was": ["3-5"], "medium": [""], "medium.was": ["letter"]}
    assert corrections(form) == {"medium": None}


def test_what_was_added_or_coded_elsewhere_is_shown_too(reader, told_project):
    import quoth

    with quoth.open(told_project, write=True) as project:
        statement, article = next(iter(project.find("unsafe")))
        added = project.judge("add", article=article.id, content=[(0, 4)], by="Ben")
        project.judge("correct", coded=statement.id, concept="The gate", agreement=True, by="Ben")
    shown = {d["target"]: d for d in reader.data("/history.json")["decisions"]}
    assert ["concept", "The gate"] in shown["concept"]["changes"]
    assert shown["statement"]["changes"] == [] and shown["statement"]["id"] == added.id
    page = reader.get("/history")
    assert page.status_code == 200 and "The gate" in page.text
