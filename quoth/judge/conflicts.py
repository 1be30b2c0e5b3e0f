"""Judgements on conflicts: that two voices clash, or that they do not.

Conflicts are made anew by every run. A judgement is therefore anchored on both sides: on the
statement, word for word, and on the words in it that clash; in an outlet's own voice on those
words alone. What was rejected is taken out of what a run finds, and what was accepted stays, at
the place of its words, also if the machine does not find it any more.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quoth.errors import UsageError
from quoth.judge import across, keeping, making
from quoth.judge.anchor import Anchor, Gone, Placed, Spans, anchored
from quoth.judge.fields import core_spans
from quoth.judge.letters import letters_in
from quoth.judge.plain import dumped, noun_of, plain
from quoth.model import Conflict, Judgement, Side, content_id
from quoth.schema import TABLE
from quoth.store import reading
from quoth.store.rows import noun, row

ROW = TABLE["conflict"]

SURE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a live judgement says of the project as it is."""

    judgement: Judgement
    conflict: Conflict | None
    """At the places of its words now; none where they cannot be told."""
    reason: str | None = None
    """Why a person must look, if one must."""


# Making a judgement


def on_conflict(
    connection: sqlite3.Connection, action: str, about: Mapping[str, Any]
) -> dict[str, Any]:
    """Accept or reject a conflict.

    Raises:
        UsageError: there is no such conflict, or there are several.
    """
    found = known_conflict(connection, about["conflict"])
    last = final(connection).get(found.id)
    return {
        "action": action,
        "target": "conflict",
        "anchor": dumped(
            {"kind": found.kind, "sides": [[_side(connection, one)] for one in (found.a, found.b)]}
        ),
        "was": dumped(plain(found)),
        "follows": last and last.judgement.id,
    }


def known_conflict(connection: sqlite3.Connection, name: str) -> Conflict:
    """The conflict of an id or the beginning of one, also one that was rejected.

    Raises:
        UsageError: there is none, or there are several.
    """
    found: list[Conflict] = []
    if isinstance(name, str) and len(name) >= making.SHORTEST:
        rows = reading.rows(
            connection,
            "conflict",
            "id >= ? AND id < ? ORDER BY id LIMIT 5",
            name,
            f"{name}\U0010ffff",
        )
        found = [noun("conflict", values, {}) for values in rows]
        if not found:
            found = [
                verdict.conflict
                for verdict in final(connection).values()
                if verdict.conflict and verdict.conflict.id.startswith(name)
            ]
    if len(found) == 1:
        return found[0]
    raise UsageError(
        f"{name!r} names {len(found) or 'no'} conflict{'s' if len(found) > 1 else ''}",
        advice="'quoth conflicts --json' gives the ids; a run makes conflicts anew",
    )


def _side(connection: sqlite3.Connection, side: Side) -> dict[str, Any]:
    """One side's anchor, with the words that clash."""
    if side.statement_id is None:
        article = reading.article(connection, side.article_id)
        record = anchored(article, [side.span]).record()
    else:
        known = making.known_statement(connection, side.statement_id)
        statement = known.statement
        record = anchored(
            known.article,
            core_spans(statement),
            [side.span],
            statement=statement.id,
            model=known.model,
            spans=Spans(
                content=statement.content.spans,
                cue=statement.cue and statement.cue.span,
                source=statement.source and statement.source.span,
            ),
        ).record()
    return {**record, "clash": list(side.span), "who": side.who}


# What judgements say of the project as it is


def final(connection: sqlite3.Connection) -> dict[str, Verdict]:
    """The last live verdict on each conflict whose words are there, by the conflict's id."""
    found = {}
    for verdict in verdicts(connection):
        if verdict.conflict is not None:
            found.pop(verdict.conflict.id, None)
            found[verdict.conflict.id] = verdict
    return found


def verdicts(connection: sqlite3.Connection) -> list[Verdict]:
    """Each judgement on a conflict that nobody undid, in the order in which they were made."""
    judgements = keeping.select(connection, "target = 'conflict'")
    if not judgements:
        return []
    off = keeping.off(connection)
    seen: across.Seen = {}
    return [_verdict(connection, one, seen) for one in judgements if one.id not in off]


def _verdict(connection: sqlite3.Connection, judgement: Judgement, seen: across.Seen) -> Verdict:
    anchor = json.loads(judgement.anchor)
    was: Conflict = noun_of(Conflict, json.loads(judgement.was), "")
    sides = []
    for (record,), side in zip(anchor["sides"], (was.a, was.b), strict=True):
        placed, reason = _placed(connection, record, side, seen)
        if placed is None:
            return Verdict(judgement=judgement, conflict=None, reason=reason)
        sides.append(placed)
    a, b = sides
    return Verdict(judgement=judgement, conflict=_conflict(was, a, b))


def _conflict(was: Conflict, a: Side, b: Side) -> Conflict:
    """The conflict between two sides: its id is that which a run would give it."""
    return Conflict(
        id=content_id("conflict", was.kind, a.article_id, a.span, b.article_id, b.span),
        kind=was.kind,
        a=a,
        b=b,
        reason=was.reason,
        confidence=was.confidence,
        event_id=was.event_id,
    )


