"""The figures of an evaluation: rows, a table for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quoth.evaluate.calibration import Bin


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure. Shares are in percent; None where nothing was there to count."""

    dataset: str
    metric: str
    value: float | None
    """F1 where there is a precision and a recall, else an accuracy (or, for
    "calibration error", a distance: less is better)."""
    precision: float | None = None
    recall: float | None = None
    count: int = 0
    """What was counted: gold spans or statements for F1, judged ones for an accuracy."""
    detail: bool = False
    """A breakdown by mode, type or form of source, rather than a headline figure."""

    def record(self) -> dict:
        """The row for JSON, rounded to a hundredth of a percent."""

        def rounded(value: float | None) -> float | None:
            return None if value is None else round(value, 2)

        return {
            "dataset": self.dataset,
            "metric": self.metric,
            "value": rounded(self.value),
            "precision": rounded(self.precision),
            "recall": rounded(self.recall),
            "count": self.count,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What `evaluate` returns."""

    rows: tuple[Row, ...]
    calibration: Mapping[str, tuple[Bin, ...]] = field(default_factory=dict)
    """The bins behind "calibration error", by dataset."""
    notes: tuple[str, ...] = ()
    """What a reader of the figures must know: articles without predictions, and such."""

    def value(self, dataset: str, metric: str) -> float | None:
        """One figure.

        Raises:
            KeyError: there is no such row.
        """
        for row in self.rows:
            if (row.dataset, row.metric) == (dataset, metric):
                return row.value
        raise KeyError((dataset, metric))

    def as_json(self) -> dict:
        """Plain lists and dicts, for `json.dumps`."""
        return {
            "rows": [row.record() for row in self.rows],
            "calibration": {
                dataset: [
                    {
                        "low": b.low,
                        "high": b.high,
                        "count": b.count,
                        "confidence": None if b.confidence is None else round(b.confidence, 4),
                        "right": None if b.right is None else round(b.right, 4),
                    }
                    for b in bins
                ]
                for dataset, bins in self.calibration.items()
            },
            "notes": list(self.notes),
        }

    def table(self, *, detail: bool = True) -> str:
        """The figures as text in columns.

        Args:
            detail: with the breakdowns and the bins of confidence.
        """
        lines = columns(
            ("dataset", "metric", "value", "precision", "recall", "count"),
            [
                (
                    row.dataset,
                    row.metric,
                    percent(row.value),
                    percent(row.precision),
                    percent(row.recall),
                    str(row.count),
                )
                for row in self.rows
                if detail or not row.detail
            ],
        )
        if detail and self.calibration:
            lines += [
                "",
                *columns(
                    ("dataset", "confidence", "mean", "right", "count"),
                    [
                        (
                            dataset,
                            f"{b.low:.1f} to {b.high:.1f}",
                            percent(b.confidence and 100 * b.confidence),
                            percent(None if b.right is None else 100 * b.right),
                            str(b.count),
                        )
                        for dataset, bins in self.calibration.items()
                        for b in bins
                        if b.count
                    ],
                ),
            ]
        if self.notes:
            lines += ["", *(f"note: {note}" for note in self.notes)]
        return "\n".join(lines)


def percent(value: float | None) -> str:
    """A share in percent with one decimal; a dash for none."""
    return "–" if value is None else f"{value:.1f}"


def columns(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, left: int = 2) -> list[str]:
    """Lines of aligned columns: the first `left` to the left, figures to the right."""
    table = [head, *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(head))]

    def line(row: tuple[str, ...]) -> str:
        cells = [
            cell.ljust(width) if i < left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  ".join(cells).rstrip()

    return [line(head), "  ".join("-" * width for width in widths), *map(line, table[1:])]
