"""Searches that are kept under a name: what people did about them, and what of them is new.

The record is a list of rows that only grows (`model.SavedSearch`): a search is saved, renamed,
removed. When each reader last opened it stands beside, in a table that is no content. New are
the statements of articles that came into the project since, and the conflicts of which such an
article is a side.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from quoth.errors import UsageError
from quoth.model import SavedSearch, content_id
from quoth.schema import TABLE
from quoth.store import clashes, file, search
from quoth.store.rows import row

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

SAVED = TABLE["saved"]

ASKED = ("q", "speaker", "actor", "outlet", "type", "mode", "kind", "nested", "since", "until")
"""What a search of statements may ask, in the order in which it is told."""

ASKED_OF_CONFLICTS = ("who", "kind", "outlet", "event", "sure")
"""What a search of conflicts may ask; see `clashes.Asked`."""

CONFLICTS = "/conflicts"
"""The page of searches of conflicts."""

PAGES = ("/search", "/timeline", "/network", CONFLICTS)
"""Pages that show what a search finds."""

SHOWN_AS = {
    "/timeline": ("lanes", "n"),
    "/network": ("view", "ego", "n", "alpha"),
}
"""What else the address of a page may say, besides what is asked."""

LONGEST = 1_000
LONGEST_NAME = 100
MOST = 500
"""Searches that a project keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search that is kept, as it is now."""

    id: str
    name: str
    page: str
    query: str
    """As in the page's address."""
    made_by: str
    made_at: str
    opened_at: str | None
    """When the reader last opened it; empty if they never did."""
    article: int
    """Articles with a higher number in the file are new to the reader."""

    @property
    def asked(self) -> dict[str, str]:
        """What is asked, by the names of `ASKED` or `ASKED_OF_CONFLICTS`."""
        given = dict(parse_qsl(self.query))
        return {name: given[name] for name in asked_on(self.page) if name in given}

    @property
    def of(self) -> str:
        """What it finds: "statements" or "conflicts"."""
        return "conflicts" if self.page == CONFLICTS else "statements"

    def conflicts(self, *, new: bool = False) -> clashes.Asked:
        """What conflicts it finds.

        Args:
            new: only what its reader has not seen.

        Raises:
            UsageError: it is a search of statements.
        """
        if self.of != "conflicts":
            raise UsageError(
                f"the saved search {self.name!r} is of statements",
                advice="'quoth find --saved' shows them",
            )
        return clashes.Asked.of(self.asked, after=self.article if new else None)

    @property
    def address(self) -> str:
        """Where the desk shows it."""
        return f"{self.page}?{self.query}" if self.query else self.page


def asked_on(page: str) -> tuple[str, ...]:
    """What a search of a page may ask."""
    return ASKED_OF_CONFLICTS if page == CONFLICTS else ASKED


def searches(connection: sqlite3.Connection, reader: str | None = None) -> list[Search]:
    """The searches that are kept, by name.

    Args:
        connection: the project.
        reader: whose last visit tells what is new; to one who never came, what came after it
            was saved.
    """
    has = connection.execute(
        "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('saved', 'opened')"
    ).fetchone()[0]
    if has < 2:  # a file from before there were any, opened to read
        return []
    found: dict[str, SavedSearch] = {}
    for values in connection.execute(
        f"SELECT {', '.join(SAVED.names)} FROM saved ORDER BY made_at, id"
    ):
        one = SavedSearch(**dict(zip(SAVED.names, values, strict=True)))
        if one.action == "save":
            found[one.id] = one
        elif one.action == "remove":
            found.pop(one.search, None)
        elif one.search in found:
            first = found[one.search]
            found[one.search] = SavedSearch(
                **{name: getattr(first, name) for name in SAVED.names} | {"name": one.name}
            )
    visits: dict[tuple[str, str], tuple[str, int]] = {
        (id, who): (at, article)
        for id, who, at, article in connection.execute(
            "SELECT search, reader, opened_at, article FROM opened WHERE reader IN ('', ?)",
            (reader or "",),
        )
    }
    made = []
    for one in found.values():
        at, article = visits.get((one.id, reader or ""), (None, None))
        if article is None:
            _, article = visits.get((one.id, ""), (None, 0))
        made.append(
            Search(
                id=one.id,
                name=one.name,
                page=one.page,
                query=one.query,
                made_by=one.made_by,
                made_at=one.made_at,
                opened_at=at if reader else None,
                article=article,
            )
        )
    return sorted(made, key=lambda each: (each.name.casefold(), each.id))


