"""Judgements on what spans articles: actors, claims, pairs of statements.

Actors and claims are made anew by every run, and so are their ids. A judgement on an actor is
therefore anchored on its appearances, the name in each article; one on a claim or on a pair on the
statements, word for word. `decided` says what it means for the actors that are joined next,
`constraints` for the claims.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoth.actors.decided import Decided
from quoth.actors.spelling import folded
from quoth.errors import UsageError
from quoth.judge import keeping, making
from quoth.judge.anchor import Anchor, Gone, Placed, reference
from quoth.judge.letters import letters_in
from quoth.judge.plain import dumped
from quoth.judge.threads import Core, core, core_of, near
from quoth.model import Actor, Appearance, Article, Judgement
from quoth.store import reading
from quoth.store.page import page_of

WITNESSES = 8
"""Appearances or statements kept for each side of a merge: if the first is gone, the next tells."""

REST = 200
"""Statements kept of a claim that others were split from."""

CURRENT = """
    WITH RECURSIVE later(id) AS (
      SELECT ?1
      UNION
      SELECT article.superseded_by FROM article JOIN later ON article.id = later.id
      WHERE article.superseded_by IS NOT NULL
    )
    SELECT id FROM article
    WHERE superseded_by IS NULL AND (id IN (SELECT id FROM later) OR page = ?2)
    ORDER BY id != ?1, id
"""
"""The current captures of a page, that with the given id first."""


# Actors


def actors(
    connection: sqlite3.Connection,
    action: str,
    about: Mapping[str, Any],
    known: Sequence[Actor],
) -> dict[str, Any]:
    """Merge, split or rename actors.

    Raises:
        UsageError: what is named is not there, or is not one thing.
    """
    meant = [_meant(name, known) for name in about["actors"]]
    name = about.get("name")
    if len({actor.id for actor in meant}) != len(meant):
        raise UsageError("an actor is named twice", advice="name each once")
    if (action == "merge") != (len(meant) > 1):
        how_many = "two actors or more" if action == "merge" else "one actor"
        raise UsageError(f"{action} takes {how_many}", advice="'quoth actors' gives their ids")
    if name is not None and (not name.strip() or len(name) > 300):
        raise UsageError(f"{name!r:.60} is no name", advice="give one of 1 to 300 characters")
    if action == "rename" and name is None:
        raise UsageError("rename takes a name", advice="give the name")
    if action == "split":
        sides = [_leaving(connection, meant[0], about)]
    else:
        sides = [_witnesses(actor) for actor in meant]
    now = {"name": " ".join(name.split())} if name else {}
    return {
        "action": action,
        "target": "actor",
        "anchor": dumped(
            {"sides": [[_appearing(connection, a).record() for a in side] for side in sides]}
        ),
        "was": dumped([{"id": actor.id, "name": actor.name} for actor in meant]),
        "now": dumped(now) if now else None,
    }


def _meant(name: str, known: Sequence[Actor]) -> Actor:
    """The actor that a person names: by id, the beginning of it, or its full name."""
    exact = [actor for actor in known if actor.id == name]
    begun = [a for a in known if len(name) >= making.SHORTEST and a.id.startswith(name)]
    called = [actor for actor in known if folded(actor.name) == folded(name)]
    found = exact or begun or called
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(f"{a.id[:8]} ({a.name}, {a.kind})" for a in found[:5])
        raise UsageError(f"{name!r} may mean {len(found)} actors: {shown}", advice="give an id")
    raise UsageError(f"the project has no actor {name!r}", advice="'quoth actors' lists them")


def _witnesses(actor: Actor) -> list[Appearance]:
    """A few appearances: one under each name first, the most used names first."""
    rank = {alias.name: i for i, alias in enumerate(actor.aliases)}
    found: list[Appearance] = []
    seen: dict[str, int] = {}
    ordered = []
    for one in actor.appearances:
        seen[one.name] = seen.get(one.name, 0) + 1
        ordered.append((seen[one.name], rank.get(one.name, len(rank)), one.id, one))
    found = [one for *_, one in sorted(ordered, key=lambda entry: entry[:3])]
    return found[:WITNESSES]


def _leaving(
    connection: sqlite3.Connection, actor: Actor, about: Mapping[str, Any]
) -> list[Appearance]:
    """The appearances that are another's, by article or by name."""
    ids = {reading.named(connection, article) for article in about.get("articles", ())}
    names = {folded(name) for name in about.get("names", ())}
    if not ids and not names:
        raise UsageError("split takes articles or names", advice="say which are another's")
    found = [
        one
        for one in actor.appearances
        if (not ids or one.article_id in ids) and (not names or folded(one.name) in names)
    ]
    if not found or len(found) == len(actor.appearances):
        which = "none" if not found else "all"
        raise UsageError(
            f"{which} of the {len(actor.appearances)} appearances of {actor.name} are meant",
            advice="'quoth actors PROJECT --why NAME --json' lists them",
        )
    return found


