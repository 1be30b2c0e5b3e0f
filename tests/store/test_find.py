"""find, article, articles: what people type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.errors import UsageError
from quoth.store import Project
from tests.store.builders import keep, told

TOLD = {
    "mayor": told(
        "[S Mira Tolland] [C said] [Q the old bridge will hold until May].",
        path="pages/mayor.html",
        outlet="Calder Post",
        published="2024-05-12T08:00:00+02:00",
        role="mayor of Calder",
    ),
    "engineer": told(
        "[C According to] [S the engineer], [Q the bridge is in danger].",
        path="pages/engineer.html",
        outlet="The Inland Gazette",
        published="2024-05-14",
        type="belief",
    ),
    "minister": told(
        '[S Zoltán Ördög] [C denied] that [Q "the bridge" was ever at risk].',
        path="pages/minister.txt",
        outlet="Calder Post",
        published="2024-06",
        mode="mixed",
        type="denial",
    ),
    "nobody": told("[Q The BRIDGE has fallen], it is [C said].", path="other/rumour.txt"),
}


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as opened:
        for article, statements in TOLD.values():
            keep(opened, article, statements)
        yield opened


def names(found) -> list[str]:
    by_id = {statements[0].id: name for name, (_, statements) in TOLD.items()}
    return [by_id[statement.id] for statement, _ in found]


ALL = ["minister", "engineer", "mayor", "nobody"]


@pytest.mark.parametrize(
    "asked, expected",
    [
        ({}, ALL),
        ({"words": "bridge"}, ALL),
        ({"words": "bridge old"}, ["mayor"]),
        ({"words": '"the bridge"'}, ["minister", "engineer", "nobody"]),
        ({"words": '"bridge old"'}, []),
        ({"words": "dang*"}, ["engineer"]),
        ({"words": "dang"}, []),
        ({"words": "ordog"}, ["minister"]),
        ({"words": "denied"}, ["minister"]),
        ({"words": "mayor"}, ["mayor"]),
        ({"words": "bridge AND"}, []),
        ({"words": ""}, []),
        ({"words": "!?"}, []),
        ({"speaker": "tolland"}, ["mayor"]),
        ({"speaker": "Tolland, Mira"}, ["mayor"]),
        ({"speaker": "MAYOR"}, ["mayor"]),
        ({"speaker": "zoltan"}, ["minister"]),
        ({"speaker": "engineer"}, ["engineer"]),
        ({"speaker": "bridge"}, []),
        ({"words": "bridge", "speaker": "mira"}, ["mayor"]),
        ({"outlet": "calder post"}, ["minister", "mayor"]),
        ({"outlet": "GAZETTE"}, ["engineer"]),
        ({"outlet": "none"}, []),
        ({"since": "2024"}, ["minister", "engineer", "mayor"]),
        ({"since": "2024-05-12"}, ["minister", "engineer", "mayor"]),
        ({"since": "2024-05-13"}, ["minister", "engineer"]),
        ({"since": "2024-06-20"}, ["minister"]),
        ({"since": "2025"}, []),
        ({"until": "2024-05-12"}, ["mayor"]),
        ({"until": "2024-05"}, ["engineer", "mayor"]),
        ({"until": "2024-06-01"}, ["minister", "engineer", "mayor"]),
        ({"since": "2024-05-13", "until": "2024-05-14"}, ["engineer"]),
        ({"mode": "mixed"}, ["minister"]),
        ({"type": "belief"}, ["engineer"]),
        ({"limit": 2}, ["minister", "engineer"]),
        ({"limit": 0}, []),
    ],
    ids=str,
)
def test_find(project, asked, expected):
    assert names(project.find(**asked)) == expected


@pytest.mark.parametrize("asked", [{}, {"words": "bridge"}, {"outlet": "Post"}, {"limit": 1}])
def test_as_many_are_counted_as_are_found(project, asked):
    assert project.count(**asked) == len(list(project.find(**asked)))


def test_speakers_are_called_as_their_actors_are(project):
    ids = [speaker.id for statement, _ in project.find() for speaker in statement.speakers]
    assert project.actor_names(ids) == {}
    project.join()
    found = project.actor_names([*ids, "none"])
    named = {info.actor.name: {a.id for a in info.actor.appearances} for info in project.actors()}
    assert found.keys() == set(ids) and all(id in named[name] for id, name in found.items())


def test_places_are_those_of_the_current_articles(project):
    articles = sorted(project.articles(), key=lambda one: one.id)
    assert project.places() == [(one.id, one.text_sha256, one.url) for one in articles]


def test_find_gives_whole_nouns(project):
    article, statements = TOLD["mayor"]
    assert list(project.find("until")) == [(statements[0], article)]


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "12.5.2024"},
        {"until": "2024-5"},
        {"since": "2024-05-12'; DROP TABLE article; --"},
        {"mode": "loud"},
        {"type": "lie"},
        {"limit": -1},
    ],
    ids=str,
)
def test_what_cannot_be_asked(project, asked):
    with pytest.raises(UsageError) as caught:
        project.find(**asked)
    assert caught.value.advice


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(st.characters(codec=None), max_size=30), st.text(max_size=10))
def test_any_characters_are_accepted(project, words, outlet):
    for asked in ({"words": words}, {"speaker": words}, {"outlet": outlet}):
        list(project.find(**asked))
    list(project.articles(words))


@pytest.mark.parametrize(
    "typed",
    ["NEAR(bridge old)", "content:bridge", "bridge - old", "bridge^", "(bridge", "a*b*", '"bridge'],
)
def test_the_syntax_of_the_index_means_nothing(project, typed):
    list(project.find(typed))


def test_an_open_quotation_mark_is_a_phrase_to_the_end(project):
    assert names(project.find('"old bridge')) == ["mayor"]


def test_article_by_id_prefix_and_path(project):
    article, statements = TOLD["mayor"]
    for name in (article.id, article.id[:6], "pages/mayor.html", "mayor.html"):
        assert project.article(name) == (article, statements)


def test_an_article_that_is_not_there(project):
    for name in ("nowhere.html", "ayor.html", "", "%", TOLD["mayor"][0].id[:3]):
        with pytest.raises(UsageError, match="no article"):
            project.article(name)


def test_a_name_of_several_articles(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        for number in range(8):
            keep(project, *told(f"[S Ada] [C said] [Q {number}].", path=f"{number}/page.html"))
        with pytest.raises(UsageError, match="8 articles") as caught:
            project.article("page.html")
        assert "0/page.html" in caught.value.reason and "…" in caught.value.reason


def test_articles(project):
    paths = ["other/rumour.txt", "pages/engineer.html", "pages/mayor.html", "pages/minister.txt"]
    assert [article.path for article in project.articles()] == paths
    assert [article.path for article in project.articles("danger")] == paths[1:2]
    assert list(project.articles("-")) == []


def test_info(project):
    info = project.info()
    assert (info.articles, info.statements, info.nested, info.actors) == (4, 4, 0, 3)
    assert info.outlets == {"Calder Post": 2, "": 1, "The Inland Gazette": 1}
    assert next(iter(info.outlets)) == "Calder Post"
    assert info.modes == {"indirect": 3, "mixed": 1}
    assert info.types == {"assertion": 2, "belief": 1, "denial": 1}
    assert (info.first, info.last, info.undated) == ("2024-05-12", "2024-06", 1)
    assert info.inputs == {"done": 4} and info.reasons == {}
    assert info.model == ("m@1",)
    assert {heard.name: heard.statements for heard in info.speakers} == {
        "Mira Tolland": 1,
        "Zoltán Ördög": 1,
        "the engineer": 1,
    }
    assert info.bytes > 10_000


def test_info_of_an_empty_project(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        info = project.info()
    assert (info.articles, info.statements, info.first, info.speakers) == (0, 0, None, ())


def test_the_most_heard_have_the_name_that_is_used_most(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        for number, name in enumerate(["Ada", "Ada Bly", "Ada Bly"]):
            article, (statement,) = told(f"[S {name}] [C said] [Q {number}].", path=str(number))
            speaker = replace(statement.speakers[0], id="ada")
            keep(project, article, [replace(statement, speakers=(speaker,))])
        (heard,) = project.info().speakers
        assert (heard.id, heard.name, heard.statements) == ("ada", "Ada Bly", 3)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Sixty articles of a few days and outlets with a common word, some with a rare one."""
    path = tmp_path_factory.mktemp("many") / "p.quoth"
    with Project.open(path, create=True) as opened:
        for n in range(60):
            rare = " quay" if n % 20 == 7 else ""
            name = ("Mira Tolland", "M. Tolland", "Joren Pike")[n % 3]
            article, statements = told(
                f"[S {name}] [C said] [Q the levy{rare} will rise by {n}].",
                path=f"{n}.txt",
                outlet=("Calder Post", "Inland Gazette", None)[n % 3],
                published=None if n % 7 == 0 else f"2024-05-{1 + n % 9:02}",
                type="denial" if n % 5 == 0 else "assertion",
            )
            keep(opened, article, statements)
            if n == 30:  # one that is superseded
                opened._connection.execute("UPDATE article SET superseded_by = 'x'")
        opened.join()
        yield opened