def named(connection: sqlite3.Connection, name: str, reader: str | None = None) -> Search:
    """The search of a name or an id.

    Raises:
        UsageError: there is none.
    """
    known = searches(connection, reader)
    tidy = " ".join(name.split())
    for one in known:
        if tidy in (one.id, one.name):
            return one
    folded = [one for one in known if one.name.casefold() == tidy.casefold()]
    if len(folded) == 1:
        return folded[0]
    names = ", ".join(repr(one.name) for one in known[:8]) or "none is saved yet"
    raise UsageError(f"there is no saved search {tidy!r:.120}", advice=f"there are: {names}")


def save(
    connection: sqlite3.Connection, *, name: str, page: str, query: str, by: str
) -> SavedSearch:
    """Keep a search; the caller holds the transaction.

    Raises:
        UsageError: the name is taken or none, or the page or what is asked cannot be kept.
    """
    if page not in PAGES:
        raise UsageError(f"{page!r:.60} cannot be saved", advice=f"one of {', '.join(PAGES)}")
    known = searches(connection)
    if len(known) >= MOST:
        raise UsageError(f"{MOST} searches are saved", advice="remove one that is not needed")
    made = _row(
        connection,
        made_by=by,
        action="save",
        name=_free(known, name),
        page=page,
        query=tidy_query(page, query),
    )
    _opened(connection, made.id, "", made.made_at, _newest(connection, page))
    return made


def rename(connection: sqlite3.Connection, search: str, *, name: str, by: str) -> SavedSearch:
    """Call a search otherwise; the caller holds the transaction.

    Raises:
        UsageError: there is no such search, or the name is taken or none.
    """
    one = named(connection, search)
    others = [each for each in searches(connection) if each.id != one.id]
    return _about(connection, one, "rename", _free(others, name), by)


def remove(connection: sqlite3.Connection, search: str, *, by: str) -> SavedSearch:
    """Keep a search no longer; the caller holds the transaction.

    Raises:
        UsageError: there is no such search.
    """
    one = named(connection, search)
    return _about(connection, one, "remove", one.name, by)


def opened(
    connection: sqlite3.Connection, search: str, *, by: str, article: int | None = None
) -> Search:
    """Note that a reader has seen what a search finds; the caller holds the transaction.

    Args:
        connection: the project.
        search: its name or id.
        by: who.
        article: the highest number of an article that was seen; without it, of all there are.

    Returns:
        The search as it was before: what was new until then.

    Raises:
        UsageError: there is no such search.
    """
    one = named(connection, search, by)
    if article is None:
        article = max(_newest(connection, one.page), one.article)
    _opened(connection, one.id, by, _moment(connection), article)
    return one


def _newest(connection: sqlite3.Connection, page: str) -> int:
    """The number of the newest article of which a page shows all that there is."""
    if page == CONFLICTS:
        return clashes.newest(connection)
    (number,) = connection.execute("SELECT coalesce(MAX(number), 0) FROM article").fetchone()
    return number


def numbers(
    connection: sqlite3.Connection, asked: Mapping[str, str], *, after: int | None = None
) -> list[int]:
    """Numbers of the statements that a search finds, newest article first.

    Args:
        connection: the project.
        asked: as `Search.asked`.
        after: only those of articles with a higher number.
    """
    pairs = search.found(
        connection,
        words=asked.get("q"),
        speaker=asked.get("speaker"),
        outlet=None,
        since=asked.get("since"),
        until=asked.get("until"),
        mode=asked.get("mode"),
        type=asked.get("type"),
        limit=None,
        published_by=asked.get("outlet"),
        actor=asked.get("actor"),
        kind=asked.get("kind"),
        nested={"yes": True, "no": False}.get(asked.get("nested", "")),
        after=after,
    )
    found = []
    for first in range(0, len(pairs), 500):
        part = [id for _, id in pairs[first : first + 500]]
        found += connection.execute(
            f"SELECT number FROM statement WHERE id IN ({', '.join('?' * len(part))})", part
        )
    return [number for (number,) in found]


