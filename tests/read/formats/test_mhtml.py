"""MHTML: pages as browsers save them."""

from __future__ import annotations

import pytest

from quoth.model import Article, SkippedInput
from quoth.read import parse
from tests.read.builders import found_in, html
from tests.read.formats.builders import NEWS, mhtml, page


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_the_page_is_read_with_its_address_and_when_it_was_saved(tmp_path, coding):
    file = tmp_path / "a.mhtml"
    file.write_bytes(mhtml(coding=coding))
    (raw,) = found_in(file)
    assert (raw.format, raw.captured) == ("mhtml", "2025-01-14T09:30:00+00:00")
    assert raw.original == file.read_bytes()
    article = parse(raw)
    assert (article.url, article.outlet) == (NEWS, "news.example")
    assert article.title == "Ferry to Marrow Island to stop in June"
    assert "“Nobody rides it in winter,” said Tilda Okonjo" in article.text


def test_the_charset_of_the_part_counts(tmp_path):
    text = page("Fähre zur Insel hält").decode().replace("’", "'").replace('charset="utf-8"', "")
    body = text.replace("“", '"').replace("”", '"').encode("cp1252")
    (tmp_path / "a.mht").write_bytes(mhtml(body, charset="windows-1252"))
    assert parse(*found_in(tmp_path)).title == "Fähre zur Insel hält"


def test_the_subject_is_the_title_of_a_page_without_one(tmp_path):
    body = html("".join(f"<p>She said that ferry number {n} would stop.</p>" for n in range(20)))
    (tmp_path / "a.mht").write_bytes(mhtml(body))
    assert parse(*found_in(tmp_path)).title == "Ferry to stop"


def test_the_root_that_is_named_goes_before_a_frame_that_comes_first(tmp_path):
    frame = (
        b"------edge----\r\nContent-Type: text/html\r\nContent-ID: <frame-0@mhtml.blink>\r\n\r\n"
        b"<p>An advertisement.</p>\r\n"
    )
    data = mhtml().replace(b"------edge----\r\n", frame + b"------edge----\r\n", 1)
    named = data.replace(b'type="text/html";', b'type="text/html"; start="<frame-1@mhtml.blink>";')
    (tmp_path / "a.mhtml").write_bytes(named)
    assert parse(*found_in(tmp_path)).title == "Ferry to Marrow Island to stop in June"


def test_it_is_told_by_its_header(tmp_path):
    (tmp_path / "saved page").write_bytes(mhtml())
    (raw,) = found_in(tmp_path)
    assert raw.format == "mhtml"


@pytest.mark.parametrize("data", [b"", b"From: <Saved by Blink>\r\n\r\n", mhtml()[:200]])
def test_a_file_without_a_page_is_a_row(tmp_path, data):
    (tmp_path / "a.mhtml").write_bytes(data)
    row = parse(*found_in(tmp_path))
    assert isinstance(row, SkippedInput)
    assert row.reason and row.advice


def test_parts_in_parts_without_end_are_an_article_or_a_row(tmp_path):
    deep = b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n"
    data = b"".join(deep % (n, n) for n in range(10_000)) + b"Content-Type: text/html\r\n\r\n<p>x"
    (tmp_path / "a.mhtml").write_bytes(data)
    assert isinstance(parse(*found_in(tmp_path)), (Article, SkippedInput))
