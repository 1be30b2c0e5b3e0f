"""Who wrote a guest article."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved


@pytest.mark.parametrize("mark", ["Opinion contributors", "Special to The Odd Times"])
def test_we_in_a_guest_article_are_those_who_wrote_it(mark):
    text = f"Ana Lopez, Carl Berg and Ida B. Quist\n\n{mark}\n\n[S1 We] [C1 warn] [Q1 of it]."
    (statement,) = resolved(text, outlet="Odd Times")
    assert [(a.name, a.kind) for a in statement.speakers] == [
        ("Ana Lopez", "author"),
        ("Carl Berg", "author"),
        ("Ida B. Quist", "author"),
    ]


def test_i_in_a_guest_article_is_the_one_who_wrote_it():
    text = "Ana Lopez\n\nOpinion columnist\n\n[S1 I] [C1 warn] [Q1 of it]."
    assert resolved(text, outlet="Odd Times")[0].speakers[0].name == "Ana Lopez"


def test_we_without_such_a_line_are_the_outlet():
    text = "Ana Lopez\n\nLast week\n\n[S1 We] [C1 warn] [Q1 of it]."
    assert resolved(text, outlet="Odd Times")[0].speakers[0].kind == "outlet"
