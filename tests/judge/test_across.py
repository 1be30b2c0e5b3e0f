"""Judgements on actors, claims and pairs: anchored on names and words, not on ids that change."""

from __future__ import annotations

import pytest

from quoth.errors import UsageError
from quoth.judge import across
from quoth.store import Project
from tests.judge.builders import article, keep, renew, said

ONE = "Mira Tolland said the levy will rise."
TWO = "M. Tolland-Ruiz said the levy will rise at once."
THREE = "Mira Tolland said the bridge will hold."


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as opened:
        yield opened


def page(text, number, **fields):
    return article(text, url=f"https://post.example/{number}", path=f"{number}.txt", **fields)


@pytest.fixture
def three(project):
    found = [
        (page(ONE, 1), "the levy will rise", "Mira Tolland"),
        (page(TWO, 2), "the levy will rise at once", "M. Tolland-Ruiz"),
        (page(THREE, 3), "the bridge will hold", "Mira Tolland"),
    ]
    for of, content, source in found:
        keep(project, of, [said(of, content, "said", source)])
    project.join()
    return [of for of, *_ in found]


def names(project):
    return sorted(
        tuple(sorted(alias.name for alias in info.actor.aliases)) for info in project.actors()
    )


def actor(project, name):
    return next(i.actor for i in project.actors() if i.actor.name == name)


def test_merged_actors_are_one_in_every_run_and_say_why(project, three):
    assert len(names(project)) == 2
    made = project.judge(
        "merge",
        actors=["Mira Tolland", "M. Tolland-Ruiz"],
        name="Mira Tolland-Ruiz",
        by="Ada",
        why="she married",
    )
    (info,) = project.actors()
    assert info.actor.name == "Mira Tolland-Ruiz" and info.articles == 3
    merged = [a for a in info.actor.appearances if a.name == "M. Tolland-Ruiz"]
    assert [(a.decided, a.score) for a in merged] == [("person", 1.0)]
    day = made.made_at[:10]
    assert merged[0].reason == f"Ada decided that they are one on {day}: she married"
    for of in three:  # another model: the statements and with them all ids are new
        renew(project, of, [said(of, of.text.partition("said ")[2][:8], "said", of.text[:12])])
    renew(project, three[1], [said(three[1], "the levy", "said", "M. Tolland-Ruiz")])
    project.join()
    assert len(project.actors()) == 1
    assert project.queue(unsure=0) == []
    project.undo(made.id, by="Ben")
    assert len(project.actors()) == 2


def test_an_appearance_that_is_another_person_leaves(project, three):
    project.judge("split", actors=["Mira Tolland"], articles=["3.txt"], by="Ada")
    assert names(project) == [("M. Tolland-Ruiz",), ("Mira Tolland",), ("Mira Tolland",)]
    left = {info.actor.appearances[0].article_id: info.actor for info in project.actors()}
    assert left[three[0].id].id != left[three[2].id].id


def test_a_name_that_people_gave_stays(project, three):
    project.judge("rename", actors=["Mira Tolland"], name="Dr Mira Tolland", by="Ada")
    assert actor(project, "Dr Mira Tolland").statements == 2


def test_a_new_capture_of_the_page_has_the_same_actor(project, three):
    project.judge("merge", actors=["Mira Tolland", "M. Tolland-Ruiz"], by="Ada")
    new = page("Today " + TWO, 2)
    keep(project, new, [said(new, "the levy will rise at once", "said", "M. Tolland-Ruiz")])
    assert len(project.actors()) == 1
    gone = page("Nobody is named here.", 2)
    keep(project, gone, [])
    assert len(project.actors()) == 1
    (item,) = project.queue(unsure=0)
    assert item.reason == "the names that it was made on are not in the articles now"


def test_the_later_judgement_on_actors_holds(project, three):
    project.judge("merge", actors=["Mira Tolland", "M. Tolland-Ruiz"], by="Ada")
    one = project.actors()[0].actor.id
    project.judge("split", actors=[one], names=["M. Tolland-Ruiz"], by="Ben")
    assert len(project.actors()) == 2
    project.judge("merge", actors=["Mira Tolland", "M. Tolland-Ruiz"], by="Ada")
    assert len(project.actors()) == 1


