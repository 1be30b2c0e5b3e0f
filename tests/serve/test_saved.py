"""Searches that are kept under a name, at the desk."""

from __future__ import annotations

import re
import sqlite3

import pytest

from quoth.store import Project
from quoth.store.saved import ASKED
from tests.serve.builders import HOST, Reader, add_derived
from tests.store.builders import keep, told


def post(reader, **form):
    return send(reader, "/saved", back="/searches", **form)


def send(reader, path, **form):
    return reader.post(path, data={"token": reader.guard.token, **form}, headers={"Origin": HOST})


def save(reader, name="Bridge", query="q=bridge", page="/search"):
    answer = post(reader, action="save", name=name, query=query, page=page)
    assert answer.status_code == 303, answer.text
    return next(s for s in reader.data("/searches.json")["searches"] if s["name"] == name)


def add(path, marked="[S Ivo Hass] [C said] [Q the bridge has fallen].", **fields):
    """A later article."""
    article, statements = told(marked, path="later.txt", **{"published": "2024-05-01", **fields})
    with Project.open(path, write=True) as project:
        keep(project, article, statements)


def test_a_search_is_saved_listed_and_opened(reader):
    one = save(reader)
    assert (one["found"], one["new"]) == (2, 0) and one["asked"] == [["q", "bridge"]]
    for path in ("/", "/search", "/searches"):
        assert "Bridge</button>" in reader.get(path).text
    opened = post(reader, action="open", search=one["id"])
    assert opened.headers["location"] == "/search?q=bridge"
    assert reader.data("/searches.json")["searches"][0]["opened_at"]
    assert "Saved as" in reader.get("/search?q=bridge").text
    assert "Saved as" not in reader.get("/search?q=bridge&type=denial").text


def test_what_was_added_since_is_new_until_it_is_opened(reader, told_project):
    one = save(reader)
    add(told_project)
    reader.desk.renew()
    (seen,) = reader.data("/searches.json")["searches"]
    assert (seen["found"], seen["new"]) == (3, 1)
    where = post(reader, action="open", search=one["id"]).headers["location"]
    page = reader.data(where.replace("/search", "/search.json"))
    assert page["new"] == 1 and len(page["fresh"]) == 1
    fresh = next(s for s in page["statements"] if s["id"] in page["fresh"])
    assert "fallen" in fresh["content"]
    html = reader.get(where).text
    assert html.count('class="tag fresh">new<') == 1 and "1 of them is new" in html
    only = reader.data(where.replace("/search", "/search.json") + "&only=new")
    assert [s["id"] for s in only["statements"]] == page["fresh"]
    assert reader.data("/searches.json")["searches"][0]["new"] == 0


def test_those_with_something_new_come_first_in_short_lists(reader, told_project):
    for number in range(9):
        save(reader, f"{number}", f"q=levy{number}")
    save(reader)
    add(told_project)
    reader.desk.renew()
    overview = reader.data("/overview.json")
    assert overview["saved_count"] == 10 and len(overview["saved"]) == 8
    assert [s["name"] for s in overview["saved"]][:2] == ["Bridge", "0"]


def test_each_reader_has_their_own_news(reader, told_project):
    one = save(reader)
    add(told_project)
    reader.desk.renew()
    send(reader, "/you", name="Bo Lind", back="/")
    post(reader, action="open", search=one["id"])
    assert reader.data("/searches.json")["searches"][0]["new"] == 0
    send(reader, "/you", name="Ada Penn", back="/")
    assert reader.data("/searches.json")["searches"][0]["new"] == 1


def test_a_search_is_renamed_and_removed(reader, told_project):
    one = save(reader)
    assert post(reader, action="rename", search=one["id"], name="Bridges").status_code == 303
    (known,) = reader.data("/searches.json")["searches"]
    assert (known["id"], known["name"]) == (one["id"], "Bridges")
    assert post(reader, action="remove", search=one["id"]).status_code == 303
    assert reader.data("/searches.json")["searches"] == []
    with Project.open(told_project) as project:
        told_of = project._connection.execute("SELECT action FROM saved ORDER BY made_at")
        assert [action for (action,) in told_of] == ["save", "rename", "remove"]


@pytest.mark.parametrize(
    "form",
    [
        {"action": "save", "name": "", "query": "q=a", "page": "/search"},
        {"action": "save", "name": "x" * 101, "query": "q=a", "page": "/search"},
        {"action": "save", "name": "All", "query": "", "page": "/search"},
        {"action": "save", "name": "All", "query": "q=a", "page": "//elsewhere.example"},
        {"action": "save", "name": "All", "query": "q=a", "page": "/actors"},
        {"action": "save", "name": "All", "query": "type=lie", "page": "/search"},
        {"action": "save", "name": "All", "query": "since=spring", "page": "/search"},
        {"action": "save", "name": "bridge", "query": "q=a", "page": "/search"},
        {"action": "open", "search": "0" * 20},
        {"action": "rename", "search": "0" * 20, "name": "x"},
        {"action": "burn", "search": "0" * 20},
        {},
    ],
)
def test_what_cannot_be_is_refused(reader, form):
    save(reader)
    assert post(reader, **form).status_code == 400
    assert len(reader.data("/searches.json")["searches"]) == 1


def test_without_the_token_nothing_is_kept(reader):
    form = {"action": "save", "name": "A", "query": "q=a", "page": "/search"}
    answer = reader.post("/saved", data=form, headers={"Origin": HOST})
    assert answer.status_code == 403
    assert reader.data("/searches.json")["searches"] == []


