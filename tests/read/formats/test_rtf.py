"""RTF documents: what a reader of the document sees, and nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.model import Article, SkippedInput
from quoth.read import RawDocument, parse, read
from quoth.read.rtf import read_rtf
from tests.read.word_builder import rtf, rtf_of

FIRST = "The ferry will stop in June, the harbour board said."


def article(data: bytes) -> Article:
    found = parse(RawDocument("a.rtf", "rtf", data))
    assert isinstance(found, Article), found
    return found


def text(body: str, head: str = "") -> str:
    return article(rtf(body, head=head)).text


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"One.\par Two.", "One.\n\nTwo."),
        (r"One.\par\par\par Two.", "One.\n\nTwo."),
        (r"a\line b", "a b"),
        (r"a\line\line b", "a\n\nb"),
        (r"a\tab b", "a b"),
        (r"{\b bold} {\i it}alic", "bold italic"),
        (r"br\{a\}ce \\", "br{a}ce \\"),
        (r"\ldblquote Ja\rdblquote  \emdash  na\endash da\bullet", "“Ja” — na–da•"),
        (r"M\'fcnchen", "München"),
        (r"\u8220?Ja\u8221?", "“Ja”"),
        (r"\uc2\u26085\'93\'fa ok", "日 ok"),
        (r"\uc0\u233 t\u233 ", "été"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\uc3\u233abc}t\u233?", "été"),
        (r"well\_known co\-operate a\~b", "well\u2011known cooperate a b"),
        (r"in {\v out}{\deleted out}in", "in in"),
        (r"{\header Page 7\par}in{\footer out}{\footnote out}", "in"),
        (r"in{\*\shppict{\pict\pngblip 89504e47}} too", "in too"),
        (r"in{\*\unknown{\x out}} too", "in too"),
        (r"in{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "inlink"),
        (r"in\bin5 {{{{{ too", "in too"),
        (r"{\listtext\tab 1.}One\par{\listtext 2.}Two\par\pard End", "One\nTwo\n\nEnd"),
        (
            r"\trowd\cellx1\cellx2\pard\intbl June\cell 40\cell\row\pard After",
            "June | 40\n\nAfter",
        ),
        (r"é"[:0] + "a\\\nb", "a\n\nb"),
        (r"lost } and found", "lost and found"),
        (r"{{{ open", "open"),
    ],
)
def test_what_is_shown(body, shown):
    assert text(body) == shown


def test_code_pages_change_with_the_font():
    fonts = r"{\fonttbl{\f0\fnil Times;}{\f1\fnil\fcharset204 Times;}{\f2\fnil\fcharset128 X;}}"
    assert text(r"caf\'e9 {\f1 \'cf\'f0\'e8\'e2\'e5\'f2} {\f2 \'93\'fa}", fonts) == "café Привет 日"
    assert text(r"\ansicpg1251 \'cf\'f0\'e8") == "При"
    assert text(r"\mac caf\'8e") == "café"


def test_properties():
    info = r"{\info{\title Gate, \u233?t\'e9}{\author Ana Lund}{\creatim\yr2025\mo1\dy13\hr6}}"
    found = article(rtf(FIRST, head=info))
    assert (found.title, found.authors) == ("Gate, été", ("Ana Lund",))
    assert (found.published, found.published_from) == ("2025-01-13", "rtf creatim")


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1))
def test_any_text_comes_back(shown):
    expected = "".join(c if not "\ue000" <= c <= "\uf8ff" else " " for c in shown)
    lines = read_rtf(rtf_of([shown])).lines
    from quoth.read.blocks import collapse

    assert [line.text for line in lines] == ([collapse(expected)] if collapse(expected) else [])


def test_it_is_read_from_disk_whatever_it_is_called(tmp_path):
    for name in ("a.rtf", "b.doc", "c.bin"):
        (tmp_path / name).write_bytes(rtf_of([FIRST]))
    (tmp_path / "d.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    *found, old = read(tmp_path)
    assert [each.text for each in found] == [FIRST] * 3
    assert isinstance(old, SkippedInput)


def test_limits():
    found = parse(RawDocument("a.rtf", "rtf", b"{\\rtf1" + b"{" * 10_000 + b"x"))
    assert isinstance(found, SkippedInput) and "nested more than" in found.reason
    found = parse(RawDocument("a.rtf", "rtf", b"{\\rtf1\\par}"))
    assert isinstance(found, SkippedInput) and "no text" in found.reason
    begun = time.process_time()
    parse(RawDocument("a.rtf", "rtf", b"{\\rtf1 " + b"\\'e9\\b0 x\\par " * 60_000))
    assert time.process_time() - begun < 10


@given(st.binary(max_size=600))
def test_any_bytes_give_text_or_a_reason(data):
    found = parse(RawDocument("a.rtf", "rtf", b"{\\rtf1" + data))
    if isinstance(found, SkippedInput):
        assert found.reason and found.advice
        assert not found.reason.startswith("could not be parsed"), found.reason
    else:
        assert found.text.strip()
