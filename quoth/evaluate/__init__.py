"""evaluate: how often the model is right, on articles that people have read.

`docs/evaluate.md` says how each figure is counted. The quality gate is
`python -m quoth.evaluate.gate`, the agreement of human annotators
`python -m quoth.evaluate.agreement`.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoth.evaluate.report import Report, Row
    from quoth.extract import Extractor
    from quoth.model import Statement

__all__ = ["evaluate"]


def evaluate(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    predictions: str | PathLike[str] | None = None,
    extractor: Extractor | None = None,
    keep: str | PathLike[str] | None = None,
    model: str | PathLike[str] | None = None,
    fast: bool = False,
    workers: int = 1,
) -> Report:
    """Measure the model, or given predictions, against gold.

    An article that several people annotated (PolNeAR has a few) counts once for
    each of them: the same predictions are scored against every reading.

    Args:
        paths: PolNeAR compartments (``text/`` and ``attributions/``), folders or
            files of gold in JSON, folders with ``gold/`` and ``pages/`` like our
            examples, or gold pages of the read stage (``gold.jsonl``).
        predictions: a file of `quoth extract --json` lines to be scored instead
            of running the model; found by article id, else by file name.
        extractor: a loaded extractor; without it the model is loaded.
        keep: a file to write the predictions to, one JSON line a statement.
        model: a model folder; without it the weights that are shipped.
        fast: read with half of the network's layers.
        workers: processes to extract in.

    Raises:
        InputError: a path holds no gold, or gold that cannot be read.
        UsageError: options that do not go together, or predictions of another text.
        ModelError: the model cannot be used.
    """
    from quoth.errors import UsageError
    from quoth.evaluate.datasets import name_apart, read_dataset
    from quoth.evaluate.predictions import Predictions, keep_predictions, predict
    from quoth.evaluate.report import Report
    from quoth.evaluate.scores import SCORE

    if predictions is not None and (extractor is not None or model is not None):
        raise UsageError(
            "predictions are scored as they are: no model runs",
            advice="give either predictions or a model",
        )
    listed = [paths] if isinstance(paths, str | PathLike) else list(paths)
    if not listed:
        raise UsageError("no gold was given", advice="name a folder or file of gold")
    datasets = [read_dataset(path) for path in listed]
    name_apart(datasets)
    articles = [gold.article for dataset in datasets for gold in dataset.articles]
    notes: tuple[str, ...] = ()
    if not articles:
        predicted: dict[str, tuple[Statement, ...]] = {}
    elif predictions is not None:
        file = Predictions(predictions)
        predicted = {article.id: file.of(article) for article in articles}
        notes = file.notes()
    else:
        predicted, notes = predict(
            articles, extractor=extractor, model=model, fast=fast, workers=workers
        )
    if keep is not None:
        keep_predictions(keep, articles, predicted)
    rows: list[Row] = []
    calibration = {}
    for dataset in datasets:
        found, bins = SCORE[dataset.kind](dataset, predicted)
        rows.extend(found)
        if bins:
            calibration[dataset.name] = bins
    return Report(tuple(rows), calibration, notes)
