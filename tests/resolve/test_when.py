"""A date belongs to the cue it hangs on, and to no other verb of the sentence."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved

AT = {"outlet": "Odd Star", "published": "2024-02-14"}  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("[Q1 “No,”] [S1 Lopez] [C1 insisted] on Odd News Monday.", "2024-02-12"),
        ("[S1 Lopez] [C1 said] on Odd News Sunday [Q1 that it rained].", None),
        ("[Q1 The wall held], [S1 Lopez] [C1 said] in a 2006 report.", "2006"),
        ("[Q1 The wall held], [S1 Lopez] [C1 said] in an October letter.", "2023-10"),
        ("In his March 2021 interview [S1 Lopez] [C1 said] [Q1 the wall held].", "2021-03"),
        ("[S1 Lopez] [C1 said] in a Monday letter [Q1 that the wall held].", "2024-02-12"),
        ("Speaking on Monday, [S1 Lopez] [C1 said] [Q1 the wall held].", "2024-02-12"),
        ("Looking ahead to his speech on Monday, [S1 Lopez] [C1 said] [Q1 no].", None),
        (
            "Berg hit back on Monday, hours after [S1 Lopez] [C1 made remarks about] [Q1 him].",
            None,
        ),
        (
            "Odd banned barges in January, and [S1 other towns] [C1 are considering] [Q1 a ban].",
            None,
        ),
        ("The flood in 2017 prompted [S1 builders] [C1 to speak out against] [Q1 it].", None),
        ("[S1 Lopez] [C1 said] [Q1 no], while his trial is set to end Tuesday.", None),
        ("([S1 Lopez] [C1 voted] [Q1 for the levy] when it passed back in 1996.)", None),
        ("[S1 Lopez] [C1 saying] [Q1 no], and the mayor suggested Tuesday that it rained.", None),
        ("[Q1 A levy] [C1 is expected to be announced] on Friday.", None),
        ("In a debate in November, [S1 Lopez] [C1 said] [Q1 no].", "2023-11"),
        ("The remarks came in an audit on June 4 in which [S1 officers] [C1 say] [Q1 so].", None),
        ("([S1 Lopez] [C1 backed] [Q1 the levy] back in 1996.)", "1996"),
    ],
)
def test_the_date_of_a_sentence(text, day):
    (statement,) = resolved(text, **AT)
    assert statement.said_on == day
