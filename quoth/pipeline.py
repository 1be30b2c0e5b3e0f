"""The pipeline, a table of contents: the steps, what each reads and what each writes.

A step is pure: it goes on with a draft and writes nothing. `quoth/running.py` hands the
steps to workers and is the only one that writes. When all articles are there it joins their
actors (`quoth/actors`), which no step can: that takes the whole project.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quoth.errors import QuothError
from quoth.model import Article, InputStatus, SkippedInput, Statement
from quoth.read import RawDocument
from quoth.store.record import unstorable_article, unstorable_statements

if TYPE_CHECKING:
    from quoth.store.originals import Captured

REPORT_IT = "report it with the input, if you may pass it on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the steps of a run are told."""

    model: str | None = None
    """The model folder; None for the one that comes with Quoth."""
    fast: bool = False
    """Whether to read with half of the network's layers."""
    originals: bool = True
    """Whether the inputs' own bytes are kept in the project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One document on its way through the steps; each step fills in more."""

    raw: RawDocument | None = None
    article: Article | None = None
    captured: Captured | None = None
    statements: tuple[Statement, ...] | None = None
    status: InputStatus = "done"
    stage: str | None = None
    reason: str | None = None
    advice: str | None = None

    def stopped(self, status: InputStatus, stage: str | None, reason: str, advice: str) -> Draft:
        """The draft as it is, going no further."""
        return replace(
            self, raw=None, status=status, stage=stage, reason=reason, advice=advice or None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage of the pipeline.

    `prepare(settings)` makes its tool, once a process; if the tool has a `version`, the
    statements are of that version. `run(tool, draft)` is pure and goes on with a draft. Both
    must be importable by name. `version` is raised when the step's own code gives other
    results: what was made by an older one is then made anew.
    """

    name: str
    version: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    prepare: Callable[[Settings], Any]
    run: Callable[[Any, Draft], Draft]


def no_tool(settings: Settings) -> None:
    """For steps that need none."""


def read_settings(settings: Settings) -> Settings:
    """What reading needs to know."""
    return settings


def read_step(settings: Settings, draft: Draft) -> Draft:
    """A raw document becomes an article; what is to be kept of it is packed here, by a worker."""
    from quoth.read import parse
    from quoth.store.originals import captured

    if draft.raw is None:
        return draft  # an article that the project has already
    found = parse(draft.raw)
    if isinstance(found, SkippedInput):
        return draft.stopped("skipped", "read", found.reason, found.advice)
    kept = captured(draft.raw, found.id, reader=STEPS[0].version, keep=settings.originals)
    return replace(draft, raw=None, article=found, captured=kept)


def load_extractor(settings: Settings) -> Any:
    """The model, as `extract_step` uses it."""
    from quoth.extract import Extractor

    return Extractor.load(settings.model, fast=settings.fast)


def extract_step(extractor: Any, draft: Draft) -> Draft:
    """An article gets its statements; one by one, so that no neighbour changes a result."""
    from quoth.extract import unsupported

    if reason := unsupported(draft.article):
        advice = "searches find its text; statements come with a model for its language"
        return replace(draft, statements=()).stopped("skipped", "extract", reason, advice)
    (statements,) = extractor.predict([draft.article])
    return replace(draft, statements=tuple(statements))


def resolve_step(tool: None, draft: Draft) -> Draft:
    """Sources become speakers; statements stand in order of appearance."""
    from quoth.attribution import in_order
    from quoth.resolve import resolve

    return replace(draft, statements=in_order(resolve(draft.article, draft.statements)))


STEPS: tuple[Step, ...] = (
    Step(
        name="read",
        version="1",
        reads=("files, lines of JSON, standard input",),
        writes=("input", "article", "author", "capture", "original"),
        prepare=read_settings,
        run=read_step,
    ),
    Step(
        name="extract",
        version="4",
        reads=("article",),
        writes=("statement", "content"),
        prepare=load_extractor,
        run=extract_step,
    ),
    Step(
        name="resolve",
        version="9",
        reads=("article", "author", "statement", "content"),
        writes=("statement", "speaker", "link", "ground"),
        prepare=no_tool,
        run=resolve_step,
    ),
)


@lru_cache(maxsize=1)
def prepared(steps: tuple[Step, ...], settings: Settings) -> tuple[tuple[Step, Any], ...]:
    """Each step with its tool; made once in a process."""
    return tuple((step, step.prepare(settings)) for step in steps)


def through(tools: Sequence[tuple[Step, Any]], batch: Sequence[Draft]) -> list[Draft]:
    """All steps for a batch: what a worker does. It never raises for one document."""
    return [_through(tools, draft) for draft in batch]


def _through(tools: Sequence[tuple[Step, Any]], draft: Draft) -> Draft:
    for step, tool in tools:
        try:
            draft = step.run(tool, draft)
        except QuothError as error:
            reason, advice = error.reason, error.advice
        except Exception as error:
            reason, advice = f"{type(error).__name__}: {error}"[:500], REPORT_IT
        else:
            reason = advice = ""
        if reason:
            draft = replace(draft, statements=None)
            draft = draft.stopped("failed", step.name, reason, advice)
        if draft.status != "done":
            break
    return _storable(draft)


def _storable(draft: Draft) -> Draft:
    if draft.article is None:
        return draft
    if reason := unstorable_article(draft.article):
        advice = "save it again as UTF-8"
        return replace(draft, article=None, captured=None, statements=None).stopped(
            "skipped", "store", reason, advice
        )
    if reason := unstorable_statements(draft.article, draft.statements or ()):
        return replace(draft, statements=None).stopped("failed", "store", reason, REPORT_IT)
    return draft


def version_of(tools: Sequence[tuple[Step, Any]]) -> str:
    """What statements depend on besides the article: the model and the steps' own versions."""
    parts = []
    for step, tool in tools:
        model = getattr(tool, "version", None)
        parts.append(f"{step.name} {step.version}" + (f" {model}" if model else ""))
    return ", ".join(parts)
