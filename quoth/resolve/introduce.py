"""Descriptions that the next words put a name to.

"Ruritania's rail minister said on Tuesday that …", and a paragraph on: "…," Ana Lopez told
reporters. News writing holds the name back for a sentence; the first is the second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.model import Statement
from quoth.resolve.cast import Actor, Cast
from quoth.resolve.kinds import of_phrase
from quoth.resolve.lexicon import (
    CONTINUING_NOUNS,
    FUNCTION_WORDS,
    PERSON_NOUNS,
    PLURAL_PERSON_NOUNS,
    TITLE_FORMS,
)
from quoth.resolve.names import fold
from quoth.resolve.phrase import Phrase, take_apart

_VAGUE = frozenset(
    ["official", "source", "person", "man", "woman", "member", "witness", "insider", "neighbour"]
)
"""Nouns that fit anybody: only words they share with the name's role can tell."""


def introductions(cast: Cast, outermost: Sequence[Statement]) -> Mapping[str, Actor]:
    """Whom descriptions stand for, by the id of their statement.

    Args:
        cast: the article's actors; those introduced get the description as a role.
        outermost: its statements that are nested in none, in order.
    """
    found: dict[str, Actor] = {}
    taken: set[int] = set()
    for at, statement in enumerate(outermost):
        phrase = _description(cast, statement)
        if phrase is None:
            continue
        holders = cast.with_role(TITLE_FORMS.get(phrase.head, phrase.head))
        if phrase.definite and any(actor.positions[0] < phrase.span[0] for actor in holders):
            continue  # it points back
        for later in outermost[at + 1 : at + 4]:
            if later.source is None or later.source.span == statement.source.span:
                continue
            actor = _named(cast, later)
            if actor is not None and id(actor) not in taken and _fits(cast, phrase, actor, later):
                found[statement.id] = actor
                taken.add(id(actor))
                if phrase.definite:
                    cast.hold(actor, _role(cast, phrase))
            break
    return found


def _description(cast: Cast, statement: Statement) -> Phrase | None:
    """The source as a description of one person without a name, else None."""
    if statement.source is None:
        return None
    phrase = take_apart(cast, *statement.source.span)
    if phrase is None or phrase.pronoun or phrase.mention is not None:
        return None
    head = phrase.head
    if head not in PERSON_NOUNS or head in PLURAL_PERSON_NOUNS or head in CONTINUING_NOUNS:
        return None
    if phrase.determiner not in ("the", "a", "an", "'s"):
        return None
    if of_phrase(phrase.text, head, definite=True) == "anonymous":
        return None
    words = phrase.text.replace(",", " , ").split()
    return None if "who" in words or "," in words or "and" in words else phrase


def _named(cast: Cast, statement: Statement) -> Actor | None:
    """The person whom a source names in full for the first time in the article."""
    source = statement.source
    if source is None:
        return None
    phrase = take_apart(cast, *source.span)
    if phrase is None or phrase.mention is None:
        return None
    actor = cast.actor_of[phrase.mention]
    if actor is None or actor.kind != "person" or " " not in actor.name:
        return None
    first = actor.positions[0] if actor.positions else -1
    return actor if source.span[0] <= first < source.span[1] else None


def _fits(cast: Cast, phrase: Phrase, actor: Actor, later: Statement) -> bool:
    """Whether a name a paragraph on may be the one described."""
    layout = cast.layout
    if layout.paragraph(later.source.span[0]) - layout.paragraph(phrase.span[0]) > 1:
        return False
    described = {fold(word) for word in phrase.text.lower().split()} - FUNCTION_WORDS
    shared = {
        word
        for word in described
        for other in actor.role_words
        if word == other or (len(word) > 5 and word[:5] == other[:5])
    }
    if actor.role_words:
        return bool(shared - {"state", "national", "former"})
    return phrase.definite and phrase.head not in _VAGUE


def _role(cast: Cast, phrase: Phrase) -> str:
    text = " ".join(cast.layout.text[slice(*phrase.span)].split())
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else text
