"""Stances and the words that prove them."""

from __future__ import annotations

import pytest

from quoth.compare.cues import cue_class
from quoth.compare.positions import position
from tests.compare.builders import resolved


@pytest.mark.parametrize(
    ("text", "types", "stance", "proof"),
    [
        ("[S1 Pike] [C1 denied] [Q1 that he had slept].", {}, "denies", "denied"),
        ("[S1 Pike] [C1 supports] [Q1 the levy].", {}, "supports", "supports"),
        ("[S1 Pike] [C1 did not support] [Q1 the levy].", {}, "opposes", "support"),
        ("[S1 Pike] [C1 said] [Q1 he was against the levy].", {}, "opposes", "against"),
        ("[S1 Pike] [C1 said] [Q1 he never slept].", {}, "denies", "never"),
        ("[S1 Pike] [C1 said] [Q1 it might rain].", {}, "hedges", "might"),
        ("[S1 Pike] [C1 asked] [Q1 who slept].", {1: "question"}, "questions", "asked"),
        ("[S1 Pike] [C1 ruled out] [Q1 an early vote].", {}, "opposes", "out"),
        ("[S1 Pike] [C1 said] [Q1 the pumps run].", {}, "asserts", "said"),
    ],
)
def test_position(text, types, stance, proof):
    article, (statement,) = resolved(text, types=types)
    found, span, confidence = position(statement, article.text)
    assert (found, article.text[slice(*span)]) == (stance, proof)
    assert 0 < confidence <= 1


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("said", "neutral"),
        ("even claims", "doubting"),
        ("admitted", "conceding"),
        ("boasted", "boasting"),
        ("firmly rejected", "denying"),
        (None, "neutral"),
        ("hummed", "other"),
        ("has let slip", "conceding"),
        ("ruled out", "denying"),
        ("ruled", "other"),
    ],
)
def test_class_of_a_cue(cue, name):
    assert cue_class(cue) == name
