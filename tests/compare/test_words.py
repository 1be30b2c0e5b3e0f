"""Words that say no, and those that only look so."""

from __future__ import annotations

import pytest

from quoth.compare.words import negations


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the gate is not a defence", 1),
        ("A door, not a defence", 0),
        ("it was the minister, not her office, who rang", 0),
        ("not a penny was paid", 1),
        ("he did not pay, not a penny", 1),
        ("it is not only a door", 0),
        ("nobody paid and it isn't true", 2),
        ("", 0),
    ],
)
def test_what_says_no(text, count):
    assert len(negations(text)) == count
