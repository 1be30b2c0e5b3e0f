"""WARC: pages out of archives, whatever stands around them."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib

import pytest

from quoth.model import Article, SkippedInput
from quoth.read import Locator, parse
from tests.read.builders import found_in, rows
from tests.read.formats.builders import NEWS, http, information, page, record, warc

MIDDLE = f"{NEWS}/2"


def archive(tmp_path, *records: bytes, packed: bool = True, name: str = "a.warc.gz"):
    file = tmp_path / name
    file.write_bytes(warc(*records, packed=packed))
    return file


def chunked(body: bytes, size: int = 100) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_page_is_read_with_its_address_date_id_digest_and_offset(tmp_path, packed, version):
    first = information()
    second = record(http(page()), "WARC-Payload-Digest: sha1:ABC", name="page-1", version=version)
    file = archive(tmp_path, first, second, packed=packed)
    (raw,) = found_in(file)
    offset = len(gzip.compress(first)) if packed else len(first)
    assert raw.path == f"{file}#urn:uuid:page-1"
    assert (raw.format, raw.payload, raw.captured) == ("html", page(), "2025-01-14T09:30:00Z")
    assert raw.locator == Locator(
        archive=str(file), record="urn:uuid:page-1", offset=offset, digest="sha1:ABC"
    )
    article = parse(raw)
    assert (article.url, article.outlet) == (NEWS, "news.example")
    assert article.title == "Ferry to Marrow Island to stop in June"
    assert "“Nobody rides it in winter,” said Tilda Okonjo" in article.text


def test_a_page_that_says_its_own_address_keeps_it(tmp_path):
    canonical = b'<head><link rel="canonical" href="https://www.ledger.example/ferry">'
    file = archive(tmp_path, record(http(page().replace(b"<head>", canonical))))
    (raw,) = found_in(file)
    assert parse(raw).url == "https://www.ledger.example/ferry"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(page()), ["Transfer-Encoding: chunked"]),
        (page(), ["Transfer-Encoding: chunked"]),  # joined already, the header left over
        (gzip.compress(page()), ["Content-Encoding: gzip"]),
        (chunked(gzip.compress(page())), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        (page(), ["Content-Encoding: gzip"]),  # unpacked already
        (zlib.compress(page()), ["Content-Encoding: deflate"]),
        (zlib.compress(page())[2:-4], ["Content-Encoding: deflate"]),
        (gzip.compress(gzip.compress(page())), ["Content-Encoding: gzip, gzip"]),
        (page(), ["Content-Encoding: identity"]),
    ],
)
def test_what_was_packed_for_the_way_is_unpacked(tmp_path, body, headers):
    (raw,) = found_in(archive(tmp_path, record(http(body, *headers))))
    assert raw.payload == page()


def test_brotli_is_unpacked(tmp_path):
    import brotli

    body = brotli.compress(page())
    (raw,) = found_in(archive(tmp_path, record(http(body, "Content-Encoding: br"))))
    assert raw.payload == page()
    (row,) = found_in(archive(tmp_path, record(http(body[:-9], "Content-Encoding: br"))))
    assert row.reason == "the compressed data end too early"


def test_the_charset_of_the_header_goes_before_that_of_the_page(tmp_path):
    text = page("Fähre zur Insel hält im Juni").decode().replace("utf-8", "iso-8859-2")
    text = text.replace("’", "'").replace("“", '"').replace("”", '"')
    body = text.encode("cp1252")
    (raw,) = found_in(archive(tmp_path, record(http(body, kind="text/html; charset=ISO-8859-1"))))
    assert raw.fields["charset"] == "iso-8859-1"
    assert parse(raw).title == "Fähre zur Insel hält im Juni"


def test_resources_and_plain_text_are_pages_too(tmp_path):
    file = archive(
        tmp_path,
        record(page(), kind="resource", name="a"),
        record(http(b"Ferry to stop\n\nIt will stop, she said.", kind="text/plain"), name="b"),
        record(http(b"User-agent: *", kind="text/plain"), url="http://a.example/robots.txt"),
    )
    first, second = map(parse, found_in(file))
    assert first.title == "Ferry to Marrow Island to stop in June"
    assert (second.title, second.url) == ("Ferry to stop", NEWS)


def test_what_is_no_page_is_left_out_and_counted_if_there_is_no_page(tmp_path):
    others = [
        information(),
        record(http(b"GIF89a", kind="image/gif"), name="2"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", name="3"),
        record(http(b"", "Location: /b", status="301 Moved"), name="4"),
        record(b"x: y\r\n", kind="metadata", content="application/warc-fields", name="5"),
    ]
    (row,) = found_in(archive(tmp_path, *others))
    assert row.reason.startswith("no page in this archive; it holds ")
    for what in ("1 of type warcinfo", "1 image/gif", "1 of type request", "1 redirects"):
        assert what in row.reason
    (raw,) = found_in(archive(tmp_path, *others, record(http(page()))))
    assert raw.payload == page()


def test_an_error_page_and_a_revisit_are_rows_that_say_so(tmp_path):
    file = archive(
        tmp_path,
        record(http(page(), status="404 Not Found"), name="lost"),
        record(
            http(b""),
            "WARC-Refers-To: <urn:uuid:first>",
            "WARC-Refers-To-Date: 2025-01-02T00:00:00Z",
            "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
            kind="revisit",
            name="again",
        ),
        record(http(page()), name="good"),
    )
    lost, again, good = found_in(file)
    assert (lost.path, good.path) == (f"{file}#urn:uuid:lost", f"{file}#urn:uuid:good")
    assert "status 404" in lost.reason and NEWS in lost.reason
    assert again.reason == (
        f"a revisit: {NEWS} was the same as in an earlier capture of 2025-01-02T00:00:00Z, "
        "record urn:uuid:first"
    )
    assert lost.advice and again.advice


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_costs_only_itself(tmp_path, packed):
    records = [record(http(page()), name=str(n)) for n in range(3)]
    data = bytearray(warc(*records, packed=packed))
    start = len(warc(records[0], packed=packed))
    at = start + (len(gzip.compress(records[1])) // 2 if packed else 3)
    data[at : at + 4] = b"\xff\xff\xff\xff"
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data)
    first, row, last = found_in(file)
    assert (first.payload, last.payload) == (page(), page())
    assert first.path.endswith("#urn:uuid:0") and last.path.endswith("#urn:uuid:2")
    assert isinstance(row, SkippedInput)
    assert "damaged" in row.reason and row.advice
    assert last.locator.offset == len(warc(*records[:2], packed=packed))


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("missing", [30, 600, 1000])
def test_an_archive_that_is_cut_off_keeps_what_came(tmp_path, packed, missing):
    file = tmp_path / "a.warc"
    body = b"<p>" + bytes(range(48, 90)) * 50  # hardly to be compressed further than this
    data = warc(record(http(page())), record(http(page() + body), name="2"), packed=packed)
    file.write_bytes(data[: -missing // (1 if not packed else 4)])
    first, row = found_in(file)
    assert first.payload == page()
    assert "cut off" in row.reason or "end too early" in row.reason


@pytest.mark.parametrize("length", [10**7, 2**63 - 1, 2**64 + 5, -5])
@pytest.mark.parametrize("packed", [True, False])
def test_false_lengths_are_rows_and_cost_no_memory(tmp_path, length, packed):
    false = record(http(page()), name="false", length=length)
    file = archive(tmp_path, record(http(page())), false, packed=packed)
    tracemalloc.start()
    found = found_in(file, max_bytes=10**6)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[0].payload == page()
    assert len(rows(found)) == len(found) - 1 >= 1
    assert peak < 5_000_000


@pytest.mark.parametrize("headers", [["Content-Encoding: gzip"], []])
def test_a_bomb_and_a_page_over_the_limit_are_rows(tmp_path, headers):
    body = b"<p>" + b" " * 5_000_000
    if headers:
        body = gzip.compress(body)
    file = archive(tmp_path, record(http(body, *headers), name="2"), record(http(page())))
    row, raw = found_in(file, max_bytes=1_000_000)
    assert row.reason.startswith("too large")
    assert raw.payload == page()


def test_ids_that_are_missing_or_the_same_lose_nothing(tmp_path):
    records = [record(http(page(f"Ferry number {n} to stop")), name="x") for n in range(2)]
    file = archive(tmp_path, *records, record(http(page()), name=None))
    found = found_in(file)
    offset = found[1].locator.offset
    assert [raw.path for raw in found] == [
        f"{file}#urn:uuid:x",
        f"{file}#urn:uuid:x@{offset}",
        f"{file}#{found[2].locator.offset}",
    ]


def test_a_whole_archive_in_one_gzip_member_is_read(tmp_path):
    file = tmp_path / "a.warc.gz"
    file.write_bytes(gzip.compress(warc(information(), record(http(page())), packed=False)))
    (raw,) = found_in(file)
    assert raw.payload == page()


def test_an_archive_is_told_by_its_first_bytes_and_read_from_a_pipe():
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    for packed in (True, False):
        data = warc(information(), record(http(page())), packed=packed)
        (raw,) = found_in("-", stdin=Pipe(data))
        assert (raw.path, raw.payload) == ("-#urn:uuid:1", page())


def test_archives_in_a_directory_are_read(tmp_path):
    archive(tmp_path, record(http(page())))
    (raw,) = found_in(tmp_path)
    assert isinstance(parse(raw), Article)


def test_an_empty_archive_is_a_row(tmp_path):
    (tmp_path / "a.warc").write_bytes(b"")
    (row,) = found_in(tmp_path)
    assert row.reason == "empty"
