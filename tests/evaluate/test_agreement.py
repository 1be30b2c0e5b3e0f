from __future__ import annotations

import pytest

from quoth.evaluate.agreement import WHOLE_CORPUS, agreement, main
from quoth.evaluate.polnear import read_polnear
from quoth.evaluate.spans import Tally


def test_annotators_are_scored_against_each_other(polnear):
    # Two annotators of one article: same content, cues that overlap; no source.
    tallies, articles, pairs = agreement(read_polnear(polnear))
    assert (articles, pairs) == (1, 1)
    assert tallies["content exact"] == Tally(1, 1, 1)
    assert tallies["cue exact"] == Tally(0, 1, 1)
    assert tallies["source exact"] == Tally(0, 0, 0)
    assert tallies["strict"] == Tally(0, 1, 1)
    assert tallies["overlap"] == Tally(1, 1, 1)


def test_the_table(polnear, capsys):
    assert main([str(polnear)]) == 0
    out = capsys.readouterr().out
    assert "cue exact        0.0          70.5" in out
    assert "1 articles with several annotators, 1 pairs" in out


def test_wrong_usage(tmp_path, capsys):
    assert main([]) == 2
    assert main([str(tmp_path)]) == 2
    assert "no PolNeAR compartment" in capsys.readouterr().err


def test_the_measures_reproduce_the_agreement_of_the_whole_corpus(shared):
    # 18 of the 20 articles are at hand: a resampling of articles moves the figures by about a
    # point, so three points tell a measure that counts something else.
    tallies, articles, pairs = agreement(
        gold for name in ("train", "dev") for gold in read_polnear(shared / "polnear" / name)
    )
    assert (articles, pairs) == (18, 265)
    for metric, known in WHOLE_CORPUS.items():
        assert 100 * tallies[metric].f1 == pytest.approx(known, abs=3), metric
