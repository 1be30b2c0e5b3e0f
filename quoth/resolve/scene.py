"""What the resolution of one source may look at: the text around it, who spoke before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.model import Article, Span, Statement
from quoth.resolve.cast import Actor, Cast
from quoth.resolve.layout import QUOTED, Layout

RECENT_MENTIONS = 60
"""Names before a pronoun that are looked at; a page without paragraphs stays linear."""


@dataclass(slots=True)
class Told:
    """A statement already resolved, as later pronouns see it."""

    anchor: int
    statement: Statement
    actors: tuple[Actor, ...]

    @property
    def last(self) -> int:
        """Where it ends: what follows is near it, however long the quotation was."""
        spans = self.statement.content.spans
        return max(self.anchor, spans[-1][1] - 1) if spans else self.anchor


@dataclass(slots=True)
class Scene:
    """The place of one statement in the article.

    Attributes:
        offset: where the source begins.
        told: earlier statements that are nested in none, in order.
        outer: the statement this one is nested in, and its actors.
        own: spans of the statement's own content.
        reason: why the source stands for whom it does, in words; the last rule says.
        confidence: how often that rule is right, between 0 and 1.
    """

    offset: int
    told: list[Told]
    outer: Told | None = None
    own: tuple[Span, ...] = field(default=())
    reason: str = ""
    confidence: float = 0.0

    @property
    def begin(self) -> int:
        """Where the statement begins: words of one's own before "he said" put no distance
        between "he" and whoever was named before them."""
        return min(self.offset, self.own[0][0]) if self.own else self.offset

    def because(self, reason: str, confidence: float) -> None:
        """Say why: the rule that answers calls this last."""
        self.reason, self.confidence = reason, confidence


class Stage:
    """An article with its words, its actors and where other people's words stand."""

    def __init__(self, article: Article, layout: Layout, cast: Cast, contents: Sequence[Span]):
        """Args:
        article, layout, cast: the same text.
        contents: spans of the contents of the outermost statements.
        """
        self.article = article
        self.layout = layout
        self.cast = cast
        self._starts, self._ends = merge(contents)
        people = (len(a.positions) for a in cast.actors if a.kind == "person")
        self.most_mentions = max(people, default=0)
        """How often the person is named whom the article names most."""

    def content(self, offset: int) -> int | None:
        """Which outermost content an offset lies in, by its number; None for none."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self._ends[at] else None

    def quoted(self, offset: int) -> bool:
        """Whether the word at an offset stands in quotation marks."""
        tokens = self.layout.tokens(offset, offset + 1)
        return bool(tokens) and bool(self.layout.flags[tokens.start] & QUOTED)

    def mentions_before(self, offset: int, start: int) -> range:
        """Indexes of the mentions from `start` to an offset, the latest RECENT_MENTIONS."""
        return self.cast.mentions_in(start, offset)[-RECENT_MENTIONS:]

    def nearness(self, actor: Actor, offset: int) -> float:
        """0 to 0.9: how recently an actor was named before an offset, by paragraphs."""
        at = bisect_left(actor.positions, offset)
        if not at:
            return 0.0
        gap = self.layout.paragraph(offset) - self.layout.paragraph(actor.positions[at - 1])
        return max(0.0, 0.9 - 0.3 * gap)


def clear_winner(
    scored: Sequence[tuple[float, Actor]], *, margin: float, least: float = float("-inf")
) -> Actor | None:
    """The best of several when nothing else comes near it."""
    ranked = sorted(scored, key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < least:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin:
        return None
    return ranked[0][1]


def merge(contents: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Ranges in order without overlap, as starts and ends."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(contents):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends
