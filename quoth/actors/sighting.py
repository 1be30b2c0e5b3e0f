"""What the joining of actors reads, and what it makes of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from quoth.actors.spelling import folded
from quoth.resolve.lexicon import FUNCTION_WORDS, TITLE_FORMS, word_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An actor of one article, as the article has it.

    Attributes:
        id: the speaker's id, which holds the article's.
        roles: as printed, without repetitions.
        day: of publication, as `day_number` gives it; None where unknown.
        written_out: fuller names that the article's text has for a name of one word, folded.
        common: the article also writes a name of one word in lower case.
        inside: the article writes it with its capital inside a sentence.
    """

    id: str
    article_id: str
    kind: str
    name: str
    roles: tuple[str, ...] = ()
    statements: int = 1
    outlet: str | None = None
    day: int | None = None
    written_out: tuple[str, ...] = ()
    common: bool = False
    inside: bool = True


@dataclass(slots=True)
class Member:
    """A sighting in a group, with the ground on which it is there."""

    sighting: Sighting
    score: float = 1.0
    reason: str | None = None
    decided: str = "rules"


@dataclass(slots=True)
class Group:
    """Sightings that are one actor.

    Attributes:
        key: what tells it from all other groups, the same whatever the order of articles.
        apart: groups with an equal mark were split on purpose and are not joined again.
    """

    key: tuple[str, ...]
    members: list[Member]
    apart: str = ""
    known_as: str | None = None
    name: str | None = None
    kind: str | None = None
    words: set[str] = field(default_factory=set)

    @property
    def articles(self) -> int:
        """In how many articles it is seen."""
        return len({member.sighting.article_id for member in self.members})


def shown_name(members: Sequence[Member]) -> str:
    """The name that a group is called by: of several words, in most articles, then the shortest."""
    counts: dict[str, set[str]] = defaultdict(set)
    for member in members:
        counts[member.sighting.name].add(member.sighting.article_id)
    return min(counts, key=lambda n: (" " not in n, -len(counts[n]), len(n), n))


@lru_cache(maxsize=65536)
def day_number(published: str | None) -> int | None:
    """Days since the year 1; None for what is no whole date."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


_WORD = re.compile(r"[^\W\d_][\w'’.]*")

_FORMS = {
    **TITLE_FORMS,
    "senate": "senator",
    "senators": "senator",
    "congressional": "representative",
    "congress": "representative",
    "congressperson": "representative",
    "presidents": "president",
    "presidential": "president",
    "justices": "judge",
    "governors": "governor",
    "gubernatorial": "governor",
    "reps": "representative",
    "sens": "senator",
    "democrat": "democratic",
    "democrats": "democratic",
    "republicans": "republican",
    "gop": "republican",
    "us": "american",
    "attorneys": "lawyer",
    "economics": "economist",
    "dem": "democratic",
}
_EMPTY = FUNCTION_WORDS | word_set(
    """
    former ex then acting interim top senior chief deputy late longtime new old newly elected
    outgoing incoming head who told close fellow then-president once veteran key
    """
)
WEAK = word_set(
    """
    democratic republican conservative liberal american president candidate nominee member leader
    official spokesman spokeswoman spokesperson director lawyer professor doctor white house man
    woman state states united national house representative senator judge author writer officer
    expert analyst host editor founder executive manager activist owner reporter journalist
    california texas york florida city county university
    """
)
"""Words that many people's roles hold: alone they do not tell that two names are one person's."""

HIGH = word_set(
    """
    president senator representative governor speaker judge secretary minister chancellor king
    queen pope prince premier vice emperor
    """
)
"""Offices that few people hold at a time, in their common form."""

KIN = word_set(
    """
    wife husband son daughter brother sister father mother mom dad widow widower nephew niece uncle
    aunt cousin grandson granddaughter grandfather grandmother girlfriend boyfriend lady first-lady
    """
)


@lru_cache(maxsize=65536)
def role_words(role: str) -> frozenset[str]:
    """What a role says, in common form: "Sen." and "Senator" are one word."""
    found = set()
    for word in _WORD.findall(role):
        for part in folded(word).split("-"):
            form = _FORMS.get(part, part)
            if len(form) > 1 and form not in _EMPTY:
                found.add(form)
    return frozenset(found)


def all_role_words(sightings: Iterable[Sighting]) -> set[str]:
    """The words of all roles of several sightings."""
    return {word for s in sightings for role in s.roles for word in role_words(role)}
