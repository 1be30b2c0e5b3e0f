"""The pages of the desk: a visible table of contents.

Each is `view(desk, query)`, which gives a frozen context. `/search` is the page, `/search.json`
and `/search.csv` are the same context as data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from quoth.serve import (
    actor,
    add,
    article,
    claim,
    coalitions,
    comparison,
    concept,
    conflicts,
    correct,
    event,
    exporting,
    judging,
    network,
    outlet,
    overview,
    queue,
    saved,
    search,
    statement,
    timeline,
    versions,
)
from quoth.serve.desk import Desk
from quoth.serve.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: the name of its template and of its texts, where it is, what makes it."""

    name: str
    path: str
    view: Callable[[Desk, Query], Any]
    listed: bool = False
    """The header leads to it."""
    exported: bool = False
    """Its list can be had whole as CSV."""


PAGES: tuple[Page, ...] = (
    Page(name="overview", path="/", view=overview.overview, listed=True),
    Page(name="search", path="/search", view=search.search, listed=True, exported=True),
    Page(name="searches", path="/searches", view=saved.listing, exported=True),
    Page(name="articles", path="/articles", view=article.articles, listed=True, exported=True),
    Page(name="article", path="/article/{id}", view=article.article),
    Page(name="versions", path="/versions/{id}", view=versions.versions),
    Page(name="statement", path="/statement/{id}", view=statement.statement),
    Page(name="actors", path="/actors", view=actor.actors, listed=True, exported=True),
    Page(name="actor", path="/actor/{id}", view=actor.actor, exported=True),
    Page(name="outlets", path="/outlets", view=outlet.outlets, listed=True, exported=True),
    Page(name="outlet", path="/outlet", view=outlet.outlet),
    Page(name="claims", path="/claims", view=claim.claims, listed=True, exported=True),
    Page(name="claim", path="/claim/{id}", view=claim.claim),
    Page(name="concepts", path="/concepts", view=concept.concepts, listed=True, exported=True),
    Page(name="concept", path="/concept/{id}", view=concept.concept, exported=True),
    Page(name="conflicts", path="/conflicts", view=conflicts.conflicts, listed=True, exported=True),
    Page(name="conflict", path="/conflict/{id}", view=conflicts.conflict),
    Page(name="events", path="/events", view=event.events, listed=True, exported=True),
    Page(name="event", path="/event/{id}", view=event.event),
    Page(name="comparison", path="/comparison", view=comparison.comparison),
    Page(name="timeline", path="/timeline", view=timeline.timeline, listed=True),
    Page(name="network", path="/network", view=network.network, listed=True),
    Page(name="coalitions", path="/coalitions", view=coalitions.coalitions, listed=True),
    Page(name="queue", path="/queue", view=queue.queue, listed=True, exported=True),
    Page(name="export", path="/export", view=exporting.export),
    Page(name="add", path="/add/{id}", view=add.add),
    Page(name="correct", path="/correct/{id}", view=correct.correct),
    Page(name="agreement", path="/agreement", view=queue.agreement),
    Page(name="history", path="/history", view=judging.history, exported=True),
)
