"""What names somebody and what only describes: a description is never joined across articles.

"Civil Aviation Authority" is a name, "the agency" and "City Council" are not: every city has
one. What is no name stays an actor of its own article.
"""

from __future__ import annotations

from quoth.actors.spelling import FIRST_NAMES, folded
from quoth.resolve.lexicon import (
    CALENDAR,
    FUNCTION_WORDS,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    OUTLET_WORDS,
    PERSON_NOUNS,
    PLURAL_PERSON_NOUNS,
    TITLES,
    word_set,
)

NAMED = ("person", "author", "organization", "outlet")
"""Kinds that may be joined. A group, a document and an anonymous source are of one article."""

_BODIES = (
    ORGANIZATION_WORDS
    | ORGANIZATION_NOUNS
    | word_set(
        """
        house supreme superior appeals circuit district federal state county city town village
        municipal provincial regional national local public high lower upper general attorney
        attorneys sheriff sheriffs police fire health education school schools elections election
        medical parole planning zoning grand jury joint special select standing press family
        juvenile civil criminal magistrates coroner examiner examiners medical transport transit
        human resources legal first second third interior finance foreign
        """
    )
) - word_set("congress treasury nations reserve exchange kremlin")
_JOINTS = word_set("of the and for on in at de la du des y & to")
_TAILS = word_set("administration campaign government")
_UNIQUE = frozenset(["state department", "department of state", "white house"])
_NOBODY = word_set(
    """
    nobody somebody everybody anybody none everyone someone anyone everything nothing something
    left right one-third two-thirds half
    """
)
_PORTFOLIOS = word_set(
    """
    affairs defence defense justice trade economy economic commerce agriculture labour labor
    transport culture environment energy industry information technology science security
    """
)
"""What ministries of every country are for."""

_MANY = word_set("circuit district appeals county city magistrates superior")
_LEGAL_FORMS = word_set("inc corp corporation ltd llc plc co gmbh ag sa")
_PARTIES = word_set("democrat republican independent conservative liberal labour tory gop")


def names_a_person(name: str) -> bool:
    """Whether this is a person's name: "official" and "Texas Democrat" are none."""
    words = name.split()
    if not words or not words[0][:1].isupper() or not words[-1][:1].isupper():
        return False
    last, first = folded(words[-1]), folded(words[0])
    if not last or not all(c.isalpha() or c in "-' " for c in last):
        return False
    if last in _PARTIES or last in PLURAL_PERSON_NOUNS:
        return False
    if {"for", "to", "at", "with"} & {word.lower() for word in words[1:-1]}:
        return False  # "Lawyer for Ana Lopez"
    if (last in TITLES or last in PERSON_NOUNS) and first not in FIRST_NAMES:
        return False
    return last not in FUNCTION_WORDS and last not in _NOBODY


def organization_key(name: str, *, common: bool = False, surname: bool = False) -> str | None:
    """What two printings of one organization have in common; None if it is no name.

    Args:
        name: as printed.
        common: articles also write the word in lower case ("Left"), or with a capital only
            where a sentence begins ("Proponents").
        surname: people of the corpus are called so ("Trump"): who knows which is meant.
    """
    printed = name.split()
    if printed and printed[0].lower() == "the":
        printed = printed[1:]
    words = [folded(word) for word in printed]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words, printed = words[:-1], printed[:-1]
    if not words or not words[0] or not printed[0][0].isupper():
        return None
    if any("'" in word and word.split("'")[0] in FUNCTION_WORDS for word in words):
        return None  # "They're"
    if words[0] in FUNCTION_WORDS and printed[0] not in ("US", "WHO"):
        return None
    inner = zip(printed[1:], words[1:], strict=True)
    lower = [word for print_, word in inner if not print_[0].isupper() and word not in _JOINTS]
    if lower and not (lower == words[-1:] and lower[0] in _TAILS):
        return None
    key = " ".join(words)
    if key in _UNIQUE:
        return _in_order(words)
    telling = [word for word in words if word not in _JOINTS and word not in _BODIES]
    if not telling or (_MANY & set(words) and all(word in ("us", "uk") for word in telling)):
        return None
    if "ministry" in words and all(word in _PORTFOLIOS for word in telling):
        return None
    if len(words) == 1 and not _tells(printed[0], words[0], common, surname):
        return None
    return _in_order(words)


def _tells(printed: str, word: str, common: bool, surname: bool) -> bool:
    """Whether a single word is a name: an acronym, or a word that is nothing else."""
    people = word in PLURAL_PERSON_NOUNS or word.removesuffix("s") in PERSON_NOUNS
    if (
        word in CALENDAR
        or word in OUTLET_WORDS
        or word in _NOBODY
        or word in _PARTIES
        or people
        or surname
    ):
        return False
    acronym = sum(c.isupper() for c in printed) > 1
    if "-" in word and printed.rsplit("-", 1)[1].islower():
        return False  # "House-passed"
    return acronym or not (common or word in TITLES or word in PERSON_NOUNS)


def _in_order(words: list[str]) -> str:
    """ "Department of Justice" and "Justice Department" are one name in two orders."""
    words = [word for word in words if word not in ("the", "&", "and")]
    if len(words) > 2 and words[0] in ("department", "ministry") and words[1] == "of":
        words = [*words[2:], words[0]]
    return " ".join(words)
