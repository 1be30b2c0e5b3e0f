"""What a page said before: the versions of an article with what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quoth.model import Statement
from quoth.serve.article import ID
from quoth.serve.cards import Card, Place, cards_of
from quoth.serve.desk import Desk
from quoth.serve.originals import Captured, captured
from quoth.serve.query import NotFound, Query

if TYPE_CHECKING:
    from quoth.store.versions import Version

MOST = 40
"""Versions of one article that are told, the newest ones."""

AROUND = 160
"""Characters of unchanged text that stand beside a change; the rest is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text that both versions have, or only the older, or only the newer one."""

    change: str
    """same, out, in; or gap: unchanged text that is left out."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A statement that was changed, is gone or is new."""

    change: str
    fields: tuple[str, ...]
    who: str
    before: str | None
    after: str | None
    card: Card | None
    """As it is in this version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One version, and what it changed of the one before."""

    article: Place
    seen: str | None
    current: bool
    captures: tuple[Captured, ...]
    pieces: tuple[Piece, ...]
    words_in: int
    words_out: int
    statements: tuple[Moved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """All versions of an article, the newest first."""

    article: Place
    """The one that was asked for."""
    left_out: int
    versions: tuple[Told, ...]

    heading = ("article", "seen", "current", "captures", "words_in", "words_out", "statements")

    def rows(self) -> Iterator[tuple]:
        """For CSV: a version a row."""
        return (
            (
                told.article.id,
                told.seen,
                told.current,
                len(told.captures),
                told.words_in,
                told.words_out,
                "; ".join(
                    f"{moved.change}: {moved.after or moved.before}" for moved in told.statements
                ),
            )
            for told in self.versions
        )


def versions(desk: Desk, query: Query) -> VersionsPage:
    """No parameters."""
    id = query.parts["id"]
    if not ID.match(id) or desk.row("SELECT 1 FROM article WHERE id = ?", (id,)) is None:
        raise NotFound("article")
    return desk.remembered(("versions", id), lambda _: _made(desk, id))


def _made(desk: Desk, id: str) -> VersionsPage:
    from quoth.store import reading
    from quoth.store import versions as kept

    found = kept.history(desk.connection, id)
    shown = found[-MOST:]
    said = [reading.statements(desk.connection, one.article) for one in shown]
    pairs = pairwise(zip([None, *shown], [(), *said], strict=True))
    told = [_told(desk, *before, *after) for before, after in pairs]
    (own,) = [one for one in found if one.article.id == id]
    return VersionsPage(
        article=_place(own),
        left_out=len(found) - len(shown),
        versions=tuple(reversed(told)),
    )


def _place(version: Version) -> Place:
    article = version.article
    return Place(
        id=article.id,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        language=article.language,
        path=article.path,
    )


def _told(
    desk: Desk,
    before: Version | None,
    said_before: Sequence[Statement],
    version: Version,
    said: Sequence[Statement],
) -> Told:
    from quoth.store import difference

    pieces: list[Piece] = []
    moved: list[Moved] = []
    if before is not None:
        found = difference.passages(before.article.text, version.article.text)
        pieces = list(_shortened([(each.change, each.text) for each in found]))
        changes = difference.statements((before.article, said_before), (version.article, said))
        changes = tuple(each for each in changes if each.change != "kept")
        cards = {c.id: c for c in cards_of(desk, [e.after.id for e in changes if e.after])}
        for each in changes:
            one = each.after or each.before
            moved.append(
                Moved(
                    change=each.change,
                    fields=each.fields,
                    who="; ".join(s.name for s in one.speakers)
                    or (one.source and one.source.text)
                    or "",
                    before=each.before and each.before.content.text,
                    after=each.after and each.after.content.text,
                    card=each.after and cards.get(each.after.id),
                )
            )
    return Told(
        article=_place(version),
        seen=version.seen,
        current=version.current,
        captures=captured(desk, version.captures),
        pieces=tuple(pieces),
        words_in=sum(len(each.text.split()) for each in pieces if each.change == "in"),
        words_out=sum(len(each.text.split()) for each in pieces if each.change == "out"),
        statements=tuple(moved),
    )


def _shortened(passages: list[tuple[str, str]]) -> Iterator[Piece]:
    """Changes with some unchanged text around them."""
    for place, (change, text) in enumerate(passages):
        if change != "same":
            yield Piece(change=change, text=text)
            continue
        head = AROUND if place else 0
        tail = AROUND if place < len(passages) - 1 else 0
        if len(text) <= head + tail + AROUND:
            yield Piece(change="same", text=text)
            continue
        if head:
            yield Piece(change="same", text=text[:head])
        yield Piece(change="gap", text="")
        if tail:
            yield Piece(change="same", text=text[-tail:])
