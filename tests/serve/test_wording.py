from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.serve.wording import against

PHRASE = "we did not give the order to “close” it, either …"
WORDS = st.lists(st.sampled_from(PHRASE.split(" ")), max_size=14)


def told(original: str, version: str) -> list[tuple[str, str]]:
    return [(stretch.fate, stretch.text) for stretch in against(original, version)]


def test_what_was_cut_stands_in_its_place():
    assert told("We did not give the order to close it", "did not give the order") == [
        ("cut", "We"),
        ("kept", "did not give the order"),
        ("cut", "to close it"),
    ]


def test_other_words_are_new():
    assert told("for that silence I answer", "for that mistake I answer") == [
        ("kept", "for that"),
        ("cut", "silence"),
        ("new", "mistake"),
        ("kept", "I answer"),
    ]


def test_case_and_marks_are_no_difference():
    assert told("“It holds”, he said.", "it holds he said") == [("kept", "it holds he said")]


@given(WORDS, WORDS)
def test_no_word_is_lost(one, other):
    found = against(" ".join(one), " ".join(other))
    assert sum(len(s.text.split()) for s in found if s.fate != "new") == len(one)
    assert " ".join(s.text for s in found if s.fate != "cut") == " ".join(other)
