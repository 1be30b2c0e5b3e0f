"""Actors in the project file: joined when something has changed, the same on any way there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from quoth import store
from quoth.errors import UsageError
from quoth.model import ListedName, content_id
from quoth.store import Project
from tests.store.builders import keep, told

TEXTS = [
    ("[S Mira Tolland] [C said] [Q the bridge holds].", "mayor", "2024-05-12"),
    ("[S Mira Tolland] [C said] [Q it fell].", "former mayor", "2024-06-01"),
    ("[S Joren Pike] [C said] [Q nobody asked].", None, None),
    ("[S Tolland] [C said] [Q no]. Mira Tolland left.", None, "2024-06"),
]


def articles():
    for number, (text, role, day) in enumerate(TEXTS):
        article, (statement,) = told(
            text, path=f"{number}.txt", outlet="Calder Post", published=day, role=role
        )
        (speaker,) = statement.speakers
        speaker = replace(speaker, id=content_id("actor", article.id, speaker.name))
        yield article, (replace(statement, speakers=(speaker,)),)


def filled(path, given, *, after_each=False):
    with Project.open(path, create=True) as project:
        for article, statements in given:
            keep(project, article, statements)
            if after_each:
                project.join()
        project.join()
        return project.digest(), project.actors()


def test_order_and_number_of_runs_do_not_matter(tmp_path):
    given = list(articles())
    whole = filled(tmp_path / "a.quoth", given)
    assert filled(tmp_path / "b.quoth", given[::-1]) == whole
    assert filled(tmp_path / "c.quoth", given, after_each=True) == whole


def test_what_is_kept_is_what_would_be_joined(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as project:
        for article, statements in articles():
            keep(project, article, statements)
        fresh = project.actors()
        assert project.join() and not project.join()
        assert project.actors() == fresh
        tolland = fresh[0]
        assert (tolland.actor.name, tolland.articles) == ("Mira Tolland", 3)
        assert [(r.role, r.first) for r in tolland.roles] == [
            ("mayor", "2024-05-12"),
            ("former mayor", "2024-06-01"),
        ]
        assert project.info().actors == 2
        assert project.info().speakers[0].id == tolland.actor.id


def test_writing_makes_the_actors_old(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as project:
        first, *rest = articles()
        keep(project, *first)
        project.join()
        for article, statements in rest:
            keep(project, article, statements)
        assert len(project.actors()) == 2  # joined for this question, not kept
        assert project.join()


def test_a_reader_may_ask_a_project_that_was_never_joined(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as project:
        for article, statements in articles():
            keep(project, article, statements)
    with Project.open(tmp_path / "a.quoth") as project:
        assert [info.actor.name for info in project.actors()] == ["Mira Tolland", "Joren Pike"]
        assert [s.source.text for s, _ in project.find(speaker="joren")] == ["Joren Pike"]


def test_find_by_every_alias(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as project:
        for article, statements in articles():
            keep(project, article, statements)
        assert len(list(project.find(speaker="mira tolland"))) == 2
        project.join()
        assert len(list(project.find(speaker="mira tolland"))) == 3
        assert len(list(project.find("bridge", speaker="mira"))) == 1


def test_lists_of_names(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as project:
        for article, statements in articles():
            keep(project, article, statements)
        names = [
            ListedName(origin="names", entry="x", alias=alias, name="The Mayor")
            for alias in ("Joren Pike", "Mira Tolland")
        ]
        project.set_names("names", names)
        assert project.join()
        assert [info.actor.name for info in project.actors()] == ["The Mayor"]
        project.set_names("names", ())
        assert project.join() and len(project.actors()) == 2


@pytest.mark.parametrize("asked", [{"kind": "wizard"}, {"limit": -1}])
def test_what_cannot_be_asked(tmp_path, asked):
    with (
        Project.open(tmp_path / "a.quoth", create=True) as project,
        pytest.raises(UsageError) as caught,
    ):
        project.actors(**asked)
    assert caught.value.advice


def test_others_may_write_while_actors_are_joined(tmp_path, monkeypatch):
    path = tmp_path / "a.quoth"
    joined, calls = store.actors.joined, []

    def slow(*given):
        calls.append(1)
        if len(calls) == 1:  # as a person's judgement, made in the browser meanwhile
            with closing(sqlite3.connect(path, timeout=0.1)) as other, other:
                other.execute("UPDATE speaker SET role = 'harbour master'")
        return joined(*given)

    monkeypatch.setattr(store.actors, "joined", slow)
    with Project.open(path, create=True) as project:
        for article, statements in articles():
            keep(project, article, statements)
        assert project.join()
        assert len(calls) == 2  # what was written counts
        assert project.actors()[0].roles[0].role == "harbour master"
