"""The same words: whether two versions are one statement, by their wording alone.

Words between quotation marks are evidence by themselves: eight in a row are said by two people only
when the one repeats the other. Without marks an outlet speaks, and outlets find the same words for
different things; there it takes the same speaker and nearly all of the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from quoth.match.align import Alignment, align
from quoth.match.said import Said, plain_name
from quoth.match.versions import DAYS, LONG, RELAY_DAYS, Version, other_occasion
from quoth.match.words import NEGATIONS, STOP, places, stem

QUOTED = 8
"""Quoted words in a row that are one statement whoever is named as its speaker."""

SURE = 10
"""Quoted words in a row that are one although the articles name different speakers for them; of
fewer the shorter quotation must be nearly all."""

ALL_BUT = 0.88
"""The share of the shorter quotation below which two to which different speakers are given are one
only with `TELLING` words in a row or `MANY` words in one order: two heads of government say on one
day that a plane "was shot down by an Iranian surface-to-air missile"."""
TELLING = 5
MANY = 15

SAME_SPEAKER = 5
"""Quoted words in a row that are, if the speaker is the same."""


@dataclass(frozen=True)
class Wording:
    """A statement's words in plain form, and which of them are quoted."""

    said: Said
    plain: tuple[str, ...]
    quoted: tuple[bool, ...]
    names: tuple[bool, ...] = ()
    """Which words have a capital inside a sentence: everybody who names a thing says them."""

    @classmethod
    def of(cls, said: Said) -> Wording:
        """Read the words of a statement's content."""
        forms, starts, _ = places(said.text)
        names = tuple(_is_name(said.text, start) for start in starts)
        marks = [False] * len(forms)
        at = 0
        for number, start in enumerate(starts):
            while at < len(said.quoted) and said.quoted[at][1] <= start:
                at += 1
            marks[number] = at < len(said.quoted) and said.quoted[at][0] <= start
        return cls(said, tuple(forms), tuple(marks), names)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What its telling words come from."""
        return frozenset(stem(word) for word in self.plain if word not in STOP)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its words that begin with a digit."""
        return frozenset(word for word in self.plain if word[0].isdigit())

    @cached_property
    def negations(self) -> int:
        """How many of its words deny."""
        return sum(word in NEGATIONS for word in self.plain)

    @cached_property
    def quotes(self) -> int:
        """How many of its words are quoted."""
        return sum(self.quoted)


def _is_name(text: str, start: int) -> bool:
    """Whether a word has a capital that the beginning of a sentence does not explain."""
    if not text[start].isupper():
        return False
    before = text[max(start - 3, 0) : start].rstrip(" \n“”\"‘’'([")
    return bool(before) and before[-1] not in ".!?:…—–-"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two wordings have in common."""

    alignment: Alignment
    quoted: int
    """Words of the common stretches that are quoted in both."""
    run: int
    """The longest stretch of them."""
    telling: int
    """Telling words in that stretch, names apart."""


def likeness(one: Wording, other: Wording) -> Likeness:
    """Align two wordings and see which of the common words both quote."""
    found = align(one.plain, other.plain)
    quoted = run = telling = 0
    for start, there, size in found.blocks:
        length = tells = 0
        for step in range(size):
            if one.quoted[start + step] and other.quoted[there + step]:
                quoted += 1
                length += 1
                tells += one.plain[start + step] not in STOP and not (
                    one.names[start + step] and other.names[there + step]
                )
                if length > run:
                    run, telling = length, tells
            else:
                length = tells = 0
    return Likeness(found, quoted, run, telling)


@dataclass(frozen=True, slots=True)
class Same:
    """Two versions that are one statement."""

    score: float
    reason: str


def apart(one: Version, other: Version) -> int:
    """Days between two versions; 0 if a day is not known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(other.first - one.last, one.first - other.last, 0)


def relayed(one: Version, other: Version) -> bool:
    """Whether one names the other's outlet as that through which the words came to it."""
    return _names(one, other) or _names(other, one)


def _names(one: Version, other: Version) -> bool:
    outlets = {plain_name(said.outlet) for said in other.statements if said.outlet}
    return any(plain_name(name) in outlets for said in one.statements for name in said.chain)


