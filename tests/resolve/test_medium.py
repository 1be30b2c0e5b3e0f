"""A place of speaking belongs to the cue it hangs on; outlets' names are no posts."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In an October letter, [S1 Ana Lopez] [C1 said] [Q1 no].", "letter"),
        ("Nevertheless, in a statement after the vote, [S1 Lopez] [C1 said] [Q1 no].", "statement"),
        ("[Q1 “No,”] [S1 Ana Lopez] [C1 told] the Washington Post.", None),
        ("[S1 Lopez], in an appearance at a book store, [C1 said] [Q1 no].", None),
        ("While nothing in the letter names Berg, [S1 he] [C1 pushed for] [Q1 a levy].", None),
        ("Berg wrote on Twitter after [S1 the mayor] [C1 dropped] [Q1 the plan].", None),
        ("[S1 Lopez] [C1 claimed] [Q1 victory], and Berg fights on in a memo.", None),
        ("[S1 Lopez] [C1 said] [Q1 so], weeks after Berg posted on Facebook.", None),
        ("[S1 Ana Lopez] [C1 pointed to] [Q1 gaps] in Carl Berg’s letter.", None),
        ("[S1 Ana Lopez] [C1 said] [Q1 so] in Lopez’s letter to the town.", "letter"),
    ],
)
def test_the_medium_of_a_sentence(text, expected):
    (statement,) = resolved(text, outlet="Odd Star", published="2024-02-14")
    assert statement.medium == expected
