"""The pipeline on Spark, stage by stage; a stage that is done is not done again.

    listing      which files there are                                     driver
    read         files to documents to articles                            _stages/read
    first        which input delivers each article, as in a project        SQL
    extract      articles to statements with speakers and chains           _stages/extract
    tables       one folder a table, by month
    …            what looks across articles: quoth/results/matching.py, comparing.py …

What a worker does is what the local engine's does (`quoth.pipeline.through`), so that rows and
ids are equal. A task that fails is tried again in a process of its own: a document that kills its
process becomes a row with the reason, as on one machine.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from quoth.engine import Failure
from quoth.engine.spark import spark_schema
from quoth.model import Article, Input, SkippedInput
from quoth.pipeline import STEPS, Draft, Settings, Step, prepared, through, version_of
from quoth.read import MAX_BYTES, RawDocument
from quoth.read.inputs import FoundFile, check_mapping, documents_in, find_files
from quoth.results.columns import EXTRACTED, MONTH, READ, month_of, nested, values
from quoth.results.comparing import Comparing
from quoth.results.folder import Folder, mark_of
from quoth.results.grouping import Grouping
from quoth.results.matching import Matching
from quoth.running import BATCH_BYTES, BATCH_DOCUMENTS, _size, fingerprint, patience
from quoth.schema import TABLE
from quoth.store.page import page_of
from quoth.store.rows import list_rows, noun, row

if TYPE_CHECKING:
    import pyarrow
    import pyspark.sql

PIECE = 500
"""Articles of one task of extraction, about: two minutes of work, little to lose."""

FILES = 64
"""Files of one task of reading at most, if they are many."""

ORDER = (("file_no", "INTEGER"), ("doc_no", "INTEGER"))
"""Where a document stands among all: the first one delivers an article, as in a project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsReport:
    """What a run on Spark did."""

    out: str
    model: str
    inputs: int
    articles: int
    duplicates: int
    skipped: int
    failed: int
    statements: int
    kept: tuple[str, ...]
    """Stages that were done already."""
    seconds: float


def run(
    out: str | os.PathLike[str],
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    session: pyspark.sql.SparkSession,
    mapping: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    model: str | os.PathLike[str] | None = None,
    fast: bool = False,
    steps: tuple[Step, ...] = STEPS,
    piece: int = PIECE,
    across: bool = True,
    concepts: bool = False,
) -> ResultsReport:
    """Read, extract and resolve inputs on Spark and write the results as partitioned Parquet.

    Args:
        out: a folder, on any file system that Spark can write to.
        paths: files, directories and patterns that all machines see under the same name, or
            addresses of Hadoop file systems ("hdfs://…", "s3a://…"): a file each is a row.
        session: of Spark (`quoth.engine.spark.session`).
        mapping: for JSON with other field names, from ours to theirs.
        max_bytes: larger documents are skipped.
        model: a model folder that all machines have; by default the one that comes with Quoth.
        fast: read with half of the network's layers.
        steps: the pipeline.
        piece: articles of one task of extraction, about.
        across: also find actors, copies, events, claims and conflicts. Without, `load` finds those
            of what it loads, and the same call with it goes on here.
        concepts: also group statements into concepts, which needs what is found across articles.

    Raises:
        UsageError: `out` is something else, or an option cannot be.
        ModelError: the model cannot be used.
        QuothError: Spark gave up.
    """
    began = time.monotonic()
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    check_mapping(dict(mapping) if mapping else None)
    settings = Settings(
        model=None if model is None else os.fspath(model), fast=fast, originals=False
    )
    folder = Folder(os.fspath(out), session)
    folder.check()
    (reader, *others) = steps
    version = version_of(tuple((step, step.prepare(settings)) for step in others))
    running = _Run(session, folder, settings, dict(mapping) if mapping else None, max_bytes)
    found = list(running.listing(os.fspath(path) for path in paths))
    reading = mark_of("read", reader.version, running.mapping, max_bytes, running.state(found))
    running.stage("_stages/read", reading, lambda: running.read(reader, found))
    extracting = mark_of("extract", version, reading)
    running.stage("_stages/extract", extracting, lambda: running.extract(others, version, piece))
    running.tables(extracting)
    if across:
        Matching(running, extracting).run()
        Comparing(running, extracting).run()
        if concepts:
            Grouping(running, extracting).run()
    return ResultsReport(
        out=folder.path,
        model=version,
        **running.counts(),
        kept=tuple(running.kept),
        seconds=time.monotonic() - began,
    )


