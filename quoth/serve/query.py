"""What a URL asks for: every parameter bounded and checked, and links that change one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from quoth.serve.words import say

PER_PAGE = 30
MOST_PER_PAGE = 200
LONGEST = 1_000
"""Characters of one parameter that are looked at; the rest is cut."""

MOST_PARAMETERS = 40
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")


class BadQuery(Exception):
    """A parameter that cannot be; `str()` says which and what it may be."""


class NotFound(Exception):
    """The project has no such thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which part of a list is shown."""

    page: int
    per_page: int
    total: int
    at_least: bool = False
    """There may be more than `total`."""

    @property
    def pages(self) -> int:
        """How many pages there are: one even of nothing."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """Place of the first row shown, from 1; 0 of nothing."""
        return min(self.total, (self.page - 1) * self.per_page + 1)

    @property
    def last(self) -> int:
        """Place of the last row shown."""
        return min(self.total, self.page * self.per_page)

    @property
    def slice(self) -> slice:
        """The rows shown."""
        return slice((self.page - 1) * self.per_page, self.page * self.per_page)

    @property
    def near(self) -> tuple[int, ...]:
        """Pages to offer: the first, the last and those around this one; 0 stands for a gap."""
        wanted = sorted({1, self.pages, *range(self.page - 2, self.page + 3)})
        wanted = [page for page in wanted if 1 <= page <= self.pages]
        found: list[int] = []
        for page in wanted:
            if found and page > found[-1] + 1:
                found.append(0)
            found.append(page)
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The path and the parameters of a URL."""

    path: str
    parameters: Mapping[str, str]
    """As typed, the last of each name; empty ones are left out."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """What the path names: `{"id": "…"}`."""
    whole: bool = False
    """The whole list is asked for, not a page of it: an export."""
    reader: str | None = None
    """The name under which it is asked, if there is one."""

    @classmethod
    def of(
        cls,
        path: str,
        pairs: Iterable[tuple[str, str]],
        parts: Mapping[str, str] | None = None,
        *,
        whole: bool = False,
        reader: str | None = None,
    ) -> Query:
        """From what the server received."""
        found: dict[str, str] = {}
        for number, (name, value) in enumerate(pairs):
            if number >= MOST_PARAMETERS:
                break
            value = value[:LONGEST].replace("\0", " ").strip()
            if value:
                found[name[:40]] = value
        return cls(path=path, parameters=found, parts=dict(parts or {}), whole=whole, reader=reader)

    def text(self, name: str) -> str | None:
        """A parameter as typed; None if it is not there."""
        return self.parameters.get(name)

    def choice(self, name: str, choices: Iterable[str]) -> str | None:
        """One of the choices.

        Raises:
            BadQuery: it is something else.
        """
        value = self.text(name)
        if value is not None and value not in (choices := tuple(choices)):
            raise BadQuery(say("query.choice", name=name, choices=", ".join(choices)))
        return value

    def date(self, name: str) -> str | None:
        """An ISO date or a part of one.

        Raises:
            BadQuery: it is no date.
        """
        value = self.text(name)
        if value is not None and not DATE.match(value):
            raise BadQuery(say("query.date", name=name))
        return value

    def number(self, name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
        """A whole number.

        Raises:
            BadQuery: it is none, or out of bounds.
        """
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdigit() or not least <= int(value[:12]) <= most:
            raise BadQuery(say("query.number", name=name, least=least, most=most))
        return int(value)

    def paging(self, total: int, *, per_page: int = PER_PAGE, at_least: bool = False) -> Paging:
        """The page asked for, or the last one if there are fewer; of an export, everything."""
        if self.whole:
            return Paging(page=1, per_page=max(total, 1), total=total, at_least=at_least)
        size = self.number("per", per_page, least=1, most=MOST_PER_PAGE)
        page = self.number("page", 1, least=1)
        pages = max(1, -(-total // size))
        return Paging(page=min(page, pages), per_page=size, total=total, at_least=at_least)

    def link(self, **changes: object) -> str:
        """This address with parameters changed; None takes one away. Lists begin on page 1."""
        return self.to(self.path, **changes)

    def to(self, path: str, **changes: object) -> str:
        """Another path with these parameters, changed as for `link`."""
        kept = dict(self.parameters)
        if "page" not in changes:
            kept.pop("page", None)
        for name, value in changes.items():
            if value is None or value == "":
                kept.pop(name, None)
            else:
                kept[name] = str(value)
        return address(path, **kept)

    def as_form(self, *without: str) -> tuple[tuple[str, str], ...]:
        """Parameters that a form keeps as hidden fields."""
        return tuple(
            (name, value)
            for name, value in self.parameters.items()
            if name not in without and name != "page"
        )


def contained(column: str, typed: str | None) -> tuple[str, list[str]]:
    """What a short text must hold, as SQL and its values: every word typed, wherever in a word.

    Quotation marks and stars, which searches of statements understand, are no part of the words.
    """
    words = (typed or "").replace('"', " ").replace("*", " ").split()[:12]
    return " AND ".join(["1", *(f"instr(lower({column}), lower(?))" for _ in words)]), words


def address(path: str, **parameters: object) -> str:
    """A path with parameters; those that are None or empty are left out."""
    given = {name: str(value) for name, value in parameters.items() if value not in (None, "")}
    return quote(path) + ("?" + urlencode(given) if given else "")
