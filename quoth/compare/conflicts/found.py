"""A conflict while it is being looked for, and the noun it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from quoth.model import Conflict, ConflictKind, Side, Span, content_id


class Voice(Protocol):
    """What both a clause and a figure have that a conflict needs of its sides."""

    article_id: str
    statement_id: str | None
    span: Span
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Two voices that cannot both stand, and how sure a rule is of it."""

    kind: ConflictKind
    a: Voice
    b: Voice
    confidence: float
    reason: str
    same: str | None = None
    """What makes it one with others between the same voices; by default what the sides say."""

    def conflict(self, event_id: str | None = None) -> Conflict:
        """The noun."""
        return Conflict(
            id=content_id(
                "conflict",
                self.kind,
                self.a.article_id,
                self.a.span,
                self.b.article_id,
                self.b.span,
            ),
            kind=self.kind,
            a=_side(self.a),
            b=_side(self.b),
            reason=self.reason,
            confidence=round(min(0.99, max(0.01, self.confidence)), 3),
            event_id=event_id,
        )


def _side(voice: Voice) -> Side:
    return Side(
        article_id=voice.article_id,
        statement_id=voice.statement_id,
        span=voice.span,
        who=voice.who,
    )
