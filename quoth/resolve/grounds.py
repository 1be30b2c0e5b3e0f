"""Why a field was filled as it was: a reason in words and a confidence, one a field."""

from __future__ import annotations

from dataclasses import replace

from quoth.model import Ground, GroundedField, Statement

ORDER: tuple[GroundedField, ...] = GroundedField.__args__  # type: ignore[attr-defined]


STATED, INFERRED = "stated: ", "inferred: "
"""How the reason of a date begins: its own sentence or name tells it, or something else."""


def grounded(
    statement: Statement, field: GroundedField, reason: str, confidence: float
) -> Statement:
    """The statement with the ground of one field; an earlier ground of that field goes."""
    ground = Ground(field=field, reason=reason, confidence=round(confidence, 2))
    others = [other for other in statement.grounds if other.field != field]
    ordered = sorted([*others, ground], key=lambda g: ORDER.index(g.field))
    return replace(statement, grounds=tuple(ordered))


def dated_itself(statement: Statement) -> bool:
    """Whether the statement's own words date it, and not what the article says elsewhere."""
    return any(g.field == "said_on" and g.reason.startswith(STATED) for g in statement.grounds)


def without(statement: Statement) -> Statement:
    """The statement as extraction left it: what resolve fills is empty."""
    return replace(
        statement,
        speakers=(),
        chain=(),
        addressee=None,
        medium=None,
        said_on=None,
        grounds=(),
    )
