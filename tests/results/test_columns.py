"""The folder's columns are the project's."""

from __future__ import annotations

import pytest

from quoth.results.columns import EXTRACTED, READ, kept, month_of, nested
from quoth.schema import TABLE


def test_every_table_has_the_projects_columns():
    pytest.importorskip("pyarrow")
    schema = nested((*READ, *EXTRACTED), ("month", "TEXT"))
    for name in (*READ, *EXTRACTED):
        fields = [field.name for field in schema.field(name).type.value_type]
        gone = set(TABLE[name].names) - set(fields)
        assert fields == [column.name for column in kept(TABLE[name])]
        assert gone <= {"number", "superseded_by"}


@pytest.mark.parametrize(
    "published, month",
    [
        ("2025-01-14", "2025-01"),
        ("2025-01", "2025-01"),
        ("2025", "2025"),
        ("2025-1", "2025"),
        ("14/01/2025", "unknown"),
        ("²025-01", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_an_articles_folder(published, month):
    assert month_of(published) == month
