from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from quoth.cli.marking import legend, marked, raised
from quoth.cli.terminal import visible
from quoth.model import Article
from tests.fake import span, statement

BRACKETS = re.compile("[⟨⟩‹›⟦⟧⟪⟫⁰¹²³⁴⁵⁶⁷⁸⁹·]")


def article(text):
    return Article.of(text, path="page.txt")


def test_every_part_has_its_brackets_and_number():
    a = article("Mira Tolland said the levy would rise, the Post reported.")
    s = statement(
        a,
        source=span(a, "Mira Tolland"),
        cue=span(a, "said"),
        content=[span(a, "the levy would rise")],
        link=span(a, "the Post"),
    )
    assert marked(a, [s]).plain == (
        "⟨Mira Tolland⟩¹ ‹said›¹ ⟦the levy would rise⟧¹, ⟪the Post⟫¹ reported."
    )


def test_contents_nest_and_pieces_share_a_number():
    a = article("It will, she said, rise, because Pike promised a new quay.")
    outer = statement(
        a,
        content=[span(a, "It will"), span(a, "rise, because Pike promised a new quay")],
        cue=span(a, "said"),
        source=span(a, "she"),
    )
    inner = statement(
        a,
        content=[span(a, "a new quay")],
        cue=span(a, "promised"),
        source=span(a, "Pike"),
        nested_in=outer.id,
    )
    assert marked(a, [outer, inner]).plain == (
        "⟦It will⟧¹, ⟨she⟩¹ ‹said›¹, ⟦rise, because ⟨Pike⟩² ‹promised›² ⟦a new quay⟧²⟧¹."
    )


def test_one_source_of_two_statements_has_both_numbers():
    a = article("Pike said no and said why.")
    first = statement(a, source=(0, 4), cue=(5, 9), content=[(10, 12)])
    second = statement(a, source=(0, 4), cue=(17, 21), content=[(22, 25)])
    assert marked(a, [first, second]).plain == "⟨Pike⟩¹·² ‹said›¹ ⟦no⟧¹ and ‹said›² ⟦why⟧²."


def test_equal_spans_open_and_close_like_parentheses():
    a = article("Denials.")
    s = statement(a, source=(0, 7), cue=(0, 7), content=[(0, 7)])
    assert marked(a, [s]).plain == "⟦⟨‹Denials›¹⟩¹⟧¹."


def test_the_text_cannot_steer_the_terminal():
    a = article("\x1b[2JPike said no.\r\n")
    s = statement(a, source=span(a, "Pike"), content=[span(a, "no")])
    assert marked(a, [s]).plain == "␛[2J⟨Pike⟩¹ said ⟦no⟧¹. \n"


def test_parts_differ_in_style_too():
    a = article("Pike said no.")
    s = statement(a, source=(0, 4), cue=(5, 9), content=[(10, 12)])
    styles = {a.text[x.start] for x in marked(a, [s]).spans if x.start < 1}
    assert styles  # the source's bracket begins the text
    assert {str(x.style) for x in marked(a, [s]).spans} >= {
        "bold cyan",
        "italic yellow",
        "underline",
    }


def test_the_legend_shows_each_bracket():
    assert legend().plain.startswith("⟨source⟩  ‹cue›  ⟦content⟧  ⟪relayed by⟫")


def test_raised():
    assert raised([1, 20]) == "¹·²⁰"


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple)


@given(
    st.text(min_size=1, max_size=30).filter(lambda text: not BRACKETS.search(text)),
    st.lists(st.tuples(SPANS, SPANS, SPANS), max_size=5),
)
def test_without_the_marks_the_text_is_whole(text, many):
    """Whatever the spans: crossing, equal, empty, past the end."""
    a = article(text)
    statements = [
        statement(a, content=[content], cue=cue, source=source) for content, cue, source in many
    ]
    shown = marked(a, statements).plain
    assert BRACKETS.sub("", shown) == visible(text, lines=True)
    for opening, closing in ("⟨⟩", "‹›", "⟦⟧"):
        assert shown.count(opening) == shown.count(closing)
