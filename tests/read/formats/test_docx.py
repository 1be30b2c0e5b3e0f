"""Word documents: what a reader of the document sees, and nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.model import Article, SkippedInput
from quoth.read import RawDocument, docx, parse, read
from tests.read.word_builder import docx as word
from tests.read.word_builder import packed, paragraph

FIRST = "The ferry will stop in June, the harbour board said."
SECOND = "“Nobody rides it,” said Tilda Okonjo, who chairs the board."


def article(body: str, **about) -> Article:
    found = parse(RawDocument("a.docx", "docx", word(body, **about)))
    assert isinstance(found, Article), found
    return found


def test_paragraphs_headings_lists_and_tables_in_order():
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    table = (
        "<w:tbl><w:tblPr/>"
        + "".join(
            f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>"
            for a, b in (("Month", "Riders"), ("June", "40"))
        )
        + "</w:tbl>"
    )
    found = article(
        paragraph("Ferry to stop", '<w:pStyle w:val="Heading1"/>')
        + paragraph(FIRST)
        + paragraph("The boat is old", item)
        + paragraph("The quay is new", item)
        + table
        + paragraph("")
        + paragraph(SECOND)
    )
    assert found.text == (
        f"Ferry to stop\n\n{FIRST}\n\nThe boat is old\nThe quay is new\n\n"
        f"Month | Riders\nJune | 40\n\n{SECOND}"
    )
    assert found.title == "Ferry to stop"
    assert found.language == "en"


def test_a_table_that_is_layout_is_paragraphs():
    cells = f"<w:tc>{paragraph(FIRST * 3)}{paragraph(SECOND)}</w:tc><w:tc>{paragraph('x')}</w:tc>"
    found = article(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert found.text == f"{FIRST * 3}\n\n{SECOND}\n\nx"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<w:r><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>", "ab"),
        ('<w:r><w:t xml:space="preserve">a </w:t><w:tab/><w:t>b</w:t></w:r>', "a b"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t><w:br/><w:br/><w:t>b</w:t></w:r>", "a\n\nb"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "a\n\nb"),
        ("<w:ins><w:r><w:t>in</w:t></w:r></w:ins>", "in"),
        ("<w:del><w:r><w:delText>out</w:delText></w:r></w:del><w:r><w:t>in</w:t></w:r>", "in"),
        ("<w:moveFrom><w:r><w:t>out</w:t></w:r></w:moveFrom><w:r><w:t>in</w:t></w:r>", "in"),
        ("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "link"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>out</w:t></w:r><w:r><w:t>in</w:t></w:r>", "in"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>in</w:t></w:r>', "in"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>in</w:t></w:r>", "in"),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "well\u2011known"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>", "cooperate"),
        ('<w:r><w:sym w:font="Arial" w:char="2014"/><w:t>a</w:t></w:r>', "—a"),
        ("<w:r><w:t>e\u0301 🚢</w:t></w:r>", "e\u0301 🚢"),
        ("<w:sdt><w:sdtContent><w:r><w:t>in</w:t></w:r></w:sdtContent></w:sdt>", "in"),
        (
            "<mc:AlternateContent><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice>"
            "<mc:Fallback><w:r><w:t>once</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            "once",
        ),
    ],
)
def test_what_is_shown_of_a_paragraph(markup, shown):
    assert article(f"<w:p>{markup}</w:p>").text == shown


def test_a_text_box_follows_the_paragraph_it_stands_in():
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:pict></w:r>"
    found = article(f"<w:p><w:r><w:t>Before</w:t></w:r>{box}</w:p>{paragraph('After')}")
    assert found.text == "Before\n\nIn a box\n\nAfter"


def test_the_properties_name_title_author_and_date():
    core = (
        "<dc:title>Ferry to stop</dc:title><dc:creator>Ana Lund</dc:creator>"
        "<dcterms:created>2025-01-13T06:30:00Z</dcterms:created><dc:language>en-GB</dc:language>"
    )
    found = article(paragraph("Words."), core=core)
    assert (found.title, found.authors) == ("Ferry to stop", ("Ana Lund",))
    assert (found.published, found.published_from) == ("2025-01-13T06:30:00+00:00", "docx created")
    assert found.language == "en"


def test_properties_that_a_program_made_up_are_not_believed():
    core = (
        "<dc:title>Microsoft Word - x.doc</dc:title><dc:creator>python-docx</dc:creator>"
        "<dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
    )
    found = article(paragraph(FIRST), core=core)
    assert (found.title, found.authors, found.published) == (None, (), None)


def test_the_text_may_stand_in_a_part_of_another_name():
    for main, target in (
        ("word/document2.xml", "/word/document2.xml"),
        ("/word/document.xml", "word/document.xml"),
        ("Word\\document.xml", "word/document.xml"),
    ):
        assert article(paragraph(FIRST), main=main, target=target).text == FIRST


def skipped(data: bytes) -> SkippedInput:
    found = parse(RawDocument("a.docx", "docx", data))
    assert isinstance(found, SkippedInput)
    assert found.advice
    return found


def test_what_is_no_document_says_what_it_is():
    assert "no text" in skipped(word(paragraph(""))).reason
    assert "damaged ZIP" in skipped(b"PK\x03\x04 nothing").reason
    assert "a spreadsheet" in skipped(packed({"xl/workbook.xml": "<x/>"})).reason
    assert "without a Word document" in skipped(packed({"a.txt": "a"})).reason
    assert "is no XML" in skipped(packed({"word/document.xml": "<a><b></a>"})).reason
    whole = word(paragraph(FIRST))
    assert "damaged" in skipped(whole[:-40]).reason


def test_entities_are_not_expanded_and_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    document = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">'
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>shown &x;&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    found = parse(RawDocument("a.docx", "docx", packed({"word/document.xml": document})))
    assert "SECRET" not in str(found) and "aaaaaaaaaa" not in str(found)


def test_a_part_that_unfolds_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(docx, "MAX_PART", 100_000)
    bomb = word(paragraph("a" * 1_000_000))
    assert len(bomb) < 5_000
    assert "unfolds to" in skipped(bomb).reason
    # A size that lies is found out while reading.
    size = next(
        i.file_size for i in zipfile.ZipFile(io.BytesIO(bomb)).infolist() if i.file_size > 9_999
    )
    lying = bomb.replace(size.to_bytes(4, "little"), (90_000).to_bytes(4, "little"))
    assert skipped(lying).reason


def test_deep_nesting_is_refused_not_survived_by_luck():
    deep = "<w:tbl><w:tr><w:tc>" * 5_000 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 5_000
    assert "no XML" in skipped(word(deep)).reason


def test_it_is_read_from_disk_and_by_its_first_bytes(tmp_path):
    (tmp_path / "a.docx").write_bytes(word(paragraph(FIRST)))
    (tmp_path / "b.bin").write_bytes(word(paragraph(SECOND)))
    assert [found.text for found in read(tmp_path)] == [FIRST, SECOND]


@given(st.data())
def test_damaged_documents_give_text_or_a_reason(data):
    whole = bytearray(word(paragraph(FIRST) + paragraph(SECOND)))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(whole)))
    found = parse(RawDocument("a.docx", "docx", bytes(whole[:end])))
    if isinstance(found, SkippedInput):
        assert found.reason and found.advice
        assert not found.reason.startswith("could not be parsed"), found.reason
    else:
        assert found.text.strip()
