"""What joins articles: actors, copies, events, claims and concepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quoth.model.words import ActorKind, CopyDirection, DecidedBy, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name that articles use for an actor, and how many statements are made under it."""

    name: str
    statements: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """An actor of one article, and why it is taken for the actor it belongs to."""

    id: str
    """The speaker's id in its article."""
    article_id: str
    name: str
    score: float = 1.0
    """How strong the ground is, from 0 to 1; an order, no probability."""
    decided: DecidedBy = "rules"
    """Who decided: the rules, one's own list of names, an extract of Wikidata, a person."""
    reason: str | None = None
    """Why it was joined with the others, in words; empty for an actor of one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who speaks, across articles."""

    id: str
    name: str
    kind: ActorKind
    known_as: str | None = None
    """Its id in a list of names or in Wikidata."""
    statements: int = 0
    aliases: tuple[Alias, ...] = ()
    appearances: tuple[Appearance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """One name of an entry in a list that a person brought to the project."""

    origin: Literal["names", "wikidata"]
    entry: str
    """The entry's id, or its name where it has none."""
    alias: str
    name: str
    """What the entry's actor is called."""
    kind: ActorKind | None = None
    known_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Text of one article that another one has too: wire copy, syndication, a second edition."""

    article_id: str
    """The article that took the text."""
    of_article_id: str
    """The article that it was taken from: the earliest in the project that holds it."""
    share: float
    """How much of the taker's text it is, from 0 to 1."""
    of_share: float
    """How much of the other article's text it is, from 0 to 1."""
    words: int
    """About how many words both have in the same order."""
    credited: bool
    """Whether the taker names the other outlet, or the agency that both name, as its source."""
    direction: CopyDirection
    """Why the one is taken for the source: earlier: its date is; credited: the taker names it,
    the dates are equal or missing; unknown: nothing tells, and the one stands for both."""
    reason: str
    """In words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Articles about the same happening."""

    id: str
    title: str
    """The headline of the article that has most in common with the others."""
    first: str | None
    """The day of its first article with a date; an ISO date or a part of one."""
    last: str | None
    articles: tuple[str, ...] = ()
    """Id of an article that tells of it; in the order of their dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An actor that articles name as the speaker of a claim."""

    actor_id: str
    """Its id across articles."""
    name: str
    kind: ActorKind
    members: int
    """How many of the claim's statements have it as their speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A statement of a claim, and why it belongs there."""

    statement_id: str
    article_id: str
    relation: Relation
    """What it is to the claim's fullest version, which is the original here: the same words, some
    of them, changed ones, or the same content in other words."""
    score: float
    """How sure the join is, from 0 to 1; an order, no probability."""
    reason: str
    """Why it was joined, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What matched statements of different articles share."""

    id: str
    text: str
    """The fullest version's content."""
    first: str | None
    """When it first appeared: the earliest date of its articles, as they have it."""
    last: str | None
    articles: int
    outlets: int
    """Different outlets; articles of unknown outlets count one each."""
    sources: int
    """Different outlets that its articles have their text from: what counts."""
    event_id: str | None = None
    """The event that most of its articles tell of."""
    voices: tuple[Voice, ...] = ()
    """Its speakers, the most named first; several who do not speak together are a conflict."""
    members: tuple[Member, ...] = ()
    """In the order of their appearance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A statement of a concept, and whether it agrees with it."""

    statement_id: str
    article_id: str
    agreement: bool | None
    """Whether the statement agrees with the concept; empty if it takes no side."""
    nearness: float
    """How near its content is to the others of the concept, from 0 to 1."""
    confidence: float
    """The statement's own confidence, from 0 to 1; 1 where a person coded it."""
    coder: str | None
    """The person who coded it; empty for the machine."""
    reason: str
    """Why it is coded so, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What statements of several actors are for or against."""

    id: str
    name: str
    proposed: bool
    """Whether the name was taken from the statements' own words; false if a person gave it."""
    statements: int
    actors: int
    outlets: int
    agree: int
    """Statements that agree with it."""
    disagree: int
    first: str | None
    """The earliest date of its articles, as they have it."""
    last: str | None
    codings: tuple[Coding, ...] = ()
    """In the order of publication."""
