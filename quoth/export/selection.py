"""What is exported: a whole project, or the statements that `find` finds in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError
from quoth.model import Article, Statement

if TYPE_CHECKING:
    from quoth.store import Project

FILTERS = ("words", "speaker", "outlet", "since", "until", "mode", "type", "limit", "numbers")
"""Those of `Project.find`."""


class Selection:
    """Statements of a project, as people's judgements left them, with all that belongs to them."""

    def __init__(self, project: Project, **filters: Any):
        """Choose.

        Args:
            project: to read from.
            **filters: those of `Project.find`; none for everything.

        Raises:
            UsageError: a filter that does not exist.
        """
        odd = sorted(set(filters) - set(FILTERS))
        if odd:
            raise UsageError(
                f"there is no filter {odd[0]!r}", advice=f"one of {', '.join(FILTERS)}"
            )
        self.project = project
        self.filters = {name: value for name, value in filters.items() if value is not None}

    @property
    def everything(self) -> bool:
        """Whether nothing was left out."""
        return not self.filters

    def statements(self) -> Iterator[tuple[Statement, Article]]:
        """The statements with their articles, newest article first; one article at a time."""
        return self.project.find(**self.filters)

    def articles(self) -> Iterator[tuple[Article, tuple[Statement, ...]]]:
        """The articles with those of their statements that were chosen, in order.

        Of a whole project also the articles without statements; they come last.
        """
        seen = set()
        for article, pairs in groupby(self.statements(), key=lambda pair: pair[1]):
            seen.add(article.id)
            yield article, tuple(statement for statement, _ in pairs)
        if self.everything:
            for article in self.project.articles():
                if article.id not in seen:
                    yield article, ()
