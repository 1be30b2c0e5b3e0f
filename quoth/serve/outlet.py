"""Outlets: what each prints and whom it lets speak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.model import ACTOR_KINDS, MODES, TYPES
from quoth.serve.columns import Columns, day_text
from quoth.serve.desk import Desk
from quoth.serve.query import NotFound, Paging, Query
from quoth.serve.search import months, speakers_of

VOICES = 5
HEARD = 20
LATEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody an outlet quotes, and the share of its statements that are theirs."""

    id: str
    name: str
    statements: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet in numbers."""

    name: str
    articles: int
    statements: int
    per_article: float
    direct: float
    """Share of its statements with quotation marks, whole or in part."""
    anonymous: float
    """Share of its statements whose first speaker has no name."""
    unknown: float
    denials: float
    first: str | None
    last: str | None
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsPage:
    """The list of outlets."""

    words: str | None
    paging: Paging
    outlets: tuple[Outlet, ...]

    heading = (
        "outlet",
        "articles",
        "statements",
        "per_article",
        "direct",
        "anonymous",
        "unknown",
        "denials",
        "first",
        "last",
        "voices",
    )

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (
                o.name,
                o.articles,
                o.statements,
                f"{o.per_article:.2f}",
                f"{o.direct:.4f}",
                f"{o.anonymous:.4f}",
                f"{o.unknown:.4f}",
                f"{o.denials:.4f}",
                o.first,
                o.last,
                "; ".join(f"{voice.name} {voice.statements}" for voice in o.voices),
            )
            for o in self.outlets
        )


def named(desk: Desk, typed: str | None) -> list[int]:
    """Codes of outlets whose name has these words in it, those with most articles first."""
    import numpy as np

    columns = desk.columns
    counts = np.bincount(columns.a_outlet, minlength=len(columns.outlets))
    words = (typed or "").replace('"', " ").replace("*", " ").casefold().split()
    return [
        int(code)
        for code in np.argsort(-counts, kind="stable")
        if counts[code] and all(word in columns.outlets[code].casefold() for word in words)
    ]


def outlets(desk: Desk, query: Query) -> OutletsPage:
    """Parameters: q (parts of the name). Those with most articles first."""
    typed = query.text("q")
    codes = named(desk, typed)
    paging = query.paging(len(codes))
    return OutletsPage(
        words=typed,
        paging=paging,
        outlets=tuple(
            desk.remembered(("outlet", code), lambda columns, code=code: _outlet(columns, code))
            for code in codes[paging.slice]
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPage:
    """One outlet."""

    outlet: Outlet
    heard: tuple[Voice, ...]
    types: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    articles: tuple

    heading = ("actor", "name", "statements", "share")

    def rows(self) -> Iterator[tuple]:
        """For CSV: whom it quotes."""
        return ((v.id, v.name, v.statements, f"{v.share:.4f}") for v in self.heard)


def outlet(desk: Desk, query: Query) -> OutletPage:
    """Parameters: name."""
    import numpy as np

    from quoth.serve.article import listed

    columns = desk.columns
    code = columns.outlet_code.get(query.text("name") or "")
    if code is None:
        raise NotFound("outlet")
    rows = np.flatnonzero(columns.outlet == code)
    types = np.bincount(columns.type[rows], minlength=len(TYPES))
    kinds = np.bincount(columns.speaker_kind[rows] + 1, minlength=len(ACTOR_KINDS) + 1)
    articles = np.flatnonzero(columns.a_outlet == code)[:LATEST]
    return OutletPage(
        outlet=desk.remembered(("outlet", code), lambda columns: _outlet(columns, code)),
        heard=_voices(columns, rows, HEARD),
        types=_named(TYPES, types),
        kinds=_named(("unknown", *ACTOR_KINDS), kinds),
        months=months(columns, rows),
        articles=listed(desk, columns, articles),
    )


def _named(names, counts) -> tuple[tuple[str, int], ...]:
    found = [(name, int(count)) for name, count in zip(names, counts, strict=True) if count]
    return tuple(sorted(found, key=lambda item: -item[1]))


def _voices(columns: Columns, rows, most: int) -> tuple[Voice, ...]:
    return tuple(
        Voice(
            id=columns.actor_ids[code],
            name=columns.actor_names[code],
            statements=count,
            share=count / max(1, len(rows)),
        )
        for code, count in speakers_of(columns, rows, most)
    )


def _outlet(columns: Columns, code: int) -> Outlet:
    import numpy as np

    rows = np.flatnonzero(columns.outlet == code)
    many = max(1, len(rows))
    articles = np.flatnonzero(columns.a_outlet == code)
    days = columns.a_day[articles]
    days = days[days >= 0]
    kinds = columns.speaker_kind[rows]
    return Outlet(
        name=columns.outlets[code],
        articles=len(articles),
        statements=len(rows),
        per_article=len(rows) / max(1, len(articles)),
        direct=float((columns.mode[rows] != MODES.index("indirect")).sum() / many),
        anonymous=float((kinds == ACTOR_KINDS.index("anonymous")).sum() / many),
        unknown=float((kinds == -1).sum() / many),
        denials=float((columns.type[rows] == TYPES.index("denial")).sum() / many),
        first=day_text(days.min()) if len(days) else None,
        last=day_text(days.max()) if len(days) else None,
        voices=_voices(columns, rows, VOICES),
    )
