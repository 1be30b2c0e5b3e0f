"""Whether words beside a name are a role: a noun phrase with an office or a part in it.

"I don't trust Ana Lopez" and "the mayor also said" have nouns beside a name that are no roles.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from quoth.resolve.first_names import FIRST_NAMES_FEMALE, FIRST_NAMES_MALE
from quoth.resolve.lexicon import (
    FUNCTION_WORDS,
    PERSON_NOUNS,
    PLURAL_PERSON_NOUNS,
    TITLE_FORMS,
    TITLES,
    word_set,
)
from quoth.resolve.names import Mention, fold

if TYPE_CHECKING:
    from quoth.resolve.cast import Actor

_FIRST_NAMES = FIRST_NAMES_MALE | FIRST_NAMES_FEMALE

LONGEST = 20
"""Words of the longest role; what is longer runs on into a sentence."""

_HEADS = (
    PERSON_NOUNS
    | TITLES
    | word_set(
        """
        counsel counselor counsellor whip native hero icon pioneer guru champion winner laureate
        heir heiress graduate alumnus professional specialist technician assistant hand ally
        confidant confidante mastermind capitalist photographer mom mum dad cop operative
        reservist authority senior junior sophomore freshman
        """
    )
)
_INSIDE = word_set(
    """
    of the for in at and to a an his her its their on from with by as own first second third last
    next then one two three four five under over former against only most no more than other
    between within into during about around behind through since until be
    """
)
"""Function words that a role may hold ("head of the board for her district")."""
_PRONOUNS = word_set(
    """
    i he she it they we you him them us me don't doesn't didn't won't can't isn't wasn't
    aren't weren't what which because said says told called calls gave becomes became gets got
    takes took faces faced gives makes made wins won loses lost sent sends
    """
)
"""Words that show a sentence."""
_ENDS = (FUNCTION_WORDS - _INSIDE - _PRONOUNS) | word_set(
    """
    based known shown seen here now currently recently also further running representing making
    facing featured speaking named who's running not
    """
)
"""Words that a role ends before: "legal scholar based in Odd" is a legal scholar."""
_PREPOSITIONS = frozenset(["of", "for", "in", "at", "to", "on", "from", "with", "by", "under"])


@lru_cache(maxsize=4096)
def tidy_role(role: str) -> str:
    """The role that a text beside a person's name gives, without what runs on; "" for none."""
    words = role.replace("’", "'").split()
    if not words or len(words) > LONGEST:
        return ""
    kept = len(words)
    for at, word in enumerate(words):
        bare = word.strip(',.;:()“”"')
        if not bare:
            continue
        low = bare.lower()
        name = bare[0].isupper() and (at > 0 or bare.isupper()) and low not in ("i", "he", "she")
        if name:
            continue
        if low in _PRONOUNS:
            return ""
        if low in _ENDS:
            kept = at
            break
    if _names_another(words[:kept]):
        return ""  # "President Ana Lopez at the fair"
    original = role.split()[:kept]
    while original and original[-1].lower().strip(",.") in _PREPOSITIONS | {"and", "the", "a"}:
        original.pop()
    return " ".join(original) if _has_head(original) else ""


def _names_another(words: list[str]) -> bool:
    """Whether a first name and a surname stand in a role, before any preposition or owner."""
    for at, word in enumerate(words[:-1]):
        if word.lower() in _PREPOSITIONS or word.endswith("'s"):
            return False
        capitals = word[0].isupper() and words[at + 1][0].isupper()
        if at and capitals and word.lower() in _FIRST_NAMES:
            return True
    return False


def _has_head(words: list[str]) -> bool:
    """Whether an office or a part stands before the first preposition that ends no name."""
    named = True
    for at, word in enumerate(words):
        bare = word.strip(',.;:()“”"').replace("’", "'")
        if at and bare in _PREPOSITIONS and not named:
            return False
        named = named and (bare[:1].isupper() or bare in _PREPOSITIONS or bare in ("the", "and"))
        low = bare.lower().removesuffix("'s").rsplit("-", 1)[-1].rsplit("/", 1)[-1]
        if low in _HEADS or low.endswith(("ologist", "iatrist", "crat", "ician")):
            return True
        if low in PLURAL_PERSON_NOUNS and low.endswith("s"):
            return True
    return False


def words_of_role(role: str) -> set[str]:
    """A role's words in lower case and common form."""
    words = (fold(part) for part in role.lower().replace(",", " ").split())
    return {TITLE_FORMS.get(word, word) for word in words}


def take_role(actor: Actor, mention: Mention) -> None:
    """Give an actor the role that a mention prints, if it is one."""
    role = tidy_role(mention.role) if actor.kind == "person" else mention.role
    if role and role not in actor.roles:
        actor.roles.append(role)
