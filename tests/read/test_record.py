"""JSON: our own output back in, foreign records by mapping or by guessing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.model import Article, SkippedInput, article_record
from quoth.read import RawDocument, parse, read

printable = st.text(st.characters(codec="utf-8"), min_size=1)
names = printable.filter(str.strip)


def record(payload: dict, mapping: dict | None = None) -> Article | SkippedInput:
    return parse(RawDocument("news.jsonl:3", "jsonl", payload, {"mapping": mapping}))


articles = st.builds(
    Article.of,
    names,
    path=names,
    outlet=st.none() | names,
    url=st.none() | st.just("https://tidings.example/a"),
    title=st.none() | names,
    authors=st.lists(names, max_size=3).map(tuple),
    published=st.sampled_from([None, "2024", "2024-02", "2024-02-17", "2024-02-17T10:00:00+02:00"]),
    language=st.none() | st.sampled_from(["en", "ru"]),
)


@given(articles)
def test_our_own_output_gives_the_same_article_again(article):
    line = json.dumps(article_record(article))
    assert record(json.loads(line)) == article


def test_a_file_of_our_own_output_is_read_from_disk(tmp_path):
    article = Article.of("“Ja 🚢,” e\u0301.\r\n", path="x.txt", outlet="The Tidings")
    for name, dump in (("a.jsonl", json.dumps), ("b.jsonl", lambda r: json.dumps(r, indent=None))):
        (tmp_path / name).write_text(dump(article_record(article)) + "\n", encoding="utf-8")
    assert list(read(tmp_path)) == [article, article]


def test_an_edited_text_gets_an_id_of_its_own():
    article = Article.of("The old text.", path="x.txt")
    changed = record({**article_record(article), "text": "The new text."})
    assert changed.text == "The new text."
    assert changed.id != article.id


def test_a_foreign_record_with_a_mapping():
    article = record(
        {
            "body": "Taxes will fall, the minister said.",
            "date": "17 February 2024",
            "meta": {"paper": {"name": "The Tidings"}},
            "who": "Ana Lund and Bo Rask",
            "id": 7,
        },
        {"text": "body", "published": "date", "outlet": "meta.paper", "authors": "who"},
    )
    assert article.text == "Taxes will fall, the minister said."
    assert (article.published, article.published_from) == ("2024-02-17", "field date")
    assert article.outlet == "The Tidings"
    assert article.authors == ("Ana Lund", "Bo Rask")
    assert article.path == "news.jsonl:3"


@pytest.mark.parametrize(
    ("payload", "field", "value"),
    [
        ({"content": "Words."}, "text", "Words."),
        ({"maintext": "Words."}, "text", "Words."),
        ({"text": ["One.", "Two."]}, "text", "One.\n\nTwo."),
        ({"text": "x", "headline": "Ferry stops"}, "title", "Ferry stops"),
        ({"text": "x", "date_publish": "2024-02-17 10:11:12"}, "published", "2024-02-17T10:11:12"),
        ({"text": "x", "publish_date": 1708164672}, "published", "2024-02-17T10:11:12+00:00"),
        ({"text": "x", "published": "2024-02-17T10:11Z"}, "published", "2024-02-17T10:11:00+00:00"),
        ({"text": "x", "date": "soon"}, "published", None),
        ({"text": "x", "link": "https://tidings.example/a"}, "url", "https://tidings.example/a"),
        ({"text": "x", "source": {"name": "The Tidings"}}, "outlet", "The Tidings"),
        ({"text": "x", "media_name": "The Tidings"}, "outlet", "The Tidings"),
        ({"text": "x", "authors": ["Ana Lund", "Rask, Bo"]}, "authors", ("Ana Lund", "Rask, Bo")),
        ({"text": "x", "author": "By Ana Lund"}, "authors", ("Ana Lund",)),
        ({"text": "x", "author": {"name": "Ana Lund"}}, "authors", ("Ana Lund",)),
        ({"text": "x", "authors": ""}, "authors", ()),
        ({"text": "x", "lang": "en-GB"}, "language", "en"),
        ({"text": "x", "language": "German"}, "language", "de"),
    ],
)
def test_common_names_are_guessed(payload, field, value):
    assert getattr(record(payload), field) == value


def test_the_mapping_goes_before_the_guess():
    article = record({"text": "Summary.", "full": "The whole."}, {"text": "full"})
    assert article.text == "The whole."


def test_a_language_that_is_not_given_is_detected():
    article = record({"text": "The minister said that the taxes would fall for all of us."})
    assert article.language == "en"


@pytest.mark.parametrize(
    ("payload", "mapping", "reason"),
    [
        ({"size": 3, "main": "Words."}, None, "no article text: no field that is called text"),
        ({"main": "Words."}, {"text": "body"}, "no article text: no field 'body'"),
        ({}, None, "the fields are: none"),
        ({"text": {"html": "x"}}, None, "holds no text but dict"),
        ({"text": " \n"}, None, "empty"),
    ],
)
def test_a_record_without_text_is_a_row(payload, mapping, reason):
    row = record(payload, mapping)
    assert isinstance(row, SkippedInput)
    assert reason in row.reason


def test_the_row_names_the_fields_and_how_to_map():
    row = record({"id": 1, "story_text": "Words and words.", "short": "Words"})
    assert "id, short, story_text" in row.reason
    assert "text=story_text" in row.advice


def test_half_a_surrogate_pair_is_replaced():
    article = record(json.loads('{"text": "a \\ud83d b"}'))
    assert article.text == "a \ufffd b"
    assert article.text.encode("utf-8")
