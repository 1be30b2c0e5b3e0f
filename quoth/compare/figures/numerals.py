"""Numbers in digits and words: `1.2bn`, `two hundred and fifty`, `tens of thousands`, `a third`."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.compare.figures.tokens import Tokens

_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(_SMALL.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
    "dozen": 12.0,
}
SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
"""Read as scales only where they touch a number, and some only beside a currency."""
PLURALS = {
    "dozens": (12, 120),
    "tens": (10, 100),
    "hundreds": (100, 1000),
    "thousands": (1e3, 1e4),
    "millions": (1e6, 1e7),
    "billions": (1e9, 1e10),
    "trillions": (1e12, 1e13),
}
"""A plural stands for anything from one of its kind to ten."""
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10, "eighth": 8}
PARTS |= {f"{word}s": value for word, value in PARTS.items() if word != "half"}
SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
BEGIN = {*SMALL, *TENS, *SCALES, *PLURALS, *PARTS, *SIGNS, "a", "an", "several", "few"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or the range that a vague word stands for, up to the token `end`."""

    low: float
    high: float
    end: int
    scale: float = 1.0
    """What its last words multiplied it with: a range's first number may borrow it."""
    part: bool = False
    """A part of a whole ("two-thirds")."""
    vague: bool = False
    worded: bool = False
    """Written in words."""
    plain: bool = False
    """Digits with neither separator, decimals nor scale: perhaps a year or a name."""


def number(t: Tokens, i: int, *, money: bool = False) -> Number | None:
    """The number that begins at token `i`, if one does.

    Args:
        t: the tokens.
        i: where to begin.
        money: whether a currency stands before it: then "m" is a million, not a metre.
    """
    if t.digits(i):
        return _digits(t, i, money)
    word = t.at(i)
    if word not in BEGIN:
        return None
    return _plural(t, i) or _part(t, i) or _words(t, i)


def _digits(t: Tokens, i: int, money: bool) -> Number:
    word = t.word(i)
    value = float(word.replace(",", ""))
    end, scale = i + 1, 1.0
    plain = word.isdigit()
    if t.at(end) in ("/", "⁄") and t.glued(end) and t.digits(end + 1) and t.glued(end + 1):
        below = float(t.word(end + 1).replace(",", ""))
        if below and t.at(end + 2) not in ("/", "⁄"):
            part = value / below
            return Number(low=part, high=part, end=end + 2, part=True)
    if t.word(end) in SIGNS and t.glued(end):
        value += SIGNS[t.word(end)]
        end, plain = end + 1, False
    while True:
        following = t.at(end)
        hyphen = following == "-" and t.at(end + 1) in SCALES
        if hyphen:
            following = t.at(end + 1)
        factor = SCALES.get(following) if following != "dozen" else None
        if factor is None and scale == 1.0 and following in SHORT and t.glued(end):
            clear = following in ("bn", "tn", "mn", "mln", "trn") or t.word(end) in ("M", "K")
            if clear or money:
                factor = SHORT[following]
        if factor is None:
            break
        scale *= factor
        end += 2 if hyphen else 1
    value *= scale
    return Number(low=value, high=value, end=end, scale=scale, plain=plain and scale == 1.0)


def _plural(t: Tokens, i: int) -> Number | None:
    """ "hundreds of thousands", "tens or even hundreds of billions", "several hundred"."""
    word = t.at(i)
    if word in PLURALS:
        low, high = PLURALS[word]
        end = i + 1
        joint = end + (2 if t.at(end + 1) == "even" else 1)
        if t.at(end) in ("or", "to", "and") and t.at(joint) in PLURALS:
            high, end = PLURALS[t.at(joint)][1], joint + 1
        if t.at(end) == "of" and t.at(end + 1) in PLURALS and t.at(end + 1) != "dozens":
            factor = PLURALS[t.at(end + 1)][0]
            low, high, end = low * factor, high * factor, end + 2
        return Number(low=low, high=high, end=end, vague=True, worded=True)
    first = i + 1 if word == "a" and t.at(i + 1) in ("few", "couple") else i
    if t.at(first) in ("several", "few") and t.at(first + 1) in SCALES:
        factor = SCALES[t.at(first + 1)]
        return Number(low=2 * factor, high=10 * factor, end=first + 2, vague=True, worded=True)
    return None


def _part(t: Tokens, i: int) -> Number | None:
    """ "half of", "a third of", "two-thirds", "half a million", "one in three"."""
    word, above = t.at(i), 1
    if word == "half" and t.at(i + 1) == "a" and t.at(i + 2) in ("million", "billion", "dozen"):
        value = SCALES[t.at(i + 2)] / 2
        return Number(low=value, high=value, end=i + 3, worded=True)
    at = i
    if word in ("a", "an", "one") or (word in SMALL and SMALL[word] > 1):
        above = SMALL.get(word, 1)
        at = i + 1
        if above == 1 and t.at(at) in ("in", "out") and word == "one":
            far = at + (2 if t.at(at + 1) == "of" else 1)
            if t.at(far) in SMALL and SMALL[t.at(far)] > 1 and t.at(far + 1) not in ("-",):
                value = 1 / SMALL[t.at(far)]
                return Number(low=value, high=value, end=far + 1, part=True, worded=True)
            return None
        if t.at(at) == "-":
            at += 1
    part = t.at(at)
    if part not in PARTS or (part.endswith("s") and part != "half") != (above > 1):
        return None
    whole = t.at(at + 1) == "of" or part in ("thirds", "quarters", "fifths", "tenths")
    if not whole or t.at(i - 1) in ("the", "final", "first", "second", "last", "-", "this"):
        return None
    if t.at(at + 2) in ("year", "season") and part == "quarter":
        return None
    value = above / PARTS[part]
    return Number(low=value, high=value, end=at + 1, part=True, worded=True)


def _words(t: Tokens, i: int) -> Number | None:
    """ "two hundred and fifty thousand", "a dozen", "four and a half"."""
    at, total, current, seen = i, 0.0, 0.0, False
    scale = 1.0
    if t.at(at) in ("a", "an"):
        if t.at(at + 1) not in SCALES:
            return None
        at, current, seen = at + 1, 1.0, True
    while True:
        word = t.at(at)
        if word in SMALL:
            if seen and (current % 10 or (current % 100 and SMALL[word] >= 10)):
                break
            current += SMALL[word]
        elif word in TENS:
            if seen and current % 100:
                break
            current += TENS[word]
        elif word in SCALES and seen:
            factor = SCALES[word]
            current *= factor
            scale = factor
            if factor >= 1e3:
                total, current = total + current, 0.0
        else:
            break
        seen = True
        at += 1
        joined = t.at(at) == "-" and t.glued(at) and t.glued(at + 1)
        following = t.at(at + 1)
        hyphened = joined and (following in SMALL or following in SCALES)
        added = t.at(at) == "and" and scale > 1 and (following in SMALL or following in TENS)
        if hyphened or added:
            at += 1
    if not seen:
        return None
    value = total + current
    if t.at(at) == "and" and t.at(at + 1) == "a" and t.at(at + 2) == "half":
        value, at = value + 0.5, at + 3
    return Number(low=value, high=value, end=at, scale=scale, worded=True)