@pytest.mark.parametrize("few, most", [(0, 10**9), (0, 0), (5, 10), (9, 10**9)])
@pytest.mark.parametrize("limit", [0, 1, 7, 100])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"words": "levy"},
        {"words": "quay"},
        {"words": "levy", "speaker": "tolland"},
        {"words": "quay", "speaker": "pike", "type": "assertion"},
        {"words": "rise", "since": "2024-05-04", "outlet": "post"},
        {"speaker": "mira"},
        {"words": "nothing"},
    ],
)
def test_every_way_to_find_finds_the_same(many, monkeypatch, asked, limit, few, most):
    whole = [s.id for s, _ in many.find(**asked)]
    assert len(list(many.find(**asked, limit=1000))) == len(whole)
    monkeypatch.setattr("quoth.store.search.FEW", few)
    monkeypatch.setattr("quoth.store.search.MANY", most)
    assert [s.id for s, _ in many.find(**asked, limit=limit)] == whole[:limit]


def test_the_newest_are_found_without_sorting_all(many):
    from quoth.store.search import ORDER

    plan = many._connection.execute(
        "EXPLAIN QUERY PLAN SELECT article.id, statement.id FROM article CROSS JOIN statement"
        f" ON statement.article_id = article.id WHERE article.superseded_by IS NULL{ORDER}",
        (20,),
    ).fetchall()
    assert "USING COVERING INDEX article_order" in plan[0][3]
    assert not [row for row in plan if row[3] == "USE TEMP B-TREE FOR ORDER BY"]
