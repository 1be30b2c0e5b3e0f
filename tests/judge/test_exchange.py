"""Two people's projects become one, in whatever order, and nothing forged comes in."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import chain, permutations

import pytest

from quoth.store import Project
from tests.fake import span
from tests.judge.builders import article, contents, keep, reading


def project_of(folder, name, of):
    opened = Project.open(folder / f"{name}.quoth", create=True)
    keep(opened, of, reading(of))
    return opened


@pytest.fixture
def of():
    return article()


@pytest.fixture
def three(tmp_path, of):
    """Exports of three people who judged the same article."""
    lines = []
    for name in ("Ada", "Ben", "Cleo"):
        with project_of(tmp_path, name, of) as project:
            first, second, third = project.article(of.id)[1]
            if name == "Ada":
                project.judge("correct", statement=first.id, type="intention", by=name)
                project.judge("reject", statement=second.id, by=name)
                project.undo(project.judgements()[-1].id, by=name)
            elif name == "Ben":
                project.judge("correct", statement=first.id, content=[span(of, "May")], by=name)
                project.judge("accept", article=of.id, by=name)
            else:
                project.judge("add", article=of.id, content=[span(of, "a fisherman")], by=name)
                project.judge("reject", statement=third.id, by=name)
                project.judge("same", statements=[first.id, second.id], by=name)
            lines.append(project.export_judgements())
    return lines


def test_the_order_of_imports_does_not_matter_nor_does_repetition(tmp_path, of, three):
    digests, found = set(), []
    for number, order in enumerate(permutations(three)):
        with project_of(tmp_path, str(number), of) as project:
            for lines in (*order, order[0]):
                found.append(project.import_judgements(lines))
            digests.add(project.digest())
            assert sorted(project.export_judgements()) == sorted(chain(*three))
    assert len(digests) == 1
    assert not any(imported.refused for imported in found)
    assert found[3].known == len(three[0]) and not found[3].new


def test_what_waits_for_its_article_is_applied_when_that_comes(tmp_path, of, three):
    with Project.open(tmp_path / "late.quoth", create=True) as late:
        for lines in three:
            assert late.import_judgements(lines).new
        keep(late, of, reading(of))
        with project_of(tmp_path, "early", of) as early:
            for lines in three:
                early.import_judgements(lines)
            assert late.article(of.id) == early.article(of.id)
            assert "May" in contents(late, of)
            assert late.digest() == early.digest()


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.update(why="another reason"),
        lambda r: r.update(made_by="Ben"),
        lambda r: r.pop("why"),
        lambda r: r.update(more=1),
        lambda r: r["was"].update(type="wizardry"),
        lambda r: r.update(id=7),
    ],
)
def test_a_line_that_was_changed_is_refused(tmp_path, of, three, change):
    record = json.loads(three[0][0])
    change(record)
    with project_of(tmp_path, "x", of) as project:
        before = project.digest()
        found = project.import_judgements([json.dumps(record), three[0][0]])
        assert [refused.line for refused in found.refused] == [1]
        assert len(found.new) == 1
        assert project.digest() != before


@pytest.mark.parametrize(
    "forge",
    [
        lambda r: r["was"].update(type="wizardry"),
        lambda r: r["was"].update(content={"spans": []}),
        lambda r: r["was"].update(content={"spans": [[5, 2]]}),
        lambda r: r["was"].update(medium={"x": 1}),
        lambda r: r.update(was=None),
        lambda r: r.update(action="merge"),
        lambda r: r.update(action="undo"),
        lambda r: r.update(undoes="x"),
        lambda r: r.update(made_at="yesterday"),
        lambda r: r.update(made_by=""),
        lambda r: r.update(target="statue"),
        lambda r: r.update(anchor=[]),
        lambda r: r["anchor"].update(places=[]),
        lambda r: r["anchor"]["places"][0].update(exact=""),
        lambda r: r["anchor"]["places"][0].update(start="0"),
        lambda r: r["anchor"]["article"].update(id="other"),
        lambda r: r.update(now={"colour": "red"}),
        lambda r: r.update(now={"speakers": "Ada"}),
        lambda r: r.update(why="\ud800"),
        lambda r: r.update(why="\0"),
    ],
)
def test_a_forged_line_with_the_right_id_is_refused_too(tmp_path, of, three, forge):
    from quoth.judge.making import judgement
    from quoth.judge.plain import dumped

    record = json.loads(three[0][0])
    forge(record)
    fields = {
        name: dumped(value) if name in ("anchor", "was", "now") and value is not None else value
        for name, value in record.items()
        if name != "id"
    }
    with suppress(UnicodeEncodeError):
        record["id"] = judgement(**fields).id
    with project_of(tmp_path, "x", of) as project:
        before = project.digest()
        found = project.import_judgements([json.dumps(record)])
        assert len(found.refused) == 1, found
        assert project.digest() == before


@pytest.mark.parametrize("line", ["{", "[]", "null", "[" * 100_000, '{"id": 1}', "\x00"])
def test_rubbish_is_refused(tmp_path, of, line):
    with project_of(tmp_path, "x", of) as project:
        assert len(project.import_judgements([line, "", "  "]).refused) == 1


def test_spans_that_the_anchor_does_not_quote_are_not_believed(tmp_path, of, three):
    from quoth.judge.making import judgement
    from quoth.judge.plain import dumped

    record = json.loads(three[0][0])
    record["was"]["content"]["spans"] = [[0, 10**6]]
    fields = {
        name: dumped(value) if name in ("anchor", "was", "now") and value is not None else value
        for name, value in record.items()
        if name != "id"
    }
    record["id"] = judgement(**fields).id
    with project_of(tmp_path, "x", of) as project:
        statements = project.article(of.id)[1]
        assert len(project.import_judgements([json.dumps(record)]).new) == 1
        assert project.article(of.id)[1] == statements
