"""What a person should look at: lost places, disagreements, what the machine is unsure of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.store import Project
from tests.fake import span
from tests.judge.builders import TEXT, article, keep, reading, renew, said


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as opened:
        yield opened


@pytest.fixture
def kept(project):
    of = article()
    keep(project, of, reading(of))
    return of


def kinds(project):
    return [(item.kind, item.reason) for item in project.queue(unsure=0)]


def test_what_is_sure_of_its_place_is_not_queued(project, kept):
    for statement in project.article(kept.id)[1]:
        project.judge("accept", statement=statement.id, by="Ada")
    assert kinds(project) == []


def test_a_judgement_whose_words_are_gone_waits_and_comes_back_with_them(project, kept):
    levy = project.article(kept.id)[1][0]
    made = project.judge("correct", statement=levy.id, type="intention", by="Ada")
    new = article(TEXT.replace("The levy will rise", "No levy will ever rise"))
    keep(project, new, ())
    (item,) = project.queue(unsure=0)
    assert (item.kind, item.judgements, item.article_id) == ("look", (made,), new.id)
    assert item.reason == "its words are not in the text any more"
    keep(project, kept, reading(kept))  # the page is as before again
    assert kinds(project) == []
    assert project.article(kept.id)[1][0].type == "intention"


def test_a_fully_judged_article_that_changes_must_be_looked_at(project, kept):
    project.judge("accept", article=kept.id, by="Ada")
    new = article(TEXT + "\n\nThe mayor said nothing.")
    keep(project, new, reading(new))
    assert kinds(project) == [("look", "the text is another than the one that was fully judged")]


def test_what_the_machine_finds_more_in_a_fully_judged_article(project, kept):
    project.judge("accept", article=kept.id, by="Ada")
    renew(project, kept, [*reading(kept), said(kept, "a fisherman", "", "")])
    assert kinds(project) == [("look", "left out: 1 that the machine finds and the person did not")]


def test_people_who_disagree_are_listed_with_what_they_say(project, kept):
    first, second, _ = project.article(kept.id)[1]
    ada = project.judge("correct", statement=first.id, type="intention", by="Ada")
    ben = project.judge("correct", statement=first.id, type="belief", by="Ben")
    project.judge("correct", statement=second.id, speakers=["Mira Tolland"], by="Ada")
    reject = project.judge("reject", statement=second.id, by="Ben")
    found = project.queue(unsure=0)
    assert {(item.kind, item.reason) for item in found} == {
        ("disagreement", "type: Ada intention; Ben belief"),
        ("disagreement", "a statement: Ada; none: Ben"),
    }
    assert (ada, ben) in [item.judgements for item in found]
    project.undo(reject.id, by="Ben")
    project.judge("correct", statement=first.id, type="intention", by="Ben")
    assert kinds(project) == []


def test_who_corrects_one_field_says_nothing_of_the_others(project, kept):
    first = project.article(kept.id)[1][0]
    project.judge("correct", statement=first.id, type="intention", by="Ada")
    project.judge("correct", statement=first.id, medium="letter", by="Ben")
    assert kinds(project) == []


def test_words_at_odds(project, kept):
    first = project.article(kept.id)[1][0]
    project.judge("accept", statement=first.id, by="Ada")
    project.judge("correct", statement=first.id, content=[span(kept, "rise in May")], by="Ben")
    assert kinds(project) == [("disagreement", "the words of the content: Ada, Ben")]


def test_the_least_sure_and_most_weighty_come_first(project):
    of = article()
    one, two, three = reading(of)
    keep(
        project,
        of,
        [
            replace(one, confidence=0.9),
            replace(two, confidence=0.2),
            replace(three, confidence=0.5),
        ],
    )
    project.join()
    items = project.queue(unsure=2)
    assert [item.statement_id for item in items] == [two.id, three.id]
    assert items[0].score > items[1].score
    assert items[0].reason == "sure to 20% of the words"
    project.judge("accept", statement=two.id, by="Ada")
    assert [item.statement_id for item in project.queue()] == [three.id, one.id]
