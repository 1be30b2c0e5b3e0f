"""From statements to concepts: a pure function over what was said, its points and decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from quoth.compare.words import negations
from quoth.concepts.agreement import agreements
from quoth.concepts.decided import NOTHING, Coded, Decided
from quoth.concepts.grouping import groups
from quoth.concepts.naming import name_of
from quoth.model import Coding, Concept, Stance, content_id

LEAST_ACTORS = 2
"""A concept of fewer actors, that nobody named or coded, is none: nobody can agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A statement as grouping sees it."""

    statement_id: str
    article_id: str
    text: str
    """Its content."""
    actors: tuple[str, ...]
    """Ids of its speakers across articles."""
    outlet: str | None
    published: str | None
    stance: Stance
    confidence: float
    """Of the statement, from 0 to 1."""
    claim_id: str | None = None


def concepts(
    said: Sequence[Utterance], points: np.ndarray, *, decided: Decided = NOTHING
) -> list[Concept]:
    """Group statements into concepts, name them, and say who agrees.

    Statements of one claim stay together unless a person parted them; a claim that some deny is one
    concept all the same.

    Args:
        said: statements, each once.
        points: float32 (len(said), width), each of length one.
        decided: what people decided.

    Returns:
        Concepts of two actors or more, and all that people named or coded; those of most actors
        first. A statement is of one concept or of none.
    """
    rows = {utterance.statement_id: row for row, utterance in enumerate(said)}

    def pairs(asked: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
        return [(rows[a], rows[b]) for a, b in asked if a in rows and b in rows]

    coded = {one.statement: one for one in decided.coded if one.statement in rows}
    # What a concept had when it was named stays with the name; only what was coded is followed.
    given = {id: name for name, ids in decided.names for id in ids if id in rows}
    by_hand = {id: one.concept for id, one in coded.items() if one.concept is not None}
    given |= by_hand
    numbers = {name: number for number, name in enumerate(sorted(set(given.values())))}
    seeds = [
        None if (name := given.get(one.statement_id)) is None else numbers[name] for one in said
    ]
    of_claim: dict[str, int] = {}
    claimed = [
        (of_claim.setdefault(utterance.claim_id, row), row)
        for row, utterance in enumerate(said)
        if utterance.claim_id is not None
    ]
    found = groups(
        points,
        together=[(a, b) for a, b in claimed if a != b],
        merged=pairs(decided.together),
        apart=pairs(decided.apart),
        seeds=seeds,
        led={numbers[name] for name in by_hand.values()},
    )
    names = _given(given, rows, [group.rows for group in found])
    made = []
    for number, group in enumerate(found):
        members = [said[row] for row in group.rows]
        actors = {actor for member in members for actor in member.actors}
        by_hand = number in names or any(member.statement_id in coded for member in members)
        if len(actors) < LEAST_ACTORS and not by_hand:
            continue
        made.append(_concept(members, group.nearness, names.get(number), coded, len(actors)))
    return _unlike(sorted(made, key=lambda one: (-one.actors, -one.statements, one.id)))


def _given(
    given: Mapping[str, str], rows: Mapping[str, int], found: Sequence[tuple[int, ...]]
) -> dict[int, str]:
    """The names that people gave, by the group's number: each goes to the group with most of it."""
    group_of = {row: number for number, members in enumerate(found) for row in members}
    votes = Counter((group_of[rows[id]], name) for id, name in given.items())
    names: dict[int, str] = {}
    taken: set[str] = set()
    for (number, name), _ in sorted(votes.items(), key=lambda entry: (-entry[1], entry[0])):
        if number not in names and name not in taken:
            names[number] = name
            taken.add(name)
    return names


def _concept(
    members: Sequence[Utterance],
    nearness: Sequence[float],
    given: str | None,
    coded: Mapping[str, Coded],
    actors: int,
) -> Concept:
    agreed, put = agreements([member.stance for member in members])
    # "She denied that the gate was open" says of the gate what who accuses her says: a content
    # without a negation of its own puts the concept, whoever is for it.
    fits = [(len(negations(member.text)) % 2 == 1) == (put == -1) for member in members]
    proposed = name_of([member.text for member in members], nearness, fits)
    codings = []
    order = sorted(
        range(len(members)),
        key=lambda r: (
            members[r].published is None,
            members[r].published or "",
            members[r].statement_id,
        ),
    )
    for row in order:
        member, by_hand = members[row], coded.get(members[row].statement_id)
        agreement = agreed[row]
        if by_hand is not None and by_hand.agreement is not None:
            agreement = by_hand.agreement
        codings.append(
            Coding(
                statement_id=member.statement_id,
                article_id=member.article_id,
                agreement=agreement,
                nearness=round(max(min(nearness[row], 1.0), 0.0), 4),
                confidence=1.0 if by_hand else round(member.confidence, 4),
                coder=by_hand.by if by_hand else None,
                reason=_reason(member, by_hand, nearness[row], len(members)),
            )
        )
    dates = sorted(member.published for member in members if member.published)
    outlets = {member.outlet or member.article_id for member in members}
    return Concept(
        id=content_id("concept", min(member.statement_id for member in members)),
        name=given or proposed,
        proposed=given is None,
        statements=len(members),
        actors=actors,
        outlets=len(outlets),
        agree=sum(coding.agreement is True for coding in codings),
        disagree=sum(coding.agreement is False for coding in codings),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        codings=tuple(codings),
    )


def _reason(member: Utterance, by_hand: Coded | None, nearness: float, size: int) -> str:
    if by_hand is not None:
        return f"coded by {by_hand.by}"
    near = "alone" if size == 1 else f"near to the others ({nearness:.2f})"
    return f"{near}; it {member.stance} what it says"


def _unlike(found: list[Concept]) -> list[Concept]:
    """No two concepts with one name: a proposed one that is taken gets a number."""
    taken = {one.name for one in found if not one.proposed}
    result = []
    for one in found:
        name, number = one.name, 2
        while one.proposed and name in taken:
            name, number = f"{one.name} ({number})", number + 1
        taken.add(name)
        result.append(one if name == one.name else replace(one, name=name))
    return result
