"""match: the same text and the same statement in several articles.

`copies` finds which article took text from which, `claims` which statements are one and what each
outlet made of it. Both give the same result whatever was matched before. See docs/match.md.
"""

from __future__ import annotations

from quoth.match.claims import Constraints, Join
from quoth.match.paraphrase import same_content, worth_asking
from quoth.match.same import Likeness, Wording, likeness, same_words
from quoth.match.versions import Version

__all__ = ["VERSION", "Constraints", "join", "may_join", "paraphrase", "worth_asking"]

VERSION = "5"
"""Raised when the rules give other results: projects are then matched anew."""


def may_join(one: Version, other: Version) -> bool:
    """Whether two versions can be one statement at all, before their words are looked at.

    A statement and one inside it share words without being one.
    """
    of_one = {said.id for said in one.statements}
    of_other = {said.id for said in other.statements}
    return not any(said.outer in of_other for said in one.statements) and not any(
        said.outer in of_one for said in other.statements
    )


def join(one: Version, other: Version, a: Wording, b: Wording) -> Join | None:
    """Whether two versions are one statement, and why; None if they are not.

    Args:
        one: a version.
        other: another one.
        a: the wording of the one.
        b: the wording of the other.
    """
    found = likeness(a, b)
    same = same_words(one, other, a, b, found)
    if same is None:
        return None
    return Join(
        one=one.state,
        other=other.state,
        score=same.score,
        reason=same.reason,
        of_one=_part(a, found),
        of_other=_part(b, found),
    )


def paraphrase(
    one: Version, other: Version, a: Wording, b: Wording, nearness: float
) -> Join | None:
    """Whether two versions say the same in other words, and why; None if they do not.

    Args:
        one: a version.
        other: another one by the same speaker, `worth_asking` about.
        a: the wording of the one.
        b: the wording of the other.
        nearness: the cosine of their points (`quoth.match.sentences`).
    """
    same = same_content(one, other, a, b, likeness(a, b), nearness)
    return same and Join(
        one=one.state, other=other.state, score=same.score, reason=same.reason, paraphrase=True
    )


def _part(wording: Wording, found: Likeness) -> float:
    """The share of a wording that is in common; of its quoted words if those are."""
    if found.run >= 3:
        return round(found.quoted / wording.quotes, 4)
    return round(found.alignment.kept / max(len(wording.plain), 1), 4)
