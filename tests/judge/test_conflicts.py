"""Judgements on conflicts last: they are anchored on both sides' words, not on ids that change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.errors import UsageError
from quoth.model import Article
from quoth.store import Project
from tests.fake import span, statement
from tests.judge.builders import keep, renew

FIRST = """Flood in Calder

The harbour master said on Monday that 400 homes were flooded in Calder.

Nobody was hurt, she said."""

SECOND = """Calder after the flood

The council said on Tuesday that 900 homes were flooded in Calder.

The bridge is closed."""


def first(text: str = FIRST) -> Article:
    return Article.of(
        text,
        path="first.txt",
        url="https://post.example/flood",
        outlet="Calder Post",
        published="2025-01-13",
        language="en",
    )


def second(text: str = SECOND) -> Article:
    return Article.of(
        text, path="second.txt", outlet="Harbour Weekly", published="2025-01-14", language="en"
    )


def said(of: Article, content: str, source: str, **fields):
    return statement(
        of,
        content=[span(of, content)],
        cue=span(of, "said on"),
        source=span(of, source),
        **fields,
    )


def one(of: Article, content: str = "400 homes were flooded in Calder"):
    return (said(of, content, "The harbour master"),)


def other(of: Article, content: str = "900 homes were flooded in Calder"):
    return (said(of, content, "The council"),)


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as opened:
        keep(opened, first(), one(first()))
        keep(opened, second(), other(second()))
        opened.find_conflicts()
        yield opened


def ids(project) -> list[str]:
    return [found.conflict.id for found in project.conflicts()]


def sure(project) -> list[float]:
    return [found.conflict.confidence for found in project.conflicts()]


def again(project):
    """Another machine reads both articles, with other edges; and conflicts are made anew."""
    renew(project, first(), one(first(), "that 400 homes were flooded in Calder"), model="m@9")
    renew(project, second(), other(second(), "that 900 homes were flooded in Calder"), model="m@9")
    project.find_conflicts()


def test_figures_clash(project):
    assert len(ids(project)) == 1 and sure(project)[0] < 1


def test_what_was_rejected_stays_away_from_later_runs(project):
    (id,) = ids(project)
    made = project.judge("reject", conflict=id, by="Ada", why="another town")
    assert (made.target, made.action) == ("conflict", "reject")
    assert ids(project) == []
    again(project)
    assert ids(project) == []
    project.undo(made.id, by="Ben")
    assert ids(project) == [id]
    assert project.find_conflicts(), "only a run can say that it would still find it"
    assert ids(project) == [id]


def test_an_accepted_one_is_sure_and_stays_if_the_machine_loses_it(project, monkeypatch):
    (id,) = ids(project)
    before = sure(project)
    accepted = project.judge("accept", conflict=id[:8], by="Ada")
    assert sure(project) == [1.0]
    again(project)
    assert sure(project) == [1.0]
    with monkeypatch.context() as losing:
        losing.setattr("quoth.store.opposing.kept", lambda *_, **__: iter(()))
        again(project)
        assert (ids(project), sure(project)) == ([id], [1.0])
    again(project)
    project.undo(accepted.id, by="Ada")
    project.find_conflicts()
    assert (ids(project), sure(project)) == ([id], before)


def test_it_goes_over_to_another_capture_of_the_page(project):
    (id,) = ids(project)
    project.judge("accept", conflict=id, by="Ada")
    moved = first(FIRST.replace("Flood in", "A great flood in the town of"))
    keep(project, moved, one(moved), model="m@3")
    project.find_conflicts()
    (found,) = project.conflicts()
    assert found.conflict.confidence == 1.0 and found.conflict.id != id
    assert moved.id in (found.conflict.a.article_id, found.conflict.b.article_id)


def test_where_the_words_are_gone_a_person_must_look(project):
    (id,) = ids(project)
    project.judge("reject", conflict=id, by="Ada")
    changed = first(FIRST.replace("400 homes", "410 houses"))
    keep(project, changed, one(changed, "410 houses were flooded in Calder"), model="m@3")
    project.find_conflicts()
    (look,) = [item for item in project.queue(unsure=0) if item.kind == "look"]
    assert look.judgements[0].target == "conflict" and look.reason
    # It is never applied to what is merely similar.
    assert all(found.conflict.id != id for found in project.conflicts())


def test_the_later_word_holds(project):
    (id,) = ids(project)
    project.judge("accept", conflict=id, by="Ada")
    rejected = project.judge("reject", conflict=id, by="Ben")
    assert rejected.follows is not None
    again(project)
    assert ids(project) == []
    project.judge("accept", conflict=id, by="Ada")
    assert sure(project) == [1.0]
    again(project)
    assert sure(project) == [1.0]


def test_judgements_travel(project, tmp_path):
    (id,) = ids(project)
    project.judge("reject", conflict=id, by="Ada")
    lines = project.export_judgements()
    with Project.open(tmp_path / "b.quoth", create=True) as opened:
        keep(opened, first(), one(first()))
        keep(opened, second(), other(second()))
        opened.find_conflicts()
        assert len(ids(opened)) == 1
        taken = opened.import_judgements(lines)
        assert (len(taken.new), taken.refused) == (1, ())
        assert ids(opened) == []
        opened.find_conflicts()
        assert ids(opened) == []


@settings(max_examples=20, deadline=None)
@given(
    steps=st.lists(st.sampled_from(["accept", "reject", "undo", "again"]), min_size=1, max_size=6)
)
def test_the_table_is_what_a_run_from_scratch_makes(tmp_path_factory, steps):
    """Whatever was decided in whatever order: making conflicts anew changes nothing any more."""
    with Project.open(tmp_path_factory.mktemp("p") / "a.quoth", create=True) as opened:
        keep(opened, first(), one(first()))
        keep(opened, second(), other(second()))
        opened.find_conflicts()
        (id,) = ids(opened)
        live = []
        for step in steps:
            if step == "again":
                again(opened)
            elif step == "undo":
                if live:
                    opened.undo(live.pop().id, by="Ada")
                    opened.find_conflicts()
            else:
                live.append(opened.judge(step, conflict=id, by="Ada"))
        opened.find_conflicts()
        before = [(found.conflict.id, found.conflict.confidence) for found in opened.conflicts()]
        again(opened)
        after = [(found.conflict.id, found.conflict.confidence) for found in opened.conflicts()]
        assert before == after
        assert (id in ids(opened)) is not (bool(live) and live[-1].action == "reject")


@pytest.mark.parametrize("name", ["", "abc", "ffffffff", "%"])
def test_what_is_no_conflict(project, name):
    with pytest.raises(UsageError, match="conflict"):
        project.judge("reject", conflict=name, by="Ada")


def test_a_conflict_is_accepted_or_rejected_and_nothing_else(project):
    (id,) = ids(project)
    with pytest.raises(UsageError):
        project.judge("correct", conflict=id, type="denial", by="Ada")
    with pytest.raises(UsageError):
        project.judge("merge", conflict=id, by="Ada")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda a: a.update(kind="denial"),
        lambda a: a["sides"].pop(),
        lambda a: a["sides"][0][0].update(clash=[0, 10**6]),
        lambda a: a["sides"][0][0].update(clash="all"),
        lambda a: a["sides"][0][0].pop("who"),
    ],
)
def test_damaged_ones_are_refused(project, spoil):
    import json

    from quoth.judge import making

    (id,) = ids(project)
    project.judge("reject", conflict=id, by="Ada")
    (line,) = project.export_judgements()
    data = json.loads(line)
    spoil(data["anchor"])
    from quoth.judge.plain import dumped

    fields = {k: dumped(v) if k in ("anchor", "was", "now") and v else v for k, v in data.items()}
    fields.pop("id")
    data["id"] = making.judgement(**fields).id
    taken = project.import_judgements([json.dumps(data)])
    assert not taken.new and len(taken.refused) == 1
