"""A place is found again by its letters and what stands around them, or refused."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.judge.anchor import Anchor, Gone, Placed, anchored
from quoth.judge.letters import Letters, letters_of
from quoth.model import Article

BEFORE = "The council met on Monday and heard a report. "
SAID = '"No," said Joren Pike. '
AFTER = "The ferries stayed in the harbour all that day."


def article(text):
    return Article.of(text, path="a.txt")


def found(old: str, words: str, new: str, *, nth: int = 0):
    """The text at the place of words in a new text, or why it is refused."""
    start = [m.start() for m in re.finditer(re.escape(words), old)][nth]
    span = (start, start + len(words))
    anchor = anchored(article(old), [span])
    anchor = Anchor.of_record(json.loads(json.dumps(anchor.record())))
    try:
        placed = Placed(anchor, article(new)).span(span)
    except Gone as gone:
        return None, str(gone)
    return placed, new[slice(*placed)]


OLD = BEFORE + SAID + AFTER


@pytest.mark.parametrize(
    "new, right",
    [
        (OLD, True),
        ("Rain fell. " + OLD, True),
        (OLD.replace(" ", "\n"), True),
        (OLD.replace(". ", ".\u00a0 \u00ad"), True),
        (BEFORE + "It rained. " + SAID + AFTER, True),  # whole on one side
        (BEFORE + SAID + "It rained. " + AFTER, True),
        (AFTER + " " + SAID + BEFORE, False),  # whole on neither
        (OLD.replace("Joren", "Joran"), False),
        (OLD.replace('"No,"', '"Now,"'), False),
        (OLD + " " + SAID, False),  # twice: which?
        (OLD + " " + OLD, False),
        (BEFORE + AFTER, False),
        ("", False),
    ],
)
def test_what_was_said_once(new, right):
    place, text = found(OLD, SAID.strip(), new)
    assert (place is not None) is right, text
    if right:
        assert letters_of(text) == letters_of(SAID)


def test_no_is_not_the_beginning_of_not():
    place, reason = found("It was no", "no", "It was not so")
    assert place is None and "not in the text" in reason


TWICE = BEFORE + SAID + AFTER + "\n\nThe mayor left early in the evening. " + SAID + "It rained."


@pytest.mark.parametrize("nth", [0, 1])
def test_of_the_same_twice_each_is_itself(nth):
    old = article(TWICE)
    new = "It is Tuesday. " + TWICE
    place, _ = found(old.text, SAID.strip(), new, nth=nth)
    assert place[0] == [m.start() for m in re.finditer('"No', new)][nth]


def test_the_one_that_is_left_is_not_the_other():
    first, second = BEFORE + SAID + AFTER, "\n\nThe mayor left early in the evening. " + SAID
    assert found(TWICE, SAID.strip(), first, nth=1)[0] is None
    assert found(TWICE, SAID.strip(), second + "It rained.", nth=0)[0] is None


def test_forged_positions_are_refused():
    anchor = anchored(article(OLD), [(0, 11)])
    record = anchor.record()
    record["places"][0]["exact"] = "The mayor m"
    with pytest.raises(Gone, match="position"):
        Placed(Anchor.of_record(record), article(OLD))
    with pytest.raises(Gone, match="does not quote"):
        Placed(anchor, article(OLD)).span((0, 30))


WORDS = st.lists(
    st.sampled_from(["no", "not", "said", "Pike", ".", "\n\n", "“Yes”", "é"]), max_size=30
)


@given(WORDS, WORDS, st.data())
def test_never_other_letters_and_never_one_of_two_alike(old, new, data):
    old, new = " ".join(old), " ".join(new)
    if data.draw(st.booleans()):
        new = old[: len(old) // 2] + new + old[len(old) // 2 :]
    starts = [i for i, c in enumerate(old) if not c.isspace()]
    if not starts:
        return
    start = data.draw(st.sampled_from(starts))
    end = data.draw(st.integers(start + 1, len(old)))
    anchor = anchored(article(old), [(start, end)])
    try:
        span = Placed(anchor, article(new)).span((start, end))
    except Gone:
        return
    wanted = letters_of(old[start:end])
    assert letters_of(new[slice(*span)]) == wanted
    ours, theirs = Letters(new), Letters(old)
    if ours.letters != theirs.letters:
        many = len(ours.occurrences(wanted, 100))
        at = ours.range(span)[0]
        place = anchor.places[0]
        before = ours.letters.endswith(letters_of(place.prefix), 0, at)
        after = ours.letters.startswith(letters_of(place.suffix), at + len(wanted))
        assert before or after
        # "no" in "not" is counted here and is none to the anchor
        assert many == 1 or (before and after) or "no" in wanted


@given(st.text("ab \n\u00ad\u00a0.", min_size=1, max_size=60), st.data())
def test_letters_carry_spans_over_and_back(text, data):
    letters = Letters(text)
    assert letters.letters == letters_of(text)
    if letters.places:
        first = data.draw(st.integers(0, len(letters.places) - 1))
        last = data.draw(st.integers(first + 1, len(letters.places)))
        assert letters.range(letters.span((first, last))) == (first, last)
