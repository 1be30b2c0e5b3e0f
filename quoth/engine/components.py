"""Connected components on Spark: which things hang together, in a logarithmic number of rounds.

Randomised contraction (Bögeholz, Brand and Todor, In-database connected component analysis, ICDE
2020). In each round every vertex chooses, of itself and its neighbours, the one that comes first in
an order that is drawn anew; the chosen stay, the others become one with them. In expectation at
least a quarter of the vertices goes in a round, whatever the graph: a path of a million vertices as
well as a star. So the rounds are logarithmic and, as each is smaller than the one before, all
together cost about as much as the first ones. Alternating large and small stars (Kiveris et al.,
Connected components in MapReduce and beyond, 2014) were the other choice: there the edges do not
become fewer until the end, and the logarithm is a conjecture.

Skew: what a vertex chooses is a minimum, which each task takes of its own rows first, so a hub with
a million neighbours brings no task more than one row of each other one. A hub also tends to be
gone after a round, being everybody's neighbour.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quoth.errors import QuothError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

SMALL = 500_000
"""Edges from which on they are worth the cluster; fewer are joined by the driver, in a second."""

Keep = Callable[["DataFrame", str], "DataFrame"]
"""Writes a frame under a name and gives what was written: what made it is not done again.

To files. Spark's own local checkpoints are lost with their executor, and keep the guesses of
their size: after ten joins the driver does nothing but multiply these.
"""


@dataclass(frozen=True, slots=True)
class Components:
    """Vertices with the least vertex of their component."""

    frame: DataFrame
    """Columns `id` and `component`, one row a vertex."""
    rounds: int


def components(edges: DataFrame, keep: Keep, *, small: int = SMALL) -> Components:
    """Find the component of each vertex.

    Args:
        edges: columns `one` and `other`, of one type that has an order; either direction,
            repetitions and loops are allowed. A vertex without an edge needs a loop to be found.
        keep: for what is between rounds; without it each round would do the earlier ones again.
        small: with so many edges left the driver does the rest; 0 to leave all to the cluster.

    Raises:
        QuothError: more rounds than chance allows, which would be an error of ours.
    """
    from pyspark.sql import functions as f

    if small and edges.count() <= small:
        return Components(_by_driver(edges).withColumnRenamed("first", "component"), 1)
    vertices = edges.select(f.col("one").alias("id")).union(edges.select("other")).distinct()
    vertices = keep(vertices, "vertices")
    left = keep(_plain(edges), "edges-0")
    most = bound(vertices.count())
    chosen: list[DataFrame] = []
    while count := left.count():
        if count <= small:
            chosen.append(_by_driver(left))
            break
        if len(chosen) == most:
            raise QuothError(f"{most} rounds did not join {count:,} edges", advice="report it")
        number = len(chosen) + 1
        chosen.append(keep(_chosen(left, number), f"chosen-{number}"))
        left = keep(_contracted(left, chosen[-1]), f"edges-{number}")
    of = vertices.withColumn("label", f.col("id"))
    for step in chosen:
        known = step.select(f.col("id").alias("label"), "first")
        of = of.join(known, "label", "left").select(
            "id", f.coalesce("first", "label").alias("label")
        )
    of = keep(of, "labels") if chosen else of
    # Who stands for a component was drawn; the least vertex is the same on every run.
    least = of.groupBy("label").agg(f.min("id").alias("component"))
    return Components(of.join(least, "label").select("id", "component"), len(chosen))


def bound(vertices: int) -> int:
    """Rounds after which edges are left with a chance of less than one in a million.

    By Markov: the expected number of vertices falls to three quarters in each round.
    """
    return math.ceil(math.log(max(vertices, 2) * 1e6) / math.log(4 / 3))


def _plain(edges: DataFrame) -> DataFrame:
    """Each edge once, the lesser vertex first; no loops."""
    from pyspark.sql import functions as f

    ordered = edges.select(
        f.least("one", "other").alias("one"), f.greatest("one", "other").alias("other")
    )
    return ordered.where("one < other").distinct()


def _chosen(edges: DataFrame, number: int) -> DataFrame:
    """Whom each vertex chooses in a round: columns `id` and `first`.

    The order is that of a hash with the round as seed. It is Spark's own: nothing of it is kept.
    """
    from pyspark.sql import functions as f

    both = edges.union(edges.select("other", "one"))
    ranked = f.struct(f.xxhash64(f.lit(number), "other").alias("rank"), f.col("other").alias("at"))
    own = f.struct(f.xxhash64(f.lit(number), "one").alias("rank"), f.col("one").alias("at"))
    first = both.groupBy("one").agg(f.min(f.least(ranked, own)).alias("first"))
    return first.select(f.col("one").alias("id"), f.col("first.at").alias("first"))


def _contracted(edges: DataFrame, chosen: DataFrame) -> DataFrame:
    """The edges between those who were chosen."""
    from pyspark.sql import functions as f

    one = chosen.select(f.col("id").alias("one"), f.col("first").alias("a"))
    other = chosen.select(f.col("id").alias("other"), f.col("first").alias("b"))
    found = edges.join(one, "one").join(other, "other")
    return _plain(found.select(f.col("a").alias("one"), f.col("b").alias("other")))


def _by_driver(edges: DataFrame) -> DataFrame:
    """All that is left in one step: each vertex with the least of its component."""
    table = edges.toArrow()
    pairs = zip(table.column("one").to_pylist(), table.column("other").to_pylist(), strict=True)
    least = joined(pairs)
    import pyarrow

    kind = table.schema.field("one").type
    found = pyarrow.table(
        {
            "id": pyarrow.array(least.keys(), kind),
            "first": pyarrow.array(least.values(), kind),
        }
    )
    return edges.sparkSession.createDataFrame(found)


def joined(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """Each vertex of an edge to the least of its component, by union and find (Tarjan, 1975)."""
    over: dict[Any, Any] = {}

    def root(vertex: Any) -> Any:
        while (parent := over.setdefault(vertex, vertex)) != vertex:
            over[vertex] = over[parent]
            vertex = over[vertex]
        return vertex

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        over[high] = low
    return {vertex: root(vertex) for vertex in sorted(over)}
