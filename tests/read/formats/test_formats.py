"""The table of formats, and what every row of it keeps to."""

from __future__ import annotations

import json
from collections import Counter
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.read import formats
from quoth.read.formats import FORMAT, FORMATS, companion, tell
from tests.read.builders import found_in, rows


def test_names_are_unique_and_the_last_row_takes_what_is_left():
    assert len(FORMAT) == len(FORMATS)
    assert FORMATS[-1].name == "text"
    extensions = Counter(name for form in FORMATS for name in form.extensions)
    assert set(extensions.values()) == {1}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_row_has_a_module_that_finds_documents(form):
    module = import_module(f"quoth.read.formats.{form.name}")
    assert callable(module.documents)
    assert module.__doc__ and form.what
    assert all(name.startswith(".") and name == name.lower() for name in form.names)
    assert form.sniff is not None or not form.shared


@given(st.binary(max_size=200), st.sampled_from(["", ".txt", ".json", ".html", ".xml", ".csv"]))
def test_any_bytes_under_any_name_have_a_format(head, name):
    assert tell(f"a{name}", head) in FORMATS


def test_what_a_format_claims_is_no_companion():
    assert companion("a.html") is None
    assert companion("a.png") == "an image"
    assert companion("a.png.gz") == "an image"
    for form in FORMATS:
        for name in form.extensions:
            assert companion(f"a{name}") is None


def test_a_companion_that_a_format_shares_is_looked_into(tmp_path, monkeypatch):
    """A folder's `.xml` files are annotations, unless one of them is what some format reads."""
    row = formats.Format(
        name="text", what="notes", shared=(".xml",), sniff=lambda head: head.startswith(b"<note>")
    )
    monkeypatch.setattr(formats, "FORMATS", (row, *FORMATS))
    (tmp_path / "a.xml").write_text("<tokens>1</tokens>")
    (tmp_path / "b.xml").write_text("<note>Some words.</note>")
    passed, found = found_in(tmp_path)
    assert passed.reason == "annotations by its name, passed over"
    assert found.payload == b"<note>Some words.</note>"
    (named, _) = found_in(tmp_path / "a.xml", tmp_path / "b.xml")
    assert named.payload == b"<tokens>1</tokens>"


def test_bytes_that_begin_nothing_else_go_before_the_name(tmp_path, monkeypatch):
    row = formats.Format(name="text", what="notes", starts=(b"NOTE1",), extensions=(".note",))
    monkeypatch.setattr(formats, "FORMATS", (row, *FORMATS))
    assert formats.tell("a.html", b"NOTE1 and more") is row
    assert formats.tell("a.html", b"NOTE2 and more").name == "html"


def test_the_original_of_a_line_is_the_line_and_of_a_file_the_file(tmp_path):
    line = b'{ "text": "Some words." ,"title":"A"}'
    (tmp_path / "a.jsonl").write_bytes(b"[]\n" + line + b"\n")
    (tmp_path / "b.json").write_bytes(line)
    (tmp_path / "c.json").write_bytes(b"[" + line + b"]")
    (tmp_path / "d.txt").write_bytes(b"Some words.")
    found = found_in(tmp_path)
    assert len(rows(found)) == 1
    _, a, b, c, d = found
    assert a.original == b.original == line
    assert json.loads(c.original) == json.loads(line)
    assert d.original == b"Some words."
    assert {each.locator for each in (a, b, c, d)} == {None}
