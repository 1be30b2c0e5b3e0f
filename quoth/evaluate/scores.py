"""One dataset and its predictions in, rows out: which figure is counted how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.evaluate.calibration import Bin, bins, expected_error
from quoth.evaluate.datasets import Dataset
from quoth.evaluate.pages import measure
from quoth.evaluate.quotes import THRESHOLDS, QuoteTally, quotes_of, score_quotes
from quoth.evaluate.report import Row
from quoth.evaluate.spans import ROLES, Letters, Tally, exact, mark, overlap, strict
from quoth.evaluate.statements import (
    Group,
    StatementTally,
    score_confidence,
    score_statements,
)
from quoth.model import Statement

Predicted = Mapping[str, Sequence[Statement]]
"""Statements by article id."""

Scored = tuple[list[Row], tuple[Bin, ...]]
"""The rows of a dataset, and its bins of confidence."""


def score_polnear(dataset: Dataset, predicted: Predicted) -> Scored:
    """Spans against gold; only statements that no other contains, as PolNeAR marks them."""
    roles = dict.fromkeys(ROLES, Tally())
    all_strict, all_overlap = Tally(), Tally()
    quotes = dict.fromkeys(THRESHOLDS, QuoteTally())
    confidences: list[tuple[float, bool]] = []
    for gold in dataset.articles:
        text = gold.article.text
        letters = Letters(text)
        outermost = [s for s in predicted[gold.article.id] if s.nested_in is None]
        ours = [mark(statement, letters) for statement in outermost]
        theirs = [mark(statement, letters) for statement in gold.statements]
        for role in ROLES:
            roles[role] += exact(ours, theirs, role)
        all_strict += strict(ours, theirs)
        all_overlap += overlap(ours, theirs)
        our_quotes = quotes_of(outermost, letters, text)
        gold_quotes = quotes_of(gold.statements, letters, text)
        for threshold in THRESHOLDS:
            quotes[threshold] += score_quotes(our_quotes, gold_quotes, threshold=threshold)
        confidences += score_confidence(outermost, ours, theirs)
    rows = [
        *(f1_row(dataset.name, f"{role} exact", roles[role]) for role in ROLES),
        f1_row(dataset.name, "strict", all_strict),
        f1_row(dataset.name, "overlap", all_overlap),
        *quote_rows(dataset.name, quotes),
        *calibration_rows(dataset.name, confidences),
    ]
    return rows, bins(confidences) if confidences else ()


def score_news(dataset: Dataset, predicted: Predicted) -> Scored:
    """Statements with speakers, nested ones too."""
    total = StatementTally()
    quotes = dict.fromkeys(THRESHOLDS, QuoteTally())
    for gold in dataset.articles:
        text = gold.article.text
        statements = predicted[gold.article.id]
        total += score_statements(statements, gold.statements, text=text)
        letters = Letters(text)
        our_quotes = quotes_of(statements, letters, text)
        gold_quotes = quotes_of(gold.statements, letters, text)
        for threshold in THRESHOLDS:
            quotes[threshold] += score_quotes(our_quotes, gold_quotes, threshold=threshold)
    rows = [
        f1_row(dataset.name, "statements", total.statements),
        f1_row(dataset.name, "right speaker", total.with_speaker),
        *(
            accuracy_row(dataset.name, metric, tally.right, tally.gold)
            for metric, tally in (
                ("speaker kind", total.speaker_kind),
                ("mode", total.mode),
                ("type", total.type),
            )
        ),
        f1_row(dataset.name, "chain", total.chain),
        f1_row(dataset.name, "said on", total.said_on),
        *quote_rows(dataset.name, quotes),
        *calibration_rows(dataset.name, total.confidences),
        *group_rows(dataset.name, total.groups),
    ]
    return rows, bins(total.confidences) if total.confidences else ()


PAGE_FIGURES = (
    ("title", "page title"),
    ("day", "page day"),
    ("authors", "page authors"),
    ("text_f1", "page text"),
)


def score_pages(dataset: Dataset, predicted: Predicted) -> Scored:
    """How well pages are read; the model has no part in it."""
    figures = measure(dataset.path)
    rows = []
    for key, metric in PAGE_FIGURES:
        precision = recall = None
        if key == "text_f1":
            precision, recall = 100 * figures["text_precision"], 100 * figures["text_recall"]
        rows.append(
            Row(
                dataset=dataset.name,
                metric=metric,
                value=100 * figures[key],
                precision=precision,
                recall=recall,
                count=round(figures["pages"]),
            )
        )
    return rows, ()


def f1_row(dataset: str, metric: str, tally: Tally) -> Row:
    """F1 with its precision and recall, in percent."""
    return Row(
        dataset=dataset,
        metric=metric,
        value=_percent(tally.f1),
        precision=_percent(tally.precision),
        recall=_percent(tally.recall),
        count=tally.gold,
    )


def accuracy_row(
    dataset: str, metric: str, right: int, judged: int, *, detail: bool = False
) -> Row:
    """A share of right ones, in percent."""
    value = 100 * right / judged if judged else None
    return Row(dataset=dataset, metric=metric, value=value, count=judged, detail=detail)


def quote_rows(dataset: str, quotes: Mapping[float, QuoteTally]) -> list[Row]:
    """Gender Gap Tracker's three figures at each threshold."""
    rows = []
    for threshold, tally in quotes.items():
        found = tally.found.right
        rows += [
            f1_row(dataset, f"quotes > {threshold}", tally.found),
            accuracy_row(dataset, f"quotes > {threshold} speaker", tally.speaker, found),
            accuracy_row(dataset, f"quotes > {threshold} verb", tally.verb, found),
        ]
    return rows


def calibration_rows(dataset: str, confidences: Sequence[tuple[float, bool]]) -> list[Row]:
    """Expected calibration error, in percent."""
    return [
        Row(
            dataset=dataset,
            metric="calibration error",
            value=_percent(expected_error(confidences)),
            count=len(confidences),
        )
    ]


def group_rows(dataset: str, groups: Mapping[tuple[str, str], Group]) -> list[Row]:
    """Found and rightly attributed statements by mode, type and form of source."""
    rows = []
    for (what, value), group in sorted(groups.items()):
        precision = group.predicted_matched / group.predicted if group.predicted else None
        recall = group.gold_matched / group.gold if group.gold else None
        f1 = None
        if precision is not None and recall is not None:
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        rows.append(
            Row(
                dataset=dataset,
                metric=f"{what} {value}: statements",
                value=_percent(f1),
                precision=_percent(precision),
                recall=_percent(recall),
                count=group.gold,
                detail=True,
            )
        )
        if group.gold_matched:
            rows.append(
                accuracy_row(
                    dataset,
                    f"{what} {value}: speaker",
                    group.right_speaker,
                    group.gold_matched,
                    detail=True,
                )
            )
    return rows


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


SCORE = {"polnear": score_polnear, "news": score_news, "pages": score_pages}
"""By the kind of a dataset."""
