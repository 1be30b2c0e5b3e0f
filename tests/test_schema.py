"""Nothing is declared twice: tables, JSON schemas and codebook follow from the nouns."""

from __future__ import annotations

import sqlite3
from dataclasses import fields

import pytest

from quoth import model, schema
from quoth.schema import TABLE, TABLES


def test_the_tables():
    assert [table.name for table in TABLES] == [
        "input",
        "article",
        "author",
        "statement",
        "content",
        "speaker",
        "link",
        "ground",
        "original",
        "capture",
        "actor",
        "alias",
        "appearance",
        "listed",
        "judgement",
        "saved",
        "machine",
        "standing",
        "copy",
        "event",
        "happening",
        "claim",
        "voice",
        "member",
        "figure",
        "label",
        "facts",
        "position",
        "conflict",
        "concept",
        "coding",
    ]
    assert TABLE["link"].names == (
        "statement_id",
        "ordinal",
        "name",
        "kind",
        "span_start",
        "span_end",
    )
    assert TABLE["statement"].names[:4] == ("number", "id", "article_id", "mode")
    assert {"cue_start", "cue_end", "addressee_name"} <= set(TABLE["statement"].names)


def test_texts_of_spans_are_not_stored():
    names = {f"{table.name}.{name}" for table in TABLES for name in table.names}
    assert "article.text" in names
    assert not [name for name in names if name.endswith("_text")]
    assert "content.text" not in names


def test_sqlite_takes_the_tables_and_keeps_their_rules():
    with sqlite3.connect(":memory:") as connection:
        for statement in schema.ddl():
            connection.execute(statement)
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("INSERT INTO speaker VALUES ('s', 0, 'a', 'Ada', 'wizard', NULL)")
        with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
            connection.execute("INSERT INTO content VALUES ('s', 0, NULL, 1)")
    connection.close()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_a_meaning(table):
    for column in table.columns:
        assert schema.column_meaning(table, column).strip(), column.name


def test_no_meaning_is_given_twice():
    for noun, field in schema.MEANINGS:
        assert field in {f.name for f in fields(noun)}
        assert field not in schema.docstrings(noun), f"{noun.__name__}.{field} has a docstring"


def full_article() -> model.Article:
    return model.Article.of(
        "Ada said it holds.",
        path="a.txt",
        outlet="Calder Post",
        url="https://a.example/",
        title="It holds",
        authors=("Jo Penn", "Al Bo"),
        published="2024-05-01",
        published_from="url",
        language="en",
    )


def full_statement(article: model.Article) -> model.Statement:
    return model.Statement(
        id="s",
        article_id=article.id,
        mode="direct",
        type="belief",
        content=model.Content(spans=((9, 11), (12, 17)), text="it holds"),
        cue=model.Piece(span=(4, 8), text="said"),
        source=model.Piece(span=(0, 3), text="Ada"),
        speakers=(model.Speaker(id="a", name="Ada", kind="person", role="engineer"),),
        chain=(model.Link(name="Ada", kind="outlet", span=(0, 3)),),
        addressee=model.Addressee(name="Ada", span=(0, 3)),
        medium="letter",
        said_on="2024-04",
        nested_in="t",
        confidence=0.75,
        grounds=(model.Ground(field="speakers", reason="named in the source", confidence=0.97),),
    )


def conforms(value, shape: dict, place: str = "") -> None:
    """A validator for the part of JSON Schema that we use."""
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    python = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": float,
        "null": type(None),
    }
    assert isinstance(value, tuple(python[kind] for kind in kinds)), place
    if isinstance(value, dict):
        assert set(value) == set(shape["properties"]) == set(shape["required"]), place
        for key, inner in value.items():
            conforms(inner, shape["properties"][key], f"{place}.{key}")
    elif isinstance(value, list):
        assert shape.get("minItems", 0) <= len(value) <= shape.get("maxItems", len(value)), place
        for inner in value:
            conforms(inner, shape["items"], f"{place}[]")
    if "enum" in shape:
        assert value in shape["enum"], place


def test_json_schemas_describe_what_is_printed():
    article = full_article()
    statement = full_statement(article)
    shapes = schema.json_schemas()
    conforms(model.article_record(article), shapes["read"])
    conforms(model.statement_record(statement, article), shapes["extract"])
    bare = model.Article.of("Text.", path="b.txt")
    conforms(model.article_record(bare), shapes["read"])
    least = model.Statement(
        id="s",
        article_id=bare.id,
        mode="direct",
        type="belief",
        content=model.Content(spans=((0, 5),), text="Text."),
        confidence=1.0,
    )
    conforms(model.statement_record(least, bare), shapes["extract"])
    with pytest.raises(AssertionError, match=r"\.mode"):
        wrong = {**model.statement_record(least, bare), "mode": "loud"}
        conforms(wrong, shapes["extract"])


def test_the_codebook_names_every_column():
    book = schema.codebook()
    for table in TABLES:
        assert f"### {table.name}\n" in book
        for name in table.names:
            assert f"| `{name}` |" in book
