"""What `match` looks at: the articles of a corpus and the statements in them, as flat rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from quoth.model import Span

_HOST = re.compile(r"https?://(?:[^/@]*@)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article as far as matching goes."""

    id: str
    outlet: str | None
    published: str | None
    title: str | None
    authors: tuple[str, ...] = ()
    text: str = ""
    site: str | None = None
    """The host of its address, without "www": pages of one site share their furniture."""

    @property
    def day(self) -> int | None:
        """The day it was published, counted from the first of the calendar."""
        return day_of(self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as far as matching goes."""

    id: str
    article_id: str
    outlet: str | None
    day: int | None
    """When its article was published."""
    said_on: str | None
    mode: str
    type: str
    text: str = ""
    """Its content; empty where only its fingerprint is needed."""
    quoted: tuple[Span, ...] = ()
    """Which stretches of the content stand between quotation marks."""
    ordinal: int = 0
    """Place among the statements of its article."""
    actors: tuple[str, ...] = ()
    """Its speakers' ids across articles, without the anonymous: nobody can tell who they are."""
    unnamed: bool = True
    """Whether it has no speaker, or only anonymous ones."""
    chain: tuple[str, ...] = ()
    """Names of those through whom it came to the article."""
    outer: str | None = None
    """The statement whose content contains it."""


def day_of(published: str | None) -> int | None:
    """An ISO date or date-time as a number of days; None if it names no day."""
    match = _DAY.match(published or "")
    if match is None:
        return None
    try:
        return date(*map(int, match.groups())).toordinal()
    except ValueError:
        return None


def site_of(url: str | None) -> str | None:
    """The host of an address, without "www" and port; None if there is none."""
    match = _HOST.match(url or "")
    return match and match[1].lower()


def plain_name(outlet: str) -> str:
    """An outlet's name for comparing: case and a leading "The" do not count."""
    return outlet.casefold().removeprefix("the ").strip()
