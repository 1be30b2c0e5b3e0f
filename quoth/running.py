"""A run: finds what there is to do, hands it to workers, and keeps what they find.

A worker does all steps for a small batch of documents and gives nouns back; only this
process writes, one transaction a batch. So a run that is killed at any moment leaves a sound
project, and the same command again goes on where it stopped. A document on which a step
fails becomes a row with the reason; the others of its batch are done.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any

from quoth.engine import Engine, Failure, local_engine
from quoth.model import Article, Input, SkippedInput
from quoth.pipeline import STEPS, Draft, Settings, Step, prepared, through, version_of
from quoth.read import MAX_BYTES, RawDocument, find_documents
from quoth.store import Outcome, Project
from quoth.store.originals import Captured

BATCH_DOCUMENTS = 8
BATCH_BYTES = 400_000
"""A batch ends at whichever comes first: seldom enough to write, often enough to be seen."""

PENDING = 200
"""Outcomes that need no worker are written at the latest when there are so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is. `total` is None until the inputs are counted."""

    done: int
    total: int | None
    articles: int
    """Read, extracted and resolved in this run; `words` and `statements` are theirs."""
    words: int
    statements: int
    unchanged: int
    duplicates: int
    skipped: int
    failed: int
    seconds: float
    """Since the run began; the rate is `words / seconds`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What a run did."""

    project: str
    model: str
    inputs: int
    """Documents found; one of the next five is said of each."""
    articles: int
    """New or changed, now in the project with their statements."""
    unchanged: int
    duplicates: int
    skipped: tuple[Input, ...]
    """Inputs of this run that gave nothing or no statements, also those known before."""
    failed: tuple[Input, ...]
    """Inputs that something went wrong with; they are tried again next time."""
    renewed: int
    """Articles that were in the project already and got statements of this model."""
    statements: int
    words: int
    seconds: float


def run(
    project: str | os.PathLike[str],
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    workers: int | None = None,
    mapping: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    model: str | os.PathLike[str] | None = None,
    fast: bool = False,
    originals: bool = True,
    on_progress: Callable[[Progress], None] | None = None,
    engine: Engine | None = None,
    steps: tuple[Step, ...] = STEPS,
    found: Iterable[RawDocument | SkippedInput] | None = None,
) -> RunReport:
    """Read, extract and resolve inputs and keep them in a project file.

    The same command again changes nothing; with more inputs it adds them; after an
    interruption it goes on. Articles whose statements are of another model are done anew.

    Args:
        project: the project file, made where there is none.
        paths: files, directories, glob patterns, "-".
        workers: processes; None for one a core, 1 to work in this one.
        mapping: for JSON with other field names, from ours to theirs.
        max_bytes: larger documents are skipped.
        model: a model folder; by default the one that comes with Quoth.
        fast: read with half of the network's layers; other statements, as of another model.
        originals: keep the inputs' own bytes in the project; without them `quoth verify` can
            compare only what the project itself holds.
        on_progress: called in this thread after each batch, at the start and at the end.
        engine: where to work; `workers` is then its own affair, and it is not closed.
        steps: the pipeline.
        found: documents that somebody has found already; `paths` then only says where.

    Raises:
        ProjectError: the project cannot be opened or written.
        ModelError: the model cannot be used.
        UsageError: an option that cannot be.
        KeyboardInterrupt: as it came; what was written until then stays.
    """
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    paths = [os.fspath(path) for path in paths]
    mapping = dict(mapping) if mapping else None
    settings = Settings(
        model=None if model is None else os.fspath(model), fast=fast, originals=originals
    )
    # Checks mapping and limit before a project is made of nothing.
    counted = found is None
    if found is None:
        found = find_documents(paths, mapping=mapping, max_bytes=max_bytes)
    own = engine or local_engine(workers)
    try:
        reader, *others = prepared(steps, settings)
        version = version_of(others)
        del others
        if workers != 1:
            prepared.cache_clear()  # the processes load their own
        with Project.open(project, create=True) as opened, opened.alone():
            running = _Run(opened, reader, version, paths, on_progress)
            if counted:
                running.count(lambda: find_documents(paths, mapping=mapping, max_bytes=max_bytes))
            with running:
                tools = partial(prepared, steps, settings)
                batches = chain(running.new(found), running.outdated())
                with closing(own.map(through, batches, prepare=tools, seconds=patience)) as results:
                    for batch in results:
                        running.settle(batch)
                running.join(own)
            return running.report()
    finally:
        prepared.cache_clear()
        if engine is None:
            own.close()


def patience(draft: Draft) -> float:
    """Seconds by the clock that a document may take: a hundred times what it does take."""
    raw, article = draft.raw, draft.article
    size = _size(raw.payload) if raw is not None else 0
    return 30 + (size + (len(article.text) if article is not None else 0)) / 5000


def fingerprint(raw: RawDocument, reader: str) -> str:
    """sha-256 of what a document's article depends on, but for its path.

    Args:
        raw: the document.
        reader: the version of the read step.
    """
    if isinstance(raw.payload, bytes):
        payload = raw.payload
    else:
        payload = json.dumps(raw.payload, sort_keys=True).encode()
    about = json.dumps([reader, raw.format, raw.fields, len(payload)], sort_keys=True)
    return hashlib.sha256(about.encode() + b"\n" + payload).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What is known of a document while a worker has it. `input` is None for an old article."""

    input: Input | None
    article: Article | None = None


