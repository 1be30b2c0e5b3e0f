"""What is a role and what only stands beside a name."""

from __future__ import annotations

import pytest

from quoth.resolve.roles import tidy_role
from tests.resolve.marked import resolved


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("energy minister", "energy minister"),
        ("head of the board for her district", "head of the board for her district"),
        ("University of Odd oncologist", "University of Odd oncologist"),
        ("legal scholar currently based at Odd University", "legal scholar"),
        ("chairman of the", "chairman"),
        ("US District Judge", "US District Judge"),
        ("don't trust", ""),
        ("mayor also", "mayor"),
        ("making him just the third president", ""),
        ("complain the top diplomat ignores them", ""),
        ("Ruritania", ""),
        ("Odd Images from the fair", ""),
        ("President Ana Lopez gave a kiss", ""),
        ("", ""),
    ],
)
def test_tidy_role(text, role):
    assert tidy_role(text) == role


def test_a_verb_before_a_name_makes_no_role():
    text = "We don’t trust Ana Lopez. [S1 Lopez] [C1 said] [Q1 it was late]."
    (statement,) = resolved(text)
    assert statement.speakers[0].role is None


def test_a_role_ends_before_what_runs_on():
    text = "[S1 Ana Lopez, a lawyer representing Carl Berg,] [C1 said] [Q1 it was late]."
    (statement,) = resolved(text)
    assert statement.speakers[0].role == "lawyer"
