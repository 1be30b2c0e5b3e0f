"""Connected components on Spark, held against networkx: random graphs, long paths, stars."""

from __future__ import annotations

import math
import tempfile

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.engine.components import bound, components, joined


def found(spark, edges, *, small: int) -> tuple[dict, int]:
    kind = "STRING" if edges and isinstance(edges[0][0], str) else "BIGINT"
    frame = spark.createDataFrame(list(edges), f"one {kind}, other {kind}")
    with tempfile.TemporaryDirectory() as folder:

        def keep(frame, name):
            frame.write.parquet(f"{folder}/{name}")
            return spark.read.parquet(f"{folder}/{name}")

        result = components(frame, keep, small=small)
        rows = [tuple(row) for row in result.frame.select("id", "component").collect()]
    assert len(rows) == len(dict(rows))
    return dict(rows), result.rounds


def expected(edges) -> dict:
    graph = networkx.Graph(list(edges))
    return {id: min(part) for part in networkx.connected_components(graph) for id in part}


@pytest.mark.usefixtures("spark")
@settings(max_examples=2)
@given(
    edges=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40),
    small=st.sampled_from([0, 5]),
)
def test_random_graphs(spark, edges, small):
    """Loops, repetitions and both directions among them."""
    assert found(spark, edges, small=small)[0] == expected(edges)


@given(edges=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=80))
def test_the_drivers_part(edges):
    assert joined(edges) == expected(edges)


PATH = [(f"{n:05}", f"{n + 1:05}") for n in range(1000)]
STAR = [(7, n) for n in range(3000) if n != 7]
TWO_HUBS = [(n % 2, n) for n in range(2, 3000)] + [(5000 + n, 5001 + n) for n in range(300)]


@pytest.mark.parametrize("edges", [PATH, STAR, TWO_HUBS], ids=["path", "star", "hubs"])
def test_the_rounds_are_logarithmic(spark, edges):
    """A path is the worst that a graph can be to whoever goes from neighbour to neighbour."""
    labels, rounds = found(spark, edges, small=0)
    assert labels == expected(edges)
    # Three quarters is what can be shown; about half is what comes about.
    assert rounds <= 2 * math.log2(len(labels)) < bound(len(labels))


def test_the_driver_joins_what_is_small(spark):
    labels, rounds = found(spark, PATH, small=1000)
    assert labels == expected(PATH) and rounds == 1


def test_no_edges(spark):
    assert found(spark, [], small=0) == ({}, 0)
    assert found(spark, [(3, 3)], small=0) == ({3: 3}, 0)
