"""What is shown, in the formats of other tools: the page that offers them, and the file."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quoth.errors import ProjectError, UsageError
from quoth.export import BY_NAME, FORMATS
from quoth.serve.columns import Columns
from quoth.serve.desk import Desk
from quoth.serve.query import BadQuery, NotFound, Query, address
from quoth.serve.search import Chosen, chosen, found
from quoth.serve.words import say

WHOLE = ("article", "claim", "concept", "event")
"""Parameters by which the statements of one page are exported."""

NARROWING = (
    *("q", "speaker", "actor", "outlet", "mode", "type", "kind", "nested", "since", "until"),
    *("new", "only"),
    *WHOLE,
)
"""Parameters that say which statements."""

SEARCHED = ("search", "timeline", "network", "queue", "actor", "outlet", "export")
"""Pages whose own parameters narrow what they show as the search's do."""

CHOICES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("network", ("one-mode", "two-mode"), "one-mode"),
    ("qualifier", ("ignore", "congruence", "conflict", "subtract", "combine"), "subtract"),
    ("normalisation", ("no", "activity", "prominence", "average", "jaccard", "cosine"), "no"),
    ("duplicates", ("include", "document", "week", "month", "year", "acrossrange"), "document"),
    ("actors", ("all", "person", "organization"), "all"),
    ("window", ("no", "events", "hours", "days", "weeks", "months", "years"), "no"),
    ("size", (), "1"),
)
"""Parameters that say which network; the first is what `quoth network` calls its mode. Written out,
for `quoth.network` brings numpy, which the first page should not wait for; a test holds both lists
together."""

ONE_AT_A_TIME = threading.Lock()
"""An export may take a minute and much of the disk."""

PATIENCE = 20
"""Seconds that a second one waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A format and where its file is had."""

    format: str
    about: str
    ending: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPage:
    """The formats for the statements that a query finds."""

    statements: int
    at_least: bool
    """Words were found too often: only so many of the matches are in the file."""
    everything: bool
    chosen: tuple[Chosen, ...]
    of: str | None
    """The title of the one article, claim, concept or event whose statements they are."""
    formats: tuple[Offer, ...]
    networks: tuple[str, ...]
    """Those of them that are networks, of which it may be asked which."""
    choices: tuple[tuple[str, tuple[str, ...], str], ...]
    """What may be asked of a network: (name, values, the one that is taken otherwise)."""
    kept: tuple[tuple[str, str], ...]
    """Parameters that the form of networks keeps."""

    heading = ("format", "about", "ending", "address")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return ((one.format, one.about, one.ending, one.link) for one in self.formats)


def export(desk: Desk, query: Query) -> ExportPage:
    """Parameters: those of the search; article, claim, concept, event (ids)."""
    columns = desk.columns
    numbers, at_least, title = _found(desk, columns, query)
    return ExportPage(
        statements=columns.statements if numbers is None else len(numbers),
        at_least=at_least,
        everything=numbers is None,
        chosen=chosen(columns, query, words=True),
        of=title,
        formats=tuple(
            Offer(
                format=one.name,
                about=say(f"format.{one.name}"),
                ending=one.ending,
                link=query.to("/export/file", format=one.name),
            )
            for one in FORMATS
        ),
        networks=tuple(one.name for one in FORMATS if one.networks),
        choices=CHOICES,
        kept=query.as_form("format", *(name for name, _, _ in CHOICES)),
    )


def link(page: str | None, query: Query) -> str:
    """Where the statements of a page are exported; of other pages, those of the whole project."""
    kept = {name: query.text(name) if page in SEARCHED else None for name in NARROWING}
    if page in ("actor", *WHOLE):
        kept[page] = query.parts.get("id")
    elif page == "outlet":
        kept["outlet"] = query.text("name")
    return address("/export", **{name: value for name, value in kept.items() if value})


def _found(desk: Desk, columns: Columns, query: Query) -> tuple[list[int] | None, bool, str | None]:
    """Numbers of the statements, whether there may be more, whose they are; None for all."""
    import numpy as np

    rows, at_least = found(desk, columns, query)
    title, narrowed = None, len(rows) < columns.statements
    for name in WHOLE:
        if id := query.text(name):
            title, ids = _of_one(desk, name, id)
            own = columns.rows_of(np.array(ids, np.int64))
            rows, narrowed = np.intersect1d(rows, own), True
    return [int(n) for n in columns.number[rows]] if narrowed else None, at_least, title


_TITLES = {
    "article": "SELECT coalesce(title, path, '') FROM article WHERE id = ?",
    "claim": "SELECT text FROM claim WHERE id = ?",
    "concept": "SELECT name FROM concept WHERE id = ?",
    "event": "SELECT coalesce(title, '') FROM event WHERE id = ?",
}
_NUMBERS = {
    "article": "SELECT number FROM statement WHERE article_id = ?",
    "claim": "SELECT number FROM member JOIN statement ON statement.id = statement_id"
    " WHERE claim_id = ?",
    "concept": "SELECT number FROM coding JOIN statement ON statement.id = statement_id"
    " WHERE concept_id = ?",
    "event": "SELECT number FROM happening JOIN statement USING (article_id) WHERE event_id = ?",
}


def _of_one(desk: Desk, name: str, id: str) -> tuple[str, list[int]]:
    """Title and statements of an article, a claim, a concept or an event.

    Raises:
        NotFound: there is none.
    """
    title = desk.row(_TITLES[name], (id,))
    if title is None:
        raise NotFound(name)
    return title[0], sorted(number for (number,) in desk.rows(_NUMBERS[name], (id,)))


def exported(desk: Desk, query: Query) -> tuple[BinaryIO, str, str]:
    """The file of a query in a format, opened; the name to keep it under; its media type.

    The file has no name any more: it is gone when it is closed.

    Raises:
        NotFound: there is no such format.
        ProjectError: another export is under way.
    """
    from quoth.export import export as write

    one = BY_NAME.get(query.text("format") or "")
    if one is None:
        raise NotFound("format")
    network = _network(query, one.name) if one.networks else {}
    if not ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        raise ProjectError(
            "another export is under way", advice="wait until it is done, then try again"
        )
    try:
        numbers, _, _ = _found(desk, desk.columns, query)
        options = {} if numbers is None else {"numbers": numbers}
        with tempfile.TemporaryDirectory(
            prefix="quoth-export-", ignore_cleanup_errors=True
        ) as folder:
            packed = one.several(network)
            ending = ".zip" if packed else one.ending
            path = Path(folder) / f"export{ending}"
            write(desk.project, path, format=one.name, network=network or None, **options)
            kind = "application/zip" if packed else one.media_type
            return path.open("rb"), f"{desk.name}-{one.name}{ending}", kind
    finally:
        ONE_AT_A_TIME.release()


def _network(query: Query, format: str) -> dict[str, object]:
    """What a query asks of a network; see `quoth.export.networks.asked`.

    Raises:
        BadQuery: it is none of the choices, or does not go with another.
    """
    from quoth.export.networks import asked

    found: dict[str, object] = {
        "mode" if name == "network" else name: value
        for name, values, _ in CHOICES
        if values and (value := query.choice(name, values))
    }
    if query.text("size"):
        found["size"] = query.number("size", 1, least=1, most=10_000)
    try:
        asked(found, mode="two-mode" if format == "gexf" else "one-mode")
    except UsageError as error:
        raise BadQuery(f"{error}: {error.advice}") from error
    return found
