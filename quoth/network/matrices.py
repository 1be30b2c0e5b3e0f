"""Matrices of coded statements, exactly as the Discourse Network Analyzer defines them.

Let n[a, c, q] be how often actor a speaks of concept c with side q (0 against, 1 for), after
duplicates have been dropped.

| mode | qualifier | weight |
|---|---|---|
| two-mode, a × c | ignore | n[a,c,0] + n[a,c,1] |
| | subtract | n[a,c,1] - n[a,c,0] |
| | combine | 0 none, 1 only for, 2 only against, 3 both |
| one-mode, a × b | ignore | sum over c of (n[a,c,0] + n[a,c,1]) (n[b,c,0] + n[b,c,1]) |
| | congruence | sum over c and q of n[a,c,q] n[b,c,q] |
| | conflict | sum over c of n[a,c,0] n[b,c,1] + n[a,c,1] n[b,c,0] |
| | subtract | congruence - conflict |

Normalisation divides a weight. Two-mode: *activity* by the number of the actor's statements,
*prominence* by that of the concept's (with combine, by how many weights are above 0). One-mode,
with s[a] the number of a's statements: *average* by (s[a] + s[b]) / 2; *cosine* by s[a] s[b];
*jaccard* by m10 + m01 + m11, where m10 sums n[a,c,q] over what b never says, m01 the same the
other way round, and m11 sums n[a,c,q] n[b,c,q].

Two peculiarities are kept, so that the numbers are the same: with "week" and "month" two
statements of the same week or month of *different* years are duplicates as well; and a window of
size n reaches round((n - 1) / 2) units to both sides of its middle, halves rounded up.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

import numpy as np

from quoth.errors import UsageError
from quoth.network.rows import UNDATED, Row

Mode = Literal["one-mode", "two-mode"]

QUALIFIERS: dict[str, tuple[str, ...]] = {
    "two-mode": ("ignore", "subtract", "combine"),
    "one-mode": ("ignore", "congruence", "conflict", "subtract"),
}
NORMALISATIONS: dict[str, tuple[str, ...]] = {
    "two-mode": ("no", "activity", "prominence"),
    "one-mode": ("no", "average", "jaccard", "cosine"),
}
DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")
WINDOWS = ("no", "events", "seconds", "minutes", "hours", "days", "weeks", "months", "years")

SPARSE = 0.05
"""Share of counts that are not 0 up to which a product is summed over them alone."""

MOST_WINDOWS = 10_000
"""Networks of one request: a window of seconds over a year is a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a network is made; the words are DNA's."""

    mode: Mode = "one-mode"
    qualifier: str = "subtract"
    normalisation: str = "no"
    duplicates: str = "document"
    isolates: bool = False
    """Actors and concepts that only dropped statements have, or, of a window, only others."""
    window: str = "no"
    size: int = 1
    """Of a window, in its units."""

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("mode", self.mode, tuple(QUALIFIERS)),
            ("qualifier", self.qualifier, QUALIFIERS.get(self.mode, ())),
            ("normalisation", self.normalisation, NORMALISATIONS.get(self.mode, ())),
            ("duplicates", self.duplicates, DUPLICATES),
            ("window", self.window, WINDOWS),
        ):
            if value not in allowed:
                of = (
                    "" if name in ("mode", "duplicates", "window") else f" of a {self.mode} network"
                )
                raise UsageError(
                    f"there is no {name} {value!r}{of}", advice=f"one of {', '.join(allowed)}"
                )
        if self.size < 1:
            raise UsageError(f"a window of {self.size} {self.window}", advice="give 1 or more")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """A matrix with its labels."""

    mode: Mode
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    """Of a one-mode network the same as `rows`."""
    weights: np.ndarray
    """float64 (rows, columns); of a one-mode network symmetric, its diagonal 0."""
    frequencies: dict[str, int] = field(default_factory=dict)
    """How many statements a row's or column's actor or concept has, duplicates dropped."""
    statements: int = 0
    start: datetime | None = None
    stop: datetime | None = None
    middle: datetime | None = None
    """Of a window."""

    def ties(self) -> Iterator[tuple[str, str, float]]:
        """Each tie that is not 0; of a one-mode network once."""
        for i, one in enumerate(self.rows):
            first = i + 1 if self.mode == "one-mode" else 0
            of_one = self.weights[i, first:]
            places = np.flatnonzero(of_one)
            for j, weight in zip(places.tolist(), of_one[places].tolist(), strict=True):
                yield one, self.columns[first + j], weight


def network(coded: Sequence[Row], options: Options | None = None) -> Network:
    """The network of all statements.

    Args:
        coded: in the order of time.
        options: how; its window is not looked at.
    """
    options = options or Options()
    usable = _usable(coded, options)
    return _matrix(kept(usable, options), usable, options)


