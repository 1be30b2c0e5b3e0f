"""Who goes on speaking, where no name says so."""

from __future__ import annotations

from tests.resolve.marked import speakers


def test_a_quotation_that_goes_on_keeps_its_speaker():
    assert speakers(
        "[Q1 “It was late,”] [S1 Carl Berg] [C1 said].\n\n[Q2 “Then it rained.”]\n\nIt ended."
    ) == [("Carl Berg",), ("Carl Berg",)]


def test_a_quotation_of_nobody_stays_so():
    assert speakers("A sign hung there.\n\n[Q1 “It is late.”]") == [()]
    assert speakers(
        "[Q1 “It was late,”] [S1 Carl Berg] [C1 said].\n\nA sign read: [Q2 “Then it rained.”]"
    ) == [("Carl Berg",), ()]


def test_somebody_new_goes_on_in_the_next_sentence():
    assert speakers(
        "[S1 Carl Berg] [C1 said] [Q1 the gate was open].\n\n"
        "A duty engineer has another version. [Q2 It was shut], [S2 he] [C2 said]."
    ) == [("Carl Berg",), ("duty engineer",)]
    assert speakers(
        "[S1 Carl Berg] [C1 said] [Q1 the gate was open].\n\n"
        "A duty engineer met Igor Quist. [Q2 It was shut], [S2 he] [C2 said]."
    ) != [("Carl Berg",), ("duty engineer",)]


def test_a_spokesman_who_goes_on_still_speaks_for_the_organization():
    assert speakers(
        "Carl Berg slept. [S1 A spokesman for the Rail Board] [C1 said] [Q1 trains ran]. "
        "[S2 He] [C2 added] [Q2 that they were late]."
    ) == [("Rail Board",), ("Rail Board",)]


def test_a_paragraph_of_quotation_is_of_whoever_was_told_of_just_before():
    before = "[S1 Carl Berg] [C1 told] the paper [Q1 that he had warned]."
    assert speakers(f"{before}\n\n[Q2 “I wrote it down.”]")[1] == ("Carl Berg",)
    assert speakers(f"{before} A sign hung there.\n\n[Q2 “I wrote it down.”]")[1] == ()
    assert speakers(f"{before}\n\n[Q2 “The sea is high.”]")[1] == ()
