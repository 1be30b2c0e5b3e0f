"""The engine: where the work is done. It knows nothing about articles or tables.

Four dumb methods. Above them stand pure functions over rows, and SQL in a plain common
subset; below them processes, memory and, for another engine, other machines. A result must
be equal on every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["Engine", "Failure", "local_engine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What stands in the place of an item's result when its work could not be finished."""

    reason: str
    advice: str = ""


class Engine(Protocol):
    """What every engine does. All of it is lazy to start: an engine costs nothing to make."""

    def map(
        self,
        function: Callable[[Any, Sequence], Sequence],
        batches: Iterable[Sequence],
        *,
        prepare: Callable[[], Any],
        seconds: Callable[[Any], float] | None = None,
    ) -> Iterator[list]:
        """Apply a function to batches, anywhere, and yield the results in order.

        Args:
            function: `function(tools, batch)` returns one result for each item of the
                batch. It must be importable by name, and pure but for its tools.
            batches: read lazily: only as many are held as there are hands to work on them.
            prepare: makes `tools`, once in each process, before its first batch.
            seconds: how long an item may take by the clock; its process is ended then. Not
                where the caller's own process does the work, which cannot be ended.

        Yields:
            For each batch a list as long as the batch. An item whose work raised, took too
            long, or killed its process, has a `Failure` in its place; the others are done.

        Raises:
            QuothError: `prepare` failed; what it raised, if it was a QuothError itself.
        """

    def load(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence]) -> None:
        """Put rows into a table for `query`.

        Args:
            name: of the table; an older one of that name is replaced.
            columns: names to types TEXT, INTEGER or REAL; all may be empty.
            rows: values in the order of the columns.
        """

    def query(self, sql: str) -> list[tuple]:
        """The rows of one SELECT over loaded tables.

        Raises:
            QuothError: the engine refused it; the message holds the SQL.
        """

    def close(self) -> None:
        """Let go of processes and memory; may be called twice."""


def local_engine(workers: int | None = None) -> Engine:
    """The engine of this machine.

    Args:
        workers: processes for `map`: None for one a core, 1 to work in this process.
    """
    from quoth.engine.local import LocalEngine

    return LocalEngine(workers=workers)
