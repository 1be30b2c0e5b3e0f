"""What was compared before never shows in the result."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quoth.compare.conflicts import meeting
from quoth.store import Project, opposing
from tests.compare.builders import resolved
from tests.store.builders import keep

TEXTS = (
    "[Q1 The barrier took 40 minutes to close], [S1 Mira Tolland] [C1 said].",
    "[Q1 The barrier took 75 minutes to close], [S1 Joren Pike] [C1 said].",
    "[Q1 The barrier took 75 minutes to close], [S1 Mira Tolland] [C1 said].",
    "The barrier took 75 minutes to close, up from 40 minutes to close in May.",
    "[S1 Mira Tolland] [C1 supports] [Q1 the herring levy].",
    "[S1 Joren Pike] [C1 opposes] [Q1 the herring levy].",
    "[Q1 “A gate that waits for ships is a door, not a defence,”] [S1 Mira Tolland] [C1 said].",
    "[Q1 “A gate that waits for ships is a door, not a defence,”] [S1 Joren Pike] [C1 said].",
    "[Q1 Claims that the barrier was held for a ship are false], [S1 Joren Pike] [C1 said].",
    "[S1 Mira Tolland] [C1 said] [Q1 that the barrier was held for a ship].",
)
OUTLETS = ("The Tide", "The Buoy", "The Gull")
DAYS = ("2024-05-12", "2024-05-14", "2024-07-20", None)
CORPUS = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.sampled_from(OUTLETS), st.sampled_from(DAYS)),
    min_size=2,
    max_size=8,
    unique=True,
)


def article(text: str, outlet: str, day: str | None):
    # Another text each: the same text of the same outlet would be the same article.
    made, statements = resolved(
        f"{text} Item {outlet}, {day}.", outlet=outlet, published=day, language="en"
    )
    return replace(made, path=f"{made.id}.txt"), statements


def rows(project: Project) -> list[list[tuple]]:
    return [
        project._connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in ("conflict", "position")
    ]


@pytest.mark.parametrize(("few", "most"), [(1, 100), (300, 100), (1, 1), (1, 2)])
@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(drawn=CORPUS)
def test_one_by_one_or_at_once(few, most, drawn):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(opposing, "FEW", few)
        patch.setattr(meeting, "MOST", most)
        with Project.open(Path(folder) / "one.quoth", create=True) as one:
            for each in drawn:
                keep(one, *article(*each))
                one.find_conflicts()
            step_by_step = rows(one), one.left_out()
        with Project.open(Path(folder) / "all.quoth", create=True) as everything:
            for each in reversed(drawn):
                keep(everything, *article(*each))
            everything.find_conflicts()
            assert (rows(everything), everything.left_out()) == step_by_step


@settings(max_examples=30, deadline=None)
@given(drawn=CORPUS, gone=st.sets(st.integers(0, 7), min_size=1), most=st.sampled_from([1, 2]))
def test_what_is_gone_lets_others_meet_again(drawn, gone, most):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(opposing, "FEW", 1)
        patch.setattr(meeting, "MOST", most)
        with Project.open(Path(folder) / "one.quoth", create=True) as one:
            for each in drawn:
                keep(one, *article(*each))
            one.find_conflicts()
            for number in sorted(gone):
                if number < len(drawn):
                    keep(one, article(*drawn[number])[0], ())
            one.find_conflicts()
            step_by_step = rows(one), one.left_out()
        with Project.open(Path(folder) / "all.quoth", create=True) as everything:
            for number, each in enumerate(drawn):
                made, statements = article(*each)
                keep(everything, made, () if number in gone else statements)
            everything.find_conflicts()
            assert (rows(everything), everything.left_out()) == step_by_step


def test_a_conflict_goes_with_its_article(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        keep(project, *article(TEXTS[4], OUTLETS[0], DAYS[0]))
        other, statements = article(TEXTS[5], OUTLETS[1], DAYS[0])
        keep(project, other, statements)
        project.find_conflicts()
        assert [info.conflict.kind for info in project.conflicts()] == ["position"]
        keep(project, other, ())
        project.find_conflicts()
        assert project.conflicts() == []
