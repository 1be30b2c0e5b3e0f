"""The whole of evaluate on small corpora, and on the data for development where it is."""

from __future__ import annotations

import json

import pytest

import quoth
from quoth.errors import InputError, UsageError
from quoth.evaluate import evaluate
from quoth.evaluate.datasets import read_dataset
from quoth.evaluate.predictions import keep_predictions

from .builders import statement
from .conftest import PAGES, GoldExtractor


@pytest.fixture
def statements_file(polnear, tmp_path):
    """Predictions for the compartment, with mistakes that are counted below."""
    dam, ferry, _ = read_dataset(polnear).articles
    text, other = dam.article.text, ferry.article.text
    predicted = {
        dam.article.id: (
            # Right in everything.
            statement(text, [(14, 27)], (9, 13), (0, 8), article_id=dam.article.id, confidence=0.9),
            # Content without its second piece; cue without "us".
            statement(
                text, [(29, 37)], (49, 53), (39, 48), article_id=dam.article.id, confidence=0.6
            ),
            # Nested: PolNeAR does not mark it, so it is not asked.
            statement(
                text,
                [(18, 27)],
                article_id=dam.article.id,
                nested_in="x",
                confidence=0.1,
            ),
        ),
        # The cue of the first annotator, not of the second; both overlap.
        ferry.article.id: (
            statement(other, [(0, 12)], (14, 24), article_id=ferry.article.id, confidence=0.8),
        ),
    }
    path = tmp_path / "statements.jsonl"
    keep_predictions(path, [dam.article, ferry.article], predicted)
    return path


def test_polnear_by_hand(polnear, statements_file):
    report = evaluate(polnear, predictions=statements_file)
    rows = {row.metric: row for row in report.rows}
    assert {row.dataset for row in report.rows} == {"corpus-dev"}

    # Readings: dam (2 gold statements, 2 predicted outermost), ferry twice (1 gold, 1 predicted).
    # source: dam 2 of 2; ferry has none on either side.
    assert rows["source exact"].value == 100
    assert rows["source exact"].count == 2
    # cue: dam 1 of 2, ferry 1 of 1 and 0 of 1: 2 right, 4 predicted, 4 gold.
    assert rows["cue exact"].value == 50
    # content: dam 2 right of 2 predicted, gold has 3 spans; ferry 1 and 1.
    assert rows["content exact"].precision == 100
    assert rows["content exact"].recall == 80
    assert rows["content exact"].count == 5
    # strict: dam 1 of 2, ferry 1 and 0: 2 of 4.
    assert rows["strict"].value == 50
    assert rows["overlap"].value == 100
    # quotes: gold 3 + 1 + 1, predicted 2 + 1 + 1; "a lot" is not covered by any.
    assert rows["quotes > 0.3"].recall == 80
    assert rows["quotes > 0.3"].precision == 100
    assert rows["quotes > 0.3 speaker"].value == 100
    # verbs: "said" right, "told" for "told us" wrong, "it is said" right and wrong.
    assert rows["quotes > 0.3 verb"].value == 50
    # calibration: all four overlap: confidences .9, .6, .8, .8, each bin fully right:
    # (.1 + .4 + .2 + .2) / 4.
    assert rows["calibration error"].value == pytest.approx(22.5)
    assert report.notes == ()


def test_news_with_an_extractor(news, unresolved, tmp_path):
    report = evaluate(news, extractor=GoldExtractor(), keep=tmp_path / "kept.jsonl")
    rows = {row.metric: row for row in report.rows}
    for metric in ("statements", "right speaker", "mode", "type", "chain", "said on"):
        assert rows[metric].value == 100, metric
    assert rows["statements"].count == 3
    assert rows["chain"].count == 1
    assert rows["said on"].count == 1
    # Three right statements of confidence .75.
    assert rows["calibration error"].value == pytest.approx(25)
    assert rows["mode direct: statements"].detail
    assert rows["mode direct: speaker"].value == 100
    again = evaluate(news, predictions=tmp_path / "kept.jsonl")
    assert again == report