def networks(coded: Sequence[Row], options: Options) -> Iterator[Network]:
    """A network for each window, the earliest first; without a window one of everything.

    A window of events is the statement with (size // 2) others on both sides; where the first or
    the last of a window is one of several of the same moment, DNA draws lots and we keep the order.
    Only windows that lie within the whole time are made. An article without a date is in none: DNA
    has no such documents, and one would make empty windows from 1970 on.

    Raises:
        UsageError: more than `MOST_WINDOWS` of them.
    """
    if options.window != "no":
        coded = [row for row in coded if row.time != UNDATED]
    usable = _usable(coded, options)
    chosen = kept(usable, options)
    if options.window == "no" or not chosen:
        yield _matrix(chosen, usable, options)
    elif options.window == "events":
        half = options.size // 2
        for middle in range(half, len(chosen) - half):
            window = chosen[middle - half : middle + half + 1]
            yield _matrix(
                window,
                usable,
                options,
                span=(window[0].time, window[-1].time, chosen[middle].time),
            )
    else:
        for start, stop, middle in _windows(usable[0].time, usable[-1].time, options):
            window = [row for row in chosen if start <= row.time <= stop]
            yield _matrix(window, usable, options, span=(start, stop, middle))


def _usable(coded: Sequence[Row], options: Options) -> list[Row]:
    """Rows with an actor, a concept and, where sides count, a side."""
    return sorted(
        (
            row
            for row in coded
            if row.actor
            and row.concept
            and (options.qualifier == "ignore" or row.agreement is not None)
        ),
        key=lambda row: row.time,
    )


def kept(coded: Sequence[Row], options: Options) -> list[Row]:
    """The statements without duplicates: of equal ones the first of its document, week … stays."""
    if options.duplicates == "include":
        return list(coded)
    first: dict[tuple, Row] = {}
    for row in coded:
        first.setdefault(_same(row, options), row)
    return list(first.values())


def _same(row: Row, options: Options) -> tuple:
    """What duplicates have in common."""
    side = None if options.qualifier == "ignore" else row.agreement
    match options.duplicates:
        case "document":
            period = row.document
        case "week":
            period = row.time.isocalendar().week
        case "month":
            period = row.time.month
        case "year":
            period = row.time.year
        case _:
            period = None
    return row.actor, row.concept, side, period


class Drawn:
    """The network of some of the same statements, again and again, without looking at each anew.

    For each drawing it is what `network` makes of the rows drawn, with the actors and concepts of
    all of them: who is not there has no ties.
    """

    def __init__(self, coded: Sequence[Row], options: Options, whole: Network):
        """Prepare.

        Args:
            coded: all rows.
            options: of the network; its window is not looked at.
            whole: their network.
        """
        self._options = options
        usable = _usable(coded, options)
        if options.mode == "one-mode" and options.normalisation == "no":
            # What one actor alone speaks of ties nobody: most concepts of a few actors are such.
            speakers: dict[str, set[str]] = {}
            for row in usable:
                speakers.setdefault(row.concept, set()).add(row.actor)
            usable = [row for row in usable if len(speakers[row.concept]) > 1]
        self._mode, self._labels = whole.mode, (whole.rows, whole.columns)
        actor = {name: place for place, name in enumerate(whole.rows)}
        names = sorted({row.concept for row in usable})
        concept = {name: place for place, name in enumerate(names)}
        self._shape = (len(actor), len(concept), 2)
        self.statements = [row.statement for row in usable]
        cells = [
            (actor[row.actor], concept[row.concept], int(bool(row.agreement))) for row in usable
        ]
        self._cells = np.ravel_multi_index(
            np.array(cells, np.int64).reshape(-1, 3).T, self._shape if cells else (1, 1, 2)
        )
        known: dict[tuple, int] = {}
        self._same = np.array(
            [known.setdefault(_same(row, options), len(known)) for row in usable], np.int64
        )

    def network(self, times: np.ndarray) -> np.ndarray:
        """The weights when each of `statements` is there so many times (int array)."""
        if self._options.duplicates == "include":
            counts = np.bincount(self._cells, times, minlength=int(np.prod(self._shape)))
        else:
            there = np.flatnonzero(times)
            # In the order of time, so that the first of equal ones is the one that stays.
            _, first = np.unique(self._same[there], return_index=True)
            counts = np.bincount(
                self._cells[there[first]], minlength=int(np.prod(self._shape))
            ).astype(float)
        counts = counts.reshape(self._shape)
        if self._mode == "two-mode":
            return _two_mode(counts, self._options)
        return _one_mode(counts, self._options)


def _windows(
    first: datetime, last: datetime, options: Options
) -> Iterator[tuple[datetime, datetime, datetime]]:
    reach = math.floor((options.size - 1) / 2 + 0.5)
    middle, count = first, 0
    while middle <= last:
        count += 1
        if count > MOST_WINDOWS:
            raise UsageError(
                f"more than {MOST_WINDOWS:,} windows of {options.window}",
                advice="choose a longer unit",
            )
        start, stop = (moved(middle, options.window, way * reach) for way in (-1, 1))
        if start >= first and stop <= last:
            yield start, stop, middle
        middle = moved(middle, options.window, 1)