def _appearing(connection: sqlite3.Connection, one: Appearance) -> Anchor:
    (kind,) = connection.execute(
        "SELECT speaker.kind FROM speaker JOIN statement ON statement.id = speaker.statement_id"
        " WHERE speaker.actor_id = ? AND statement.article_id = ? ORDER BY speaker.kind LIMIT 1",
        (one.id, one.article_id),
    ).fetchone()
    article = reading.article(connection, one.article_id)
    return Anchor(article=reference(article), name=one.name, kind=kind)


def captures(connection: sqlite3.Connection, anchor: Anchor) -> list[str]:
    """The current captures of an anchor's page, by id; its own article first."""
    given = (anchor.article.id, page_of(anchor.article.url))
    return [id for (id,) in connection.execute(CURRENT, given).fetchall()]


def appearing(connection: sqlite3.Connection, anchor: Anchor) -> tuple[str, ...]:
    """Ids of the speakers that an anchor means, in the current captures of its article.

    The name must be there, letter for letter, and be one speaker's alone.
    """
    found = []
    for id in captures(connection, anchor):
        rows = connection.execute(
            "SELECT DISTINCT speaker.actor_id, speaker.kind FROM speaker"
            " JOIN statement ON statement.id = speaker.statement_id"
            " WHERE statement.article_id = ? AND speaker.name = ?",
            (id, anchor.name),
        ).fetchall()
        of_kind = [one for one, kind in rows if kind == anchor.kind]
        if len(of_kind) == 1:
            found += of_kind
        elif len(rows) == 1:
            found.append(rows[0][0])
    return tuple(found)


def decided(connection: sqlite3.Connection) -> list[Decided]:
    """What people judged of actors and nobody undid, for `quoth.actors.join`, in order."""
    return [one for one, reason in _on_actors(connection) if reason is None]


def _on_actors(connection: sqlite3.Connection) -> list[tuple[Decided, str | None]]:
    """Each live judgement on actors, and why a person must look, if one must."""
    if not keeping.any_kept(connection):
        return []
    off = keeping.off(connection)
    found = []
    for judgement in keeping.select(connection, "target = 'actor'"):
        if judgement.id in off:
            continue
        sides, gone = [], 0
        for side in json.loads(judgement.anchor)["sides"]:
            ids = [id for one in side for id in appearing(connection, Anchor.of_record(one))]
            gone += not ids
            sides.append(tuple(ids))
        now = json.loads(judgement.now) if judgement.now else {}
        found.append(
            (
                Decided(
                    id=judgement.id,
                    kind=judgement.action,
                    sides=tuple(sides),
                    reason=said(judgement),
                    name=now.get("name"),
                ),
                "the names that it was made on are not in the articles now" if gone else None,
            )
        )
    return found


def said(judgement: Judgement) -> str:
    """Who decided, when and why, in words."""
    words = {
        "merge": "that they are one",
        "split": "that they are not one",
        "rename": "on the name",
        "same": "that they say the same",
        "different": "that they do not say the same",
    }[judgement.action]
    why = f": {judgement.why}" if judgement.why else ""
    return f"{judgement.made_by} decided {words} on {judgement.made_at[:10]}{why}"


