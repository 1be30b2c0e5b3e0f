"""An article as published, with its statements marked in the text; and the list of articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoth.model import Article, Statement
from quoth.serve.cards import CARD_HEADING, Card, card_row, cards_of
from quoth.serve.columns import Columns
from quoth.serve.desk import Desk
from quoth.serve.judging import Decision, judged
from quoth.serve.marking import Paragraph, attributed, marked
from quoth.serve.originals import Captured, captured
from quoth.serve.query import NotFound, Paging, Query
from quoth.store.search import match
from quoth.store.versions import captures, changed, history

if TYPE_CHECKING:
    import numpy as np

VIEWS = ("marked", "own", "said", "plain")
"""marked: everything; own: the outlet's voice stands out; said: the attributed words do."""

ID = re.compile(r"[0-9a-f]{6,64}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a field of a statement says what it says."""

    field: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A statement of the article by its number in the text."""

    number: int
    depth: int
    """Statements around it."""
    card: Card
    content_spans: tuple[tuple[int, int], ...]
    cue_span: tuple[int, int] | None
    source_span: tuple[int, int] | None
    grounds: tuple[Reason, ...]
    decision: Decision | None
    """The last one that people made about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article."""

    id: str
    path: str
    outlet: str | None
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    published_from: str | None
    language: str | None
    words: int
    text_sha256: str
    superseded_by: str | None
    view: str
    selected: int | None
    headline: Paragraph | None
    """The first paragraph, where it is the title."""
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[Marked, ...]
    attributed_share: float
    voices: tuple[tuple[str, int], ...]
    """Who is heard in it, and in how many statements."""
    judgements: int
    """Decisions of people about it and its statements."""
    versions: int
    """How many texts of the page the project has."""
    captures: tuple[Captured, ...]
    """Readings that gave this text, with what is kept of the originals."""

    heading = ("number", *CARD_HEADING)

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return ((each.number, *card_row(each.card)) for each in self.statements)


def article(desk: Desk, query: Query) -> ArticlePage:
    """Parameters: view, s (the number of the statement that is selected)."""
    found, statements, superseded = _read(desk, query.parts["id"])
    view = query.choice("view", VIEWS) or "marked"
    paragraphs = marked(found.text, statements)
    headline = None
    if paragraphs and found.title and _same(paragraphs[0].text, found.title):
        headline, paragraphs = paragraphs[0], paragraphs[1:]
    decided = judged(desk, [one.id for one in statements])
    (judgements,) = desk.row("SELECT COUNT(*) FROM judgement WHERE article = ?", (found.id,))
    by_id = {card.id: card for card in cards_of(desk, [one.id for one in statements])}
    depths = _depths(statements)
    voices: dict[str, int] = {}
    for one in statements:
        for name in {speaker.name for speaker in one.speakers}:
            voices[name] = voices.get(name, 0) + 1
    selected = query.number("s", 0, most=100_000)
    return ArticlePage(
        id=found.id,
        path=found.path,
        outlet=found.outlet,
        url=found.url,
        title=found.title,
        authors=found.authors,
        published=found.published,
        published_from=found.published_from,
        language=found.language,
        words=len(found.text.split()),
        text_sha256=found.text_sha256,
        superseded_by=superseded,
        view=view,
        selected=selected if 1 <= selected <= len(statements) else None,
        headline=headline,
        paragraphs=paragraphs,
        statements=tuple(
            Marked(
                number=number,
                depth=depths[one.id],
                card=by_id[one.id],
                content_spans=one.content.spans,
                cue_span=one.cue and one.cue.span,
                source_span=one.source and one.source.span,
                grounds=tuple(
                    Reason(field=g.field, reason=g.reason, confidence=g.confidence)
                    for g in one.grounds
                ),
                decision=decided.get(one.id),
            )
            for number, one in enumerate(statements, 1)
            if one.id in by_id
        ),
        attributed_share=attributed(found.text, statements) / max(1, len(found.text)),
        judgements=judgements,
        versions=_versions(desk, found.id),
        captures=captured(desk, captures(desk.connection, found.id)),
        voices=tuple(sorted(voices.items(), key=lambda item: (-item[1], item[0]))),
    )


def _versions(desk: Desk, id: str) -> int:
    """How many versions an article has; most have none but itself, which is quickly told."""
    other = desk.row(
        "SELECT 1 FROM article WHERE superseded_by = ?1 OR (id = ?1 AND superseded_by IS NOT NULL)"
        " LIMIT 1",
        (id,),
    )
    return len(history(desk.connection, id)) if other else 1


def _read(desk: Desk, id: str) -> tuple[Article, tuple[Statement, ...], str | None]:
    """An article by its id, with its statements in order."""
    if not ID.match(id):
        raise NotFound("article")
    row = desk.row("SELECT superseded_by FROM article WHERE id = ?", (id,))
    if row is None:
        raise NotFound("article")
    article, statements = desk.project.article(id)
    return article, statements, row[0]


def _same(text: str, title: str) -> bool:
    def letters(words: str) -> str:
        return "".join(character for character in words.casefold() if character.isalnum())

    return bool(letters(title)) and letters(text) == letters(title)


def _depths(statements: tuple[Statement, ...]) -> dict[str, int]:
    around = {one.id: one.nested_in for one in statements}
    found = {}
    for id in around:
        depth, outer, seen = 0, around[id], {id}
        while outer in around and outer not in seen:
            seen.add(outer)
            depth, outer = depth + 1, around[outer]
        found[id] = depth
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article in a list."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    language: str | None
    path: str
    statements: int
    versions: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesPage:
    """A page of the list of articles."""

    words: str | None
    outlet: str | None
    changed: bool
    """Only those that were changed after they were first seen."""
    changes: int
    """How many were."""
    paging: Paging
    articles: tuple[Listed, ...]

    heading = (
        "article",
        "outlet",
        "published",
        "title",
        "language",
        "path",
        "statements",
        "versions",
    )

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (a.id, a.outlet, a.published, a.title, a.language, a.path, a.statements, a.versions)
            for a in self.articles
        )


MOST_FOUND = 50_000


def worded(desk: Desk, typed: str) -> tuple[np.ndarray, bool]:
    """Rows of the articles with these words in title or text; whether there may be more."""
    return desk.remembered(("articles with", typed), lambda columns: _worded(desk, columns, typed))


def _worded(desk: Desk, columns: Columns, typed: str) -> tuple[np.ndarray, bool]:
    import numpy as np

    expression = match(typed)
    if expression is None:
        return np.empty(0, np.int64), False
    numbers = desk.rows(
        "SELECT rowid FROM article_search(?) ORDER BY rowid DESC LIMIT ?", (expression, MOST_FOUND)
    )
    hits = np.fromiter((number for (number,) in numbers), np.int64, len(numbers))
    return np.flatnonzero(np.isin(columns.a_number, hits)), len(numbers) == MOST_FOUND


def articles(desk: Desk, query: Query) -> ArticlesPage:
    """Parameters: q (words of title and text), outlet, changed (yes)."""
    import numpy as np

    columns = desk.columns
    rows = np.arange(columns.articles)
    typed = query.text("q")
    at_least = False
    if typed is not None:
        rows, at_least = worded(desk, typed)
    outlet = query.text("outlet")
    if outlet is not None:
        rows = rows[columns.a_outlet[rows] == columns.outlet_code.get(outlet, -1)]
    versions = desk.remembered("changed", lambda _: changed(desk.connection))
    only_changed = query.choice("changed", ("yes",)) is not None
    if only_changed:
        numbers = desk.rows("SELECT number, id FROM article WHERE superseded_by IS NULL")
        several = [number for number, id in numbers if id in versions] if versions else []
        rows = rows[np.isin(columns.a_number[rows], np.array(several, np.int64))]
    paging = query.paging(len(rows), at_least=at_least)
    shown = rows[paging.slice]
    return ArticlesPage(
        words=typed,
        outlet=outlet,
        changed=only_changed,
        changes=len(versions),
        paging=paging,
        articles=listed(desk, columns, shown, versions),
    )


def listed(
    desk: Desk, columns, rows, versions: Mapping[str, int] | None = None
) -> tuple[Listed, ...]:
    """Articles by their rows in the columns, in this order.

    Args:
        desk: of the project.
        columns: its columns.
        rows: which.
        versions: how many texts each has, if it has several.
    """
    known = versions or {}
    numbers = [int(columns.a_number[row]) for row in rows]
    found = {}
    for first in range(0, len(numbers), 400):
        part = numbers[first : first + 400]
        for number, *rest in desk.rows(
            "SELECT number, id, outlet, title, published, language, path FROM article"
            f" WHERE number IN ({', '.join('?' * len(part))})",
            part,
        ):
            found[number] = rest
    return tuple(
        Listed(
            id=found[number][0],
            outlet=found[number][1],
            title=found[number][2],
            published=found[number][3],
            language=found[number][4],
            path=found[number][5],
            statements=int(columns.a_statements[row]),
            versions=known.get(found[number][0], 1),
        )
        for row, number in zip(rows, numbers, strict=True)
        if number in found
    )
