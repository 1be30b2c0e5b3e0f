from __future__ import annotations

import json

import pytest

from quoth.errors import Unreadable, UsageError
from quoth.evaluate.predictions import (
    Predictions,
    keep_predictions,
    predict,
    statement_of,
    stem,
)
from quoth.model import Addressee, Article, statement_record

from .builders import statement
from .conftest import GoldExtractor

TEXT = "Ana Vost said no. 🙂 It rained."


def article(path="pages/dam.txt", text=TEXT, **fields):
    return Article.of(text, path=path, **fields)


def one(of: Article, **fields):
    return statement(
        of.text,
        [(14, 16)],
        (9, 13),
        (0, 8),
        speakers=["Ana Vost"],
        chain=["Radio Skerry"],
        article_id=of.id,
        addressee=Addressee(name="the press", span=(0, 3)),
        medium="interview",
        said_on="2024-02",
        confidence=0.5,
        **fields,
    )


def write(path, *pairs):
    lines = [json.dumps(statement_record(s, a)) for a, s in pairs]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_line_comes_back_as_the_statement_it_was():
    of = article()
    before = one(of, nested_in="abc")
    assert statement_of(json.loads(json.dumps(statement_record(before, of)))) == before


def test_found_by_id_though_the_file_is_named_otherwise(tmp_path):
    of = article()
    file = Predictions(write(tmp_path / "p.jsonl", (article("elsewhere.txt"), one(of))))
    assert file.of(of) == (one(of),)
    assert file.notes() == ()


def test_found_by_name_though_the_id_differs(tmp_path):
    ours, theirs = article("a/dam.txt.gz"), article("b/dam.txt", outlet="The Calder Post")
    assert ours.id != theirs.id
    file = Predictions(write(tmp_path / "p.jsonl", (ours, one(ours))))
    assert file.of(theirs) == (one(ours),)


@pytest.mark.parametrize(
    "path", ["page", "a/page.txt", "page.html", "page.htm", "page.html.gz", "page.txt.gz"]
)
def test_stem(path):
    assert stem(path) == "page"


def test_a_dot_in_a_name_is_no_suffix():
    assert stem("v1.2-final.txt") == "v1.2-final"


def test_articles_without_lines_and_lines_without_article_are_told(tmp_path):
    of, other = article(), article("other.txt", "Nobody spoke.")
    file = Predictions(write(tmp_path / "p.jsonl", (of, one(of))))
    assert file.of(other) == ()
    missing, unused = file.notes()
    assert "no statement for 1 articles" in missing and "other.txt" in missing
    assert "statements of 1 other articles, passed over" in unused


@pytest.mark.parametrize("text", ["Boro Lind said so, and more.", "Ana Vost"])
def test_lines_of_another_text_are_refused(tmp_path, text):
    ours = article("dam.html")
    file = Predictions(write(tmp_path / "p.jsonl", (ours, one(ours))))
    with pytest.raises(UsageError, match=r"dam\.txt index another text") as error:
        file.of(article("dam.txt", text))
    assert "dam.txt itself" in error.value.advice


def test_two_files_of_one_name_are_told_apart_by_suffix_or_refused(tmp_path):
    page, text = article("a/dam.html", outlet="A"), article("a/dam.txt", outlet="B")
    file = Predictions(write(tmp_path / "p.jsonl", (page, one(page)), (text, one(text))))
    assert file.of(article("gold/dam.txt")) == (one(text),)
    with pytest.raises(UsageError, match="several files could be"):
        file.of(article("gold/dam.htm"))


@pytest.mark.parametrize(
    "line", ["{", "[]", "7", "{}", '{"id": "x", "article": {"id": "y"}}'], ids=repr
)
def test_another_kind_of_line_is_told_with_its_number(tmp_path, line):
    of = article()
    path = write(tmp_path / "p.jsonl", (of, one(of)))
    path.write_text(path.read_text(encoding="utf-8") + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="line 3: no statement"):
        Predictions(path)


@pytest.mark.parametrize("span", [[5, 2], [-1, 3], [1], ["a", "b"], None])
def test_a_line_with_a_broken_span_is_told(tmp_path, span):
    of = article()
    record = statement_record(one(of), of)
    record["content"]["spans"] = [span]
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(Unreadable, match="line 1"):
        Predictions(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(Unreadable, match=r"nothing\.jsonl"):
        Predictions(tmp_path / "nothing.jsonl")


def test_kept_predictions_are_read_back(tmp_path):
    of = article()
    keep_predictions(tmp_path / "kept.jsonl", [of, of], {of.id: (one(of),)})
    lines = (tmp_path / "kept.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0]) == json.loads(json.dumps(statement_record(one(of), of)))
    assert len(lines) == 1
    assert Predictions(tmp_path / "kept.jsonl").of(of) == (one(of),)


def test_a_lone_surrogate_is_kept(tmp_path):
    of = article(text="Ana Vost said \ud83d\u0020.")
    keep_predictions(tmp_path / "kept.jsonl", [of], {of.id: (one(of),)})
    assert Predictions(tmp_path / "kept.jsonl").of(of) == (one(of),)


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    of = article()
    with pytest.raises(UsageError, match="cannot be written"):
        keep_predictions(tmp_path, [of], {of.id: ()})


def test_predict_asks_once_for_each_article(unresolved):
    asked = []

    class Counting(GoldExtractor):
        def predict(self, articles):
            asked.extend(a.id for a in articles)
            return [() for _ in articles]

    of = article()
    predicted, notes = predict([of, of], extractor=Counting())
    assert predicted == {of.id: ()}
    assert asked == [of.id]
    assert notes == ()


def test_an_article_that_fails_is_told_and_counts_as_missed(unresolved, monkeypatch):
    class Failing(GoldExtractor):
        def predict(self, articles):
            raise ValueError("no such word")

    monkeypatch.delenv("QUOTH_DEBUG", raising=False)
    of = article()
    predicted, (note,) = predict([of], extractor=Failing())
    assert predicted == {of.id: ()}
    assert "dam.txt was skipped and counts as missed" in note and "no such word" in note
