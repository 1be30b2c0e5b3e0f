"""Articles that a project lacks: refused, or added from the file's text if somebody asks for it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import assume, settings
from hypothesis import given as each_of

import quoth
from quoth.export import export
from quoth.export.marks import ILLEGAL, recorded
from quoth.imports import take
from quoth.judge.letters import letters_of
from quoth.model import Addressee, Speaker, statement_record
from quoth.store import Project
from tests.export.builders import corpora, project_of, statements_of
from tests.export.test_export import CORPUS


@pytest.fixture
def both(tmp_path):
    """A project, its files in five forms, and an empty project."""
    with project_of(CORPUS) as (full, folder):
        for name, format in (
            ("a.articles.jsonl", "articles"),
            ("a.jsonl", "jsonl"),
            ("a.jsonld", "webannotation"),
            ("x", "cas-xmi"),
            ("j", "cas-json"),
            ("b", "brat"),
            ("a.dna", "dna"),
        ):
            export(full, folder / name, format=format)
        with Project.open(tmp_path / "empty.quoth", create=True) as empty:
            yield full, empty, folder


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonld"])
def test_texts_and_marks_of_a_project_come_into_another_under_their_ids(both, name):
    full, empty, folder = both
    found = take(empty, [folder / "a.articles.jsonl", folder / name], by="Ada", articles=True)
    assert found.refused == []
    assert (found.counts["articles"], found.counts["added"]) == (len(CORPUS), len(CORPUS))
    assert statements_of(empty).keys() == statements_of(full).keys()
    pairs = [sorted(project.articles(), key=lambda one: one.id) for project in (full, empty)]
    for ours, theirs in zip(*pairs, strict=True):
        assert (ours.id, ours.text, ours.outlet, ours.published) == (
            theirs.id,
            theirs.text,
            theirs.outlet,
            theirs.published,
        )


def test_they_say_where_they_are_from_and_are_found_again(both):
    _, empty, folder = both
    files = [folder / "a.articles.jsonl", folder / "a.jsonl"]
    take(empty, files, by="Ada", articles=True)
    digest = empty.digest()
    for given in empty.inputs():
        assert given.format == "import" and given.status == "done"
        assert given.path == f"{folder / 'a.articles.jsonl'}#{given.article_id}"
    assert all(article.path == empty.owner(article.id).path for article in empty.articles())
    again = take(empty, files, by="Ada", articles=True)
    assert again.refused == [] and {n for n, c in again.counts.items() if c} == {"known"}
    assert empty.digest() == digest
    assert empty.outdated("any-1") == sorted(article.id for article in empty.articles())


@pytest.mark.parametrize("name", ["x", "j", "b", "a.dna"])
def test_forms_that_have_the_text_bring_the_article(both, name):
    full, empty, folder = both
    format = {"x": "cas", "j": "cas", "b": "brat", "a.dna": "dna"}[name]
    found = take(empty, folder / name, format=format, by="Ada", articles=True)
    assert found.refused == []
    assert (found.counts["articles"], found.counts["added"]) == (len(CORPUS), len(CORPUS))
    texts = {article.text for article in full.articles()}
    assert {article.text for article in empty.articles()} == texts
    words = {s.content.text for s, _ in statements_of(full).values()}
    assert {s.content.text for s, _ in statements_of(empty).values()} == words
    if name != "a.dna":  # DNA's document has a day, an outlet and no address
        assert known(empty) == known(full)
        assert statements_of(empty).keys() == statements_of(full).keys()
    again = take(empty, folder / name, format=format, by="Ada", articles=True)
    assert again.refused == [] and not any(again.counts[n] for n in ("articles", "added"))


def known(project):
    """What a project knows of its articles, by their ids."""
    return {
        one.id: (one.outlet, one.url, one.title, one.authors, one.published, one.language)
        for one in project.articles()
    }


@pytest.mark.parametrize("format", ["cas-xmi", "cas-json", "brat"])
@settings(max_examples=6)
@each_of(corpora())
def test_what_is_known_of_any_article_comes_back(format, corpus):
    # Of a text that XML cannot hold the letters are others, and so is the id.
    corpus = [
        (article, statements)
        for article, statements in corpus
        if article.text.strip() and (format != "cas-xmi" or not ILLEGAL.search(article.text))
    ]
    with project_of(corpus) as (full, folder), project_of([]) as (empty, _):
        export(full, folder / "out", format=format)
        found = take(empty, folder / "out", format=format.partition("-")[0], articles=True, by="A")
        assert [line for line in found.refused if "QuothArticle" in line or "meta" in line] == []
        assert known(empty) == known(full)


def marked(article, statement):
    """Whether each part of a statement has letters."""
    spans = [*statement.content.spans]
    spans += [piece.span for piece in (statement.cue, statement.source) if piece]
    return all(letters_of(article.text[start:end]) for start, end in spans)


FORMS = {
    "jsonl": ("a.articles.jsonl", "a.jsonl"),
    "webannotation": ("a.articles.jsonl", "a.jsonld"),
    "cas-xmi": ("x",),
    "cas-json": ("j",),
    "brat": ("b",),
}


@pytest.mark.parametrize("format", sorted(FORMS))
@settings(max_examples=8)
@each_of(corpora())
def test_statements_come_into_another_project_with_all_that_they_have(format, corpus):
    # Of a text that XML cannot hold the letters are others, and so is the id.
    corpus = [
        # Random ones lie upon one another, and are then taken for one; none is without letters.
        (article, tuple(one for one in statements if marked(article, one))[:1])
        for article, statements in corpus
        if article.text.strip() and (format != "cas-xmi" or not ILLEGAL.search(article.text))
    ]
    assume(corpus)
    with project_of(corpus) as (full, folder), project_of([]) as (empty, _):
        importer = format.partition("-")[0]
        refused = added = 0
        for name in FORMS[format]:
            export(full, folder / name, format="articles" if "articles" in name else format)
            form = "jsonl" if "articles" in name else importer
            found = take(empty, folder / name, format=form, articles=True, by="A")
            refused += len(found.refused)
            added += found.counts["added"]
        ours, theirs = statements_of(full), statements_of(empty)
        assert (added, refused) == (len(ours), 0), found.refused
        assert theirs.keys() == ours.keys()
        for id, (statement, article) in theirs.items():
            record, wanted = (
                {
                    name: value
                    for name, value in statement_record(*one).items()
                    if name not in ("article", "confidence", "nested_in")
                }
                for one in ((statement, article), ours[id])
            )
            for each in (*record["speakers"], *wanted["speakers"]):
                del each["id"]
            assert record == wanted


@pytest.mark.parametrize("name", ["x", "j", "b"])
def test_names_decide_and_what_stands_beside_them_holds_for_those_that_stayed(name):
    article, (statement,) = CORPUS[0]
    span = statement.source.span
    people = (
        Speaker(id="1", name="Ada Vale", kind="organization", role="a firm"),
        Speaker(id="2", name="Bo", kind="group"),
    )
    full = replace(statement, speakers=people, addressee=Addressee(name="them", span=span))
    format = {"x": "cas-xmi", "j": "cas-json", "b": "brat"}[name]
    with project_of([(article, (full,))]) as (project, folder), project_of([]) as (empty, _):
        export(project, folder / name, format=format)
        (path,) = (p for p in (folder / name).glob("article-*") if p.suffix != ".txt")
        text = path.read_text(encoding="utf-8")
        for old, new in (
            ("Ada Vale; Bo", "Ada Vale; Cleo"),
            ('["Ada Vale", "Bo"]', '["Ada Vale", "Cleo"]'),
        ):
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        found = take(empty, folder / name, format=format.partition("-")[0], articles=True, by="Ada")
        assert (found.counts["added"], found.refused) == (1, [])
        ((made, _),) = statements_of(empty).values()
        assert [(one.name, one.kind, one.role) for one in made.speakers] == [
            ("Ada Vale", "organization", "a firm"),
            ("Cleo", "person", None),
        ]
        assert made.addressee == full.addressee


@pytest.mark.parametrize("record", ["[", "[]", '{"speakers": 3}', '{"chain": [{}]}', "null"])
def test_a_record_that_is_none_says_nothing(record):
    assert recorded(record, speakers=(), chain=(), addressee=None) == {}


def test_a_cas_file_with_another_name_says_which_article_it_is(both):
    full, _, folder = both
    path = next((folder / "x").glob("article-*.xmi")).rename(folder / "mine.xmi")
    found = take(full, path, by="Ada")
    assert found.refused == [] and found.counts["known"] == 1


def test_a_day_that_is_none_is_refused_and_the_marks_are_not(both):
    full, _, folder = both
    path = folder / "b" / "meta.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    name = next(iter(told))
    path.write_text(json.dumps({name: {"published": "yesterday"}}), encoding="utf-8")
    found = take(full, folder / "b", format="brat", by="Ada")
    assert [line for line in found.refused if "which is no date" in line] == found.refused != []
    assert found.counts["known"] == len(CORPUS)


def test_without_being_asked_nothing_is_added(both):
    _, empty, folder = both
    found = take(empty, [folder / "a.articles.jsonl", folder / "x"], by="Ada")
    assert list(empty.articles()) == [] and not any(found.counts.values())
    assert all("--articles" in line for line in found.refused)


def test_a_form_without_the_text_says_so(both):
    _, empty, folder = both
    found = take(empty, folder / "a.jsonl", by="Ada", articles=True)
    assert len(found.refused) == len(CORPUS)
    assert all("does not have its text" in line for line in found.refused)


def test_a_text_that_its_id_is_no_hash_of_is_refused(both):
    _, empty, folder = both
    path = folder / "a.articles.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[0])
    record["text"] += " And more."
    path.write_text("\n".join([json.dumps(record), *lines[1:]]), encoding="utf-8")
    found = quoth.import_(empty.path, path, by="Ada", articles=True)
    assert len(found.refused) == 1 and "is a hash of" in found.refused[0]
    assert found.counts["articles"] == len(CORPUS) - 1


def test_one_text_in_two_outlets_without_an_id_is_refused(both):
    folder = both[2]
    (article, *_), *_ = CORPUS
    other = quoth.model.Article.of(article.text, path="other", outlet="The Gull")
    with project_of([CORPUS[0], (other, ())]) as (project, _):
        path = folder / "mine.xmi"
        written = (folder / "x" / f"article-{article.id}.xmi").read_text(encoding="utf-8")
        path.write_text(re.sub(r"<custom:QuothArticle[^>]*/>", "", written), encoding="utf-8")
        found = take(project, path, by="Ada")
    assert len(found.refused) == 1 and "any of 2 articles" in found.refused[0]
