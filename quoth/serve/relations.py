"""How an actor stands to others: whom it agrees and clashes with, and what outlets call it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from quoth.serve.concept import coded_of, sided
from quoth.serve.desk import Desk

MOST_ARTICLES = 4_000
"""Articles with an actor whose labels are looked at."""

WORDS = 5
"""What one outlet calls an actor, the most frequent words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Another actor who speaks of the same concepts, or contradicts."""

    actor: str
    name: str
    agree: int
    """Concepts on which both are on one side."""
    disagree: int
    """Concepts on which they are on opposite sides."""
    conflicts: int
    """Conflicts between a statement of the one and a statement of the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What an outlet calls an actor other than by name, in its own words."""

    outlet: str | None
    words: tuple[tuple[str, int], ...]


def ties(desk: Desk, actor: str, most: int) -> tuple[Tie, ...]:
    """Whom an actor agrees and disagrees with, those of most concepts and conflicts first."""
    agree: Counter[str] = Counter()
    disagree: Counter[str] = Counter()
    own: dict[str, set[int]] = defaultdict(set)
    for _, concept, side in coded_of(desk, actor):
        own[concept].add(side)
    for (concept, other), theirs in _others(desk, own, actor).items():
        agree[other] += bool(own[concept] & theirs)
        disagree[other] += any(1 - side in theirs for side in own[concept])
    clashes = _clashes(desk, actor)
    everybody = {*+agree, *+disagree, *clashes}
    best = sorted(
        everybody, key=lambda id: (-(agree[id] + disagree[id] + clashes[id]), id)
    )[: 2 * most]  # fmt: skip
    names = _names(desk, best)
    return tuple(
        Tie(
            actor=id,
            name=names[id],
            agree=agree[id],
            disagree=disagree[id],
            conflicts=clashes[id],
        )
        for id in best
        if id in names
    )[:most]


def _others(desk: Desk, concepts: Collection[str], actor: str) -> dict[tuple[str, str], set[int]]:
    """The sides that other actors take: by concept and actor."""
    columns, (rows, known) = desk.columns, sided(desk)
    begins, ends = columns.speakers_of(rows)
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row, begin, end in zip(rows.tolist(), begins.tolist(), ends.tolist(), strict=True):
        _, concept, side = known[row]
        if concept not in concepts:
            continue
        for code in columns.speaker_actor[begin:end].tolist():
            other = columns.actor_ids[code]
            if other != actor:
                found[concept, other].add(side)
    return found


def _clashes(desk: Desk, actor: str) -> Counter[str]:
    """Conflicts of an actor's statements with those of others, by whose they are."""
    found: Counter[str] = Counter()
    if not desk.has("conflict"):
        return found
    mine = (
        "SELECT speaker.statement_id FROM appearance JOIN speaker"
        " ON speaker.actor_id = appearance.id WHERE appearance.actor_id = ?1"
    )
    for one, other in (("a", "b"), ("b", "a")):
        for id, count in desk.rows(
            "SELECT appearance.actor_id, COUNT(DISTINCT conflict.id) FROM conflict"
            f" JOIN speaker ON speaker.statement_id = conflict.{other}_statement_id"
            " JOIN appearance ON appearance.id = speaker.actor_id"
            f" WHERE conflict.{one}_statement_id IN ({mine}) AND appearance.actor_id <> ?1"
            " GROUP BY appearance.actor_id",
            (actor,),
        ):
            found[id] += count
    return found


def _names(desk: Desk, ids: list[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(ids))
    rows = desk.rows(f"SELECT id, name FROM actor WHERE id IN ({marks}) AND kind <> 'anonymous'",
                     ids)  # fmt: skip
    return dict(rows)


def called(desk: Desk, actor: str, most: int) -> tuple[Called, ...]:
    """What outlets call an actor in their own words; the outlets with most such words first."""
    if not desk.has("label"):
        return ()
    found: dict[str | None, Counter[str]] = defaultdict(Counter)
    for outlet, text in desk.rows(
        "SELECT article.outlet, label.text FROM"
        " (SELECT DISTINCT id, article_id FROM appearance WHERE actor_id = ? LIMIT ?) AS seen"
        " JOIN label ON label.article_id = seen.article_id AND label.actor_id = seen.id"
        " JOIN article ON article.id = seen.article_id"
        " WHERE label.statement_id IS NULL AND article.superseded_by IS NULL",
        (actor, MOST_ARTICLES),
    ):
        found[outlet][" ".join(text.split())] += 1
    outlets = sorted(found, key=lambda name: (-sum(found[name].values()), name or ""))
    return tuple(
        Called(outlet=name, words=tuple(found[name].most_common(WORDS))) for name in outlets[:most]
    )
