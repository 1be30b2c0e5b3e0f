"""Figures that cannot both stand: one quantity, two values, two voices.

Figures of one quantity are those whose units can be turned into one another, that count the
same thing, and whose clauses share enough words. Of each voice its latest value stands; what the
text itself tells as an earlier value ("up from 400", "slightly above the 1,180 given before") is
an update. Values conflict if the intervals that their bounds and their rounding leave open
do not meet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import floor, inf, log10

from quoth.compare import rarity
from quoth.compare.conflicts.found import Found
from quoth.compare.figures import CLOCK
from quoth.compare.figures.nouns import PEOPLE
from quoth.compare.figures.units import LONG
from quoth.compare.words import content_stems, stem
from quoth.model import Figure, Span

ABOUT = 0.1
"""How far from the value "about" reaches, as a part of it."""
WITHIN = 2.4
"""The least weight of shared words of two figures that an article sets against each other."""
PLAIN = 1.6
"""The least weight of what figures of two articles share besides names."""
COVER = 0.6
"""The least part of the lighter clause that two articles must share, by weight."""
ALIKE = 0.34
"""The least part of all their words that two clauses of two articles must share, by weight."""
ADJACENT = 260
"""Characters between two figures of one article that a text sets against each other."""
SHARES = frozenset({"percentage", "share", "percentage point", "year of age"})
"""Units in which one article gives many different things: a survey's answers, people's ages."""
_PART = re.compile(
    r"\b(?:including|of which|among|another|combined|total of|additional|extra|plus|of the)\s"
    r"(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:added|adds?|adding|additional|extra|more than it|(?:increase|rise|cut|boost|drop|fall|"
    r"reduction|decline) of|(?:increase|rose|risen|raise|cut|boost|fell|fallen|grew|grown|up|down)"
    r"(?:d|ed)? by)\s(?:[\w$£€]+\s){0,2}[$£€]?$",
    re.IGNORECASE,
)
"""Before a figure: it is what was added or taken away, not the total."""
_MORE = re.compile(r"\b(?:more|other|others|additional|further|extra)\b(?! than)", re.IGNORECASE)
_LIST = re.compile(
    r"\b(?:compared (?:with|to)|respectively|as well as|combined|another|in addition|each|"
    r"versus|vs)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:but|however|while|whereas|instead|disput|contrary|yet|although|actual|rather|claim|"
    r"contradict|disagree|nobody agrees|against|denied|reject)",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b(?:says?|said|puts?|according|claims?|claimed|counts?|counted|estimates?|estimated|"
    r"reckons?|found|established|took|measured|admits?|shows?|guaranteed|thinks?)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:million|billion|trillion|thousand|hundred|over|about|nearly|almost|at least|at most|"
    r"more|less|fewer|than|around|some|up to|between|and|to|only|just|roughly|an?|estimated|"
    r"under)\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:expected|projected|forecasts?|predicted|anticipated|economists (?:surveyed|polled)|"
    r"projections?|predictions?)\b",
    re.IGNORECASE,
)
_SAID_SO = re.compile(rf"(?:{_CLAIM.pattern}|{_AGAINST.pattern})[^.;,]{{0,40}}$", re.IGNORECASE)
_GROWS = re.compile(
    r"\b(?:confirmed|so far|as of|toll|infected|infections?|cases|deaths?|died|killed|dead|injured|"
    r"wounded|hospitali[sz]ed|tested|arrested|arrests|signatures|delegates)\b",
    re.IGNORECASE,
)
"""What is counted again every day."""
APART_IN_A_DAY = 3.0
"""Two counts of one day that differ by more are of different places or days."""
LIKELY_APART = 50.0
"""Counts that differ by more than this factor are taken to be of different things."""
_UPDATE = re.compile(
    r"\b(?:up|down|rose|risen|fell|fallen|increased|revised|corrected|above|below|compared|"
    r"from|after|instead of|earlier|previously|initially|before)\b",
    re.IGNORECASE,
)
_WHEN = frozenset(
    map(
        stem,
        [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "morning",
            "afternoon",
            "evening",
            "night",
            "today",
            "yesterday",
            "year",
            "month",
            "week",
            "day",
            "number",
            "total",
            "figure",
            "count",
        ],
    )
)
VAGUE = frozenset({"unnamed", "it", "they", "he", "she", "anonymous"})
_WORD = re.compile(r"[^\W\d_]+")
GENERIC = frozenset(
    ["people", "thing", "time", "way", "day", "week", "month", "year", "hour", "part", "point"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure with whose it is: what two figures are compared by."""

    figure: Figure
    who: str
    actors: frozenset[str]
    named: bool
    """Somebody other than the outlet states it."""
    outlet: str
    day: str | None
    """When its article was published."""
    text: str
    """The figure as written."""
    sentence: Span
    context: str
    """Its sentence."""
    stems: frozenset[str]
    names: frozenset[str]
    """Stems of the names in its sentence."""

    @property
    def article_id(self) -> str:
        return self.figure.article_id

    @property
    def statement_id(self) -> str | None:
        return self.figure.statement_id

    @property
    def span(self) -> Span:
        return self.figure.span


