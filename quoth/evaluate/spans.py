"""Attribution spans against gold: exact, strict and overlap.

A span is the set of its letters and digits, so white space, punctuation and
quotation marks at its ends change nothing. That is done once, by numbering the
letters and digits of a text and speaking of spans in those numbers
(`Letters`): two spans are equal when their numbers are.

Content in several pieces stays in the pieces it was marked in, even where only
punctuation or a line break parts two of them. Joining those was tried: it lifts the
agreement of PolNeAR's own annotators on content by 2.9 points, away from the
figure known for the whole corpus (`quoth.evaluate.agreement`).

The three measures:

- **exact**, per role: a predicted contiguous span counts if a gold span of that
  role has the same first and last letter. Both sides are sets of distinct spans
  of an article, because five statements with one source mark that source once.
- **strict**: a statement counts if source, cue and all of its content equal
  those of a gold statement.
- **overlap**: a statement counts if each role shares a letter with its gold
  role, or is absent on both sides; greatest content overlap first.

Strict and overlap are one to one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from quoth.evaluate.gold import GoldStatement
from quoth.model import Span, Statement

Spans = tuple[Span, ...]
"""Contiguous spans in order, disjoint, counted in letters and digits."""

ROLES = ("source", "cue", "content")


class Letters:
    """The letters and digits of a text, numbered from 0.

    A letter or digit is a code point for which `str.isalnum` holds; combining
    marks and emoji are none, so they never decide whether two spans are equal.
    """

    def __init__(self, text: str):
        self._before = [0, *accumulate(map(str.isalnum, text))]

    def __call__(self, spans: Iterable[Span]) -> Spans:
        """Spans of the text (code points, half-open) as spans of its letters.

        Spans without a letter vanish, spans that share a letter become one.
        """
        pieces: list[list[int]] = []
        for start, end in sorted((self._before[start], self._before[end]) for start, end in spans):
            if start >= end:
                continue
            if pieces and start < pieces[-1][1]:
                pieces[-1][1] = max(pieces[-1][1], end)
            else:
                pieces.append([start, end])
        return tuple((start, end) for start, end in pieces)


@dataclass(frozen=True, slots=True)
class Marked:
    """The three roles of one statement, predicted or gold, in letters."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were predicted, how many are gold, how many predicted ones are right.

    Tallies of several articles are added, so every figure is a micro average.
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float | None:
        """Between 0 and 1; None when nothing was predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Between 0 and 1; None when nothing is gold."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Between 0 and 1; None when nothing was predicted and nothing is gold."""
        both = self.predicted + self.gold
        return 2 * self.right / both if both else None


def mark(statement: Statement | GoldStatement, letters: Letters) -> Marked:
    """The roles of a statement in letters.

    Args:
        statement: predicted or gold.
        letters: of the text that the statement's spans index.
    """
    if isinstance(statement, Statement):
        return Marked(
            source=letters([statement.source.span] if statement.source else []),
            cue=letters([statement.cue.span] if statement.cue else []),
            content=letters(statement.content.spans),
        )
    return Marked(
        source=letters(statement.source),
        cue=letters([statement.cue] if statement.cue else []),
        content=letters(statement.content),
    )


def size(spans: Spans) -> int:
    """How many letters and digits the spans hold."""
    return sum(end - start for start, end in spans)


def shared(a: Spans, b: Spans) -> int:
    """How many letters and digits are in both."""
    if not a or not b or a[-1][1] <= b[0][0] or b[-1][1] <= a[0][0]:
        return 0
    total = i = j = 0
    while i < len(a) and j < len(b):
        total += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] <= b[j][1]:
            i += 1
        else:
            j += 1
    return total


def meet(a: Spans, b: Spans) -> bool:
    """Whether they share a letter or digit, or are both absent."""
    return shared(a, b) > 0 if a or b else True


def pair_off(candidates: Iterable[tuple[tuple, int, int]]) -> list[tuple[int, int]]:
    """One to one, the best first.

    Args:
        candidates: (rank, predicted index, gold index); the greatest rank wins.
            A rank that orders every pair makes the result independent of the
            order in which statements are given.

    Returns:
        The (predicted, gold) pairs that were chosen, best first.
    """
    pairs: list[tuple[int, int]] = []
    used_predicted: set[int] = set()
    used_gold: set[int] = set()
    for _, i, j in sorted(candidates, key=lambda c: (c[0], -c[1], -c[2]), reverse=True):
        if i not in used_predicted and j not in used_gold:
            used_predicted.add(i)
            used_gold.add(j)
            pairs.append((i, j))
    return pairs


def exact(predicted: Sequence[Marked], gold: Sequence[Marked], role: str) -> Tally:
    """Contiguous spans of one role that have the same first and last letter.

    Args:
        predicted: the outermost predicted statements of one article.
        gold: its gold statements.
        role: "source", "cue" or "content".
    """
    ours = {span for marked in predicted for span in getattr(marked, role)}
    theirs = {span for marked in gold for span in getattr(marked, role)}
    return Tally(len(ours & theirs), len(ours), len(theirs))


def strict(predicted: Sequence[Marked], gold: Sequence[Marked]) -> Tally:
    """Statements whose source, cue and content all equal a gold statement's."""
    common = Counter(predicted) & Counter(gold)
    right = sum(count for marked, count in common.items() if marked.content)
    return Tally(right, len(predicted), len(gold))


def overlap(predicted: Sequence[Marked], gold: Sequence[Marked]) -> Tally:
    """Statements each of whose roles overlaps that of a gold statement."""
    return Tally(len(overlapping(predicted, gold)), len(predicted), len(gold))


def overlapping(predicted: Sequence[Marked], gold: Sequence[Marked]) -> list[tuple[int, int]]:
    """The (predicted, gold) indices of the pairs that `overlap` counts.

    Pairs with equally many letters of content in common are ordered by what
    their cues and then their sources share, then by where they stand.
    """
    candidates = []
    our_places, gold_places = places(predicted), places(gold)
    for i, j in neighbours([m.content for m in predicted], [m.content for m in gold]):
        ours, theirs = predicted[i], gold[j]
        content = shared(ours.content, theirs.content)
        if content and meet(ours.cue, theirs.cue) and meet(ours.source, theirs.source):
            rank = (
                content,
                shared(ours.cue, theirs.cue),
                shared(ours.source, theirs.source),
                our_places[i],
                gold_places[j],
            )
            candidates.append((rank, i, j))
    return pair_off(candidates)


def neighbours(ours: Sequence[Spans], theirs: Sequence[Spans]) -> Iterator[tuple[int, int]]:
    """The index pairs whose stretches, from first to last letter, meet.

    Only these can share a letter; asking all pairs is quadratic in an article's
    statements, this is so only where all of them lie on each other.
    """
    order = sorted((j for j, spans in enumerate(theirs) if spans), key=lambda j: theirs[j][0][0])
    starts = [theirs[j][0][0] for j in order]
    reach = list(accumulate((theirs[j][-1][1] for j in order), max))
    for i, spans in enumerate(ours):
        if not spans:
            continue
        k = bisect_left(starts, spans[-1][1]) - 1
        while k >= 0 and reach[k] > spans[0][0]:
            yield i, order[k]
            k -= 1


def places(marked: Sequence[Marked]) -> list[int]:
    """For each, a number that is greater the earlier it stands; alike ones share a number.

    It breaks ties, so that a result does not depend on the order statements are given in.
    """
    number = {
        key: -n for n, key in enumerate(sorted({(m.content, m.cue, m.source) for m in marked}))
    }
    return [number[m.content, m.cue, m.source] for m in marked]
