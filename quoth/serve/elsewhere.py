"""What else has the words that are searched for: articles, actors, outlets, claims and others.

Each is counted as its own list counts it, and leads there.
"""

from __future__ import annotations

from dataclasses import dataclass

from quoth.serve import actor, article, claim, concept, event, outlet
from quoth.serve.columns import Columns
from quoth.serve.desk import Desk
from quoth.serve.query import address


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A list that has something with these words."""

    of: str
    """Its page."""
    count: int
    link: str


def elsewhere(desk: Desk, typed: str | None) -> tuple[Elsewhere, ...]:
    """Lists other than that of statements that have something with these words.

    Args:
        desk: of the project.
        typed: what is searched for; nothing is nowhere.
    """
    if typed is None:
        return ()
    counts = desk.remembered(("elsewhere", typed), lambda columns: _counted(desk, columns, typed))
    return tuple(
        Elsewhere(of=of, count=count, link=address(f"/{of}", q=typed))
        for of, count in counts.items()
        if count
    )


def _counted(desk: Desk, columns: Columns, typed: str) -> dict[str, int]:
    return {
        "articles": len(article.worded(desk, typed)[0]),
        "actors": len(actor.named(desk, columns, typed)),
        "outlets": len(outlet.named(desk, typed)),
        "claims": len(claim.ids(desk, claim.ORDERS[0], typed)),
        "concepts": len(concept.ids(desk, concept.ORDERS[0], typed)),
        "events": len(event.ids(desk, typed)),
    }
