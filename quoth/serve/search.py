"""Search: which statements, by words and facets, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoth.model import ACTOR_KINDS, MODES, TYPES
from quoth.serve.cards import CARD_HEADING, Card, card_row, cards
from quoth.serve.columns import UNDATED, Columns, day_number
from quoth.serve.desk import Desk
from quoth.serve.query import Paging, Query
from quoth.serve.saved import Kept, few
from quoth.store.search import match

if TYPE_CHECKING:
    import numpy as np

    from quoth.serve.elsewhere import Elsewhere

MOST_FOUND = 80_000
"""Matches of words that are looked at, the last recorded first."""

NAMED = 10
"""Values of a facet that are offered."""

YES_NO = ("yes", "no")
ONLY = ("new",)
"""Of found statements only those of articles added after the one that `new` names."""

UNITS = ((100, "D"), (3660, "M"), (10**9, "Y"))
"""(days from the first to the last, what a bar over time stands for)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a facet."""

    value: str
    label: str
    count: int
    chosen: bool
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What the found statements can be narrowed by."""

    name: str
    values: tuple[Value, ...]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One restriction of the search, and the address without it."""

    name: str
    label: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A page of found statements."""

    words: str | None
    chosen: tuple[Chosen, ...]
    facets: tuple[Facet, ...]
    months: tuple[tuple[str, int], ...]
    """How many were published in each day, month or year: as fine as can be drawn."""
    paging: Paging
    statements: tuple[Card, ...]
    fresh: tuple[str, ...]
    """Ids of those on this page whose articles were added after the one that `new` names."""
    new: int | None
    """How many of all found are; empty if that is not asked."""
    elsewhere: tuple[Elsewhere, ...]
    """What else has the words."""
    saved: tuple[Kept, ...]
    """Saved searches, those with new statements first."""
    saved_count: int

    heading = CARD_HEADING

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return map(card_row, self.statements)


def search(desk: Desk, query: Query) -> SearchPage:
    """Parameters: q, speaker, actor, outlet, mode, type, kind, nested, since, until; new, only."""
    # Those lists are of pages that search statements themselves.
    from quoth.serve.elsewhere import elsewhere

    columns = desk.columns
    rows, at_least = found(desk, columns, query)
    facets = _facets(desk, columns, rows, query)
    paging = query.paging(len(rows), at_least=at_least)
    shown = cards(desk, columns.number[rows[paging.slice]])
    late = _late(columns, rows, query)
    saved, saved_count = few(desk, query)
    return SearchPage(
        fresh=()
        if late is None
        else tuple(card.id for card, new in zip(shown, late[paging.slice], strict=True) if new),
        new=None if late is None else int(late.sum()),
        saved=saved,
        saved_count=saved_count,
        words=query.text("q"),
        elsewhere=elsewhere(desk, query.text("q")),
        chosen=chosen(columns, query),
        facets=facets,
        months=desk.remembered("months", lambda columns: months(columns, rows))
        if len(rows) == columns.statements
        else months(columns, rows),
        paging=paging,
        statements=shown,
    )


def found(desk: Desk, columns: Columns, query: Query) -> tuple[np.ndarray, bool]:
    """Rows of the columns that meet the query, newest first, and whether there may be more."""
    import numpy as np

    rows, at_least = None, False
    for given, restricted in ((query.text("q"), ""), (query.text("speaker"), "speakers")):
        if given is None:
            continue
        # Who narrows or turns the page asks for the same words again.
        hits, cut = desk.remembered(
            ("words", given, restricted),
            lambda columns, given=given, restricted=restricted: _matches(
                desk, columns, given, restricted
            ),
        )
        at_least |= cut
        rows = hits if rows is None else np.intersect1d(rows, hits, assume_unique=True)
    if actor := query.text("actor"):
        code = columns.actor_code.get(actor, -1)
        said = columns.of_actor(code)
        rows = said if rows is None else np.intersect1d(rows, said, assume_unique=True)
    if rows is None:
        rows = np.arange(columns.statements, dtype=np.int32)
    for values, code in _restrictions(columns, query):
        rows = rows[values[rows] == code]
    for name, after in (("since", True), ("until", False)):
        if bound := query.date(name):
            days = columns.day[rows]
            limit = day_number(bound) if after else _end(bound)
            rows = rows[days >= limit] if after else rows[(days <= limit) & (days != UNDATED)]
    if query.choice("only", ONLY) and (late := _late(columns, rows, query)) is not None:
        rows = rows[late]
    return rows, at_least


def _late(columns: Columns, rows: np.ndarray, query: Query) -> np.ndarray | None:
    """Which of the rows are of articles that were added after the one whose number is given."""
    if query.text("new") is None:
        return None
    return columns.a_number[columns.article[rows]] > query.number("new", 0)


def _end(bound: str) -> int:
    """The last day of a date, of a month or of a year."""
    parts = [int(part) for part in bound.split("-")]
    if len(parts) == 3:
        return day_number(bound)
    year, month = (parts[0] + 1, 1) if len(parts) == 1 else (parts[0], parts[1] + 1)
    year, month = (year + 1, 1) if month > 12 else (year, month)
    return day_number(f"{year:04}-{month:02}-01") - 1


