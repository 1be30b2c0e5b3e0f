"""Marked texts as compare reads them: the article with its resolved statements."""

from __future__ import annotations

from quoth.model import Article, Statement
from quoth.resolve import resolve
from tests.resolve.marked import marked


def resolved(
    text: str, *, types: dict[int, str] | None = None, **fields
) -> tuple[Article, tuple[Statement, ...]]:
    """The article and the resolved statements of a marked text."""
    article, statements = marked(text, types=types, **fields)
    return article, resolve(article, statements)