# Claims and pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """Two statements of the project as it is that a person joined or parted."""

    one: str
    other: str
    reason: str
    judgement_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What people decided about claims. It never asks for what cannot be: the later word holds."""

    together: tuple[Constraint, ...]
    apart: tuple[Constraint, ...]


def claims(connection: sqlite3.Connection, action: str, about: Mapping[str, Any]) -> dict[str, Any]:
    """Merge two claims or more, or split statements from one.

    Raises:
        UsageError: what is named is not there, or is not one thing.
    """
    names = about["claims"]
    if (action == "merge") != (len(names) > 1):
        how_many = "two claims or more" if action == "merge" else "one claim"
        raise UsageError(f"{action} takes {how_many}", advice="'quoth claims' gives their ids")
    found = [_claim(connection, name) for name in names]
    if len({id for id, _, _ in found}) != len(found):
        raise UsageError("a claim is named twice", advice="name each once")
    if action == "merge":
        sides = [members[:WITNESSES] for _, _, members in found]
    else:
        leaving = about.get("statements", ())
        off = [making.known_statement(connection, name).statement.id for name in leaving]
        members = found[0][2]
        rest = [id for id in members if id not in off]
        if not off or not rest or not set(off) <= set(members):
            raise UsageError(
                "split takes statements of the claim, not all of them",
                advice="'quoth claims' lists them",
            )
        sides = [off, rest[:REST]]
    return {
        "action": action,
        "target": "claim",
        "anchor": dumped(
            making.anchored_sides(
                [[making.known_statement(connection, id) for id in side] for side in sides]
            )
        ),
        "was": dumped([{"id": id, "text": text} for id, text, _ in found]),
    }


def _claim(connection: sqlite3.Connection, name: str) -> tuple[str, str, list[str]]:
    rows = connection.execute(
        "SELECT id, text FROM claim WHERE substr(id, 1, ?) = ? ORDER BY id", (len(name), name)
    ).fetchall()
    if len(name) < making.SHORTEST or len(rows) != 1:
        raise UsageError(
            f"{name!r} names {len(rows) or 'no'} claim{'s' if len(rows) > 1 else ''}",
            advice="'quoth claims' gives the ids; a run makes them anew",
        )
    id, text = rows[0]
    members = connection.execute(
        "SELECT statement_id FROM member WHERE claim_id = ? AND statement_id IN"
        " (SELECT id FROM statement) ORDER BY ordinal",
        (id,),
    ).fetchall()
    return id, text, [statement for (statement,) in members]


def constraints(connection: sqlite3.Connection) -> Constraints:
    """What people decided about claims and pairs and nobody undid, by the ids of statements now.

    Of judgements that contradict one another the later one holds: what it asks for is taken first,
    and an earlier one that does not go with it is passed over.
    """
    asked = [
        (kind, constraint)
        for judgement, pairs, _ in reversed(_on_claims(connection))
        for kind, constraint in pairs
    ]
    groups: dict[str, set[str]] = {}
    parted: set[frozenset[str]] = set()
    together, apart = [], []
    for kind, asked_for in asked:
        one = groups.setdefault(asked_for.one, {asked_for.one})
        other = groups.setdefault(asked_for.other, {asked_for.other})
        if kind == "apart":
            if one is not other:
                parted.add(frozenset((asked_for.one, asked_for.other)))
                apart.append(asked_for)
        elif one is other or not any(frozenset((a, b)) in parted for a in one for b in other):
            together.append(asked_for)
            if one is not other:
                one |= other
                groups.update(dict.fromkeys(other, one))
    return Constraints(together=tuple(together), apart=tuple(apart))


Asked = list[tuple[str, Constraint]]


def _on_claims(connection: sqlite3.Connection) -> list[tuple[Judgement, Asked, str | None]]:
    """Each live judgement on claims or pairs: what it asks for, and why a person must look."""
    if not keeping.any_kept(connection):
        return []
    off = keeping.off(connection)
    found: list[tuple[Judgement, Asked, str | None]] = []
    seen: Seen = {}
    for judgement in keeping.select(connection, "target IN ('claim', 'pair')"):
        if judgement.id in off:
            continue
        sides, reasons = [], []
        for side in json.loads(judgement.anchor)["sides"]:
            ids = []
            for record in side:
                id, reason = located(connection, Anchor.of_record(record), seen)
                ids += [id] if id else []
                reasons += [reason] if reason else []
            sides.append(ids)
        asked: Asked = []
        if all(sides):
            if judgement.action in ("merge", "same"):
                pairs = [(sides[0][0], side[0]) for side in sides[1:]]
            else:
                pairs = [(a, b) for a in sides[0] for b in sides[1]]
            kind = "together" if judgement.action in ("merge", "same") else "apart"
            asked = [
                (
                    kind,
                    Constraint(one=a, other=b, reason=said(judgement), judgement_id=judgement.id),
                )
                for a, b in pairs
                if a != b
            ]
        lost = reasons if judgement.action == "split" else [] if all(sides) else reasons
        found.append((judgement, asked, lost[0] if lost else None))
    return found


Seen = dict[str, tuple[Article, list[tuple[str | None, set[Core]]]]]
"""By id, articles whose statements have been looked at, with `_versions`."""


def located(
    connection: sqlite3.Connection, anchor: Anchor, seen: Seen
) -> tuple[str | None, str | None]:
    """The statement of the project as it is that an anchor means.

    Args:
        connection: of the project.
        anchor: a statement's.
        seen: what was looked at before, for the next anchor.

    Returns:
        Its id and None, or None and why it cannot be told.
    """
    reason = "its article is not in the project"
    for id in captures(connection, anchor):
        try:
            return located_in(*looked_at(connection, id, seen), anchor), None
        except Gone as gone:
            reason = str(gone)
    return None, reason


def looked_at(
    connection: sqlite3.Connection, id: str, seen: Seen
) -> tuple[Article, list[tuple[str | None, set[Core]]]]:
    """An article with all versions of its statements, kept in `seen`."""
    if id not in seen:
        article = reading.article(connection, id)
        seen[id] = article, _versions(connection, article)
    return seen[id]


def located_in(article: Article, known: list[tuple[str | None, set[Core]]], anchor: Anchor) -> str:
    """The id of the statement at an anchor's place in one article.

    Raises:
        Gone: there is none, or it cannot be told from others.
    """
    letters = letters_in(article.text)
    placed = Placed(anchor, article, letters)
    if not placed.moved and anchor.statement in {id for id, _ in known}:
        return anchor.statement
    spans = anchor.spans
    if spans is None:
        raise Gone("it does not say which words are the statement's")
    wanted = core_of(
        letters,
        [placed.span(span) for span in spans.content],
        spans.cue and placed.span(spans.cue),
        spans.source and placed.span(spans.source),
    )
    found = [id for id, versions in known if wanted in versions]
    found = found or [id for id, versions in known if any(near(v, wanted) for v in versions)]
    if len(found) > 1:
        raise Gone("several statements stand at its place")
    if not found:
        raise Gone("no statement stands at its place")
    if found[0] is None:
        raise Gone("the statement was rejected")
    return found[0]


def _versions(
    connection: sqlite3.Connection, article: Article
) -> list[tuple[str | None, set[Core]]]:
    """Each statement's id, None if it was rejected, with all versions that it has or had."""
    letters = letters_in(article.text)
    machine = keeping.machine_reading(connection, article)
    if machine is None:
        statements = reading.statements(connection, article)
        return [(statement.id, {core(statement, letters)}) for statement in statements]
    found: list[tuple[str | None, set[Core]]] = []
    for item in keeping.effect_of(connection, article, machine).items:
        versions = set(item.thread.versions) if item.thread else set()
        versions |= {core(s, letters) for s in (item.machine, item.statement) if s is not None}
        found.append((item.statement and item.statement.id, versions))
    return found


def queued(connection: sqlite3.Connection) -> Iterable[tuple[str, str]]:
    """(judgement's id, reason) of the judgements on actors, claims and pairs to be looked at."""
    yield from ((one.id, reason) for one, reason in _on_actors(connection) if reason)
    yield from ((j.id, reason) for j, _, reason in _on_claims(connection) if reason)
