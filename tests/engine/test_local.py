"""The engine of this machine: order, laziness, death of workers; tables and SQL."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from quoth.engine import Failure, local_engine
from quoth.errors import ModelError, QuothError, UsageError
from tests.engine import work


@pytest.fixture(params=[1, 2], ids=["here", "processes"])
def engine(request):
    with local_engine(request.param) as made:
        yield made


@pytest.fixture
def processes():
    with local_engine(2) as made:
        yield made


def test_results_in_order(engine):
    batches = [[n] for n in range(9)]
    assert list(engine.map(work.slowest_first, batches, prepare=work.nothing)) == batches


def test_tools_are_made_once_a_process(engine):
    tools = [t for (t,) in engine.map(work.who, [[n] for n in range(12)], prepare=work.own_id)]
    assert 1 <= len(set(tools)) <= engine.workers
    assert (os.getpid() in {pid for pid, _ in tools}) == (engine.workers == 1)


def test_tools_reach_the_function(engine):
    assert list(engine.map(work.add, [[1, 2], [3]], prepare=work.a_number)) == [[101, 102], [103]]


def test_no_batches_start_nothing(engine):
    assert list(engine.map(work.identity, [], prepare=work.failing)) == []


def test_batches_are_read_lazily(engine):
    read = []

    def batches():
        for number in range(1000):
            read.append(number)
            yield [number]

    results = engine.map(work.identity, batches(), prepare=work.nothing)
    assert read == []
    for _ in range(5):
        next(results)
    assert len(read) < 20
    results.close()


def test_stopping_early_leaves_no_thread_and_no_process(processes):
    results = processes.map(work.sleep, [[1], [2], [3]], prepare=work.nothing)
    stopper = threading.Timer(0.5, processes.close)
    stopper.start()
    with pytest.raises(QuothError, match="closed while"):
        next(results)
    stopper.join()
    assert not [t for t in threading.enumerate() if t.name == "quoth-worker"]


def test_an_error_in_the_batches_reaches_the_caller(engine):
    def batches():
        yield [1]
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        list(engine.map(work.identity, batches(), prepare=work.nothing))


def test_an_item_that_raises_costs_only_itself(engine):
    results = list(engine.map(work.troubled, [["a", "raise", "b"], ["c"]], prepare=work.nothing))
    assert results == [["a", Failure(reason="ValueError: asked to raise"), "b"], ["c"]]


@pytest.mark.parametrize("item, reason", [("memory", "MemoryError"), ("few", "0 results")])
def test_other_failures_of_an_item(engine, item, reason):
    ((before, failure),) = engine.map(work.troubled, [["a", item]], prepare=work.nothing)
    assert before == "a" and reason in failure.reason


@pytest.mark.parametrize(
    "item, reason", [("kill", "memory ran out"), ("exit", "ended with code 3")]
)
def test_an_item_that_kills_its_worker_costs_only_itself(processes, item, reason):
    batches = [["a", item, "b"], [item], ["c"], ["d", "e"]]
    first, second, *others = processes.map(work.troubled, batches, prepare=work.nothing)
    assert (first[0], first[2]) == ("a", "b")
    for failure in (first[1], *second):
        assert reason in failure.reason and failure.advice
    assert others == [["c"], ["d", "e"]]


def test_a_result_that_cannot_be_sent(processes):
    ((failure,), after) = processes.map(
        work.troubled, [["unpicklable"], ["a"]], prepare=work.nothing
    )
    assert "pickle" in failure.reason and after == ["a"]


def test_what_a_library_prints_is_no_answer(processes, capfd):
    assert list(processes.map(work.noisy, [[1], [2]], prepare=work.nothing)) == [[1], [2]]
    captured = capfd.readouterr()
    assert captured.out == "" and captured.err.count("and writes") == 2


def test_tools_that_cannot_be_made(engine):
    with pytest.raises(ModelError, match="no model") as caught:
        list(engine.map(work.identity, [[1]], prepare=work.failing))
    assert caught.value.advice == "make one"


def test_other_errors_while_starting(processes):
    with pytest.raises(QuothError, match="ZeroDivisionError: by zero"):
        list(processes.map(work.identity, [[1]], prepare=work.breaking))
    with pytest.raises(QuothError, match="ended with code 9") as caught:
        list(processes.map(work.identity, [[1]], prepare=work.dying))
    assert "--workers 1" in caught.value.advice


def test_the_callers_script_is_not_run_again(tmp_path):
    """No `if __name__ == "__main__"` is needed, as it is with multiprocessing."""
    script = tmp_path / "script.py"
    script.write_text(
        "from quoth.engine import local_engine\n"
        "from tests.engine import work\n"
        "print('once')\n"
        "engine = local_engine(2)\n"
        "print(list(engine.map(work.identity, [[1], [2]], prepare=work.nothing)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=environment, check=False
    )
    assert (done.stdout, done.stderr) == ("once\n[[1], [2]]\n", "")


def test_workers_end_when_their_parent_is_killed():
    code = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "import time\n"
        "from quoth.engine import local_engine\n"
        "from tests.engine import work\n"
        "results = local_engine(2).map(work.who, [[1], [2], [3]], prepare=work.own_id)\n"
        "print(*{pid for (pid, _), in results.__class__ and [next(results), next(results)]},"
        " flush=True)\n"
        "time.sleep(30)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    workers = [int(pid) for pid in parent.stdout.readline().split()]
    assert workers
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 20
    while any(is_running(pid) for pid in workers):
        assert time.monotonic() < end, "a worker outlived its parent"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_workers_default_to_the_cores():
    assert local_engine().workers >= 1
    for workers in (0, -1):
        with pytest.raises(UsageError):
            local_engine(workers)


# Tables and SQL


def test_load_and_query(engine):
    engine.load(
        "fruit",
        {"name": "TEXT", "number": "INTEGER", "weight": "REAL"},
        [("apple", 3, 1.5), ("pear", None, None), (None, 2**40, 0.1)],
    )
    rows = engine.query("SELECT name, number, weight FROM fruit ORDER BY number NULLS LAST")
    assert rows == [("apple", 3, 1.5), (None, 2**40, 0.1), ("pear", None, None)]


def test_loading_again_replaces(engine):
    for rows in ([("a",)], [("b",), ("c",)], []):
        engine.load("letters", {"letter": "TEXT"}, iter(rows))
        assert engine.query("SELECT COUNT(*) FROM letters") == [(len(rows),)]


def test_an_empty_column_has_its_type(engine):
    engine.load("empty", {"text": "TEXT"}, [(None,), (None,)])
    assert engine.query("SELECT COALESCE(text, '') || '!' FROM empty") == [("!",), ("!",)]


def test_a_failing_query_shows_its_sql(engine):
    with pytest.raises(QuothError, match="SELECT nonsense FROM nowhere"):
        engine.query("SELECT nonsense FROM nowhere")


def test_names_are_checked(engine):
    for name in ("a b", 'x"; DROP', "", "Ä"):
        with pytest.raises(UsageError):
            engine.load(name, {"a": "TEXT"}, [])
        with pytest.raises(UsageError):
            engine.load("t", {name: "TEXT"}, [])


def test_sql_reaches_no_file(engine, tmp_path):
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    with pytest.raises(QuothError, match="disabled"):
        engine.query(f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')")


def test_closing_twice(engine):
    engine.load("t", {"a": "TEXT"}, [("x",)])
    engine.close()
    engine.close()


def test_an_item_that_does_not_end_is_ended_and_the_others_are_done(processes):
    batches = [[0.0, 300.0, 0.1], [0.2]]
    start = time.monotonic()
    first, second = processes.map(
        work.dawdle, batches, prepare=work.nothing, seconds=lambda item: 1.0
    )
    assert time.monotonic() - start < 60
    assert (first[0], first[2], second) == (0.0, 0.1, [0.2])
    assert first[1].reason == "not done after 1 s: its process was ended"
    assert first[1].advice
