"""The words that the nouns are made of: kinds, actions, and ids made of content."""

from __future__ import annotations

import hashlib
from typing import Literal

Span = tuple[int, int]
"""A half-open range of code points into an article's text."""

Mode = Literal["direct", "indirect", "mixed"]
Type = Literal[
    "assertion",
    "belief",
    "intention",
    "demand",
    "denial",
    "question",
    "decision",
    "perception",
]
ActorKind = Literal["person", "organization", "group", "document", "anonymous", "outlet", "author"]
InputStatus = Literal["done", "duplicate", "skipped", "failed"]
GroundedField = Literal["speakers", "chain", "addressee", "medium", "said_on"]
Packing = Literal["zlib", "elsewhere"]
DecidedBy = Literal["rules", "names", "wikidata", "person"]
Relation = Literal["original", "verbatim", "trimmed", "altered", "paraphrased"]
CopyDirection = Literal["earlier", "credited", "unknown"]
Action = Literal[
    "accept",
    "correct",
    "reject",
    "add",
    "merge",
    "split",
    "rename",
    "same",
    "different",
    "undo",
]
Target = Literal[
    "statement", "article", "actor", "claim", "concept", "conflict", "pair", "judgement"
]
StandingStatus = Literal["applied", "re-anchored", "queued"]
SearchAction = Literal["save", "rename", "remove"]

Bound = Literal["exact", "about", "above", "at_least", "below", "at_most"]
Change = Literal["up", "down"]
LabelForm = Literal["apposition", "title", "mention", "predicate", "so-called", "quotation marks"]
Stance = Literal["asserts", "denies", "supports", "opposes", "hedges", "questions"]
ConflictKind = Literal["figure", "denial", "position", "attribution"]

MODES: tuple[str, ...] = Mode.__args__
TYPES: tuple[str, ...] = Type.__args__
ACTOR_KINDS: tuple[str, ...] = ActorKind.__args__
STANCES: tuple[str, ...] = Stance.__args__
CONFLICT_KINDS: tuple[str, ...] = ConflictKind.__args__
RELATIONS: tuple[str, ...] = Relation.__args__
ACTIONS: tuple[str, ...] = Action.__args__

ID_LENGTH = 20
"""Hexadecimal digits kept of a sha-256: 80 bits, no collision expected below a billion rows."""


def content_id(kind: str, *parts: object) -> str:
    """A content-based id: the same on every machine and every run.

    Args:
        kind: what the id names ("article", "statement", "actor"); ids of
            different kinds never collide.
        *parts: what makes the thing itself; each is rendered with `repr`-free
            `str` and separated by a character that no part contains.
    """
    payload = "\x1f".join([kind, *(str(part) for part in parts)])
    digest = hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:ID_LENGTH]


def text_hash(text: str) -> str:
    """sha-256 of the text's UTF-8 bytes, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
