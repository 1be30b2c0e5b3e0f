"""The text of a page: what belongs to the article and what stands around it."""

from __future__ import annotations

import json

import pytest

from tests.read.builders import PARAGRAPHS, html, read_page, story

TITLE = "Ferry to Marrow Island to stop in June"
WHOLE = "\n\n".join([TITLE, *PARAGRAPHS])


def text_of(body: str, head: str = "") -> str:
    return read_page(html(body, head)).text


def with_extra(extra: str) -> str:
    """The expected text with something after the second paragraph."""
    return "\n\n".join([TITLE, *PARAGRAPHS[:2], extra, *PARAGRAPHS[2:]])


def test_headline_and_paragraphs_apart_without_hard_line_ends():
    wrapped = "".join(f"<p>\n  {p.replace(' ', chr(10), 9)}\n</p>" for p in PARAGRAPHS)
    assert text_of(f"<article><h1>{TITLE}</h1>{wrapped}</article>") == WHOLE


def test_block_quotations_are_kept():
    quotation = "I have rowed it myself, and I will row it again."
    page = story(f"<blockquote><p>{quotation}</p></blockquote>")
    assert text_of(page) == with_extra(quotation)
    assert text_of(story(f"<blockquote>{quotation}</blockquote>")) == with_extra(quotation)


def test_list_items_are_kept_line_by_line():
    items = ("The boat stops on 1 June.", "Tickets stay valid.", "The doctor will fly.")
    page = story("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
    assert text_of(page) == with_extra("\n".join(items))


def test_headings_between_paragraphs_are_kept():
    assert text_of(story("<h2>A boat for forty</h2>")) == with_extra("A boat for forty")


def test_inline_marks_do_not_tear_words_apart():
    page = story('<p>The b<b>oa</b>t, <a href="/x">says <i>Okonjo</i></a>, is <em>old</em>.</p>')
    assert text_of(page) == with_extra("The boat, says Okonjo, is old.")


def test_line_breaks_in_a_paragraph_are_spaces_and_two_are_a_paragraph():
    page = story("<p>First line<br>goes on here.<br><br>The second paragraph of them.</p>")
    assert text_of(page) == with_extra("First line goes on here.\n\nThe second paragraph of them.")


def test_quotation_marks_emoji_and_combining_marks_stay_as_they_are():
    line = "„Ja 👩‍👩‍👧‍👦!“ – «non»: cafe\u0301, می\u200cگوید, it's."
    assert with_extra(line) == text_of(story(f"<p>{line}</p>"))


def test_soft_hyphens_and_zero_width_spaces_are_layout():
    page = story("<p>The har\u00adbour\u200b board\u00a0met &nbsp; again on the very same day.</p>")
    assert text_of(page) == with_extra("The harbour board met again on the very same day.")


def test_the_standfirst_is_kept():
    standfirst = "Islanders say they were never asked about the boat."
    page = story().replace("</h1>", f'</h1><p class="standfirst">{standfirst}</p>')
    assert text_of(page) == "\n\n".join([TITLE, standfirst, *PARAGRAPHS])


def test_a_standfirst_that_only_the_description_names_is_kept():
    line = "Islanders were never asked, they say"
    page = f"<header><div><div>{line}</div></div></header>{story()}"
    head = f'<meta name="description" content="{line}">'
    assert text_of(page, head) == "\n\n".join([TITLE, line, *PARAGRAPHS])


@pytest.mark.parametrize(
    "clutter",
    [
        "<aside><h3>Also today</h3><p>The lighthouse is for sale, its keeper said.</p></aside>",
        '<div class="related"><p>More about the lighthouse and its keeper.</p></div>',
        '<p>Read also: <a href="/lighthouse">The lighthouse is for sale, its keeper said</a></p>',
        '<p><a href="/lighthouse">The lighthouse is for sale, its keeper said on Sunday</a></p>',
        "<figure><img src=x><figcaption>The boat in winter. Photo: A. Lund</figcaption></figure>",
        '<div class="newsletter-box"><p>Get our news every morning in your post.</p></div>',
        "<p>Sign up for our newsletter and never miss a boat.</p>",
        "<p>Photo: Ana Lund / The Tidings</p>",
        '<div class="share-buttons"><span>Share this</span><a href="#">Post</a></div>',
        '<div class="ad">ADVERTISEMENT<br>Rubber boots from 19 talers!</div>',
        '<p class="byline">By Ana Lund, Marrow Island</p>',
        "<script>var text = 'The lighthouse is for sale.';</script>",
        '<div class="card"><h3><a href="/l">The lighthouse is for sale</a></h3>'
        "<p>Its keeper wants to live on a hill.</p></div>",
    ],
)
def test_what_stands_around_an_article_is_left_out(clutter):
    head = '<meta name="author" content="Ana Lund">'
    assert text_of(story(clutter), head) == WHOLE


def test_clutter_before_and_after_is_left_out():
    before = '<header><a href="/">The Tidings</a> <p class="mast">News of the islands</p></header>'
    after = (
        "<section><h2>Most read</h2><ul><li><a href='/1'>The lighthouse is for sale</a></li>"
        "<li><a href='/2'>Herring is back in the sound</a></li></ul></section>"
        "<footer><p>© The Tidings. All rights reserved.</p></footer>"
    )
    assert text_of(before + story() + after) == WHOLE


def test_a_pulled_quotation_is_not_printed_twice():
    pulled = "Nobody rides it in winter"
    assert text_of(story(f"<blockquote class='pull'>“{pulled},”</blockquote>")) == WHOLE


def test_class_names_may_lie():
    page = story().replace("<article>", '<article class="social-share promo">')
    assert text_of(page) == WHOLE
    wrapped = "".join(f'<div class="related-text"><p>{p}</p></div>' for p in PARAGRAPHS)
    assert text_of(f"<div><h1>{TITLE}</h1>{wrapped}</div>") == WHOLE


def test_tables_that_are_layout_and_tables_of_figures():
    figures = (
        "<table><tr><th>Year</th><th>Passengers</th></tr>"
        "<tr><td>2022</td><td>4,100</td></tr><tr><td>2023</td><td>2,900</td></tr></table>"
    )
    body = "".join(f"<P>{p}" for p in PARAGRAPHS)
    layout = (
        f"<TABLE><TR><TD><A href=/a>News</A></TD><TD><H1>{TITLE}</H1>{body}</TD>"
        "<TD><A href=/s>Shop</A></TD></TR></TABLE>"
    )
    assert text_of(layout) == WHOLE
    assert "2022 | 4,100\n2023 | 2,900" in text_of(story(figures))


def test_paragraphs_of_div_elements():
    body = "".join(f'<div class="par">{p}</div>' for p in PARAGRAPHS)
    assert text_of(f"<div id=story><h1>{TITLE}</h1>{body}</div>") == WHOLE


def test_the_text_of_a_page_that_only_scripts_would_show():
    markup = "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "$$ADVERT$$"
    state = json.dumps({"page": {"content": markup, "other": "x" * 500}})
    for source in (f"state = {state};", f"push({json.dumps(state)})"):
        source = source.replace("</", "<\\/")
        page = f"<div id=root></div><script>{source}</script>"
        assert text_of(page, f"<title>{TITLE}</title>") == WHOLE


def test_reading_is_deterministic():
    page = html(story("<ul><li>One item.</li></ul>"))
    assert len({read_page(page).id for _ in range(3)}) == 1
