"""What is held side by side: figures, labels, positions and conflicts."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.model.words import Bound, Change, ConflictKind, LabelForm, Span, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that an article states, in a statement or in its outlet's own voice.

    Whose it is, and through whom: the speakers and the chain of its statement.
    """

    id: str
    article_id: str
    statement_id: str | None = None
    """The innermost statement whose content holds it; empty in the outlet's own voice."""
    span: Span
    low: float
    """The value; for a range and for a vague word ("dozens") its lower end."""
    high: float
    """The value; for a range and for a vague word its upper end."""
    bound: Bound = "exact"
    """How the value is meant: at least so many, about so many."""
    unit: str | None = None
    """By one English name: "dollar", "mile per hour"; "clock time" counts minutes from midnight."""
    counted: str | None = None
    """What is counted, its last noun in the singular: "flooded home"."""
    change: Change | None = None
    """It is the size of a change upwards or downwards; empty for a level."""
    topic: str = ""
    """Content words of its clause, cut to their stems: what it is a figure of, and of whom."""
    day: str | None = None
    """The time that its clause names for it: an ISO date or a part of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What an article calls an actor other than by name."""

    id: str
    article_id: str
    statement_id: str | None = None
    """The statement in whose content it stands: its speaker's word; empty for the outlet's."""
    span: Span
    text: str
    """The article's text at the span."""
    actor: str
    """The name of whom it is said, as the article gives it in full."""
    actor_id: str | None = None
    """Its id as a speaker of the article; empty for somebody who says nothing in it."""
    form: LabelForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """That the figures and labels of an article were read, and from what."""

    article_id: str
    fingerprint: str
    """Hash of the statements and the rules that they were read from and by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An actor's stance on what one statement says."""

    id: str
    article_id: str
    statement_id: str
    claim_id: str | None = None
    """The claim that the statement is of, if it was matched with others."""
    actor_id: str
    """The actor's id across articles."""
    position: Stance
    span: Span
    """The words that prove it."""
    confidence: float
    """How sure the rule is, from 0 to 1; an order, no probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two voices of a conflict."""

    article_id: str
    statement_id: str | None = None
    """Empty in the outlet's own voice."""
    span: Span
    who: str
    """The speaker's name, or the outlet's in its own voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two voices that cannot both stand."""

    id: str
    kind: ConflictKind
    a: Side
    b: Side
    reason: str
    """In words."""
    confidence: float
    """How sure the rule is, from 0 to 1; the order of the list, no probability."""
    event_id: str | None = None
    """The event that both articles tell of, if they do."""
