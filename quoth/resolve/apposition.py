"""Names and descriptions side by side in commas: who is meant by either."""

from __future__ import annotations

import re

from quoth.resolve.cast import Actor, Cast
from quoth.resolve.lexicon import ORGANIZATION_NOUNS, PERSON_NOUNS, PLURAL_PERSON_NOUNS
from quoth.resolve.phrase import Phrase

_ASIDE = re.compile(r"\([^()\n]{1,24}\)?")
_BETWEEN = frozenset(["", "and", "Reps", "Sens", "Govs", "Drs", "and Reps", "and Sens"])


def names(cast: Cast, phrase: Phrase) -> tuple[Actor, ...]:
    """Those named behind a plural: "her lawyers, Carl Berg and Ana Lopez"."""
    layout, text = cast.layout, cast.layout.text
    group = phrase.mention is not None and _is_group(cast, phrase.mention)
    if not (group or phrase.head in PLURAL_PERSON_NOUNS) or phrase.tail + 1 >= phrase.stop:
        return ()
    if layout.word(phrase.tail) not in (",", "—", "–"):
        return ()
    at, end = layout.starts[phrase.tail + 1], phrase.span[1]
    found: list[Actor] = []
    for index in cast.mentions_in(at, end):
        actor, mention = cast.actor_of[index], cast.mentions[index]
        if actor is None or actor.kind != "person":
            return ()
        if _ASIDE.sub("", text[at : mention.lead]).strip(" ,.") not in _BETWEEN:
            return ()
        found.append(actor)
        at = mention.span[1]
    whole = not _ASIDE.sub("", text[at:end]).strip(" ,.")
    return tuple(found) if whole and len(found) > 1 else ()


def _is_group(cast: Cast, mention: int) -> bool:
    actor = cast.actor_of[mention]
    return actor is not None and actor.kind == "group"


def name_behind(cast: Cast, phrase: Phrase) -> Actor | None:
    """The person named beside the phrase: "his deputy, Jane Doe," → Jane Doe."""
    layout = cast.layout
    person = phrase.head in PERSON_NOUNS or phrase.head == "one"
    if not person:
        return _body_behind(cast, phrase)
    token, limit = phrase.tail, min(phrase.stop, phrase.tail + 30)
    while token < limit and layout.word(token) not in (",", "—", "–"):
        if layout.word(token) in ("who", "which", "that"):
            return None
        token += 1
    token += 1
    if token >= limit:
        return None
    begin = layout.starts[token]
    for index in cast.mentions_in(begin, layout.ends[limit - 1]):
        mention = cast.mentions[index]
        actor = cast.actor_of[index]
        between = layout.text[begin : mention.span[0]]
        if any(
            word in ("of", "at", "with", "by", "for", "in", "from", "who", "and", "told")
            for word in between.replace(",", " , ").split()
        ):
            return None
        if actor is not None and actor.kind == "person":
            return actor
        if actor is not None and not between.strip():
            # What stands in apposition to a person is a person.
            unsure = actor.kind == "organization" and not actor.sure and not actor.place
            if len(mention.words) > 1 and unsure:
                actor.kind = "person"
                return actor
            return None
    return None


def _body_behind(cast: Cast, phrase: Phrase) -> Actor | None:
    """The organization named right behind a noun for one: "the group, Odd Priorities"."""
    layout = cast.layout
    if phrase.head not in ORGANIZATION_NOUNS or phrase.tail + 1 >= phrase.stop:
        return None
    if layout.word(phrase.tail) != "," or phrase.determiner != "the":
        return None
    begin = layout.starts[phrase.tail + 1]
    for index in cast.mentions_in(begin, begin + 1):
        actor, mention = cast.actor_of[index], cast.mentions[index]
        fits = actor is not None and actor.kind == "organization" and not actor.place
        return actor if fits and mention.span[1] == phrase.span[1] else None
    return None


def name_before(cast: Cast, phrase: Phrase) -> Actor | None:
    """The name before a description in commas: "Odd Bank, the lender in Oslo, warns"."""
    layout, text = cast.layout, cast.layout.text
    start, end = phrase.span
    if phrase.determiner not in ("the", "a", "an") or text[start - 2 : start] != ", ":
        return None
    if text[end : end + 1] != "," or layout.tokens(0, start).stop < 2:
        return None
    for index in reversed(cast.mentions_in(max(0, start - 90), start)):
        actor, mention = cast.actor_of[index], cast.mentions[index]
        if actor is None or mention.span[1] != start - 2:
            return None
        person = phrase.head in PERSON_NOUNS
        fits = actor.kind == "person" if person else actor.kind in ("organization", "outlet")
        noun = person or phrase.head in ORGANIZATION_NOUNS
        return actor if fits and noun and not actor.place else None
    return None