def _matches(desk: Desk, columns: Columns, typed: str, restricted: str) -> tuple[np.ndarray, bool]:
    import numpy as np

    expression = match(typed)
    if expression is None:
        return np.empty(0, np.int32), False
    limited = f"{{speakers source}} : ({expression})" if restricted else expression
    numbers = desk.rows(
        "SELECT rowid FROM statement_search(?) ORDER BY rowid DESC LIMIT ?",
        (limited, MOST_FOUND),
    )
    hits = columns.rows_of(np.fromiter((row[0] for row in numbers), np.int64, len(numbers)))
    if restricted:
        # Also under a name that only other articles use for the speaker.
        called = desk.rows("SELECT rowid FROM actor_search(?) LIMIT 1000", (expression,))
        ids = _actors_by_number(desk, [row[0] for row in called])
        codes = [columns.actor_code[id] for id in ids if id in columns.actor_code]
        if codes:
            said = np.zeros(len(columns.actor_ids), bool)
            said[codes] = True
            hits = np.union1d(hits, columns.speaker_row[said[columns.speaker_actor]])
    return hits, len(numbers) == MOST_FOUND


def _actors_by_number(desk: Desk, numbers: list[int]) -> list[str]:
    if not numbers:
        return []
    marks = ", ".join("?" * len(numbers))
    return [id for (id,) in desk.rows(f"SELECT id FROM actor WHERE number IN ({marks})", numbers)]


def _restrictions(columns: Columns, query: Query) -> Iterable[tuple[np.ndarray, int]]:
    if (outlet := query.text("outlet")) is not None:
        yield columns.outlet, columns.outlet_code.get(outlet, -1)
    if mode := query.choice("mode", MODES):
        yield columns.mode, MODES.index(mode)
    if type_ := query.choice("type", TYPES):
        yield columns.type, TYPES.index(type_)
    if kind := query.choice("kind", (*ACTOR_KINDS, "unknown")):
        yield columns.speaker_kind, -1 if kind == "unknown" else ACTOR_KINDS.index(kind)
    if nested := query.choice("nested", YES_NO):
        yield columns.nested, nested == "yes"


def _facets(desk: Desk, columns: Columns, rows: np.ndarray, query: Query) -> tuple[Facet, ...]:
    import numpy as np

    def counted(values: np.ndarray, shift: int, many: int) -> np.ndarray:
        return np.bincount(values[rows].astype(np.int64) + shift, minlength=many)

    def facet(name: str, values: np.ndarray, labels: list[str], most: int, shift=0) -> Facet:
        if len(rows) == columns.statements:
            counts = desk.remembered(("facet", name), lambda _: counted(values, shift, len(labels)))
        else:
            counts = counted(values, shift, len(labels))
        chosen = query.text(name)
        best = [int(code) for code in np.argsort(-counts, kind="stable")[:most] if counts[code]]
        values = tuple(
            Value(
                value=labels[code],
                label=labels[code],
                count=int(counts[code]),
                chosen=labels[code] == chosen,
                link=query.link(**{name: None if labels[code] == chosen else labels[code]}),
            )
            for code in best
            if labels[code]
        )
        return Facet(name=name, values=values, chosen=chosen is not None)

    facets = [
        facet("type", columns.type, list(TYPES), len(TYPES)),
        facet("mode", columns.mode, list(MODES), len(MODES)),
        facet("kind", columns.speaker_kind, ["unknown", *ACTOR_KINDS], 9, 1),
        facet("outlet", columns.outlet, list(columns.outlets), NAMED),
        facet("nested", columns.nested, ["no", "yes"], 2),
    ]
    return (_speakers(columns, rows, query), *facets)


def _speakers(columns: Columns, rows: np.ndarray, query: Query) -> Facet:
    chosen = query.text("actor")
    values = tuple(
        Value(
            value=columns.actor_ids[code],
            label=columns.actor_names[code],
            count=count,
            chosen=columns.actor_ids[code] == chosen,
            link=query.link(
                actor=None if columns.actor_ids[code] == chosen else columns.actor_ids[code]
            ),
        )
        for code, count in speakers_of(columns, rows, NAMED)
    )
    return Facet(name="actor", values=values, chosen=chosen is not None)


def speakers_of(columns: Columns, rows: np.ndarray, most: int) -> list[tuple[int, int]]:
    """(actor's code, statements) of those who speak in these rows, the most heard first."""
    import numpy as np

    if not len(columns.actor_ids):
        return []
    counts = columns.heard(rows)
    most = min(most, len(counts))
    best = np.argpartition(-counts, most - 1)[:most]
    best = sorted(best, key=lambda code: (-counts[code], columns.actor_names[code]))
    return [(int(code), int(counts[code])) for code in best if counts[code]]


def months(columns: Columns, rows: np.ndarray) -> tuple[tuple[str, int], ...]:
    """(day, month or year, statements) from the first to the last, gaps included."""
    import numpy as np

    days = columns.day[rows]
    days = days[days != UNDATED]
    if not len(days):
        return ()
    begin, end = int(days.min()), int(days.max())
    counts = np.bincount(days - begin)
    unit = next(unit for most, unit in UNITS if end - begin < most)
    stamps = np.arange(begin, end + 1).astype("datetime64[D]").astype(f"datetime64[{unit}]")
    steps = (stamps - stamps[0]).astype(int)
    totals = np.bincount(steps, weights=counts)
    return tuple((str(stamps[0] + step), int(total)) for step, total in enumerate(totals))


def chosen(columns: Columns, query: Query, *, words: bool = False) -> tuple[Chosen, ...]:
    """What a page's statements are narrowed by.

    Args:
        columns: of the project.
        query: its parameters.
        words: the words too; not where a field shows them.
    """
    shown = []
    for name in (
        *(("q",) if words else ()),
        "speaker",
        "actor",
        "outlet",
        "type",
        "mode",
        "kind",
        "nested",
        "since",
        "until",
        "only",
    ):
        if (value := query.text(name)) is None:
            continue
        if name == "actor" and value in columns.actor_code:
            value = columns.actor_names[columns.actor_code[value]]
        shown.append(Chosen(name=name, label=value, without=query.link(**{name: None})))
    return tuple(shown)
