"""Nouns become rows and rows nouns."""

from __future__ import annotations

from quoth.schema import TABLE
from quoth.store.rows import list_rows, noun, row
from tests.test_schema import full_article, full_statement


def test_rows_and_back():
    article = full_article()
    statement = full_statement(article)
    table = TABLE["statement"]
    values = dict(zip(table.names, row(table, statement, number=7, ordinal=3), strict=True))
    assert (values["cue_start"], values["cue_end"], values["ordinal"]) == (4, 8, 3)
    lists = list_rows(statement, "statement")
    assert lists["content"] == [("s", 0, 9, 11), ("s", 1, 12, 17)]
    assert lists["speaker"] == [("s", 0, "a", "Ada", "person", "engineer")]
    assert lists["ground"] == [("s", 0, "speakers", "named in the source", 0.97)]
    back = noun(
        "statement",
        values,
        {
            "content": list(statement.content.spans),
            "speaker": list(statement.speakers),
            "link": list(statement.chain),
            "ground": list(statement.grounds),
        },
        article.text,
    )
    assert back == statement
