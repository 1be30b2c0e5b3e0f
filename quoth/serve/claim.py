"""Claims: what matched statements share, who says it, and what each outlet made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.model import RELATIONS, STANCES
from quoth.serve.article import ID
from quoth.serve.cards import Card, cards_of
from quoth.serve.desk import Desk
from quoth.serve.query import NotFound, Paging, Query, contained
from quoth.serve.wording import Stretch, against

ORDERS = ("outlets", "latest", "first")
MOST = 120
"""Versions of one claim that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A claim in a list."""

    id: str
    text: str
    first: str | None
    last: str | None
    articles: int
    outlets: int
    sources: int
    voices: tuple[tuple[str, str], ...]
    """(actor's id, name)."""
    relations: tuple[tuple[str, int], ...]
    event: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    """A page of the list of claims."""

    words: str | None
    order: str
    current: bool
    """Whether the claims are those of the statements as they are now."""
    paging: Paging
    claims: tuple[Listed, ...]

    heading = ("claim", "text", "first", "last", "articles", "outlets", "sources", "voices")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (
                c.id,
                c.text,
                c.first,
                c.last,
                c.articles,
                c.outlets,
                c.sources,
                "; ".join(name for _, name in c.voices),
            )
            for c in self.claims
        )


_ORDERED = {
    "outlets": "sources DESC, outlets DESC, articles DESC, first, id",
    "latest": "last IS NULL, last DESC, outlets DESC, id",
    "first": "first IS NULL, first, outlets DESC, id",
}


def claims(desk: Desk, query: Query) -> ClaimsPage:
    """Parameters: q (a part of the wording), order."""
    order = query.choice("order", ORDERS) or "outlets"
    typed = query.text("q")
    found = ids(desk, order, typed)
    paging = query.paging(len(found))
    return ClaimsPage(
        words=typed,
        order=order,
        current=is_current(desk, "claims"),
        paging=paging,
        claims=listed(desk, found[paging.slice]),
    )


def ids(desk: Desk, order: str, typed: str | None) -> list[str]:
    """Those with these words, in an order."""
    return desk.remembered(("claims", order, typed), lambda _: _ids(desk, order, typed))


def _ids(desk: Desk, order: str, typed: str | None) -> list[str]:
    where, values = contained("text", typed)
    found = desk.rows(f"SELECT id FROM claim WHERE {where} ORDER BY {_ORDERED[order]}", values)
    return [id for (id,) in found]


def is_current(desk: Desk, layer: str) -> bool:
    """Whether a derived layer is that of the record as it is."""
    return desk.row("SELECT 1 FROM layer WHERE name = ?", (layer,)) is not None


