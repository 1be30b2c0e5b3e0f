"""Decoding: tags obey the scheme, marginals are probabilities, links choose."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.extract.decode import (
    TAGS,
    Chain,
    LinkScorer,
    Scores,
    TaggedSpan,
    allowed_transitions,
    continued_quotation,
    decode_spans,
    distance_bucket_count,
    distance_buckets,
)
from quoth.extract.quotes import CLOSING, INSIDE, OPENING, OUTSIDE

PLAIN = Chain.constrained(np.zeros((7, 7)), np.zeros(7))


def scores_of(tags: list[str], strength: float = 5.0) -> np.ndarray:
    scores = np.zeros((len(tags), len(TAGS)), np.float32)
    for row, tag in enumerate(tags):
        scores[row, TAGS.index(tag)] = strength
    return scores


def test_spans_are_read_off_the_tags():
    tags = ["B-source", "I-source", "B-cue", "B-content", "I-content", "O", "B-content"]
    spans = decode_spans(scores_of(tags), np.zeros(7, int), PLAIN)
    assert [(s.role, s.first, s.last) for s in spans] == [
        ("source", 0, 2),
        ("cue", 2, 3),
        ("content", 3, 5),
        ("content", 6, 7),
    ]


def test_inside_tag_cannot_start_a_span_of_another_role():
    spans = decode_spans(scores_of(["B-cue", "I-content", "I-content"]), np.zeros(3, int), PLAIN)
    assert [(s.role, s.first, s.last) for s in spans] == [("cue", 0, 1), ("content", 1, 3)]


def test_no_span_crosses_a_paragraph():
    spans = decode_spans(
        scores_of(["B-content", "I-content", "I-content", "I-content"]),
        np.array([0, 0, 1, 1]),
        PLAIN,
    )
    assert [(s.first, s.last) for s in spans] == [(0, 2), (2, 4)]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(1, 4))
def test_best_path_and_marginals_equal_those_of_all_paths_counted(seed, size):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(size, 7)).astype(np.float32)
    chain = Chain.constrained(rng.normal(size=(7, 7)), rng.normal(size=7))
    paths = list(itertools.product(range(7), repeat=size))
    values = np.array(
        [
            chain.start[p[0]]
            + sum(scores[t, p[t]] for t in range(size))
            + sum(chain.transitions[a, b] for a, b in itertools.pairwise(p))
            for p in paths
        ]
    )
    chances = np.exp(values - values.max())
    chances /= chances.sum()
    best = paths[int(values.argmax())]
    expected, at = [], 0
    while at < size:
        if best[at] == 0:
            at += 1
            continue
        end = at + 1
        while end < size and best[end] == best[at] + 1:
            end += 1
        own = [
            sum(c for c, p in zip(chances, paths, strict=True) if p[t] == best[t])
            for t in range(at, end)
        ]
        expected.append((TAGS[best[at]][2:], at, end, float(np.mean(own))))
        at = end
    spans = decode_spans(scores, np.zeros(size, int), chain)
    assert [(s.role, s.first, s.last) for s in spans] == [e[:3] for e in expected]
    for span, e in zip(spans, expected, strict=True):
        assert span.certainty == pytest.approx(e[3], abs=1e-4)
        assert 0 <= span.weakest <= span.certainty + 1e-6


def test_allowed_transitions_are_those_of_the_scheme():
    allowed = allowed_transitions()
    for (i, a), (j, b) in itertools.product(enumerate(TAGS), repeat=2):
        assert allowed[i, j] == (not b.startswith("I-") or (a != "O" and a[2:] == b[2:]))


def test_distance_buckets_are_signed_and_rise_with_distance():
    forward = distance_buckets(np.array([0, 1, 5, 20, 150, 999]))
    backward = distance_buckets(np.array([-1, -5, -20, -150, -999]))
    assert (np.diff(forward) > 0).all()
    assert (np.diff(backward) > 0).all()
    assert not set(forward) & set(backward)
    assert max(*forward, *backward) < distance_bucket_count()


def span(role: str, first: int, last: int) -> TaggedSpan:
    return TaggedSpan(role, first, last, 0.9, 0.9)


def scorer(d: int) -> LinkScorer:
    return LinkScorer(np.zeros((2, distance_bucket_count()), np.float32), np.zeros(d, np.float32))


def blank(size: int, d: int = 4) -> Scores:
    return Scores(
        tags=np.zeros((size, 7), np.float32),
        vectors=np.zeros((size, 4 * d), np.float32),
        windows=np.zeros(size, np.int32),
        paragraphs=np.zeros(size, np.int32),
    )


FIVE = [
    span("source", 0, 1),
    span("cue", 1, 2),
    span("content", 5, 7),
    span("source", 8, 9),
    span("cue", 9, 10),
]


def pointing() -> Scores:
    """The content at 5 points at the cue at 9, and that at the source at 8."""
    scores, d = blank(12), 4
    scores.vectors[5, 0] = scores.vectors[9, d] = 10
    scores.vectors[9, 2 * d] = scores.vectors[8, 3 * d] = 10
    return scores


def test_content_chooses_its_cue_and_cue_its_source():
    (one,) = scorer(4).choose(pointing(), FIVE, np.zeros(12, bool))
    assert (one.contents[0].first, one.cue.first, one.source.first) == (5, 9, 8)
    assert 0.9 < one.chance <= 1


def test_content_shows_a_cue_that_the_tags_missed():
    scores = pointing()
    scores.tags[10, TAGS.index("I-cue")] = 3
    (one,) = scorer(4).choose(scores, FIVE[:4], np.zeros(12, bool))
    assert (one.cue.first, one.cue.last, one.source.first) == (9, 11, 8)


def test_no_link_leaves_its_window():
    scores = pointing()
    scores.windows[8:] = 8
    (one,) = scorer(4).choose(scores, FIVE, np.zeros(12, bool))
    assert one.cue is None or one.cue.first == 1


def test_content_without_any_cue_is_kept_alone():
    (one,) = scorer(4).choose(blank(9), [span("content", 2, 6)], np.zeros(9, bool))
    assert one.cue is None
    assert one.source is None


def test_a_heading_between_paragraphs_belongs_to_no_cue_of_another_one():
    alone, scores = np.zeros(12, bool), pointing()
    alone[5:7] = True
    (one,) = scorer(4).choose(scores, FIVE, np.zeros(12, bool), alone)
    assert one.cue.first == 9  # of its own paragraph
    scores.paragraphs[8:] = 1
    (one,) = scorer(4).choose(scores, FIVE, np.zeros(12, bool), alone)
    assert one.cue is None


def test_quotation_that_goes_on_belongs_to_the_statement_before():
    scores = blank(12)
    scores.vectors[2, 0] = scores.vectors[1, 4] = 10
    spans = [span("cue", 1, 2), span("content", 2, 4), span("content", 6, 9)]
    continued = np.zeros(12, bool)
    continued[5:10] = True
    (one,) = scorer(4).choose(scores, spans, continued)
    assert [c.first for c in one.contents] == [2, 6]


def test_continued_quotation_opens_again_what_was_not_closed():
    # “a b / “c” d / “e”
    first, second, third = [OPENING, INSIDE], [OPENING, INSIDE, CLOSING, OUTSIDE], [OPENING, INSIDE]
    states = np.array(first + second + third)
    paragraphs = np.array([0, 0, 1, 1, 1, 1, 2, 2])
    assert np.flatnonzero(continued_quotation(paragraphs, states)).tolist() == [2, 3]
    assert not continued_quotation(np.zeros(0, int), np.zeros(0)).any()
