"""Attributions that the speaker's own words contradict, and words given to two people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quoth.actors.spelling import same_given
from quoth.compare import rarity
from quoth.compare.conflicts.contradiction import (
    ALIKE,
    common_words,
    disjoint,
    opposite,
    shared,
)
from quoth.compare.conflicts.found import Found
from quoth.compare.conflicts.heard import NO_WITNESS, PRONOUNS, Heard
from quoth.resolve.kinds import is_place
from quoth.resolve.lexicon import PERSON_NOUNS, TITLES

SAME = (1.5, 0.2)
"""The least weight of shared words, and its least part of the lighter clause, in one article."""
OTHER = (2.2, 0.3)
"""The same between two articles."""
WORDS = 6
"""Words that a quotation must have to be told apart from a phrase that anybody may use."""
RUN = 5
"""Words in a row that make a rendering a quotation."""
NO_NAME = PERSON_NOUNS | TITLES | frozenset(["and", "states", "house", "new", "pres"])
UNNAMED = 0.7
"""What remains of the confidence for each source that does not name its speaker."""
_SEX = {"she": "f", "her": "f", "he": "m", "him": "m", "his": "m"}
_LETTERS = re.compile(r"[^\W_]+")
_SAYING = re.compile(r"\b(?:say|said|write|written|made?)\b")
_CREDIT = re.compile(r"\b(?:attribut|ascrib|credit)")


def renderings(clauses: Sequence[Heard]) -> Iterator[tuple[Heard, Heard]]:
    """Pairs of one article in which an outlet tells in its own words what a speaker says."""
    for at, a in enumerate(clauses):
        for b in clauses[at + 1 :]:
            if a.actors & b.actors and a.quoted != b.quoted:
                yield a, b


def rendered(a: Heard, b: Heard, *, few: bool = True) -> Found | None:
    """The conflict of a rendering and a quotation of the same speaker, if there is one.

    Negated: the one says no, the other yes, to what they share.

    Args:
        a: a clause.
        b: another one.
        few: whether the project has few articles; in a large one more must be shared.
    """
    if not a.actors & b.actors or a.quoted == b.quoted or a.silent or b.silent:
        return None
    told, own = (b, a) if a.quoted else (a, b)
    if told.type in NO_WITNESS or own.type in NO_WITNESS or told.order == own.order:
        return None
    if not (told.proposes and own.proposes) or told.mode != "indirect" or _run(told, own) >= RUN:
        return None
    if (a.negative != b.negative) == opposite(a.stems, b.stems):
        return None
    weight, cover = shared(a, b)
    least, part = SAME if a.article_id == b.article_id else OTHER
    if weight < least or cover < part or not a.acts & b.acts:
        return None
    no, yes = (a, b) if a.negative else (b, a)
    met = no.scope & yes.acts & no.acts
    if not met or told.hedged or own.hedged:
        return None
    if len(a.stems & b.stems) < 2:
        return None
    if not few:
        common, either = rarity.total(a.acts & b.acts), rarity.total(a.acts | b.acts)
        if len(a.acts & b.acts) < 3 or common < ALIKE * either:
            return None
    return Found(
        kind="attribution",
        a=told,
        b=own,
        confidence=min(1.0, weight / 6) * 0.5 + cover * 0.3 + 0.15,
        reason=(
            f"{told.outlet} has {told.who} say “{_short(told.text)}”; in the speaker's own words: "
            f"“{_short(own.text)}” ({common_words(own, told)})"
        ),
    )


def _run(a: Heard, b: Heard) -> int:
    """The longest run of words that both have: where an outlet quotes, it does not render."""
    one, other = words_of(a), words_of(b)
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(other):
        places[word].append(at)
    best = 0
    for at, word in enumerate(one):
        for there in places[word]:
            length = 0
            while (
                at + length < len(one)
                and there + length < len(other)
                and one[at + length] == other[there + length]
            ):
                length += 1
            best = max(best, length)
    return best


def _short(text: str, most: int = 90) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def retractions(clauses: Sequence[Heard]) -> Iterator[Found]:
    """ "Ms Lopez did not say this": against the words that were given to her before."""
    for at, denial in enumerate(clauses):
        if not _never_said(denial):
            continue
        for said in reversed(clauses[max(0, at - 4) : at]):
            if said.order == denial.order:
                continue
            yield Found(
                kind="attribution",
                a=said,
                b=denial,
                confidence=0.85 if _CREDIT.search(said.cue) else 0.6,
                reason=f"{said.who}: “{_short(said.text)}”; taken back: {denial.who} "
                f"{denial.cue} {denial.text.strip()}",
            )
            break


def _never_said(clause: Heard) -> bool:
    return (
        clause.silent
        and _SAYING.search(clause.cue) is not None
        and clause.text.strip(" .").lower() in PRONOUNS
    )


def words_of(clause: Heard) -> tuple[str, ...]:
    """The words of a quotation without marks and case."""
    return plain_words(clause.text)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text without marks and case."""
    return tuple(word.lower() for word in _LETTERS.findall(text))


def two_people(one: str, other: str) -> bool:
    """Whether two names cannot be one person's: both in full, no nickname, no part of the other.

    Of one surname, the first names must differ in their first letters ("Jerry" is Jerrold).
    """
    first, second = (_LETTERS.findall(name.lower()) for name in (one, other))
    if min(len(first), len(second)) < 2 or max(len(first), len(second)) > 4:
        return False
    if any(word in NO_NAME or is_place([word.capitalize()]) for word in (*first, *second)):
        return False
    if first[-1] == second[-1]:
        return first[0][:2] != second[0][:2] and same_given(first[0], second[0]) is None
    return not set(first) & set(second)


def _proof(a: Heard, b: Heard) -> float:
    """How far the outlets themselves name two people: "she said" may be anybody's.

    A source that does not name its speaker was resolved by us, and a mistake there looks like
    one of the outlet's. "She" against "he" is proof all the same.
    """
    if {_SEX.get(a.source.lower()), _SEX.get(b.source.lower())} == {"f", "m"}:
        return 1.0
    sure = (1.0 if _names(a) else UNNAMED) * (1.0 if _names(b) else UNNAMED)
    # Where the other's name stands beside the quotation, the speaker was more likely misread.
    for one, other in ((a, b), (b, a)):
        own = set(_LETTERS.findall(other.who)) - set(_LETTERS.findall(one.who))
        if own & one.near:
            sure *= UNNAMED
    return sure


def _names(clause: Heard) -> bool:
    """Whether a clause's source holds a word of its speaker's name."""
    held = {word.lower() for word in _LETTERS.findall(clause.source)}
    return any(len(word) > 2 and word.lower() in held for word in _LETTERS.findall(clause.who))


def given_to_two(one: Heard, other: Heard) -> Found | None:
    """One quotation, two speakers: outlets that give the same words to different people.

    Args:
        one: a quotation of at least `WORDS` words, by a person.
        other: another one that begins with the same words, of another article.
    """
    a, b = sorted((one, other), key=lambda c: (c.day or "", c.article_id, c.span))
    if not disjoint(a, b) or not two_people(a.who, b.who):
        return None
    length = min(len(words_of(a)), len(words_of(b)))
    if words_of(a)[:length] != words_of(b)[:length]:
        return None
    return Found(
        kind="attribution",
        a=a,
        b=b,
        confidence=min(0.97, 0.6 + 0.03 * length) * _proof(a, b),
        reason=(
            f"the same words, two speakers: {a.who} in {a.outlet}, "
            f"{b.who} in {b.outlet}: “{_short(a.text)}”"
        ),
        same=" ".join(words_of(a)[:WORDS]),
    )
