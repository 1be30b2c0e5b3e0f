"""What changed between two versions: every character is accounted for, every statement told."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.store import difference
from quoth.store.difference import passages
from tests.store.builders import told

words = st.text(alphabet="ab .,\n\u0301🚢", max_size=60)


@given(words, words)
def test_both_texts_can_be_put_together_again(before, after):
    found = passages(before, after)
    assert "".join(p.text for p in found if p.change != "in") == before
    assert "".join(p.text for p in found if p.change != "out") == after
    assert all(p.text for p in found)
    assert all(one.change != other.change for one, other in itertools.pairwise(found))


@given(words)
def test_equal_texts_have_no_changes(text):
    assert {p.change for p in passages(text, text)} <= {"same"}


def shown(before: str, after: str) -> str:
    marks = {"same": "{}", "out": "[{}]", "in": "<{}>"}
    return "".join(marks[p.change].format(p.text) for p in passages(before, after))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("It will rise.", "It may rise.", "It [will]<may> rise."),
        ("One.\nTwo.\nThree.", "One.\nThree.", "One.\n[Two.\n]Three."),
        ("One.", "One.\nTwo.", "One.<\nTwo.>"),
        (
            "what others failed to do on",
            "what nobody did on",
            "what [others failed to do]<nobody did> on",
        ),
        ("", "It.", "<It.>"),
    ],
)
def test_words(before, after, marked):
    assert shown(before, after) == marked


def test_a_very_long_passage_is_replaced_as_a_whole():
    before, after = "a " * 5_000, "a " * 4_999 + "b "
    assert [p.change for p in passages(before, after)] == ["out", "in"]


def changes(before: list[str], after: list[str]):
    """The statements of marked texts; one text a version would have one statement each."""
    old = [told(marked, path="old.txt") for marked in before]
    new = [told(marked, path="new.txt") for marked in after]
    found = difference.statements(
        (old[0][0], [s for _, (s,) in old]), (new[0][0], [s for _, (s,) in new])
    )
    return [(one.change, *one.fields) for one in found]


def test_statements():
    ada, joren = "[S Ada] [C said] [Q the levy will rise in May].", "[S Joren] [C said] [Q no]."
    assert changes([ada, joren], [joren, ada]) == [("kept",), ("kept",)]
    assert changes([ada], ["Then " + ada]) == [("kept",)]
    assert changes([ada, joren], [ada]) == [("kept",), ("gone",)]
    assert changes([ada], [ada, joren]) == [("kept",), ("new",)]
    june = "[S Ada] [C said] [Q the levy will rise in June]."
    assert changes([ada, joren], [joren, june]) == [("kept",), ("changed", "content")]


@pytest.mark.parametrize(
    ("after", "fields"),
    [
        ("[S Ada] [C claimed] [Q the levy will rise in May].", ("cue",)),
        ("[S Mira] [C said] [Q the levy will rise in May].", ("speakers", "source")),
        ("[S Ada] [C said] [Q the levy, will rise] [Q in May].", ()),
    ],
)
def test_what_of_it_was_changed(after, fields):
    before = "[S Ada] [C said] [Q the levy will rise in May]."
    assert changes([before], [after]) == [("changed" if fields else "kept", *fields)]


def test_each_statement_is_matched_once():
    one = "[S Ada] [C said] [Q the levy will rise in May]."
    other = "[S Ada] [C said] [Q the levy will rise in June]."
    assert sorted(changes([one, one], [other, one])) == [("changed", "content"), ("kept",)]
    assert sorted(changes([one], [one, one])) == [("kept",), ("new",)]
