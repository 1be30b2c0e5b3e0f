"""PDFs: the text layer in reading order, paragraph by paragraph."""

from __future__ import annotations

import sys
import time
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.model import Article, SkippedInput
from quoth.read import RawDocument, parse, read
from quoth.read import pdf as reader
from quoth.read.layout import Fragment, paragraphs_of
from tests.documents import ROOT

sys.path.insert(0, str(ROOT / "examples"))
from inputs_pdf import broken, pdf

sys.path.pop(0)

FIRST = (
    "The ferry to Marrow Island will stop running in June, the harbour board said on Monday after "
    "a meeting that lasted until midnight and a vote that lasted longer."
)
SECOND = (
    "“Nobody rides it in winter,” said Tilda Okonjo, who chairs the board. She added that the boat "
    "had lost money for eleven years, and the quay with it."
)
THIRD = (
    "Islanders disagree: the school boat has 40 passengers every morning, according to the "
    "teachers' union, and the doctor comes over on Thursdays."
)


def column(texts, *, x=60.0, top=760.0, room=300.0, size=10.0, indent=0.0, apart=8.0):
    """Lines of paragraphs, one under the other."""
    pieces, y = [], top
    for text in texts:
        for number, line in enumerate(broken(text, size, room)):
            pieces.append((x + (indent if number == 0 else 0), y, size, line))
            y -= 13
        y -= apart
    return pieces


def article(data: bytes) -> Article:
    found = parse(RawDocument("a.pdf", "pdf", data))
    assert isinstance(found, Article), found
    return found


def paragraphs(*pages) -> list[str]:
    return article(pdf(list(pages))).text.split("\n\n")


def test_paragraphs_set_apart_by_space():
    assert paragraphs(column([FIRST, SECOND, THIRD])) == [FIRST, SECOND, THIRD]


def test_paragraphs_that_begin_indented():
    page = column([FIRST, SECOND, "Short one.", THIRD], indent=12, apart=0)
    assert paragraphs(page) == [FIRST, SECOND, "Short one.", THIRD]


def test_a_headline_of_two_lines_is_one_paragraph():
    head = [(60, 790, 20, "Ferry to Marrow"), (60, 766, 20, "Island to stop")]
    assert paragraphs(head + column([FIRST, SECOND], top=730)) == [
        "Ferry to Marrow Island to stop",
        FIRST,
        SECOND,
    ]


@pytest.mark.parametrize("across", [False, True], ids=["column by column", "line by line"])
def test_two_columns_are_read_one_after_the_other(across):
    left = column([FIRST, SECOND, THIRD], room=220)
    right = column([SECOND + " Twice.", THIRD + " Twice.", FIRST + " Twice."], x=310, room=220)
    page = left + right
    if across:
        page.sort(key=lambda piece: (-piece[1], piece[0]))
    found = paragraphs(page)
    assert found == [FIRST, SECOND, THIRD, SECOND + " Twice.", THIRD + " Twice.", FIRST + " Twice."]


def test_a_paragraph_goes_on_over_columns_and_pages():
    lines = broken(FIRST, 10, 220)
    half = len(lines) // 2
    one = [(60, 760 - 13 * n, 10, line) for n, line in enumerate(lines[:half])]
    two = [(60, 760 - 13 * n, 10, line) for n, line in enumerate(lines[half:])]
    assert paragraphs(one, two) == [FIRST]
    assert paragraphs(one + [(310, y, size, text) for _, y, size, text in two]) == [FIRST]


def test_heads_feet_and_page_numbers_are_left_out():
    pages = [
        [
            (60, 810, 8, "The Harbour Ledger"),
            *column([text], top=770),
            (60, 30, 8, "12 March 2025"),
            (500, 30, 8, f"{number} / 3"),
        ]
        for number, text in enumerate((FIRST, SECOND, THIRD), 1)
    ]
    assert paragraphs(*pages) == [FIRST, SECOND, THIRD]
    assert paragraphs([*column([FIRST]), (290, 30, 9, "- 7 -")]) == [FIRST]


def test_what_a_browser_prints_around_a_page_gives_its_address():
    page = [
        (30, 815, 8, "3/12/25, 10:44 AM"),
        (250, 815, 8, "Ferry to stop"),
        *column([FIRST, SECOND], top=770),
        (30, 20, 8, "https://ledger.example/ferry"),
        (560, 20, 8, "1/1"),
    ]
    found = article(pdf([page]))
    assert found.url == "https://ledger.example/ferry"
    assert found.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        # The document writes the word whole elsewhere, and never with a hyphen.
        (["The inter-", "national ferry is international."], "The international ferry is"),
        (["The well-", "known ferry is well-known."], "The well-known ferry is"),
        # Nothing says so: the hyphen stays, as it is printed.
        (["The harbour-", "master spoke."], "The harbour-master spoke."),
        (["Of the years 2024-", "2025 he spoke."], "Of the years 2024- 2025 he spoke."),
    ],
)
def test_divided_words_are_joined_where_that_is_certain(lines, text):
    page = [(60, 760 - 13 * n, 10, line) for n, line in enumerate(lines)]
    assert paragraphs(page)[0].startswith(text)


