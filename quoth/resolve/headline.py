"""A headline quotes what the text says again, with the speaker's name beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoth.model import Statement
from quoth.resolve.grounds import grounded
from quoth.resolve.scene import Stage, Told

LEAST = 12
"""Letters that a headline's words must have: shorter ones recur by chance."""
MOST = 8
"""Statements looked at that no name was found for."""


def name_headlines(stage: Stage, told: Sequence[Told]) -> list[Statement]:
    """Give a statement without a named speaker the one who says the same words further on.

    "‘I will not resign’", a heading without a source, and "Minister: ‘I will not resign’"
    are said by whoever says so in the text.

    Args:
        stage: the article.
        told: its statements that are nested in none, in order; their actors are filled in.

    Returns:
        The same statements in the same order.
    """
    found = [entry.statement for entry in told]
    said: list[tuple[Told, str]] | None = None
    asked = 0
    for at, entry in enumerate(told):
        statement = entry.statement
        named = any(actor.positions or actor.kind not in _VAGUE for actor in entry.actors)
        if named or (statement.source is not None and stage.layout.paragraph(entry.anchor)):
            continue
        if statement.source is None and statement.cue is not None:
            continue
        words = _letters(statement.content.text)
        asked += 1
        if len(words) < LEAST or asked > MOST:
            continue
        if said is None:
            said = [(e, _letters(e.statement.content.text)) for e in told if e.actors]
        for other, theirs in said:
            if other is not entry and words in theirs and other.actors != entry.actors:
                entry.actors = other.actors
                speakers = tuple(actor.speaker() for actor in other.actors)
                found[at] = grounded(
                    replace(statement, speakers=speakers),
                    "speakers",
                    "the same words are said further on by this speaker",
                    0.85,
                )
                break
    return found


_VAGUE = frozenset(["person", "anonymous"])


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
