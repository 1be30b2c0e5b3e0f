"""What was matched before never shows in the result."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quoth.match import candidates
from quoth.store import Project
from tests.match.builders import said
from tests.store.builders import keep

SENTENCES = (
    "We will not close the harbour before the storm has passed over the lower town",
    "We will not close the harbour before the storm has passed",
    "We will never close the harbour before this storm has passed over the lower town",
    "the council spent three million talers on a gate that nobody can shut at night",
    "three million talers on a gate that nobody can shut",
    "the harbour stays open for everybody who pays",
)
SPEAKERS = ("Ada Vale", "Boris Reed", "Cleo Marsh")
OUTLETS = ("The Tide", "The Buoy", "The Gull")
DAYS = ("2025-01-14", "2025-01-16", "2025-02-20", None)

ARTICLES = st.lists(
    st.tuples(
        st.sampled_from(SENTENCES),
        st.sampled_from(SPEAKERS),
        st.sampled_from(OUTLETS),
        st.sampled_from(DAYS),
        st.booleans(),
    ),
    min_size=2,
    max_size=7,
    unique=True,
)


def corpus(drawn):
    # Another text each: the same text of the same outlet would be the same article.
    return [
        said(words, by=by, outlet=outlet, day=day, quoted=quoted, around=f"Item {number}, {day}.")
        for number, (words, by, outlet, day, quoted) in enumerate(drawn)
    ]


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(drawn=ARTICLES, cap=st.sampled_from((2, 200)))
def test_one_by_one_or_at_once(drawn, cap):
    before = candidates.CAP
    candidates.CAP = cap  # so that words in a row become formulas while articles come
    try:
        with tempfile.TemporaryDirectory() as folder:
            with Project.open(Path(folder) / "one.quoth", create=True) as one:
                for article, statements in corpus(drawn):
                    keep(one, article, statements)
                    one.match()
                step_by_step = one.digest()
            with Project.open(Path(folder) / "all.quoth", create=True) as everything:
                for article, statements in reversed(corpus(drawn)):
                    keep(everything, article, statements)
                everything.match()
                assert everything.digest() == step_by_step
    finally:
        candidates.CAP = before


def test_again_changes_nothing(tmp_path):
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        for article, statements in corpus(
            [(SENTENCES[0], SPEAKERS[0], outlet, DAYS[0], True) for outlet in OUTLETS]
        ):
            keep(project, article, statements)
        assert project.match()
        found = project.digest()
        assert not project.match()
        assert project.digest() == found
