"""Figures, labels, positions and conflicts on Spark, after `quoth.results.matching`.

    facts        articles to figures and labels                            figure, label
    heard        articles to clauses and figures with keys, positions      _stages/heard, position
    apart        what is left out of keys that many articles have          _stages/apart
    opposed      pairs by common keys, held against each other             _stages/opposed
    conflicts    which of several that say the same is told                conflict

Two passages meet by a key of both, as on one machine, if their articles are not further apart than
the key's weight allows: a join on keys. So no more is moved than the passages that meet. Of what
was found, one that says what a surer one says is not told; that is decided for each connected
component of findings, by the function that decides it for a project (`kept`).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quoth import compare
from quoth.compare.conflicts import meeting, search
from quoth.engine.spark import spark_schema, together
from quoth.results import matching, opposing
from quoth.results.folder import mark_of
from quoth.results.stages import Stages

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from quoth.results.running import _Run

VERSIONS = (compare.FACTS, compare.VERSION)
"""What the stages here depend on besides statements and matching."""


def rules(mark: str) -> str:
    """What the stages here depend on: what matching does, the rules' versions, who is few."""
    return mark_of(matching.rules(mark), VERSIONS, search.FEW, meeting.MOST)


class Comparing(Stages):
    """The stages of one run that hold articles against each other."""

    def __init__(self, running: _Run, mark: str):
        """`mark` is what the statements depend on. The stages of matching are done."""
        super().__init__(running, mark, rules(mark))

    def run(self) -> None:
        """All stages that are not done."""
        self._stage("facts", self.facts)
        for name in ("figure", "label"):
            self._table(name, "facts")
        self._stage("heard", self.heard)
        self._table("position", "heard")
        self._stage("apart", self.apart)
        self._stage("opposed", self.opposed)
        self._stage("conflicts", self.conflicts)
        self._table("conflict", "conflicts")

    def few(self) -> bool:
        """Whether there are so few articles that time keeps none of them apart."""
        readable = self._read("facts").where("readable = 1").limit(search.FEW + 1).count()
        return readable <= search.FEW

    def facts(self) -> DataFrame:
        """Figures and labels."""
        self.running.view("superseded", "_stages/current")
        articles = self._spread(self._sql("current"))
        return articles.mapInArrow(opposing.stated, spark_schema(opposing.FACTS_SCHEMA()))

    def heard(self) -> DataFrame:
        """Articles as they are held against others."""
        self.running.view("superseded", "_stages/current")
        self._sql("current").createOrReplaceTempView("whole")
        for name, stage in (("facts", "facts"), ("printed", "print")):
            self.running.view(name, f"_stages/{stage}")
        for name in ("appearance", "actor"):
            self.running.view(name, name)
        # Of the stages: a table by month without a row has no file that says its columns.
        for name, stage in (("copy", "copies"), ("happening", "events"), ("member", "claims")):
            self._read(stage).createOrReplaceTempView("made")
            self._view(name, f"SELECT inline({name}) FROM made")
        work = partial(opposing.heard, self.few())
        return self._spread(self._sql("heard")).mapInArrow(
            work, spark_schema(opposing.HEARD_SCHEMA())
        )

    def passages(self) -> int:
        """Passages as a view, and how many articles of one key meet all of each other (bound)."""
        self._read("heard").createOrReplaceTempView("heard")
        self._view(
            "passage",
            "SELECT article_id, month, published, day, stated, inline(passage) FROM heard",
        )
        most = search.FEW if self.few() else meeting.MOST
        self._bound(most=most)
        return most

    def apart(self) -> DataFrame:
        """How many pairs of articles that share a key are left out, for each key that many have."""
        work = partial(opposing.apart, self.passages())
        order = ("day", "published", "article_id", "pole")
        rows = together(self._sql("apart"), "channel", *order)
        return rows.mapInArrow(work, "channel BIGINT, left_out BIGINT")

    def opposed(self) -> DataFrame:
        """What pairs of passages of two articles give."""
        self.passages()
        work = partial(opposing.opposed, self.few())
        pairs = together(self._sql("opposed"), "one")
        return pairs.mapInArrow(work, spark_schema(opposing.OPPOSED_SCHEMA()))

    def conflicts(self) -> DataFrame:
        """The conflicts that are told."""
        for name in ("heard", "opposed"):
            self._read(name).createOrReplaceTempView(name)
        self._view(
            "found", "SELECT inline(found) FROM heard UNION ALL SELECT inline(found) FROM opposed"
        )
        self._view(
            "corrected",
            "SELECT place, collect_set(day) AS days FROM (SELECT inline(corrected) FROM opposed)"
            " GROUP BY place",
        )
        edges = self.session.sql("SELECT ties[0] AS one, explode(ties) AS other FROM found")
        self._components(edges, "conflicts").createOrReplaceTempView("part")
        order = ("one", "other", "rank", "a_at", "b_at", "place")
        rows = together(self._sql("settled"), "component", *order)
        work = partial(opposing.settled, self.few())
        return rows.mapInArrow(work, spark_schema(opposing.CONFLICT_SCHEMA()))
