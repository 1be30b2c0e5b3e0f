"""Apache Spark as an engine: the same four methods on a cluster, or on one machine of it.

`map` is `mapInArrow` over rows that each hold a batch; `query` is Spark SQL, to which the `.sql`
files are plain enough. Everything here needs the extra `quoth[spark]` and Java 17 or later.
"""

from __future__ import annotations

import importlib.util
import os
import pickle
import re
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.engine import Failure
from quoth.engine.local import NAME, attempt
from quoth.errors import MissingExtra, QuothError, UsageError

if TYPE_CHECKING:
    import pyarrow
    import pyspark.sql

WAVE = 16
"""Batches for each hand that are sent at once: what `map` holds at a time."""

TYPES = {"TEXT": "STRING", "INTEGER": "BIGINT", "REAL": "DOUBLE"}
"""Our column types as Spark calls them."""

ATTEMPTS = 4
"""How often a task is tried; on one machine Spark would give up the job after the first time."""

_LOCAL = re.compile(r"local(?:\[(\d+|\*)\])?\Z")


def missing() -> str | None:
    """What Spark needs and this machine lacks; None if all is there."""
    for module in ("pyspark", "pyarrow", "pandas"):
        if importlib.util.find_spec(module) is None:
            return f"the Python package {module}"
    java = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (java and Path(java, "bin", "java").is_file()):
        return "Java"
    return None


def session(
    master: str | None = None, *, options: Mapping[str, str] | None = None
) -> pyspark.sql.SparkSession:
    """A Spark session that suits the pipeline; the one of this process if it has one.

    Args:
        master: "local[2]", "spark://host:7077", "yarn", "k8s://…"; without one, what
            `spark-submit` or spark-defaults.conf say.
        options: Spark's own settings, which go before ours.

    Raises:
        MissingExtra: the extra or Java is missing.
        QuothError: Spark could not start.
    """
    if lack := missing():
        raise MissingExtra(
            f"Spark needs {lack}, which is not there",
            advice="pip install 'quoth[spark]', and a Java runtime of version 17 or later "
            "(Debian: apt install default-jre-headless)",
        )
    _silence()
    from pyspark.sql import SparkSession

    # Workers run the same Python; and a machine that cannot resolve its own name must not matter.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    local = _LOCAL.match(master or "")
    if local:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        master = f"local[{local[1] or '1'},{ATTEMPTS}]"
    builder = SparkSession.builder.appName("quoth")
    if master:
        builder = builder.master(master)
    ours = {
        "spark.task.maxFailures": str(ATTEMPTS),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        # One thread a worker: the model's session has one, numpy's libraries must not differ.
        "spark.executorEnv.OMP_NUM_THREADS": "1",
        "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
    }
    if local:
        # Workers of this machine find what this process finds; a cluster has quoth installed.
        ours["spark.executorEnv.PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        ours["spark.driver.memory"] = "2g"
        ours["spark.sql.shuffle.partitions"] = "8"
    for name, value in {**ours, **(options or {})}.items():
        builder = builder.config(name, value)
    try:
        made = builder.getOrCreate()
    except Exception as error:
        raise QuothError(
            f"Spark could not start: {_first_line(error)}",
            advice="check --master, and that java -version says 17 or later",
        ) from error
    made.sparkContext.setLogLevel("ERROR")
    return made


def _silence() -> None:
    """What pyspark says of a pandas that we do not use: only Arrow goes to and fro."""
    warnings.filterwarnings("ignore", "PySpark does not yet fully support", FutureWarning)


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:500]


class SparkEngine:
    """See `quoth.engine.Engine`."""

    def __init__(
        self, *, master: str | None = None, session: pyspark.sql.SparkSession | None = None
    ):
        """Nothing is started here.

        Args:
            master: as for `session`.
            session: one that is there already; it is not stopped.
        """
        self._master = master
        self._own = session is None
        self._session = session

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def session(self) -> pyspark.sql.SparkSession:
        """The Spark session, started when it is first asked for."""
        if self._session is None:
            self._session = session(self._master)
        return self._session

    def map(
        self,
        function: Callable[[Any, Sequence], Sequence],
        batches: Iterable[Sequence],
        *,
        prepare: Callable[[], Any],
        seconds: Callable[[Any], float] | None = None,
    ) -> Iterator[list]:
        """See `Engine.map`. A few batches for each hand are in memory at a time.

        The pickles are our own, from our process to our workers and back, never from a file.
        """
        coming = iter(batches)
        while True:
            first = next(coming, None)
            if first is None:
                return
            hands = self.session.sparkContext.defaultParallelism
            wave = [first, *islice(coming, WAVE * hands - 1)]
            yield from self._wave(function, wave, prepare, seconds)

    def _wave(self, function, wave, prepare, seconds) -> Iterator[list]:
        import pyarrow
        from pyspark import cloudpickle

        setup = cloudpickle.dumps((function, prepare, seconds))
        rows = [(number, cloudpickle.dumps(list(batch))) for number, batch in enumerate(wave)]
        hands = self.session.sparkContext.defaultParallelism
        frame = self.session.createDataFrame(rows, "number BIGINT, payload BINARY")
        frame = frame.repartition(min(len(wave), 4 * hands), "number")

        def work(parts: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
            for part in parts:
                for number, payload in zip(*(c.to_pylist() for c in part.columns), strict=True):
                    answer = answered(setup, pickle.loads(payload))
                    yield pyarrow.RecordBatch.from_arrays(
                        [pyarrow.array([number]), pyarrow.array([answer], pyarrow.binary())],
                        ["number", "payload"],
                    )

        with plain_errors():
            answers = [tuple(row) for row in frame.mapInArrow(work, frame.schema).collect()]
        for _, payload in sorted(answers):
            found = pickle.loads(payload)
            if isinstance(found, BaseException):
                raise found
            yield found

    def load(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence]) -> None:
        """See `Engine.load`."""
        import pyarrow

        for word in (name, *columns):
            if not NAME.match(word):
                raise UsageError(f"{word!r} is no name for a table or column")
        kinds = {"TEXT": pyarrow.string(), "INTEGER": pyarrow.int64(), "REAL": pyarrow.float64()}
        rows = list(rows)
        table = pyarrow.table(
            {
                column: pyarrow.array([row[index] for row in rows], kinds[kind])
                for index, (column, kind) in enumerate(columns.items())
            }
        )
        schema = ", ".join(f"{column} {TYPES[kind]}" for column, kind in columns.items())
        if rows:
            frame = self.session.createDataFrame(table, schema)
        else:
            frame = self.session.createDataFrame([], schema)
        frame.createOrReplaceTempView(name)

    def query(self, sql: str) -> list[tuple]:
        """See `Engine.query`."""
        try:
            return [tuple(row) for row in self.session.sql(sql).collect()]
        except Exception as error:
            raise QuothError(
                f"{type(error).__name__}: {error}\nin this SQL:\n{sql}",
                advice="report this with the text above",
            ) from error

    def close(self) -> None:
        """See `Engine.close`."""
        if self._own and self._session is not None:
            self._session.stop()
            self._session = None