def tidy_query(page: str, query: str) -> str:
    """An address's parameters as they are kept: those that a page knows, in one order.

    Raises:
        UsageError: nothing is asked, or a value is too long or cannot be.
    """
    given = dict(parse_qsl(query, max_num_fields=100))
    asked = asked_on(page)
    kept = {
        name: given[name].strip()
        for name in (*asked, *SHOWN_AS.get(page, ()))
        if given.get(name, "").strip()
    }
    if any(len(value) > LONGEST or not value.isprintable() for value in kept.values()):
        raise UsageError("what is asked is too long or no text", advice=f"{LONGEST} characters")
    if not kept.keys() & set(asked):
        raise UsageError(
            "nothing is asked that could be saved",
            advice="name a voice, a kind or an outlet"
            if page == CONFLICTS
            else "search for words, or narrow by a facet",
        )
    if page == CONFLICTS:
        clashes.Asked.of(kept)
    else:
        _check(kept)
    return urlencode(kept)


def _check(kept: Mapping[str, str]) -> None:
    """What a search of statements asks can be.

    Raises:
        UsageError: a value that cannot.
    """
    from quoth.model import ACTOR_KINDS, MODES, TYPES

    for name in ("since", "until"):
        search.check_date(name, kept.get(name))
    for name, choices in (
        ("mode", MODES),
        ("type", TYPES),
        ("kind", (*ACTOR_KINDS, "unknown")),
        ("nested", ("yes", "no")),
    ):
        search.check_choice(name, kept.get(name), choices)


def _free(known: list[Search], name: str) -> str:
    """A name as it is kept.

    Raises:
        UsageError: another search has it, or it is no name.
    """
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise UsageError(f"{tidy!r:.60} is no name", advice=f"1 to {LONGEST_NAME} characters")
    if any(one.name.casefold() == tidy.casefold() for one in known):
        raise UsageError(f"a search is called {tidy!r} already", advice="take another name")
    return tidy


def _about(
    connection: sqlite3.Connection, one: Search, action: str, name: str, by: str
) -> SavedSearch:
    return _row(
        connection,
        made_by=by,
        action=action,
        search=one.id,
        name=name,
        page=one.page,
        query=one.query,
    )


def _row(connection: sqlite3.Connection, **given: Any) -> SavedSearch:
    given = {"made_at": _moment(connection), "search": None, **given}
    made = SavedSearch(id=content_id("saved", sorted(given.items())), **given)
    connection.execute(SAVED.insert, row(SAVED, made))
    return made


def _opened(connection: sqlite3.Connection, id: str, reader: str, at: str, article: int) -> None:
    """Note a visit; reader "" stands for when it was saved."""
    connection.execute(
        "INSERT OR REPLACE INTO opened (search, reader, opened_at, article) VALUES (?, ?, ?, ?)",
        (id, reader, at, article),
    )


def _moment(connection: sqlite3.Connection) -> str:
    """The time in UTC, later than that of every row before."""
    from quoth.judge.making import TIME, after

    now = datetime.now(UTC).strftime(TIME)
    (last,) = connection.execute("SELECT MAX(made_at) FROM saved").fetchone()
    return after(last) if last is not None and last >= now else now


