"""Every page in its three forms, from one project whose content is known."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import subprocess
import sys

import pytest

from quoth.serve import queue
from quoth.serve.pages import PAGES
from quoth.serve.timeline import Mark, _curve
from tests.serve.builders import HOST, Reader, add_derived


def table(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def derived(told_project) -> dict[str, str]:
    return add_derived(told_project)


def paths(reader, derived) -> list[str]:
    """An address of every page."""
    latest = reader.data("/overview.json")["latest"]
    ids = {
        **derived,
        "correct": latest[0]["id"],
        "article": latest[0]["article"]["id"],
        "add": latest[0]["article"]["id"],
        "versions": latest[0]["article"]["id"],
        "statement": latest[0]["id"],
        "actor": reader.data("/actors.json")["actors"][0]["id"],
    }
    found = []
    for page in PAGES:
        path = page.path.format(id=ids.get(page.name, ""))
        if page.name == "outlet":
            path += "?name=Harbour+Weekly"
        found.append("/overview" if path == "/" else path)
    return found


@pytest.mark.parametrize("place", range(len(PAGES)))
def test_every_page_has_three_forms(reader, derived, place):
    path = paths(reader, derived)[place]
    stem, _, asked = path.partition("?")
    page = reader.get("/" if path == "/overview" else path)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1" in page.text and "</html>" in page.text
    data = reader.get(f"{stem}.json?{asked}")
    assert data.headers["content-type"] == "application/json"
    assert isinstance(data.json(), dict)
    sheet = reader.get(f"{stem}.csv?{asked}")
    assert sheet.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(sheet.text)))
    assert len({len(row) for row in rows}) == 1 and len(rows[0]) > 2


def test_the_overview_lists_outlets_by_what_it_shows_of_them(affair_reader):
    counts = [one["statements"] for one in affair_reader.data("/overview.json")["outlets"]]
    assert len(set(counts)) > 3 and counts == sorted(counts, reverse=True)


def test_a_day_is_said_on_a_month_or_year_in(reader, told_project):
    with sqlite3.connect(told_project) as connection:
        numbers = connection.execute("SELECT number FROM statement ORDER BY number").fetchall()
        for (number,), day in zip(numbers, ("2024-05-12", "2024-05", "2021"), strict=False):
            connection.execute("UPDATE statement SET said_on = ? WHERE number = ?", (day, number))
    connection.close()
    html = reader.get("/search").text
    for words in ("said on 12 May 2024", "said in May 2024", "said in 2021"):
        assert words in html


def test_the_overview_counts(reader):
    page = reader.data("/overview.json")
    assert (page["articles"], page["statements"], page["actors"]) == (4, 4, 3)
    assert page["outlet_count"] == 2
    assert page["heard"][0]["name"] == "Mira Tolland" and page["heard"][0]["statements"] == 2
    assert (page["first"], page["last"]) == ("2024-05-12", "2024-06-03")
    assert page["months"][0] == ["2024-05-12", 1] and sum(n for _, n in page["months"]) == 3


@pytest.mark.parametrize(
    "asked, found",
    [
        ({}, ["bridge would fall", "bridge was unsafe", "levy would rise", "nobody had looked"]),
        ({"q": "bridge"}, ["bridge would fall", "bridge was unsafe"]),
        ({"q": '"bridge was"'}, ["bridge was unsafe"]),
        ({"q": "brid*"}, ["bridge would fall", "bridge was unsafe"]),
        ({"q": '") OR (1'}, []),
        ({"q": "!!!"}, []),
        ({"speaker": "tolland"}, ["bridge was unsafe", "levy would rise"]),
        ({"speaker": "tolland", "q": "bridge"}, ["bridge was unsafe"]),
        ({"outlet": "Harbour Weekly"}, ["bridge would fall", "bridge was unsafe"]),
        ({"type": "denial"}, ["bridge was unsafe"]),
        ({"mode": "direct"}, ["bridge was unsafe"]),
        ({"kind": "anonymous"}, ["nobody had looked"]),
        ({"since": "2024-06"}, ["bridge would fall", "bridge was unsafe"]),
        ({"until": "2024-05"}, ["levy would rise"]),
        ({"since": "2024-06-01", "until": "2024-06-02"}, ["bridge was unsafe"]),
        ({"nested": "yes"}, []),
    ],
)
def test_search_finds(reader, asked, found):
    page = reader.data("/search.json", **asked)
    assert page["paging"]["total"] == len(found)
    for statement, words in zip(page["statements"], found, strict=True):
        assert words in statement["content"]


def test_a_search_tells_what_else_has_its_words(reader, derived):
    def told(words):
        return {each["of"]: each for each in reader.data("/search.json", q=words)["elsewhere"]}

    bridge = told("bridge")
    assert bridge.keys() == {"articles", "claims", "concepts", "events"}
    assert told("tolland").keys() == {"articles", "actors"}
    assert told('"calder post"').keys() == {"outlets"}
    assert told("nowhere") == {} and reader.data("/search.json")["elsewhere"] == []
    for each in (*bridge.values(), *told("tolland").values(), *told("harbour").values()):
        path = each["link"].replace("?", ".json?", 1)
        assert reader.get(path).json()["paging"]["total"] == each["count"], each["link"]
    assert 'href="/claims?q=bridge">1 claim</a>' in reader.get("/search?q=bridge").text


def test_outlets_are_found_by_a_part_of_the_name(reader):
    found = reader.data("/outlets.json", q="weekly HARBOUR")["outlets"]
    assert [one["name"] for one in found] == ["Harbour Weekly"]
    assert "No outlet is called like this" in reader.get("/outlets?q=nowhere").text


@pytest.mark.parametrize("path", ["/claims", "/concepts", "/events"])
def test_marks_of_a_search_are_no_words_of_a_list(reader, derived, path):
    for words in ('"the bridge"', "brid*"):
        assert reader.data(f"{path}.json", q=words)["paging"]["total"] == 1


def test_facets_count_what_was_found_and_lead_on(reader):
    page = reader.data("/search.json", q="bridge")
    facets = {facet["name"]: facet["values"] for facet in page["facets"]}
    assert {value["label"]: value["count"] for value in facets["type"]} == {
        "assertion": 1,
        "denial": 1,
    }
    link = next(value["link"] for value in facets["type"] if value["label"] == "denial")
    assert reader.data(link.replace("/search", "/search.json"))["paging"]["total"] == 1
    assert {value["label"]: value["count"] for value in facets["actor"]} == {
        "Mira Tolland": 1,
        "Ivo Hass": 1,
    }


@pytest.mark.parametrize(
    "asked", ["type=shout", "mode=x", "since=yesterday", "page=0", "per=100000", "nested=maybe"]
)
def test_what_cannot_be_asked_is_said(reader, asked):
    page = reader.get(f"/search?{asked}")
    assert page.status_code == 400
    assert asked.partition("=")[0] in page.text
    assert reader.get(f"/search.json?{asked}").json()["reason"]


@pytest.mark.parametrize(
    "path", ["/article/abcdef", "/statement/abcdef", "/actor/abcdef", "/outlet?name=x", "/nothing"]
)
def test_what_is_not_there_is_not_found(reader, path):
    page = reader.get(path)
    assert page.status_code == 404 and "</html>" in page.text


def test_exports_hold_the_whole_list(affair_reader):
    page = affair_reader.data("/search.json")
    rows = table(affair_reader.get("/search.csv?page=all").text)
    assert len(rows) == page["paging"]["total"] > page["paging"]["per_page"]
    assert len({row["statement"] for row in rows}) == len(rows)
    first = page["statements"][0]
    assert rows[0]["statement"] == first["id"] and rows[0]["content"] == first["content"]


def test_the_queue_is_exported_whole(affair_reader):
    here = affair_reader.data("/queue.json")["paging"]
    assert here["total"] > here["per_page"]
    assert len(table(affair_reader.get("/queue.csv?page=all").text)) == here["total"]


@pytest.mark.parametrize(
    "path", ["/search", "/timeline", "/network", "/network?view=claims", "/queue", "/export"]
)
def test_what_narrows_a_page_is_told_in_words_and_can_be_taken_away(affair_reader, path):
    stem, _, view = path.partition("?")
    narrowed = affair_reader.get(f"{stem}.json?{view}&type=denial&since=2025-01-15").json()
    found = {each["name"]: each["without"] for each in narrowed["chosen"]}
    assert found.keys() == {"type", "since"}
    assert found["type"] == f"{stem}?{view + '&' if view else ''}since=2025-01-15"
    html = affair_reader.get(f"{path}{'&' if view else '?'}type=denial&since=2025-01-15").text
    assert 'Type: <b dir="auto">denial</b>' in html
    assert 'From: <b dir="auto">15 Jan 2025</b>' in html
    assert affair_reader.get(f"{stem}.json?{view}").json()["chosen"] == []


@pytest.mark.parametrize("first", [2, 12_000])
def test_the_queue_is_in_the_same_order_however_many_are_put_in_order_at_once(
    reader, monkeypatch, first
):
    def listed(**asked):
        return [one["id"] for one in reader.data("/queue.json", **asked)["statements"]]

    monkeypatch.setattr(queue, "FIRST", first)
    every = listed()
    assert len(every) == 4
    assert listed(until="2030") == [id for id in every if id in listed(until="2030")]
    token = {"token": reader.guard.token, "action": "accept"}
    for gone in (1, 2):
        judged = every[gone - 1]
        answer = reader.post(
            "/judge", data={**token, "statement": judged}, headers={"Origin": HOST}
        )
        assert answer.status_code == 303
        assert listed() == every[gone:]


def test_from_the_queue_its_statements_are_exported(affair_reader):
    assert 'href="/export?type=denial"' in affair_reader.get("/queue?type=denial").text
    assert 'Words: <b dir="auto">gate</b>' in affair_reader.get("/export?q=gate").text


def test_pages_of_a_list_follow_one_another(affair_reader):
    seen: list[str] = []
    for number in range(1, 20):
        page = affair_reader.data("/search.json", page=number)
        if page["paging"]["page"] != number:
            break
        seen += [statement["id"] for statement in page["statements"]]
    assert len(seen) == len(set(seen)) == page["paging"]["total"]


def test_an_article_shows_its_text_with_its_statements(affair_reader):
    (listed,) = affair_reader.data(
        "/articles.json", q='"Tesk Gate stood open"', outlet="The Harbour Ledger"
    )["articles"][-1:]
    page = affair_reader.data(f"/article/{listed['id']}.json")
    assert len(page["statements"]) == listed["statements"] > 5
    html = affair_reader.get(f"/article/{listed['id']}").text
    for one in page["statements"]:
        assert f'id="s{one["number"]}"' in html
        if one["content_spans"]:
            assert f'id="t{one["number"]}"' in html
    assert 0.2 < page["attributed_share"] < 0.9


def test_views_of_an_article_are_in_the_address(reader):
    article = reader.data("/articles.json")["articles"][0]["id"]
    assert 'class="article-view view-own"' in reader.get(f"/article/{article}?view=own").text
    assert reader.get(f"/article/{article}?view=upside").status_code == 400


def test_a_statement_tells_its_place_and_reasons(affair_reader):
    found = affair_reader.data("/search.json", q='"did not give the order"')["statements"][0]
    page = affair_reader.data(f"/statement/{found['id']}.json")
    assert page["card"]["content"] == found["content"]
    assert any(ground["field"] == "speakers" for ground in page["grounds"])
    assert page["others"] and page["others"][0]["id"] != found["id"]


def test_an_actor_has_roles_names_and_company(affair_reader):
    listed = affair_reader.data("/actors.json", q="Renske Adeyemi")["actors"][0]
    page = affair_reader.data(f"/actor/{listed['id']}.json")
    assert page["said"] == listed["statements"] > 10
    assert any("minister" in role["role"] for role in page["roles"])
    assert page["beside"] and sum(n for _, n in page["types"]) == page["said"]
    narrowed = affair_reader.data(f"/actor/{listed['id']}.json", type="denial")
    assert {card["type"] for card in narrowed["statements"]} == {"denial"}
    assert narrowed["said"] == page["said"] > narrowed["paging"]["total"]


def test_outlets_are_counted(reader):
    page = reader.data("/outlets.json")
    assert [(o["name"], o["articles"]) for o in page["outlets"]] == [
        ("Harbour Weekly", 2),
        ("", 1),
        ("The Calder Post", 1),
    ]
    one = reader.data("/outlet.json", name="Harbour Weekly")
    assert one["outlet"]["direct"] == 0.5 and one["outlet"]["denials"] == 0.5
    assert [voice["share"] for voice in one["heard"]] == [0.5, 0.5]


def test_the_timeline_has_lanes_and_zooms(reader):
    page = reader.data("/timeline.json")
    assert [(lane["name"], lane["count"]) for lane in page["lanes"]] == [
        ("Mira Tolland", 2),
        ("Ivo Hass", 1),
    ]
    marks = page["lanes"][0]["marks"]
    assert [(mark["since"], mark["count"]) for mark in marks] == [
        ("2024-05-12", 1),
        ("2024-06-01", 1),
    ]
    assert marks[0]["x"] < marks[1]["x"] < page["width"]
    zoomed = reader.data("/timeline.json", since="2024-06-01", until="2024-06-05")
    assert (zoomed["first"], zoomed["last"], zoomed["total"]) == ("2024-06-01", "2024-06-05", 2)
    link = marks[0]["link"].replace("/search", "/search.json")
    assert reader.data(link)["paging"]["total"] == 1
    assert reader.data("/timeline.json", q="nowhere")["lanes"] == []


def test_the_network_ties_those_who_are_heard_together(affair_reader):
    page = affair_reader.data("/network.json")
    ids = {node["id"] for node in page["nodes"]}
    assert len(ids) > 5 and page["ties"]
    for tie in page["ties"]:
        assert {tie["a"], tie["b"]} <= ids and tie["articles"] > 0
    for node in page["nodes"]:
        assert 0 <= node["x"] <= page["width"] and 0 <= node["y"] <= page["height"]
    again = affair_reader.data("/network.json", n="50")
    assert again["nodes"][0]["x"] == page["nodes"][0]["x"], "the layout is steady"
    ego = affair_reader.data("/network.json", ego=page["nodes"][0]["id"])
    assert any(node["id"] == ego["ego"] for node in ego["nodes"])
    assert affair_reader.get("/network?ego=nobody").status_code == 404


def test_an_empty_project_says_what_to_do(tmp_path):
    from tests.serve.builders import small_project

    small_project(tmp_path / "new.quoth")
    with Reader(tmp_path / "new.quoth") as reader:
        assert "quoth run new" in reader.get("/").text
        for page in PAGES:
            if "{" not in page.path and page.name != "outlet":
                assert reader.get(page.path).status_code == 200


def test_a_run_that_is_under_way_is_told(told_project):
    from quoth.store import Project

    with Project.open(told_project, write=True) as project:
        number = project.begin_run(model="m", inputs=["x"])
        with Reader(told_project) as reader:
            assert reader.data("/overview.json")["run"]["active"] is True
            assert "A run is filling this project" in reader.get("/progress").text
            project.end_run(number)
            assert "A run is filling" not in reader.get("/progress").text


def test_answers_are_compressed_and_small(affair_reader):
    def transferred(path: str) -> int:
        with affair_reader.stream("GET", path) as response:
            assert response.status_code == 200, path
            return sum(len(piece) for piece in response.iter_raw())

    page = affair_reader.get("/").text
    import re

    parts = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    style = next(part for part in parts if "desk.css" in part)
    fonts = re.findall(r'url\("(vendor/[^"]+)"\)', affair_reader.get(style).text)
    assert len(parts) >= 4 and len(fonts) == 3
    total = transferred("/") + sum(map(transferred, parts))
    total += sum(transferred(f"/static/{font}") for font in fonts)
    assert total <= 150_000, total


# What match and compare found


def test_claims_hold_versions_against_the_fullest(reader, derived):
    (claim,) = reader.data("/claims.json")["claims"]
    assert claim["id"] == derived["claim"] and claim["relations"] == [
        ["original", 1],
        ["altered", 1],
    ]
    page = reader.data(f"/claim/{derived['claim']}.json")
    assert [version["relation"] for version in page["versions"]] == ["original", "altered"]
    assert page["stances"][0][0] == "asserts"
    assert [conflict["id"] for conflict in page["conflicts"]]
    assert reader.data("/claims.json", q="bridge")["paging"]["total"] == 1
    assert reader.data("/claims.json", q="nowhere")["paging"]["total"] == 0


def test_who_denies_asserts_a_claim_that_is_put_as_a_denial(reader, derived, told_project):
    with sqlite3.connect(told_project) as connection:
        connection.execute("UPDATE position SET position = 'denies'")
    path = f"/claim/{derived['claim']}.json"
    assert reader.data(path)["stances"][0][0] == "denies"
    with sqlite3.connect(told_project) as connection:
        connection.execute("UPDATE claim SET text = 'We did not open the bridge'")
    assert reader.data(path)["stances"][0][0] == "asserts"


def test_a_statement_tells_where_else_it_stands(reader, derived):
    page = reader.data(f"/claim/{derived['claim']}.json")
    one, other = (version["card"]["id"] for version in page["versions"])
    shown = reader.data(f"/statement/{one}.json")
    assert shown["claim"] == derived["claim"]
    assert [version["card"]["id"] for version in shown["versions"]] == [other]
    assert len(shown["conflicts"]) == 2


def test_an_event_sets_outlets_side_by_side(reader, derived):
    page = reader.data(f"/event/{derived['event']}.json")
    assert page["outlets"] == ["The Calder Post", "Harbour Weekly"]
    (row,) = page["grid"]
    assert [cell["relation"] for cell in row["cells"]] == ["original", "altered"]
    assert len(page["articles"]) == 2 and len(page["conflicts"]) == 2


def test_conflicts_have_two_sides_with_the_words_that_clash(reader, derived):
    page = reader.data("/conflicts.json")
    assert page["kinds"] == [["figure", 1], ["denial", 1]]
    assert reader.data("/conflicts.json", kind="denial")["paging"]["total"] == 1
    assert reader.data("/conflicts.json", who="toll*")["paging"]["total"] == 2
    assert reader.data("/conflicts.json", who="toll")["paging"]["total"] == 0, "whole words"
    assert reader.data("/conflicts.json", who="nobody")["paging"]["total"] == 0
    one = page["conflicts"][0]
    assert one["a"]["words"] == "the" and one["b"]["words"] == "tha"
    assert one["a"]["card"]["article"]["outlet"] == "The Calder Post"


def test_figures_in_dispute_are_in_the_order_of_their_publication(reader, derived):
    page = reader.data(f"/conflict/{derived['conflict']}.json")
    assert [(f["low"], f["first"]) for f in page["figures"]] == [(400, True), (800, True)]
    assert page["figures"][0]["x"] < page["figures"][1]["x"]
    assert "first to give it" in reader.get(f"/conflict/{derived['conflict']}").text
    denial = reader.data(f"/conflict/{derived['denial']}.json")
    assert denial["figures"] == []


def test_what_is_not_current_is_said(reader, derived):
    import sqlite3

    with sqlite3.connect(reader.desk.path) as connection:
        connection.execute("DELETE FROM layer")
    connection.close()
    for path in ("/claims", "/conflicts", "/events"):
        assert "quoth run calder.quoth" in reader.get(path).text


def test_two_outlets_side_by_side(reader, derived):
    page = reader.data("/comparison.json", a="Harbour Weekly", b="The Calder Post")
    assert (page["a_statements"], page["b_statements"]) == (2, 1)
    voices = {pair["name"]: (pair["a"], pair["b"]) for pair in page["voices"]}
    assert voices == {"Mira Tolland": (1, 1), "Ivo Hass": (1, 0)}
    assert {pair["name"]: (pair["a"], pair["b"]) for pair in page["cues"]} == {
        "denied": (1, 0),
        "warned": (1, 0),
        "said": (0, 1),
    }
    assert [(claim["a"], claim["b"]) for claim in page["claims"]] == [("altered", "original")]
    assert page["left_out"] == []
    html = reader.get("/comparison?a=Harbour+Weekly&b=The+Calder+Post").text
    assert '<span class="count">1</span><span class="share">50 %</span>' in html, "of two"
    assert '<span class="share">100 %</span><span class="count">1</span>' in html, "of one"
    assert reader.data("/comparison.json")["voices"] == []
    assert reader.get("/comparison?a=nobody").status_code == 404


@pytest.mark.parametrize("told_by_both", [True, False])
def test_what_one_outlet_leaves_out_of_an_event_that_both_tell_of(
    reader, derived, told_project, told_by_both
):
    with sqlite3.connect(told_project) as connection:
        event = derived["event"] if told_by_both else None
        connection.execute(
            "INSERT INTO claim (id, text, articles, outlets, sources, event_id)"
            " VALUES ('c2', 'the levy', 1, 1, 1, ?)",
            (event,),
        )
        connection.execute(
            "INSERT INTO member (claim_id, ordinal, statement_id, article_id, relation, score,"
            " reason) SELECT 'c2', 0, statement.id, article_id, 'original', 1, '' FROM statement"
            " JOIN article ON article.id = article_id WHERE outlet = 'The Calder Post'"
        )
    connection.close()
    reader.desk.renew()
    page = reader.data("/comparison.json", a="Harbour Weekly", b="The Calder Post")
    found = [(each["text"], each["a"], each["b"]) for each in page["left_out"]]
    assert found == ([("the levy", "left_out", "original")] if told_by_both else [])
    assert page["left_out_count"] == len(found)
    assert page["left_out"] == [] or page["left_out"][0]["a_statement"] is None
    html = reader.get("/comparison?a=Harbour+Weekly&b=The+Calder+Post").text
    assert ("1 claim that one leaves out of an event that both tell of" in html) == told_by_both
    rows = table(reader.get("/comparison.csv?a=Harbour+Weekly&b=The+Calder+Post").text)
    assert [row["a"] for row in rows if row["of"] == "claim"] == ["altered", "left_out"][
        : 1 + told_by_both
    ]


def test_a_comparison_as_a_table_has_what_each_calls_people(affair_reader):
    asked = "a=Coastal+Telegraph&b=Vessaly+Today"
    shown = affair_reader.get(f"/comparison.json?{asked}").json()["labels"]
    rows = table(affair_reader.get(f"/comparison.csv?{asked}").text)
    labels = [row for row in rows if row["of"] == "label"]
    assert shown and [row["name"] for row in labels] == [one["actor"] for one in shown]
    assert labels[0]["a"] == "; ".join(text for text, _ in shown[0]["a"])


def test_the_timeline_draws_conflicts_from_mark_to_mark(reader, derived):
    page = reader.data("/timeline.json", lanes="outlet")
    arcs = {arc["conflict"]: arc for arc in page["arcs"]}
    assert derived["denial"] in arcs
    lanes = {lane["name"]: lane for lane in page["lanes"]}
    arc = arcs[derived["denial"]]
    for lane, x, y in ((arc["a"], arc["x1"], arc["y1"]), (arc["b"], arc["x2"], arc["y2"])):
        assert y == lanes[lane]["y"] and x in [mark["x"] for mark in lanes[lane]["marks"]]
    assert f"/conflict/{derived['denial']}" in reader.get("/timeline?lanes=outlet").text
    assert arc["path"].startswith(f"M{arc['x1']} {arc['y1']}Q")
    assert reader.data("/timeline.json", q="nobody")["arcs"] == []


def test_a_conflict_within_a_lane_is_drawn_beside_its_line(reader, derived):
    """On the line of the lane, or under a mark, nobody would see it."""
    page = reader.data("/timeline.json", actor=reader.data("/actors.json")["actors"][0]["id"])
    (lane,) = page["lanes"]
    (arc, *_) = page["arcs"]
    assert arc["y1"] == arc["y2"] == lane["y"] and arc["x1"] != arc["x2"]
    middle = arc["path"].partition("Q")[2].split()
    assert float(middle[1]) < lane["y"] - 10

    one = next(mark for mark in lane["marks"] if mark["x"] == arc["x1"])
    mark = Mark(**{**one, "radius": 13.0})
    loop = _curve(mark, 50.0, mark, 50.0)
    assert min(float(y) for y in re.findall(r" (-?[\d.]+)", loop)) < 50 - mark.radius


def test_the_first_page_waits_for_nothing_that_it_does_not_need():
    asked = (
        "import sys, quoth.serve.app, quoth.serve.pages as p; p.PAGES[0].view; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "quoth.serve.overview" in loaded
    heavy = {"numpy", "onnxruntime", "tokenizers", "quoth.resolve.resolving", "quoth.serve.network"}
    assert not loaded & heavy


def test_every_page_is_made_by_something():
    assert all(callable(page.view) for page in PAGES)
