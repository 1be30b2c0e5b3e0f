"""Take a source span apart: its head, its name if it has one, what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.model import Span
from quoth.resolve.cast import Cast
from quoth.resolve.layout import CAPITAL, strip_possessive
from quoth.resolve.lexicon import (
    DEFINITE,
    DOCUMENT_NOUNS,
    FIRST_PERSON,
    FIRST_PLURAL,
    ORGANIZATION_NOUNS,
    PERSON_NOUNS,
    PERSON_PRONOUNS,
    PLURAL_PERSON_NOUNS,
    PLURAL_PRONOUNS,
    RELATIVE_PRONOUNS,
    SECOND_PERSON,
    THING_PRONOUNS,
    word_set,
)

PRONOUNS = (
    frozenset(PERSON_PRONOUNS)
    | THING_PRONOUNS
    | PLURAL_PRONOUNS
    | FIRST_PERSON
    | FIRST_PLURAL
    | SECOND_PERSON
)
_BREAKS = frozenset(",(—–;:[")
_PREPOSITIONS = word_set(
    """
    of at from with in for on to by as near outside inside about among including close familiar
    briefed told said who which whose whom that where when into behind against over under across
    around within without between via like
    """
)
_NOUNS = (
    PERSON_NOUNS | PLURAL_PERSON_NOUNS | ORGANIZATION_NOUNS | DOCUMENT_NOUNS | frozenset(["one"])
)
_DETERMINERS = DEFINITE | word_set(
    """
    a an his her its their my our your
    """
)


FINITE = frozenset(["is", "are", "was", "were", "has", "have", "had"])
"""Verbs that end a noun phrase which was marked too far: "my family is, like yours"."""


_BESIDE_PRONOUNS = frozenset([",", "himself", "herself", "themselves", "also", "all", "both"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source span taken apart.

    Attributes:
        span: offsets without marks at the ends.
        text: the words between, blanks made single.
        pronoun: the pronoun it is, lower case, or "".
        head: the head noun in lower case, or "" for a name or pronoun.
        mention: index in the cast of the name that is its head, or None.
        determiner: first word when an article, demonstrative or possessive; else "".
        modifiers: words between the determiner and the head noun, lower case.
        region_end: offset at which the head's own phrase ends.
        tail: token index behind the head's phrase.
        stop: last token index, exclusive.
    """

    span: Span
    text: str
    pronoun: str = ""
    head: str = ""
    mention: int | None = None
    determiner: str = ""
    modifiers: tuple[str, ...] = ()
    region_end: int = 0
    tail: int = 0
    stop: int = 0

    @property
    def definite(self) -> bool:
        """Whether it points at somebody the reader knows ("the", "his", "Ruritania's")."""
        return bool(self.determiner) and self.determiner not in ("a", "an")


def take_apart(cast: Cast, start: int, end: int) -> Phrase | None:
    """The phrase at a range of offsets, or None when it holds no word."""
    layout = cast.layout
    tokens = layout.tokens(start, end)
    first, stop = tokens.start, tokens.stop
    while first < stop and not layout.word(first)[0].isalnum():
        first += 1
    while stop > first and not layout.word(stop - 1)[0].isalnum():
        stop -= 1
    if first == stop:
        return None
    span = (layout.starts[first], layout.ends[stop - 1])
    text = " ".join(layout.text[slice(*span)].split())
    words = [layout.word(i) for i in range(first, min(stop, first + 60))]
    lowered = [strip_possessive(word).lower() for word in words]
    if len(words[0]) > 2 and ("’" in words[0] or "'" in words[0]):
        bare = lowered[0].replace("’", "'").split("'", 1)[0]
        if bare in PRONOUNS or bare in RELATIVE_PRONOUNS:
            lowered[0] = bare  # "They’ve", "I'm", "who’d"
    possessed = [word.endswith(("'s", "’s")) for word in words]
    if len(lowered) == 1 or words[1] in _BESIDE_PRONOUNS:
        upper = words[0].isupper() and len(words[0]) > 1 and words[0].isalpha()
        if (lowered[0] in PRONOUNS or lowered[0] in RELATIVE_PRONOUNS) and not upper:
            return Phrase(span=span, text=text, pronoun=lowered[0], tail=first + 1, stop=stop)
    region = _region(cast, first, stop, words)
    region_end = layout.ends[region - 1]
    mention = _head_mention(cast, span[0], region_end)
    determiner = lowered[0] if lowered[0] in _DETERMINERS else ""
    if not determiner and words[0].endswith(("'s", "’s")) and region - first > 1:
        determiner = "'s"
    if mention is not None:
        return Phrase(
            span=span,
            text=text,
            mention=mention,
            determiner=determiner,
            region_end=region_end,
            tail=region,
            stop=stop,
        )
    inner = lowered[: region - first]
    at = len(inner) - 1
    for index in range(len(inner) - 1, -1, -1):
        marked = possessed[index] and index < len(inner) - 1
        if inner[index].rsplit("-", 1)[-1] in _NOUNS and not marked:
            at = index
            break
    begin = 1 if determiner and determiner != "'s" else 0
    return Phrase(
        span=span,
        text=text,
        head=inner[at].rsplit("-", 1)[-1],
        determiner=determiner,
        modifiers=tuple(w for w in inner[begin:at] if w[0].isalnum()),
        region_end=region_end,
        tail=region,
        stop=stop,
    )


def _region(cast: Cast, first: int, stop: int, words: list[str]) -> int:
    """The token index at which the head's own noun phrase ends."""
    layout = cast.layout
    held = 0
    for offset, word in enumerate(words):
        token = first + offset
        at = layout.starts[token]
        following = cast.mentions_in(at, at + 80)
        if following and cast.mentions[following[0]].lead <= at:
            held = max(held, cast.mentions[following[0]].span[1])
        if at < held or offset == 0:
            continue
        if word == "[" and offset == 1:
            continue  # “the [Odd Department]”: an editor's words
        if word in _BREAKS or word in _PREPOSITIONS:
            return token
        before = words[offset - 1].lower()
        if word in ("a", "an") and _name_ends(cast, layout.ends[token - 1]):
            return token  # "Ana Lopez an attorney at": a comma is missing
        if (word.endswith(("ing", "ed")) and word.islower() and before in _NOUNS) or word == "I":
            return token  # "judges handling appeals", "a video posted by"
        if word in ("and", "&", "or") and _name_ends(cast, layout.ends[token - 1]):
            return token
    return first + len(words) if first + len(words) < stop else stop


def _name_ends(cast: Cast, end: int) -> bool:
    """Whether a mention (or its possessive) ends at an offset."""
    for index in cast.mentions_in(end - 200, end):
        if cast.mentions[index].span[1] in (end, end - 2):
            return True
    return False


def _head_mention(cast: Cast, start: int, end: int) -> int | None:
    """The name a phrase ends in, if it ends in one."""
    found = cast.mentions_in(start - 1 if start else 0, end)
    for index in reversed(found):
        mention = cast.mentions[index]
        gap = end - mention.span[1]
        if gap <= 0 or (mention.possessive and gap <= 2):
            return index
    return None


def capitalised_tail(cast: Cast, phrase: Phrase) -> list[str]:
    """The capitalised words a phrase ends in, where no mention was found (headlines)."""
    layout = cast.layout
    words: list[str] = []
    for token in reversed(layout.tokens(phrase.span[0], phrase.region_end)):
        word = layout.word(token)
        if not layout.flags[token] & CAPITAL:
            break
        words.append(strip_possessive(word))
    return list(reversed(words))
