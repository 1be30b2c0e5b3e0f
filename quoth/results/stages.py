"""How what looks across articles is kept: a stage or table that is there, of these, is not made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quoth.engine.components import components
from quoth.results.columns import MONTH
from quoth.results.folder import mark_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from quoth.results.running import _Run


class Stages:
    """Stages of one run that depend on the statements and on rules."""

    def __init__(self, running: _Run, of: str, rules: str):
        """The views of the earlier stages are there.

        Args:
            running: the run.
            of: what the statements depend on.
            rules: the mark of these stages.
        """
        self.running = running
        self.session = running.session
        self.of = of
        self.mark = rules

    def _stage(self, name: str, make: Callable[[], DataFrame]) -> None:
        self.running.stage(f"_stages/{name}", mark_of(name, self.mark), make)

    def _table(self, name: str, stage: str) -> None:
        """A table of the results from the nouns of a stage."""

        def make() -> DataFrame:
            self.running.view("made", f"_stages/{stage}")
            found = self.session.sql(f"SELECT {MONTH}, inline({name}) FROM made")
            return found.repartition(2 * self.running.hands, MONTH).sortWithinPartitions(MONTH)

        self.running.stage(name, mark_of(name, self.mark), make, MONTH, of=self.of)

    def _read(self, name: str) -> DataFrame:
        return self.running.folder.read(f"_stages/{name}")

    def _view(self, name: str, sql: str) -> None:
        self.session.sql(sql).createOrReplaceTempView(name)

    def _bound(self, **values: int) -> None:
        columns = ", ".join(f"CAST({value} AS BIGINT) AS {name}" for name, value in values.items())
        self._view("bound", f"SELECT {columns}")

    def _sql(self, name: str) -> DataFrame:
        from quoth.results.running import sql

        return self.session.sql(sql(name))

    def _spread(self, frame: DataFrame) -> DataFrame:
        """Rows of work in several parts for each hand, so that all end at about the same time."""
        return frame.repartition(8 * self.running.hands)

    def _components(self, edges: DataFrame, name: str) -> DataFrame:
        """The components of a graph; what is between rounds stands below `_stages/parts`."""

        def keep(frame: DataFrame, step: str) -> DataFrame:
            self.running.folder.write(frame, f"_stages/parts/{name}/{step}", self.mark)
            return self._read(f"parts/{name}/{step}")

        return components(edges, keep).frame