def listed(desk: Desk, ids: list[str]) -> tuple[Listed, ...]:
    """Claims by their ids, in this order."""
    found, voices, relations = {}, defaultdict(list), defaultdict(dict)
    for first in range(0, len(ids), 400):
        part = ids[first : first + 400]
        marks = ", ".join("?" * len(part))
        for row in desk.rows(
            "SELECT id, text, first, last, articles, outlets, sources, event_id FROM claim"
            f" WHERE id IN ({marks})",
            part,
        ):
            found[row[0]] = row
        for claim, actor, name in desk.rows(
            f"SELECT claim_id, actor_id, name FROM voice WHERE claim_id IN ({marks})"
            " ORDER BY claim_id, ordinal",
            part,
        ):
            voices[claim].append((actor, name))
        for claim, relation, count in desk.rows(
            f"SELECT claim_id, relation, COUNT(*) FROM member WHERE claim_id IN ({marks})"
            " GROUP BY claim_id, relation",
            part,
        ):
            relations[claim][relation] = count
    return tuple(
        Listed(
            id=id,
            text=found[id][1],
            first=found[id][2],
            last=found[id][3],
            articles=found[id][4],
            outlets=found[id][5],
            sources=found[id][6],
            voices=tuple(voices[id][:6]),
            relations=tuple((r, relations[id][r]) for r in RELATIONS if r in relations[id]),
            event=found[id][7],
        )
        for id in ids
        if id in found
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A claim as one article has it."""

    card: Card
    relation: str
    score: float
    reason: str
    words: tuple[Stretch, ...]
    """Held against the fullest version."""
    copied: str | None
    """The outlet that its article took its text from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A position that an actor takes on the claim."""

    actor: str
    name: str
    position: str
    statement: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """One claim."""

    claim: Listed
    event_title: str | None
    current: bool
    versions: tuple[Version, ...]
    """In the order of their appearance."""
    left_out: int
    stances: tuple[tuple[str, tuple[Stance, ...]], ...]
    """By position: asserts, denies …"""
    conflicts: tuple
    original: str | None
    """The statement that the others are held against."""

    heading = (
        "statement",
        "outlet",
        "published",
        "speakers",
        "content",
        "relation",
        "score",
        "reason",
        "article",
    )

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (
                v.card.id,
                v.card.article.outlet,
                v.card.article.published,
                v.card.who,
                v.card.content,
                v.relation,
                v.score,
                v.reason,
                v.card.article.id,
            )
            for v in self.versions
        )


def claim(desk: Desk, query: Query) -> ClaimPage:
    """No parameters."""
    from quoth.serve.conflicts import of_statements

    id = query.parts["id"]
    found = listed(desk, [id]) if ID.match(id) else ()
    if not found:
        raise NotFound("claim")
    (one,) = found
    title = one.event and desk.row("SELECT title FROM event WHERE id = ?", (one.event,))
    members = desk.rows(
        "SELECT statement_id, relation, score, reason FROM member WHERE claim_id = ?"
        " ORDER BY ordinal LIMIT ?",
        (id, MOST),
    )
    (total,) = desk.row("SELECT COUNT(*) FROM member WHERE claim_id = ?", (id,))
    return ClaimPage(
        claim=one,
        event_title=title[0] if title else None,
        current=is_current(desk, "claims"),
        versions=versions(desk, one.text, members),
        left_out=total - len(members),
        stances=_stances(desk, id, one.text),
        conflicts=of_statements(desk, [statement for statement, *_ in members]),
        original=next((id for id, relation, *_ in members if relation == "original"), None),
    )


def versions(desk: Desk, text: str, members: list[tuple]) -> tuple[Version, ...]:
    """(statement, relation, score, reason) as versions of a wording."""
    known = {card.id: card for card in cards_of(desk, [member[0] for member in members])}
    articles = list({card.article.id for card in known.values()})
    copied = {}
    for first in range(0, len(articles), 400):
        part = articles[first : first + 400]
        for article, outlet in desk.rows(
            "SELECT copy.article_id, article.outlet FROM copy"
            " JOIN article ON article.id = copy.of_article_id"
            f" WHERE copy.article_id IN ({', '.join('?' * len(part))}) AND copy.direction"
            " != 'unknown' ORDER BY copy.share",
            part,
        ):
            copied[article] = outlet
    return tuple(
        Version(
            card=known[id],
            relation=relation,
            score=score,
            reason=reason,
            words=against(text, known[id].content),
            copied=copied.get(known[id].article.id),
        )
        for id, relation, score, reason in members
        if id in known
    )


def _stances(desk: Desk, claim: str, text: str) -> tuple[tuple[str, tuple[Stance, ...]], ...]:
    """Who takes which stance; who denies says a claim that is put as a denial ("we did not …")."""
    from quoth.compare.words import negations

    if not desk.has("position"):
        return ()
    as_put = {"denies": "asserts"} if negations(text) else {}
    found: dict[str, dict[str, Stance]] = defaultdict(dict)
    for actor, name, position, statement, words in desk.rows(
        "SELECT p.actor_id, actor.name, p.position, p.statement_id,"
        " substr(a.text, p.span_start + 1, p.span_end - p.span_start)"
        " FROM position p JOIN actor ON actor.id = p.actor_id"
        " JOIN article a ON a.id = p.article_id"
        " WHERE p.statement_id IN (SELECT statement_id FROM member WHERE claim_id = ?)"
        " ORDER BY p.confidence DESC LIMIT 400",
        (claim,),
    ):
        position = as_put.get(position, position)
        found[position].setdefault(
            actor,
            Stance(actor=actor, name=name, position=position, statement=statement, words=words),
        )
    return tuple((name, tuple(found[name].values())) for name in STANCES if name in found)