def test_soft_hyphens_and_ligatures_are_letters_again():
    rows = [
        Fragment(60, 700, 10, "The \ufb02ood was an inter\u00ad"),
        Fragment(60, 687, 10, "val."),
    ]
    assert paragraphs_of([rows])[0] == ["The flood was an interval."]


def test_metadata():
    about = {
        "Title": "Ferry to stop",
        "Author": "Ana Lund",
        "CreationDate": "D:20250313064500+01'00'",
    }
    found = article(pdf([column([FIRST])], about))
    assert (found.title, found.authors) == ("Ferry to stop", ("Ana Lund",))
    assert (found.published, found.published_from) == ("2025-03-13", "pdf CreationDate")
    assert found.language == "en"
    found = article(pdf([column([FIRST])], {"Title": "Microsoft Word - ferry3.doc"}))
    assert found.title is None


def skipped(data: bytes) -> SkippedInput:
    found = parse(RawDocument("a.pdf", "pdf", data))
    assert isinstance(found, SkippedInput) and found.advice
    return found


def test_a_scan_says_that_its_text_must_be_recognized():
    row = skipped(pdf([[]]))
    assert "no text layer" in row.reason and "OCR" in row.advice


def test_an_encrypted_pdf_says_so():
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    import io

    out = io.BytesIO()
    writer.write(out)
    row = skipped(out.getvalue())
    assert "encrypted" in row.reason and "password" in row.reason


def test_a_pdf_that_only_forbids_copying_is_read():
    import io

    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([column([FIRST])])))
    writer.encrypt("", owner_password="secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert article(out.getvalue()).text == FIRST


def test_limits(monkeypatch):
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    assert "3 pages" in skipped(pdf([column([FIRST])] * 3)).reason
    monkeypatch.undo()
    long = pdf([column([FIRST, SECOND])] * 300)
    monkeypatch.setattr(import_module("quoth.read.parse"), "SECONDS", 0.1 - len(long) / 50_000)
    assert "takes too long to read" in skipped(long).reason


def test_pages_that_are_all_the_same_are_not_taken_for_furniture():
    assert paragraphs(column([FIRST]), column([FIRST]))[0] == FIRST


def test_damaged_files_give_a_reason():
    whole = pdf([column([FIRST])])
    assert skipped(b"%PDF-1.4 nothing").reason.startswith("a damaged PDF")
    assert skipped(whole.replace(b"/Kids[", b"/Kidz[")).reason
    begun = time.process_time()
    assert skipped(whole[:300] + b"[" * 100_000 + whole[300:])
    assert time.process_time() - begun < 10


def test_a_pdf_is_read_from_disk_and_by_its_first_bytes(tmp_path):
    for name in ("a.pdf", "b.bin"):
        (tmp_path / name).write_bytes(pdf([column([FIRST])]))
    assert [found.text for found in read(tmp_path)] == [FIRST] * 2


@given(st.data())
def test_damaged_pages_give_text_or_a_reason(data):
    whole = bytearray(pdf([column([FIRST, SECOND])], packed=data.draw(st.booleans())))
    for _ in range(data.draw(st.integers(1, 10))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = parse(RawDocument("a.pdf", "pdf", bytes(whole)))
    if isinstance(found, SkippedInput):
        assert found.reason and found.advice
        assert not found.reason.startswith("could not be parsed"), found.reason
    else:
        assert found.text.strip() and "\r" not in found.text


places = st.floats(-50, 900, allow_nan=False)
fragments = st.builds(Fragment, places, places, st.floats(1, 60), st.text(max_size=30), st.just(0))


@given(st.lists(st.lists(fragments, max_size=30), max_size=5))
def test_no_letter_is_lost_wherever_fragments_stand(pages):
    shown, _ = paragraphs_of(pages)
    letters = sum(sum(map(str.isalnum, f.text)) for page in pages for f in page)
    # Numbers and what repeats at the edges are furniture; nothing is made up.
    assert sum(sum(map(str.isalnum, text)) for text in shown) <= 2 * letters
    assert all(text == " ".join(text.split()) for text in shown)