class _Run:
    """One run: decides what there is to do, counts, and hands outcomes to the project."""

    def __init__(
        self,
        project: Project,
        reader: tuple[Step, Any],
        version: str,
        paths: list[str],
        on_progress: Callable[[Progress], None] | None,
    ):
        """`reader` is the first step with its tool; `version` that of all the others."""
        self.project = project
        self.reader = reader
        self.version = version
        self.paths = paths
        self.on_progress = on_progress
        self.started = time.monotonic()
        self.at_work: deque[list[_Task]] = deque()
        self.pending: list[Outcome] = []
        self.seen: set[str] = set()
        self.attempted: set[str] = set()
        self.diary: int | None = None
        self.total: int | None = None
        self.stop_counting = threading.Event()
        self.inputs = self.done = self.articles = self.words = self.statements = 0
        self.unchanged = self.duplicates = self.renewed = 0
        self.skipped: list[Input] = []
        self.failed: list[Input] = []

    def __enter__(self) -> _Run:
        self.tell()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.stop_counting.set()
        if kind is None:
            self.flush()
            if self.diary is not None:
                self.project.end_run(self.diary)
            self.total = self.done
            self.tell()

    # What there is to do

    def count(self, find: Callable[[], Iterable]) -> None:
        """Count the inputs beside the work, for whoever shows the remaining time."""
        if self.on_progress is None or "-" in self.paths:
            return

        def counting() -> None:
            number = 0
            # An error here is only a missing total: the run itself meets it too, and says so.
            with suppress(Exception):
                for _ in find():
                    number += 1
                    if self.stop_counting.is_set():
                        return
                self.total = number

        threading.Thread(target=counting, name="quoth-count", daemon=True).start()

    def new(self, found: Iterable[RawDocument | SkippedInput]) -> Iterator[list[Draft]]:
        """Batches of documents that the project does not hold as they are."""
        batch: list[Draft] = []
        tasks: list[_Task] = []
        size = 0
        for item in found:
            self.inputs += 1
            if isinstance(item, SkippedInput):
                self.skip(item)
                continue
            task = self.task(item)
            if task is None:
                continue
            # The workers need what is parsed, not a second copy of it as it stood in the file.
            draft = Draft(raw=replace(item, path=task.input.path))
            if self.is_copy(task.input, draft):
                continue
            batch.append(draft)
            tasks.append(task)
            size += _size(item.payload)
            if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
                self.at_work.append(tasks)
                yield batch
                batch, tasks, size = [], [], 0
        if batch:
            self.at_work.append(tasks)
            yield batch

    def skip(self, item: SkippedInput) -> None:
        """An input that could not even be opened."""
        given = Input(
            path=item.path,
            status="skipped",
            stage="read",
            reason=item.reason,
            advice=item.advice or None,
        )
        known = self.project.input(item.path)
        if known is None or replace(known, article_id=None) != given:
            self.pend(Outcome(input=given))  # counted when it is written
        else:
            self.skipped.append(given)
            self.step_on()

    def task(self, raw: RawDocument) -> _Task | None:
        """The input of a raw document; None if there is nothing to do for it."""
        mark = fingerprint(raw, self.reader[0].version)
        # Standard input is another text each time: its name says nothing.
        path = f"-#{mark[:12]}" if raw.path == "-" or raw.path.startswith("-:") else raw.path
        known = self.project.input(path)
        again = path in self.seen
        self.seen.add(path)
        if again or (known and known.fingerprint == mark and known.status != "failed"):
            if not again and self.lacks_original(known):
                self.pend(Outcome(input=known, captured=self.captured(raw, known)))
                return None
            if not again and known.status == "skipped":
                self.skipped.append(known)
            else:
                self.unchanged += 1
            self.step_on()
            return None
        return _Task(input=Input(path=path, format=raw.format, fingerprint=mark, status="done"))

    def lacks_original(self, known: Input) -> bool:
        """Whether an original is to be kept that was not: in a project older than that."""
        wanted = getattr(self.reader[1], "originals", False)
        return wanted and known.article_id is not None and not self.project.has_original(known.path)

    def captured(self, raw: RawDocument, known: Input) -> Captured:
        """What is kept of a document beside its article, which the project has."""
        from quoth.store.originals import captured

        raw = replace(raw, path=known.path)
        return captured(raw, known.article_id, reader=self.reader[0].version)

    def is_copy(self, given: Input, draft: Draft) -> bool:
        """Record a second copy of a file that the project has: no worker need see it.

        The bytes are known, but not which article they are at this path: it is read here.
        """
        known = self.project.alike(given.fingerprint)
        if known is None or known.path == given.path:
            return False
        (draft,) = through([self.reader], [draft])
        if draft.article is None or draft.article.id != known.article_id:
            return False
        self.pend(Outcome(input=given, article=draft.article, captured=draft.captured))
        return True

    def outdated(self) -> Iterator[list[Draft]]:
        """Batches of the project's articles whose statements are not of this version."""
        ids = [id for id in self.project.outdated(self.version) if id not in self.attempted]
        if self.total is not None:
            self.total += len(ids)
        for first in range(0, len(ids), BATCH_DOCUMENTS):
            articles = [self.project.article(id)[0] for id in ids[first : first + BATCH_DOCUMENTS]]
            self.at_work.append([_Task(input=None, article=article) for article in articles])
            yield [Draft(article=article) for article in articles]

    # What became of it

    def settle(self, results: list[Draft | Failure]) -> None:
        """Record a batch that comes back from a worker."""
        for task, result in zip(self.at_work.popleft(), results, strict=True):
            if isinstance(result, Failure):
                result = Draft(article=task.article).stopped(
                    "failed", None, result.reason, result.advice
                )
            new = task.input is not None
            outcome = self.outcome(task, result) if new else self.renewal(task, result)
            if outcome is not None:
                self.pending.append(outcome)
            self.done += 1
        self.flush()
        self.tell()

    def outcome(self, task: _Task, draft: Draft) -> Outcome:
        """What to record of an input."""
        given = replace(
            task.input,
            status=draft.status,
            stage=draft.stage,
            reason=draft.reason,
            advice=draft.advice,
        )
        if draft.article is not None:
            self.attempted.add(draft.article.id)
        return Outcome(
            input=given,
            article=draft.article,
            captured=draft.captured,
            statements=draft.statements,
            model=self.version,
        )

    def renewal(self, task: _Task, draft: Draft) -> Outcome | None:
        """What to record of an article that was in the project; None if it is current."""
        article = task.article
        if article.id in self.attempted or self.project.model_of(article.id) == self.version:
            return None  # its input came in the same run and was at work at the same time
        given = self.project.owner(article.id)
        if given is not None and given.stage != "read":
            given = replace(
                given,
                status=draft.status,
                stage=draft.stage,
                reason=draft.reason,
                advice=draft.advice,
            )
        else:
            given = None  # superseded, or its input cannot be read any more
        return Outcome(
            input=given,
            article=article,
            statements=draft.statements,
            model=self.version,
            renewal=True,
        )

    def reckon(self, outcome: Outcome, written: Input | None) -> None:
        """Count what was written for an outcome."""
        status = "renewed" if outcome.input is None else written.status
        if outcome.article is None and outcome.captured is not None and status != "skipped":
            self.unchanged += 1  # only its original was kept
            return
        if status == "failed":
            self.failed.append(written)
        elif status == "skipped":
            self.skipped.append(written)
        elif status == "duplicate":
            self.duplicates += 1
        elif outcome.statements is None:
            self.unchanged += 1  # an article that the project had comes by another name
        if status == "duplicate" or outcome.article is None or outcome.statements is None:
            return
        self.words += len(outcome.article.text.split())
        self.statements += len(outcome.statements)
        if outcome.renewal:
            self.renewed += 1
        elif status == "done":
            self.articles += 1

    def pend(self, outcome: Outcome) -> None:
        """Record an outcome that needed no worker, soon."""
        self.pending.append(outcome)
        if len(self.pending) >= PENDING:
            self.flush()
        self.step_on()

    def flush(self) -> None:
        """Write what is pending, in one transaction."""
        if not self.pending:
            return
        if self.diary is None:
            self.diary = self.project.begin_run(model=self.version, inputs=self.paths)
        written = self.project.write(self.pending)
        for outcome, given in zip(self.pending, written, strict=True):
            self.reckon(outcome, given)
        self.pending.clear()

    def join(self, engine: Engine) -> None:
        """Join actors, match what they say and find what cannot both stand, now that all are there.

        Always of the whole project: what a hundred articles leave open the next may decide.
        """
        self.flush()
        self.project.find_conflicts(engine=engine)

    def step_on(self) -> None:
        """An input is done without a worker; say so now and then."""
        self.done += 1
        if self.done % PENDING == 0:
            self.tell()

    def tell(self) -> None:
        """Call whoever wants to know how far we are."""
        if self.on_progress is not None:
            self.on_progress(
                Progress(
                    done=self.done,
                    total=self.total,
                    articles=self.articles,
                    words=self.words,
                    statements=self.statements,
                    unchanged=self.unchanged,
                    duplicates=self.duplicates,
                    skipped=len(self.skipped),
                    failed=len(self.failed),
                    seconds=time.monotonic() - self.started,
                )
            )

    def report(self) -> RunReport:
        """The run in figures."""
        return RunReport(
            project=str(self.project.path),
            model=self.version,
            inputs=self.inputs,
            articles=self.articles,
            unchanged=self.unchanged,
            duplicates=self.duplicates,
            skipped=tuple(self.skipped),
            failed=tuple(self.failed),
            renewed=self.renewed,
            statements=self.statements,
            words=self.words,
            seconds=time.monotonic() - self.started,
        )


def _size(payload: bytes | dict) -> int:
    """About how large a document is: its bytes, or the length of its texts."""
    if isinstance(payload, bytes):
        return len(payload)
    return sum(len(value) for value in payload.values() if isinstance(value, str))
