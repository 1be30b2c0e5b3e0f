"""A person's decisions hold: at once, after another model, in another capture, and undone."""

from __future__ import annotations

import pytest

from quoth.errors import UsageError
from quoth.store import Project
from tests.fake import span, statement
from tests.judge.builders import TEXT, URL, article, contents, keep, reading, renew, said


@pytest.fixture
def project(tmp_path):
    with Project.open(tmp_path / "a.quoth", create=True) as opened:
        yield opened


@pytest.fixture
def kept(project):
    of = article()
    keep(project, of, reading(of))
    return of


def by_content(project, of, words):
    return next(s for s in project.article(of.id)[1] if words in s.content.text)


def statuses(project, of):
    from quoth.judge import keeping

    return [
        (s.status, s.reason)
        for s in keeping.standings(project._connection, "article_id = ?", of.id)
    ]


def test_a_correction_takes_effect_at_once_and_is_found(project, kept):
    levy = by_content(project, kept, "levy")
    made = project.judge(
        "correct", statement=levy.id, speakers=["Joren Pike"], type="intention", by="Ada", why="see"
    )
    now = by_content(project, kept, "levy")
    assert (now.id, now.type) == (levy.id, "intention")
    assert [(s.name, s.kind) for s in now.speakers] == [("Joren Pike", "person")]
    assert made.made_by == "Ada" and made.action == "correct" and made.target == "statement"
    (found,) = project.find(speaker="Joren", type="intention")
    assert found[0].id == levy.id
    assert "Mira" not in {s.name for f, _ in project.find("levy") for s in f.speakers}
    assert [g.reason for g in now.grounds] == [f"Ada decided so on {made.made_at[:10]}: see"]
    assert project.judged([levy.id]) == {levy.id: (made,)}


def test_the_index_follows_corrected_spans(project, kept):
    levy = by_content(project, kept, "levy")
    project.judge("correct", statement=levy.id, content=[span(kept, "rise in May")], by="Ada")
    assert not list(project.find("levy"))
    ((found, _),) = project.find("rise")
    assert found.content.text == "rise in May" and found.id != levy.id
    assert found.confidence == 1.0


def test_a_rejected_statement_is_gone_and_comes_back_when_that_is_undone(project, kept):
    before = project.article(kept.id)[1]
    rejected = project.judge("reject", statement=before[1].id, by="Ada")
    assert project.article(kept.id)[1] == (before[0], before[2])
    undo = project.undo(rejected.id, by="Ben", why="it is one")
    assert project.article(kept.id)[1] == before
    project.undo(undo.id, by="Ada")
    assert project.article(kept.id)[1] == (before[0], before[2])
    assert len(project.judgements()) == 3


def test_an_added_statement_stays_whatever_the_machine_finds(project, kept):
    content = span(kept, "a fisherman")
    project.judge("add", article=kept.id, content=[content], speakers=["Joren Pike"], by="Ada")
    assert "a fisherman" in contents(project, kept)
    renew(project, kept, ())
    assert contents(project, kept) == ["a fisherman"]


def test_judgements_outlive_another_model(project, kept):
    first, second, third = project.article(kept.id)[1]
    project.judge("correct", statement=first.id, type="intention", by="Ada")
    project.judge("accept", statement=second.id, by="Ada")
    project.judge("reject", statement=third.id, by="Ada")
    other = said(kept, "levy will rise in May", "said on", "Mira Tolland", type="belief")
    debt = said(kept, "the harbour is in debt", "denied that", "The council")
    renew(project, kept, [other, debt])
    now = project.article(kept.id)[1]
    assert [(s.content.text, s.type) for s in now] == [
        ("levy will rise in May", "intention"),
        ("Nobody was asked", "assertion"),
    ]
    assert now[1].speakers == second.speakers
    assert sorted(status for status, _ in statuses(project, kept)) == [
        "applied",
        "re-anchored",
        "re-anchored",
    ]
    assert project.as_found(kept.id) == (other, debt)


def test_a_rejected_one_that_comes_back_in_other_words_is_shown_and_queued(project, kept):
    debt = by_content(project, kept, "debt")
    project.judge("reject", statement=debt.id, by="Ada")
    longer = said(kept, "that the harbour is in debt", "denied", "The council")
    renew(project, kept, [longer])
    assert contents(project, kept) == ["that the harbour is in debt"]
    assert statuses(project, kept) == [
        ("queued", "it was rejected in other words than the machine now has")
    ]


