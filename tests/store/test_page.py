"""Which URLs are of one page."""

from __future__ import annotations

import pytest

from quoth.store.page import page_of

PLAIN = "post.example/2024/levy"


@pytest.mark.parametrize(
    "url",
    [
        "https://post.example/2024/levy",
        "http://www.post.example/2024/levy/",
        "https://post.example:443/2024/levy#comments",
        "https://POST.example/2024/levy?utm_source=x&utm_medium=y",
        "https://post.example/2024/levy?fbclid=abc&gclid=1&ref=home",
        "https://web.archive.org/web/20240501120000/https://post.example/2024/levy",
        "https://web.archive.org/web/20240501120000id_/http:/www.post.example/2024/levy?CMP=share",
    ],
)
def test_one_page(url):
    assert page_of(url) == PLAIN


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://post.example/levy?id=7&page=2", "post.example/levy?id=7&page=2"),
        ("https://post.example/levy?page=2&id=7", "post.example/levy?id=7&page=2"),
        ("https://post.example/?p=12", "post.example?p=12"),
        ("https://post.example:8080/levy", "post.example:8080/levy"),
        ("https://post.example/Levy", "post.example/Levy"),
    ],
)
def test_what_tells_pages_apart_stays(url, page):
    assert page_of(url) == page


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "levy",
        "ftp://post.example/a",
        "mailto:a@b.example",
        "https://post.example/",
        "https://post.example?utm_source=x",
        "https://post.example:99999999/levy",
        "https:///levy",
        "http://[bad",
    ],
)
def test_what_names_no_page(url):
    assert page_of(url) is None
