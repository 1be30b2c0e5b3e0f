"""Speakers of one article who stand on two sides, found and not found."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from quoth.compare.valence import valence
from tests.compare.conflicts.test_search import told, view

JUDGED = Path(__file__).parents[1] / "opposed.csv"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a blueprint for growth", 2),
        ("it would be no benefit", -1),
        ("I doubt we will see a rush of interest", -2),
        ("that was never a failure", 1),
        ("the ferry left at nine", 0),
    ],
)
def test_valence(text, value):
    assert valence(text) == value


def test_who_speaks_ill_of_what_another_decided():
    found = told(
        view(
            "[S1 Mira Tolland] [C1 decided] [Q1 to move the fish market to the hill]. "
            "[S2 Joren Pike] [C2 called] [Q2 Tolland's decision a disaster for the town].",
            types={1: "decision"},
        )
    )
    assert found == [("position", "Mira Tolland", "Joren Pike")]


def test_one_speaks_well_and_one_ill_of_a_thing():
    found = told(
        view(
            "[S1 Mira Tolland] [C1 said] [Q1 the herring budget was a blueprint for growth]. "
            "[S2 Joren Pike] [C2 said] [Q2 the herring budget shortchanges the poor]."
        )
    )
    assert found == [("position", "Mira Tolland", "Joren Pike")]


def test_a_dissent_is_held_against_what_the_court_decided():
    found = told(
        view(
            "[S1 The harbour court] [C1 ruled] [Q1 that the levy is lawful]. "
            "[S2 A lower court] [C2 had ruled] [Q2 that the levy needs a vote]. "
            "[Q3 “The town never voted on this,”] [S3 Judge Joren Pike] [C3 wrote] in a short "
            "dissent.",
            types={1: "decision", 2: "decision"},
        )
    )
    assert ("position", "harbour court", "Joren Pike") in [
        (kind, first.removeprefix("The "), second.removeprefix("Judge "))
        for kind, first, second in found
    ]


def test_who_joins_the_dissenters_says_otherwise_than_the_court():
    found = told(
        view(
            "[S1 The harbour court] [C1 upheld] [Q1 the herring levy of last spring]. "
            "[S2 Joren Pike] [C2 joined the dissenters in finding] [Q2 that towns cannot tax fish]."
        )
    )
    assert [kind for kind, *_ in found] == ["position"]


@pytest.mark.parametrize(
    "words",
    [
        # The word is the speaker's own.
        "[S2 Joren Pike] [C2 said] [Q2 that nobody in the guild had a right to dissent].",
        # Another sentence tells of it.
        "[S2 Joren Pike] [C2 said] [Q2 that towns like this one tax fish]. Nobody wrote a dissent.",
    ],
)
def test_a_dissent_somewhere_else_is_none(words):
    assert not told(
        view(f"[S1 The harbour court] [C1 ruled] [Q1 that the levy is lawful]. {words}")
    )


def test_who_speaks_ill_of_somebodys_voters_does_not_speak_against_him():
    assert not told(
        view(
            "[S1 Mira Tolland] [C1 decided] [Q1 to move the fish market to the hill]. "
            "[S2 Joren Pike] [C2 said] [Q2 the anger of Tolland's neighbours frightened him].",
            types={1: "decision"},
        )
    )


def test_in_a_large_project_such_positions_are_not_kept():
    one = view(
        "[S1 Mira Tolland] [C1 said] [Q1 the herring budget was a blueprint for growth]. "
        "[S2 Joren Pike] [C2 said] [Q2 the herring budget shortchanges the poor]."
    )
    others = [view("Rain fell.", outlet=f"Outlet {n}") for n in range(300)]
    assert told(one)
    assert not told(one, *others)


def test_the_judged_pairs_hold_no_text():
    with open(JUDGED, encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    found = Counter((pair["rule"], pair["verdict"]) for pair in pairs)
    assert sum(found.values()) == len(pairs) == 238
    assert set(found) == {
        (rule, verdict)
        for rule in ("dissent", "against", "well and ill")
        for verdict in ("conflict", "none")
    }
    assert all(len(pair["article"]) == 16 for pair in pairs)