def test_two_statements_where_one_was_judged_are_left_to_a_person(project, kept):
    levy = by_content(project, kept, "levy")
    project.judge("correct", statement=levy.id, type="intention", by="Ada")
    halves = [
        said(kept, "levy will rise", "said on Monday", "Mira Tolland"),
        said(kept, "will rise in May", "said on Monday", "Mira Tolland"),
    ]
    renew(project, kept, halves)
    found = {(s.content.text, s.type) for s in project.article(kept.id)[1]}
    assert found == {
        ("The levy will rise in May", "intention"),
        ("levy will rise", "assertion"),
        ("will rise in May", "assertion"),
    }
    assert [status for status, _ in statuses(project, kept)] == ["queued"]


def test_undoing_all_gives_the_machines_own_again(project, kept):
    before = project.digest()
    first, second, third = project.article(kept.id)[1]
    made = [
        project.judge("correct", statement=first.id, content=[span(kept, "rise in May")], by="A"),
        project.judge("reject", statement=second.id, by="B"),
        project.judge("add", article=kept.id, content=[span(kept, "a fisherman")], by="A"),
        project.judge("accept", article=kept.id, by="B"),
    ]
    assert project.digest() != before
    for judgement in project.judgements():
        project.undo(judgement.id, by="C")
    assert made[-1].target == "article"
    assert project.article(kept.id)[1] == (first, second, third)


NEW_CAPTURE = TEXT.replace("CALDER", "The mayor was away.\n\nCALDER")


def test_judgements_go_over_to_another_capture_of_the_page(project, kept):
    first, second, third = project.article(kept.id)[1]
    project.judge("correct", statement=first.id, type="intention", by="Ada")
    project.judge("correct", statement=second.id, content=[span(kept, "asked")], by="Ada")
    project.judge("reject", statement=third.id, by="Ada")
    new = article(NEW_CAPTURE)
    keep(project, new, reading(new))
    now = project.article(new.id)[1]
    assert [(s.content.text, s.type) for s in now] == [
        ("The levy will rise in May", "intention"),
        ("asked", "assertion"),
    ]
    assert {status for status, _ in statuses(project, new)} == {"re-anchored"}


def test_a_file_without_an_address_is_known_by_its_path(project):
    old = article(url=None)
    keep(project, old, reading(old))
    project.judge("reject", statement=project.article(old.id)[1][0].id, by="Ada")
    new = article(NEW_CAPTURE, url=None)
    keep(project, new, reading(new))
    assert contents(project, new) == ["Nobody was asked", "the harbour is in debt"]


def test_the_same_sentence_elsewhere_is_not_the_same_statement(project):
    text = 'A.\n\n"No," said Pike.\n\nThe crowd cheered for a long time and went home.\n\n'
    text += '"No," said Pike.\n\nThe crowd booed for a long time and went home.'
    of = article(text)
    spans = [(text.index('"No') + 1, text.index('"No') + 3)]
    second = text.rindex('"No')
    spans.append((second + 1, second + 3))
    found = [
        statement(of, content=[s], cue=(s[0] + 5, s[0] + 9), source=(s[0] + 10, s[0] + 14))
        for s in spans
    ]
    keep(project, of, found)
    project.judge("correct", statement=found[1].id, speakers=["Joren Pike"], by="Ada")
    # The second is taken out: the first must not get its speaker.
    new = article(text[: text.index("\n\n", text.index("home")) :])
    keep(project, new, [statement(new, content=[spans[0]], cue=(spans[0][0] + 5, spans[0][0] + 9))])
    assert all(not s.speakers for s in project.article(new.id)[1])
    ((status, reason),) = statuses(project, new)
    assert status == "queued" and "the others" in reason


def test_another_page_is_another_page(project, kept):
    levy = by_content(project, kept, "levy")
    project.judge("correct", statement=levy.id, type="intention", by="Ada")
    other = article(TEXT, url=URL + "/2", path="other.txt")
    keep(project, other, reading(other))
    assert by_content(project, other, "levy").type == "assertion"


