"""Statements inside a content, from the same reading of the text as the content itself.

The network scores a second level of tags and links: what the speaker attributes to
others. It is decoded in each content by itself, so that nothing of it reaches outside.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quoth.extract.decode import Joined, Scores, TaggedSpan, decode_spans
from quoth.extract.encode import Encoding
from quoth.extract.place import Found, place_joined
from quoth.extract.quotes import quote_states
from quoth.extract.tagger import Level
from quoth.model import Span

FEWEST = 3
"""Word pieces under which no content is looked into."""


def find_inner(
    text: str,
    encoding: Encoding,
    scores: Scores,
    level: Level,
    contents: Sequence[tuple[TaggedSpan, Span]],
    shift: int,
) -> list[list[Found]]:
    """The statements inside each content.

    Args:
        text: the text that was read.
        encoding: of it.
        scores: of its word pieces, on the inner level.
        level: how to decode them.
        contents: each content's word pieces, and its characters in `text`.
        shift: where `text` begins in the article.

    Returns:
        For each content its statements, with offsets of the article.
    """
    found: list[list[Found]] = [[] for _ in contents]
    parts = [
        np.arange(span.first, span.last) if span.last - span.first >= FEWEST else np.arange(0)
        for span, _ in contents
    ]
    pieces = np.concatenate([*parts, np.arange(0)])
    if not len(pieces):
        return found
    owners = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    own = _only(scores, pieces, owners)
    spans = decode_spans(own.tags, owners, level.chain)
    for joined in level.links.choose(own, spans, np.zeros(len(pieces), dtype=bool)):
        owner = int(owners[joined.contents[0].first])
        low, high = contents[owner][1]
        part = text[low:high]
        placed = place_joined(
            part,
            encoding,
            _back(joined, pieces),
            states=quote_states(part),
            origin=low,
            shift=shift + low,
            nested=True,
        )
        if placed:
            found[owner].append(placed)
    return found


def _only(scores: Scores, pieces: np.ndarray, owners: np.ndarray) -> Scores:
    """The scores of some pieces; a link stays in its content and its window."""
    windows = scores.windows[pieces]
    new = np.ones(len(pieces), dtype=np.int32)
    new[1:] = (owners[1:] != owners[:-1]) | (windows[1:] != windows[:-1])
    return Scores(scores.tags[pieces], scores.vectors[pieces], np.cumsum(new), owners)


def _back(joined: Joined, pieces: np.ndarray) -> Joined:
    """Places among some pieces to places in the text."""

    def span(one: TaggedSpan | None) -> TaggedSpan | None:
        if one is None:
            return None
        first, last = int(pieces[one.first]), int(pieces[one.last - 1]) + 1
        return TaggedSpan(one.role, first, last, one.certainty, one.weakest)

    contents = tuple(span(one) for one in joined.contents)
    return Joined(contents, span(joined.cue), span(joined.source), joined.chance)
