"""What lists are filtered, counted and ordered by, as columns in memory.

A project is one SQLite file, and no index of it can count the facets of any search at once.
So the desk keeps a few small numbers of each statement in numpy arrays, some 40 bytes a
statement, in the order in which lists show them: newest article first. A filter is a mask, a
page of a list is a slice, a facet is a `bincount`: a million statements take milliseconds.
The texts stay in the project and are read for the rows that are shown.

The arrays are made in a thread at the start and made anew when the file has changed: at once
where that takes a moment, else beside the readers, who see the state of some seconds before.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.errors import ProjectError
from quoth.model import ACTOR_KINDS, ID_LENGTH, MODES, TYPES
from quoth.store import file

if TYPE_CHECKING:
    import numpy as np

UNDATED = -1
EPOCH = date(1970, 1, 1).toordinal()
SECOND_LAST = 0.5
"""Seconds that making the columns may take for it to be done while a reader waits."""

REST = 9.0
"""Between two refreshes pass so many times the seconds that the last one took."""

PATIENCE_S = 2.0
"""How long a reader waits for the first columns."""

CLOSING_S = 60.0
AT_ONCE = 50_000
"""Rows fetched at a time: other threads have their turn in between."""


def day_number(published: str | None) -> int:
    """Days since 1970 of an ISO date; a part of one counts as its first day."""
    if not published:
        return UNDATED
    try:
        parts = [int(part) for part in published[:10].split("-")]
        found = date(*[*parts, 1, 1][:3]).toordinal() - EPOCH
    except (ValueError, TypeError):
        return UNDATED
    return found if found >= 0 else UNDATED


def day_text(day: int) -> str:
    """The ISO date of a day number."""
    return date.fromordinal(int(day) + EPOCH).isoformat()


@dataclass(frozen=True, eq=False, kw_only=True)
class Columns:
    """A project's current statements in the order of lists; `a` stands for arrays of articles.

    `place[number]` is the row of a statement by its number in the file, or -1. A speaker row is
    (statement's row, actor's code); they are sorted by statement.
    """

    number: np.ndarray
    article: np.ndarray
    """Row of the statement's article."""
    ordinal: np.ndarray
    mode: np.ndarray
    type: np.ndarray
    nested: np.ndarray
    sourced: np.ndarray
    confidence: np.ndarray
    place: np.ndarray
    a_number: np.ndarray
    a_outlet: np.ndarray
    a_day: np.ndarray
    a_statements: np.ndarray
    outlets: tuple[str, ...]
    """Names by code; an unknown outlet is the empty string."""
    speaker_row: np.ndarray
    speaker_actor: np.ndarray
    actor_ids: tuple[str, ...]
    actor_names: tuple[str, ...]
    actor_kinds: np.ndarray
    actor_said: np.ndarray
    """Statements of each actor."""
    seconds: float = 0.0
    made_at: float = field(default_factory=time.monotonic)

    @property
    def statements(self) -> int:
        """How many there are."""
        return len(self.number)

    @property
    def articles(self) -> int:
        """How many current articles there are."""
        return len(self.a_number)

    @cached_property
    def outlet(self) -> np.ndarray:
        """Outlet's code of each statement."""
        return self.a_outlet[self.article]

    @cached_property
    def day(self) -> np.ndarray:
        """Day of each statement's article; `UNDATED` where it has none."""
        return self.a_day[self.article]

    @cached_property
    def actor_code(self) -> dict[str, int]:
        """Actor's id to its code."""
        return {id: code for code, id in enumerate(self.actor_ids)}

    @cached_property
    def outlet_code(self) -> dict[str, int]:
        """Outlet's name to its code."""
        return {name: code for code, name in enumerate(self.outlets)}

    @cached_property
    def speaker_kind(self) -> np.ndarray:
        """Kind's code of each statement's first speaker; -1 where nobody is known."""
        import numpy as np

        found = np.full(self.statements, -1, np.int8)
        if len(self.speaker_row):
            first = np.flatnonzero(np.diff(self.speaker_row, prepend=-1))
            found[self.speaker_row[first]] = self.actor_kinds[self.speaker_actor[first]]
        return found

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """First and last day of an article; None if none has a date."""
        dated = self.a_day[self.a_day != UNDATED]
        return (int(dated.min()), int(dated.max())) if len(dated) else None

    def of_actor(self, code: int) -> np.ndarray:
        """Rows of an actor's statements, newest first."""
        order, ends = self._by_actor
        if not 0 <= code < len(ends) - 1:
            return order[:0]
        return order[ends[code] : ends[code + 1]]

    def speakers_of(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where the speakers of each row begin and end in `speaker_actor`."""
        return self._speakers[rows], self._speakers[rows + 1]

    def heard(self, rows: np.ndarray) -> np.ndarray:
        """In how many of these rows each actor speaks, by the actors' codes."""
        import numpy as np

        if len(rows) == self.statements:
            return self.actor_said
        begins, ends = self.speakers_of(rows)
        many = ends - begins
        # Of each row its speakers, one after the other.
        places = np.arange(int(many.sum())) + np.repeat(begins - np.cumsum(many) + many, many)
        return np.bincount(self.speaker_actor[places], minlength=len(self.actor_ids))

    @cached_property
    def _speakers(self) -> np.ndarray:
        """Where each row's speakers begin, and where the last one's end."""
        import numpy as np

        many = np.bincount(self.speaker_row, minlength=self.statements)
        return np.concatenate([np.zeros(1, np.int32), np.cumsum(many, dtype=np.int32)])

    @cached_property
    def _by_actor(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows sorted by actor, and where each actor's begin: one sort instead of many searches."""
        import numpy as np

        order = np.argsort(self.speaker_actor, kind="stable")
        ends = np.searchsorted(self.speaker_actor[order], np.arange(len(self.actor_ids) + 1))
        return self.speaker_row[order], ends

    def rows_of(self, numbers: np.ndarray) -> np.ndarray:
        """Rows of statements by their numbers, in the order of lists; unknown ones are left out."""
        import numpy as np

        known = numbers[(numbers >= 0) & (numbers < len(self.place))]
        rows = self.place[known]
        return np.sort(rows[rows >= 0])


class NotReady(Exception):
    """A large project was opened a moment ago and is still being counted."""


class Keeper:
    """Makes the columns and keeps them current."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], path: Path | None = None):
        """Begin with nothing.

        Args:
            connect: gives a connection that any thread may use; the keeper has it alone.
            path: the project file, if its columns may be kept between visits.
        """
        self._connection = connect()
        self._path = path
        self._columns: Columns | None = None
        self._version: int | None = None
        self._lock = threading.Lock()
        self._making: threading.Thread | None = None
        self._ready = threading.Event()
        self._failed: BaseException | None = None
        self._closed = False
        self._hurry = False

    def begin(self) -> None:
        """Make the first columns beside whatever else there is to do."""
        with self._lock:
            if self._columns is None and self._making is None:
                self._start()

    def columns(self) -> Columns:
        """The columns, as current as can be had without a long wait.

        Raises:
            NotReady: the first ones are being made.
            ProjectError: they cannot be made.
        """
        found = self._columns
        if found is None:
            self.begin()
            self._ready.wait(PATIENCE_S)
            found = self._columns
            if found is None and self._failed is None:
                raise NotReady
            if found is None:
                failed, self._failed = self._failed, None
                self._ready.clear()
                raise ProjectError(
                    f"the project could not be counted: {failed}",
                    advice="check it with: quoth doctor",
                ) from failed
            return found
        resting = time.monotonic() - found.made_at < found.seconds * REST and not self._hurry
        if resting or self._making is not None:
            return found
        with self._lock:
            if self._making is not None or self._closed or not self._changed():
                return self._columns
            self._hurry = False
            if found.seconds > SECOND_LAST:
                self._start()
                return found
            self._make()
            return self._columns

    def renew(self) -> None:
        """Somebody changed the project here: whoever asks next sees it, if it can be had soon."""
        self._hurry = True

    def close(self) -> None:
        """No more columns are made."""
        self._closed = True
        making = self._making
        if making is not None:
            making.join(CLOSING_S)

    def _changed(self) -> bool:
        return self._data_version() != self._version

    def _data_version(self) -> int:
        return self._connection.execute("PRAGMA data_version").fetchone()[0]

    def _start(self) -> None:
        self._making = threading.Thread(target=self._beside, name="quoth-columns", daemon=True)
        self._making.start()

    def _beside(self) -> None:
        try:
            self._make()
        except BaseException as error:
            self._failed = error
        finally:
            self._making = None
            self._ready.set()

    def _make(self) -> None:
        began = time.monotonic()
        connection = self._connection
        connection.execute("BEGIN")
        try:
            version = self._data_version()
            made, seen = self._read(connection)
        finally:
            connection.execute("COMMIT")
        # What nearly every page asks for is made here, not while a reader waits.
        _ = made.outlet, made.day, made.actor_code, made.speaker_kind, made._by_actor
        _ = made._speakers
        # Of kept columns it is what counting them took: so long it will take again.
        object.__setattr__(made, "seconds", max(made.seconds, time.monotonic() - began))
        self._version, self._columns, self._failed = version, made, None
        self._ready.set()
        if seen is not None and self._path is not None and made.seconds > SECOND_LAST:
            from quoth.serve import counted

            counted.save(self._path, made, seen)

    def _read(self, connection: sqlite3.Connection) -> tuple[Columns, str | None]:
        """The columns; and of what state of the file, if they are worth keeping."""
        from quoth.serve import counted

        if self._path is None:
            return read(connection), None
        if self._columns is None and (kept := counted.load(self._path)) is not None:
            return kept, None
        before = file.stamp(self._path)
        made = read(connection)
        # Written to meanwhile: nobody knows of which state they are.
        return made, before if file.stamp(self._path) == before else None


def read(connection: sqlite3.Connection) -> Columns:
    """Read the columns of a project; the caller holds a transaction."""
    import numpy as np

    found = connection.execute(
        "SELECT number, outlet, published, id FROM article WHERE superseded_by IS NULL"
    ).fetchall()
    days = np.array([day_number(published) for _, _, published, _ in found], np.int32)
    published = [row[2] or "" for row in found]
    order = sorted(range(len(found)), key=lambda i: found[i][3])
    order.sort(key=lambda i: published[i], reverse=True)
    a_number = np.array([found[i][0] for i in order], np.int64)
    a_day = days[order] if len(order) else days
    names = [found[i][1] or "" for i in order]
    outlets = tuple(sorted(set(names)))
    code = {name: number for number, name in enumerate(outlets)}
    a_outlet = np.array([code[name] for name in names], np.int32)
    a_row = {found[i][3]: row for row, i in enumerate(order)}

    modes = {name: number for number, name in enumerate(MODES)}
    types = {name: number for number, name in enumerate(TYPES)}
    ids, raw = _table(
        connection.execute(
            "SELECT id, number, article_id, ordinal, mode, type, nested_in IS NOT NULL,"
            " source_start IS NOT NULL, confidence FROM statement"
        ),
        lambda row: (
            row[1],
            a_row.get(row[2], -1),
            row[3],
            modes[row[4]],
            types[row[5]],
            row[6],
            row[7],
            int(row[8] * 10_000),
        ),
        names=1,
        width=8,
    )
    kept = raw[:, 1] >= 0
    ids, raw = ids[0][kept], raw[kept]
    order = np.lexsort((raw[:, 2], raw[:, 1]))
    ids, raw = ids[order], raw[order]
    number = raw[:, 0].astype(np.int32)
    article = raw[:, 1].astype(np.int32)
    place = np.full(int(number.max()) + 1 if len(number) else 0, -1, np.int32)
    place[number] = np.arange(len(number), dtype=np.int32)

    actors = connection.execute("SELECT id, name, kind FROM actor ORDER BY number").fetchall()
    kinds = {name: number for number, name in enumerate(ACTOR_KINDS)}
    # The three tables are joined here: SQLite would look up a million ids one by one.
    said, _ = _table(connection.execute("SELECT statement_id, actor_id FROM speaker"), names=2)
    seen, _ = _table(connection.execute("SELECT id, actor_id FROM appearance"), names=2)
    codes = _found(seen[1], np.array([row[0] for row in actors], f"S{ID_LENGTH}"))
    spoken = _found(said[1], seen[0])
    codes = np.where(spoken >= 0, codes[spoken], -1) if len(codes) else spoken
    rows = _found(said[0], ids)
    kept = (rows >= 0) & (codes >= 0)
    rows, codes = rows[kept], codes[kept]
    # One actor counts once a statement, though two of its names may stand there.
    unique = np.unique(rows.astype(np.int64) * max(len(actors), 1) + codes)
    rows = (unique // max(len(actors), 1)).astype(np.int32)
    codes = (unique % max(len(actors), 1)).astype(np.int32)
    return Columns(
        number=number,
        article=article,
        ordinal=raw[:, 2].astype(np.int32),
        mode=raw[:, 3].astype(np.int8),
        type=raw[:, 4].astype(np.int8),
        nested=raw[:, 5].astype(bool),
        sourced=raw[:, 6].astype(bool),
        confidence=(raw[:, 7] / 10_000).astype(np.float32),
        place=place,
        a_number=a_number,
        a_outlet=a_outlet,
        a_day=a_day,
        a_statements=np.bincount(article, minlength=len(a_number)).astype(np.int32),
        outlets=outlets,
        speaker_row=rows,
        speaker_actor=codes,
        actor_ids=tuple(row[0] for row in actors),
        actor_names=tuple(row[1] for row in actors),
        actor_kinds=np.array([kinds[row[2]] for row in actors], np.int8),
        actor_said=np.bincount(codes, minlength=len(actors)).astype(np.int32),
    )


def _table(
    cursor: sqlite3.Cursor,
    convert: Callable[[tuple], tuple] | None = None,
    *,
    names: int,
    width: int = 0,
) -> tuple[list[np.ndarray], np.ndarray]:
    """All rows, fetched in pieces: the first columns as ids, what `convert` gives as numbers."""
    import numpy as np

    ids: list[list[np.ndarray]] = [[] for _ in range(names)]
    pieces = []
    while rows := cursor.fetchmany(AT_ONCE):
        for column, into in enumerate(ids):
            into.append(np.array([row[column] for row in rows], f"S{ID_LENGTH}"))
        if convert:
            flat: Iterable[int] = chain.from_iterable(map(convert, rows))
            pieces.append(np.fromiter(flat, np.int64, len(rows) * width).reshape(-1, width))
    nothing = np.empty(0, f"S{ID_LENGTH}")
    return (
        [np.concatenate(into) if into else nothing for into in ids],
        np.concatenate(pieces) if pieces else np.empty((0, width), np.int64),
    )


def _found(wanted: np.ndarray, among: np.ndarray) -> np.ndarray:
    """For each id its place among others; -1 where it is not there."""
    import numpy as np

    if not len(among):
        return np.full(len(wanted), -1, np.int64)
    order = np.argsort(among)
    ordered = among[order]
    at = np.minimum(np.searchsorted(ordered, wanted), len(among) - 1)
    return np.where(ordered[at] == wanted, order[at], -1)