class Searching:
    """What a project offers about searches that are kept: a part of `Project`."""

    path: Path
    _connection: sqlite3.Connection

    if TYPE_CHECKING:

        def _reading(self) -> AbstractContextManager[None]: ...

        def _writing(self) -> AbstractContextManager[None]: ...

    def searches(self, *, by: str | None = None) -> list[Search]:
        """The searches that people keep, by name; see docs/desk.md.

        Args:
            by: whose visits tell what is new; without it `quoth.judge.people.me()`.
        """
        with file.plain_errors(self.path), self._reading():
            return searches(self._connection, _reader(by))

    def search(self, name: str, *, by: str | None = None) -> Search:
        """One of them, by its name or id.

        Raises:
            UsageError: there is none.
        """
        with file.plain_errors(self.path), self._reading():
            return named(self._connection, name, _reader(by))

    def save_search(
        self, name: str, *, by: str | None = None, page: str = "/search", **asked: str
    ) -> Search:
        """Keep a search under a name.

            project.save_search("Levy denied", q="levy", type="denial")

        Args:
            name: what it is called.
            by: who keeps it; without it `quoth.judge.people.me()`.
            page: the page of the desk that shows it.
            **asked: q (words), speaker, actor (an id), outlet (its whole name), type, mode,
                kind, nested ("yes" or "no"), since, until. On the page "/conflicts" instead
                who, kind, outlet (a part of its name), event (an id), sure ("0.6").

        Raises:
            UsageError: the name is taken or none, or what is asked cannot be.
        """
        for key in asked:
            search.check_choice("what is asked", key, (*asked_on(page), *SHOWN_AS.get(page, ())))
        who = _who(by)
        with file.plain_errors(self.path), self._writing():
            made = save(self._connection, name=name, page=page, query=urlencode(asked), by=who)
            return named(self._connection, made.id, who)

    def rename_search(self, search: str, name: str, *, by: str | None = None) -> Search:
        """Call a saved search otherwise.

        Raises:
            UsageError: there is no such search, or the name is taken or none.
        """
        who = _who(by)
        with file.plain_errors(self.path), self._writing():
            made = rename(self._connection, search, name=name, by=who)
            return named(self._connection, made.search or "", who)

    def remove_search(self, search: str, *, by: str | None = None) -> None:
        """Keep a search no longer. The record still tells that it was kept.

        Raises:
            UsageError: there is no such search.
        """
        who = _who(by)
        with file.plain_errors(self.path), self._writing():
            remove(self._connection, search, by=who)

    def open_search(
        self, search: str, *, by: str | None = None, article: int | None = None
    ) -> Search:
        """Note that a reader has seen what a search finds: what comes later is new to them.

        Args:
            search: its name or id.
            by: who; without it `quoth.judge.people.me()`.
            article: the highest number of an article that they have seen, if not of all.

        Returns:
            The search with what it knew before.

        Raises:
            UsageError: there is no such search.
        """
        who = _who(by)
        with file.plain_errors(self.path), self._writing():
            return opened(self._connection, search, by=who, article=article)

    def found_by(self, search: Search, *, new: bool = False) -> list[int]:
        """Numbers of the statements that a saved search finds, for `find(numbers=…)`.

        Args:
            search: from `searches`.
            new: only what its reader has not seen.

        Raises:
            UsageError: it is a search of conflicts: `conflicts(saved=…)` has them.
        """
        if search.of != "statements":
            raise UsageError(
                f"the saved search {search.name!r} is of conflicts",
                advice="'quoth conflicts --saved' shows them",
            )
        with file.plain_errors(self.path), self._reading():
            return numbers(self._connection, search.asked, after=search.article if new else None)

    def count_found(self, search: Search, *, new: bool = False) -> int:
        """How many statements or conflicts a saved search finds.

        Args:
            search: from `searches`.
            new: only what its reader has not seen.
        """
        if search.of == "statements":
            return len(self.found_by(search, new=new))
        with file.plain_errors(self.path), self._reading():
            asked = search.conflicts(new=new)
            return sum(clashes.counts(self._connection, asked).values())


def _who(by: str | None) -> str:
    from quoth.judge.people import me, named

    return me() if by is None else named(by)


def _reader(by: str | None) -> str | None:
    """Whose visits count; nobody's if nothing says who reads."""
    from quoth.judge.people import me, named

    if by is not None:
        return named(by)
    try:
        return me()
    except UsageError:
        return None
