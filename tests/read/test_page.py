"""What a page says about itself: title, outlet, address, date, authors, language."""

from __future__ import annotations

import json

import pytest

from quoth.model import Article, SkippedInput
from quoth.read import RawDocument, parse
from tests.read.builders import PARAGRAPHS, html, read_page, story

TITLE = "Ferry to Marrow Island to stop in June"


def ld(**fields) -> str:
    """A JSON-LD script of a news article."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def test_a_page_that_says_everything_in_json_ld():
    article = read_page(
        html(
            story(),
            ld(
                headline=TITLE,
                datePublished="2024-02-17T10:15:00+02:00",
                dateModified="2024-02-18T10:15:00+02:00",
                author=[{"@type": "Person", "name": "Ana Lund"}, {"name": "Bo Rask"}],
                publisher={"@type": "Organization", "name": "The Tidings"},
                mainEntityOfPage={"@id": "https://tidings.example/ferry"},
            ),
        )
    )
    assert article.title == TITLE
    assert article.published == "2024-02-17T10:15:00+02:00"
    assert article.published_from == "json-ld datePublished"
    assert article.authors == ("Ana Lund", "Bo Rask")
    assert article.outlet == "The Tidings"
    assert article.url == "https://tidings.example/ferry"
    assert article.language == "en"
    assert article.text == "\n\n".join([TITLE, *PARAGRAPHS])


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "datePublished": "2024-02-17",}',
        '<!-- {"@type": "NewsArticle", "datePublished": "2024-02-17"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2024-02-17"}\n//]]>',
        '{"@type": "NewsArticle", "description": "a line\nbreak", "datePublished": "2024-02-17"};',
        '{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "datePublished": '
        '"2024-02-17"}]}',
        '[{"@type": "WebSite"}, {"@type": "ReportageNewsArticle", "datePublished": "2024-02-17"}]',
        '{"@type": "NewsArticle", "datePublished": ["2024-02-17"]}',
    ],
)
def test_careless_json_ld_is_read(script):
    article = read_page(html(story(), f'<script type="application/ld+json">{script}</script>'))
    assert (article.published, article.published_from) == ("2024-02-17", "json-ld datePublished")


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 5000, '{"a": ' * 5000, "null", '"text"', "[[1]]"]
)
def test_broken_json_ld_is_passed_over(script):
    article = read_page(html(story(), f'<script type="application/ld+json">{script}</script>'))
    assert article.published is None


def test_authors_by_reference():
    nodes = [
        {"@type": "NewsArticle", "headline": TITLE, "author": {"@id": "#ana"}},
        {"@type": "Person", "@id": "#ana", "name": "Ana Lund"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": nodes})}</script>'
    assert read_page(html(story(), head)).authors == ("Ana Lund",)


def test_the_page_s_own_article_is_told_from_related_ones():
    related = ld(headline="Another story", url="https://tidings.example/other")
    own = ld(headline=TITLE, datePublished="2024-02-17", author={"name": "Ana Lund"})
    article = read_page(html(story(), related + own))
    assert (article.title, article.authors) == (TITLE, ("Ana Lund",))


@pytest.mark.parametrize(
    "page_title",
    [
        f"{TITLE} | The Tidings",
        f"{TITLE} - Harbour - The Tidings",
        f"{TITLE} — tidings.example",
        f"The Tidings: {TITLE}",
        f"{TITLE}｜The Tidings",
    ],
)
def test_the_outlet_s_name_is_no_part_of_the_title(page_title):
    head = f"<title>{page_title}</title>" + meta("og:site_name", "The Tidings")
    head += '<link rel="canonical" href="https://www.tidings.example/a/1">'
    assert read_page(html(story(), head)).title == TITLE


def test_without_a_heading_the_page_s_title_is_cut_at_the_outlet_s_name():
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    head = "<title>Budget 3.0 | Ferry stops | The Tidings</title>"
    head += meta("og:site_name", "The Tidings")
    assert read_page(html(body, head)).title == "Budget 3.0 | Ferry stops"


def test_what_most_declarations_say_is_the_title():
    head = meta("og:title", "Ferry to stop") + ld(headline="Ferry to stop")
    assert read_page(html(story(title="The Tidings Online"), head)).title == "Ferry to stop"


def test_the_form_with_punctuation_is_taken():
    heading = "<h1><span>Harbour</span> <span>Ferry to stop</span></h1>"
    body = heading + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert read_page(html(body, meta("og:title", "Harbour: Ferry to stop"))).title == (
        "Harbour: Ferry to stop"
    )


@pytest.mark.parametrize(
    ("head", "body", "published", "published_from"),
    [
        (
            meta("article:published_time", "2024-02-17T10:15:00Z"),
            "",
            "2024-02-17T10:15:00+00:00",
            "meta article:published_time",
        ),
        ('<meta name="date" content="20240217">', "", "2024-02-17", "meta date"),
        (
            "",
            '<time class="updated" datetime="2024-02-19">x</time><time datetime="2024-02-17">',
            "2024-02-17",
            "time element",
        ),
        ("", "<time>17 February 2024, 10.15</time>", "2024-02-17T10:15:00", "time element"),
        (
            '<link rel="canonical" href="https://tidings.example/2024/02/17/ferry">',
            "",
            "2024-02-17",
            "url",
        ),
        ("", '<p class="dateline">Published Feb. 17, 2024</p>', "2024-02-17", "text byline"),
        (
            "",
            '<span itemprop="datePublished" content="2024-02-17">x</span>',
            "2024-02-17",
            "itemprop datePublished",
        ),
        (
            meta("article:modified_time", "2024-02-19") + meta("article:published_time", "never"),
            '<time datetime="2024-02-17">',
            "2024-02-17",
            "time element",
        ),
    ],
)
def test_where_a_date_is_found(head, body, published, published_from):
    article = read_page(html(f"{body}{story()}", head))
    assert (article.published, article.published_from) == (published, published_from)


def test_a_date_of_the_future_is_no_date():
    article = read_page(html(story(), meta("article:published_time", "2924-02-17")))
    assert article.published != "2924-02-17"


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ('<meta name="author" content="By Ana Lund and Bo Rask">', "", ("Ana Lund", "Bo Rask")),
        ("", '<a rel="author" href="/a">Ana Lund</a>', ("Ana Lund",)),
        ("", '<p class="byline">By Ana Lund</p>', ("Ana Lund",)),
        ("", '<div class="article-author"><span>Von Ana Lund</span></div>', ("Ana Lund",)),
        (meta("article:author", "https://social.example/tidings"), "", ()),
        ('<meta name="author" content="admin">', "", ()),
        (
            ld(author="Ana Lund, staff reporter") + '<meta name="author" content="x">',
            "",
            ("Ana Lund",),
        ),
        (
            ld(author={"name": "The Tidings"}, publisher={"name": "The Tidings"}),
            '<p class="byline">By Ana Lund</p>',
            ("Ana Lund",),
        ),
        (
            ld(author={"name": "The Tidings"}, publisher={"name": "The Tidings"}),
            "",
            ("The Tidings",),
        ),
    ],
)
def test_authors(head, body, authors):
    assert read_page(html(body + story(), head)).authors == authors


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (ld(publisher={"name": "The Tidings"}) + meta("og:site_name", "Other"), "The Tidings"),
        (meta("og:site_name", "The Tidings"), "The Tidings"),
        ('<link rel="canonical" href="https://www.tidings.example/a">', "tidings.example"),
        ("", None),
    ],
)
def test_the_outlet(head, outlet):
    assert read_page(html(story(), head)).outlet == outlet


def test_the_front_page_is_not_the_address_of_an_article():
    head = '<link rel="canonical" href="https://tidings.example/">'
    head += meta("og:url", "https://tidings.example/ferry")
    assert read_page(html(story(), head)).url == "https://tidings.example/ferry"


def test_the_text_s_language_goes_before_the_template_s():
    paragraphs = "".join(
        "<p>Der Hafen wird bis Juni geschlossen, sagte die Vorsitzende des Rates am Montag, und "
        f"die Insel ist damit {n} Wochen lang nicht zu erreichen.</p>"
        for n in range(5)
    )
    assert read_page(html(paragraphs, lang="en")).language == "de"
    assert read_page(html("<p>" + "Qzw xkv plm. " * 40 + "</p>", lang="mi-NZ")).language == "mi"


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", "„Über die Brücke“, sagte sie – „und zurück“. "),
        ("windows-1251", "cp1251", "Порт закроют на ремонт, сообщила глава совета. "),
        ("Shift_JIS", "cp932", "市長は記者会見で工事の延期を発表した。"),
        ("gb2312", "gb18030", "市长在记者会上宣布工程推迟到六月。"),
        ("iso-2022-jp", "iso-2022-jp", "市長は記者会見で工事の延期を発表した。"),
        ("no-such-thing", "utf-8", "“Über” – Порт. "),
    ],
)
def test_declared_encodings(declared, encoding, text):
    markup = f'<html><head><meta charset="{declared}"></head><body><h1>{text}</h1>'
    markup += "".join(f"<p>{n}. {text * 6}</p>" for n in range(4))
    article = read_page(markup.encode(encoding))
    assert text.strip() in article.text


def test_xhtml_with_an_xml_declaration():
    page = b'<?xml version="1.0" encoding="utf-8"?>' + html(story())
    assert read_page(page).title == TITLE


@pytest.mark.parametrize(
    "damage",
    [
        lambda page: page[: page.rindex(b"</article>")],
        lambda page: page.replace(b"</p>", b""),
        lambda page: page.replace(b"<body>", b"").replace(b"</head>", b""),
        lambda page: page.replace(b"<article>", b"<article><div><span><b>"),
        lambda page: page.replace(b"</p>", b"</b></p></div>"),
        lambda page: page + b"\0\0</html></html>",
        lambda page: page.replace(b"<p>", b"<p class=a id='x' id=y =\">", 1),
        lambda page: page.upper().replace(b"UTF-8", b"utf-8"),
    ],
)
def test_broken_pages_are_read_when_the_text_is_there(damage):
    article = read_page(damage(html(story())))
    assert "LOST MONEY FOR ELEVEN YEARS" in article.text.upper()
    assert "900 NAMES" in article.text.upper()


def test_a_page_nested_deeper_than_parsers_like_gives_an_article_or_a_row():
    for tag in ("div", "b", "blockquote"):
        page = html(f"<{tag}>" * 20_000 + story() + f"</{tag}>" * 20_000)
        assert isinstance(parse(RawDocument("a", "html", page)), (Article, SkippedInput))


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"<!-- nothing -->", "empty"),
        (html(""), "no article text found in the page"),
        (html("<nav><a href='/a'>Home</a><a href='/b'>News</a></nav>"), "no article text found"),
        (html("<script>render()</script><div id='root'></div>"), "no article text found"),
    ],
)
def test_a_page_without_an_article_is_a_row(payload, reason):
    row = parse(RawDocument("a", "html", payload))
    assert isinstance(row, SkippedInput)
    assert row.reason.startswith(reason)
    assert row.advice


def test_a_publisher_in_microdata_is_the_outlet():
    marked = (
        '<span itemprop="publisher" itemscope><meta itemprop="name" content="Island Post"></span>'
    )
    assert read_page(html(story(marked))).outlet == "Island Post"
    named = '<div itemprop="publisher"><a href="/"><b itemprop="name">Island\n Post</b></a></div>'
    assert read_page(html(story(named))).outlet == "Island Post"
