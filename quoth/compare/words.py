"""Content words by their stems, sentences and clauses: what two passages have in common.

Stems are cut by a few English endings (after Porter, "An algorithm for suffix stripping",
1980, its first steps): enough that "closed", "closing" and "close" meet, and no dictionary.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from quoth.compare.figures.nouns import singular
from quoth.model import Span
from quoth.resolve.lexicon import word_set

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{1,3})?|[0-9]+(?:[.,:][0-9]+)*")
_END = re.compile(r"[.!?…]+[\"”’»')\]]*\s+(?=[\"“‘«'(\[]*[^\Wa-z_])|\n+|(?<=[;])\s+")
ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof sen rep gov gen col lt sgt capt rev st no nos jan feb mar apr jun jul aug
    sept sep oct nov dec u.s u.k u.n d.c inc ltd corp co jr sr vs etc e.g i.e a.m p.m messrs
    """
)

STOP = word_set(
    """
    a an the this that these those some any no each every either neither both all most many much
    few several other another such same own and or but nor so yet if as than because while when
    where who whom whose which what how why whether though although since until unless of in on
    at by for from with to into onto over under about against between through during before after
    above below up down out off again further then once here there also just only even still
    already now ever never not n't i me my we us our you your he him his she her it its they them
    their himself herself itself themselves am is are was were be been being have has had having
    do does did doing will would shall should can could may might must ought s t d ll re ve m
    one ones two three four five six seven eight nine ten say says said saying tell tells told
    according mr mrs ms dr very more less least too quite rather really however meanwhile per yes
    get gets got go goes going went gone come comes came make makes made take takes took taken
    put puts give gives gave given let like way thing things lot much new
    """
)
"""Words that say nothing about what a passage is about."""

NEGATIONS = word_set(
    """
    no not never none nobody nothing neither nor cannot nowhere hardly
    """
)
DENYING = word_set(
    """
    doubt doubts doubted skeptical sceptical
    deny denies denied denying reject rejects rejected rejecting dismiss dismisses dismissed refute
    refutes refuted dispute disputes disputed disputing false untrue baseless unfounded absurd
    nonsense fabricated bogus debunked
    """
)
_NO_NEGATION = re.compile(
    r"\b(?:not only|not just|not merely|no doubt|no longer than|no fewer|no less|no more than|"
    r"not least|why not|whether or not|(?:can['’]t|cannot) (?:ignore|deny|wait)|not until|"
    r"no sooner|nothing but|no one but|"
    # "A door, not a defence" says what it is.
    r"(?<=\w, )not (?:an?|the|his|her|its|their|our|my|your))\b",
    re.IGNORECASE,
)

ONE_FAMILY: dict[str, str] = {}
for _family in (
    "telephon phone rang ring rung",
    "ship freighter vessel boat",
    "gate barrier",
    "clos shut",
    "pay pai contribut",
    "cost price",
    "kill die dead death fatal casualt",
    "wound injur hurt",
    "hom hous household dwelling",
    "respons responsibilit responsibl answer blam fault",
    "ask request",
    "harbour harbor",
    "flood inundat",
    "rebuild rebuilt renew reconstruct",
    "protest demonstr march crowd rall",
    "support endors back favour favor welcom",
    "oppos against reject",
    "arrest detain",
    "tax lev dut",
    "vot elect ballot",
    "quit resign",
    "fir sack dismiss",
    "worker employe staff",
    "cop polic officer",
    "damag loss",
    "inquir investig probe",
    "ban prohibit outlaw bar",
):
    _first, *_rest = _family.split()
    for _stem in _rest:
        ONE_FAMILY[_stem] = _first
"""Stems that news uses for one another; what they share counts as shared."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word in lower case without its commonest endings."""
    low = word.lower().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    if not low.isalpha() or len(low) < 4:
        return ONE_FAMILY.get(low, low)
    low = singular(low)
    for ending in ("ingly", "edly", "ation", "ments", "ment", "ness", "ingly", "ing", "ed", "ly"):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low[: -len(ending)]
            break
    if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "aeioslz":
        low = low[:-1]
    if len(low) > 3 and low.endswith(("e", "y", "i")):
        low = low[:-1]
    return ONE_FAMILY.get(low, low)


STOP_STEMS = frozenset(stem(word) for word in STOP)


def content_stems(text: str, *, names: bool = True) -> list[str]:
    """The stems of a passage's content words in order; numbers and function words left out.

    Args:
        text: the passage.
        names: whether capitalised words count; without them, those of things and acts remain.
    """
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        low = word.lower().replace("’", "'")
        if low[0].isdigit() or low in STOP or low.endswith("n't") or len(low) < 2:
            continue
        if not names and word[0].isupper() and match.start() > 0:
            continue
        cut = stem(word)
        if cut not in STOP_STEMS or len(word) - len(cut) > 3:
            found.append(cut)
    return found


_COORDINATED = re.compile(r"(?:\band|\bor|,)\s+(?:there (?:was|were|is|are)\s+)?$", re.IGNORECASE)


def negations(text: str) -> list[int]:
    """Where a passage says no: the offset after each negation; phrases that only look so apart."""
    apart = [match.span() for match in _NO_NEGATION.finditer(text)]
    found = []
    for match in WORD.finditer(text):
        low = match.group().lower().replace("’", "'")
        if low == "nor" and found and text[: match.start()].lower().rfind("neither") >= 0:
            continue  # one negation with "neither"
        if found and low in ("no", "not", "never") and _COORDINATED.search(text, 0, match.start()):
            continue  # "no linkage and no bargain"
        if (low in NEGATIONS or low.endswith("n't") or low in DENYING) and not any(
            start <= match.start() < end for start, end in apart
        ):
            found.append(match.end())
    return found


@dataclass(slots=True)
class Sentences:
    """Where the sentences of a text begin and end."""

    text: str
    starts: list[int]

    def span(self, offset: int) -> Span:
        """The sentence that an offset lies in."""
        index = max(0, bisect_right(self.starts, offset) - 1)
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.starts[index], end

    def number(self, offset: int) -> int:
        """Which sentence an offset lies in, from 0."""
        return max(0, bisect_right(self.starts, offset) - 1)


def sentences(text: str) -> Sentences:
    """Cut a text into sentences; lines end one, abbreviations do not."""
    starts = [0]
    for match in _END.finditer(text):
        if match.group()[0] == ".":
            before = text[max(0, match.start() - 12) : match.start()].split()
            last = before[-1].lower().lstrip("(“\"'‘") if before else ""
            if last in ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
                continue
        starts.append(match.end())
    return Sentences(text=text, starts=starts)
