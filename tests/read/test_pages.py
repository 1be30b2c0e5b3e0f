"""How reading is measured (`quoth/evaluate/pages.py`), and that it still is as good."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from quoth.evaluate.pages import (
    GoldPage,
    ReadPage,
    gold_pages,
    measure,
    measure_pages,
    scores,
    tokens,
    without_headline,
)
from tests.read.builders import PARAGRAPHS, html, story

TITLE = "Ferry to Marrow Island to stop in June"
SHARED = Path(os.environ.get("QUOTH_SHARED") or Path(__file__).resolve().parents[3] / "shared")


def gold(**fields) -> GoldPage:
    values = {
        "file": "a.html.gz",
        "html": b"",
        "title": "A “title”",
        "authors": ("Ana Lund", "Bo Rask"),
        "published": "2024-02-17 10:15:00+02:00",
        "paragraphs": ("One two.", "Three four."),
    }
    return GoldPage(**{**values, **fields})


def figures_of(**read) -> dict[str, float]:
    return measure_pages([gold()], lambda page: ReadPage(**read))[0]


def test_a_perfect_reading():
    figures = figures_of(
        title='A "title"',
        authors=("bo rask", "Ana  Lund"),
        published="2024-02-17",
        text="A “title”\n\none two\n\nthree four",
    )
    assert set(figures.values()) == {1.0}


def test_what_is_missing_and_what_is_too_much_is_counted():
    figures = figures_of(
        title="Another", authors=("Ana Lund", "X"), published="2024-02-18", text="one two two"
    )
    assert (figures["title"], figures["title_close"], figures["day"]) == (0, 0, 0)
    assert (figures["authors"], figures["authors_f1"]) == (0, 0.5)
    assert figures["text_precision"] == pytest.approx(2 / 3)
    assert figures["text_recall"] == 0.5


def test_an_unread_page_scores_nothing():
    figures = figures_of()
    assert (figures["text_f1"], figures["authors_f1"], figures["title"]) == (0, 0, 0)


def test_scores_where_there_is_nothing_to_find():
    assert scores(0, 0, 0) == (1.0, 1.0, 1.0)
    assert scores(0, 0, 3) == (0.0, 0.0, 0.0)
    assert scores(0, 3, 0) == (0.0, 0.0, 0.0)


def test_tokens_are_words_or_characters_of_scripts_without_spaces():
    assert tokens("Two two, 3.5") == {"two": 2, "3": 1, "5": 1}
    assert tokens("東京 Tokyo") == {"東": 1, "京": 1, "tokyo": 1}


def test_the_headline_is_taken_out_of_the_text_whatever_its_quotation_marks():
    assert without_headline('A "title"\n\nText', "A “title”") == "\nText"
    assert without_headline("Text", None) == "Text"


def test_a_folder_is_measured(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(html(story())))
    row = {"file": "a.html.gz", "title": TITLE, "authors": [], "paragraphs": PARAGRAPHS}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n\n")
    assert [page.file for page in gold_pages(tmp_path)] == ["a.html.gz"]
    figures = measure(tmp_path)
    assert (figures["pages"], figures["text_f1"], figures["title"]) == (1, 1, 1)


@pytest.mark.skipif(not (SHARED / "data/pages").exists(), reason="needs ../shared/data/pages")
def test_real_pages_are_read_as_well_as_documented():
    figures = measure(SHARED / "data/pages")
    assert figures["text_f1"] >= 0.98
    assert figures["text_f1_macro"] >= 0.975
    assert figures["title"] >= 0.82
    assert figures["day"] >= 0.97
    assert figures["authors_f1"] >= 0.88
