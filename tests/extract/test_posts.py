"""Posts shown whole in an article."""

import pytest

from quoth.extract import Extractor
from quoth.extract.posts import find_posts
from quoth.model import Article

STORY = """Gate stays open

The ministry answered its critics in a post.

The gate will stay open until spring. Captain Ferreira said the bolts are sound. \
pic.example.com/x1 https://post.example/2 — Ports Ministry 🌊 (@ports_min) March 2, 2024

The dockers' union was not convinced.

Bolts do not read posts
— Oskar Brandeis (@oskar) 3 March 2024
"""


def parts(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*p.source)], text[slice(*p.content)]) for p in find_posts(text)]


def test_a_post_is_its_words_without_links_and_its_name():
    assert parts(STORY) == [
        (
            "Ports Ministry 🌊",
            "The gate will stay open until spring. Captain Ferreira said the bolts are sound",
        ),
        ("Oskar Brandeis", "Bolts do not read posts"),
    ]


def test_two_posts_in_one_paragraph_are_two():
    text = "One. — A (@a) May 1, 2024 Two. — B (@b) May 2, 2024"
    assert parts(text) == [("A", "One"), ("B", "Two")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "— Nobody (@x) May 1, 2024",
        "The gate – old and rusty (@ 4 metres) – held.",
        "A dash — and a name (Oskar) March 2, 2024",
    ],
)
def test_what_has_another_form_is_no_post(text):
    assert find_posts(text) == []


def test_long_strings_of_dashes_and_handles_take_no_time():
    assert find_posts("— a (@" * 200_000) == []
    assert find_posts(("— a" * 1_000 + "\n") * 300) == []


def test_a_post_is_a_statement_and_holds_those_of_others():
    article = Article.of(STORY, path="story.txt")
    (statements,) = Extractor.load().predict([article])
    (post,) = [s for s in statements if s.source and s.source.text.startswith("Ports Ministry")]
    assert post.mode == "direct"
    assert post.cue is None
    assert post.nested_in is None
    overlapping = [
        s
        for s in statements
        if s.nested_in is None
        and s is not post
        and s.content.spans[0][0] < post.content.spans[-1][1]
        and s.content.spans[-1][1] > post.content.spans[0][0]
    ]
    assert overlapping == []