def dimension(figure: Figure) -> str | None:
    """What a figure may be compared with: its unit, or the thing it counts; None for nothing."""
    unit = figure.unit
    if unit in LONG:
        return "duration"
    if unit is not None:
        return unit
    if figure.counted is None:
        return "amount" if figure.low >= 1e5 else None
    return "count " + stem(figure.counted.split()[-1])


def value(figure: Figure) -> tuple[float, float]:
    """The figure's ends; durations in seconds."""
    scale = LONG.get(figure.unit or "", 1)
    return figure.low * scale, figure.high * scale


def interval(figure: Figure) -> tuple[float, float]:
    """Where the true value may lie if the figure is right: bound and rounding considered."""
    low, high = value(figure)
    if figure.bound in ("above", "at_least"):
        return low, inf
    if figure.bound in ("below", "at_most"):
        return -inf, high
    if figure.unit == CLOCK:
        slack = 5.0 if figure.bound == "exact" else 30.0
        return low - slack, high + slack
    slack = ABOUT * abs(low) if figure.bound == "about" else _rounding(low)
    if LONG.get(figure.unit or "", 0) >= 3600:
        slack = max(slack, 0.25 * LONG[figure.unit])  # "two hours" of 130 minutes
    return low - slack, high + slack


def _rounding(number: float) -> float:
    """Half of the last place that a number is written to, as far as it shows: 31 million ± 0.5."""
    if number == 0:
        return 0.0
    number = abs(number)
    place = floor(log10(number))
    for step in range(place, -4, -1):
        unit = 10.0**step
        if abs(number / unit - round(number / unit)) < 1e-9:
            return unit / 2 if number >= 1000 and step > 0 else 0.0
    return 0.0


def differ(a: Figure, b: Figure) -> bool:
    """Whether two figures of one quantity cannot both be right."""
    (a_low, a_high), (b_low, b_high) = interval(a), interval(b)
    if a_high < b_low or b_high < a_low:
        one, other = value(a), value(b)
        gap = abs(one[0] - other[0])
        return gap > 0.02 * max(abs(one[0]), abs(other[0]))
    return False


def comparable(a: Stated, b: Stated) -> float:
    """How sure it is that two figures are of one quantity, from 0 to 1."""
    f, g = a.figure, b.figure
    what = dimension(f)
    if what is None or what != dimension(g) or f.change != g.change:
        return 0.0
    if f.day and g.day and not (f.day.startswith(g.day) or g.day.startswith(f.day)):
        return 0.0
    if f.low == f.high == 1 or g.low == g.high == 1 or _included(a) or _included(b):
        return 0.0
    if _added(a) != _added(b) or _expected(a) != _expected(b):
        return 0.0
    one, other = sorted((value(f)[0], value(g)[0]))
    if what != CLOCK and other > LIKELY_APART * max(one, 1e-9):
        return 0.0
    if f.unit is not None and f.counted and g.counted and _head(f) != _head(g):
        return 0.0
    return _contrast(a, b) if f.article_id == g.article_id else _alike(a, b)


def _head(figure: Figure) -> str:
    return stem((figure.counted or "").split()[-1]) if figure.counted else ""


def _included(stated: Stated) -> bool:
    """A part of a whole that the sentence names: "including 40 children", "12 of them"."""
    at = stated.context.find(stated.text)
    before = stated.context[max(0, at - 30) : at] if at >= 0 else ""
    after = stated.context[at + len(stated.text) : at + len(stated.text) + 12] if at >= 0 else ""
    return _PART.search(before) is not None or after.lower().startswith((" of them", " of whom"))


