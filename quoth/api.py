"""The Python API: the twins of the commands, reached as `quoth.read`, `quoth.extract` …

    import quoth

    for article in quoth.read("pages/"):
        print(article.outlet, article.title)

    for statement in quoth.extract("page.html"):
        print(statement.source, statement.content.text)

    quoth.run("affair.quoth", "pages/")
    with quoth.open("affair.quoth") as project:
        ...

Inputs that cannot be used are never dropped in silence: they are handed to `on_skip` as
`SkippedInput`, or, without it, warned of as `SkippedInputWarning`.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError
from quoth.model import Article, SkippedInput, Statement

if TYPE_CHECKING:
    from quoth.extract import Extractor
    from quoth.running import RunReport
    from quoth.store import Project

Input = str | os.PathLike[str]
OnSkip = Callable[[SkippedInput], None]

MAX_BYTES = 20_000_000
"""That of `quoth.read`, which is imported when it is needed."""


class SkippedInputWarning(UserWarning):
    """An input was skipped; the message names it, the reason and what to try."""


def read(
    inputs: Input | Iterable[Input],
    *,
    mapping: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    on_skip: OnSkip | None = None,
) -> Iterator[Article]:
    """The articles that files, directories, globs or standard input ("-") hold.

    Args:
        inputs: one path or several.
        mapping: for JSON Lines with other field names, from our field to theirs:
            `{"text": "body"}`.
        max_bytes: skip an input larger than this.
        on_skip: called with each `SkippedInput`; without it, each is a warning.

    Yields:
        Articles in the order of the inputs.

    Raises:
        UsageError: no input was given, or a mapping names no field of ours.
    """
    paths = _paths(inputs)
    return _read(paths, mapping, max_bytes, on_skip or _warn)


def extract(
    inputs: Article | Input | Iterable[Article | Input] | None = None,
    *,
    text: str | None = None,
    model: Extractor | Input | None = None,
    fast: bool = False,
    workers: int | None = None,
    mapping: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    on_skip: OnSkip | None = None,
) -> Iterator[Statement]:
    """Who said what: the statements of articles, their sources resolved.

    Args:
        inputs: articles, or paths as `read` takes them, one or several, also mixed.
        text: an article's text instead of inputs.
        model: a loaded `Extractor` or a model folder; without it the one that is shipped.
        fast: read with half of the network's layers: quicker and less accurate.
        workers: processes. None: one a core, or this one alone when the articles are few.
        mapping: as for `read`.
        max_bytes: as for `read`.
        on_skip: called with each `SkippedInput`; without it, each is a warning.

    Yields:
        Statements, by article in the order of the inputs, then in order of appearance.
        `statement.article_id` is the `id` of its article.

    Raises:
        UsageError: neither inputs nor a text was given, or both.
        ModelError: the model cannot be used.
    """
    if (inputs is None) == (text is None):
        raise UsageError(
            "extract takes inputs or a text, one of them",
            advice='quoth.extract("page.html") or quoth.extract(text="…")',
        )
    on_skip = on_skip or _warn
    if text is not None:
        inputs = Article.of(text, path="<text>")
    articles = _articles(inputs, mapping, max_bytes, on_skip)
    return _statements(articles, _loader(model, fast), workers, on_skip)


def open(project: Input, *, write: bool = False) -> Project:
    """A project file to search and read: `with quoth.open("affair.quoth") as project: …`.

    Args:
        project: the project file.
        write: it can be written to, to judge.

    Raises:
        ProjectError: there is no such file, or it is no project of this Quoth.
    """
    from quoth.store import Project

    return Project.open(project, write=write)


def run(project: Input, inputs: Input | Iterable[Input], **options: Any) -> RunReport:
    """Read, extract and resolve inputs and store them in a project file.

    Resumable and incremental: what the project already holds is not done again.

    Args:
        project: the project file; made where there is none.
        inputs: one path or several, as `read` takes them.
        **options: those of `quoth.running.run`: `workers`, `mapping`, `max_bytes`,
            `fast`, `originals`, `on_progress`.
    """
    from quoth import running

    return running.run(project, _paths(inputs), **options)


def watch(project: Input, feeds: str | Iterable[str], **options: Any):
    """Follow feeds: fetch the articles of new entries and run them into a project.

    This is the only function that uses a network.

    Args:
        project: the project file; made where there is none.
        feeds: addresses of RSS or Atom feeds.
        **options: those of `quoth.watch.polling.watch`: `once`, `every`, `delay`, `contact`,
            `stop`, `on_poll`, and those of `run`.

    Returns:
        The last look at the feeds: how many pages it fetched, what became of them.
    """
    from importlib import import_module

    return import_module("quoth.watch").watch(project, feeds, **options)


def export(project: Input, target: Input, **options: Any):
    """Write a project, or what is found in it, in another tool's format.

    Args:
        project: the project file.
        target: the file or folder to write.
        **options: those of `quoth.export.export`: `format`, `force`, `group`, and the filters of
            `find`.

    Returns:
        How many rows of what were written, and what the format cannot hold.
    """
    from importlib import import_module

    with open(project) as opened:
        return import_module("quoth.export").export(opened, target, **options)


def import_(project: Input, inputs: Input | Iterable[Input], **options: Any):
    """Take what people marked in other tools into a project, as their judgements.

    Args:
        project: the project file.
        inputs: files or folders.
        **options: those of `quoth.imports.take`: `format`, `by`, `reject_missing`,
            `articles`.

    Returns:
        How many were corrected, added … and what was refused, with the reasons.
    """
    from importlib import import_module

    with open(project, write=True) as opened:
        return import_module("quoth.imports").take(opened, _paths(inputs), **options)


def serve(project: Input, **options: Any) -> None:
    """Show a project in a browser until interrupted: the desk.

    Args:
        project: the project file.
        **options: those of `quoth.serve.server.serve`: `host`, `port`, `password`, `names`,
            `read_only`, `open_browser`, `on_ready`.
    """
    from importlib import import_module

    import_module("quoth.serve.server").serve(project, **options)


def evaluate(inputs: Input | Iterable[Input], **options: Any):
    """Measure the model, or given predictions, on articles that people have read.

    Args:
        inputs: gold files or folders: PolNeAR's, or JSON like `quoth extract` prints.
        **options: those of `quoth.evaluate.evaluate`: `predictions` and more.
    """
    from importlib import import_module

    return import_module("quoth.evaluate").evaluate(_paths(inputs), **options)


def _paths(inputs: Input | Iterable[Input]) -> list[str]:
    """One path or several as a list of them."""
    if isinstance(inputs, (str, os.PathLike)):
        inputs = [inputs]
    paths = [os.fspath(path) for path in inputs]
    if not paths:
        raise UsageError("no input was given", advice="name a file, a folder, a glob or '-'")
    return paths


def _read(paths, mapping, max_bytes, on_skip) -> Iterator[Article]:
    from quoth.read import read as read_inputs

    for item in read_inputs(paths, mapping=mapping, max_bytes=max_bytes):
        if isinstance(item, Article):
            yield item
        else:
            on_skip(item)


def _articles(inputs, mapping, max_bytes, on_skip) -> Iterator[Article]:
    if isinstance(inputs, (Article, str, os.PathLike)):
        inputs = [inputs]
    for item in inputs:
        if isinstance(item, Article):
            yield item
        else:
            yield from _read(_paths(item), mapping, max_bytes, on_skip)


def _statements(articles, load, workers, on_skip) -> Iterator[Statement]:
    from quoth.attribution import attribute

    for _, found in attribute(articles, load=load, workers=workers):
        if isinstance(found, SkippedInput):
            on_skip(found)
        else:
            yield from found


def _loader(model: Extractor | Input | None, fast: bool) -> Callable[[], Extractor]:
    """How each process gets its extractor."""
    from functools import partial

    from quoth.attribution import shipped_extractor

    if model is None or isinstance(model, (str, os.PathLike)):
        return partial(shipped_extractor, model and os.fspath(model), fast=fast)
    return partial(_same, model)


def _same(model: Extractor) -> Extractor:
    return model


def _warn(skipped: SkippedInput) -> None:
    advice = f"; try: {skipped.advice}" if skipped.advice else ""
    warnings.warn(
        f"skipped {skipped.path}: {skipped.reason}{advice}", SkippedInputWarning, stacklevel=4
    )
