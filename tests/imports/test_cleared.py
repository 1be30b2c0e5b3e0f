"""A field that somebody emptied is a correction that empties it, or is said; never nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from quoth.export import export
from quoth.imports import take
from tests.export.builders import project_of
from tests.export.test_export import CORPUS


@pytest.fixture
def project():
    article, (statement,) = CORPUS[0]
    filled = replace(statement, medium="interview", said_on="2025-01-13")
    with project_of([(article, (filled,)), *CORPUS[1:]]) as (opened, folder):
        opened.folder, opened.id, opened.article_id = folder, statement.id, article.id
        yield opened


def with_record(project, change):
    path = project.folder / "a.jsonl"
    export(project, path, speaker="Ada Vale", force=True)
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    path.write_text(json.dumps(record), encoding="utf-8")
    return take(project, path, by="Ada")


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize("name", ["medium", "said_on"])
def test_an_empty_text_of_a_line_clears_it(project, name, empty):
    found = with_record(project, lambda record: record.update({name: empty}))
    assert found.refused == [] and found.counts["corrected"] == 1
    assert getattr(project.statement(project.id)[1], name) is None


@pytest.mark.parametrize("speakers", [None, []])
def test_speakers_and_cue_are_cleared(project, speakers):
    found = with_record(project, lambda record: record.update(speakers=speakers, cue=None))
    assert found.refused == [] and found.counts["corrected"] == 1
    statement = project.article(project.article_id)[1][0]
    assert statement.speakers == () and statement.cue is None


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize("name", ["mode", "type"])
def test_an_empty_mode_or_type_is_said_and_the_rest_is_taken(project, name, empty):
    found = with_record(project, lambda record: record.update({name: empty, "medium": None}))
    assert len(found.refused) == 1 and f"its {name} is empty" in found.refused[0]
    assert "nothing to correct" not in found.refused[0]
    assert found.counts["corrected"] == 1
    assert project.statement(project.id)[1].medium is None


def test_a_key_that_is_not_there_says_nothing(project):
    found = with_record(project, lambda record: [record.pop(n) for n in ("medium", "cue", "mode")])
    assert found.refused == [] and found.counts["known"] == 1


def test_features_of_cas_are_cleared(project):
    folder = project.folder / "x"
    export(project, folder, format="cas-xmi")
    path = folder / f"article-{project.article_id}.xmi"
    text = path.read_text(encoding="utf-8")
    for name in ("medium", "speakers"):
        text = re.sub(f' {name}="[^"]*"', "", text)
    path.write_text(text, encoding="utf-8")
    found = take(project, folder, format="cas", by="Ada")
    assert found.refused == [] and found.counts["corrected"] == 1
    statement = project.statement(project.id)[1]
    assert (statement.medium, statement.speakers, statement.said_on) == (None, (), "2025-01-13")


def test_attributes_of_brat_are_cleared(project):
    folder = project.folder / "b"
    export(project, folder, format="brat")
    path = folder / f"article-{project.article_id}.ann"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if not re.match(r"[AR]", x)), encoding="utf-8")
    found = take(project, folder, format="brat", by="Ada")
    assert [re.search(r"its (\w+) is empty", x)[1] for x in found.refused] == ["mode", "type"]
    assert found.counts["corrected"] == 1
    statement = project.article(project.article_id)[1][0]
    assert statement.cue is None and statement.source is None


def test_kind_and_role_chain_and_addressee_of_a_line_are_taken(project):
    article = project.article(project.article_id)[0]
    start = article.text.index("council")
    end = start + len("council")
    link = {"name": "the council", "kind": "organization", "span": [start, end]}

    def change(record):
        record["speakers"][0] |= {"kind": "organization", "role": "speaker of the house"}
        record.update(chain=[link], addressee={"name": "them", "span": [start, end]})

    found = with_record(project, change)
    assert found.refused == [] and found.counts["corrected"] == 1
    statement = project.statement(project.id)[1]
    assert (statement.speakers[0].kind, statement.speakers[0].role) == (
        "organization",
        "speaker of the house",
    )
    assert statement.chain[0].name == "the council"
    assert article.text[slice(*statement.chain[0].span)] == "council"
    assert statement.addressee.name == "them"
    found = with_record(project, lambda record: record.update(chain=[], addressee=None))
    assert found.refused == [] and found.counts["corrected"] == 1
    statement = project.statement(project.id)[1]
    assert (statement.chain, statement.addressee) == ((), None)


def test_a_chain_without_spans_is_said_not_dropped(project):
    folder = project.folder / "x"
    export(project, folder, format="cas-xmi")
    path = folder / f"article-{project.article_id}.xmi"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(' medium="', ' chain="The Gull" medium="'), encoding="utf-8")
    found = take(project, folder, format="cas", by="Ada")
    assert len(found.refused) == 1 and "its chain is another one" in found.refused[0]
    assert not found.counts["corrected"] and project.judgements() == []
