"""Invented pages and files for the tests of the read stage."""

from __future__ import annotations

from quoth.model import Article, SkippedInput
from quoth.read import RawDocument, find_documents, parse

PARAGRAPHS = (
    "The ferry to Marrow Island will stop running in June, the harbour board said on Monday "
    "after a meeting that lasted until midnight.",
    "“Nobody rides it in winter,” said Tilda Okonjo, who chairs the board. She added that the "
    "boat had lost money for eleven years.",
    "Islanders disagree. The school boat has 40 passengers every morning, according to the "
    "teachers’ union, and the doctor comes over on Thursdays.",
    "The board is expected to vote again in March, and a petition with 900 names was handed in "
    "by the island council before the meeting began.",
)


def html(body: str, head: str = "", *, lang: str = "en") -> bytes:
    """A page with this head and body."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head>'
        f"<body>{body}</body></html>"
    ).encode()


def story(*extra: str, title: str = "Ferry to Marrow Island to stop in June") -> str:
    """An article's markup: the headline, four paragraphs, `extra` after the second."""
    first, second, *rest = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    return f"<article><h1>{title}</h1>{first}{second}{''.join(extra)}{''.join(rest)}</article>"


def read_page(payload: bytes, path: str = "page.html") -> Article:
    """The article of a page; fails if it is skipped."""
    found = parse(RawDocument(path, "html", payload))
    assert isinstance(found, Article), found
    return found


def found_in(*paths, **options) -> list[RawDocument | SkippedInput]:
    """All that `find_documents` finds."""
    return list(find_documents(paths, **options))


def rows(found) -> list[SkippedInput]:
    """The skipped inputs among what was found."""
    return [each for each in found if isinstance(each, SkippedInput)]
