"""Annotations of others stand where all that they say is so, or nowhere."""

from __future__ import annotations

import pytest

from quoth.errors import UsageError
from quoth.export.marks import Mark
from quoth.imports import Noted, Target
from quoth.imports.placing import place, placed

TEXT = "The levy rises, she said. The levy falls, he said."


@pytest.mark.parametrize(
    ("target", "span"),
    [
        (Target(role="cue", span=(4, 8), exact="levy"), (4, 8)),
        (Target(role="cue", span=(4, 8), exact="levy", prefix="The ", suffix=" rises"), (4, 8)),
        (Target(role="cue", span=(0, 3), exact="The", suffix=" levy rises"), (0, 3)),
        (Target(role="cue", exact="levy", suffix=" falls"), (30, 34)),
        (Target(role="cue", exact="said", prefix="he ", suffix=". The"), (20, 24)),
    ],
)
def test_what_is_so_to_the_letter_is_placed(target, span):
    assert place(TEXT, target, same_text=False) == span


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (Target(role="cue", span=(4, 8)), "nothing says which words"),
        (Target(role="cue", span=(4, 8), exact="lev"), "other words"),
        (Target(role="cue", span=(4, 8), exact="levy", suffix=" falls"), "the suffix"),
        (Target(role="cue", span=(30, 34), exact="levy", prefix="A "), "the prefix"),
        (Target(role="cue", span=(0, 3), exact="The", prefix="x"), "the prefix"),
        (Target(role="cue", span=(46, 50), exact="said", suffix="."), "other words"),
        (Target(role="cue", span=(45, 49), exact="said", suffix=". And"), "the suffix"),
        (Target(role="cue", exact="levy"), "no position"),
        (Target(role="cue", exact="levy", prefix="The "), "more than once"),
        (Target(role="cue", exact="levy", prefix="No "), "nowhere"),
        (Target(role="cue", exact="", prefix="The "), "no position"),
    ],
)
def test_what_is_not_so_is_refused(target, reason):
    with pytest.raises(UsageError, match=reason):
        place(TEXT, target, same_text=False)


def test_a_position_alone_is_good_on_a_text_that_its_id_proves():
    noted = Noted(
        mark=Mark(id=None, content=()),
        targets=(Target(role="content", span=(4, 8)), Target(role="source", span=(16, 19))),
    )
    mark = placed(TEXT, noted, same_text=True).mark
    assert (mark.content, mark.source) == (((4, 8),), (16, 19))
