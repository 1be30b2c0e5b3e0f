"""Judgements on concepts last: they are anchored on statements, not on ids that change."""

from __future__ import annotations

import pytest

from quoth.errors import UsageError
from quoth.store import Project
from tests.judge.builders import keep, renew
from tests.match.builders import said

SAID = [
    ("the harbour levy will rise in May", "Ada Vale", "The Tide"),
    ("the harbour levy is going to rise in May", "Boris Reed", "The Gull"),
    ("the old bridge is safe to cross", "Ada Vale", "The Buoy"),
    ("it is safe to cross the old bridge", "Cleo Marsh", "The Pier"),
    ("the fishermen of Calder want a tax on cruise ships", "Boris Reed", "The Mole"),
]


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as opened:
        for number, (words, by, outlet) in enumerate(SAID):
            article, statements = said(
                words, by=by, outlet=outlet, quoted=False, around=f"Item {number}."
            )
            keep(opened, article, statements)
        assert opened.find_concepts() == 0
        yield opened


def shape(project):
    return {one.name: (one.statements, one.agree, one.disagree) for one in project.concepts()}


def statement_of(project, words):
    ((found, _),) = project.find(words)
    return found.id


def again(project):
    """Another machine reads all articles."""
    for article in list(project.articles()):
        _, statements = project.article(article.id)
        renew(project, article, statements, model="m@9")
    project.find_concepts()


def test_statements_of_several_actors_are_grouped_and_named(project):
    found = shape(project)
    assert sorted(found.values()) == [(2, 2, 0), (2, 2, 0)]
    assert any("levy" in name for name in found) and any("bridge" in name for name in found)


def test_a_name_a_merge_and_a_split_last(project):
    levy, bridge = sorted(shape(project), key=lambda name: "bridge" in name)
    project.judge("rename", concepts=[levy], name="The levy rises", by="Ada")
    project.find_concepts()
    assert "The levy rises" in shape(project)
    project.judge("merge", concepts=["The levy rises", bridge], name="Harbour policy", by="Ada")
    again(project)
    assert shape(project) == {"Harbour policy": (4, 4, 0)}
    bridge_ids = [
        statement_of(project, '"safe to cross the"'),
        statement_of(project, '"bridge is"'),
    ]
    split = project.judge("split", concepts=["Harbour policy"], statements=bridge_ids, by="Ada")
    again(project)
    assert shape(project)["Harbour policy"] == (2, 2, 0) and len(shape(project)) == 2
    project.undo(split.id, by="Ada")
    project.find_concepts()
    assert shape(project) == {"Harbour policy": (4, 4, 0)}


def test_a_statement_is_coded_by_hand_and_others_follow(project):
    alone = statement_of(project, "cruise")
    project.judge("correct", coded=alone, concept="Tax the ships", agreement=False, by="Ben")
    again(project)
    one = project.concept("tax the ships")
    (coding,) = one.codings
    assert (one.disagree, coding.coder, coding.agreement) == (1, "Ben", False)
    levy = statement_of(project, '"going to rise"')
    project.judge("correct", coded=levy, concept="Levy", by="Ben")
    project.find_concepts()
    assert project.concept("Levy").statements == 2


def test_a_judgement_on_concepts_leaves_claims_and_conflicts_as_they_are(project):
    project.find_conflicts()
    project.judge("correct", coded=statement_of(project, "cruise"), agreement=True, by="Ben")
    assert not project.find_conflicts() and not project.match()


def test_judgements_go_over_to_another_project(project, tmp_path):
    project.judge(
        "correct", coded=statement_of(project, "cruise"), concept="Tax", agreement=True, by="Ben"
    )
    with Project.open(tmp_path / "b.quoth", create=True) as other:
        for article in project.articles():
            keep(other, article, project.article(article.id)[1])
        assert other.import_judgements(project.export_judgements()).new
        other.find_concepts()
        assert other.concept("Tax").codings[0].coder == "Ben"


def test_what_was_coded_and_is_gone_is_queued(project):
    alone = statement_of(project, "cruise")
    project.judge("correct", coded=alone, concept="Tax", by="Ben")
    article, statement = project.statement(alone)
    renew(project, article, [])
    project.find_concepts()
    assert "Tax" not in shape(project)
    assert [item.kind for item in project.queue(unsure=0)] == ["look"]
    renew(project, article, [statement])
    project.find_concepts()
    assert "Tax" in shape(project)


@pytest.mark.parametrize(
    ("action", "about", "reason"),
    [
        ("rename", {"concepts": ["nothing"], "name": "x"}, "names no concept"),
        ("rename", {"concepts": ["LEVY"]}, "rename takes a name"),
        ("rename", {"concepts": ["LEVY"], "name": "  "}, "is no name"),
        ("merge", {"concepts": ["LEVY"]}, "merge takes two concepts or more"),
        ("merge", {"concepts": ["LEVY", "LEVY"]}, "a concept is named twice"),
        ("split", {"concepts": ["LEVY"], "statements": []}, "split takes statements"),
        ("correct", {"coded": "CRUISE"}, "nothing was coded"),
        ("correct", {"coded": "CRUISE", "agreement": "yes"}, "agreement is 'yes'"),
        ("correct", {"coded": "CRUISE", "concept": "x", "type": "denial"}, "takes no type"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(project, action, about, reason):
    levy = next(name for name in shape(project) if "levy" in name)
    if "concepts" in about:
        about = {**about, "concepts": [levy if n == "LEVY" else n for n in about["concepts"]]}
    if "coded" in about:
        about = {**about, "coded": statement_of(project, "cruise")}
    with pytest.raises(UsageError, match=reason):
        project.judge(action, by="Ada", **about)
    assert project.judgements() == []
