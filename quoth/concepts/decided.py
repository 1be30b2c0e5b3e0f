"""What people decided about concepts, by the ids of the statements that the project has now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A statement that a person coded."""

    statement: str
    concept: str | None
    """The name of its concept; None where the person decided on the agreement alone."""
    agreement: bool | None
    """Whether the statement agrees with it; None where the person did not say."""
    by: str
    judgement_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """All that binds a grouping; of words that contradict one another the last one holds."""

    together: tuple[tuple[str, str], ...] = ()
    """Pairs of statements that are of one concept."""
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs that are not."""
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """A name, and the statements whose concept is called so, in the order of the decisions."""
    coded: tuple[Coded, ...] = ()


NOTHING = Decided()
