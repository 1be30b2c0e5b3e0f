"""What sort of actor a name or a noun phrase is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.model import ActorKind
from quoth.resolve.first_names import FIRST_NAMES_FEMALE, FIRST_NAMES_MALE
from quoth.resolve.lexicon import (
    DOCUMENT_NOUNS,
    FIRMS,
    LAWS,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    OUTLET_WORDS,
    OUTLETS,
    PERSON_NOUNS,
    PLACE_WORDS,
    PLACES,
    PLURAL_PERSON_NOUNS,
    SOCIAL_MEDIA,
    STATES,
    word_set,
)
from quoth.resolve.names import Mention

_FIRST_NAMES = FIRST_NAMES_MALE | FIRST_NAMES_FEMALE
_ANONYMOUS = (
    "anonym",
    "familiar with",
    "briefed on",
    "close to the",
    "with knowledge of",
    "with direct knowledge",
    "not authorized",
    "not authorised",
    "unnamed",
    "unidentified",
    "who declined to be",
    "who asked not to be",
    "who did not want to be",
    "not to be named",
    "not to be identified",
)
_PLACE_STEMS = frozenset(place[:4] for place in PLACES if " " not in place)
_IRREGULAR = word_set(
    """
    british danish swedish dutch swiss greek french spanish welsh scottish irish polish turkish
    thai german arab american african european asian western native black white hispanic latino
    latina muslim jewish christian catholic protestant evangelical indigenous buddhist hindu
    """
)
_PRESS_WORDS = frozenset(["broadcasting", "newspapers", "news", "television", "radio"])
_ROMAN = re.compile("[IVXL]{1,6}")
_ADDRESS = word_set(
    """
    mr mrs ms miss mx dr sir sen rep gov
    """
)
_SINGLE_ANONYMOUS = word_set("source sources insider insiders voice whistleblower")


def is_place(words: Sequence[str]) -> bool:
    """Whether a name is a country's, a state's or a large city's."""
    name = " ".join(words).lower().rstrip(".")
    short = name.rpartition("-")[2]
    return name in PLACES or (short in STATES and (len(short) > 3 or "-" in name))


def is_demonym(word: str) -> bool:
    """Whether a word is formed from a country's or city's name: "Peruvian", "Viennese"."""
    return word in _IRREGULAR or (
        len(word) > 4
        and word not in PLACES
        and word[:4] in _PLACE_STEMS
        and word.endswith(("an", "ans", "ese", "ish", "i", "is"))
    )


def is_outlet(words: Sequence[str], *, the: bool = False) -> bool:
    """Whether a name is a newspaper's, agency's or broadcaster's."""
    lowered = [word.lower() for word in words]
    if lowered[0] == "the":
        lowered, the = lowered[1:], True
    whole = " ".join(lowered)
    if whole in OUTLETS or (f"the {whole}" in OUTLETS and the):
        return True
    if len(lowered) < 2 or (lowered[0] in _FIRST_NAMES and not the):
        return False
    if len(lowered) == 2 and words[0].isupper() and len(words[0]) > 1 and lowered[0] in OUTLETS:
        return True  # "NPR Politics", "BBC Scotland"
    if any(word in _PRESS_WORDS for word in lowered):
        return True
    return lowered[-1] in OUTLET_WORDS or lowered[-1] == "online"


def is_organization(words: Sequence[str]) -> bool:
    """Whether a name holds a word that only organizations' names hold, or is an acronym."""
    lowered = [word.lower().rstrip(".") for word in words]
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 7:
        return True
    if lowered[0] in _FIRST_NAMES and len(words) == 2:
        return False
    if "&" in words[1:]:
        return True  # "Halse & Tree": a firm; people are joined with "and"
    return any(word in ORGANIZATION_WORDS for word in lowered) or "of" in lowered[1:]