def same_words(
    one: Version, other: Version, a: Wording, b: Wording, found: Likeness
) -> Same | None:
    """Whether the words show that two versions are one statement; None if they do not.

    Args:
        one: a version.
        other: another one.
        a: the wording of the one.
        b: the wording of the other.
        found: what the two have in common.
    """
    alignment = found.alignment
    shared_speaker = bool(set(one.said.actors) & set(other.said.actors))
    named = bool(one.said.actors) and bool(other.said.actors)
    gap = apart(one, other)
    shorter = min(a.quotes, b.quotes)
    of_quoted = found.quoted / shorter if shorter else 0.0
    differs = "" if shared_speaker or not named else ", though they name different speakers"
    when = "" if gap <= DAYS else f", {gap} days apart"
    if found.run >= LONG and found.telling:
        score = 0.99 if shared_speaker or not named else 0.95
        return Same(score, f"{found.run} quoted words in a row are the same{differs}{when}")
    relays = relayed(one, other)
    if gap > (RELAY_DAYS if relays else DAYS):
        return None
    occasion = other_occasion(one.said, other.said)
    few = found.telling < TELLING and found.quoted < MANY
    if named and not shared_speaker and of_quoted < ALL_BUT and few:
        return None
    sure = found.run >= QUOTED and (
        shared_speaker
        or (of_quoted >= 0.45 if found.run >= SURE or not named else of_quoted >= 0.7)
    )
    if sure and found.telling >= 2 and not (occasion and found.run < SURE):
        score = 0.97 if shared_speaker or not named else 0.9
        return Same(score, f"{found.run} quoted words in a row are the same{differs}")
    if occasion:
        return None
    if (
        found.quoted >= QUOTED
        and found.run >= (SAME_SPEAKER - 1 if shared_speaker else SAME_SPEAKER)
        and of_quoted >= (0.6 if shared_speaker else 0.75)
        and found.telling >= 2
    ):
        return Same(
            0.9 if shared_speaker or not named else 0.85,
            f"{found.quoted} quoted words in the same order{differs}",
        )
    if shared_speaker:
        return _same_speaker(
            a,
            b,
            found,
            of_quoted,
            one_outlet=one.said.outlet is not None and one.said.outlet == other.said.outlet,
            close=gap <= 1 or relays,
        )
    if (
        not named
        and one.said.outlet != other.said.outlet
        and alignment.kept >= 10
        and alignment.of_shorter >= 0.9
        and alignment.of_longer >= 0.5
        and _telling(a, alignment) >= 5
    ):
        return Same(0.8, f"{alignment.kept} words in the same order, and no two speakers are named")
    return None


def _same_speaker(
    a: Wording, b: Wording, found: Likeness, of_quoted: float, *, one_outlet: bool, close: bool
) -> Same | None:
    alignment = found.alignment
    run, telling = found.run, found.telling
    if (
        (run >= SAME_SPEAKER and telling >= 2 and of_quoted >= 0.6)
        or (run >= SAME_SPEAKER and telling >= 4 and close)
        or (run >= SAME_SPEAKER + 2 and (telling >= 2 or of_quoted >= 0.8))
        or (run >= SAME_SPEAKER - 1 and found.quoted >= 7 and of_quoted >= 0.7 and telling)
    ):
        return Same(0.93, f"the same speaker, {found.run} quoted words in a row are the same")
    # A few words cut out of a longer quotation.
    fewest = min(a.quotes, b.quotes)
    enough = (fewest >= 4 and found.telling >= 2) or (fewest >= 3 and close and found.telling)
    if enough and found.run == found.quoted == fewest:
        return Same(0.85, f"the same speaker, its {found.quoted} quoted words are in the other")
    tells = _telling(a, alignment)
    # Page furniture runs into contents; it is the outlet's own, and its pages share it.
    if not one_outlet and alignment.kept >= 5 and alignment.of_shorter >= 0.85 and tells >= 3:
        return Same(
            0.88, f"the same speaker, {alignment.kept} words in the same order ({_marks(a, b)})"
        )
    return None


def _marks(a: Wording, b: Wording) -> str:
    quoting = bool(a.quotes) + bool(b.quotes)
    return ("neither in quotation marks", "one in quotation marks", "in quotation marks")[quoting]


def _telling(a: Wording, alignment: Alignment) -> int:
    """Telling words among those that both have."""
    return sum(
        word not in STOP
        for start, _, size in alignment.blocks
        for word in a.plain[start : start + size]
    )
