"""The articles as references: what both BibTeX and RIS are written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.export.selection import Selection
from quoth.model import Article

LOST = ("statements: these formats are lists of articles",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An article as a work to cite."""

    article: Article
    accessed: str | None
    """The day of its last capture, where the project knows it."""
    statements: int


def references(selection: Selection) -> Iterator[Reference]:
    """The articles of a selection, newest first."""
    for article, statements in selection.articles():
        seen = [
            capture.captured or capture.read_at
            for version in selection.project.versions(article.id)
            if version.article.id == article.id
            for capture in version.captures
        ]
        yield Reference(
            article=article,
            accessed=max(seen)[:10] if seen else None,
            statements=len(statements),
        )