def test_no_predictions_at_all(news, tmp_path):
    empty = tmp_path / "none.jsonl"
    empty.write_text("", encoding="utf-8")
    report = evaluate(news, predictions=empty)
    assert report.value("news", "statements") == 0
    assert report.value("news", "mode") is None
    assert report.value("news", "calibration error") is None
    assert "no statement for 2 articles" in report.notes[0]
    assert "–" in report.table()


def test_an_article_without_gold_statements(tmp_path, unresolved):
    (tmp_path / "quiet.txt").write_text("Nobody spoke.", encoding="utf-8")
    (tmp_path / "quiet.json").write_text('{"statements": []}', encoding="utf-8")
    report = evaluate(tmp_path / "quiet.json", extractor=GoldExtractor())
    assert report.value("quiet", "statements") is None


def test_several_paths_and_one_name(news, polnear, tmp_path, unresolved):
    other = tmp_path / "elsewhere" / "news"
    other.mkdir(parents=True)
    for file in news.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    report = evaluate([news, other, polnear], extractor=GoldExtractor())
    assert {row.dataset for row in report.rows} == {str(news), str(other), "corpus-dev"}
    assert report.value(str(other), "statements") == 100


def test_a_folder_like_the_examples(news, tmp_path, unresolved):
    folder = tmp_path / "affair"
    (folder / "gold").mkdir(parents=True)
    (folder / "pages").mkdir()
    for name in PAGES:
        (folder / "gold" / f"{name}.json").write_bytes((news / f"{name}.json").read_bytes())
        (folder / "pages" / f"{name}.txt").write_bytes((news / f"{name}.txt").read_bytes())
    for path in (folder, folder / "gold"):
        report = evaluate(path, extractor=GoldExtractor())
        assert report.value("affair", "statements") == 100


def test_gold_pages_of_the_read_stage(tmp_path, monkeypatch):
    import quoth.evaluate.scores

    figures = {
        "pages": 4.0,
        "title": 0.75,
        "day": 1.0,
        "authors": 0.5,
        "text_f1": 0.9,
        "text_precision": 0.85,
        "text_recall": 0.95,
    }
    monkeypatch.setattr(quoth.evaluate.scores, "measure", lambda folder: figures)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "gold.jsonl").write_text("", encoding="utf-8")
    report = evaluate(folder)
    assert report.value("pages", "page title") == 75
    assert report.value("pages", "page text") == 90
    assert [row.count for row in report.rows] == [4] * 4


def test_paths_without_gold_are_told(tmp_path, polnear):
    with pytest.raises(InputError, match="no such file"):
        evaluate(tmp_path / "nowhere")
    with pytest.raises(InputError, match="no gold in it"):
        evaluate(tmp_path)
    with pytest.raises(InputError) as error:
        evaluate(polnear.parent)
    assert str(polnear) in error.value.advice


def test_options_that_do_not_go_together_are_told(news, tmp_path):
    with pytest.raises(UsageError):
        evaluate(news, predictions=tmp_path / "p.jsonl", model=tmp_path)
    with pytest.raises(UsageError):
        evaluate([])


def test_the_api_and_the_package_are_one(news, unresolved):
    assert quoth.evaluate(news, extractor=GoldExtractor()) == evaluate(
        [news], extractor=GoldExtractor()
    )


def test_report_as_table_and_json(polnear, statements_file):
    report = evaluate(polnear, predictions=statements_file)
    lines = report.table().splitlines()
    assert lines[0].split() == ["dataset", "metric", "value", "precision", "recall", "count"]
    assert lines[4].split() == ["corpus-dev", "content", "exact", "88.9", "100.0", "80.0", "5"]
    assert "0.9 to 1.0" in report.table()
    assert "0.9 to 1.0" not in report.table(detail=False)
    record = json.loads(json.dumps(report.as_json()))
    assert record["rows"][2] == {
        "dataset": "corpus-dev",
        "metric": "content exact",
        "value": 88.89,
        "precision": 100.0,
        "recall": 80.0,
        "count": 5,
    }
    assert record["calibration"]["corpus-dev"][9] == {
        "low": 0.9,
        "high": 1.0,
        "count": 1,
        "confidence": 0.9,
        "right": 1.0,
    }
    with pytest.raises(KeyError):
        report.value("corpus-dev", "statements")
