"""Quantities against NewsQuant, counted as the authors of CQE count.

    python -m quoth.evaluate.figures ../shared/data/figures/NewsQuant.json

NewsQuant is 590 news sentences with value, unit and change of each quantity (Almasian and
others, "CQE: A Comprehensive Quantity Extractor", EMNLP 2023). A found quantity is right in
**value** if both ends are within 1e-5 of a gold one's; in **value and unit** if moreover its
normalized unit is the gold one's, letter for letter; in **value and change** if it is the gold
one's sign (=, ~, <, >, up, down). Precision is over the found, recall over the gold, F1 of the
two. Their script lets one gold quantity match several found ones; here each matches one, which
can only lower a figure.

The rules were written while looking at every second sentence (the first, the third …). The
others were never read: `unseen` is measured on them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from quoth.compare.figures import CLOCK, Quantity, quantities
from quoth.errors import Unreadable
from quoth.evaluate.report import Report, Row, columns, percent
from quoth.evaluate.spans import Tally

DATASET = "newsquant"
SIGNS = {"exact": "=", "about": "~", "above": ">", "at_least": ">", "below": "<", "at_most": "<"}
_RANGE = re.compile(r"(-?[\d.]+(?:E[+-]?\d+)?)-(-?[\d.]+)")


def unit(quantity: Quantity) -> str:
    """The unit as NewsQuant writes it: a measure, what is counted, or "-"."""
    if quantity.part and quantity.unit is None:
        return f"% {quantity.counted or '-'}".lower()
    return (quantity.unit or quantity.counted or "-").lower()


def change(quantity: Quantity) -> str:
    """The change as NewsQuant writes it."""
    return quantity.change or SIGNS[quantity.bound]


def _ends(value: str) -> tuple[float, float]:
    value = value.replace(" ", "")
    found = _RANGE.fullmatch(value)
    return (float(found[1]), float(found[2])) if found else (float(value), float(value))


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-8 + 1e-5 * abs(other)


def tally(sentences: Sequence[dict]) -> dict[str, Tally]:
    """Counts by metric ("value", "value and unit", "value and change")."""
    also: dict[str, Callable[[dict, Quantity], bool]] = {
        "value": lambda gold, found: True,
        "value and unit": lambda gold, found: gold["normalized_unit"].lower() == unit(found),
        "value and change": lambda gold, found: gold["change"] == change(found),
    }
    totals = {metric: Tally() for metric in also}
    for sentence in sentences:
        found = [q for q in quantities(sentence["text"]) if q.unit != CLOCK]
        gold = sentence["quantities"]
        for metric, agrees in also.items():
            left = list(found)
            right = 0
            for each in gold:
                low, high = _ends(each["value"])
                for one in left:
                    if _near(one.low, low) and _near(one.high, high) and agrees(each, one):
                        left.remove(one)
                        right += 1
                        break
            totals[metric] += Tally(right, len(found), len(gold))
    return totals


def measure(path: str | Path) -> Report:
    """The figures on the whole file, and on the half that no rule was made on.

    Raises:
        Unreadable: it is not NewsQuant's JSON.
    """
    try:
        sentences = json.loads(Path(path).read_text(encoding="utf-8"))
        whole, unseen = tally(sentences), tally(sentences[1::2])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Unreadable(
            f"{path}: not NewsQuant's JSON ({error})", advice="name the file"
        ) from None
    rows = []
    for part, totals in (("", whole), (", unseen half", unseen)):
        for metric, counts in totals.items():
            rows.append(
                Row(
                    dataset=DATASET,
                    metric=metric + part,
                    value=_percent(counts.f1),
                    precision=_percent(counts.precision),
                    recall=_percent(counts.recall),
                    count=counts.gold,
                )
            )
    return Report(rows=tuple(rows))


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def main(argv: Sequence[str]) -> int:
    """Print the figures of a file; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m quoth.evaluate.figures")
    parser.add_argument("file", help="NewsQuant.json")
    try:
        report = measure(parser.parse_args(argv).file)
    except Unreadable as error:
        print(error.reason, file=sys.stderr)
        return 2
    rows = [
        (
            row.metric,
            percent(row.value),
            percent(row.precision),
            percent(row.recall),
            f"{row.count}",
        )
        for row in report.rows
    ]
    print("\n".join(columns(("metric", "F1", "precision", "recall", "gold"), rows, left=1)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
