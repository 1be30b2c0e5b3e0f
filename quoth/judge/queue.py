"""What a person should look at next.

1. *look*: judgements whose place cannot be told any more, with the reason.
2. *disagreement*: statements of which people say different things; the last word holds until then.
3. *unsure*: statements that nobody has judged, those first where the machine is least sure and
   most hangs on it: (1 - p) * (1 + ln(1 + n) + ln(m)). p is the confidence in the spans times that
   in the speaker, n how many statements the speaker's actor makes in the project, m in how many
   outlets the claim stands that it belongs to.
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quoth.judge import across, concepts, conflicts, keeping
from quoth.judge.coding import FIELDS, MACHINE, Coded, Word, coded, value
from quoth.model import Judgement

UNKNOWN_SPEAKER = 0.5
"""How sure the machine is of a speaker whom nothing vouches for."""

UNJUDGED = """
    SELECT
      statement.id, statement.article_id, statement.confidence,
      (SELECT confidence FROM ground
       WHERE statement_id = statement.id AND field = 'speakers'),
      (SELECT MAX(actor.statements) FROM speaker
       JOIN appearance ON appearance.id = speaker.actor_id
       JOIN actor ON actor.id = appearance.actor_id
       WHERE speaker.statement_id = statement.id),
      (SELECT MAX(claim.outlets) FROM member JOIN claim ON claim.id = member.claim_id
       WHERE member.statement_id = statement.id)
    FROM statement JOIN article ON article.id = statement.article_id
    WHERE article.superseded_by IS NULL
    AND statement.id NOT IN (SELECT statement_id FROM standing WHERE statement_id IS NOT NULL)
    ORDER BY statement.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One thing to look at."""

    kind: Literal["look", "disagreement", "unsure"]
    reason: str
    """In words."""
    article_id: str | None = None
    statement_id: str | None = None
    judgements: tuple[Judgement, ...] = ()
    """Those that it is about."""
    score: float | None = None
    """For what the machine is unsure of: what the order goes by."""


def queue(connection: sqlite3.Connection, *, unsure: int) -> Iterator[QueueItem]:
    """What there is to look at, the most pressing first.

    Args:
        connection: of the project.
        unsure: at most so many statements that nobody has judged.
    """
    yield from _to_look_at(connection)
    for one in coded(connection):
        yield from disagreements(one)
    yield from _unsure(connection, unsure)


def _to_look_at(connection: sqlite3.Connection) -> Iterator[QueueItem]:
    if not keeping.any_kept(connection):
        return
    off = keeping.off(connection)
    current = "article_id IN (SELECT id FROM article WHERE superseded_by IS NULL)"
    standings: dict[str, list] = {}
    for standing in keeping.standings(connection, current):
        standings.setdefault(standing.judgement_id, []).append(standing)
    across_articles = dict(
        [
            *across.queued(connection),
            *concepts.queued(connection),
            *conflicts.queued(connection),
        ]
    )
    for judgement in keeping.select(connection, "action != 'undo'"):
        if judgement.id in off:
            continue
        if judgement.id in across_articles:
            reason = across_articles[judgement.id]
            yield QueueItem(kind="look", reason=reason, judgements=(judgement,))
        if judgement.target not in ("statement", "article"):
            continue
        found = standings.get(judgement.id, [])
        holding = [s for s in found if s.status != "queued"]
        if holding:
            if judgement.target == "article" and holding[0].reason:
                yield _look(judgement, holding[0])
            continue
        if found:
            yield _look(judgement, found[0])
        else:
            reason = "its article is not in the project"
            yield QueueItem(kind="look", reason=reason, judgements=(judgement,))


def _look(judgement: Judgement, standing) -> QueueItem:
    return QueueItem(
        kind="look",
        reason=standing.reason or "",
        article_id=standing.article_id,
        statement_id=standing.statement_id,
        judgements=(judgement,),
    )


def disagreements(one: Coded) -> Iterator[QueueItem]:
    """The statements of an article of which people say different things."""
    effective = {id(item.thread): item.statement for item in one.effect.items if item.thread}
    threads = [thread for thread in one.effect.threads if thread.live]
    for number, unit in enumerate(one.units):
        people = {name: word for name, word in unit.items() if name != MACHINE}
        at_odds = list(_at_odds(people, one))
        if not at_odds:
            continue
        statement = effective.get(id(threads[number])) if number < len(threads) else None
        yield QueueItem(
            kind="disagreement",
            reason="; ".join(at_odds),
            article_id=one.article.id,
            statement_id=statement and statement.id,
            judgements=tuple(
                sorted(
                    (word.judgement for word in people.values() if word.judgement),
                    key=lambda judgement: (judgement.made_at, judgement.id),
                )
            ),
        )


def _at_odds(people: dict[str, Word], one: Coded) -> Iterator[str]:
    """In words, the fields in which people say different things."""
    takes = {name for name, word in people.items() if word.statement is not None}
    if takes and len(takes) < len(people):
        yield f"a statement: {_names(takes)}; none: {_names(people.keys() - takes)}"
    for field in FIELDS:
        said = {
            name: value(word, field)
            for name, word in people.items()
            if word.statement is not None and field in word.said
        }
        if len(set(said.values())) > 1:
            yield f"{field}: " + "; ".join(
                f"{name} {_shown(people[name], field)}" for name in sorted(said)
            )
    for field in ("content", "cue", "source"):
        spans = {
            name: one.letters.held(*_spans(word, field))
            for name, word in people.items()
            if word.statement is not None and _set_spans(word, field)
        }
        if len(set(spans.values())) > 1:
            yield f"the words of the {field}: {_names(spans)}"


def _set_spans(word: Word, field: str) -> bool:
    """Whether a person has vouched for the words of a field."""
    made = word.judgement
    if made is None:
        return False
    return made.action in ("accept", "add") or f'"{field}":' in (made.now or "")


def _spans(word: Word, field: str):
    if field == "content":
        return word.statement.content.spans
    piece = getattr(word.statement, field)
    return (piece.span,) if piece else ()


def _shown(word: Word, field: str) -> str:
    found = getattr(word.statement, field)
    if isinstance(found, tuple):
        return ", ".join(one.name for one in found) or "nobody"
    return getattr(found, "name", found) or "none"


def _names(people) -> str:
    return ", ".join(sorted(people))


def _unsure(connection: sqlite3.Connection, limit: int) -> Iterator[QueueItem]:
    if limit <= 0:
        return
    ranked = heapq.nlargest(limit, _ranked(connection), key=lambda entry: (entry[0], entry[1]))
    for score, id, article_id, sure, speaker, uses, outlets in ranked:
        reasons = [f"sure to {sure:.0%} of the words"]
        if speaker is not None:
            reasons.append(f"to {speaker:.0%} of the speaker" if speaker else "of no speaker")
        if uses and uses > 1:
            reasons.append(f"who makes {uses:,} statements")
        if outlets and outlets > 1:
            reasons.append(f"in {outlets:,} outlets")
        yield QueueItem(
            kind="unsure",
            reason=", ".join(filter(None, reasons)),
            article_id=article_id,
            statement_id=id,
            score=score,
        )


def _ranked(connection: sqlite3.Connection) -> Iterator[tuple]:
    for id, article_id, sure, speaker, uses, outlets in connection.execute(UNJUDGED):
        p = sure * (speaker or UNKNOWN_SPEAKER)
        matters = 1 + math.log(1 + (uses or 0)) + math.log(max(1, outlets or 1))
        yield (1 - p) * matters, id, article_id, sure, speaker, uses, outlets
