"""Events: articles about the same happening.

Headline and first paragraphs say what an article is about. Their words are weighed by how few
articles of the same days have them (tf-idf, Sparck Jones 1972), names and the headline twice; two
articles of at most `DAYS` days apart whose weighed words are near enough (cosine, the standard of
topic detection since Allan et al., 1998) tell of one event. An article joins an event only if it is
near to its members on average: a chain of loosely related reports is not one happening.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quoth.match.said import Told
from quoth.match.words import STOP, plain_words, stem
from quoth.model import Event, content_id

DAYS = 2
"""Days between two articles of one event that follow one another."""

BEGINNING = 1500
"""Characters of the text that are read, beside the headline."""

NEAR = 0.32
"""Cosine from which on two articles may tell of one event; the mean of an event's must reach it."""

COMMON = 60
"""Articles within `DAYS` days that have a word: it brings no further pair together."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Report:
    """An article as a bag of words."""

    told: Told
    words: Mapping[str, float]

    @classmethod
    def of(cls, told: Told, beginning: str) -> Report:
        """Weigh the words of a headline and the beginning of a text.

        Args:
            told: the article.
            beginning: of its text.
        """
        found: Counter[str] = Counter()
        for text, weight in ((told.title or "", 2.0), (beginning, 1.0)):
            for match in _WORD.finditer(text):
                raw = match[0]
                for form in plain_words(raw):
                    if form not in STOP and len(form) > 2:
                        found[stem(form)] += weight * (2.0 if raw[0].isupper() else 1.0)
        return cls(told, {word: 1 + math.log(count) for word, count in found.items()})


def events(reports: Iterable[Report]) -> list[Event]:
    """The events of a corpus; an article without a day or without a like belongs to none.

    The result depends on the set of reports, not on their order.
    """
    dated = sorted(
        (r for r in reports if r.told.day is not None), key=lambda r: (r.told.day, r.told.id)
    )
    of_day: dict[int, list[int]] = defaultdict(list)
    for place, report in enumerate(dated):
        of_day[report.told.day].append(place)
    holders: dict[str, list[int]] = defaultdict(list)
    for place, report in enumerate(dated):
        for word in report.words:
            holders[word].append(place)
    count = {word: len(places) for word, places in holders.items()}
    vectors = [weighed(report.words, count, len(dated)) for report in dated]
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for day in sorted(of_day):
        window = [p for d in range(day, day + DAYS + 1) for p in of_day.get(d, ())]
        for one, other, cosine in _pairs(of_day[day], window, vectors):
            if cosine >= NEAR:
                near[one][other] = near[other][one] = cosine
    return gathered(dated, near)


def gathered(dated: list[Report], near: Mapping[int, Mapping[int, float]]) -> list[Event]:
    """The events of reports whose nearness to one another is known.

    What is not near to each other, on whatever ways, has no part in each other's events: so the
    reports may be all of a corpus or those that hang together.

    Args:
        dated: reports in the order of their days and ids.
        near: place to place to cosine, both ways, of those that reach `NEAR`.
    """
    return [_event(group, dated, near) for group in _groups(near)]


def weighed(words: Mapping[str, float], count: Mapping[str, int], total: int) -> dict[str, float]:
    """The words of a report by how much they tell, as a vector of length one.

    Args:
        words: as `Report` has them; their order is that of the result.
        count: in how many reports each is.
        total: how many reports there are.
    """
    found = {w: weight * math.log(1 + total / count[w]) for w, weight in words.items()}
    length = math.sqrt(sum(value * value for value in found.values())) or 1.0
    return {word: value / length for word, value in found.items()}


def _pairs(first: list[int], window: list[int], vectors: list[dict[str, float]]):
    """Cosines of articles of a day with those of this and the following days, each pair once."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place in window:
        for word in vectors[place]:
            holders[word].append(place)
    for one in first:
        sums: dict[int, float] = defaultdict(float)
        for word, value in vectors[one].items():
            others = holders[word]
            if len(others) > COMMON:
                continue
            for other in others:
                if other > one:
                    sums[other] += value * vectors[other][word]
        for other in sorted(sums):
            yield one, other, sums[other]


def _groups(near: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Average linkage, the nearest two first; ties by place, so that the order never counts."""
    links = sorted(
        ((-cosine, a, b) for a, others in near.items() for b, cosine in others.items() if a < b)
    )
    group_of: dict[int, list[int]] = {}
    for _, a, b in links:
        one, other = group_of.setdefault(a, [a]), group_of.setdefault(b, [b])
        if one is other:
            continue
        between = sum(near[x].get(y, 0.0) for x in one for y in other)
        if between >= NEAR * len(one) * len(other):
            if len(other) > len(one):
                one, other = other, one
            one += other
            for place in other:
                group_of[place] = one
    unique = {id(group): sorted(group) for group in group_of.values() if len(group) > 1}
    return sorted(unique.values())


def _event(group: list[int], dated: list[Report], near: Mapping[int, Mapping[int, float]]) -> Event:
    middle = max(group, key=lambda p: (sum(near[p].get(q, 0.0) for q in group), -p))
    told = [dated[place].told for place in group]
    days = [(one.published or "")[:10] for one in told]
    return Event(
        id=content_id("event", *sorted(one.id for one in told)),
        title=dated[middle].told.title or dated[middle].told.id,
        first=min(days),
        last=max(days),
        articles=tuple(one.id for one in told),
    )
