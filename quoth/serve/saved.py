"""Searches that are kept under a name: listed with what of them is new, saved, opened, renamed.

What a search finds is counted as the search page counts it. Opening one from a list is noted, so
that the next visit tells what came since; a reader who may not write here opens it all the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from quoth.errors import ProjectError, UsageError
from quoth.serve.columns import Columns
from quoth.serve.desk import Desk
from quoth.serve.event import named
from quoth.serve.query import Paging, Query
from quoth.store.clashes import newest
from quoth.store.saved import PAGES, Search, searches, tidy_query

if TYPE_CHECKING:
    from quoth.store import Project

SHOWN = 8
"""Searches that a list beside other things shows, those with new statements first."""

COUNTED = 16
"""Searches that are counted for such a list: each takes as long as a search, the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A saved search as lists show it."""

    id: str
    name: str
    page: str
    asked: tuple[tuple[str, str], ...]
    """(name of what is asked, its value); an actor and an event by their names."""
    of: str
    """What it finds: statements or conflicts."""
    found: int
    """How many."""
    at_least: bool
    new: int
    """Those of articles that were added since the reader last opened it; conflicts of which such an
    article is a side."""
    made_by: str
    made_at: str
    opened_at: str | None
    link: str
    """Its address, with what is new to be marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchesPage:
    """All saved searches."""

    paging: Paging
    searches: tuple[Kept, ...]

    heading = (
        "search",
        "name",
        "address",
        "of",
        "found",
        "new",
        "saved_by",
        "saved_at",
        "opened_at",
    )

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (s.id, s.name, s.link, s.of, s.found, s.new, s.made_by, s.made_at, s.opened_at)
            for s in self.searches
        )


def listing(desk: Desk, query: Query) -> SearchesPage:
    """Parameters: none but the page."""
    found = _searches(desk, query)
    paging = query.paging(len(found))
    return SearchesPage(
        paging=paging, searches=tuple(_kept(desk, one) for one in found[paging.slice])
    )


def few(desk: Desk, query: Query) -> tuple[tuple[Kept, ...], int]:
    """Some to show beside other things, those with new statements first; and how many there are."""
    found = _searches(desk, query)
    last = int(desk.columns.a_number.max(initial=0))
    # Where no article came since, nothing can be new.
    found.sort(key=lambda one: one.article >= last)
    counted = [_kept(desk, one) for one in found[:COUNTED]]
    counted.sort(key=lambda one: one.new == 0)
    return tuple(counted[:SHOWN]), len(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What a page that can be saved says of that."""

    here: Kept | None
    """The saved search that its address is."""
    asks: str
    """What it asks, as it would be kept."""


def saving(desk: Desk, query: Query) -> Saving | None:
    """Of a page's address; None if it asks nothing, or cannot be saved."""
    if query.path not in PAGES:
        return None
    try:
        asks = tidy_query(query.path, urlencode(query.parameters))
    except UsageError:
        return None
    known = _searches(desk, query)
    same = (one for one in known if one.page == query.path and one.query == asks)
    return Saving(asks=asks, here=next((_kept(desk, one) for one in same), None))


def _searches(desk: Desk, query: Query) -> list[Search]:
    return searches(desk.connection, query.reader)


def _kept(desk: Desk, one: Search) -> Kept:
    total, at_least, new = desk.remembered(
        ("saved", one.of, one.query, one.article), lambda columns: _count(desk, columns, one)
    )
    return Kept(
        id=one.id,
        name=one.name,
        page=one.page,
        asked=tuple(_told(desk, name, value) for name, value in one.asked.items()),
        of=one.of,
        found=total,
        at_least=at_least,
        new=new,
        made_by=one.made_by,
        made_at=one.made_at,
        opened_at=one.opened_at,
        link=marked(one) if new else one.address,
    )


def marked(one: Search) -> str:
    """The address of a search in which what its reader has not seen is marked."""
    return f"{one.address}&new={one.article}"


def _told(desk: Desk, name: str, value: str) -> tuple[str, str]:
    columns = desk.columns
    if name == "actor" and value in columns.actor_code:
        value = columns.actor_names[columns.actor_code[value]]
    elif name == "event" and (found := named(desk, value)):
        value = found[1]
    return name, value


def _count(desk: Desk, columns: Columns, one: Search) -> tuple[int, bool, int]:
    """(statements or conflicts, whether there may be more, new ones)."""
    import numpy as np

    from quoth.serve.conflicts import counted
    from quoth.serve.search import found

    if one.of == "conflicts":
        every, late = (sum(counted(desk, one.conflicts(new=new)).values()) for new in (False, True))
        return every, False, late
    rows, at_least = found(desk, columns, Query.of(one.page, one.asked.items()))
    new = np.count_nonzero(columns.a_number[columns.article[rows]] > one.article)
    return len(rows), at_least, int(new)


def act(
    desk: Desk, project: Project, form: Mapping[str, Sequence[str]], by: str | None
) -> str | None:
    """Do what a form says about a saved search.

    Args:
        desk: what the reader sees.
        project: opened to be written to.
        form: action (save, rename, remove, open), search (an id), name, page, query.
        by: who; None for the person at this machine.

    Returns:
        Where to go; None for back.

    Raises:
        UsageError: it says what cannot be.
        ProjectError: the project cannot be written.
    """

    def given(name: str) -> str:
        values = form.get(name) or [""]
        return values[-1].strip()

    action = given("action")
    if action == "save":
        asked = dict(parse_qsl(tidy_query(given("page"), given("query"))))
        project.save_search(given("name"), by=by, page=given("page"), **asked)
        return None
    if action == "rename":
        project.rename_search(given("search"), given("name"), by=by)
        return None
    if action == "remove":
        project.remove_search(given("search"), by=by)
        return None
    if action == "open":
        one = project.search(given("search"), by=by)
        shown = _kept(desk, one)
        seen = (
            newest(desk.connection)
            if one.of == "conflicts"
            else int(desk.columns.a_number.max(initial=0))
        )
        # While another program writes it is shown all the same, and is new the next time too.
        with contextlib.suppress(ProjectError):
            project.open_search(one.id, by=by, article=max(seen, one.article))
        return shown.link
    raise UsageError(f"there is no action {action!r:.60}")
