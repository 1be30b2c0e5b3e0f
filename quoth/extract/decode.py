"""From scores to spans and links: constrained Viterbi, then who belongs to whom.

Tags are O, and B-/I- for source, cue, content. Only transitions of the BIO scheme
are allowed (I- follows B- or I- of its own role). Links are bilinear scores between
first pieces: each content piece chooses its cue, each cue its source or none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quoth.extract.quotes import CLOSING, INSIDE, OPENING, OUTSIDE

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
SAME_PARAGRAPH = 2.0
"""Log-odds for a link within its paragraph: in PolNeAR 99 of 100 attributions stay in one."""
CLEAR = 0.5
"""Probability from which a link may point at a place that no tag marks."""
MAYBE = 0.2
"""Probability under which a link is no link."""
LONGEST = 5000
"""Word pieces after which a chain is cut, whatever it is in: bounds memory on endless lines."""
_EDGES = np.array([0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192])


def distance_bucket_count() -> int:
    """Number of values of `distance_buckets`."""
    return 2 * len(_EDGES)


def distance_buckets(distance: np.ndarray) -> np.ndarray:
    """Signed distance in pieces to a bucket: about logarithmic, forward apart from backward."""
    size = np.searchsorted(_EDGES, np.abs(distance), side="right") - 1
    return np.where(distance < 0, size + len(_EDGES), size)


def allowed_transitions() -> np.ndarray:
    """bool (7, 7): whether column may follow row."""
    allowed = np.ones((len(TAGS), len(TAGS)), dtype=bool)
    for column, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            for row, before in enumerate(TAGS):
                allowed[row, column] = before[2:] == tag[2:]
    return allowed


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of the n word pieces of a text.

    Attributes:
        tags: float32 (n, 7), scores of TAGS.
        vectors: float32 (n, 4 d): query and key of each piece for both links.
        windows: int32 (n,), the window each piece was read in. Vectors of two windows
            must not be compared: they hold places within their own window.
        paragraphs: int32 (n,), the paragraph number of each piece.
    """

    tags: np.ndarray
    vectors: np.ndarray
    windows: np.ndarray
    paragraphs: np.ndarray


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span found by the tagger.

    Attributes:
        role: "source", "cue" or "content".
        first, last: word pieces, half-open.
        certainty: mean marginal probability of its tags (0..1).
        weakest: smallest marginal probability of its tags.
    """

    role: str
    first: int
    last: int
    certainty: float
    weakest: float


@dataclass(frozen=True, slots=True)
class Chain:
    """The parameters of the linear chain: transitions (7, 7) and start scores (7,)."""

    transitions: np.ndarray
    start: np.ndarray

    @classmethod
    def constrained(cls, transitions, start) -> Chain:
        """Add the BIO scheme's prohibitions to learned scores."""
        blocked = np.where(allowed_transitions(), 0.0, -1e4).astype(np.float32)
        first = np.array([-1e4 if tag.startswith("I-") else 0.0 for tag in TAGS], np.float32)
        return cls(
            np.asarray(transitions, np.float32) + blocked, np.asarray(start, np.float32) + first
        )


