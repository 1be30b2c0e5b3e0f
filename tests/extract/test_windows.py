"""Windows: cores partition the text; context stays inside it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoth.extract.windows import cut_windows, sentence_ends


@given(
    lengths=st.lists(st.integers(1, 400), max_size=12),
    core=st.integers(3, 200),
    context=st.integers(0, 50),
    seed=st.integers(0, 99),
)
def test_cores_cover_every_piece_once(lengths, core, context, seed):
    paragraphs = np.repeat(np.arange(len(lengths)), lengths)
    ends = np.random.default_rng(seed).random(len(paragraphs)) < 0.05
    windows = cut_windows(paragraphs, ends, core=core, context=context)
    covered = [p for w in windows for p in range(w.core_start, w.core_end)]
    assert covered == list(range(len(paragraphs)))
    for w in windows:
        assert 0 <= w.start <= w.core_start < w.core_end <= w.end <= len(paragraphs)
        assert w.core_end - w.core_start <= core
        assert w.core_start - w.start <= context
        assert w.end - w.core_end <= context


def test_cores_end_with_paragraphs_where_they_can():
    paragraphs = np.repeat([0, 1, 2], [40, 40, 40])
    windows = cut_windows(paragraphs, np.zeros(120, bool), core=100, context=0)
    assert [(w.core_start, w.core_end) for w in windows] == [(0, 80), (80, 120)]


def test_sentence_ends_want_a_stop_and_a_space():
    text = "It cost 3.5 crowns. “Too much.” So?"
    words, at = [], 0
    for word in ("It", "cost", "3.5", "crowns", ".", "“", "Too", "much", ".", "”", "So", "?"):
        at = text.index(word, at)
        words.append((at, at + len(word)))
        at += len(word)
    ends = sentence_ends(text, np.array(words))
    assert [text[a:b] for (a, b), end in zip(words, ends, strict=True) if end] == [".", "”"]
