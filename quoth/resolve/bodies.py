"""Bodies for two matters: "Food and Drug Administration" is one, "Senate and White House" two."""

from __future__ import annotations

from quoth.resolve.layout import CAPITAL, Layout, strip_possessive
from quoth.resolve.lexicon import ORGANIZATION_WORDS, TITLES, word_set

_MATTERS = word_set(
    """
    food drug drugs health human trade labor labour commerce education housing science technology
    culture media sport sports environment energy finance justice defense defence security safety
    immigration customs securities exchange oversight ways means agriculture fisheries forestry
    transport transportation infrastructure industry tourism equalities equality women children
    youth business innovation intelligence research development budget management consumer
    competition markets aviation maritime fire rescue emergency veterans population statistics
    planning civil natural rural urban public ethics gaming alcohol tobacco cybersecurity oceanic
    atmospheric aeronautics parks wildlife fish water land mines petroleum oil electricity nuclear
    telecommunications communications information broadcasting revenue excise tax pensions work
    employment skills welfare social refugees migration minorities arts foreign reform economic
    monetary financial homeland citizenship border medical medicines healthcare mental property
    """
)
"""What ministries, agencies and committees are for."""
_ENDINGS = word_set("enforcement protection means affairs pensions standards survey")


def is_one_body(layout: Layout, before: int, target: int) -> bool:
    """Whether "and" joins the matters of one body: "Food and Drug Administration".

    Both sides begin with what such bodies are for, and the run ends in a body's noun: "the
    Pentagon and State Department" are two.
    """
    first, second = layout.word(before).lower(), layout.word(target).lower()
    if first not in _MATTERS or not (second in _MATTERS or second in ORGANIZATION_WORDS):
        return False
    last = target
    while last + 1 < len(layout.starts) and layout.beside(last + 1):
        if not layout.flags[last + 1] & CAPITAL or last - target > 4:
            break
        last += 1
    behind = [strip_possessive(layout.word(i)).lower() for i in range(target, last + 1)]
    titled = any(word in TITLES for word in behind)  # "Health and Human Services Secretary"
    return titled or behind[-1] in ORGANIZATION_WORDS or behind[-1] in _ENDINGS
