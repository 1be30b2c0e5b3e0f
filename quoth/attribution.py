"""Articles in, statements out, without a project: what `quoth extract` and `quoth.extract` share.

extract and resolve run over batches of articles, here or in several processes; results come in
the order of the articles, as soon as they can.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from quoth.model import Article, SkippedInput, Statement

if TYPE_CHECKING:
    from quoth.extract import Extractor

Found = tuple[Statement, ...] | SkippedInput

BATCH_ARTICLES = 8
BATCH_CHARACTERS = 40_000
"""A batch ends at whichever comes first: what a process is given at once."""

FEW = 2
"""Batches up to which starting processes costs more than it saves."""


def attribute(
    articles: Iterable[Article],
    *,
    load: Callable[[], Extractor] | None = None,
    workers: int | None = None,
) -> Iterator[tuple[Article, Found]]:
    """The statements of each article, their sources resolved, in order of appearance.

    Args:
        articles: any number, also endless: at most a few batches are held at once.
        load: makes the extractor, once a process; for several processes it must be
            picklable. Without it the model that is shipped is loaded.
        workers: processes. None: one a core, or this one alone when the articles are few.

    Yields:
        Each article with its statements, or with the reason why it was skipped: a
        language the model does not know, or an error with this one article.

    Raises:
        ModelError: the model cannot be used.
        UsageError: fewer than one worker.
    """
    # Imported here too, so that a broken installation is one error and not a row an article.
    import quoth.extract
    import quoth.resolve  # noqa: F401
    from quoth.engine import Failure, local_engine

    batches = batched(articles)
    if workers is None:
        first = list(islice(batches, FEW))
        workers = 1 if len(first) < FEW else None
        batches = chain(first, batches)
    at_work: deque[list[Article]] = deque()

    def handed_out() -> Iterator[list[Article]]:
        for batch in batches:
            at_work.append(batch)
            yield batch

    engine = local_engine(workers)
    try:
        for results in engine.map(found_in, handed_out(), prepare=load or shipped_extractor):
            for article, found in zip(at_work.popleft(), results, strict=True):
                if isinstance(found, Failure):
                    found = SkippedInput(
                        path=article.path,
                        reason=f"extraction failed: {found.reason}",
                        advice=found.advice or "report it with the article",
                    )
                yield article, found
    finally:
        engine.close()


def found_in(extractor: Extractor, articles: Sequence[Article]) -> list[Found]:
    """extract and resolve for one batch.

    Each article is predicted by itself: a quantized model gives slightly other figures in other
    company, and an article's statements must not depend on its neighbours.
    """
    from quoth.extract import unsupported
    from quoth.resolve import resolve

    found: list[Found] = []
    for article in articles:
        if reason := unsupported(article):
            advice = "leave it out, or see it with 'quoth read'"
            found.append(SkippedInput(path=article.path, reason=reason, advice=advice))
            continue
        (statements,) = extractor.predict([article])
        found.append(in_order(resolve(article, statements)))
    return found


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements by where they begin; of two at one place the longer comes first."""

    def place(statement: Statement) -> tuple:
        pieces = [piece.span for piece in (statement.source, statement.cue) if piece]
        spans = [*statement.content.spans, *pieces]
        start = min((start for start, _ in spans), default=0)
        end = max((end for _, end in spans), default=0)
        return start, -end, statement.content.spans, statement.id

    return tuple(sorted(statements, key=place))


def shipped_extractor(folder: str | None = None, *, fast: bool = False) -> Extractor:
    """The extractor with the weights that come with Quoth, or with those in a folder.

    `fast` reads with half of the network's layers.
    """
    from quoth.extract import Extractor

    return Extractor.load(folder, fast=fast)


def batched(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in batches of `BATCH_ARTICLES`, fewer when they are long."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if len(batch) >= BATCH_ARTICLES or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
