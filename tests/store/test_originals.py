"""Originals are given back byte for byte, and read again as they were read."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.model import Original
from quoth.read import find_documents, parse
from quoth.read.document import Locator, RawDocument
from quoth.store import originals
from quoth.store.originals import Archives, NotKept, OriginalLost

PAGE = "<html><head><title>Levy</title></head><body><article><p>Ada said it holds.</p></html>"


def kept(raw: RawDocument, **options):
    """(capture, a function that finds its originals)."""
    made = originals.captured(raw, "a1", reader="1", **options)
    by_hash = {original.sha256: original for original in made.originals}
    return made.capture, by_hash.get


def again(raw: RawDocument, **options) -> RawDocument:
    capture, find = kept(raw, **options)
    return originals.raw_document(capture, find, Archives())


@given(st.binary(max_size=5_000))
def test_bytes_are_given_back(data):
    packed = originals.pack(data)
    assert originals.unpack(packed) == data
    assert packed.size == len(data) and packed.sha256 == originals.digest(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), json_values), st.booleans())
def test_a_record_is_given_back(payload, has_source):
    source = json.dumps(payload, indent=1).encode() if has_source else None
    raw = RawDocument("a.jsonl:1", "jsonl", payload, {"mapping": {"text": "x"}}, source=source)
    found = again(raw)
    assert (found.payload, found.fields, found.path) == (payload, raw.fields, raw.path)
    assert source is None or found.source == source


def test_half_a_surrogate_pair_is_given_back():
    payload = {"text": "half \ud83d of it"}
    assert again(RawDocument("a.jsonl:1", "jsonl", payload)).payload == payload


def test_a_payload_that_is_only_part_of_its_source_is_kept_too():
    raw = RawDocument("a.csv:2", "jsonl", {"text": "It holds."}, source=b"7;It holds.\n")
    capture, find = kept(raw)
    assert find(capture.original).size == 12 and find(capture.payload) is not None
    found = originals.raw_document(capture, find, Archives())
    assert (found.payload, found.source) == (raw.payload, raw.source)


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page.html.gz", "in.jsonl", "in.json"])
def test_what_is_kept_gives_the_same_article(tmp_path, name):
    content = PAGE if "html" in name else json.dumps({"text": "It holds.", "title": "Levy"})
    data = content.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (raw,) = find_documents([tmp_path / name])
    assert parse(again(raw)) == parse(raw)
    capture, find = kept(raw)
    assert originals.unpack(find(capture.original)) == data


def test_nothing_is_kept_if_told_so():
    raw = RawDocument("a.txt", "text", b"It holds.")
    capture, _ = kept(raw, keep=False)
    assert capture.original == originals.digest(b"It holds.")
    with pytest.raises(NotKept):
        again(raw, keep=False)


def test_a_damaged_original_is_told():
    whole = originals.pack(b"It holds. " * 100)
    other = originals.pack(b"It fails. " * 100)
    for damaged in (
        replace(whole, data=whole.data[:-9]),
        replace(whole, data=b"\0" + whole.data),
        replace(whole, data=other.data),
        # A bomb is not unpacked beyond what the original had.
        replace(whole, data=zlib.compress(b"\0" * 50_000_000)),
    ):
        with pytest.raises(OriginalLost) as caught:
            originals.unpack(damaged)
        assert caught.value.advice


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """A file of five records that counts as large; its documents know where they stand."""
    monkeypatch.setattr(originals, "LARGE", 10)
    originals._size.cache_clear()
    path = tmp_path / "big.jsonl"
    path.write_text("".join(json.dumps({"text": f"It holds {n}."}) + "\n" for n in range(5)))
    yield path
    originals._size.cache_clear()


def in_archive(path) -> list[RawDocument]:
    return [replace(raw, locator=Locator(archive=str(path))) for raw in find_documents([path])]


def test_a_large_archive_stays_where_it_is(archive):
    archives = Archives()
    for raw in [*in_archive(archive), in_archive(archive)[1]]:
        capture, find = kept(raw)
        stored: Original = find(capture.original)
        assert stored.packing == "elsewhere" and stored.data is None
        found = originals.raw_document(capture, find, archives)
        assert found.payload == raw.payload


def test_an_archive_that_is_gone_or_another_one(archive):
    raw = in_archive(archive)[3]
    capture, find = kept(raw)
    archive.write_text(archive.read_text().replace("holds 3", "fails 3"))
    with pytest.raises(OriginalLost, match="another one"):
        originals.raw_document(capture, find, Archives())
    archive.write_text("")
    with pytest.raises(OriginalLost, match="no such document"):
        originals.raw_document(capture, find, Archives())
    archive.unlink()
    with pytest.raises(OriginalLost, match="gone"):
        originals.raw_document(capture, find, Archives())


def test_the_reader_is_named_with_its_library():
    assert originals.reader_version("text", "1") == "read 1"
    assert originals.reader_version("html", "1").startswith("read 1, trafilatura ")


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_large_warc_are_found_there_again(tmp_path, monkeypatch, packed):
    from tests.read.formats.builders import http, page, record, warc

    monkeypatch.setattr(originals, "LARGE", 10)
    originals._size.cache_clear()
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    titles = [f"Ferry {n} to Marrow Island to stop in June" for n in range(4)]
    made = [
        record(http(page(title)), url=f"https://post.example/{n}") for n, title in enumerate(titles)
    ]
    path.write_bytes(warc(*made, packed=packed))
    found = [raw for raw in find_documents([path]) if isinstance(raw, RawDocument)]
    assert len(found) == 4
    archives = Archives()
    for raw in [*found, found[1]]:  # the last one stands before: the archive is gone through again
        capture, find = kept(raw)
        assert find(capture.original).data is None
        assert parse(originals.raw_document(capture, find, archives)) == parse(raw)
        assert capture.captured == raw.captured is not None
    originals._size.cache_clear()
