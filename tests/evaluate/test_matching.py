"""The rules of matching held against judged pairs of articles."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from quoth.errors import Unreadable
from quoth.evaluate.matching import measure
from tests.match.measure import ARTICLES, HERE

WORDS = "We will not close the harbour before the storm has passed over the lower town"


def written(folder: Path, texts: dict[str, str]) -> Path:
    with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
        for id, text in texts.items():
            record = {"id": id, "outlet": id, "url": f"https://{id}.test/a", "title": id}
            file.write(json.dumps(record | {"published": "2025-01-14", "text": text}) + "\n")
    return folder


def judged(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def pair(one: str, other: str, end: int, verdict: str, **more) -> dict[str, str]:
    found = {"article": one, "start": "5", "end": str(5 + end), "other_article": other}
    return found | {"other_start": "5", "other_end": str(5 + end), "verdict": verdict} | more


def test_each_file_of_judged_pairs_is_counted(tmp_path):
    texts = {id: f"“ {id}“{WORDS}.” Rain fell." for id in ("a", "b")}
    folder = written(tmp_path, texts)
    judged(folder, "statements", [pair("a", "b", len(WORDS), "same")])
    judged(folder, "paraphrases", [pair("a", "b", len(WORDS), "same", part="test")])
    judged(folder, "copies", [{"article": "a", "other_article": "b", "verdict": "different"}])
    rows = {row.metric: row for row in measure(folder, folder).rows}
    assert set(rows) == {"same statement, speakers unknown", "paraphrase", "copied text"}
    assert (rows["paraphrase"].precision, rows["paraphrase"].recall) == (100.0, 100.0)
    assert rows["same statement, speakers unknown"].count == 1
    assert rows["copied text"].count == 0


def test_what_is_not_there_is_named(tmp_path):
    with pytest.raises(Unreadable, match="statements"):
        measure(tmp_path, tmp_path)


@pytest.mark.skipif(not ARTICLES.exists(), reason=f"{ARTICLES} is not there")
def test_figures_of_the_judged_pairs():
    rows = {row.metric: row for row in measure(ARTICLES.parent, HERE).rows}
    assert rows["copied text"].precision >= 98
    assert rows["copied text"].recall >= 95
    assert rows["paraphrase"].value >= 66
    assert rows["same statement, speakers unknown"].precision >= 97
