"""The table of contents names what there is."""

from quoth.pipeline import STEPS
from quoth.schema import TABLE


def test_the_steps_name_tables_that_exist():
    named = [step.name for step in STEPS]
    assert named == ["read", "extract", "resolve"]
    for step in STEPS:
        assert set(step.writes) <= set(TABLE)
        assert step.name == "read" or set(step.reads) <= set(TABLE)
