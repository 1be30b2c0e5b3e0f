"""The affair in the containers of crawlers, browsers and feeds."""

from __future__ import annotations

import runpy

import pytest

import quoth
from tests.documents import ROOT

ARCHIVES = ROOT / "examples/archives"
OPEN = "Tesk Gate stood open for two hours after surge warning"


@pytest.mark.parametrize(
    ("name", "articles", "skipped"),
    [("crawl.warc.gz", 2, 2), ("affair.wacz", 2, 2), ("saved.mhtml", 1, 0), ("feed.xml", 1, 1)],
)
def test_what_they_hold(name, articles, skipped):
    rows = []
    found = list(quoth.read(ARCHIVES / name, on_skip=rows.append))
    assert (len(found), len(rows)) == (articles, skipped)
    assert found[0].title == OPEN
    assert found[0].outlet == "The Harbour Ledger"


def test_a_page_is_the_same_article_in_every_container():
    (page,) = quoth.read(ROOT / "examples/pages/harbour-ledger-gate-open.html")
    for name in ("crawl.warc.gz", "affair.wacz", "saved.mhtml"):
        article, *_ = quoth.read(ARCHIVES / name, on_skip=lambda row: None)
        assert (article.id, article.text) == (page.id, page.text)


def test_the_files_are_those_that_the_program_writes(tmp_path):
    made = runpy.run_path(str(ROOT / "examples/build_archives.py"))["files"]()
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
        new = [a.text for a in quoth.read(tmp_path / name, on_skip=lambda row: None)]
        assert new == [a.text for a in quoth.read(ARCHIVES / name, on_skip=lambda row: None)]