@pytest.mark.parametrize(
    "action, about",
    [
        ("merge", {"actors": ["Mira Tolland"]}),
        ("merge", {"actors": ["Mira Tolland", "Mira Tolland"]}),
        ("split", {"actors": ["Mira Tolland"]}),
        ("split", {"actors": ["Mira Tolland"], "articles": ["1.txt", "3.txt"]}),
        ("split", {"actors": ["Mira Tolland"], "articles": ["2.txt"]}),
        ("rename", {"actors": ["Mira Tolland"]}),
        ("rename", {"actors": ["Mira Tolland"], "name": " "}),
        ("rename", {"actors": ["Nobody"], "name": "x"}),
    ],
)
def test_what_cannot_be_is_refused(project, three, action, about):
    with pytest.raises(UsageError):
        project.judge(action, by="Ada", **about)
    assert project.judgements() == []


def ids(project, three):
    return [project.article(of.id)[1][0].id for of in three]


def asked(project):
    found = across.constraints(project._connection)
    return (
        {frozenset((c.one, c.other)) for c in found.together},
        {frozenset((c.one, c.other)) for c in found.apart},
    )


def test_pairs_are_found_again_whatever_became_of_their_ids(project, three):
    one, two, third = ids(project, three)
    project.judge("same", statements=[one, two], by="Ada", why="word for word")
    project.judge("different", statements=[one, third], by="Ada")
    assert asked(project) == ({frozenset((one, two))}, {frozenset((one, third))})
    # the machine's words are others now, then a person corrects them
    renew(project, three[0], [said(three[0], "levy will rise", "said", "Mira Tolland")])
    new = ids(project, three)[0]
    assert new != one
    assert asked(project) == ({frozenset((new, two))}, {frozenset((new, third))})
    project.judge("correct", statement=new, content=[(18, 22)], by="Ben")
    newest = ids(project, three)[0]
    assert newest not in (one, new)
    assert asked(project)[0] == {frozenset((newest, two))}
    # the page changes, and the words are gone
    capture = page("Yesterday " + ONE, 1)
    keep(project, capture, [said(capture, "the levy will rise", "said", "Mira Tolland")])
    assert len(asked(project)[0]) == 1
    keep(project, page("Gone.", 1), [])
    assert asked(project) == (set(), set())
    assert {item.reason for item in project.queue(unsure=0) if item.judgements[0].target == "pair"}


def test_of_contradicting_judgements_the_later_holds(project, three):
    one, two, third = ids(project, three)
    project.judge("same", statements=[one, two], by="Ada")
    last = project.judge("different", statements=[two, one], by="Ben")
    assert asked(project) == (set(), {frozenset((one, two))})
    project.undo(last.id, by="Ben")
    assert asked(project) == ({frozenset((one, two))}, set())
    project.judge("same", statements=[two, third], by="Ada")
    project.judge("different", statements=[one, third], by="Ada")
    together, apart = asked(project)
    assert together == {frozenset((two, third))} and apart == {frozenset((one, third))}


def test_claims_are_judged_by_their_statements(project, three):
    one, two, third = ids(project, three)
    connection = project._connection
    for claim, members in (("claim-a", [one, two]), ("claim-b", [third])):
        connection.execute(
            "INSERT INTO claim (id, text, articles, outlets, sources) VALUES (?, 'x', 1, 1, 1)",
            (claim,),
        )
        for ordinal, member in enumerate(members):
            connection.execute(
                "INSERT INTO member SELECT ?, ?, id, article_id, 'verbatim', 1, 'x'"
                " FROM statement WHERE id = ?",
                (claim, ordinal, member),
            )
    project.judge("merge", claims=["claim-a", "claim-b"], by="Ada")
    assert asked(project) == ({frozenset((one, third))}, set())
    project.judge("split", claims=["claim-a"], statements=[two], by="Ada")
    assert asked(project) == ({frozenset((one, third))}, {frozenset((one, two))})
    with pytest.raises(UsageError):
        project.judge("split", claims=["claim-b"], statements=[third], by="Ada")
