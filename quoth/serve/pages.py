"""The pages of the desk: a visible table of contents.

Each is `view(desk, query)`, which gives a frozen context. `/search` is the page, `/search.json`
and `/search.csv` are the same context as data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quoth.serve.desk import Desk
    from quoth.serve.query import Query


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: the name of its template and of its texts, where it is, what makes it."""

    name: str
    path: str
    by: str
    """Module and function that make it; asked for with its first reader, so that the first page
    does not wait for all others."""
    listed: bool = False
    """The header leads to it."""
    exported: bool = False
    """Its list can be had whole as CSV."""

    @cached_property
    def view(self) -> Callable[[Desk, Query], Any]:
        """What makes its context."""
        module, function = self.by.split(".")
        return getattr(import_module(f"quoth.serve.{module}"), function)


PAGES: tuple[Page, ...] = (
    Page(name="overview", path="/", by="overview.overview", listed=True),
    Page(name="search", path="/search", by="search.search", listed=True, exported=True),
    Page(name="searches", path="/searches", by="saved.listing", exported=True),
    Page(name="articles", path="/articles", by="article.articles", listed=True, exported=True),
    Page(name="article", path="/article/{id}", by="article.article"),
    Page(name="versions", path="/versions/{id}", by="versions.versions"),
    Page(name="statement", path="/statement/{id}", by="statement.statement"),
    Page(name="actors", path="/actors", by="actor.actors", listed=True, exported=True),
    Page(name="actor", path="/actor/{id}", by="actor.actor", exported=True),
    Page(name="outlets", path="/outlets", by="outlet.outlets", listed=True, exported=True),
    Page(name="outlet", path="/outlet", by="outlet.outlet"),
    Page(name="claims", path="/claims", by="claim.claims", listed=True, exported=True),
    Page(name="claim", path="/claim/{id}", by="claim.claim"),
    Page(name="concepts", path="/concepts", by="concept.concepts", listed=True, exported=True),
    Page(name="concept", path="/concept/{id}", by="concept.concept", exported=True),
    Page(name="conflicts", path="/conflicts", by="conflicts.conflicts", listed=True, exported=True),
    Page(name="conflict", path="/conflict/{id}", by="conflicts.conflict"),
    Page(name="events", path="/events", by="event.events", listed=True, exported=True),
    Page(name="event", path="/event/{id}", by="event.event"),
    Page(name="comparison", path="/comparison", by="comparison.comparison"),
    Page(name="timeline", path="/timeline", by="timeline.timeline", listed=True),
    Page(name="network", path="/network", by="network.network", listed=True),
    Page(name="coalitions", path="/coalitions", by="coalitions.coalitions", listed=True),
    Page(name="queue", path="/queue", by="queue.queue", listed=True, exported=True),
    Page(name="export", path="/export", by="exporting.export"),
    Page(name="add", path="/add/{id}", by="add.add"),
    Page(name="correct", path="/correct/{id}", by="correct.correct"),
    Page(name="agreement", path="/agreement", by="queue.agreement"),
    Page(name="history", path="/history", by="judging.history", exported=True),
)
