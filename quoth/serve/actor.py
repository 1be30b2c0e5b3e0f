"""Who speaks: the list of actors, and one of them with everything they said over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoth.model import ACTOR_KINDS, MODES, TYPES
from quoth.serve.cards import CARD_HEADING, Card, card_row, cards
from quoth.serve.columns import UNDATED, Columns, day_text
from quoth.serve.concept import of_actor
from quoth.serve.conflicts import Clash, of_rows
from quoth.serve.desk import Desk
from quoth.serve.query import NotFound, Paging, Query
from quoth.serve.relations import Called, Tie, called, ties
from quoth.serve.search import found as matching
from quoth.serve.search import months
from quoth.store.search import match

if TYPE_CHECKING:
    import numpy as np

ORDERS = ("statements", "name")
NAMED = 4
ROLES = 40
APPEARANCES = 60
TOGETHER = 12
SAID_ABOUT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An actor in a list."""

    id: str
    name: str
    kind: str
    statements: int
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    outlets: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsPage:
    """A page of the list of actors."""

    words: str | None
    kind: str | None
    order: str
    kinds: tuple[tuple[str, int], ...]
    paging: Paging
    actors: tuple[Listed, ...]

    heading = (
        "actor",
        "name",
        "kind",
        "statements",
        "aliases",
        "roles",
        "outlets",
        "first",
        "last",
    )

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (
                a.id,
                a.name,
                a.kind,
                a.statements,
                "; ".join(a.aliases),
                "; ".join(a.roles),
                a.outlets,
                a.first,
                a.last,
            )
            for a in self.actors
        )


def actors(desk: Desk, query: Query) -> ActorsPage:
    """Parameters: q (words of a name), kind, order."""
    import numpy as np

    columns = desk.columns
    order = query.choice("order", ORDERS) or "statements"
    kind = query.choice("kind", ACTOR_KINDS)
    codes = desk.remembered(("actors", order), lambda columns: _ordered(columns, order))
    if typed := query.text("q"):
        hits = np.zeros(len(columns.actor_ids), bool)
        hits[named(desk, columns, typed)] = True
        codes = codes[hits[codes]]
    kinds = np.bincount(columns.actor_kinds[codes], minlength=len(ACTOR_KINDS))
    if kind:
        codes = codes[columns.actor_kinds[codes] == ACTOR_KINDS.index(kind)]
    paging = query.paging(len(codes))
    return ActorsPage(
        words=typed,
        kind=kind,
        order=order,
        kinds=tuple(
            (name, int(count)) for name, count in zip(ACTOR_KINDS, kinds, strict=True) if count
        ),
        paging=paging,
        actors=listed(desk, columns, codes[paging.slice]),
    )


def named(desk: Desk, columns: Columns, typed: str) -> list[int]:
    """Codes of the actors with these words in one of their names."""
    expression = match(typed)
    if expression is None:
        return []
    found = desk.rows(
        "SELECT id FROM actor WHERE number IN (SELECT rowid FROM actor_search(?))", (expression,)
    )
    return [columns.actor_code[id] for (id,) in found if id in columns.actor_code]


def _ordered(columns: Columns, order: str) -> np.ndarray:
    import numpy as np

    if order == "name":
        names = columns.actor_names
        codes = sorted(range(len(names)), key=lambda code: names[code].casefold())
        return np.array(codes, np.int64)
    return np.argsort(-columns.actor_said, kind="stable")


def listed(desk: Desk, columns: Columns, codes: np.ndarray) -> tuple[Listed, ...]:
    """Actors by their codes, in this order, with names and roles that articles use for them."""
    import numpy as np

    ids = [columns.actor_ids[code] for code in codes]
    aliases: dict[str, list[str]] = {id: [] for id in ids}
    roles: dict[str, list[str]] = {id: [] for id in ids}
    for first in range(0, len(ids), 400):
        part = ids[first : first + 400]
        marks = ", ".join("?" * len(part))
        for id, name in desk.rows(
            f"SELECT actor_id, name FROM alias WHERE actor_id IN ({marks})"
            " ORDER BY actor_id, ordinal",
            part,
        ):
            if len(aliases[id]) <= NAMED:
                aliases[id].append(name)
    found = []
    newest: dict[str, list[int]] = {}
    for id, code in zip(ids, codes, strict=True):
        rows = columns.of_actor(int(code))
        days = columns.day[rows]
        days = days[days != UNDATED]
        newest[id] = [int(n) for n in columns.number[rows[:8]]]
        found.append(
            Listed(
                id=id,
                name=columns.actor_names[code],
                kind=ACTOR_KINDS[columns.actor_kinds[code]],
                statements=len(rows),
                aliases=tuple(name for name in aliases[id] if name != columns.actor_names[code]),
                roles=(),
                outlets=len(np.unique(columns.outlet[rows])),
                first=day_text(days.min()) if len(days) else None,
                last=day_text(days.max()) if len(days) else None,
            )
        )
    _roles_of(desk, newest, roles)
    from dataclasses import replace

    return tuple(replace(one, roles=tuple(roles[one.id])) for one in found)


