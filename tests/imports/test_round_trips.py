"""Out and in again changes nothing; what somebody changed between comes back as theirs."""

from __future__ import annotations

import json
import re

import cassis
import pytest
from hypothesis import given, settings

from quoth.export import export
from quoth.export.cas import METADATA
from quoth.export.marks import joined, parted, points, sentences, sixteen, tokens, xml_text
from quoth.imports import take
from quoth.judge.letters import letters_of
from quoth.model import Article
from tests.export.builders import TEXTS, corpora, project_of, statements_of
from tests.export.test_export import CORPUS

FORMS = {
    "jsonl": ("out.jsonl", "jsonl"),
    "webannotation": ("out.jsonld", "webannotation"),
    "cas-xmi": ("out", "cas"),
    "cas-json": ("out", "cas"),
    "brat": ("out", "brat"),
    "dna": ("out.dna", "dna"),
}


@pytest.mark.parametrize("format", sorted(FORMS))
@settings(max_examples=6)
@given(corpora())
def test_what_goes_out_comes_in_as_known(format, corpus):
    name, importer = FORMS[format]
    with project_of(corpus) as (project, folder):
        export(project, folder / name, format=format)
        before = statements_of(project)
        found = take(project, folder / name, format=importer, by="Ada")
        assert found.refused == []
        assert {n: c for n, c in found.counts.items() if c and n != "known"} == {}
        blank = sum(not s.content.text.strip("\r\n") for s, _ in before.values())
        assert len(before) - blank <= found.counts["known"] <= len(before)
        assert statements_of(project) == before and project.judgements() == []


@pytest.fixture
def project():
    with project_of(CORPUS) as (opened, folder):
        opened.find_concepts()
        opened.folder = folder
        yield opened


def one(project, words):
    ((statement, article),) = project.find(words)
    return statement, article


def test_a_corrected_line_is_a_correction(project):
    path = project.folder / "a.jsonl"
    export(project, path)
    changed = path.read_text(encoding="utf-8").replace('"type": "assertion"', '"type": "denial"', 1)
    record = json.loads(changed.splitlines()[0])
    path.write_text(changed, encoding="utf-8")
    found = take(project, path, by="Ada Penn")
    assert (found.counts["corrected"], found.counts["known"]) == (1, len(CORPUS) - 1)
    (judgement,) = project.judgements()
    assert (judgement.made_by, judgement.action) == ("Ada Penn", "correct")
    assert project.statement(record["id"])[1].type == "denial"


def test_a_new_annotation_is_added_and_one_of_other_words_is_refused(project):
    path = project.folder / "a.jsonld"
    export(project, path)
    page = json.loads(path.read_text(encoding="utf-8"))
    _, article = one(project, "asked")
    start = article.text.index("council")
    foreign = {
        "type": "Annotation",
        "creator": {"name": "Ben Roe"},
        "target": {
            "source": f"urn:quoth:article:{article.id}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": start + 7},
                {"type": "TextQuoteSelector", "exact": "council"},
            ],
        },
    }
    moved = json.loads(json.dumps(foreign))
    moved["target"]["selector"][1]["exact"] = "mayor"
    alone = json.loads(json.dumps(foreign))
    del alone["target"]["selector"][0]
    page["items"] += [foreign, moved, alone]
    path.write_text(json.dumps(page), encoding="utf-8")
    found = take(project, path, by="Ada")
    assert found.counts["added"] == 1 and len(found.refused) == 2
    assert any("other words" in line for line in found.refused)
    assert any("no position" in line for line in found.refused)
    assert [j.made_by for j in project.judgements()] == ["Ben Roe"]
    assert [s.content.text for s in project.article(article.id)[1]].count("council") == 1


