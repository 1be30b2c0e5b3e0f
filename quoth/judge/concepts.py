"""Judgements on concepts: named, joined, parted, and statements coded by hand.

Concepts are made anew from the statements, and so are their ids. A judgement is therefore anchored
on statements: on some of those that a concept had when it was judged, or on the one that was coded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from quoth.concepts.decided import NOTHING, Coded, Decided
from quoth.errors import UsageError
from quoth.judge import across, keeping, making
from quoth.judge.anchor import Anchor
from quoth.judge.plain import dumped
from quoth.model import Judgement

LONGEST = 300
"""Characters of a name."""


def on_concepts(
    connection: sqlite3.Connection, action: str, about: Mapping[str, Any]
) -> dict[str, Any]:
    """Merge, split or rename concepts.

    Raises:
        UsageError: what is named is not there, or is not one thing.
    """
    from quoth.store import concepts

    meant = [concepts.named(connection, name) for name in about["concepts"]]
    if len(set(meant)) != len(meant):
        raise UsageError("a concept is named twice", advice="name each once")
    if (action == "merge") != (len(meant) > 1):
        how_many = "two concepts or more" if action == "merge" else "one concept"
        raise UsageError(f"{action} takes {how_many}", advice="'quoth concepts' lists them")
    name = about.get("name")
    if name is None and action == "rename":
        raise UsageError("rename takes a name", advice="give the name")
    told = list(concepts.told(connection, meant))
    sides = [[coding.statement_id for coding in one.codings] for one in told]
    if action == "split":
        off = [
            making.known_statement(connection, statement).statement.id
            for statement in about.get("statements", ())
        ]
        rest = [id for id in sides[0] if id not in off]
        if not off or not rest or not set(off) <= set(sides[0]):
            raise UsageError(
                "split takes statements of the concept, not all of them",
                advice="'quoth concepts PROJECT --show ID' lists them",
            )
        sides = [off, rest[: across.REST]]
    else:
        sides = [side[: across.WITNESSES] for side in sides]
    return {
        "action": action,
        "target": "concept",
        "anchor": dumped(
            making.anchored_sides(
                [[making.known_statement(connection, id) for id in side] for side in sides]
            )
        ),
        "was": dumped([{"id": one.id, "name": one.name} for one in told]),
        "now": dumped({"name": checked_name(name)}) if name is not None else None,
    }


def coded(connection: sqlite3.Connection, about: Mapping[str, Any]) -> dict[str, Any]:
    """Say which concept a statement is of, whether it agrees, or both.

    Raises:
        UsageError: there is no such statement, or neither was said.
    """
    known = making.known_statement(connection, about["coded"])
    name, agreement = about.get("concept"), about.get("agreement")
    if name is None and agreement is None:
        raise UsageError(
            "nothing was coded", advice="give a concept's name, whether it agrees, or both"
        )
    if agreement is not None and not isinstance(agreement, bool):
        raise UsageError(f"agreement is {agreement!r}", advice="it is true or false")
    was = connection.execute(
        "SELECT concept.name, agreement FROM coding JOIN concept ON concept.id = concept_id"
        " WHERE statement_id = ?",
        (known.statement.id,),
    ).fetchone()
    now: dict[str, Any] = {}
    if name is not None:
        now["concept"] = checked_name(name)
    if agreement is not None:
        now["agreement"] = agreement
    before = None
    if was is not None:
        before = {"concept": was[0], "agreement": None if was[1] is None else bool(was[1])}
    return {
        "action": "correct",
        "target": "concept",
        "anchor": dumped(making.anchored_sides([[known]])),
        "was": dumped(before) if before else None,
        "now": dumped(now),
    }


def checked_name(name: str) -> str:
    """A concept's name, its white space tidied.

    Raises:
        UsageError: it is empty or too long.
    """
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST:
        raise UsageError(
            f"{name!r:.60} is no name", advice=f"give one of 1 to {LONGEST} characters"
        )
    return tidy


def decided(connection: sqlite3.Connection) -> Decided:
    """What people decided of concepts and nobody undid, by the ids of statements now."""
    found = _read(connection)
    if not found:
        return NOTHING
    together: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    names: list[tuple[str, tuple[str, ...]]] = []
    coding: dict[str, Coded] = {}
    for judgement, sides, _ in found:
        now = json.loads(judgement.now) if judgement.now else {}
        if judgement.action == "correct":
            for id in sides[0][:1]:
                before = coding.pop(id, None)
                coding[id] = Coded(
                    statement=id,
                    concept=now.get("concept", before and before.concept),
                    agreement=now.get("agreement", before and before.agreement),
                    by=judgement.made_by,
                    judgement_id=judgement.id,
                )
            continue
        if judgement.action == "merge":
            heads = [side[0] for side in sides if side]
            pairs = [(heads[0], head) for head in heads[1:]]
            pairs += [(side[0], other) for side in sides for other in side[1:]]
            apart = [pair for pair in apart if not _between(pair, sides)]
            together += pairs
        elif judgement.action == "split" and all(sides):
            together = [pair for pair in together if not _between(pair, sides)]
            apart += [(a, b) for a in sides[0] for b in sides[1]]
        was = [one["name"] for one in json.loads(judgement.was)]
        called = now.get("name") or (was[0] if judgement.action == "merge" else None)
        if called is not None:  # what was coded by the old names is now of the new one
            for id, one in coding.items():
                if one.concept in was:
                    coding[id] = replace(one, concept=called)
            names = [(called if name in was else name, ids) for name, ids in names]
        if now.get("name"):
            names.append((now["name"], tuple(id for side in sides for id in side)))
    return Decided(
        together=tuple(together),
        apart=tuple(apart),
        names=tuple(names),
        coded=tuple(coding.values()),
    )


def of_people(
    connection: sqlite3.Connection,
) -> dict[tuple[str, str], tuple[str | None, bool | None]]:
    """How each person last coded each statement, by its id now and the person's name.

    Concepts are called as they were renamed since.
    """
    found: dict[tuple[str, str], tuple[str | None, bool | None]] = {}
    for judgement, sides, _ in _read(connection):
        now = json.loads(judgement.now) if judgement.now else {}
        if judgement.action == "correct":
            for id in sides[0][:1]:
                concept, agreement = found.get((id, judgement.made_by), (None, None))
                found[id, judgement.made_by] = (
                    now.get("concept", concept),
                    now.get("agreement", agreement),
                )
        elif judgement.action != "split":
            was = [one["name"] for one in json.loads(judgement.was)]
            called = now.get("name") or was[0]
            for key, (concept, agreement) in found.items():
                if concept in was:
                    found[key] = called, agreement
    return found


def _between(pair: tuple[str, str], sides: list[list[str]]) -> bool:
    """Whether a later judgement is about this pair: each of the two on another of its sides."""
    at = [{n for n, side in enumerate(sides) if id in side} for id in pair]
    return bool(at[0] and at[1] and at[0] != at[1])


def _read(
    connection: sqlite3.Connection,
) -> list[tuple[Judgement, list[list[str]], str | None]]:
    """Each live judgement on concepts: its statements now, and why a person must look."""
    if not keeping.any_kept(connection):
        return []
    off = keeping.off(connection)
    seen: across.Seen = {}
    found = []
    for judgement in keeping.select(connection, "target = 'concept'"):
        if judgement.id in off:
            continue
        sides: list[list[str]] = []
        reasons = []
        for side in json.loads(judgement.anchor)["sides"]:
            ids = []
            for record in side:
                id, reason = across.located(connection, Anchor.of_record(record), seen)
                ids += [id] if id else []
                reasons += [reason] if reason else []
            sides.append(ids)
        gone = reasons[0] if reasons and not all(sides) else None
        found.append((judgement, sides, gone))
    return found


def queued(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """(judgement's id, reason) of the judgements on concepts to be looked at."""
    return [(judgement.id, gone) for judgement, _, gone in _read(connection) if gone]
