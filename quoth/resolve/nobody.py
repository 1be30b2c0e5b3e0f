"""What has a capital and names nobody: gerunds that open a sentence, titles of works."""

from __future__ import annotations

from quoth.resolve.layout import QUOTED, Layout
from quoth.resolve.lexicon import PERSON_NOUNS, word_set

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
_WORKS = word_set("series show film movie book novel song album sitcom podcast franchise musical")


def is_gerund(layout: Layout, word: str, after: str) -> bool:
    """Whether a word that opens a sentence is no name, by what follows and where else it stands."""
    if after in _OBJECTS:
        return True
    if not after.islower() or after in PREDICATES or after in _VERBS_OF_NAMES:
        return False
    text, at = layout.text, 0
    for _ in range(40):
        at = text.find(word, at)
        if at < 0:
            return True
        if at >= 2 and (text[at - 1] == " " and (text[at - 2].islower() or text[at - 2] == ",")):
            return False  # "officials at Boeing": a name keeps its capital in mid-sentence
        at += len(word)
    return False


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
