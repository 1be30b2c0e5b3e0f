"""Agreement of invented coders, computed by hand."""

from __future__ import annotations

import pytest

from quoth.store import Project
from tests.judge.builders import article, keep, reading, renew, said


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as opened:
        yield opened


@pytest.fixture
def kept(project):
    of = article()
    keep(project, of, reading(of))
    return of


def found(project, *between):
    return {row.field: row.alpha for row in project.agreement() if row.between == between}


def test_without_judgements_there_is_nothing_to_compare(project, kept):
    assert project.agreement() == []


def test_two_people_and_the_machine(project, kept):
    first, _, third = project.article(kept.id)[1]
    project.judge("accept", article=kept.id, by="Ada")  # assertion, assertion, denial
    project.judge("correct", statement=first.id, type="intention", by="Ben")
    project.judge("reject", statement=third.id, by="Ben")
    project.judge("accept", article=kept.id, by="Ben")  # intention, assertion, none
    people = found(project, "Ada", "Ben")
    # is it a statement: units yy, yy, yn: 6 values, 5 y, 1 n. 1 - (2/6) / (10/30) = 0
    assert people["statement"].value == pytest.approx(0)
    assert (people["statement"].units, people["statement"].values) == (3, 6)
    # type: ai, aa: 4 values, 3 a, 1 i. 1 - (2/4) / (6/12) = 0
    assert people["type"].value == pytest.approx(0)
    assert people["type"].units == 2
    # nobody said anything else than the machine
    assert people["mode"].value == pytest.approx(1)
    machine = found(project, "Ada", "machine")
    assert machine["type"].value == machine["statement"].observed == 1
    assert machine["statement"].value is None  # all are statements: nothing could disagree
    assert found(project, "Ben", "machine")["type"].value == pytest.approx(0)


def test_spans_are_compared_letter_by_letter(project, kept):
    project.judge("accept", article=kept.id, by="Ada")
    letters = sum(c.isalnum() for c in kept.text)
    ours = [s.content.text for s in project.article(kept.id)[1]]
    inside = sum(c.isalnum() for text in ours for c in text)
    shorter = said(kept, "levy will rise in May", "said on Monday", "Mira Tolland")
    renew(project, kept, [shorter, *reading(kept)[1:]])
    alpha = found(project, "Ada", "machine")["content"]
    n = 2 * letters
    yes, no = 2 * inside - 3, n - (2 * inside - 3)  # "The" is in one of the two
    assert alpha.value == pytest.approx(1 - (2 * 3 / n) / (2 * yes * no / (n * (n - 1))))
    assert alpha.units == letters


def test_what_the_machine_finds_more_counts_against_it(project, kept):
    project.judge("accept", article=kept.id, by="Ada")
    renew(project, kept, [*reading(kept), said(kept, "a fisherman", "", "")])
    alpha = found(project, "Ada", "machine")["statement"]
    assert (alpha.units, alpha.observed) == (4, 0.75)


def test_who_has_not_seen_all_is_not_asked_what_is_a_statement(project, kept):
    for statement in project.article(kept.id)[1]:
        project.judge("accept", statement=statement.id, by="Ada")
    fields = found(project, "Ada", "machine")
    assert "statement" not in fields and "content" not in fields
    assert fields["type"].units == 3


def test_three_people_are_compared_together_and_in_pairs(project, kept):
    for person in ("Ada", "Ben", "Cleo"):
        project.judge("accept", article=kept.id, by=person)
    between = {row.between for row in project.agreement()}
    assert ("Ada", "Ben", "Cleo") in between and ("Ben", "Cleo") in between
    assert found(project, "Ada", "Ben", "Cleo")["type"].values == 9