def _placed(
    connection: sqlite3.Connection, record: dict[str, Any], side: Side, seen: across.Seen
) -> tuple[Side | None, str | None]:
    """A side at its place in the current captures of its page, or why it has none."""
    anchor, reason = Anchor.of_record(record), "its article is not in the project"
    start, end = record["clash"]
    for id in across.captures(connection, anchor):
        try:
            article, known = across.looked_at(connection, id, seen)
            placed = Placed(anchor, article, letters_in(article.text))
            statement = None
            if anchor.spans is not None:
                statement = across.located_in(article, known, anchor)
            return (
                Side(
                    article_id=id,
                    statement_id=statement,
                    span=placed.span((start, end)),
                    who=record.get("who") or side.who,
                ),
                None,
            )
        except Gone as gone:
            reason = str(gone)
    return None, reason


# Laid over what a run finds


def lay_over(connection: sqlite3.Connection) -> None:
    """Bring the table of conflicts in line with what people decided; the caller writes."""
    for verdict in final(connection).values():
        found, action = verdict.conflict, verdict.judgement.action
        same = _alike(connection, found, near=action == "accept")
        if action == "reject":
            connection.executemany("DELETE FROM conflict WHERE id = ?", [(id,) for id in same])
        elif same:
            connection.executemany(
                "UPDATE conflict SET confidence = ? WHERE id = ?", [(SURE, id) for id in same]
            )
        else:
            _put(connection, found, confidence=SURE)


def give_back(connection: sqlite3.Connection, judgement: Judgement) -> None:
    """A judgement on a conflict was undone: the conflict is again as it was before it.

    Whether a run would still find it only a run can say.
    """
    seen: across.Seen = {}
    verdict = _verdict(connection, judgement, seen)
    if verdict.conflict is None:
        return
    for id in _alike(connection, verdict.conflict, near=False):
        connection.execute("DELETE FROM conflict WHERE id = ?", (id,))
    _put(connection, verdict.conflict, confidence=verdict.conflict.confidence)


def _put(connection: sqlite3.Connection, one: Conflict, *, confidence: float) -> None:
    """Add a conflict; its event is that of both its articles now."""
    events = [
        event
        for (event,) in connection.execute(
            "SELECT event_id FROM happening WHERE article_id = ?1 INTERSECT"
            " SELECT event_id FROM happening WHERE article_id = ?2 LIMIT 1",
            (one.a.article_id, one.b.article_id),
        )
    ]
    made = Conflict(
        id=one.id,
        kind=one.kind,
        a=one.a,
        b=one.b,
        reason=one.reason,
        confidence=confidence,
        event_id=events[0] if events else None,
    )
    connection.execute(ROW.insert, row(ROW, made))


def _alike(connection: sqlite3.Connection, one: Conflict, *, near: bool) -> list[str]:
    """Ids of the conflicts that are this one, whichever side stands first.

    Args:
        connection: of the project.
        one: the conflict.
        near: also the only one of the same kind between the same statements whose words overlap
            with these on both sides.
    """
    turned = _conflict(one, one.b, one.a)
    found = connection.execute(
        "SELECT id FROM conflict WHERE id IN (?, ?)", (one.id, turned.id)
    ).fetchall()
    if not found and near:
        found = _near(connection, one)
        found = found if len(found) == 1 else []
    return [id for (id,) in found]


def _near(connection: sqlite3.Connection, one: Conflict) -> list[tuple[str]]:
    found = []
    for a, b in ((one.a, one.b), (one.b, one.a)):
        found += connection.execute(
            "SELECT id FROM conflict WHERE kind = ? AND a_article_id = ? AND b_article_id = ?"
            " AND a_statement_id IS ? AND b_statement_id IS ?"
            " AND a_start < ? AND ? < a_end AND b_start < ? AND ? < b_end",
            (
                one.kind,
                a.article_id,
                b.article_id,
                a.statement_id,
                b.statement_id,
                a.span[1],
                a.span[0],
                b.span[1],
                b.span[0],
            ),
        ).fetchall()
    return found


def held(connection: sqlite3.Connection) -> dict[str, Judgement]:
    """The judgement that holds of each conflict that people judged, by the conflict's id.

    An accepted conflict is told by the id that its row has now, a rejected one by the id that it
    would have.
    """
    found = {}
    for id, verdict in final(connection).items():
        same = _alike(connection, verdict.conflict, near=verdict.judgement.action == "accept")
        for each in same or [id]:
            found[each] = verdict.judgement
    return found


def queued(connection: sqlite3.Connection) -> Iterable[tuple[str, str]]:
    """(judgement's id, reason) of the judgements on conflicts to be looked at."""
    held = {verdict.judgement.id for verdict in final(connection).values()}
    for verdict in verdicts(connection):
        if verdict.reason is not None:
            yield verdict.judgement.id, verdict.reason
        elif (
            verdict.judgement.id in held
            and verdict.judgement.action == "reject"
            and _near(connection, verdict.conflict)
        ):
            yield (
                verdict.judgement.id,
                "it was rejected in other words than the machine now holds against one another",
            )