def sql(name: str) -> str:
    """The text of one of the `.sql` files."""
    return files("quoth.results").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


class _Run:
    """The stages of one run."""

    def __init__(
        self,
        session: pyspark.sql.SparkSession,
        folder: Folder,
        settings: Settings,
        mapping: dict[str, str] | None,
        max_bytes: int,
    ):
        self.session = session
        self.folder = folder
        self.settings = settings
        self.mapping = mapping
        self.max_bytes = max_bytes
        self.kept: list[str] = []
        self.away: set[str] = set()
        self.hands = session.sparkContext.defaultParallelism

    def stage(self, name: str, mark: str, make, *by: str, **about) -> None:
        """Do a stage if it is not done; `about` is noted with it."""
        from quoth.engine.spark import plain_errors

        if self.folder.done(name, mark):
            self.kept.append(name)
            return
        with plain_errors():
            self.folder.write(make(), name, mark, *by, **about)

    # Listing

    def listing(self, paths: Iterable[str]) -> Iterator[tuple[FoundFile | SkippedInput, str]]:
        """Files in the order of the local engine, each once, with what tells their state."""
        seen: set[str] = set()
        for path in paths:
            away = "://" in path
            for found, state in self._remote(path) if away else self._here(path):
                if found.path not in seen:
                    seen.add(found.path)
                    if away:
                        self.away.add(found.path)
                    yield found, state

    def _here(self, path: str) -> Iterator[tuple[FoundFile | SkippedInput, str]]:
        for found in find_files(path):
            state = ""
            if isinstance(found, FoundFile):
                try:
                    status = os.stat(found.path)
                    state = f"{status.st_size} {status.st_mtime_ns}"
                except (OSError, ValueError):
                    pass  # who reads it says why
            yield found, state

    def _remote(self, path: str) -> Iterator[tuple[FoundFile | SkippedInput, str]]:
        """Files of a Hadoop file system, by name; hidden ones are left out."""
        fs, at = self.folder._at(path)
        statuses = fs.globStatus(at)
        found = []
        for status in statuses or ():
            if status.isFile():
                found.append((status, False))
                continue
            inside = fs.listFiles(status.getPath(), True)
            while inside.hasNext():
                found.append((inside.next(), True))
        for status, met in sorted(found, key=lambda pair: pair[0].getPath().toString()):
            name = status.getPath().toString()
            if not (met and name.rpartition("/")[2].startswith((".", "_"))):
                state = f"{status.getLen()} {status.getModificationTime()}"
                yield FoundFile(name, met), state
        if not found:
            advice = "check the address, and that Spark may read it"
            yield SkippedInput(path=path, reason="nothing is there", advice=advice), ""

    def state(self, found: Sequence[tuple[FoundFile | SkippedInput, str]]) -> list:
        """What the read stage depends on."""
        return [[item.path, state] for item, state in found]

    # Stages

    def read(
        self, reader: Step, found: Sequence[tuple[FoundFile | SkippedInput, str]]
    ) -> pyspark.sql.DataFrame:
        """Documents, as rows of the tables that reading fills."""
        listed = [
            (no, item.path, item.met, item.path in self.away)
            for no, (item, _) in enumerate(found)
            if isinstance(item, FoundFile)
        ]
        frames = []
        work = partial(_read, self._setup(reader), self.mapping, self.max_bytes)
        schema = spark_schema(_READ_SCHEMA())
        slices = max(4 * self.hands, -(-len(listed) // FILES))
        columns = "file_no BIGINT, path STRING, met BOOLEAN"
        here = [row[:3] for row in listed if not row[3]]
        if here:
            parts = self.session.sparkContext.parallelize(here, min(slices, len(here)))
            frame = self.session.createDataFrame(parts, columns)
            frames.append(frame.mapInArrow(lambda batches: work(batches), schema))
        away = [row[:3] for row in listed if row[3]]
        if away:
            files = self.session.read.format("binaryFile").load([path for _, path, _ in away])
            known = self.session.createDataFrame(away, columns)
            joined = known.join(files.select("path", "content"), "path", "left")
            joined = joined.select("file_no", "path", "met", "content").repartition(slices)
            frames.append(joined.mapInArrow(lambda batches: work(batches), schema))
        missing = [
            {"file_no": no, "doc_no": 0, **_skipped_row(item)}
            for no, (item, _) in enumerate(found)
            if isinstance(item, SkippedInput)
        ]
        if missing or not frames:
            import pyarrow

            rows = [{**_EMPTY_READ, **given} for given in missing]
            table = pyarrow.Table.from_pylist(rows, _READ_SCHEMA())
            frames.append(self.session.createDataFrame(table, schema))
        whole = frames[0]
        for frame in frames[1:]:
            whole = whole.union(frame)
        return whole

    def extract(self, steps: Sequence[Step], version: str, piece: int) -> pyspark.sql.DataFrame:
        """The statements of each article that is the first of its kind."""
        self.view("read", "_stages/read")
        articles = self.session.sql(sql("first"))
        count = self.session.sql("SELECT COUNT(DISTINCT same) FROM read").first()[0]
        # Each worker gets several parts, so that all end at about the same time.
        parts = max(min(8 * self.hands, count), -(-count // piece), 1)
        work = partial(_extract, self._setup(*steps), version)
        spread = articles.repartition(parts, "file_no", "doc_no")
        return spread.mapInArrow(lambda batches: work(batches), spark_schema(_EXTRACT_SCHEMA()))

    def tables(self, mark: str) -> None:
        """All tables of the results, a few at a time: most of the time of small ones is waiting."""
        self.view("read", "_stages/read")
        self.view("extracted", "_stages/extract")
        self.session.sql(sql("first")).createOrReplaceTempView("first")
        self.session.sql(sql("lost")).createOrReplaceTempView("lost")

        def write(name: str) -> None:
            by = () if name == "input" else (MONTH,)
            self.stage(name, mark_of(name, mark), partial(self.table, name), *by)

        with ThreadPoolExecutor(max_workers=4) as threads:
            list(threads.map(write, (*READ, *EXTRACTED)))

    def table(self, name: str) -> pyspark.sql.DataFrame:
        """One of the tables of the results."""
        if name == "input":
            return self.session.sql(sql("input"))
        if name in READ:
            # A capture is of an input, also of one whose article another input delivers.
            of = "read" if name == "capture" else "first"
            kept = f"SELECT * FROM {of} LEFT ANTI JOIN lost ON lost.same = {of}.same"
            frame = self.session.sql(f"SELECT month, inline({name}) FROM ({kept})")
        else:
            frame = self.session.sql(f"SELECT month, inline({name}) FROM extracted")
        if name == "article":
            frame.createOrReplaceTempView("texts")
            frame = self.session.sql(sql("article"))
        # A month is in as many files as there are hands, however many pages it has.
        owner = frame.columns[1]
        return frame.repartition(2 * self.hands, MONTH, owner).sortWithinPartitions(MONTH)

    def view(self, name: str, stage: str) -> None:
        """Let SQL name a stage."""
        self.folder.read(stage).createOrReplaceTempView(name)

    def counts(self) -> dict[str, int]:
        """The results in figures."""
        of = {
            status: count
            for status, count in self.folder.read("input").groupBy("status").count().collect()
        }
        self.view("extracted", "_stages/extract")
        articles, statements = self.session.sql(sql("counts")).first()
        return {
            "inputs": sum(of.values()),
            "articles": articles,
            "duplicates": of.get("duplicate", 0),
            "skipped": of.get("skipped", 0),
            "failed": of.get("failed", 0),
            "statements": statements,
        }

    def _setup(self, *steps: Step) -> bytes:
        from pyspark import cloudpickle

        return cloudpickle.dumps((through, partial(prepared, steps, self.settings), patience))


# What a worker does


def _READ_SCHEMA() -> pyarrow.Schema:
    known = (MONTH, "path", "same", "article_id")
    return nested(READ, *ORDER, *((name, "TEXT") for name in known))


_EMPTY_READ: dict[str, Any] = {
    MONTH: None,
    "path": None,
    "same": None,
    "article_id": None,
    "input": [],
    "article": [],
    "author": [],
    "capture": [],
}


def _EXTRACT_SCHEMA() -> pyarrow.Schema:
    stated = ("article_id", MONTH, "model", "status", "stage", "reason", "advice")
    return nested(EXTRACTED, *((name, "TEXT") for name in stated))


def _read(
    setup: bytes, mapping: dict | None, max_bytes: int, batches: Iterator[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    """Files to documents to rows, a few documents in memory at a time."""
    import pyarrow

    for batch in batches:
        for given in batch.to_pylist():
            file = FoundFile(given["path"], given["met"])
            content = given.get("content")
            found = documents_in(
                file,
                mapping=mapping,
                max_bytes=max_bytes,
                content=None if content is None else io.BytesIO(content),
            )
            for rows in _batched(enumerate(found), lambda pair: _weight(pair[1])):
                made = _read_rows(setup, given["file_no"], rows)
                yield pyarrow.RecordBatch.from_pylist(made, _READ_SCHEMA())


def _weight(item: RawDocument | SkippedInput) -> int:
    return 0 if isinstance(item, SkippedInput) else _size(item.payload)


def _batched(items: Iterable, weight) -> Iterator[list]:
    batch: list = []
    size = 0
    for item in items:
        batch.append(item)
        size += weight(item)
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_rows(setup: bytes, file_no: int, documents: list) -> list[dict]:
    from quoth.engine.spark import worked

    raws = [raw for _, raw in documents if isinstance(raw, RawDocument)]
    reader = _reader_version(setup)
    marks = [fingerprint(raw, reader) for raw in raws]
    drafts = iter(zip(worked(setup, [Draft(raw=raw) for raw in raws]), raws, marks, strict=True))
    made = []
    for doc_no, item in documents:
        line = {**_EMPTY_READ, "file_no": file_no, "doc_no": doc_no}
        if isinstance(item, SkippedInput):
            made.append({**line, **_skipped_row(item)})
            continue
        draft, raw, mark = next(drafts)
        if isinstance(draft, Failure):
            draft = Draft().stopped("failed", None, draft.reason, draft.advice)
        given = Input(path=raw.path, format=raw.format, fingerprint=mark, status=draft.status)
        article = draft.article
        given = replace(
            given,
            stage=draft.stage,
            reason=draft.reason,
            advice=draft.advice,
            article_id=article and article.id,
        )
        line |= {"path": raw.path, "input": [_values("input", given)]}
        if article is not None:
            page = page_of(article.url)
            # The same text of the same page is one article, whatever follows its address.
            same = article.id if page is None else f"{page} {article.text_sha256}"
            line |= {MONTH: month_of(article.published), "same": same, "article_id": article.id}
            line["article"] = [_values("article", article, page=page)]
            lists = list_rows(article, "article")
            line["author"] = [values(TABLE["author"], one) for one in lists["author"]]
            if draft.captured is not None:
                line["capture"] = [_values("capture", draft.captured.capture)]
        made.append(line)
    return made


def _reader_version(setup: bytes) -> str:
    import pickle

    _, prepare, _ = pickle.loads(setup)
    return prepare.args[0][0].version


def _skipped_row(item: SkippedInput) -> dict[str, Any]:
    given = Input(
        path=item.path,
        status="skipped",
        stage="read",
        reason=item.reason,
        advice=item.advice or None,
    )
    return {"path": item.path, "input": [_values("input", given)]}


def _values(table: str, thing: Any, **stored: Any) -> dict[str, Any]:
    stored = {"number": None, "model": None, "superseded_by": None, "page": None, **stored}
    return values(TABLE[table], row(TABLE[table], thing, **stored))


def article_of(given: Mapping[str, Any], authors: Iterable[Mapping[str, Any]]) -> Article:
    """An article from its row and those of its authors."""
    ordered = sorted(authors, key=lambda author: author["ordinal"])
    return noun("article", given, {"author": [author["name"] for author in ordered]})


def _extract(
    setup: bytes, version: str, batches: Iterator[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    """Articles to rows of the tables of statements."""
    import pyarrow

    from quoth.engine.spark import worked

    for batch in batches:
        given = (
            one for place in range(batch.num_rows) for one in batch.slice(place, 1).to_pylist()
        )
        for part in _batched(given, lambda one: len(one["article"][0]["text"])):
            articles = [article_of(one["article"][0], one["author"]) for one in part]
            drafts = worked(setup, [Draft(article=article) for article in articles])
            rows = [
                _extract_row(article, one[MONTH], draft, version)
                for one, article, draft in zip(part, articles, drafts, strict=True)
            ]
            yield pyarrow.RecordBatch.from_pylist(rows, _EXTRACT_SCHEMA())


def _extract_row(article: Article, month: str, draft: Draft | Failure, version: str) -> dict:
    if isinstance(draft, Failure):
        draft = Draft(article=article).stopped("failed", None, draft.reason, draft.advice)
    line: dict[str, Any] = {
        "article_id": article.id,
        MONTH: month,
        "model": None if draft.statements is None else version,
        "status": draft.status,
        "stage": draft.stage,
        "reason": draft.reason,
        "advice": draft.advice,
        **{name: [] for name in EXTRACTED},
    }
    for ordinal, statement in enumerate(draft.statements or ()):
        line["statement"].append(_values("statement", statement, ordinal=ordinal))
        for table, rows in list_rows(statement, "statement").items():
            line[table] += [values(TABLE[table], one) for one in rows]
    return line
