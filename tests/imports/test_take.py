from __future__ import annotations

import json

import pytest

import quoth
from quoth.errors import UsageError
from quoth.imports import IMPORTERS, take
from tests.export.builders import project_of
from tests.export.test_export import CORPUS


@pytest.fixture
def project():
    with project_of(CORPUS) as (opened, folder):
        opened.folder = folder
        yield opened


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jsonl", "{", "no line of it is a statement"),
        ("a.jsonl", '{"article": {"id": "x"}}\n', "no line of it is a statement"),
        ("a.jsonld", "[[[", "it is no JSON"),
        ("a.xmi", "<a", "it is no XML"),
        ("a.xmi", "<a/>", "it has no text"),
        ("a.json", "{}", "it is no CAS"),
        ("a.ann", "T1\tContent 0 1\tx\n", "a.txt is not beside it"),
        ("a.dna", "no database", "it is no database"),
        ("gone.jsonl", None, "No such file"),
        ("a.csv", "what,ever\n1,2\n", "has no column"),
        ("a.csv", "", "has no column"),
        ("a.jsonld", '{"target": {"source": "x"}}', "it has no 'selector'"),
        ("a.ann", b"\xff", "it is not UTF-8"),
        ("a.csv", b"\xff", "is not UTF-8"),
        ("a.jsonld", '"page"', "not of the form webannotation"),
        ("a.jsonld", '{"items": 3}', "not of the form webannotation"),
        ("a.json", '{"%FEATURE_STRUCTURES": [3]}', "not of the form cas"),
    ],
)
def test_what_is_not_of_its_form_is_refused_and_the_rest_goes_on(project, name, content, reason):
    if content is not None:
        if isinstance(content, bytes):
            (project.folder / "a.txt").write_bytes(b"x")
        content = content if isinstance(content, bytes) else content.encode()
        (project.folder / name).write_bytes(content)
    good = project.folder / "good.jsonl"
    quoth.export(project.path, good)
    found = take(project, [project.folder / name, good], by="Ada")
    assert len(found.refused) == 1 and reason in found.refused[0] and name in found.refused[0]
    assert "; " in found.refused[0], "what to try"
    assert found.counts["known"] == len(CORPUS)


def test_articles_that_are_not_there_are_named(project):
    path = project.folder / "a.jsonl"
    quoth.export(project.path, path)
    record = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    record["article"]["id"] = "0" * 20
    path.write_text(json.dumps(record), encoding="utf-8")
    found = quoth.import_(project.path, path, by="Ada")
    assert len(found.refused) == 1 and "0" * 20 in found.refused[0]


def test_spans_must_have_the_words_that_the_line_says(project):
    path = project.folder / "a.jsonl"
    quoth.export(project.path, path)
    record = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    record["content"]["spans"][0][0] += 2
    path.write_text(json.dumps(record), encoding="utf-8")
    found = take(project, path, by="Ada")
    assert len(found.refused) == 1 and "other words" in found.refused[0]
    assert project.judgements() == []


def test_a_list_of_names_is_taken(project):
    path = project.folder / "names.csv"
    path.write_text("name,alias\nAda Vale-Ruiz,Ada Vale\n", encoding="utf-8")
    assert take(project, path).counts["names"] > 0
    assert "Ada Vale-Ruiz" in {info.actor.name for info in project.actors()}


def test_endings_tell_or_the_format_must(project):
    with pytest.raises(UsageError, match="does not tell the format"):
        take(project, project.folder / "a.odt")
    with pytest.raises(UsageError, match="no format 'odt'"):
        take(project, project.folder / "a.odt", format="odt")
    assert len({one.name for one in IMPORTERS}) == len(IMPORTERS)


def test_nothing_is_taken_where_an_ending_does_not_tell_and_an_empty_folder_is_said(project):
    names = project.folder / "names.csv"
    names.write_text("name,alias\nAda Vale-Ruiz,Ada Vale\n", encoding="utf-8")
    with pytest.raises(UsageError, match="does not tell the format"):
        take(project, [names, project.folder / "a.odt"])
    assert "Ada Vale-Ruiz" not in {info.actor.name for info in project.actors()}
    (project.folder / "empty").mkdir()
    (reason,) = take(project, project.folder / "empty").refused
    assert "empty: no file in it" in reason and "--format" in reason


def test_external_entities_of_xml_are_not_read(project):
    secret = project.folder / "secret"
    secret.write_text("secret", encoding="utf-8")
    path = project.folder / "a.xmi"
    path.write_text(
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore">'
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="x"/>&e;</xmi:XMI>',
        encoding="utf-8",
    )
    found = take(project, path, by="Ada")
    assert "secret" not in "".join(found.refused) and not any(found.counts.values())


def test_anothers_mark_on_the_words_of_a_statement_clears_nothing(project):
    ((statement, article),) = project.find("asked")
    (project.folder / "mine.txt").write_bytes(article.text.encode())
    bound = [("Content", statement.content.spans[0]), ("Cue", statement.cue.span)]
    bound += [("Source", statement.source.span)]
    lines = [f"T{n}\t{kind} {a} {b}\tx" for n, (kind, (a, b)) in enumerate(bound, 1)]
    lines += ["R1\tSaid Arg1:T1 Arg2:T2", "R2\tBy Arg1:T1 Arg2:T3"]
    (project.folder / "mine.ann").write_text("\n".join(lines), encoding="utf-8")
    found = take(project, project.folder / "mine.ann", by="Ada")
    assert found.refused == [] and found.counts["known"] == 1
    (project.folder / "mine.ann").write_text("T1\tContent 0 3\tThe\n", encoding="utf-8")
    assert take(project, project.folder / "mine.ann", by="Ada").counts["added"] == 1
    again = take(project, project.folder / "mine.ann", by="Ada")
    assert again.refused == [] and again.counts["known"] == 1


def test_articles_are_not_walked_through_for_each_document(project, monkeypatch):
    for number, article in enumerate(project.articles()):
        (project.folder / f"mine{number}.txt").write_bytes(article.text.encode())
        (project.folder / f"mine{number}.ann").write_text("T1\tContent 0 3\tThe\n")
    monkeypatch.setattr(type(project), "articles", None)
    asked = []
    places = type(project).places
    monkeypatch.setattr(type(project), "places", lambda self: asked.append(1) or places(self))
    found = take(project, project.folder, format="brat", by="Ada")
    assert found.refused == [] and found.counts["added"] == len(CORPUS) and asked == [1]
