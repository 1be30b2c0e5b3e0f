"""From word pieces to characters."""

from __future__ import annotations

import numpy as np
import pytest

from quoth.extract.encode import CASES
from quoth.extract.extractor import in_capitals
from quoth.extract.place import tidy, whole_source


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The harbour office ‘no longer trusts’ him", "no longer", "The harbour office"),
        ("The gate stood open. It said", "said", "The"),
        ("The, in a way, said", "said", "The"),
        ("The one that is very far away from here said", "said", "The"),
    ],
)
def test_an_article_alone_is_continued_to_its_cue(text, cue, source):
    at = text.index(cue)
    start, end = whole_source(text, (0, 3), (at, at + len(cue)))
    assert text[start:end] == source


def test_other_sources_and_those_without_a_cue_stay():
    assert whole_source("The gate", (0, 3), None) == (0, 3)
    assert whole_source("Ana said", (0, 3), (4, 8)) == (0, 3)
    assert whole_source("Ana said", None, (4, 8)) is None


def test_a_paragraph_in_capitals_is_a_heading_one_with_small_letters_is_not():
    none, lower, upper = (CASES.index(word) for word in ("none", "lower", "upper"))
    paragraphs = np.array([0, 0, 0, 1, 1, 1, 2, 2])
    cases = np.array([upper, none, lower, upper, upper, upper, none, upper])
    assert in_capitals(paragraphs, cases).tolist() == [False] * 3 + [True] * 3 + [False] * 2
    assert in_capitals(np.zeros(0, int), np.zeros(0, int)).tolist() == []


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("the U.S. is pushing", (0, 5), "the U.S"),
        ("allow non-runners to complain", (6, 9), "non-runners"),
        ("the plan - to run", (0, 8), "the plan"),
        ("vitamin C. Later", (0, 9), "vitamin C"),
    ],
)
def test_no_span_ends_within_a_word(text, span, whole):
    start, end = tidy(text, *span)
    assert text[start:end] == whole