def test_surroundings_and_lone_positions_of_annotations(project):
    _, article = one(project, "asked")
    start = article.text.index("council")
    position = {"type": "TextPositionSelector", "start": start, "end": start + 7}
    quotation = {"type": "TextQuoteSelector", "exact": "council"}
    around = {"prefix": "The ", "suffix": " met"}

    def taken(source, *selectors):
        path = project.folder / "one.jsonld"
        target = {"source": source, "selector": list(selectors)}
        path.write_text(json.dumps({"type": "Annotation", "target": target}), encoding="utf-8")
        found = take(project, path, by="Ada")
        return found.counts["added"] + found.counts["known"], " ".join(found.refused)

    own = f"urn:quoth:article:{article.id}"
    assert taken(own, quotation | around) == (1, "")
    assert taken(own, position, quotation | around) == (1, "")
    assert taken(own, position) == (1, "")
    assert "the suffix" in taken(own, position, quotation | around | {"suffix": " sat"})[1]
    # Only the beginning of an id, which is no hash of the text.
    assert "not in the project" in taken(own[:-4], position)[1]


def test_a_lone_position_at_an_address_is_refused():
    corpus = [(Article.of("The levy rises.", path="a", url="https://tide.example/1"), ())]
    with project_of(corpus) as (project, folder):
        target = {
            "source": "https://tide.example/1",
            "selector": {"type": "TextPositionSelector", "start": 4, "end": 8},
        }
        (folder / "a.jsonld").write_text(json.dumps({"target": target}), encoding="utf-8")
        (reason,) = take(project, folder / "a.jsonld", by="Ada").refused
        assert "nothing says which words" in reason and project.judgements() == []


def test_what_is_missing_is_rejected_only_if_asked(project):
    folder = project.folder / "b"
    export(project, folder, format="brat")
    statement, article = one(project, "asked")
    ann = folder / f"article-{article.id}.ann"
    ann.write_text("", encoding="utf-8")
    assert take(project, folder, format="brat", by="Ada").counts["rejected"] == 0
    found = take(project, folder, format="brat", by="Ada", reject_missing=True)
    assert found.counts["rejected"] == 1 and list(project.find("asked")) == []
    # What was rejected is not brought back by an older file.
    export_again = take(project, folder, format="brat", by="Ada", reject_missing=True)
    assert export_again.counts["rejected"] == 0 and statement.id


def test_another_text_is_refused_whole(project):
    folder = project.folder / "c"
    export(project, folder, format="cas-json")
    for path in folder.glob("*.json"):
        text = path.read_text(encoding="utf-8").replace("council", "counsel")
        path.write_text(text, encoding="utf-8")
    found = take(project, folder, format="cas", by="Ada")
    assert len(found.refused) == len(CORPUS) and not any(found.counts.values())


def test_dna_codings_are_their_coders(project):
    import sqlite3
    from contextlib import closing

    path = project.folder / "a.dna"
    export(project, path)
    statement, _ = one(project, "asked")
    with closing(sqlite3.connect(path)) as file:
        (id,) = file.execute(
            "SELECT StatementId FROM DATALONGTEXT WHERE Value = ?", (statement.id,)
        ).fetchone()
        file.execute(
            "INSERT INTO CODERS (ID, Name, Password) SELECT 7, 'Cy', Password FROM CODERS"
            " WHERE ID = 1"
        )
        file.execute("INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (999, 3, 'Asked at all')")
        file.executemany(
            "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId) VALUES (999, ?)",
            file.execute("SELECT ID FROM ATTRIBUTEVARIABLES WHERE VariableId = 3").fetchall(),
        )
        file.execute("UPDATE STATEMENTS SET Coder = 7 WHERE ID = ?", (id,))
        file.execute(
            "UPDATE DATASHORTTEXT SET Entity = 999 WHERE StatementId = ? AND VariableId = 3", (id,)
        )
        file.execute("UPDATE DATABOOLEAN SET Value = 0 WHERE StatementId = ?", (id,))
        file.commit()
    found = take(project, path)
    assert found.refused == [] and found.counts["coded"] == 1
    project.find_concepts()
    (coding,) = project.concept("Asked at all").codings
    assert (coding.coder, coding.agreement, coding.statement_id) == ("Cy", False, statement.id)
    assert take(project, path).counts["coded"] == 0


