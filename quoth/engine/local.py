"""This machine as an engine: a pool of processes for `map`, DuckDB in memory for `query`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from quoth.engine import Failure
from quoth.errors import QuothError, UsageError

TYPES = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE"}
"""Our column types as DuckDB calls them."""

NAME = re.compile(r"[a-z][a-z0-9_]{0,62}\Z")


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LocalEngine:
    """See `quoth.engine.Engine`."""

    def __init__(self, *, workers: int | None = None):
        """Nothing is started here.

        Args:
            workers: processes for `map`: None for one a core, 1 to work in this process.

        Raises:
            UsageError: fewer than one worker.
        """
        if workers is not None and workers < 1:
            raise UsageError(
                f"workers is {workers}", advice="give 1 or more, or leave it out for one a core"
            )
        self.workers = workers or cores()
        self._pools: list = []
        self._duckdb = None

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def map(
        self,
        function: Callable[[Any, Sequence], Sequence],
        batches: Iterable[Sequence],
        *,
        prepare: Callable[[], Any],
        seconds: Callable[[Any], float] | None = None,
    ) -> Iterator[list]:
        """See `Engine.map`. With one worker, an item that kills its process kills this one."""
        if self.workers == 1:
            yield from _in_process(function, batches, prepare)
            return
        from quoth.engine.processes import Pool

        pool = Pool(self.workers, function, prepare, seconds)
        self._pools.append(pool)
        try:
            yield from pool.map(batches)
        finally:
            # Also when the caller stops early or Ctrl-C is pressed: no process outlives us.
            pool.close()
            self._pools.remove(pool)

    def load(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence]) -> None:
        """See `Engine.load`. Through numpy: rows one by one take a hundred times as long."""
        import numpy as np

        for word in (name, *columns):
            if not NAME.match(word):
                raise UsageError(f"{word!r} is no name for a table or column")
        rows = list(rows)
        arrays = {}
        for index, column in enumerate(columns):
            array = np.empty(len(rows), dtype=object)
            array[:] = [row[index] for row in rows]
            arrays[column] = array
        selected = ", ".join(
            f"CAST({column} AS {TYPES[kind]}) AS {column}" for column, kind in columns.items()
        )
        connection = self._connection()
        connection.register("loading", arrays)
        try:
            self.query(f"CREATE OR REPLACE TABLE {name} AS SELECT {selected} FROM loading")
        finally:
            connection.unregister("loading")

    def query(self, sql: str) -> list[tuple]:
        """See `Engine.query`."""
        import duckdb

        try:
            return self._connection().execute(sql).fetchall()
        except duckdb.Error as error:
            raise QuothError(
                f"{type(error).__name__}: {error}\nin this SQL:\n{sql}",
                advice="report this with the text above",
            ) from error

    def close(self) -> None:
        """See `Engine.close`."""
        for pool in list(self._pools):
            pool.close()
        if self._duckdb is not None:
            self._duckdb.close()
            self._duckdb = None

    def _connection(self):
        if self._duckdb is None:
            import duckdb

            # It computes over rows it is handed: no files, no network, no extensions.
            self._duckdb = duckdb.connect(
                ":memory:", config={"enable_external_access": "false", "threads": self.workers}
            )
        return self._duckdb


def _in_process(function, batches, prepare) -> Iterator[list]:
    tools = None
    for number, batch in enumerate(batches):
        if number == 0:
            tools = prepare()
        yield attempt(function, tools, batch)


def attempt(function: Callable, tools: Any, batch: Sequence) -> list:
    """The results of one batch; if the function raises, of its items one by one."""
    try:
        results = list(function(tools, batch))
        if len(results) != len(batch):
            raise ValueError(f"{len(results)} results for {len(batch)} items")
        return results
    except Exception as error:
        if len(batch) > 1:
            return [result for item in batch for result in attempt(function, tools, [item])]
        return [Failure(reason=f"{type(error).__name__}: {error}") for _ in batch]
