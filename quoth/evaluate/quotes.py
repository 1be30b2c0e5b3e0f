"""Quotes in the manner of the Gender Gap Tracker.

Asr et al. 2021, PLoS ONE 16(1): e0245533; its scoring compares quotes of one
span each. Here every contiguous content span is a quote, on both sides. A gold
quote is found if more than a threshold of its letters is covered by one
predicted quote; one to one, the greatest coverage first. Over the found quotes:

- **speaker**: the source spans share a letter, or are absent on both sides;
- **verb**: the cues have the same words (case does not matter), or are absent
  on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.evaluate.spans import (
    Letters,
    Marked,
    Spans,
    Tally,
    mark,
    meet,
    neighbours,
    pair_off,
    shared,
    size,
)
from quoth.model import Piece

THRESHOLDS = (0.3, 0.8)
"""A quote is found when strictly more than this share of it is covered."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One contiguous content span with the source and the cue of its statement."""

    content: Spans
    source: Spans
    verb: str


@dataclass(frozen=True, slots=True)
class QuoteTally:
    """Quotes found at one threshold, and how many of those have speaker and verb right."""

    found: Tally = field(default_factory=Tally)
    speaker: int = 0
    verb: int = 0

    def __add__(self, other: QuoteTally) -> QuoteTally:
        return QuoteTally(
            self.found + other.found, self.speaker + other.speaker, self.verb + other.verb
        )


def quotes_of(statements: Sequence, letters: Letters, text: str) -> list[Quote]:
    """Every contiguous content span of the statements, predicted or gold."""
    quotes = []
    for statement in statements:
        marked: Marked = mark(statement, letters)
        cue = statement.cue.span if isinstance(statement.cue, Piece) else statement.cue
        verb = words(text[slice(*cue)]) if cue else ""
        quotes.extend(Quote((span,), marked.source, verb) for span in marked.content)
    return quotes


def words(text: str) -> str:
    """The words of a cue, without case, white space and punctuation around them."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def score_quotes(
    predicted: Sequence[Quote], gold: Sequence[Quote], *, threshold: float
) -> QuoteTally:
    """Quotes found in one article.

    Args:
        predicted: from `quotes_of`.
        gold: from `quotes_of`, of the same text.
        threshold: the share of a gold quote that must be exceeded, 0 to 1.
    """
    candidates = []
    sizes = [size(quote.content) for quote in gold]
    our_places, gold_places = _places(predicted), _places(gold)
    for i, j in neighbours([q.content for q in predicted], [q.content for q in gold]):
        ours, theirs = predicted[i], gold[j]
        coverage = shared(ours.content, theirs.content) / sizes[j]
        if coverage > threshold:
            # Of several that cover as much, the one that says least besides, then
            # the one whose source and verb fit, then the earlier one.
            rank = (
                coverage,
                -size(ours.content),
                shared(ours.source, theirs.source),
                ours.verb == theirs.verb,
                our_places[i],
                gold_places[j],
            )
            candidates.append((rank, i, j))
    pairs = pair_off(candidates)
    return QuoteTally(
        found=Tally(len(pairs), len(predicted), len(gold)),
        speaker=sum(meet(predicted[i].source, gold[j].source) for i, j in pairs),
        verb=sum(predicted[i].verb == gold[j].verb for i, j in pairs),
    )


def _places(quotes: Sequence[Quote]) -> list[int]:
    """For each, a number that is greater the earlier it stands."""
    keys = [(quote.content, quote.source, quote.verb) for quote in quotes]
    number = {key: -n for n, key in enumerate(sorted(set(keys)))}
    return [number[key] for key in keys]
