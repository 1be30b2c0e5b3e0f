"""Who wrote an article: names from JSON-LD, meta tags and byline elements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import TYPE_CHECKING

from quoth.read import structured
from quoth.read.blocks import collapse, squeeze

if TYPE_CHECKING:
    from quoth.read.page import Page

BY = re.compile(
    r"^(?:(?:written |text |words |story |article |report |photos? )?by|von|vom|par|por|di|da|"
    r"de|door|av|af|tekst|text|texto|autor(?:in|es)?|author|skrevet av|kirjoittaja|автор|"
    r"автори|redaktion)\b\s{0,3}:?\s{1,3}",
    re.IGNORECASE,
)
TITLE = re.compile(r"\s+(?:기자|記者|记者)$")
"""A profession that is written after every name."""

BETWEEN = re.compile(
    r"\s*[,;|•·]\s*|\s/\s|\s+(?:and|und|et|y|e|og|och|en|i|a|ja|ve|és|и|та)\s+|\s+&\s+",
    re.IGNORECASE,
)
"""What separates two names."""

NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|administrator|editor|editors|staff|author|unknown|none|null"
    r"|facebook|twitter|guest|user|test|webmaster|redacción|redazione)$",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist|writer|professor|professorius|redakteur(?:in)?"
    r"|korrespondent(?:in)?|staff|contributor|columnist|director|university|journaliste)\b",
    re.IGNORECASE,
)
BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|by|author|authors|autor|autoren|auteur|auteurs|autore|writer|reporter"
    r"|journalist|creator|signature|firma)(?:[\s_-]{0,2}(?:name|names|link|title|text|info|label))?"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
MARKED = "//*[contains(@rel, 'author') or contains(@itemprop, 'author')]"
MAX_AUTHORS = 30


def page_authors(page: Page) -> tuple[str, ...]:
    """The names of a page's authors in the order of its byline.

    The first kind of declaration that names a person wins; the outlet as its own author is
    given only if nothing else is.
    """
    index = structured.by_id(page.nodes)
    stated = list(structured.names_of(page.node.get("author"), index))
    stated += list(structured.names_of(page.node.get("creator"), index)) if not stated else []
    tags = [text for name in AUTHOR_META for text in page.meta.get(name, ())]
    sources = (
        lambda: stated,
        lambda: tags,
        lambda: _linked_names(page),
        lambda: _byline_names(page),
    )
    outlets = page.site_names
    fallback: tuple[str, ...] = ()
    for source in sources:
        names = names_in(source())
        own = tuple(n for n in names if not _is_outlet(n, outlets))
        if own:
            return own
        fallback = fallback or names
    return fallback


AUTHOR_META = (
    "author",
    "article:author",
    "og:article:author",
    "article:author_name",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "byl",
    "cxenseparse:author",
)


def names_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Single names out of bylines: split, without "By", roles and addresses."""
    found: dict[str, str] = {}
    for text in texts:
        line = BY.sub("", collapse(unescape(text)))
        if len(line) > 300 or NO_NAME.search(line):
            continue
        for name in BETWEEN.split(line):
            name = TITLE.sub("", BY.sub("", name)).strip(" .:-–—*\"'")
            if not 1 < len(name) <= 60 or NO_NAME.search(name) or len(name.split()) > 6:
                continue
            if found and ROLE.search(name):
                continue
            found.setdefault(squeeze(name), name)
    found.pop("", None)
    return tuple(found.values())[:MAX_AUTHORS]


def _is_outlet(name: str, outlets: set[str]) -> bool:
    squeezed = squeeze(name)
    return len(squeezed) > 2 and any(
        squeezed in outlet or outlet in squeezed for outlet in outlets if len(outlet) > 2
    )


def _linked_names(page: Page) -> list[str]:
    """Elements that are marked as the author."""
    found = []
    for element in page.tree.xpath(
        "//*[contains(@rel, 'author') or contains(@itemprop, 'author')]"
    ):
        marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split()
        if "author" in marks:
            text = collapse(element.text_content())
            if 0 < len(text) < 100:
                found.append(text)
    return found


def _byline_names(page: Page) -> list[str]:
    """The first element that is called a byline."""
    for element in page.tree.iter("a", "span", "p", "div", "address", "li", "strong", "h3", "h4"):
        name = f"{element.get('class') or ''} {element.get('data-testid') or ''}"
        if element.tag == "address" or BYLINE_CLASS.search(name):
            text = collapse(element.text_content()[:400])
            if 2 < len(text) < 100 and not re.search(r"\d{2}[:.]\d{2}", text):
                return [text]
    return []
