"""Which statements are grouped into concepts, and which of them first if there are too many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from quoth.compare.positions import position
from quoth.compare.words import STOP, WORD
from quoth.concepts.found import Utterance
from quoth.model import Article, Statement

LEAST_WORDS = 2
"""Telling words without which a content is of no concept: "it", "so", "no comment"."""
OPINIONS = ("belief", "demand", "denial", "intention", "decision")
"""Types whose statements are grouped before plain assertions where there are too many."""

Rank = tuple[bool, int, bool, bool, float, str]
"""Lower ones are grouped first; no two statements have the same."""


def choices(
    article: Article,
    statements: Sequence[Statement],
    *,
    known: Mapping[str, str],
    claims: Mapping[str, tuple[str, int]],
    sure: Mapping[str, float],
    coded: Collection[str] = (),
) -> Iterator[tuple[Rank, Utterance]]:
    """The statements of an article that may be grouped.

    A statement is grouped if somebody is named as its speaker and it has telling words. Of too many
    the most carried ones go first, then those that take a side or are opinions, then the surest;
    what a person coded is always there.

    Args:
        article: the article.
        statements: its statements.
        known: speaker's id in its article to id across articles.
        claims: statement to its claim, and from how many sources that has come.
        sure: statement to its confidence.
        coded: ids of statements that a person coded.
    """
    for statement in statements:
        if not _worth(statement) and statement.id not in coded:
            continue
        stance, _, _ = position(statement, article.text)
        claim, sources = claims.get(statement.id, (None, 0))
        confidence = sure.get(statement.id, 0.0)
        rank = (
            statement.id not in coded,
            -sources,
            stance == "asserts",
            statement.type not in OPINIONS,
            -confidence,
            statement.id,
        )
        actors = dict.fromkeys(known.get(s.id, s.id) for s in statement.speakers)
        yield (
            rank,
            Utterance(
                statement_id=statement.id,
                article_id=article.id,
                text=statement.content.text,
                actors=tuple(actors),
                outlet=article.outlet,
                published=article.published,
                stance=stance,
                confidence=confidence,
                claim_id=claim,
            ),
        )


def _worth(statement: Statement) -> bool:
    if not statement.speakers or statement.type == "question":
        return False
    words = {w for m in WORD.finditer(statement.content.text) if (w := m[0].lower()) not in STOP}
    return len(words) >= LEAST_WORDS
