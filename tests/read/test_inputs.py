"""Finding documents: files, directories, globs, standard input, and everything unreadable."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc

import pytest

from quoth.errors import UsageError
from quoth.model import SkippedInput
from quoth.read import RawDocument, find_documents, inputs
from tests.read.builders import found_in, html, rows, story


def names(found) -> list[str]:
    return [os.path.basename(each.path) for each in found]


def test_a_directory_is_read_in_the_order_of_names_without_hidden_entries(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "a.txt", "b/z.txt", "b/y.txt", ".secret.txt", ".hidden/x.txt"):
        (tmp_path / name).write_text("Some words.")
    assert names(found_in(tmp_path)) == ["a.txt", "y.txt", "z.txt", "c.txt"]


def test_a_path_may_be_one_string_or_one_path(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Some words.")
    assert names(find_documents(str(file))) == names(find_documents(file)) == ["a.txt"]


def test_links_that_lead_back_up_are_followed_once(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("Some words.")
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    assert names(found_in(tmp_path)) == ["a.txt"]


def test_a_broken_link_is_a_row(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "here.txt").write_text("Some words.")
    row, document = found_in(tmp_path)
    assert row.reason == "no such file or directory"
    assert document.payload == b"Some words."


def test_globs_are_expanded_in_order(tmp_path):
    for name in ("b.txt", "a.txt", "a.html"):
        (tmp_path / name).write_text("Some words.")
    assert names(found_in(str(tmp_path / "*.txt"))) == ["a.txt", "b.txt"]


def test_a_glob_with_two_stars_reaches_down_without_reading_anything_twice(tmp_path):
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    (tmp_path / "in" / "deeper" / "a.txt").write_text("Some words.")
    (tmp_path / "b.txt").write_text("Some words.")
    assert sorted(names(found_in(str(tmp_path / "**")))) == ["a.txt", "b.txt"]


def test_a_glob_without_matches_is_a_row(tmp_path):
    (row,) = found_in(str(tmp_path / "*.txt"))
    assert row.reason == "no file matches this pattern"


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path):
    file = tmp_path / "what[1].txt"
    file.write_text("Some words.")
    assert names(found_in(str(file))) == ["what[1].txt"]


def test_a_missing_file_is_a_row_and_the_others_are_read(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Some words.")
    missing, document = found_in(tmp_path / "missing.txt", file)
    assert (missing.path, missing.reason) == (
        str(tmp_path / "missing.txt"),
        "no such file or directory",
    )
    assert missing.advice
    assert isinstance(document, RawDocument)


def test_an_empty_directory_is_a_row(tmp_path):
    (row,) = found_in(tmp_path)
    assert row.reason == "an empty directory"


def test_a_file_without_permission_is_a_row(tmp_path, monkeypatch):
    # The tests may run as root, for whom no permission is missing.
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Some words.")

    def refuse(path, *args, **options):
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied", path)
        return open(path, *args, **options)

    monkeypatch.setattr(inputs, "open", refuse, raising=False)
    row, document = found_in(tmp_path)
    assert row.reason == "no permission to read it"
    assert "chmod" in row.advice
    assert document.payload == b"Some words."


def test_a_directory_without_permission_is_a_row(tmp_path, monkeypatch):
    (tmp_path / "shut").mkdir()

    def refuse(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return ["shut"]

    monkeypatch.setattr(os, "listdir", refuse)
    (row,) = found_in(tmp_path)
    assert (row.path, row.reason) == (str(tmp_path / "shut"), "no permission to read it")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("photo.png", "an image"),
        ("style.css", "a style sheet, script or font"),
        ("sheet.xlsx", "an office document"),
        ("table.parquet", "a table"),
        ("README.md", "documentation, settings or a program"),
        ("pages.7z", "an archive"),
    ],
)
def test_companions_in_a_directory_are_rows_that_say_what_they_are(tmp_path, name, kind):
    (tmp_path / name).write_bytes(b"Some words.")
    (row,) = found_in(tmp_path)
    assert row.reason == f"{kind} by its name, passed over"


def test_a_companion_named_by_itself_is_tried(tmp_path):
    file = tmp_path / "README.md"
    file.write_text("Some words.")
    (document,) = found_in(file)
    assert document == RawDocument(str(file), "text", b"Some words.", {})


@pytest.mark.parametrize(
    ("payload", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
        (b"PK\x03\x04rest", "a ZIP or office document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "an image"),
        (b"SQLite format 3\0", "a database"),
        (bytes(range(256)) * 20, "zero bytes"),
        (b"\0" * 5000, "zero bytes"),
        (bytes(range(1, 30)) * 50, "control characters"),
    ],
)
def test_binary_files_are_rows_that_say_so(tmp_path, payload, what):
    (tmp_path / "article.txt").write_bytes(payload)
    (row,) = found_in(tmp_path)
    assert row.reason.startswith("not text: ") and what in row.reason
    assert row.advice


@pytest.mark.parametrize(
    ("payload", "form"),
    [
        (b"A headline\n\nSome words.", "text"),
        (b"  <!DOCTYPE  html>\n<title>x</title>", "html"),
        (b"\xef\xbb\xbf<html><body>x", "html"),
        (b"<p>Not a page, <b>a</b> text with marks.", "text"),
        (b'{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        (b"{not json at all}", "text"),
        (b"", "text"),
    ],
)
def test_without_a_telling_name_the_content_decides(tmp_path, payload, form):
    file = tmp_path / "article"
    file.write_bytes(payload)
    assert {each.format for each in found_in(file)} == {form}


def test_the_name_decides_before_the_content(tmp_path):
    file = tmp_path / "source.txt"
    file.write_bytes(b"<html><body><p>Seen as text.")
    (document,) = found_in(file)
    assert document.format == "text"


def test_every_format_may_be_compressed(tmp_path):
    line = json.dumps({"text": "Some words."}).encode()
    for name, payload in (("a.txt", b"Words"), ("b.html", html("x")), ("c.jsonl", line)):
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(payload))
    # Whether it is compressed is told by the bytes: browsers drop the ending.
    (tmp_path / "d.txt").write_bytes(gzip.compress(b"Words"))
    a, b, c, d = found_in(tmp_path)
    assert (a.format, a.payload) == ("text", b"Words")
    assert (b.format, b.payload) == ("html", html("x"))
    assert (c.format, c.payload) == ("jsonl", {"text": "Some words."})
    assert d.payload == b"Words"


def test_a_jsonl_file_gives_one_document_a_line_and_a_bad_line_costs_only_itself(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"text": "one"}\n\n{"text": \n[1]\n"x"\n{"text": "six"}\r\n')
    found = found_in(file)
    assert names(found) == [f"news.jsonl:{n}" for n in (1, 3, 4, 5, 6)]
    assert found[0].payload == {"text": "one"}
    assert found[-1].payload == {"text": "six"}
    assert found[1].reason.startswith("not JSON: ")
    assert found[2].reason == "the line holds a list, not an object"
    assert found[3].reason == "the line holds a string, not an object"


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe\xfd",
        b"1" * 5000,
        b'{"text": "a" "b"}',
        b"nul",
    ],
)
def test_lines_that_break_parsers_are_rows(tmp_path, line):
    file = tmp_path / "news.jsonl"
    file.write_bytes(line + b'\n{"text": "good"}\n')
    row, document = found_in(file)
    assert isinstance(row, SkippedInput)
    assert document.payload == {"text": "good"}


def test_an_empty_jsonl_file_is_a_row(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_bytes(b"\n  \n")
    (row,) = found_in(file)
    assert row.reason == "empty"


def test_a_json_file_may_hold_one_article_a_list_or_lines(tmp_path):
    for name, content in (
        ("one.json", '{"text": "one"}\n'),
        ("list.json", '[{"text": "one"}, {"text": "two"}]'),
        ("lines.json", '{"text": "one"}\n{"text": "two"}\n'),
        ("other.json", "[1, 2]"),
        ("empty.json", ""),
    ):
        (tmp_path / name).write_text(content)
    found = found_in(tmp_path)
    assert names(found) == [
        "empty.json",
        "lines.json:1",
        "lines.json:2",
        "list.json:1",
        "list.json:2",
        "one.json",
        "other.json",
    ]
    assert found[0].reason == "empty"
    assert found[-1].reason == "the file holds a list, not an article or a list of articles"


def test_standard_input_is_read_and_sniffed():
    line = json.dumps({"text": "Some words."}).encode() + b"\n"
    (document,) = found_in("-", stdin=io.BytesIO(b"A headline\n\nSome words."))
    assert document == RawDocument("-", "text", b"A headline\n\nSome words.", {})
    first, second = found_in("-", stdin=io.BytesIO(line * 2))
    assert (first.path, second.path) == ("-:1", "-:2")
    (page,) = found_in("-", stdin=io.BytesIO(gzip.compress(html(story()))))
    assert page.format == "html"


def test_a_pipe_that_gives_single_bytes_is_read():
    class Slow(io.RawIOBase):
        def __init__(self, data):
            self.data = data

        def readable(self):
            return True

        def read(self, size=-1):
            piece, self.data = self.data[:1], self.data[1:]
            return piece

    (document,) = found_in("-", stdin=Slow(gzip.compress(b"Some words.")))
    assert document.payload == b"Some words."


def test_a_fifo_in_a_directory_does_not_stop_the_search(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("Some words.")
    row, document = found_in(tmp_path)
    assert row.reason.startswith("not a regular file")
    assert document.payload == b"Some words."


def test_a_file_over_the_limit_is_a_row_that_names_size_limit_and_option(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 1001)
    (row,) = found_in(file, max_bytes=1000)
    assert row.reason == "too large: the file has 1,001 bytes, the limit is 1,000"
    assert "--max-bytes" in row.advice
    (document,) = found_in(file, max_bytes=1001)
    assert len(document.payload) == 1001


def test_fifty_megabytes_in_one_line_are_skipped_without_being_loaded(tmp_path):
    file = tmp_path / "long.txt"
    with open(file, "wb") as writing:
        writing.write(b"word ")
        writing.truncate(50_000_000)
    tracemalloc.start()
    (row,) = found_in(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "50,000,000" in row.reason
    assert peak < 2_000_000


def test_a_gzip_bomb_is_a_row_and_stays_folded(tmp_path):
    for name in ("bomb.txt.gz", "bomb.jsonl.gz"):
        with gzip.open(tmp_path / name, "wb") as writing:
            for _ in range(60):
                writing.write(b" " * 1_000_000)
    tracemalloc.start()
    found = found_in(tmp_path, max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert all(row.reason.startswith("too large") for row in rows(found))
    assert names(found) == ["bomb.jsonl.gz:1", "bomb.txt.gz"]
    assert peak < 8_000_000


def test_a_long_line_of_jsonl_is_a_row_and_the_next_lines_are_read(tmp_path):
    file = tmp_path / "news.jsonl"
    long = json.dumps({"text": "x" * 5000})
    file.write_text(f'{{"text": "a"}}\n{long}\n{{"text": "b"}}\n')
    first, row, last = found_in(file, max_bytes=1000)
    assert first.payload == {"text": "a"}
    assert "the line has more than 1,000 bytes" in row.reason
    assert last.payload == {"text": "b"}


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: data[:-20], "the gzip data end too early"),
        (lambda data: data[:20] + b"\0\0\0\0" + data[24:], "damaged gzip data"),
        (lambda data: data + b"rest", "damaged gzip data: something else follows"),
    ],
)
def test_damaged_gzip_data_are_a_row(tmp_path, damage, reason):
    file = tmp_path / "a.txt.gz"
    file.write_bytes(damage(gzip.compress(os.urandom(500).hex().encode())))
    (row,) = found_in(file)
    assert row.reason.startswith(reason)


def test_gzip_members_in_a_row_are_one_file_and_padding_is_ignored(tmp_path):
    file = tmp_path / "a.txt.gz"
    file.write_bytes(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 512)
    (document,) = found_in(file)
    assert document.payload == b"one two"


def test_a_name_that_is_not_utf_8_is_shown_with_a_replacement(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    with open(path, "wb") as writing:
        writing.write(b"Some words.")
    (document,) = found_in(tmp_path)
    assert document.path.endswith("caf\ufffd.txt")
    assert document.payload == b"Some words."


@pytest.mark.parametrize("mapping", [{"content": "body"}, {"text": ""}, {"text": 3}])
def test_a_mapping_that_cannot_work_is_a_usage_error(mapping):
    with pytest.raises(UsageError) as raised:
        find_documents("-", mapping=mapping)
    assert "text=body" in raised.value.advice


def test_a_limit_of_nothing_is_a_usage_error():
    with pytest.raises(UsageError):
        find_documents("-", max_bytes=0)


def test_finding_is_lazy(tmp_path):
    (tmp_path / "a.txt").write_text("Some words.")
    (tmp_path / "b.txt").write_text("Some words.")
    found = find_documents(tmp_path)
    assert next(found).path.endswith("a.txt")
    (tmp_path / "b.txt").write_text("Other words.")
    assert next(found).payload == b"Other words."


def test_documents_can_be_sent_to_other_processes(tmp_path):
    import pickle

    (tmp_path / "a.txt").write_text("Some words.")
    for found in found_in(tmp_path, "missing"):
        assert pickle.loads(pickle.dumps(found)) == found