def _roles_of(desk: Desk, newest: dict[str, list[int]], roles: dict[str, list[str]]) -> None:
    """The roles in the newest statements of each actor."""
    owner = {}
    for id, numbers in newest.items():
        for number in numbers:
            owner.setdefault(number, []).append(id)
    numbers = list(owner)
    for first in range(0, len(numbers), 400):
        part = numbers[first : first + 400]
        for number, actor, role in desk.rows(
            "SELECT s.number, p.actor_id, v.role FROM statement s"
            " JOIN speaker v ON v.statement_id = s.id JOIN appearance p ON p.id = v.actor_id"
            f" WHERE s.number IN ({', '.join('?' * len(part))}) AND v.role IS NOT NULL"
            " ORDER BY s.number",
            part,
        ):
            if actor in owner.get(number, ()) and role not in roles[actor]:
                roles[actor].append(role)
                del roles[actor][NAMED:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role that articles give an actor, and when."""

    role: str
    first: str | None
    last: str | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An actor of an article that was taken for this one, and why."""

    name: str
    decided: str
    reason: str | None
    score: float
    articles: int
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another actor who is heard in the same articles."""

    id: str
    name: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """An actor."""

    id: str
    name: str
    kind: str
    known_as: str | None
    said: int
    aliases: tuple[tuple[str, int], ...]
    roles: tuple[Role, ...]
    outlets: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    modes: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None
    joined: tuple[Seen, ...]
    appearances: int
    beside: tuple[Beside, ...]
    alike: tuple[tuple[str, str, int], ...]
    """(id, name, statements) of actors with a name like this one's: are they the same?"""
    conflicts: tuple[Clash, ...]
    ties: tuple[Tie, ...]
    concepts: tuple[tuple[str, str, int, int], ...]
    """(id, name, statements for, statements against) of what it takes a side on."""
    called: tuple[Called, ...]
    about: int
    """Statements of others whose words hold the actor's name."""
    said_about: tuple[Card, ...]
    """The newest of them."""
    paging: Paging
    statements: tuple[Card, ...]

    heading = CARD_HEADING

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return map(card_row, self.statements)


def actor(desk: Desk, query: Query) -> ActorPage:
    """Parameters: those of the search, which narrow the statements."""
    import numpy as np

    columns = desk.columns
    id = query.parts["id"]
    row = desk.row("SELECT name, kind, known_as FROM actor WHERE id = ?", (id,))
    if row is None:
        raise NotFound("actor")
    name, kind, known_as = row
    code = columns.actor_code.get(id)
    mine = np.empty(0, np.int32) if code is None else columns.of_actor(code)
    shown = mine
    if any(query.text(each) for each in ("q", "outlet", "type", "mode", "since", "until")):
        shown = np.intersect1d(mine, matching(desk, columns, query)[0], assume_unique=True)
    days = columns.day[mine]
    days = days[days != UNDATED]
    paging = query.paging(len(shown), per_page=20)
    others = about(desk, columns, name, mine)
    return ActorPage(
        id=id,
        name=name,
        kind=kind,
        known_as=known_as,
        said=len(mine),
        aliases=tuple(
            desk.rows(
                "SELECT name, statements FROM alias WHERE actor_id = ?"
                " ORDER BY statements DESC, ordinal LIMIT 40",
                (id,),
            )
        ),
        roles=desk.remembered(("roles", id), lambda columns: _roles(desk, columns, id)),
        outlets=_counted(columns.outlet[mine], columns.outlets),
        types=_counted(columns.type[mine], TYPES),
        modes=_counted(columns.mode[mine], MODES),
        months=months(columns, mine),
        first=day_text(days.min()) if len(days) else None,
        last=day_text(days.max()) if len(days) else None,
        joined=desk.remembered(("joined", id), lambda _: _joined(desk, id)),
        appearances=desk.row("SELECT COUNT(*) FROM appearance WHERE actor_id = ?", (id,))[0],
        beside=()
        if code is None
        else desk.remembered(("beside", id), lambda columns: _beside(columns, mine, code)),
        alike=() if code is None else _alike(desk, columns, name, code),
        conflicts=() if code is None else of_rows(desk, mine, 6),
        ties=desk.remembered(("ties", id), lambda _: ties(desk, id, TOGETHER)),
        concepts=desk.remembered(("sided", id), lambda _: of_actor(desk, id, TOGETHER)),
        called=desk.remembered(("called", id), lambda _: called(desk, id, TOGETHER)),
        about=len(others),
        said_about=cards(desk, columns.number[others[:SAID_ABOUT]]),
        paging=paging,
        statements=cards(desk, columns.number[shown[paging.slice]]),
    )


def about(desk: Desk, columns: Columns, name: str, mine: np.ndarray) -> np.ndarray:
    """Rows of the statements of others in whose content the name stands."""
    import numpy as np

    expression = match(f'"{name}"')
    if expression is None:
        return np.empty(0, np.int32)
    hits = desk.rows(
        "SELECT rowid FROM statement_search(?) ORDER BY rowid DESC LIMIT 20000",
        (f"content : ({expression})",),
    )
    rows = columns.rows_of(np.array([number for (number,) in hits], np.int64))
    return np.setdiff1d(rows, mine, assume_unique=True)


def _alike(desk: Desk, columns: Columns, name: str, code: int) -> tuple[tuple[str, str, int], ...]:
    """Actors who share the last word of the name, the most heard first."""
    words = [word for word in name.split() if len(word) > 2]
    expression = match(f'"{words[-1]}"') if words else None
    if expression is None:
        return ()
    rows = desk.rows(
        "SELECT id FROM actor WHERE number IN (SELECT rowid FROM actor_search(?) LIMIT 500)",
        (expression,),
    )
    codes = [columns.actor_code[id] for (id,) in rows if id in columns.actor_code]
    codes = sorted((c for c in codes if c != code), key=lambda c: -int(columns.actor_said[c]))
    return tuple(
        (columns.actor_ids[c], columns.actor_names[c], int(columns.actor_said[c]))
        for c in codes[:8]
    )


def _counted(codes: np.ndarray, names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    import numpy as np

    counts = np.bincount(codes, minlength=len(names))
    best = np.argsort(-counts, kind="stable")[:14]
    return tuple((names[code], int(counts[code])) for code in best if counts[code])


def _roles(desk: Desk, columns: Columns, id: str) -> tuple[Role, ...]:
    """The roles of most articles, in the order of time.

    The file is asked for pairs of roles and articles alone, which its indexes hold; when an article
    was published the columns know.
    """
    import numpy as np

    pairs = desk.rows(
        "SELECT v.role, a.number FROM appearance p"
        " JOIN speaker v ON v.actor_id = p.id AND v.role IS NOT NULL"
        " JOIN article a ON a.id = p.article_id WHERE p.actor_id = ? GROUP BY v.role, a.number",
        (id,),
    )
    order = np.argsort(columns.a_number)
    numbers = columns.a_number[order]
    days: dict[str, list[int]] = defaultdict(list)
    if len(numbers):
        asked = np.fromiter((number for _, number in pairs), np.int64, len(pairs))
        at = np.minimum(np.searchsorted(numbers, asked), len(numbers) - 1)
        current = numbers[at] == asked  # not an article that was superseded
        for (role, _), day, here in zip(pairs, columns.a_day[order[at]], current, strict=True):
            if here:
                days[role].append(int(day))
    found = []
    for role, seen in days.items():
        dated = [day for day in seen if day != UNDATED]
        first, last = (day_text(min(dated)), day_text(max(dated))) if dated else (None, None)
        found.append(Role(role=role, first=first, last=last, articles=len(seen)))
    found.sort(key=lambda one: (-one.articles, one.first or "", one.role))
    return tuple(
        sorted(found[:ROLES], key=lambda one: (one.first is None, one.first or "", one.role))
    )


def _joined(desk: Desk, id: str) -> tuple[Seen, ...]:
    rows = desk.rows(
        "SELECT name, decided, reason, MAX(score), COUNT(*), MIN(article_id) FROM appearance"
        " WHERE actor_id = ? GROUP BY name, decided, reason"
        f" ORDER BY reason IS NULL, 5 DESC, 1 LIMIT {APPEARANCES}",
        (id,),
    )
    return tuple(
        Seen(name=n, decided=d, reason=r, score=s, articles=count, article=article)
        for n, d, r, s, count, article in rows
    )


def _beside(columns: Columns, mine: np.ndarray, code: int) -> tuple[Beside, ...]:
    """Who else is heard in the articles in which this actor is."""
    import numpy as np

    there = np.zeros(columns.articles, bool)
    there[columns.article[mine]] = True
    of_article = columns.article[columns.speaker_row]
    near = there[of_article]
    pairs = np.unique(
        of_article[near].astype(np.int64) * len(columns.actor_ids) + columns.speaker_actor[near]
    )
    counts = np.bincount(pairs % len(columns.actor_ids), minlength=len(columns.actor_ids))
    counts[code] = 0
    most = min(TOGETHER, len(counts))
    best = np.argpartition(-counts, most - 1)[:most]
    best = sorted(best, key=lambda each: (-counts[each], columns.actor_names[each]))
    return tuple(
        Beside(
            id=columns.actor_ids[each],
            name=columns.actor_names[each],
            kind=ACTOR_KINDS[columns.actor_kinds[each]],
            articles=int(counts[each]),
        )
        for each in best
        if counts[each]
    )
