"""Whether "he" or "she" can stand for a person, as far as the article tells.

Evidence in this order: the title or relation printed with the name (Mr, wife,
spokeswoman), the pronouns that follow the name in the same or the next sentence,
the first name. Without evidence the gender is None, which agrees with both but
weighs less.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quoth.resolve.first_names import FIRST_NAMES_FEMALE, FIRST_NAMES_MALE
from quoth.resolve.layout import Layout
from quoth.resolve.lexicon import (
    FEMALE_WORDS,
    MALE_WORDS,
    word_set,
)
from quoth.resolve.names import Mention, fold

REACH = 220
"""Characters after a name within which a pronoun may testify to its gender."""
UNISEX = word_set(
    """
    lee leslie robin kim kelly jamie morgan alex chris sam dana kerry jackie jo lynn marion
    shannon stacy tracy terry jean sasha nikita jan jordan casey taylor pat val
    """
)
"""First names of both sexes: the pronouns that follow tell, or nothing."""


def of_words(words: Sequence[str]) -> str | None:
    """Gender that a title or role prints: "m", "f" or None."""
    for word in words:
        if word in MALE_WORDS:
            return "m"
        if word in FEMALE_WORDS:
            return "f"
    return None


def of_first_name(name: Sequence[str]) -> str | None:
    """Gender of a full name's first name, by a closed list; None when unlisted or shared."""
    if len(name) < 2:
        return None
    first = fold(name[0]).split("-")[0]
    male, female = first in FIRST_NAMES_MALE, first in FIRST_NAMES_FEMALE
    if male == female or first in UNISEX:
        return None
    return "m" if male else "f"


_BEFORE_OTHERS = frozenset(
    ["about", "of", "to", "by", "with", "for", "on", "against", "from", "than", "over"]
)
"""Words before a name behind which "she" is rather the one who does it."""


def of_pronouns(
    mentions: Sequence[Mention],
    own: Sequence[int],
    layout: Layout,
    *,
    least: int = 1,
) -> str | None:
    """Gender by the pronouns after a name's mentions, before anybody else is named.

    Args:
        mentions: every mention of a person in the article, in order.
        own: indexes of this actor's mentions.
        layout: of the article; its pronouns vote in the paragraph of the name.
        least: votes that must be there.

    Returns:
        "m" or "f" when at least three quarters of the votes agree, else None.
    """
    pronouns = layout.pronouns
    votes = {"m": 0, "f": 0}
    for index in own:
        if mentions[index].quoted or mentions[index].after in _BEFORE_OTHERS:
            continue  # "“Lopez must wake up,” she said", "wrote about Lopez when she": another
        end = mentions[index].span[1]
        at = bisect_left(pronouns, (end, ""))
        if at == len(pronouns) or pronouns[at][0] - end > REACH:
            continue
        offset, gender = pronouns[at]
        if index + 1 < len(mentions) and mentions[index + 1].span[0] < offset:
            continue
        if layout.paragraph(offset) == layout.paragraph(end):
            votes[gender] += 1
    total = votes["m"] + votes["f"]
    if total < least:
        return None
    gender = max(votes, key=votes.__getitem__)
    return gender if votes[gender] * 4 >= total * 3 else None
