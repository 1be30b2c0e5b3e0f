"""Correcting a statement: its words in the text, to be marked anew by dragging or by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.model import MODES, TYPES
from quoth.serve.article import ID
from quoth.serve.cards import CARD_HEADING, Card, card_row, cards_of
from quoth.serve.desk import Desk
from quoth.serve.judging import Decision, decisions
from quoth.serve.marking import Paragraph, marked
from quoth.serve.query import NotFound, Query
from quoth.store import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPage:
    """A statement to be corrected."""

    card: Card
    number: int
    paragraphs: tuple[Paragraph, ...]
    content: str
    """Spans as the form has them: "12-40, 52-60"."""
    cue: str
    source: str
    speakers: str
    types: tuple[str, ...]
    modes: tuple[str, ...]
    history: tuple[Decision, ...]

    heading = CARD_HEADING

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return iter([card_row(self.card)])


def correct(desk: Desk, query: Query) -> CorrectPage:
    """No parameters."""
    from quoth.judge import making

    id = query.parts["id"]
    found = cards_of(desk, [id]) if ID.match(id) else ()
    if not found:
        raise NotFound("statement")
    (card,) = found
    article = reading.article(desk.connection, card.article.id)
    statements = reading.statements(desk.connection, article)
    number, statement = next(
        (number, one) for number, one in enumerate(statements, 1) if one.id == id
    )

    def span(piece) -> str:
        return f"{piece.span[0]}-{piece.span[1]}" if piece else ""

    return CorrectPage(
        card=card,
        number=number,
        paragraphs=marked(article.text, [statement]),
        content=", ".join(f"{start}-{end}" for start, end in statement.content.spans),
        cue=span(statement.cue),
        source=span(statement.source),
        speakers="; ".join(speaker.name for speaker in statement.speakers),
        types=TYPES,
        modes=MODES,
        history=decisions(desk, making.history(desk.connection, id)),
    )