def _added(stated: Stated) -> bool:
    """Whether a figure is a difference: "added about $300 million"."""
    if _MORE.search(stated.text):
        return True
    at = stated.context.find(stated.text)
    return at >= 0 and _ADDED.search(stated.context[max(0, at - 40) : at]) is not None


def _expected(stated: Stated) -> bool:
    """Whether a figure is of what somebody expected: what came is no conflict with it."""
    at = stated.context.find(stated.text)
    return _FORECAST.search(stated.context[: max(at, 0)]) is not None


def _contrast(a: Stated, b: Stated) -> float:
    """Two figures of one article that it sets against each other: near, and one takes up the other.

    What takes up is a bare number ("the ministry had said 40"), or one that counts the same
    thing by the same noun. A list, a sum or a comparison of parts is none.
    """
    first, second = sorted((a, b), key=lambda s: s.span)
    f, g = first.figure, second.figure
    if g.span[0] - f.span[1] > ADJACENT:
        return 0.0
    if f.statement_id is not None and f.statement_id == g.statement_id:
        return 0.0
    own = len(f.topic.split())
    taken_up = own > 0 and set(f.topic.split()) <= set(g.topic.split())
    both = a.stems & b.stems
    weight = rarity.total(both)
    same_noun = _head(f) == _head(g) and _head(f) not in ("", *GENERIC)
    if not taken_up and not (same_noun and weight >= WITHIN / 2) and weight < WITHIN:
        return 0.0
    between = second.context if first.sentence != second.sentence else first.context
    if _LIST.search(between):
        return 0.0
    if f.unit in SHARES and not (
        taken_up and _AGAINST.search(second.context) and b.named and a.named
    ):
        return 0.0
    if a.who[:1].isdigit() or b.who[:1].isdigit() or "per" in (a.who + b.who).lower().split()[:3]:
        return 0.0
    marked = _AGAINST.search(second.context) or _CLAIM.search(second.context)
    if not marked:
        return 0.0
    sure = 0.45 + (0.25 if taken_up else 0.0) + min(0.2, weight / 30) + (0.1 if same_noun else 0.0)
    if not (a.named and b.named):
        sure -= 0.4  # the outlet gives a figure of its own beside somebody's: seldom the same one
    if taken_up and bare(second) and not _claimed(second):
        sure -= 0.3
    return max(0.0, sure)


def bare(stated: Stated) -> bool:
    """Whether a figure is written as a number alone, with its bound perhaps."""
    return not _WORD.search(_BOUND.sub("", stated.text))


def _claimed(stated: Stated) -> bool:
    """Whether somebody's saying so stands just before a figure: "the ministry had said 40"."""
    at = stated.context.find(stated.text)
    return at >= 0 and _SAID_SO.search(stated.context[max(0, at - 70) : at]) is not None


def _alike(a: Stated, b: Stated) -> float:
    """Two figures of different articles whose clauses say nearly the same."""
    f, g = a.figure, b.figure
    both, either = a.stems & b.stems, a.stems | b.stems
    plain = rarity.total(both - a.names - b.names)
    if plain < PLAIN or len(both) < 2 or f.unit in SHARES:
        return 0.0
    counted = _head(f) == _head(g) and _head(f) not in ("", *GENERIC)
    alike = rarity.total(both) / max(rarity.total(either), 1.0)
    cover = rarity.total(both) / max(min(rarity.total(a.stems), rarity.total(b.stems)), 1.0)
    if cover < COVER or alike < (0.8 * ALIKE if counted else ALIKE):
        return 0.0
    one, other = _places(a), _places(b)
    if one and other and not one & other:
        return 0.0  # of other places or people
    if _GROWS.search(a.context) and _GROWS.search(b.context):
        low, high = sorted((value(f)[0], value(g)[0]))
        if a.day != b.day or high > APART_IN_A_DAY * max(low, 1e-9):
            return 0.0
    sure = 0.15 + 0.45 * alike + 0.15 * cover + min(0.15, rarity.total(both) / 60)
    days = _day(a), _day(b)
    gap = abs(days[0] - days[1]) if None not in days else 0
    return max(0.0, sure - min(0.15, gap / 200))


