"""A fake model: what stands around the model is tested on words that anybody can check.

It can be pickled by name, so that worker processes find it too.
"""

from __future__ import annotations

import re

from quoth.model import (
    Article,
    Content,
    Link,
    Piece,
    Speaker,
    Statement,
    content_id,
    pieces_text,
    statement_id,
)

SAID = re.compile(r'"([^"\n]{1,500})" (said) ([A-Z][a-z]{1,40} [A-Z][a-z]{1,40})')


class FakeExtractor:
    """Finds `"content" said First Last` and nothing else; gives the last one first."""

    version = "fake-1"

    @classmethod
    def load(cls, folder=None, *, fast=False) -> FakeExtractor:
        return cls()

    def predict(self, articles):
        for article in articles:
            if "BREAK THE MODEL" in article.text:
                raise ValueError("this text breaks the fake model")
        return [tuple(self._statements(article)) for article in articles]

    def _statements(self, article):
        for match in reversed(list(SAID.finditer(article.text))):
            yield statement(
                article, content=[match.span(1)], cue=match.span(2), source=match.span(3)
            )


def statement(
    article: Article, *, content, cue=None, source=None, name=None, link=None, **fields
) -> Statement:
    """A statement of an article from its spans; the source's words are the speaker's name."""

    def piece(span):
        return Piece(span=span, text=article.text[slice(*span)]) if span else None

    content = tuple(content)
    name = name or (article.text[slice(*source)] if source else None)
    speakers = ()
    if name:
        id = content_id("actor", article.id, name)
        speakers = (Speaker(id=id, name=name, kind="person", role="harbour commissioner"),)
    return Statement(
        id=statement_id(article.id, content, cue, source),
        article_id=article.id,
        mode=fields.pop("mode", "direct"),
        type=fields.pop("type", "assertion"),
        content=Content(spans=content, text=pieces_text(article.text, content)),
        cue=piece(cue),
        source=piece(source),
        speakers=fields.pop("speakers", speakers),
        chain=(Link(name=article.text[slice(*link)], kind="outlet", span=link),) if link else (),
        confidence=fields.pop("confidence", 0.875),
        **fields,
    )


def span(article: Article, words: str) -> tuple[int, int]:
    """Where words stand in an article."""
    start = article.text.index(words)
    return start, start + len(words)


def unresolved(article, statements):
    """Instead of `quoth.resolve.resolve`: leaves all as it is."""
    return tuple(statements)


def supported(article):
    """Instead of `quoth.extract.unsupported`: every article but those in Esperanto."""
    return "Esperanto is not supported" if article.text.startswith("Ĉu") else None