def test_the_last_of_several_people_decides_and_both_are_kept(project, kept):
    levy = by_content(project, kept, "levy")
    ada = project.judge("correct", statement=levy.id, type="intention", by="Ada")
    ben = project.judge("correct", statement=levy.id, type="belief", by="Ben")
    assert by_content(project, kept, "levy").type == "belief"
    assert ben.made_at > ada.made_at and ben.follows == ada.id
    assert next(s.type for s in project.as_judged_by(kept.id, "Ada")) == "intention"
    assert project.judgements(statement=levy.id) == [ada, ben]


def test_what_cannot_be_is_refused_and_changes_nothing(project, kept):
    before = project.digest()
    levy = by_content(project, kept, "levy").id
    for action, about in [
        ("bless", {"statement": levy}),
        ("undo", {"statement": levy}),
        ("accept", {"statement": "zzzzzz"}),
        ("accept", {}),
        ("correct", {"statement": levy}),
        ("correct", {"statement": levy, "type": "lie"}),
        ("correct", {"statement": levy, "colour": "red"}),
        ("correct", {"statement": levy, "content": [(0, 10**6)]}),
        ("correct", {"statement": levy, "content": [(5, 5)]}),
        ("correct", {"statement": levy, "said_on": "soon"}),
        ("correct", {"statement": levy, "speakers": "Ada"}),
        ("correct", {"statement": levy, "nested_in": levy}),
        ("reject", {"statement": levy, "type": "denial"}),
        ("same", {"statements": [levy, levy]}),
        ("add", {"article": kept.id}),
        ("reject", {"article": kept.id}),
        ("merge", {"actors": ["nobody", "somebody"]}),
        ("merge", {"claims": ["abcd", "abce"]}),
        ("accept", {"statement": levy, "by": " "}),
    ]:
        with pytest.raises(UsageError):
            project.judge(action, **{"by": "Ada", **about})
    assert project.digest() == before


def test_a_fully_judged_article_holds_what_was_judged_and_no_more(project, kept):
    project.judge("accept", article=kept.id, by="Ada")
    assert len(project.judgements()) == 4
    more = said(kept, "a fisherman", "said Joren", "", type="belief")
    other = reading(kept)[:2]
    renew(project, kept, [*other, more])
    assert contents(project, kept) == [
        "The levy will rise in May",
        "Nobody was asked",
        "the harbour is in debt",
    ]
    assert ("applied", "left out: 1 that the machine finds and the person did not") in statuses(
        project, kept
    )


def test_nested_statements_follow_the_one_that_holds_them(project):
    text = "The mayor said that Mira Tolland had denied that the levy would rise in May."
    of = article(text)
    outer = said(
        of, "that Mira Tolland had denied that the levy would rise in May", "said", "The mayor"
    )
    inner = said(of, "the levy would rise in May", "denied", "Mira Tolland")
    from dataclasses import replace

    inner = replace(inner, nested_in=outer.id)
    keep(project, of, [outer, inner])
    made = project.judge(
        "correct",
        statement=outer.id,
        content=[span(of, "Mira Tolland had denied that the levy would rise in May")],
        by="Ada",
    )
    now = {s.content.text: s for s in project.article(of.id)[1]}
    corrected = now["Mira Tolland had denied that the levy would rise in May"]
    assert now["the levy would rise in May"].nested_in == corrected.id
    project.judge("correct", statement=corrected.id, content=[span(of, "that Mira")], by="Ada")
    assert by_content(project, of, "the levy").nested_in is None
    project.undo(project.judgements()[-1].id, by="Ada")
    project.undo(made.id, by="Ada")
    assert set(project.article(of.id)[1]) == {outer, inner}
    project.judge("reject", statement=outer.id, by="Ada")
    assert [s.nested_in for s in project.article(of.id)[1]] == [None]


def test_a_project_without_judgements_has_no_machine_readings(project, kept):
    count = project._connection.execute("SELECT COUNT(*) FROM machine").fetchone()
    assert count == (0,)


def test_layers_that_depend_on_statements_are_stale(project, kept):
    from quoth.store import actors

    project.join()
    assert actors.is_current(project._connection)
    project.judge("reject", statement=by_content(project, kept, "levy").id, by="Ada")
    assert not actors.is_current(project._connection)