def test_read_only_shows_links_and_keeps_nothing(reader, told_project):
    one = save(reader)
    add(told_project)
    with Reader(told_project, read_only=True) as other:
        for path in ("/", "/search", "/searches"):
            page = other.get(path).text
            assert re.search(r'href="/search\?q=bridge&amp;new=\d+"', page)
            assert 'action="/saved"' not in page
        assert post(other, action="remove", search=one["id"]).status_code == 403
        assert len(other.data("/searches.json")["searches"]) == 1


def test_a_network_without_a_name_keeps_nothing(told_project):
    with Reader(told_project, network=True, password="long enough") as other:
        answer = post(other, action="save", name="A", query="q=levy", page="/search")
        assert answer.status_code == 403
        assert other.data("/searches.json")["searches"] == []


def test_a_timeline_is_saved_with_its_lanes(reader):
    one = save(reader, "Lanes", "q=bridge&lanes=outlet&page=7&x=1", "/timeline")
    assert one["link"] == "/timeline?q=bridge&lanes=outlet" and one["found"] == 2
    assert "Saved as" in reader.get(one["link"]).text
    assert "Save this search" in reader.get("/network?q=bridge").text


def test_a_name_is_text(reader):
    save(reader, name='<b>"x"</b>')
    for path in ("/", "/search", "/searches"):
        page = reader.get(path).text
        assert "<b>" + '"x"' not in page and "&lt;b&gt;" in page


def test_the_desk_and_the_project_find_the_same(affair_reader, affair):
    """What a saved search finds does not hang on where it is asked."""
    page = affair_reader.data("/search.json")
    values = {
        f["name"]: [v["value"] for v in f["values"]][:3] for f in page["facets"] if f["values"]
    }
    asked = [{"q": "gate"}, {"speaker": "minister"}, {"since": "2025-01-20"}, {"until": "2025-01"}]
    asked += [{name: value} for name, some in values.items() for value in some]
    asked += [{"q": "gate", "type": "denial", "nested": "no", "kind": "person"}]
    assert {name for one in asked for name in one} == set(ASKED)
    with Project.open(affair) as project:
        from quoth.store.saved import numbers

        for one in asked:
            found = numbers(project._connection, one)
            total = affair_reader.data("/search.json", **one)["paging"]["total"]
            assert len(found) == len(set(found)) == total, one


def test_conflicts_are_saved_and_what_came_since_is_marked(reader, told_project):
    ids = add_derived(told_project)
    reader.desk.renew()
    assert "Save this search" not in reader.get("/conflicts").text
    assert "Save this search" in reader.get("/conflicts?kind=denial").text
    one = save(reader, "Denied", "kind=denial&who=toll*&page=3&q=x", "/conflicts")
    assert (one["of"], one["found"], one["new"]) == ("conflicts", 1, 0)
    assert one["asked"] == [["who", "toll*"], ["kind", "denial"]]
    listed = reader.get("/searches").text
    assert "1 conflict<" in listed and "Kind of conflict" in listed
    add(told_project)
    with sqlite3.connect(told_project) as connection:
        connection.execute(
            "UPDATE conflict SET b_article_id = (SELECT id FROM article ORDER BY number DESC)"
            " WHERE id = ?",
            (ids["denial"],),
        )
    reader.desk.renew()
    (seen,) = reader.data("/searches.json")["searches"]
    assert (seen["found"], seen["new"]) == (1, 1)
    where = post(reader, action="open", search=one["id"]).headers["location"]
    page = reader.data(where.replace("/conflicts", "/conflicts.json"))
    assert (page["new"], page["fresh"]) == (1, [ids["denial"]])
    html = reader.get(where).text
    assert html.count('class="tag fresh">new<') == 1 and "1 of them is new" in html
    only = reader.data("/conflicts.json", new=where.rpartition("=")[2], only="new")
    assert [c["id"] for c in only["conflicts"]] == [ids["denial"]]
    assert reader.data("/searches.json")["searches"][0]["new"] == 0


def test_conflicts_that_cannot_be_asked_for_say_so(reader):
    for asked in ("kind=lie", "sure=2", "sure=.", "new=x", "only=old"):
        assert reader.get(f"/conflicts?{asked}").status_code == 400, asked


def test_conflicts_of_an_event(reader, told_project):
    ids = add_derived(told_project)
    reader.desk.renew()
    page = reader.data("/conflicts.json", event=ids["event"])
    assert page["event_title"] == "the bridge"
    assert page["paging"]["total"] == 2
    assert reader.data("/conflicts.json", event="0" * 20)["paging"]["total"] == 0


def test_a_saved_search_names_the_event_whose_conflicts_it_asks_for(reader, told_project):
    ids = add_derived(told_project)
    reader.desk.renew()
    for asked in (ids["event"], ids["event"][:8]):
        one = save(reader, f"Of {asked}", f"event={asked}", "/conflicts")
        assert one["asked"] == [["event", "the bridge"]]
        assert one["link"] == f"/conflicts?event={asked}"
    gone = save(reader, "Gone", f"event={'0' * 20}", "/conflicts")
    assert gone["asked"] == [["event", "0" * 20]], "where there is none, as it was asked"
    assert 'Event: <span dir="auto">the bridge</span>' in reader.get("/searches").text
