"""The affair's aftermath in the formats of archives and offices: what is read of each file."""

from __future__ import annotations

import pytest

import quoth
from tests.documents import ROOT

INPUTS = ROOT / "examples/inputs"

EXPECTED = {
    "clippings.csv:2": ("The Harbour Ledger", "Gate plans drawn in a day", "2025-03-13"),
    "clippings.csv:3": ("Anselm Metro", "Mayor promises dry cellars", "2025-03-06"),
    "factiva.html:1": ("Le Fanal", "La juge entendra la ministre à huis clos", "2025-03-05"),
    "factiva.html:2": ("The Inland Gazette", "League takes levy to court", "2025-03-12"),
    "factiva.rtf:1": (
        "Anselm Metro",
        "‘Open the doors’: Saltings demand public hearing",
        "2025-03-10",
    ),
    "factiva.rtf:2": ("Coastal Telegraph", "Ship's master repeats offer to wait", "2025-03-13"),
    "factiva.xml:1": ("Vessaly Today", "Records show calm night at ministry", "2025-03-13"),
    "factiva.xml:2": ("The Tally", "What a gate costs, and by whose count", "2025-03-14"),
    "letter.eml": ("The Tally", "How many homes are 1,236?", "2025-03-13T06:00:00+01:00"),
    "mailbox.mbox:1": (
        None,
        "Reply to your question about the “second log”",
        "2025-03-10T09:00:00+01:00",
    ),
    "mailbox.mbox:2": ("Skimmer", "Five things before Wednesday", "2025-03-11T17:00:00+01:00"),
    "nexis-uni.docx:1": (
        "Coastal Telegraph",
        "Former harbour master says he kept a second log",
        "2025-03-11",
    ),
    "nexis-uni.docx:2": (
        "Ostmere Courier",
        "Vessaly’s harbour master produces a second log",
        "2025-03-12",
    ),
    "nexis.rtf:1": ("Vessaly Today", "Judge praises government's openness", "2025-03-06"),
    "nexis.txt:1": (
        "The Harbour Ledger",
        "Minister to be heard behind closed doors, judge says",
        "2025-03-04",
    ),
    "nexis.txt:2": (
        "The Inland Gazette",
        "Farmers will not pay for a gate they cannot see, says Palfrey",
        "2025-03-05",
    ),
    "report.pdf": (None, "How long does a gate take?", "2025-03-10"),
    "statement.docx": (None, "Statement on the hearing of 18 March", "2025-03-07T09:00:00+00:00"),
}
SKIPPED = {
    "clippings.csv:4": "empty: its text has nothing in it",
    "letter.eml#table.pdf": "an attachment (application/pdf), not read",
}


@pytest.fixture(scope="module")
def found():
    skipped = []
    names = sorted({name.partition(":")[0].partition("#")[0] for name in (*EXPECTED, *SKIPPED)})
    articles = list(quoth.read([INPUTS / name for name in names], on_skip=skipped.append))
    return articles, skipped


def test_every_file_gives_its_articles_and_its_reasons(found):
    articles, skipped = found
    shown = {a.path.removeprefix(f"{INPUTS}/"): (a.outlet, a.title, a.published) for a in articles}
    assert shown == EXPECTED
    assert {s.path.removeprefix(f"{INPUTS}/"): s.reason for s in skipped} == SKIPPED


def test_texts_are_the_articles_and_nothing_of_the_form_around_them(found):
    articles, _ = found
    for article in articles:
        assert "\r" not in article.text and "  " not in article.text
        for mark in FURNITURE:
            assert mark not in article.text, f"{mark} in {article.path}"


FURNITURE = (
    *("LENGTH", "Length:", "DOCUMENTS", "GRAPHIC", "Load-Date", "Copyright", "Classification"),
    *("(c) 20", "words", "Document ", "\tHD", "Job Number", "Unsubscribe", "View this email"),
    *("Forwarded", "Page 1", "University of Anselm"),
)


def test_a_tracked_change_is_read_as_it_is_accepted(found):
    (statement,) = [a for a in found[0] if a.path.endswith("statement.docx")]
    assert "“The minister will answer all questions,”" in statement.text
    assert "the telephone records of the night,\nthe plans of the gate." in statement.text
    assert "Talers | Year\n31 million | 2025" in statement.text


def test_a_report_in_two_columns_is_read_column_by_column_over_two_pages(found):
    (report,) = [a for a in found[0] if a.path.endswith("report.pdf")]
    paragraphs = report.text.split("\n\n")
    assert paragraphs[:2] == ["How long does a gate take?", "By Greta Nwosu"]
    assert len(paragraphs) == 10
    assert all(paragraph.endswith((".", "”.")) for paragraph in paragraphs[2:])


def test_the_files_are_those_that_the_script_writes(tmp_path, monkeypatch):
    import importlib.util
    import sys

    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    spec = importlib.util.spec_from_file_location("build_inputs", ROOT / "examples/build_inputs.py")
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "build_inputs", script)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "HERE", tmp_path)
    script.main()
    for made in tmp_path.iterdir():
        kept = (INPUTS / made.name).read_bytes()
        if made.suffix in (".docx", ".pdf"):  # deflate may differ from machine to machine
            assert len(kept) > 1_000
        else:
            assert made.read_bytes() == kept, made.name
