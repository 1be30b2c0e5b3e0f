from __future__ import annotations

import io

import pytest
from rich.console import Console

from quoth.cli.tables import (
    articles_table,
    count,
    depths,
    found_table,
    heading,
    print_statements,
    statements_table,
)
from quoth.model import Article, Link, Speaker
from tests.fake import span, statement

WIDTHS = [60, 80, 100, 120, 200]


def shown(thing, width):
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False)
    console.print(thing)
    return console.file.getvalue()


@pytest.fixture
def article():
    return Article.of(
        'The levy will rise, "as it must, for all of us and for the harbour that feeds us and '
        'our children and theirs", the commissioner told the Calder Post. Pike promised '
        "a quay. Nobody answered.",
        path="archive/2024/05/calder-post-harbour-levy.html",
        outlet="Calder Post",
        title="Harbour levy [bold]to rise[/bold]",
        authors=("Ana Weir",),
        published="2024-05-12T08:00:00+02:00",
        language="en",
    )


@pytest.fixture
def statements(article):
    outer = statement(
        article,
        content=[span(article, "The levy will rise"), span(article, '"as it must')],
        cue=span(article, "told"),
        source=span(article, "the commissioner"),
        mode="mixed",
        speakers=(
            Speaker(id="1", name="Mira Tolland", kind="person", role="harbour commissioner"),
            Speaker(id="2", name="Joren Pike", kind="person"),
        ),
        said_on="2024-05-11",
        medium="interview",
    )
    nested = statement(
        article,
        content=[span(article, "a quay")],
        cue=span(article, "promised"),
        source=span(article, "Pike"),
        speakers=(),
        type="perception",
        nested_in=outer.id,
        confidence=1.0,
    )
    bare = statement(article, content=[span(article, "Nobody answered")], confidence=0.0)
    return [outer, nested, bare]


@pytest.mark.parametrize("width", WIDTHS)
def test_tables_fit_the_terminal(article, statements, width):
    pairs = [(s, article) for s in statements]
    for table in (
        statements_table(statements, width),
        found_table(pairs, width),
        articles_table([article], width),
        heading(article, width),
    ):
        text = shown(table, width)
        assert max(map(len, text.splitlines())) <= width
        assert "\x1b" not in text


@pytest.mark.parametrize("width", [80, 120])
def test_who_cue_what_kind_confidence_are_whole(article, statements, width):
    text = " ".join(shown(statements_table(statements, width), width).split())
    for words in (
        "Mira Tolland",
        "Joren Pike",
        "harbour",
        "commissioner",
        "told",
        "assertion",
        "perception",
        "mixed",
        "0.88",
        "1.00",
        "interview",
        "2024-05-11",
        "↳ ⟨Pike⟩",
        "—",
    ):
        assert words in text


def test_the_chain_is_named(article, statements):
    import dataclasses

    link = Link(name="Calder Post", kind="outlet", span=span(article, "Calder Post"))
    relayed = dataclasses.replace(statements[0], chain=(link,))
    assert "via Calder Post" in shown(statements_table([relayed], 80), 80)
    assert "via Calder Post" in shown(found_table([(relayed, article)], 80), 80)


def test_long_content_is_cut_with_an_ellipsis(article):
    s = statement(article, content=[(0, len(article.text))])
    text = shown(statements_table([s], 80), 80)
    assert "…" in text and "Nobody answered" not in text


def test_where_names_outlet_day_and_the_beginning_of_the_id(article, statements):
    text = shown(found_table([(statements[0], article)], 80), 80)
    assert "Calder Post" in text and f"2024-05-12 {article.id[:7]}" in " ".join(text.split())


def test_markup_in_a_title_is_text(article):
    assert "[bold]to rise[/bold]" in shown(heading(article, 80), 80)


def test_an_article_without_statements_says_so(article):
    console = Console(file=io.StringIO(), width=80)
    print_statements(console, article, [])
    assert "Nobody is quoted." in console.file.getvalue()


def test_depths_follow_nesting_and_survive_a_circle(article, statements):
    import dataclasses

    outer, nested, bare = statements
    assert list(depths(statements).values()) == [0, 1, 0]
    circle = [dataclasses.replace(outer, nested_in=nested.id), nested]
    assert set(depths(circle)) == {outer.id, nested.id}
    missing = dataclasses.replace(nested, nested_in="elsewhere")
    assert depths([missing, bare]) == {missing.id: 0, bare.id: 0}


def test_count():
    assert [count(n, "article") for n in (0, 1, 2400)] == [
        "0 articles",
        "1 article",
        "2,400 articles",
    ]