@settings(max_examples=8)
@given(corpora())
def test_cassis_reads_every_span(corpus):
    with project_of(corpus) as (project, folder):
        export(project, folder / "x", format="cas-xmi")
        export(project, folder / "j", format="cas-json")
        with (folder / "x" / "TypeSystem.xml").open("rb") as file:
            system = cassis.load_typesystem(file)
        by_article = {}
        for statement, article in project.find():
            by_article.setdefault(article.id, []).append((statement, article))
        for id, pairs in by_article.items():
            with (folder / "x" / f"article-{id}.xmi").open("rb") as file:
                xmi = cassis.load_cas_from_xmi(file, typesystem=system)
            with (folder / "j" / f"article-{id}.json").open("rb") as file:
                packed = cassis.load_cas_from_json(file)
            article = pairs[0][1]
            assert packed.sofa_string == article.text
            assert xmi.sofa_string == xml_text(article.text)
            for cas in (xmi, packed):
                (known,) = cas.select("webanno.custom.QuothArticle")
                (meta,) = cas.select(METADATA)
                assert known.article == id
                for name in ("outlet", "url", "title", "published", "language"):
                    value = getattr(article, name)
                    assert known.get(name) == (xml_text(value) if cas is xmi and value else value)
                assert (meta.documentId, meta.get_covered_text()) == (
                    f"article-{id}",
                    cas.sofa_string,
                )
                pieces = {}
                for mark in cas.select("webanno.custom.QuothContent"):
                    pieces.setdefault(mark.statement, {})[int(mark.piece)] = mark.get_covered_text()
                wanted = {
                    statement.id: [cas.sofa_string[slice(*s)] for s in statement.content.spans]
                    for statement, _ in pairs
                }
                assert {k: [v[n] for n in sorted(v)] for k, v in pieces.items()} == wanted


@given(TEXTS)
def test_tokens_and_sentences_cover_every_letter_once(text):
    seen = [i for start, end in tokens(text) for i in range(start, end)]
    assert len(seen) == len(set(seen)) and seen == sorted(seen)
    assert {i for i, c in enumerate(text) if c.isalnum()} <= set(seen)
    whole = [i for start, end in sentences(text) for i in range(start, end)]
    assert whole == sorted(set(whole)) and {
        i for i, c in enumerate(text) if not c.isspace()
    } <= set(whole)


@given(TEXTS)
def test_utf_16_offsets_go_both_ways(text):
    units = sixteen(text)
    for place, unit in enumerate(units):
        assert points(units, unit) == place
        assert len(text[:place].encode("utf-16-le")) == 2 * unit
    inside = set(range(units[-1])) - set(units)
    assert all(points(units, unit) is None for unit in inside)


@pytest.mark.parametrize("names", [(), ("a",), ("a; b", "c\\d"), ("x;", "\\")])
def test_names_are_one_text_and_names_again(names):
    assert parted(joined(names)) == tuple(name.strip() for name in names)


def test_conll_has_every_token_and_its_tags(project):
    path = project.folder / "a.conll"
    export(project, path)
    statement, article = one(project, "asked")
    lines = path.read_text(encoding="utf-8").split(f"# article = {article.id}\n")[1].split("# ")[0]
    rows = [line.split("\t") for line in lines.splitlines() if line]
    assert all(article.text[int(row[2]) : int(row[3])] == row[1] for row in rows)
    tagged = [row[1] for row in rows if re.match("[BI]-content", row[4])]
    assert tagged == statement.content.text.split()
    assert letters_of(statement.content.text)


def test_codings_of_statements_are_those_of_the_concepts(project):
    statement, _ = one(project, CORPUS[0][1][0].content.text)
    project.judge("correct", coded=statement.id, concept="Asked", agreement=False, by="Cy")
    project.find_concepts()
    walked = {
        coding.statement_id: (concept.name, coding)
        for concept in project.concepts()
        for coding in concept.codings
    }
    assert walked[statement.id][0] == "Asked"
    assert project.codings() == walked
    assert project.codings([statement.id, "none"]) == {statement.id: walked[statement.id]}
    assert project.codings([]) == {}
