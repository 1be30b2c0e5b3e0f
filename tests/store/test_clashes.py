"""Conflicts by what people ask, found in the database; searches of them that are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.actors.spelling import folded
from quoth.errors import UsageError
from quoth.model import CONFLICT_KINDS, Conflict, Side, content_id
from quoth.schema import TABLE
from quoth.store import Project
from quoth.store.clashes import Asked, counts, ids, newest, those_after
from quoth.store.rows import row
from tests.store.builders import keep, told

WHO = ("Mira Tolland", "Иво Хасс", "Zoë Ünal", "The Post", "Sam Toller")
OUTLETS = ("The Post", "ÉCHO", None)


def add(project, number, who):
    """An article with one statement."""
    article, statements = told(
        f"[S {who}] [C said] [Q the levy would rise].",
        path=f"{number}.txt",
        published=f"2024-05-{number + 1:02}",
        outlet=OUTLETS[number % 3],
    )
    keep(project, article, statements)
    return article, statements[0]


def clash(project, one, other, *, kind="denial", sure=0.5, who=("", "")):
    """Put a conflict between two articles' statements."""
    sides = [
        Side(article_id=article.id, statement_id=statement.id, span=(0, 4), who=name)
        for (article, statement), name in zip((one, other), who, strict=True)
    ]
    made = Conflict(
        id=content_id("conflict", kind, one[0].id, other[0].id),
        kind=kind,
        a=sides[0],
        b=sides[1],
        reason="",
        confidence=sure,
    )
    project._connection.execute(TABLE["conflict"].insert, row(TABLE["conflict"], made))
    return made


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Every two of five articles contradict each other."""
    with Project.open(tmp_path_factory.mktemp("many") / "levy.quoth", create=True) as project:
        told_of = [add(project, number, who) for number, who in enumerate(WHO)]
        made = [
            (
                clash(
                    project,
                    told_of[a],
                    told_of[b],
                    kind=CONFLICT_KINDS[(a + b) % 4],
                    sure=(a + b) / 10,
                    who=(WHO[a], WHO[b]),
                ),
                (a, b),
            )
            for a in range(5)
            for b in range(a + 1, 5)
        ]
        yield project, made


asked_for = st.builds(
    Asked,
    kind=st.none() | st.sampled_from(CONFLICT_KINDS),
    who=st.none() | st.sampled_from(["TOLLAND", "иво хасс", "unal", "toll*", "post", "toll", "х*"]),
    outlet=st.none() | st.sampled_from(["post", "écho", "x"]),
    sure=st.sampled_from([0.0, 0.3, 0.7]),
    after=st.none() | st.integers(0, 6),
)


@given(asked_for, st.none() | st.integers(0, 4), st.integers(0, 4))
def test_the_database_finds_what_a_walk_over_all_finds(many, asked, limit, skipped):
    project, made = many

    def called(name):
        has = {folded(part) for part in name.split()}
        return all(
            any(each.startswith(folded(word[:-1])) for each in has)
            if word.endswith("*")
            else folded(word) in has
            for word in asked.who.split()
        )

    def meets(one, places):
        return (
            asked.kind in (None, one.kind)
            and one.confidence >= asked.sure
            and (asked.after is None or max(places) + 1 > asked.after)
            and (asked.who is None or any(called(WHO[place]) for place in places))
            and (
                asked.outlet is None
                or any(asked.outlet in (OUTLETS[p % 3] or "").casefold() for p in places)
            )
        )

    walked = [one for one, places in made if meets(one, places)]
    walked.sort(key=lambda one: (-one.confidence, one.id))
    connection = project._connection
    end = None if limit is None else skipped + limit
    assert ids(connection, asked, limit=limit, skipped=skipped) == [
        one.id for one in walked[skipped:end]
    ]
    by_kind = counts(connection, asked)
    assert by_kind == {
        kind: many_of
        for kind in CONFLICT_KINDS
        if (many_of := sum(one.kind == kind for one in walked))
    }
    if asked.after is not None:
        everything = ids(connection, Asked())
        late = {one.id for one, places in made if max(places) + 1 > asked.after}
        assert those_after(connection, everything, asked.after) == late


def test_both_sides_by_their_statements(many):
    project, made = many
    one, _ = made[0]
    found = project.conflicts(statements=[one.a.statement_id])
    assert {info.conflict.id for info in found} == {each.id for each, places in made if 0 in places}
    assert project.conflicts(statements=[]) == []
    ranks = [info.rank for info in project.conflicts(statements=[one.a.statement_id])]
    assert ranks == sorted(ranks) and ranks != list(range(1, len(ranks) + 1))


def test_a_name_that_only_another_article_has_finds_the_voice(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        long, short = add(project, 0, "Mira Tolland"), add(project, 1, "Mira Tolland")
        clash(project, long, short, who=("the minister", "the minister"))
        project.join()
        assert len(project.conflicts(actor="tolland mira")) == 1
        assert project.conflicts(actor="nobody") == []
        assert project.conflicts(actor='"') == []


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        project.told = [add(project, number, who) for number, who in enumerate(WHO[:3])]
        clash(project, *project.told[:2], who=WHO[:2])
        yield project


def test_a_search_of_conflicts_is_kept_and_finds(project):
    kept = project.save_search("Denied", page="/conflicts", kind="denial", who="tolland", by="Ada")
    assert (kept.of, kept.address) == ("conflicts", "/conflicts?who=tolland&kind=denial")
    assert len(project.conflicts(saved=kept)) == project.count_found(kept) == 1
    assert project.conflicts(saved=kept, actor="хасс")
    assert project.conflicts(saved=kept, kind="figure") == []
    with pytest.raises(UsageError, match="is of conflicts"):
        project.found_by(kept)
    other = project.save_search("Levy", q="levy", by="Ada")
    assert (other.of, project.count_found(other)) == ("statements", 3)
    with pytest.raises(UsageError, match="is of statements"):
        project.conflicts(saved=other)


def test_new_conflicts_are_those_of_later_articles(project):
    # The third article came before the search was saved, but no conflict of it was made yet.
    kept = project.save_search("Denied", page="/conflicts", kind="denial", by="Ada")
    assert project.count_found(kept, new=True) == 0
    fresh = clash(project, project.told[0], project.told[2])

    def news(by):
        return [
            info.conflict.id
            for info in project.conflicts(saved=project.search("Denied", by=by), new=True)
        ]

    assert news("Ada") == news("Bo") == [fresh.id]
    project.open_search("Denied", by="Ada")
    assert (news("Ada"), news("Bo")) == ([], [fresh.id])
    assert newest(project._connection) == 3


def test_a_visit_never_takes_back_what_was_seen(project):
    project.save_search("Denied", page="/conflicts", kind="denial", by="Ada")
    project.open_search("Denied", by="Ada", article=9)
    project._connection.execute("DELETE FROM conflict")
    assert newest(project._connection) == 0
    project.open_search("Denied", by="Ada")
    assert project.search("Denied", by="Ada").article == 9


@pytest.mark.parametrize(
    "asked",
    [{}, {"kind": "lie"}, {"kind": "person"}, {"q": "levy"}, {"sure": "2"}, {"sure": "much"}],
)
def test_what_cannot_be_asked_of_conflicts_is_refused(project, asked):
    with pytest.raises(UsageError):
        project.save_search("New", page="/conflicts", by="Ada", **asked)
    assert project.searches() == []
