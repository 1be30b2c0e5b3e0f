"""What every engine does, once for each: order, failures, tables and the `.sql` files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.engine import Failure, local_engine
from quoth.engine.spark import SparkEngine, missing, session
from quoth.errors import MissingExtra, ModelError, QuothError, UsageError
from quoth.match import candidates
from tests.engine import work


@pytest.fixture(params=["local", "spark"])
def engine(request):
    if request.param == "local":
        with local_engine(2) as made:
            yield made
    else:
        yield SparkEngine(session=request.getfixturevalue("spark"))


def test_results_in_order(engine):
    batches = [[n] for n in range(9)]
    assert list(engine.map(work.slowest_first, batches, prepare=work.nothing)) == batches


def test_tools_reach_the_function(engine):
    assert list(engine.map(work.add, [[1, 2], [3]], prepare=work.a_number)) == [[101, 102], [103]]


def test_no_batches_start_nothing(engine):
    assert list(engine.map(work.identity, [], prepare=work.failing)) == []


def test_an_item_that_raises_costs_only_itself(engine):
    results = list(engine.map(work.troubled, [["a", "raise", "b"], ["c"]], prepare=work.nothing))
    assert results == [["a", Failure(reason="ValueError: asked to raise"), "b"], ["c"]]


def test_an_item_that_kills_its_worker_costs_only_itself(engine):
    first, second = engine.map(work.troubled, [["a", "kill", "b"], ["c"]], prepare=work.nothing)
    assert (first[0], first[2], second) == ("a", "b", ["c"])
    assert "killed" in first[1].reason and first[1].advice


def test_a_result_that_cannot_be_sent(engine):
    ((failure,),) = engine.map(work.troubled, [["unpicklable"]], prepare=work.nothing)
    assert "pickle" in failure.reason


def test_tools_that_cannot_be_made(engine):
    with pytest.raises(ModelError, match="no model") as caught:
        list(engine.map(work.identity, [[1]], prepare=work.failing))
    assert caught.value.advice == "make one"


def test_load_and_query(engine):
    columns = {"name": "TEXT", "number": "INTEGER", "weight": "REAL"}
    rows = [("apple", 3, 1.5), ("pear", None, None), (None, 2**40, 0.1)]
    engine.load("fruit", columns, rows)
    found = engine.query("SELECT name, number, weight FROM fruit ORDER BY number NULLS LAST")
    assert found == [("apple", 3, 1.5), (None, 2**40, 0.1), ("pear", None, None)]
    engine.load("fruit", columns, [])
    assert engine.query("SELECT COUNT(*) FROM fruit") == [(0,)]


def test_a_failing_query_shows_its_sql(engine):
    with pytest.raises(QuothError, match="SELECT nonsense FROM nowhere"):
        engine.query("SELECT nonsense FROM nowhere")


def test_names_are_checked(engine):
    with pytest.raises(UsageError):
        engine.load('x"; DROP', {"a": "TEXT"}, [])


rows_of = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 2), st.integers(0, 2)),
    max_size=30,
)


@pytest.mark.usefixtures("spark")
@settings(max_examples=5)
@given(rows=rows_of, days=st.lists(st.none() | st.integers(0, 20), min_size=6, max_size=6))
def test_candidates_are_the_same_pairs_on_both(spark, rows, days):
    """The `.sql` files are plain enough: the same text, the same rows."""
    found = []
    for engine in (local_engine(1), SparkEngine(session=spark)):
        engine.load(
            "version",
            dict.fromkeys(("id", "first", "last", "fresh", "short"), "INTEGER"),
            [(n, day, day, n % 2, int(n % 3 == 0)) for n, day in enumerate(days)],
        )
        engine.load(
            "article",
            dict.fromkeys(("id", "day", "fresh"), "INTEGER"),
            [(n, day, n % 2) for n, day in enumerate(days)],
        )
        bound = {"far": 2, "days": 6, "stems": 2, "cell": 4, "rows": 2}
        engine.load("bound", dict.fromkeys(bound, "INTEGER"), [tuple(bound.values())])
        engine.load("shingle", dict.fromkeys(("version", "hash"), "INTEGER"), [r[:2] for r in rows])
        engine.load("print", dict.fromkeys(("article", "hash"), "INTEGER"), [r[:2] for r in rows])
        columns = ("version", "stem", "actor", "bucket")
        engine.load("spoken", dict.fromkeys(columns, "INTEGER"), rows)
        found.append([engine.query(candidates.sql(n)) for n in ("shared", "spoken", "overlap")])
    assert found[0] == found[1]


def test_without_java_the_extra_is_named(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert missing() == "Java"
    with pytest.raises(MissingExtra, match="Java") as caught:
        session("local[1]")
    assert "quoth[spark]" in caught.value.advice
