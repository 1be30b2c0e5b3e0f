"""Labelled texts as windows of word pieces, drawn anew each epoch."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quoth.extract.encode import encode
from training.labels import ROLE_TAGS, Labelled, Level
from training.recast import recasts


@dataclass(frozen=True, slots=True)
class Example:
    """One window.

    Attributes:
        ids, features: as in `Encoding`, without special tokens.
        outer, inner: see `Labelled`, with places within the window.
        contents: (first, last) of each content in which the inner level is known.
        soft: float16 (n, 7) or None.
    """

    ids: np.ndarray
    features: np.ndarray
    outer: Level
    inner: Level | None
    contents: tuple[tuple[int, int], ...]
    soft: np.ndarray | None


def epoch(
    articles: list[list[Labelled]],
    rng: random.Random,
    tokenizer,
    *,
    length: int,
    fragments: float = 0.0,
    recast: float = 0.0,
) -> Iterator[Example]:
    """The examples of one epoch: windows with a random phase, and some sentences apart.

    Args:
        articles: for each its readings, of which one is drawn.
        length: most pieces in a window, special tokens not counted.
        fragments: share of sentences with an attribution that are shown once more as
            a fragment (no stop, small first letter, sometimes "that" in front), as
            a content is read by itself.
        recast: share of plain statements that are shown once more in another form,
            see `training.recast`.
    """
    for readings in articles:
        article = rng.choice(readings)
        n = len(article.outer.tags)
        paragraphs = article.encoding.paragraphs
        at = 0
        limit = rng.randint(length // 3, length)
        while at < n:
            cut = min(n, at + limit)
            if cut < n:
                cut = _boundary(paragraphs, article.ends, at, cut)
            yield _cut(article, at, cut)
            at, limit = cut, length
        if fragments:
            yield from _fragments(article, rng, tokenizer, fragments)
        if recast:
            for other in recasts(article, rng, tokenizer, recast):
                yield _cut(other, 0, min(length, len(other.outer.tags)))


def _boundary(paragraphs: np.ndarray, ends: np.ndarray, at: int, cut: int) -> int:
    for place in range(cut, at + (cut - at) // 3, -1):
        if paragraphs[place] != paragraphs[place - 1]:
            return place
    for place in range(cut, at + (cut - at) // 3, -1):
        if ends[place - 1]:
            return place
    return cut


def _cut(article: Labelled, start: int, end: int) -> Example:
    outer = _cut_level(article.outer, start, end)
    inner = article.inner and _cut_level(article.inner, start, end)
    return Example(
        article.encoding.ids[start:end].astype(np.int64),
        article.encoding.features[start:end].astype(np.int64),
        outer,
        inner,
        tuple(_contents(outer.tags)) if inner else (),
        None if article.soft is None else article.soft[start:end],
    )


def _cut_level(level: Level, start: int, end: int) -> Level:
    tags = level.tags[start:end].copy()
    if len(tags) and tags[0] and tags[0] % 2 == 0:
        tags[0] -= 1  # a span cut at the window's edge begins there
    return Level(
        tags,
        tuple(
            (a - start, b - start) for a, b in level.to_cue if start <= a < end and start <= b < end
        ),
        tuple(
            (a - start, b - start if b >= 0 else -1)
            for a, b in level.to_source
            if start <= a < end and (b < 0 or start <= b < end)
        ),
    )


def _contents(tags: np.ndarray) -> Iterator[tuple[int, int]]:
    begin, inside = ROLE_TAGS["content"]
    for first in np.flatnonzero(tags == begin).tolist():
        last = first + 1
        while last < len(tags) and tags[last] == inside:
            last += 1
        if last - first > 2:
            yield first, last


_STOP = re.compile(r"[.!?,;\"”'’\s]*$")


def _fragments(article: Labelled, rng: random.Random, tokenizer, share: float) -> Iterator[Example]:
    """Sentences with an attribution wholly inside them, dressed as content."""
    all_tags = article.outer.tags
    bounds = [0, *(np.flatnonzero(article.ends) + 1).tolist(), len(all_tags)]
    paragraphs, offsets = article.encoding.paragraphs, article.encoding.offsets
    for low, high in itertools.pairwise(bounds):
        if high - low < 5 or high - low > 100 or rng.random() > share:
            continue
        if paragraphs[low] != paragraphs[high - 1]:
            continue
        tags = all_tags[low:high]
        if not (tags == ROLE_TAGS["cue"][0]).any() or (tags[0] and tags[0] % 2 == 0):
            continue
        if high < len(all_tags) and all_tags[high] and all_tags[high] % 2 == 0:
            continue
        text = _STOP.sub("", article.text[offsets[low, 0] : offsets[high - 1, 1]])
        lead = "that " if rng.random() < 0.5 else ""
        if rng.random() < 0.5:
            text = text[:1].lower() + text[1:]
        encoding = encode(lead + text, tokenizer, headline=False)
        extra = 1 if lead else 0
        size = len(encoding.ids) - extra
        if size > high - low or not np.array_equal(
            encoding.ids[extra:], article.encoding.ids[low : low + size]
        ):
            continue
        piece = _cut_level(article.outer, low, low + size)
        yield Example(
            encoding.ids.astype(np.int64),
            encoding.features.astype(np.int64),
            Level(
                np.concatenate([np.zeros(extra, np.int64), piece.tags]),
                tuple((a + extra, b + extra) for a, b in piece.to_cue),
                tuple((a + extra, b + extra if b >= 0 else -1) for a, b in piece.to_source),
            ),
            None,
            (),
            None,
        )
