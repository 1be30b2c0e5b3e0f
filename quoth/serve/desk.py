"""The desk: a project opened for many readers at once."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quoth.serve.columns import Columns, Keeper
from quoth.store import Project, file

CACHE_KIB = 16_384
"""What each reader's connection may keep of the file in memory."""

REMEMBERED = 400
"""Answers of costly questions that are kept while the columns are the same."""

REMEMBERED_BYTES = 32 << 20
"""What the arrays among them may take: those of some hundred searches for common words."""


class Desk:
    """A project for the pages: a read-only connection a thread, the columns, and options.

    Args:
        path: the project file.
        read_only: no judgements.

    Raises:
        ProjectError: it is no project that can be read.
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False):
        self.path = Path(path)
        self.read_only = read_only
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._answers: dict[Hashable, Any] = {}
        self._answers_of: Columns | None = None
        self._bytes = 0
        self.connection.execute("SELECT 1")
        self._keeper = Keeper(self._open, self.path)

    @property
    def name(self) -> str:
        """What the project is called: its file's name."""
        return self.path.stem

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection. It cannot write."""
        found = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._open()
        return found

    def _open(self) -> sqlite3.Connection:
        connection = file.connect(self.path, any_thread=True)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        with self._lock:
            self._opened.append(connection)
        return connection

    @property
    def project(self) -> Project:
        """The project, through this thread's connection."""
        return Project(self.path, self.connection)

    def rows(self, sql: str, values: tuple | list = ()) -> list[tuple]:
        """All rows of a query."""
        with file.plain_errors(self.path):
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: tuple | list = ()) -> tuple | None:
        """The first row of a query."""
        with file.plain_errors(self.path):
            return self.connection.execute(sql, values).fetchone()

    def has(self, table: str) -> bool:
        """Whether the project file has a table: one of an older Quoth may lack the newest."""
        return bool(
            self.row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
        )

    @property
    def columns(self) -> Columns:
        """What lists are filtered and counted by; see `Keeper.columns`.

        A page is made of the same ones from its beginning to its end, for rows and codes are places
        in them.
        """
        found = getattr(self._local, "columns", None)
        if found is None:
            with file.plain_errors(self.path):
                found = self._keeper.columns()
            if getattr(self._local, "reads", False):
                self._local.columns = found
        return found

    def remembered(self, key: Hashable, make: Callable[[Columns], Any]) -> Any:
        """What `make(columns)` gives, made once for the same key and the same columns."""
        columns = self.columns
        with self._lock:
            kept = self._answers_of
            if kept is None or kept.made_at < columns.made_at:
                self._answers, self._answers_of, self._bytes = {}, columns, 0
            # Else: a page that was begun before they were made anew.
            if self._answers_of is columns and key in self._answers:
                return self._answers[key]
        made = make(columns)
        with self._lock:
            if self._answers_of is columns and key not in self._answers:
                self._answers[key] = made
                self._bytes += _size(made)
                while len(self._answers) > REMEMBERED or self._bytes > REMEMBERED_BYTES:
                    self._bytes -= _size(self._answers.pop(next(iter(self._answers))))
        return made

    def begin(self) -> None:
        """Make the columns beside other work; without it, the first page makes them."""
        self._keeper.begin()

    def renew(self) -> None:
        """The project was changed through the desk: the next page shows it."""
        self._keeper.renew()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything inside sees one moment of the file, also while another program writes."""
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        with file.plain_errors(self.path):
            connection.execute("BEGIN")
        self._local.reads = True
        try:
            yield
        finally:
            self._local.reads, self._local.columns = False, None
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close every connection; readers must be gone."""
        self._keeper.close()
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()


def _size(made: Any) -> int:
    """Bytes of an array, or of those that a tuple has."""
    parts = made if isinstance(made, tuple) else (made,)
    return sum(getattr(part, "nbytes", 0) for part in parts)