def decode_spans(scores: np.ndarray, paragraphs: np.ndarray, chain: Chain) -> list[TaggedSpan]:
    """The best tag sequence of each paragraph as spans, with marginal probabilities.

    Paragraphs are decoded side by side: a span never crosses a paragraph (content
    that does is several pieces with one cue).

    Args:
        scores: float32 (n, 7), one row a word piece.
        paragraphs: int (n,), rising paragraph numbers.
        chain: see `Chain.constrained`.

    Returns:
        Spans in order of appearance.
    """
    if not len(scores):
        return []
    new = np.ones(len(scores), dtype=bool)
    new[1:] = paragraphs[1:] != paragraphs[:-1]
    starts = np.flatnonzero(new)
    lengths = np.diff(np.r_[starts, len(scores)])
    if lengths.max() > LONGEST:
        within = np.arange(len(scores)) - np.repeat(starts, lengths)
        starts = np.flatnonzero(within % LONGEST == 0)
        lengths = np.diff(np.r_[starts, len(scores)])
    spans: list[TaggedSpan] = []
    # Paragraphs of like length side by side, so that padding stays small; longest first.
    order = np.argsort(-lengths, kind="stable")
    for group in np.array_split(order, max(1, len(order) // 16)):
        if not len(group):
            continue
        size = int(lengths[group].max())
        padded = np.zeros((len(group), size, len(TAGS)), np.float32)
        for row, p in enumerate(group):
            padded[row, : lengths[p]] = scores[starts[p] : starts[p] + lengths[p]]
        tags, marginals = _viterbi_and_marginals(padded, lengths[group], chain)
        for row, p in enumerate(group):
            spans += _spans(tags[row, : lengths[p]], marginals[row], int(starts[p]))
    return sorted(spans, key=lambda s: s.first)


def _viterbi_and_marginals(
    scores: np.ndarray, lengths: np.ndarray, chain: Chain
) -> tuple[np.ndarray, np.ndarray]:
    """Best tags (rows, size) and marginal probabilities (rows, size, 7).

    Forward and backward run on probabilities that are scaled at every step (Rabiner,
    1989). The longest rows come first, so that those still going on are a prefix.
    """
    rows, size, _ = scores.shape
    live = (lengths[None, :] > np.arange(size)[:, None]).sum(1).tolist()
    odds = np.exp(scores.astype(np.float64) - scores.max(2, keepdims=True))
    steps = np.exp(chain.transitions.astype(np.float64))
    best = chain.start + scores[:, 0]
    back = np.zeros((rows, size, scores.shape[2]), np.int8)
    forward, backward = np.ones_like(odds), np.ones_like(odds)
    forward[:, 0] = np.exp(chain.start.astype(np.float64)) * odds[:, 0]
    forward[:, 0] /= forward[:, 0].sum(1, keepdims=True)
    for t in range(1, size):
        k = live[t]
        paths = best[:k, :, None] + chain.transitions
        back[:k, t] = paths.argmax(1)
        best[:k] = paths.max(1) + scores[:k, t]
        ahead = forward[:k, t - 1] @ steps * odds[:k, t]
        forward[:k, t] = ahead / ahead.sum(1, keepdims=True)
    for t in range(size - 2, -1, -1):
        k = live[t + 1]
        behind = (odds[:k, t + 1] * backward[:k, t + 1]) @ steps.T
        backward[:k, t] = behind / behind.sum(1, keepdims=True)
    tags = np.zeros((rows, size), np.int8)
    tags[np.arange(rows), lengths - 1] = best.argmax(1)
    every = np.arange(rows)
    for t in range(size - 1, 0, -1):
        k = live[t]
        tags[:k, t - 1] = back[every[:k], t, tags[:k, t]]
    marginals = forward * backward
    return tags, marginals / marginals.sum(2, keepdims=True)


def _spans(tags: np.ndarray, marginals: np.ndarray, offset: int) -> list[TaggedSpan]:
    spans, at, n = [], 0, len(tags)
    while at < n:
        tag = int(tags[at])
        if tag == 0:
            at += 1
            continue
        role = TAGS[tag][2:]
        inside = TAGS.index(f"I-{role}")
        end = at + 1
        while end < n and tags[end] == inside:
            end += 1
        own = marginals[np.arange(at, end), tags[at:end]]
        edge = marginals[end, int(tags[end])] if end < n else 1.0
        spans.append(
            TaggedSpan(
                role, offset + at, offset + end, float(own.mean()), float(min(own.min(), edge))
            )
        )
        at = end
    return spans


@dataclass(frozen=True, slots=True)
class Joined:
    """Spans that belong together, and the probability of the links that say so."""

    contents: tuple[TaggedSpan, ...]
    cue: TaggedSpan | None
    source: TaggedSpan | None
    chance: float


@dataclass(frozen=True, slots=True)
class LinkScorer:
    """Bilinear link scores with a bias by distance.

    Attributes:
        distance: float32 (2, buckets): content to cue, cue to source.
        no_source: float32 (d,), the key of "no source".
    """

    distance: np.ndarray
    no_source: np.ndarray

    def choose(
        self,
        scores: Scores,
        spans: list[TaggedSpan],
        continued: np.ndarray,
        alone: np.ndarray | None = None,
    ) -> list[Joined]:
        """Join spans to statements.

        The links are asked among all pieces of the window, not only among the spans
        that were tagged: a content that points clearly at an untagged place shows a
        cue that the tags missed, and a cue so shows its source. Quotation marks come
        first: a paragraph that opens again what the one before did not close goes on
        with that one's statement.

        Args:
            scores: of the text's pieces.
            spans: tagged spans in order.
            continued: bool (n,), see `continued_quotation`.
            alone: bool (n,), pieces of headings between paragraphs: a content there
                belongs to no cue of another paragraph.

        Returns:
            One entry a statement, in order of its first content; a content that no
            cue is found for stands alone.
        """
        taken = np.zeros(len(scores.tags), dtype=int)
        for number, span in enumerate(spans, start=1):
            taken[span.first : span.last] = number
        found = list(spans)

        def target(link: int, start: int, role: str) -> tuple[TaggedSpan | None, float]:
            low, high, chance = self._chances(link, scores, start)
            sums = np.bincount(taken[low:high], weights=chance[: high - low])
            mass = {
                number: float(sums[number])
                for number in np.flatnonzero(sums).tolist()
                if number and found[number - 1].role == role
            }
            number = max(mass, key=mass.get, default=0)
            best = int(chance.argmax())
            if best == high - low:
                return (None, float(chance[best]))
            if chance[best] >= CLEAR and not taken[low + best] and mass.get(number, 0.0) < MAYBE:
                span = _grow(role, low + best, taken, scores, float(chance[best]))
                found.append(span)
                taken[span.first : span.last] = len(found)
                return span, float(chance[best])
            if not number or mass[number] < MAYBE:
                return None, 1.0 - mass.get(number, 0.0)
            return found[number - 1], mass[number]

        joined: dict[TaggedSpan | int, list[TaggedSpan]] = {}
        certainty: dict[TaggedSpan | int, float] = {}
        before: TaggedSpan | int | None = None
        for content in (s for s in spans if s.role == "content"):
            if before is not None and continued[content.first]:
                key, chance = before, certainty[before]
            else:
                cue, chance = target(0, content.first, "cue")
                if cue is not None and alone is not None and alone[content.first]:
                    own = scores.paragraphs[cue.first] == scores.paragraphs[content.first]
                    cue = cue if own else None
                key = content.first if cue is None else cue
            joined.setdefault(key, []).append(content)
            certainty[key] = min(certainty.get(key, 1.0), chance)
            before = key
        result = []
        for key, contents in joined.items():
            if isinstance(key, TaggedSpan):
                source, chance = target(1, key.first, "source")
                result.append(Joined(tuple(contents), key, source, certainty[key] * chance))
            else:
                result.append(Joined(tuple(contents), None, None, certainty[key]))
        return result

    def _chances(self, link: int, scores: Scores, start: int) -> tuple[int, int, np.ndarray]:
        """The window of a piece, half-open, and the probability of each place in it.

        The link from cue to source has one probability more, that of "no source".
        """
        d = len(self.no_source)
        own = scores.windows[start]
        low = int(np.searchsorted(scores.windows, own, side="left"))
        high = int(np.searchsorted(scores.windows, own, side="right"))
        query = scores.vectors[start, 2 * link * d : (2 * link + 1) * d]
        keys = scores.vectors[low:high, (2 * link + 1) * d : (2 * link + 2) * d]
        distances = distance_buckets(np.arange(low - start, high - start))
        values = keys @ query * d**-0.5 + self.distance[link][distances]
        values += SAME_PARAGRAPH * (scores.paragraphs[low:high] == scores.paragraphs[start])
        if link == 1:
            values = np.r_[values, query @ self.no_source * d**-0.5]
        chance = np.exp(values - values.max())
        return low, high, chance / chance.sum()


def continued_quotation(paragraphs: np.ndarray, states: np.ndarray) -> np.ndarray:
    """Pieces at the start of a paragraph whose quotation goes on from the one before.

    Args:
        paragraphs: int (n,), rising paragraph numbers.
        states: (n,), quotation state of each piece.

    Returns:
        bool (n,): True in such a paragraph from its start to the end of its first
        quoted stretch.
    """
    n = len(paragraphs)
    result = np.zeros(n, dtype=bool)
    firsts = np.flatnonzero(paragraphs[1:] != paragraphs[:-1]) + 1 if n else np.zeros(0, int)
    for first, end in zip(firsts, [*firsts, n][1:], strict=True):
        if states[first - 1] == INSIDE and states[first] in (OPENING, INSIDE):
            out = np.flatnonzero((states[first:end] == CLOSING) | (states[first:end] == OUTSIDE))
            result[first : first + out[0] if len(out) else end] = True
    return result


def _grow(role: str, first: int, taken: np.ndarray, scores: Scores, certainty: float) -> TaggedSpan:
    """A span that a link points at: as long as its inside tag beats the outside one."""
    tags, paragraphs = scores.tags, scores.paragraphs
    inside = TAGS.index(f"I-{role}")
    last = first + 1
    while (
        last < len(tags)
        and not taken[last]
        and paragraphs[last] == paragraphs[first]
        and tags[last, inside] > tags[last, 0]
    ):
        last += 1
    return TaggedSpan(role, first, last, certainty, certainty)
