"""Which article of the project a document is of: by its id, its text's hash or its address.

The articles are looked through once for each import, not once for each document.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from quoth.errors import UsageError
from quoth.imports import Document
from quoth.model import Article, Statement, text_hash

if TYPE_CHECKING:
    from quoth.store import Project

Found = tuple[Article, tuple[Statement, ...]]


class Finder:
    """The articles of a project by what a file may say of them."""

    def __init__(self, project: Project):
        self.project = project

    @cached_property
    def _places(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Ids of articles by the hash of their text, and by their address."""
        by_hash, by_url = defaultdict(list), defaultdict(list)
        for id, sha, url in self.project.places():
            by_hash[sha].append(id)
            if url:
                by_url[url].append(id)
        return by_hash, by_url

    def article(self, document: Document) -> Found | None:
        """The article of a document with its statements as they are now; None if there is none.

        Raises:
            UsageError: it may be several.
        """
        if document.article is not None and (found := self.of_id(document.article)):
            return found
        by_hash, by_url = self._places
        if document.text is not None:
            ids = by_hash.get(text_hash(document.text), [])
        else:
            ids = by_url.get(document.url or "", [])
        if len(ids) > 1:
            raise UsageError(
                f"it may be any of {len(ids)} articles: {', '.join(ids[:5])}",
                advice="name the file article-ID, as `quoth export` does, or give the id in it",
            )
        return self.project.article(ids[0]) if ids else None

    def of_id(self, id: str) -> Found | None:
        """The article of an id, whole and nothing else; None if there is none."""
        # A whole id and nothing else: it is a hash of the text, so that positions can be trusted.
        try:
            found = self.project.article(id)
        except UsageError:
            return None
        return found if found[0].id == id else None

    def added(self, article: Article) -> None:
        """The project has one more."""
        by_hash, by_url = self._places
        if article.id not in by_hash[article.text_sha256]:
            by_hash[article.text_sha256].append(article.id)
            if article.url:
                by_url[article.url].append(article.id)
