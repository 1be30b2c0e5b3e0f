"""WACZ: web archives in a ZIP."""

from __future__ import annotations

import io
import os
import tracemalloc
import zipfile

import pytest

from quoth.model import Article
from quoth.read import Locator, find_documents, parse
from tests.read.builders import found_in, html, rows
from tests.read.formats.builders import NEWS, http, information, page, record, wacz, warc

UNTITLED = html("".join(f"<p>She said that ferry number {n} would stop.</p>" for n in range(20)))


def saved(tmp_path, data: bytes, name: str = "a.wacz"):
    file = tmp_path / name
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_all_archives_in_it_are_read_where_they_lie(tmp_path, packed):
    first = warc(information(), record(http(page()), name="a"))
    second = warc(record(http(page()), name="b"), packed=False)
    file = saved(tmp_path, wacz(("x.warc.gz", first), ("y.warc", second), packed=packed))
    a, b = found_in(file)
    assert (a.path, b.path) == (f"{file}#urn:uuid:a", f"{file}#urn:uuid:b")
    assert a.payload == b.payload == page()
    assert a.locator == Locator(
        archive=str(file),
        member="archive/x.warc.gz",
        record="urn:uuid:a",
        offset=len(warc(information())),
    )
    assert isinstance(parse(a), Article)


def test_the_list_of_pages_gives_titles_to_pages_without_one(tmp_path):
    listed = {"url": NEWS, "title": "Ferries to stop", "ts": "2025-01-14T09:30:00Z"}
    data = wacz(("x.warc.gz", warc(record(http(UNTITLED)))), pages=(listed,))
    assert parse(*found_in(saved(tmp_path, data))).title == "Ferries to stop"
    titled = wacz(("x.warc.gz", warc(record(http(page())))), pages=(listed,))
    assert parse(*found_in(saved(tmp_path, titled))).title.startswith("Ferry to Marrow")


def test_an_archive_that_is_named_and_missing_is_a_row(tmp_path):
    data = wacz(("x.warc.gz", warc(record(http(page())))), named=("x.warc.gz", "y.warc.gz"))
    file = saved(tmp_path, data)
    row, raw = found_in(file)
    assert (row.path, raw.payload) == (f"{file}#archive/y.warc.gz", page())
    assert row.reason == "datapackage.json names it, and the ZIP lacks it"


def test_an_archive_without_pages_in_it_does_not_hide_the_others(tmp_path):
    empty = warc(information())
    data = wacz(("x.warc.gz", empty), ("y.warc.gz", warc(record(http(page())))))
    row, raw = found_in(saved(tmp_path, data))
    assert row.path.endswith("#archive/x.warc.gz")
    assert row.reason == "no page in this archive; it holds 1 of type warcinfo"
    assert raw.payload == page()


def test_it_is_told_by_its_content_whatever_it_is_called(tmp_path):
    file = saved(tmp_path, wacz(("x.warc.gz", warc(record(http(page()))))), "download.zip")
    (raw,) = found_in(file)
    assert raw.payload == page()
    (same,) = find_documents("-", stdin=io.BytesIO(file.read_bytes()))
    assert same.payload == page()


def test_another_zip_is_a_row_that_says_what_to_try(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as writing:
        writing.writestr("notes.txt", "Some words.")
    (row,) = found_in(tmp_path)
    assert "no web archive" in row.reason and row.advice


@pytest.mark.parametrize("keep", [10, 300, -10, -40])
def test_a_zip_that_is_cut_off_is_a_row(tmp_path, keep):
    data = wacz(("x.warc.gz", warc(record(http(page())))))
    (row,) = found_in(saved(tmp_path, data[:keep]))
    assert row.reason.startswith("a damaged ZIP")


def test_damage_in_one_archive_costs_only_its_record(tmp_path):
    data = wacz(("x.warc.gz", warc(*(record(http(page()), name=str(n)) for n in range(3)))))
    at = data.index(b"\x1f\x8b", data.index(b"\x1f\x8b") + 1) + 40
    found = found_in(saved(tmp_path, data[:at] + os.urandom(8) + data[at + 8 :]))
    assert len(rows(found)) == 1 and len(found) == 3


def test_a_bomb_stays_folded(tmp_path):
    body = http(b"<p>" + b" " * 30_000_000)
    data = wacz(("x.warc", warc(record(body), packed=False)), packed=True)
    assert len(data) < 100_000
    tracemalloc.start()
    found = found_in(saved(tmp_path, data), max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.reason[:9] for row in rows(found)] == ["too large"]
    assert peak < 8_000_000
