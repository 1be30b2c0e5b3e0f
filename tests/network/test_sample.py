"""DNA's own sample, where it is at hand: matrices against counts by plain SQL."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quoth.network import Options, Row, network

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "dna" / "sample.dna"

CODED = """
    SELECT STATEMENTS.ID, STATEMENTS.DocumentId, DOCUMENTS.Date, o.Value, c.Value, b.Value
    FROM STATEMENTS
    JOIN DOCUMENTS ON DOCUMENTS.ID = STATEMENTS.DocumentId
    JOIN DATASHORTTEXT od ON od.StatementId = STATEMENTS.ID AND od.VariableId = 2
    JOIN ENTITIES o ON o.ID = od.Entity
    JOIN DATASHORTTEXT cd ON cd.StatementId = STATEMENTS.ID AND cd.VariableId = 3
    JOIN ENTITIES c ON c.ID = cd.Entity
    JOIN DATABOOLEAN b ON b.StatementId = STATEMENTS.ID AND b.VariableId = 4
    WHERE STATEMENTS.StatementTypeId = 1 AND o.Value != '' AND c.Value != ''
"""


@pytest.fixture(scope="module")
def coded():
    if not SAMPLE.exists():
        pytest.skip("needs ../shared/data/dna/sample.dna")
    with closing(sqlite3.connect(f"{SAMPLE.as_uri()}?mode=ro&immutable=1", uri=True)) as file:
        rows = file.execute(CODED).fetchall()
    return [
        Row(
            statement=str(id),
            document=str(document),
            time=datetime.fromtimestamp(date, UTC).replace(tzinfo=None),
            actor=organization,
            concept=concept,
            agreement=bool(side),
        )
        for id, document, date, organization, concept, side in rows
    ]


def test_two_mode_is_a_count(coded):
    found = network(coded, Options(mode="two-mode", qualifier="ignore", duplicates="include"))
    counts = Counter((row.actor, row.concept) for row in coded)
    assert sum(counts.values()) == found.weights.sum() == len(coded) > 30
    for (actor, concept), number in counts.items():
        assert found.weights[found.rows.index(actor), found.columns.index(concept)] == number


def test_one_mode_is_a_count_of_pairs(coded):
    for qualifier, same in (("congruence", True), ("conflict", False)):
        found = network(coded, Options(qualifier=qualifier, duplicates="include"))
        pairs = Counter(
            (a.actor, b.actor)
            for a in coded
            for b in coded
            if a.actor != b.actor
            and a.concept == b.concept
            and (a.agreement == b.agreement) is same
        )
        for i, one in enumerate(found.rows):
            for j, other in enumerate(found.rows):
                assert found.weights[i, j] == pairs[one, other]