def of_mentions(
    mentions: Sequence[Mention], *, alone_later: bool, common: bool
) -> tuple[ActorKind, bool]:
    """Kind of a named actor, and whether there is evidence for it beyond its form.

    Args:
        mentions: its mentions with the fullest form first.
        alone_later: its last word is printed alone elsewhere, as surnames are.
        common: one of its words is also printed in lower case, as names of people rarely are.
    """
    fullest = mentions[0]
    words = fullest.words
    lowered = [word.lower() for word in words]
    place = is_place(words)
    plural = lowered[-1] in PLURAL_PERSON_NOUNS or lowered[-1].endswith(("ians", "icans", "ists"))
    plural = plural and lowered[-1] not in ORGANIZATION_WORDS
    plural = plural and not place and not any(m.title in _ADDRESS or m.age for m in mentions)
    if plural and (len(words) == 1 or lowered[0] not in _FIRST_NAMES or lowered[0] in PLACES):
        return "group", True
    if not any(m.title for m in mentions) and _no_person(words):
        return "organization", True
    titled = any(m.title or m.age for m in mentions)
    if is_law(words) and not titled and (len(words) > 1 or fullest.the):
        return "document", True
    person = any(
        m.title in PERSON_NOUNS or m.title in ("mr", "mrs", "ms", "miss", "dr", "sir") or m.age
        for m in mentions
    )
    if is_outlet(words, the=fullest.the) and not person:
        return "outlet", True
    if place and 2 * sum(bool(m.title) for m in mentions) <= len(mentions):
        return "organization", False
    if len(words) == 1 and is_demonym(lowered[0]):
        return "group", False
    if not person and any(_organization_role(m) for m in mentions):
        return "organization", True
    human = person and (len(words) == 1 or lowered[0] in _FIRST_NAMES)
    human = human or any(m.title in _ADDRESS for m in mentions)
    if not human and is_organization(words):
        return "organization", True
    if any(m.title for m in mentions):
        return "person", True
    if person:
        return "person", True
    if len(words) >= 2:
        if lowered[0] in _FIRST_NAMES and not fullest.the:
            return "person", True
        apposed = any(m.apposed and _person_role(m.role) for m in mentions)
        if apposed:
            return "person", True
        if (
            fullest.the
            or len(words) > 4
            or common
            or any(w in PLACE_WORDS or w in PLACES for w in (lowered[0], lowered[-1]))
        ):
            return "organization", False
        return "person", alone_later
    if any(m.apposed and _person_role(m.role) for m in mentions):
        return "person", True
    return "organization", False


def is_law(words: Sequence[str]) -> bool:
    """Whether a name is that of a law or a treaty: "Paris Agreement", "Title VII"."""
    *before, last = [word.lower() for word in words]
    if before == ["title"] and _ROMAN.fullmatch(words[-1]):
        return True
    conventions = last in ("convention", "conventions") and bool(before)
    return last in LAWS or (conventions and before[-1] in ("geneva", "hague", "vienna"))


def _no_person(words: Sequence[str]) -> bool:
    """Whether a name is a well-known firm's or network's, or a dateline in capitals."""
    whole = " ".join(words).lower()
    if whole in SOCIAL_MEDIA or whole in FIRMS:
        return True
    return len(words) > 1 and all(len(word) > 1 and word.isupper() for word in words)


def _organization_role(mention: Mention) -> bool:
    """Whether a noun such as "bank" or "carrier" stands right before the name."""
    if not mention.role or mention.apposed or mention.title:
        return False
    last = mention.role.lower().rsplit(" ", 1)[-1]
    return last in ORGANIZATION_NOUNS and last not in PERSON_NOUNS


def _person_role(role: str) -> bool:
    for word in role.lower().split()[:9]:
        if word in PERSON_NOUNS:
            return True
        if word in ORGANIZATION_NOUNS or word in ("of", "at", "for", "in", "from"):
            return False
    return False


def of_phrase(text: str, head: str, *, definite: bool) -> ActorKind:
    """Kind of a source that is a noun phrase without a name of its own.

    Args:
        text: the phrase as printed.
        head: its head noun in lower case.
        definite: it begins with "the", "this", "his" …
    """
    lowered = text.lower()
    if head in _SINGLE_ANONYMOUS or any(mark in lowered for mark in _ANONYMOUS):
        return "anonymous"
    if head in ("percent", "cent", "majority", "minority", "public", "crowd"):
        return "group"
    if head in PLURAL_PERSON_NOUNS or head in ("everyone", "everybody", "all", "many", "most"):
        return "group"
    if head in DOCUMENT_NOUNS and head not in ("paper", "website", "page"):
        return "document"
    if head in PERSON_NOUNS:
        return "person" if definite else "anonymous"
    if head in ORGANIZATION_NOUNS or head in ORGANIZATION_WORDS:
        return "organization"
    if head in DOCUMENT_NOUNS:
        return "document"
    return "group" if head.endswith("s") and not head.endswith("ss") else "anonymous"
