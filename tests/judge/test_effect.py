"""What holds is a function of the set of judgements, and gives the machine's own back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.attribution import in_order
from quoth.judge.effect import effect, undone
from quoth.judge.letters import Letters
from quoth.judge.making import judgement
from quoth.judge.plain import noun_of, plain
from quoth.judge.threads import core_of, near
from quoth.model import Statement
from quoth.store import Project
from tests.fake import span
from tests.judge.builders import TEXT, article, keep, reading, renew, said


def test_plain_statements_come_back_equal():
    of = article()
    for statement in reading(of):
        assert noun_of(Statement, plain(statement), of.text) == statement


@pytest.mark.parametrize(
    "one, other, same",
    [
        (((0, 10), (12, 14)), ((0, 10), (12, 14)), True),
        (((0, 10), (12, 14)), ((2, 10), (12, 16)), True),
        (((0, 10), (12, 14)), ((0, 10), (16, 18)), False),  # another cue
        (((0, 10), (12, 14)), ((0, 10), None), True),
        (((0, 10), (12, 14)), ((0, 3), (12, 14)), False),  # too little of the words
        (((0, 10), (12, 14)), ((30, 40), (12, 14)), False),
        (((0, 10), None), ((0, 9), None), True),
    ],
)
def test_nearness(one, other, same):
    letters = Letters("abcdefghijklmnopqrstuvwxyz" * 3)
    cores = [core_of(letters, [content], cue, None) for content, cue in (one, other)]
    assert near(*cores) is same
    assert near(*reversed(cores)) is same


def test_without_cues_the_sources_must_not_be_others():
    letters = Letters("abcdefghijklmnopqrstuvwxyz" * 3)
    one = core_of(letters, [(0, 10)], None, (20, 22))
    assert not near(one, core_of(letters, [(0, 10)], (12, 14), (24, 26)))
    assert near(one, core_of(letters, [(0, 10)], (12, 14), (21, 26)))


def undo(of, moment):
    return judgement(
        made_at=f"2024-01-01T00:00:00.{moment:06}Z",
        made_by="Ada",
        action="undo",
        target="judgement",
        anchor="{}",
        undoes=of,
    )


def test_an_undo_that_is_undone_undoes_nothing():
    one = undo("x", 1)
    two = undo(one.id, 2)
    three = undo(two.id, 3)
    assert undone([one]) == {"x"}
    assert undone([two, one]) == {one.id}
    assert undone([three, one, two]) == {"x", two.id}


def test_a_long_chain_of_undoing_is_no_trouble():
    chain = [undo("x", 1)]
    for moment in range(2, 5000):
        chain.append(undo(chain[-1].id, moment))
    assert "x" in undone(chain)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "type", "words", "reject", "add", "complete", "undo", "renew"]),
        st.integers(0, 9),
        st.sampled_from(["Ada", "Ben"]),
    ),
    max_size=10,
)

MACHINES = (
    reading,
    lambda of: reading(of)[1:],
    lambda of: (
        said(of, "levy will rise in May", "said on Monday", "Mira Tolland"),
        *reading(of)[1:],
        said(of, "a fisherman", "", ""),
    ),
    lambda of: (
        said(of, "The levy will", "said on Monday", "Mira Tolland"),
        said(of, "will rise in May", "said on Monday", "Mira Tolland"),
    ),
    lambda of: (),
)


def act(project, of, what, number, by):
    statements = project.article(of.id)[1]
    one = statements[number % len(statements)] if statements else None
    if what == "renew":
        renew(project, of, in_order(MACHINES[number % len(MACHINES)](of)))
    elif what == "complete":
        project.judge("accept", article=of.id, by=by)
    elif what == "undo":
        found = project.judgements(undone=False)
        if found:
            project.undo(found[number % len(found)].id, by=by)
    elif what == "add":
        words = ("a fisherman", "The council", "Monday", "debt", "Calder".upper())[number % 5]
        if span(of, words) not in [s.content.spans[0] for s in statements]:
            project.judge("add", article=of.id, content=[span(of, words)], by=by)
    elif one is None:
        return
    elif what in ("accept", "reject"):
        project.judge(what, statement=one.id, by=by)
    elif what == "type":
        project.judge("correct", statement=one.id, type=("denial", "belief")[number % 2], by=by)
    elif what == "words":
        start, end = one.content.spans[0]
        if end - start > 2:
            spans = [(start + 1, end), *one.content.spans[1:]]
            if not of.text[start + 1 : end].isspace():
                project.judge("correct", statement=one.id, content=spans, by=by)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(ACTS, st.randoms(use_true_random=False))
def test_whatever_people_do(tmp_path_factory, acts, chance):
    from quoth.errors import UsageError

    of = article()
    with Project.open(tmp_path_factory.mktemp("p") / "a.quoth", create=True) as project:
        keep(project, of, reading(of))
        for what, number, by in acts:
            try:
                act(project, of, what, number, by)
            except UsageError as error:
                assert "already" in error.reason, error.reason
        judgements = project.judgements()
        machine = project.as_found(of.id)
        now = project.article(of.id)[1]
        # the same whatever the order in which the judgements came
        shuffled = list(judgements)
        chance.shuffle(shuffled)
        off = undone(shuffled)
        again = effect(of, machine, shuffled, off=off)
        assert again.statements == now
        # ids are unique, and what holds another is there
        ids = [statement.id for statement in now]
        assert len(set(ids)) == len(ids)
        assert all(s.nested_in is None or s.nested_in in ids for s in now)
        # each judgement that holds stands somewhere, once
        live = [j for j in judgements if j.id not in off and j.action != "undo"]
        assert sorted(s.judgement_id for s in again.standings) == sorted(j.id for j in live)
        # the queue, agreement and history are told without fail
        project.queue()
        project.agreement()
        # another project that takes the judgements in has the same
        with Project.open(tmp_path_factory.mktemp("q") / "b.quoth", create=True) as other:
            keep(other, of, machine)
            lines = project.export_judgements()
            chance.shuffle(lines)
            assert not other.import_judgements(lines).refused
            assert other.article(of.id)[1] == now
        # all undone, the machine's own is there again
        for one in project.judgements(undone=False):
            project.undo(one.id, by="Cleo")
        assert project.article(of.id)[1] == machine


def test_another_capture_keeps_what_was_said_of_links_and_addressees(tmp_path):
    of = article()
    with Project.open(tmp_path / "a.quoth", create=True) as project:
        keep(project, of, reading(of))
        levy = project.article(of.id)[1][0]
        project.judge(
            "correct",
            statement=levy.id,
            chain=[{"name": "Calder Post", "kind": "outlet", "span": span(of, "CALDER")}],
            addressee={"name": "the council", "span": span(of, "The council")},
            by="Ada",
        )
        new = article(TEXT.replace('"Nobody', 'It rained.\n\n"Nobody'))
        keep(project, new, reading(new))
        (link,) = project.article(new.id)[1][0].chain
        assert new.text[slice(*link.span)] == "CALDER"
        addressee = project.article(new.id)[1][0].addressee
        assert new.text[slice(*addressee.span)] == "The council"
        gone = article(new.text.replace("The council", "A council"))
        keep(project, gone, reading(new)[:0])
        assert project.article(gone.id)[1] == ()
        (item,) = project.queue(unsure=0)
        assert item.reason == "its words are not in the text any more"
