from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.cli.terminal import one_line, shortened, shortened_name, visible

ANY_TEXT = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\x1b\x07\x9b\u202e\n"))


@pytest.mark.parametrize(
    "text, shown",
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b2J", "�2J"),
        ("over\rwritten", "over written"),
        ("a\tb", "a b"),
        ("\u202egnp.exe", "\u200bgnp.exe"),
        ("half \ud83d", "half �"),
        ("עברית\u200f ok", "עברית\u200f ok"),
        ("cafe\u0301 🚢", "cafe\u0301 🚢"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown


@given(ANY_TEXT)
def test_visible_keeps_offsets_and_leaves_nothing_to_obey(text):
    for lines in (True, False):
        shown = visible(text, lines=lines)
        assert len(shown) == len(text)
        shown.encode("utf-8")
        controls = {c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
        assert controls <= ({"\n"} if lines else set())
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(ANY_TEXT, st.integers(1, 40))
def test_shortened_fits(text, width):
    line = shortened(text, width)
    assert len(line) <= width
    assert "\n" not in line
    assert line == one_line(text) or line.endswith("…")


@pytest.mark.parametrize(
    "width, line",
    [
        (40, "the levy would rise in May"),
        (26, "the levy would rise in May"),
        (25, "the levy would rise in…"),
        (12, "the levy…"),
        (3, "th…"),
    ],
)
def test_shortened_cuts_after_a_word(width, line):
    assert shortened("the levy  would\nrise in May", width) == line


def test_a_long_word_is_cut_inside():
    assert shortened("港湾税は五月に引き上げられる", 8) == "港湾税は五月に…"


def test_a_path_keeps_its_end():
    assert shortened_name("archive/2024/05/calder-post.html", 18) == "…/calder-post.html"
    assert shortened_name("page.html", 18) == "page.html"
