"""The pages are what the documentation says of them, and the reader keeps what they say."""

from __future__ import annotations

import re
import tomllib

import pytest

from examples.build_gold import EXAMPLES
from tests.examples.conftest import PAGES


def markup(name: str) -> str:
    return (EXAMPLES / "pages" / f"{name}.html").read_text(encoding="utf-8")


def test_as_many_pages_and_outlets_as_promised(meta):
    assert len(PAGES) == 18
    assert len({entry["outlet"] for entry in meta.values()}) == 12


def test_text_pages_and_pages_in_two_languages(meta):
    assert len(list((EXAMPLES / "pages").glob("*.txt"))) == 3
    assert {entry["language"] for entry in meta.values()} == {"en", "fr"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_length_of_a_news_article(name, articles):
    assert 130 <= len(articles[name].text.split()) <= 600


@pytest.mark.parametrize("name", PAGES)
def test_title_day_and_language_are_read(name, articles, meta):
    article, wanted = articles[name], meta[name]
    assert article.title == wanted["title"]
    assert article.language == wanted["language"]
    if not article.path.endswith(".txt"):
        assert article.published[:10] == wanted["published"][:10]


@pytest.mark.parametrize(
    ("name", "present", "absent"),
    [
        ("harbour-ledger-gate-open", r"application/ld\+json", r"itemprop"),
        ("anselm-metro-never", r"<time datetime=", r"ld\+json|published_time|itemprop"),
        ("vessaly-today-cleared", r"itemprop=\"articleBody\"", r"ld\+json|og:|<time"),
        ("ostmere-courier-fire", r"canonical\" href=\"[^\"]*/2025/01/16/", r"ld\+json|<time|date"),
        ("far-lantern-count", r"dcterms\.date", r"ld\+json|<time|published_time"),
        ("ministry-statement", r"DC\.date\.issued", r"ld\+json|<time|published_time"),
        ("weathercock-door", r"article:published_time", r"ld\+json|<time"),
        ("inland-gazette-wire", r"<TABLE", r"</P>|</HTML>"),
        ("le-fanal-silence", r"\"@graph\"", r"<time|published_time"),
    ],
)
def test_each_outlet_has_its_own_markup(name, present, absent):
    assert re.search(present, markup(name))
    assert not re.search(absent, markup(name))


def test_every_html_page_has_clutter_that_is_not_its_text():
    for path in (EXAMPLES / "pages").glob("*.html"):
        assert re.search(r"(?i)<nav|menu|tabs|bar\"|crumbs|donate", markup(path.stem)), path.name


def test_list_items_and_block_quotations_are_read(articles):
    assert "No official of the Ministry telephoned" in articles["ministry-statement"].text
    assert "The harbour master shall close the gate" in articles["ministry-statement"].text
    assert "Make it 90, says an economist." in articles["skimmer-five-things"].text


def test_the_readme_names_every_page_and_outlet(meta):
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for name, entry in meta.items():
        assert f"| {name} |" in readme
        assert f"| {entry['outlet']} |" in readme


def test_nobody_in_the_cast_is_silent():
    gold = EXAMPLES / "gold"
    cast = tomllib.loads((gold / "cast.toml").read_text(encoding="utf-8"))
    others = "".join(
        path.read_text(encoding="utf-8") for path in gold.glob("*.toml") if path.stem != "cast"
    )
    assert [key for key in cast if f'"{key}"' not in others] == []
