"""resolve: the source spans of an article's statements become actors.

Rules over the text, no model: `layout` (words, sentences), `names` (mentions),
`cast` (actors), `phrase` (a source taken apart), `coreference` (whom it stands
for), `chain`, `when`, `medium`. See docs/resolve.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoth.model import Article, Statement

__all__ = ["resolve"]


def resolve(article: Article, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Fill speakers, chain, addressee, medium and date said, each with its ground.

    Args:
        article: the article the statements' offsets index.
        statements: of that article, in any order.

    Returns:
        The same statements in the same order with the same ids. What is not known
        stays empty or None. The same input gives the same output on every machine.
    """
    # The words and the names of this folder are asked for where nothing is resolved.
    from quoth.resolve.resolving import resolved

    return resolved(article, statements)