def _places(stated: Stated) -> frozenset[str]:
    """The names in a figure's sentence, without those of its voice and of days and months."""
    return stated.names - {stem(word) for word in _WORD.findall(stated.who)} - _WHEN


def _day(stated: Stated) -> int | None:
    try:
        return date.fromisoformat(stated.day or "").toordinal()
    except ValueError:
        return None


def apart(a: Stated, b: Stated) -> bool:
    """Whether two figures have different voices."""
    if a.actors and b.actors:
        return not a.actors & b.actors and a.who.lower() != b.who.lower()
    return a.who.lower() != b.who.lower()


def told_as_update(text: str, figures: Iterable[Stated]) -> list[tuple[float, float]]:
    """Pairs of values that a sentence gives as an earlier and a later one of one quantity.

    Args:
        text: an article's.
        figures: its figures.
    """
    by_sentence: dict[Span, list[Stated]] = defaultdict(list)
    for stated in figures:
        by_sentence[stated.sentence].append(stated)
    found: set[tuple[float, float]] = set()
    for sentence, members in by_sentence.items():
        for one, other in combinations(members, 2):
            if one.actors != other.actors or dimension(one.figure) != dimension(other.figure):
                continue
            first, second = sorted((one, other), key=lambda s: s.span)
            between = text[first.span[1] : second.span[0]]
            ahead = text[sentence[0] : first.span[0]][-30:]
            if len(between) < 120 and (_UPDATE.search(between) or _UPDATE.search(ahead)):
                low, high = sorted((value(one.figure)[0], value(other.figure)[0]))
                found.add((low, high))
    return sorted(found)


def conflict(
    a: Stated,
    b: Stated,
    *,
    elsewhere: tuple[frozenset[tuple], frozenset[tuple]] = (frozenset(), frozenset()),
) -> Found | None:
    """The conflict of two figures, if there is one as far as their two articles tell.

    Args:
        a: a figure.
        b: another one.
        elsewhere: the quantities that the article of `a` states, and that of `b`: where one
            states the value of the other too, the figures are of two quantities.
    """
    if not apart(a, b) or not differ(a.figure, b.figure):
        return None
    sure = comparable(a, b)
    if sure <= 0:
        return None
    if not (a.named or b.named) or {a.who.lower(), b.who.lower()} & VAGUE:
        return None  # an outlet's own voice against itself: two quantities
    if _quantity(a) in elsewhere[1] or _quantity(b) in elsewhere[0]:
        return None
    first, second = sorted((a, b), key=lambda s: (s.day or "", s.article_id, s.span))
    return Found(
        kind="figure",
        a=first,
        b=second,
        confidence=0.25 + 0.7 * sure,
        reason=f"{first.who}: {_told(first)}; {second.who}: {_told(second)}{_of(a, b)}",
    )


def _quantity(stated: Stated) -> tuple:
    return dimension(stated.figure), value(stated.figure)


def corrected(one: Stated, other: Stated) -> bool:
    """Whether the voice of one figure gives another value of the quantity later, by the other."""
    if not one.day or not other.day or one.day >= other.day:
        return False
    return value(one.figure) != value(other.figure) and comparable(one, other) > 0


def _told(stated: Stated) -> str:
    text = " ".join(stated.text.split())
    bare = text.replace(",", "").replace(".", "").isdigit()
    figure = stated.figure
    thing = figure.counted or (figure.unit if figure.unit not in (None, CLOCK) else None)
    if not bare or thing is None:
        return text
    if figure.low >= 1000 * float(text.replace(",", "") or 1):
        text = f"{figure.low:,.0f}"
    return f"{text} {thing if thing in PEOPLE or thing.endswith('s') else thing + 's'}"


def _of(a: Stated, b: Stated) -> str:
    words: dict[str, str] = {}
    for word in _WORD.findall(f"{a.context} {b.context}"):
        words.setdefault(stem(word), word)
    both = [cut for cut in a.stems & b.stems if cut in words]
    both.sort(key=lambda cut: (-rarity.weight(cut), cut))
    return f" ({', '.join(words[cut] for cut in both[:3])})" if both else ""


def stems_of(figure: Figure, source: str) -> frozenset[str]:
    """The words that a figure's quantity is known by: those of its clause but not of its voice."""
    voice = set(content_stems(source)) | _WHEN
    return frozenset(cut for cut in figure.topic.split() if cut not in voice)
