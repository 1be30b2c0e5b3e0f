"""The same content in other words, by the same speaker at about the same time.

A logistic regression over what a reader goes by: how near the sentence encoder puts the two
(Reimers and Gurevych, Sentence-BERT, EMNLP 2019), which telling words they share, how far apart
they are in time. It was fitted on pairs that a person has judged (`tests/match/paraphrases.csv`).
What it cannot outvote: numbers that differ, other days, and two quotations in other words. A
negation in one alone counts against, no more: "she would not" and "she refused to" are one.
"""

from __future__ import annotations

import math

from quoth.match.same import QUOTED, Likeness, Same, Wording, apart
from quoth.match.versions import Version, other_occasion
from quoth.match.words import STOP, stem

LEAST = 0.34
"""Share of the shorter one's stems that both have: below it the encoder is not asked."""

NAMES = (
    "nearness",
    "shared stems",
    "shared stems of both",
    "words in the same order, of the longer",
    "quotation marks in one or both",
    "quoted words in a row",
    "other numbers",
    "a negation in one alone",
    "days apart",
)


def features(
    one: Version, other: Version, a: Wording, b: Wording, found: Likeness, nearness: float
) -> tuple[float, ...]:
    """What the regression sees of two versions; see `NAMES`.

    Args:
        one: a version.
        other: another one by the same speaker.
        a: the wording of the one.
        b: the wording of the other.
        found: what the two have in common.
        nearness: the cosine of their points, from -1 to 1.
    """
    shared = len(a.stems & b.stems)
    return (
        nearness,
        min(shared, 8) / 8,
        shared / max(len(a.stems | b.stems), 1),
        found.alignment.of_longer,
        float(a.quotes > 0) + float(b.quotes > 0),
        found.run / 5,
        float(bool(a.numbers and b.numbers and not a.numbers & b.numbers)),
        float((a.negations > 0) != (b.negations > 0)),
        min(apart(one, other), 6) / 6,
    )


def blocked(one: Version, other: Version, a: Wording, b: Wording) -> str | None:
    """Why two versions cannot say the same, whatever else they share; None if they can."""
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return "other numbers"
    if other_occasion(one.said, other.said):
        return "dated to other days"
    if one.said.mode == other.said.mode == "direct" or min(a.quotes, b.quotes) >= QUOTED:
        return "both are quoted, in other words"
    return None


WEIGHTS = (4.329, 3.999, 0.459, 2.966, 0.358, 1.416, -2.983, -0.553, -0.203)
"""In the order of `NAMES`; fitted on the part "fit" of the judged pairs, with a ridge of 10."""

BIAS = -5.668

THRESHOLD = 0.35
"""Probability from which on two versions are joined: the best F1 in ten-fold cross-validation."""


def worth_asking(one: Version, other: Version, a: Wording, b: Wording) -> bool:
    """Whether two versions have enough in common to ask the encoder about them."""
    if set(one.said.actors).isdisjoint(other.said.actors):
        return False
    if one.said.outlet is not None and one.said.outlet == other.said.outlet:
        return False  # an outlet says the same again and again; nothing is learned of others
    shared = len(a.stems & b.stems)
    fewer = min(len(a.stems), len(b.stems))
    return (
        shared >= 2
        and shared >= LEAST * fewer
        and apart(one, other) <= 6
        and blocked(one, other, a, b) is None
    )


def probability(seen: tuple[float, ...]) -> float:
    """That a careful reader takes two versions for the same, from their features."""
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, seen, strict=True))
    return 1 / (1 + math.exp(-total))


def same_content(
    one: Version, other: Version, a: Wording, b: Wording, found: Likeness, nearness: float
) -> Same | None:
    """Whether two versions say the same in other words; None if they do not."""
    score = probability(features(one, other, a, b, found, nearness))
    if score < THRESHOLD:
        return None
    days = apart(one, other)
    when = "on the same day" if not days else f"{days} {'day' if days == 1 else 'days'} apart"
    # The words of the text, not their stems: a person reads this.
    shared = sorted({w for w in a.plain if stem(w) in a.stems & b.stems and w not in STOP})
    no = "; one of them has a negation" if (a.negations > 0) != (b.negations > 0) else ""
    return Same(
        round(score, 4),
        f"the same speaker {when}; near in meaning ({nearness:.2f}); both have "
        + ", ".join(shared[:6])
        + no,
    )
