"""Articles that the project lacks, added from the text that a file has of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError
from quoth.export.marks import ABOUT
from quoth.model import Article, Input
from quoth.store.record import Outcome, unstorable_article

if TYPE_CHECKING:
    from quoth.store import Project

FORMAT = "import"
"""Of the inputs that such articles are of: nothing was read, the text came with the marks."""


DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T[0-9:.Z+-]{1,40})?)?)?\Z", re.ASCII)
"""A date, a part of one, or a moment, in ISO form."""


def adopt(project: Project, article: Article) -> Article:
    """Add an article. It has no statements and no original; the next `quoth run` reads it.

    Args:
        project: opened to be written to.
        article: its path says in which file its text stood; it becomes the path of the input.

    Raises:
        UsageError: its text cannot be stored.
    """
    if reason := unstorable_article(article):
        raise UsageError(f"its text cannot be kept: {reason}", advice="give it as UTF-8")
    if not article.text.strip():
        raise UsageError("its text is empty", advice="give a file that has the article's text")
    given = Input(path=article.path, format=FORMAT, fingerprint=article.text_sha256, status="done")
    (kept,) = project.write([Outcome(input=given, article=article, statements=(), model=None)])
    assert kept is not None and kept.article_id is not None
    return project.article(kept.article_id)[0]


def stated(text: str, known: Mapping[str, Any], *, path: str) -> Article:
    """An article of its text and what a file says of it.

    Args:
        text: the article's.
        known: outlet, url, title, published, language as texts, authors as a list.
        path: where that stands.

    Raises:
        ValueError: a field is no text, or the day is none.
    """
    fields = {name: known.get(name) or None for name in ABOUT}
    authors = known.get("authors") or ()
    if not all(isinstance(value, str | None) for value in (*fields.values(), *authors)):
        raise ValueError("a field of the article is no text")
    if fields["published"] and not DAY.match(fields["published"]):
        raise ValueError(f"published is {fields['published']!r:.40}, which is no date")
    return Article.of(text, path=path, authors=tuple(authors), **fields)


def path_of(file: Path, id: str) -> str:
    """What an article of a file is called among the project's inputs."""
    return f"{file}#{id}"
