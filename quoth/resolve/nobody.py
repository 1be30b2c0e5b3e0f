"""What has a capital and names nobody: gerunds that open a sentence, months, titles of works."""

from __future__ import annotations

import re
from functools import lru_cache

from quoth.resolve.first_names import FIRST_NAMES_FEMALE, FIRST_NAMES_MALE
from quoth.resolve.layout import INITIAL, QUOTED, Layout, strip_possessive
from quoth.resolve.lexicon import ORGANIZATION_WORDS, PERSON_NOUNS, TITLES, word_set

FIRST_NAMES = FIRST_NAMES_MALE | FIRST_NAMES_FEMALE
MONTHS = frozenset(["May", "March", "August", "April", "June"])
"""Months that are surnames too."""
_NAMED_MONTH = re.compile(r"\b([A-Z][a-z]{1,20})\.? (May|March|August|April|June)\b(?! \d)")
_CAPITAL_ING = re.compile(r"(?<=[a-z,] )[A-Z]\w{0,40}ing\b")

PREDICATES = word_set(
    """
    said says told tells added has had is was are were will would wrote
    """
)
_VERBS_OF_NAMES = word_set(
    """
    also did does can could may might should shall must never then now announced reported argued
    claimed warned called asked noted insisted denied declined refused agreed plans wants expects
    """
)
_OBJECTS = word_set(
    """
    himself herself themselves itself the a an his her their its this that these those him them it
    """
)
"""What follows a verb, and no name."""
_NO_NAMES = word_set(
    "tv internet web dna gdp covid covid-19 wifi read watch related advertisement click subscribe"
)
"""Words with capitals that name nobody."""
_PREPOSED = re.compile(r"(?:ment|tion|sion|ness|ity|ance|ence|ship|ism)$")
"""Endings of nouns that open a sentence with a capital: "Alignment with culture is universal"."""
_PARTY_STATE = re.compile(r"[DRI][-–‑][A-Z][A-Za-z.]{1,6}")
"""Party and state of American lawmakers: "(D-Calif.)"."""
_BEHIND_NOUNS = frozenset(["of", "with", "between", "among", "to", "for", "in", "on"])
_TENS = word_set("twenty thirty forty fifty sixty seventy eighty ninety")
_WORKS = word_set("series show film movie book novel song album sitcom podcast franchise musical")


def is_nobody(layout: Layout, index: int, *, follows: bool) -> bool:
    """Whether a word with a capital begins no name.

    Args:
        layout: the article.
        index: the word's token.
        follows: whether another word with a capital is right behind it.
    """
    word = layout.word(index)
    lowered = strip_possessive(word).lower()
    after = layout.word(index + 1) if index + 1 < len(layout.starts) else ""
    if lowered.partition("-")[0] in _TENS or _PARTY_STATE.fullmatch(word):
        return True  # "Eighty-five per cent"
    if layout.text[layout.starts[index] - 1 : layout.starts[index]] == "@":
        return True  # a handle
    if not follows and lowered in _NO_NAMES:
        return True
    if not layout.flags[index] & INITIAL:
        return False
    if lowered.endswith("ing") and _is_gerund(layout.text, word, after):
        return True  # "Defending himself on Monday, he"
    if lowered.endswith("ly") and after == ",":
        return lowered not in FIRST_NAMES  # "Presumably, he"
    opens = not follows and _PREPOSED.search(lowered) and after in _BEHIND_NOUNS
    return bool(opens) and lowered not in ORGANIZATION_WORDS


def _is_gerund(text: str, word: str, after: str) -> bool:
    """Whether a word that opens a sentence is no name, by what follows and where else it stands."""
    if after in _OBJECTS:
        return True
    if not after.islower() or after in PREDICATES or after in _VERBS_OF_NAMES:
        return False
    return word not in _within_sentences(text)


@lru_cache(maxsize=1)
def _within_sentences(text: str) -> frozenset[str]:
    """Words in "ing" that have a capital in mid-sentence, as names do: "officials at Boeing"."""
    return frozenset(_CAPITAL_ING.findall(text))


def is_somebodys(text: str, month: str, after: str) -> bool:
    """Whether a month's name is a surname there: the text has it behind a first name or a title.

    Args:
        text: the article's.
        month: "May".
        after: the word that follows it.
    """
    return after[:1].islower() and month in _surnames(text)


@lru_cache(maxsize=1)
def _surnames(text: str) -> frozenset[str]:
    found = _NAMED_MONTH.findall(text)
    return frozenset(month for first, month in found if first.lower() in FIRST_NAMES | TITLES)


def is_title_of_a_work(layout: Layout, run: list[int]) -> bool:
    """Whether a run is all that its quotation marks hold, before a noun: "the “Odd Wives” star"."""
    first, last, text = run[0], run[-1], layout.text
    if len(run) < 2 or not layout.flags[first] & QUOTED or last + 2 >= len(layout.starts):
        return False
    opened = text[layout.starts[first] - 1 : layout.starts[first]]
    closed = text[layout.ends[last] : layout.ends[last] + 1]
    if not opened or opened not in "“\"‘'" or not closed or closed not in "”\"’'":
        return False
    after = layout.tokens(layout.ends[last] + 1, layout.ends[last] + 3)
    return bool(after) and layout.word(after.start).lower() in PERSON_NOUNS | _WORKS