@contextmanager
def plain_errors() -> Iterator[None]:
    """Whatever makes Spark give up becomes a `QuothError` with the last reason."""
    try:
        yield
    except QuothError:
        raise
    except Exception as error:
        raise QuothError(
            f"Spark gave up: {_reason(error)}",
            advice="its log has the whole reason; memory is the commonest one",
        ) from error


def _reason(error: BaseException) -> str:
    """The line of a trace from Java and Python that says what it was about."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    ours = [line for line in lines if re.match(r"[\w.]*Error: ", line)]
    return (ours or lines or [type(error).__name__])[-1 if ours else 0][:500]


_PREPARED: dict[bytes, tuple] = {}
"""In a worker process of Spark: what was prepared for the function at work."""


def worked(setup: bytes, batch: list) -> list:
    """The results of a batch in a worker process of Spark, whose tools are made once.

    Args:
        setup: pickle of (function, prepare, seconds), as `Engine.map` takes them.
        batch: items.
    """
    from pyspark import TaskContext

    function, prepare, seconds = pickle.loads(setup)
    context = TaskContext.get()
    if context is not None and context.attemptNumber():
        return _guarded(function, prepare, seconds, batch)
    if setup not in _PREPARED:
        _PREPARED.clear()
        _PREPARED[setup] = (prepare(),)
    return attempt(function, _PREPARED[setup][0], batch)


def answered(setup: bytes, batch: list) -> bytes:
    """As `worked`, pickled; or the reason why the worker could not start."""
    from pyspark import cloudpickle

    try:
        found = worked(setup, batch)
    except QuothError as error:
        return cloudpickle.dumps(error)
    except Exception as error:
        message = f"a worker could not start: {type(error).__name__}: {error}"
        return cloudpickle.dumps(QuothError(message))
    try:
        return pickle.dumps(found)
    except Exception as error:
        failure = Failure(reason=f"{type(error).__name__}: {error}")
        return pickle.dumps([failure] * len(batch))


def _guarded(function, prepare, seconds, batch: list) -> list:
    """A batch whose task has failed before: an item that kills its process must cost only itself.

    So the work is done in a process of its own, as the local engine's is.
    """
    from quoth.engine.processes import Pool

    pool = Pool(1, function, prepare, seconds)
    try:
        (found,) = pool.map([batch])
        return found
    finally:
        pool.close()


def spark_schema(schema: pyarrow.Schema):
    """An Arrow schema as Spark's."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


SLICE = 64
"""Rows of a batch that are Python objects at a time."""


def rows_of(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[dict[str, Any]]:
    """The rows that `mapInArrow` hands to a worker, a few at a time in memory."""
    for batch in batches:
        for first in range(0, batch.num_rows, SLICE):
            yield from batch.slice(first, SLICE).to_pylist()


def groups(
    batches: Iterator[pyarrow.RecordBatch], key: str
) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """The rows that have a key in common, one key at a time in memory.

    Args:
        batches: of a frame that `together` has put in order.
        key: name of the column.
    """
    for value, rows in groupby(rows_of(batches), lambda row: row[key]):
        yield value, list(rows)


def together(frame: pyspark.sql.DataFrame, key: str, *order: str) -> pyspark.sql.DataFrame:
    """A frame whose rows of one key are in one task, after one another: for `groups`.

    Args:
        frame: rows.
        key: name of the column.
        *order: further columns by which the rows of a key stand.
    """
    hands = frame.sparkSession.sparkContext.defaultParallelism
    return frame.repartition(4 * hands, key).sortWithinPartitions(key, *order)