def moved(time: datetime, unit: str, count: int) -> datetime:
    """A time so many units later; a month or a year ends on its last day if it has no such day."""
    if unit not in ("months", "years"):
        return time + timedelta(**{unit: count})
    months = time.year * 12 + time.month - 1 + count * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    last = (datetime(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return time.replace(year=year, month=month + 1, day=min(time.day, last))


def _matrix(
    chosen: Sequence[Row],
    everything: Sequence[Row],
    options: Options,
    span: tuple[datetime, datetime, datetime] | None = None,
) -> Network:
    labelled = everything if options.isolates else chosen
    actors = tuple(sorted({row.actor for row in labelled}))
    concepts = tuple(sorted({row.concept for row in labelled}))
    counts = counted(chosen, actors, concepts)
    weights = (
        _two_mode(counts, options) if options.mode == "two-mode" else _one_mode(counts, options)
    )
    total = counts.sum(axis=2)
    frequencies = {
        name: int(number) for name, number in zip(actors, total.sum(axis=1), strict=True)
    }
    if options.mode == "two-mode":
        for name, number in zip(concepts, total.sum(axis=0), strict=True):
            frequencies[name] = int(number)
    start, stop, middle = span or (
        (everything[0].time, everything[-1].time, None) if everything else (None, None, None)
    )
    return Network(
        mode=options.mode,
        rows=actors,
        columns=concepts if options.mode == "two-mode" else actors,
        weights=weights,
        frequencies=frequencies,
        statements=len(chosen),
        start=start,
        stop=stop,
        middle=middle,
    )


def counted(chosen: Sequence[Row], actors: Sequence[str], concepts: Sequence[str]) -> np.ndarray:
    """n[actor, concept, side]: float64; sides are 0 against and 1 for, what takes none counts as 0.

    Rows of which the actor or the concept is not named are left out.
    """
    row_of = {name: place for place, name in enumerate(actors)}
    column_of = {name: place for place, name in enumerate(concepts)}
    counts = np.zeros((len(actors), len(concepts), 2))
    for row in chosen:
        if row.actor in row_of and row.concept in column_of:
            counts[row_of[row.actor], column_of[row.concept], int(bool(row.agreement))] += 1
    return counts


def _two_mode(counts: np.ndarray, options: Options) -> np.ndarray:
    against, pro = counts[:, :, 0], counts[:, :, 1]
    if options.qualifier == "combine":
        weights = 2.0 * (against > 0) + 1.0 * (pro > 0)
        size = (weights > 0).astype(float)
    else:
        weights = pro - against if options.qualifier == "subtract" else pro + against
        size = pro + against
    if options.normalisation == "no":
        return weights
    axis = 1 if options.normalisation == "activity" else 0
    return _divided(weights, size.sum(axis=axis, keepdims=True))


def _one_mode(counts: np.ndarray, options: Options) -> np.ndarray:
    against, pro = counts[:, :, 0], counts[:, :, 1]
    both = against + pro
    # Beside one another, so that each network is one product: of both sides with the same sides,
    # with the opposite ones, or with the difference.
    same, opposite = np.hstack([against, pro]), np.hstack([pro, against])
    if options.qualifier == "ignore":
        weights = _product(both, both)
    elif options.qualifier == "congruence":
        weights = _product(same, same)
    elif options.qualifier == "conflict":
        weights = _product(same, opposite)
    else:
        weights = _product(same, same - opposite)
    if options.normalisation != "no":
        # Also where sides are ignored Jaccard's terms are of the sides, as in DNA with a qualifier.
        levels = same
        said = both.sum(axis=1)
        if options.normalisation == "average":
            size = (said[:, None] + said[None, :]) / 2
        elif options.normalisation == "cosine":
            size = said[:, None] * said[None, :]
        else:
            silent = (levels == 0).astype(float)
            only = levels @ silent.T
            size = only + only.T + levels @ levels.T
        weights = _divided(weights, size)
    np.fill_diagonal(weights, 0.0)
    return weights


def _product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """`left @ right.T`: (n, m), (n, m) -> (n, n).

    Of thousands of concepts an actor speaks of a few: then it is summed column by column over what
    is not 0. Counts are whole numbers, whose sums are the same in any order.
    """
    if np.count_nonzero(left) > SPARSE * left.size:
        return left @ right.T
    found = np.zeros((len(left), len(right)))
    for (i, one), (j, other) in zip(_columns(left), _columns(right), strict=True):
        if len(i) and len(j):
            found[np.ix_(i, j)] += np.outer(one, other)
    return found


def _columns(counts: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Of each column the rows that are not 0, and what they are."""
    rows, columns = np.nonzero(counts)
    order = np.argsort(columns, kind="stable")
    rows, columns = rows[order], columns[order]
    ends = np.searchsorted(columns, np.arange(counts.shape[1] + 1))
    values = counts[rows, columns]
    for first, last in pairwise(ends):
        yield rows[first:last], values[first:last]


def _divided(weights: np.ndarray, size: np.ndarray) -> np.ndarray:
    size = np.broadcast_to(size, weights.shape)
    return np.divide(weights, size, out=np.zeros_like(weights), where=size != 0)
