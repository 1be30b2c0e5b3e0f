"""What is no quantity: dates, years, ordinals, names with a number; and times of day."""

from __future__ import annotations

from quoth.compare.figures import units
from quoth.compare.figures.numerals import Number
from quoth.compare.figures.tokens import Tokens
from quoth.resolve.lexicon import word_set

MONTHS = word_set(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sept sep oct nov dec
    """
)
ORDINAL = frozenset({"st", "nd", "rd", "th"})
NAMED = word_set(
    """
    section row channel route highway interstate game week level group class type no number article
    chapter phase stage act formula windows xbox playstation galaxy airbus boeing covid district
    precinct division question page rule room gate flight unit model version part line title
    amendment resolution proposition iphone note season episode volume category lane exit runway
    platform item paragraph clause schedule annex appendix figure table box area grade tier round
    day iraq fortune nasdaq ftse dax dow studio apt apartment suite file form agenda vision super
    bowl world war wave season bus flight train tour division league
    """
)
"""Words whose number is a name: "page 9", "Flight 370"."""
PLACES = word_set(
    """
    road street avenue st ave lane way drive rd blvd boulevard court place square terrace parkway
    hwy broadway
    """
)
ANAPHORS = word_set(
    """
    the this that no any every each which another same other latter last
    """
)
YEAR_CUES = word_set(
    """
    in since by until during of from early late mid before after around circa through till the
    summer winter spring autumn fall season and to between january february march april may june
    july august september october november december
    """
)
CLOCK_CUES = frozenset({"at", "until", "till", "since", "by", "before", "after", "around", "from"})
HALVES = frozenset({"am", "pm", "a.m", "p.m"})


def skipped(t: Tokens, i: int) -> int | None:
    """The token to go on at, if a date, an ordinal or a numbered name begins at `i`."""
    if not t.digits(i):
        return None
    word = t.word(i)
    following = t.at(i + 1)
    if following in ORDINAL and t.glued(i + 1):
        return i + 2
    if following == "s" and t.glued(i + 1) and word.isdigit():  # the 1990s
        return i + 2
    if following == "'s" and t.glued(i + 1):
        return i + 2
    if t.glued(i) and t.word(i - 1)[-1:].isalpha() and units.before(t, i) is None:
        return i + 1  # X3, S8
    if t.glued(i) and t.at(i - 1) in ("-", "–", "/", ".") and _named_before(t, i - 1):
        return i + 1  # F-150, TA-35
    if t.glued(i) and t.at(i - 1) in ("@", "#", "_"):
        return i + 1
    if t.word(i + 1) in ("G", "D", "X", "S") and t.glued(i + 1) and word.isdigit():
        return i + 2  # 5G, 3D
    if word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31:
        month = t.at(i - 1) if t.at(i - 1) != "." else t.at(i - 2)
        if month in MONTHS and (month != "may" or t.word(i - 1) == "May"):
            at = i + 1
            if t.at(at) in ("-", "–", "and", "to") and t.digits(at + 1) and len(t.word(at + 1)) < 3:
                at += 2
            if t.at(at) == "," and t.digits(at + 1) and len(t.word(at + 1)) == 4:
                at += 2
            return at
        at = i + 2 if following == "of" else i + 1
        if following in ("and", "-", "–", "to") and t.digits(i + 2) and len(t.word(i + 2)) < 3:
            at = i + 3  # 11 and 12 January
        if t.at(at) in MONTHS and t.word(at)[0].isupper():
            return at + 1
    for sign in ("/", "-", "."):
        if following == sign and t.digits(i + 2) and t.at(i + 3) == sign and t.digits(i + 4):
            return i + 5  # 2/10/2019, 2019-10-02
    return None


def _named_before(t: Tokens, sign: int) -> bool:
    """Whether letters are joined to a number by a sign: "TPP-11"; "mid-2019" too."""
    if not t.glued(sign):
        return False
    word = t.word(sign - 1)
    return word[-1:].isalpha() and word.lower() not in ("minus", "now", "sub", "to", "top", "us")


def dotted_clock(t: Tokens) -> bool:
    """Whether a text writes times of day with a full stop: "at 21.58"."""
    for i in range(1, len(t)):
        if (
            t.digits(i)
            and t.at(i - 1) in ("at", "until", "since")
            and _hours(t.word(i)) is not None
            and units.after(t, i + 1) is None
            and t.at(i + 1) not in ("million", "billion", "trillion")
        ):
            return True
    return False


def _hours(word: str) -> int | None:
    """Minutes from midnight of "21.58"; None if it cannot be a time."""
    hour, _, minute = word.partition(".")
    if len(minute) != 2 or not (hour.isdigit() and minute.isdigit()) or len(hour) != 2:
        return None
    if int(hour) > 23 or int(minute) > 59:
        return None
    return int(hour) * 60 + int(minute)


def _half(t: Tokens, i: int) -> tuple[bool | None, int]:
    """Whether "pm" follows at token `i` (None: neither), and the token after it."""
    if t.at(i) in ("am", "pm"):
        return t.at(i) == "pm", i + 1
    if t.at(i) in ("a", "p") and t.at(i + 1) == "." and t.at(i + 2) == "m":
        return t.at(i) == "p", i + (4 if t.at(i + 3) == "." and t.glued(i + 3) else 3)
    return None, i


def clock(t: Tokens, i: int, dotted: bool) -> tuple[int, int] | None:
    """Minutes from midnight and the token after a time of day that begins at `i`."""
    if not t.digits(i):
        return None
    word, hour, minute, end = t.word(i), 0, 0, i + 1
    marked = False
    if t.at(i + 1) == ":" and t.glued(i + 1) and t.digits(i + 2) and t.glued(i + 2):
        if not (word.isdigit() and len(t.word(i + 2)) == 2 and t.word(i + 2).isdigit()):
            return None
        if t.at(i + 3) in ("left", "remaining", "mark", "minutes"):
            return None
        hour, minute, end, marked = int(word), int(t.word(i + 2)), i + 3, True
    elif "." in word and word[0] != ".":
        left, _, right = word.partition(".")
        if len(right) != 2 or not left.isdigit():
            return None
        hour, minute = int(left), int(right)
    elif word.isdigit() and len(word) <= 2:
        hour = int(word)
    else:
        return None
    if hour > 24 or minute > 59 or t.at(i - 1) in ("$", "€", "£"):
        return None
    late, after = _half(t, end)
    if late is not None:
        if hour > 12:
            return None
        return (hour % 12 + (12 if late else 0)) * 60 + minute, after
    if marked:
        return hour * 60 + minute, end
    if (
        dotted
        and "." in word
        and _hours(word) is not None
        and units.after(t, i + 1) is None
        and t.at(i + 1) not in ("million", "billion", "trillion", "points")
    ):
        return hour * 60 + minute, end
    return None


def is_year(t: Tokens, i: int, value: float, end: int) -> bool:
    """Whether plain digits are a year."""
    if not 1500 <= value <= 2200:
        return False
    if t.at(i - 1) in YEAR_CUES or t.at(i - 1) in (",", "(", ".", "-"):
        return True
    following = t.at(end)
    return not following.isalpha() or following in ("and", "or", "to", "the", "with", "but", "when")


def bare(t: Tokens, i: int, low: float, high: float, end: int, value: Number, first: int) -> bool:
    """Whether a number without unit and noun is a quantity all the same.

    Only where something says so: decimals, separators, a scale, a bound, a range from-to. A
    bare "12" is more often a name, a shirt, a list's item.
    """
    if value.part or value.vague:
        return True
    if value.worded:
        if value.scale >= 100 and low >= 100:
            return True
        return t.at(first - 1) in ("than", "about", "around", "nearly", "least") and low > 1
    if value.plain:
        if 1500 <= low <= 2200 and t.at(first - 1) not in ("than", "about", "nearly", "around"):
            return False
        before, previous = t.at(i - 1), t.word(i - 1)
        if low != high and t.at(first - 1) in ("from", "between"):
            return not (is_year(t, i, low, end) or _capital(t, i - 1))
        if before in NAMED or (_capital(t, i - 1) and not t.begins(i)):
            return False
        following = t.word(end)
        if following[:1].isupper() and not t.apart(end):
            return False
        if before in ("around", "about", "than", "nearly", "almost", "approximately", "roughly"):
            return True
        if before in ("to", "at", "of", "by", "from", "is", "was", "count", "counted", "says"):
            return low >= 10 and previous.islower()
        return low >= 10 and before.isalpha() and previous.islower() and before not in ANAPHORS
    return not (_capital(t, i - 1) and t.word(i).count(".") == 1 and "," not in t.word(i)) or (
        value.scale > 1
    )


def _capital(t: Tokens, i: int) -> bool:
    word = t.word(i)
    return word[:1].isupper() and word[:1].isalpha() and not t.begins(i)


def counts(t: Tokens, i: int, value: Number, counted: str | None, first: int, stop: int) -> bool:
    """Whether a number before a noun counts it, and is not a name, a year or an address."""
    before, word = t.at(first - 1), counted or ""
    last = word.split()[-1].lower() if word else ""
    if value.low == value.high == 1 and value.worded:
        at = value.end
        if before in ANAPHORS or before == "-" or before in ("new", "old", "big", "small"):
            return False
        if t.at(at) in ("another", "day", "-", "thing", "point", "side", "time", "year", "night"):
            return False
        return bool(word)
    if value.worded:
        return before not in ("-",)
    if value.plain and 1500 <= value.low <= 2100:
        if before in YEAR_CUES or _capital(t, first - 1) or t.word(value.end)[:1].isupper():
            return False
        if before in ("than", "about", "some", "around", "nearly", "almost", "least", "estimated"):
            return True
        return before.islower() and before not in ("their", "his", "her", "its", "our", "a", "'s")
    if not value.plain:
        return True
    if before in NAMED or (before == "." and t.at(first - 2) in ("no", "nos")):
        return False
    if any(t.at(at) in PLACES for at in range(value.end, min(stop + 3, len(t)))):
        return not t.word(value.end)[:1].isupper()
    if _capital(t, first - 1) and value.low < 1000:
        return False
    following = t.word(value.end)
    return not (
        following[:1].isupper() and t.word(stop - 1)[:1].isupper() and not last.endswith("n")
    )
