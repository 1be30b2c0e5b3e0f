"""Posts shown whole: speaker, medium and day from the signature."""

import pytest

from quoth.model import Article, Content, Piece, Statement, statement_id
from quoth.resolve import resolve


def post(text: str, words: str, name: str, *, mode="direct") -> Statement:
    article = Article.of(text, path="story.txt", published="2024-05-01")
    content, source = ((text.index(p), text.index(p) + len(p)) for p in (words, name))
    (found,) = resolve(
        article,
        [
            Statement(
                id=statement_id(article.id, (content,), None, source),
                article_id=article.id,
                mode=mode,
                type="assertion",
                content=Content(spans=(content,), text=words),
                cue=None,
                source=Piece(span=source, text=name),
                nested_in=None,
                confidence=0.9,
            )
        ],
    )
    return found


@pytest.mark.parametrize("day", ["March 2, 2024", "2 March 2024"])
def test_a_post_has_its_own_day_and_medium(day):
    found = post(f"Gate\n\nBolts hold. — Ana Lopez (@ana) {day}\n", "Bolts hold", "Ana Lopez")
    assert (found.medium, found.said_on) == ("post", "2024-03-02")
    assert [s.name for s in found.speakers] == ["Ana Lopez"]
    assert {g.field: g.reason for g in found.grounds}["said_on"] == "stated: the post's own date"


def test_an_impossible_day_is_left_out():
    found = post("Gate\n\nBolts hold. — Ana (@ana) March 42, 2024\n", "Bolts hold", "Ana")
    assert (found.medium, found.said_on) == ("post", None)


def test_a_name_without_a_handle_is_no_signature():
    found = post("Gate\n\nBolts hold. — Ana Lopez, March 2, 2024\n", "Bolts hold", "Ana Lopez")
    assert found.medium is None
