"""PolNeAR as windows of word pieces with gold tags and links."""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quoth.evaluate.gold import GoldArticle
from quoth.extract.decode import TAGS
from quoth.extract.encode import Encoding, encode
from quoth.extract.windows import sentence_ends

ROLE_TAGS = {
    role: (TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}"))
    for role in ("source", "cue", "content")
}


@dataclass(frozen=True, slots=True)
class Example:
    """One window: pieces, features, tags, and the first piece of each link's target.

    Attributes:
        ids, features: as in `Encoding`, without special tokens.
        tags: int64 (n,).
        to_cue: list of (content piece, first piece of its cue).
        to_source: list of (first piece of a cue, first piece of its source or -1).
    """

    ids: np.ndarray
    features: np.ndarray
    tags: np.ndarray
    to_cue: tuple[tuple[int, int], ...]
    to_source: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An encoded article with gold tags and links over its pieces."""

    text: str
    encoding: Encoding
    tags: np.ndarray
    to_cue: tuple[tuple[int, int], ...]
    to_source: tuple[tuple[int, int], ...]
    ends: np.ndarray


def label(gold: GoldArticle, tokenizer) -> Labelled:
    """Project gold spans onto word pieces.

    Spans are trimmed to their first and last letter or digit: annotators were not of
    one mind about punctuation at the ends, and no metric counts it.
    """
    text = gold.article.text
    encoding = encode(text, tokenizer)
    starts, ends = encoding.offsets[:, 0], encoding.offsets[:, 1]
    tags = np.zeros(len(starts), dtype=np.int64)

    def pieces(span: tuple[int, int]) -> tuple[int, int] | None:
        low, high = span
        while low < high and not text[low].isalnum():
            low += 1
        while high > low and not text[high - 1].isalnum():
            high -= 1
        first = int(np.searchsorted(ends, low, side="right"))
        last = int(np.searchsorted(starts, high, side="left"))
        return (first, last) if first < last else None

    def paint(role: str, span: tuple[int, int]) -> int | None:
        found = pieces(span)
        if found is None:
            return None
        begin, inside = ROLE_TAGS[role]
        tags[found[0] : found[1]] = inside
        tags[found[0]] = begin
        return found[0]

    to_cue, to_source = [], []
    for statement in gold.statements:
        cue = paint("cue", statement.cue) if statement.cue else None
        sources = [paint("source", span) for span in statement.source]
        contents = [paint("content", span) for span in statement.content]
        if cue is None:
            continue
        to_cue += [(c, cue) for c in contents if c is not None]
        first = next((s for s in sources if s is not None), None)
        to_source.append((cue, -1 if first is None else first))
    return Labelled(
        text, encoding, tags, tuple(to_cue), tuple(to_source), sentence_ends(text, encoding.offsets)
    )


def articles_by_id(gold: list[GoldArticle], tokenizer) -> list[list[Labelled]]:
    """For each article its readings, one an annotator."""
    readings: dict[str, list[Labelled]] = defaultdict(list)
    for one in gold:
        readings[one.article.id].append(label(one, tokenizer))
    return list(readings.values())


def epoch(
    articles: list[list[Labelled]], rng: random.Random, tokenizer, *, length: int, fragments: float
) -> Iterator[Example]:
    """The examples of one epoch: windows with a random phase, and some bare sentences.

    Args:
        articles: see `articles_by_id`; of several readings one is drawn.
        length: most pieces in a window, special tokens not counted.
        fragments: share of sentences with an attribution that are shown once more as
            a fragment (no stop, small first letter, sometimes "that" in front), as
            the second pass sees them inside a content.
    """
    for readings in articles:
        article = rng.choice(readings)
        n = len(article.tags)
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


def _boundary(paragraphs: np.ndarray, ends: np.ndarray, at: int, cut: int) -> int:
    for place in range(cut, at + (cut - at) // 3, -1):
        if paragraphs[place] != paragraphs[place - 1]:
            return place
    for place in range(cut, at + (cut - at) // 3, -1):
        if ends[place - 1]:
            return place
    return cut


def _cut(article: Labelled, start: int, end: int) -> Example:
    tags = article.tags[start:end].copy()
    if len(tags) and tags[0] and tags[0] % 2 == 0:
        tags[0] -= 1  # a span cut at the window's edge begins there
    inside = [
        (a - start, b - start) for a, b in article.to_cue if start <= a < end and start <= b < end
    ]
    sources = [
        (a - start, b - start if b >= 0 else -1)
        for a, b in article.to_source
        if start <= a < end and (b < 0 or start <= b < end)
    ]
    return Example(
        article.encoding.ids[start:end].astype(np.int64),
        article.encoding.features[start:end].astype(np.int64),
        tags,
        tuple(inside),
        tuple(sources),
    )


_STOP = re.compile(r"[.!?,;\"”'’\s]*$")


def _fragments(article: Labelled, rng: random.Random, tokenizer, share: float) -> Iterator[Example]:
    """Sentences with an attribution wholly inside them, dressed as content."""
    bounds = [0, *(np.flatnonzero(article.ends) + 1).tolist(), len(article.tags)]
    paragraphs, offsets = article.encoding.paragraphs, article.encoding.offsets
    for low, high in itertools.pairwise(bounds):
        if high - low < 5 or high - low > 100 or rng.random() > share:
            continue
        if paragraphs[low] != paragraphs[high - 1]:
            continue
        tags = article.tags[low:high]
        if not (tags == ROLE_TAGS["cue"][0]).any() or (tags[0] and tags[0] % 2 == 0):
            continue
        if high < len(article.tags) and article.tags[high] and article.tags[high] % 2 == 0:
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
        piece = _cut(article, low, low + size)
        features = encoding.features.astype(np.int64)
        yield Example(
            encoding.ids.astype(np.int64),
            features,
            np.concatenate([np.zeros(extra, np.int64), piece.tags]),
            tuple((a + extra, b + extra) for a, b in piece.to_cue),
            tuple((a + extra, b + extra if b >= 0 else -1) for a, b in piece.to_source),
        )
