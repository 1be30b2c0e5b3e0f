"""Quantities of a text, found from left to right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quoth.compare.figures import apart, bounds, nouns, units
from quoth.compare.figures.numerals import BEGIN, Number, number
from quoth.compare.figures.tokens import Tokens, tokens
from quoth.model import Span

CLOCK = "clock time"
"""The unit of a time of day; its value is in minutes from midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity: `low` and `high` differ for a range and a vague number."""

    span: Span
    low: float
    high: float
    bound: str = "exact"
    """exact, about, above, at_least, below, at_most"""
    unit: str | None = None
    counted: str | None = None
    """What is counted or measured by the next words, its last noun in the singular."""
    change: str | None = None
    """up or down: it is the size of a change."""
    part: bool = False
    """A part of a whole ("two-thirds of")."""
    vague: bool = False
    """A range that a word stands for ("dozens")."""


def quantities(text: str) -> list[Quantity]:
    """Every quantity of a text in order; spans are code points of the text, and never overlap."""
    t = tokens(text)
    dotted = apart.dotted_clock(t)
    found: list[Quantity] = []
    i = 0
    while i < len(t):
        if not (t.digits(i) or t.at(i) in BEGIN):
            i += 1
            continue
        skip = apart.skipped(t, i)
        if skip is not None:
            i = skip
            continue
        clock = apart.clock(t, i, dotted)
        if clock is not None:
            minutes, end = clock
            found.append(_clock(t, i, end, minutes))
            i = end
            continue
        made = _quantity(t, i)
        if made is None:
            i += 1
            continue
        quantity, end = made
        if quantity is not None and (not found or quantity.span[0] >= found[-1].span[1]):
            found.append(_carried(quantity, found[-1], text) if found else quantity)
        i = max(end, i + 1)
    return found


def _carried(quantity: Quantity, before: Quantity, text: str) -> Quantity:
    """A figure with what the one before lends it.

    The same in another unit, in brackets, has its bound and change: "over 5 miles (8 km)". What
    it goes "to" has its unit: "from 14 mpg to 24".
    """
    between = text[before.span[1] : quantity.span[0]].strip()
    inside = text[max(0, before.span[0] - 1) : before.span[0]] == "("
    bracketed = between == "(" or (between == "/" and inside)
    if bracketed and quantity.bound == "exact" and quantity.unit not in (None, before.unit):
        return replace(quantity, bound=before.bound, change=quantity.change or before.change)
    bare = quantity.unit is None and quantity.counted is None
    if between == "to" and bare and before.change is None and before.low < quantity.low:
        return replace(quantity, unit=before.unit, counted=before.counted)
    return quantity


def _clock(t: Tokens, i: int, end: int, minutes: int) -> Quantity:
    bound, first = bounds.bound_before(t, i)
    return Quantity(
        span=(t.starts[first], t.ends[end - 1]),
        low=minutes,
        high=minutes,
        bound=bound if bound in ("about",) else "exact",
        unit=CLOCK,
    )


@dataclass(slots=True)
class _Measure:
    """A number with its currency or unit."""

    number: Number
    unit: str | None
    first: int
    end: int
    named: bool = False
    """Its unit is in the table, no noun."""


def _measure(t: Tokens, i: int, unit: str | None = None) -> _Measure | None:
    """The number at token `i` with what says its unit; `unit` if a currency stands before."""
    first = i
    dashed = t.at(i - 1) in ("-", "−") and t.word(i - 2) in units.CURRENCIES and t.glued(i)
    money = units.before(t, i - 1 if dashed else i)  # $-50
    if money is not None:
        unit, first = money
    sign = t.at(first - 1)
    value = number(t, i, money=unit is not None)
    if value is None:
        return None
    negative = dashed
    if sign in ("minus", "negative") or (
        sign == "-" and t.at(first - 2) == "minus" and t.glued(first)
    ):
        negative = True
        first -= 2 if sign == "-" else 1
    elif sign in ("-", "−", "–") and t.glued(first) and not t.glued(first - 1):
        negative, first = True, first - 1
    if negative:
        value = Number(
            low=-value.low, high=-value.high, end=value.end, scale=value.scale, part=value.part
        )
    made = _Measure(value, unit, first, value.end, unit is not None)
    following = units.after(t, value.end)
    if unit is None and following is not None and not (value.part and t.at(value.end) == "of"):
        made.unit, made.end = following
        made.named = True
    elif unit is not None and following and following[0] == unit and t.at(value.end) != "-":
        made.end = following[1]
    if made.unit is not None:
        money_now = made.unit in units.MONEY
        made.unit, made.end = units.divided(t, made.end, made.unit, money=money_now)
    return made


def _together(t: Tokens, near: _Measure) -> tuple[float, str, int] | None:
    """ "two hours and ten minutes" in the smaller unit: value, unit, the token after it."""
    scale = units.LONG.get(near.unit or "")
    if scale is None or near.number.low != near.number.high:
        return None
    at = near.end + 1 if t.at(near.end) in ("and", ",") else near.end
    if not (t.digits(at) or t.at(at) in BEGIN) or t.apart(at):
        return None
    rest = _measure(t, at)
    small = units.LONG.get(rest.unit or "") if rest is not None else None
    if small is None or small >= scale or rest.number.vague or rest.number.low * small >= scale:
        return None
    return near.number.low * scale / small + rest.number.low, rest.unit, rest.end


def _far(t: Tokens, near: _Measure) -> _Measure | None:
    """The other end of a range that begins with `near`, if there is one."""
    at, joint = near.end, t.at(near.end)
    start = t.at(near.first - 1)
    if joint in ("-", "–", "—"):
        if not (t.glued(at) or t.at(at + 1) == "to") and joint == "-":
            return None
        at += 1
        joint = t.at(at) if t.at(at) == "to" else joint
        if joint == "to":
            at += 1
        if t.at(at) == "-":
            at += 1
    elif joint == "to" or (joint == "and" and start == "between"):
        at += 1
        if joint == "to" and t.at(at) == "-":
            at += 1
    elif joint == "or" and near.number.worded and near.unit is None:
        at += 1
    else:
        return None
    if joint == "to" and start in ("by", "up", "down") and near.unit is not None:
        return None
    if (
        near.number.plain
        and near.unit is None
        and apart.is_year(t, near.first, near.number.low, near.end)
    ):
        return None
    place = at
    while place < at + 4 and t.word(place) and not (t.digits(place) or t.at(place) in BEGIN):
        place += 1  # a currency of one or two signs
    if place > at and units.before(t, place) is None:
        return None
    if place > at and units.before(t, place)[1] != at:
        return None
    if t.at(place) in ("a", "an", "half"):
        return None
    far = _measure(t, place)
    if far is None or far.number.vague or far.number.part != near.number.part:
        return None
    one, other = near.unit, far.unit
    if one is not None and other is not None and one != other:
        within = other.startswith(f"{one} per") or one.startswith(f"{other} per")
        if not within:
            return None
    if one in units.MONEY and other is None and near.named and joint == "to":
        named_range = start in ("from", "between", "of")
        if not named_range:
            return None
    if one is not None and other is None and one not in units.MONEY:
        if start not in ("from", "between"):
            return None
        if nouns.counted(t, far.end, one=False, worded=True, hyphen=False):
            return None
    if far.number.plain and apart.is_year(t, place, far.number.low, far.end) and other is None:
        return None
    return far


def _quantity(t: Tokens, i: int) -> tuple[Quantity | None, int] | None:
    near = _measure(t, i)
    if near is None:
        return None
    value = near.number
    low, high, unit, end = value.low, value.high, near.unit, near.end
    together = None if value.vague else _together(t, near)
    if together is not None:
        low = high = together[0]
        unit, end = together[1], together[2]
        near.end = end
    far = None if value.vague or together is not None else _far(t, near)
    shares = far is not None and near.unit == "percentage" and low > far.number.high
    if shares and t.at(near.end) in ("-", "–"):
        far = None  # 53%-43%: two shares, no range
    if far is not None:
        if far.number.scale > 1 and value.scale == 1 and low < far.number.low / far.number.scale:
            low *= far.number.scale
        high, unit, end = far.number.high, far.unit or unit, far.end
        ratio = t.at(value.end) in ("-", "–") and unit is None and low >= high
        if ratio and value.low < 200:  # a score
            return None, end
    last = far or near
    named = last.named or near.named
    one = low == high == 1 and not named
    if value.vague or (value.part and t.at(end) == "of") or one or not named:
        after = _of(t, end, value, one)
    else:
        after = end
    counted, stop = None, end
    if not named and unit is None:
        if t.at(near.first - 1) == "aged" or (
            t.at(near.first - 1) == "of" and t.at(near.first - 2) == "age"
        ):
            unit, named = "year of age", True
        elif value.part and t.at(end) == "of" and t.at(end + 1) in ("a", "an"):
            one_of = units.after(t, end + 3 if t.at(end + 2) == "us" else end + 2)
            if one_of is not None:
                (unit, end), named = one_of, True
                stop = end
        elif t.at(end) == "of" and after > end and not value.part and not one:
            whole = _whole(t, after)
            if whole is not None:
                unit, named = whole, True
    hyphen = t.at(after) == "-" and t.glued(after) and t.glued(after + 1)
    if not named and (value.vague or after != end) and not one and not value.part:
        found_unit = units.after(t, after)
        if found_unit is not None:
            unit, end = found_unit
            named, stop = True, end
    if not named:
        begin = after + 1 if hyphen else after
        single = one and t.at(end) != "of"
        phrase = nouns.counted(t, begin, one=single, worded=value.worded, hyphen=hyphen)
        if phrase is not None:
            counted, stop = nouns.phrase(t, *phrase), phrase[1]
            per_unit, per_end = units.divided(t, stop, "", money=False)
            if per_unit:
                unit, stop = f"{nouns.singular(counted)}{per_unit}", per_end
    elif t.at(end) == "of":
        start = end + 1
        while t.at(start) in ("the", "all", "its", "their", "his", "her", "our", "those", "these"):
            start += 1
        phrase = nouns.counted(t, start, one=False, worded=True, hyphen=False)
        if phrase is not None:
            counted = nouns.phrase(t, *phrase)
    elif not hyphen:
        phrase = nouns.counted(t, end, one=False, worded=True, hyphen=False)
        if phrase is not None and t.at(end) not in ("years",):
            counted = nouns.phrase(t, *phrase)
    if unit is None and counted is None:
        if not apart.bare(t, i, low, high, last.end, value, near.first):
            return None, last.end
    elif not named and not apart.counts(t, i, value, counted, near.first, stop):
        return None, last.end
    bound, first = bounds.bound_before(t, near.first)
    tail, tail_end = bounds.bound_after(t, stop if named or counted else end)
    if tail is None and stop != end:
        tail, tail_end = bounds.bound_after(t, value.end)
        tail_end = max(tail_end, stop)
    if bound is None and tail is not None:
        bound = tail
        stop = tail_end
    moved = bounds.change(t, first, stop, unit)
    if moved is None and t.at(near.first - 1) == "+" and t.glued(near.first):
        moved = "up"
    return (
        Quantity(
            span=(t.starts[first], t.ends[max(stop, end) - 1]),
            low=low,
            high=high,
            bound=bound or "exact",
            unit=unit,
            counted=counted,
            change=moved,
            part=value.part,
            vague=value.vague,
        ),
        max(end, last.end),
    )


def _whole(t: Tokens, at: int) -> str | None:
    """The unit of the number after "280 million of the": it counts the same thing."""
    while at < len(t) and not (t.digits(at) or t.at(at).isalpha()):
        at += 1
    made = _measure(t, at) if t.digits(at) else None
    return made.unit if made is not None else None


def _of(t: Tokens, end: int, value: Number, one: bool) -> int:
    """The token where what is counted begins, past "of the", "of its", "more of the"."""
    at = end
    if t.at(at) == "of":
        at += 1
        while t.at(at) in ("the", "its", "their", "his", "her", "our", "these", "those", "all"):
            at += 1
        if t.at(at) == "most" and one:
            at += 1
        return at
    while t.at(at) in ("more", "other", "additional", "extra"):
        at += 1
    return at
