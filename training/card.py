"""Measure a model folder and write the figures into its manifest and its model card.

    python -m training.card --shared ../shared --model quoth/weights/minilm-polnear

The card's table stands between two comments in README.md; the rest of the card is
written by people.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from quoth.evaluate import evaluate
from quoth.extract.tagger import FAST, FULL
from training.manifest import write_manifest

FIGURES = {
    "data/polnear/dev": (
        "source exact",
        "cue exact",
        "content exact",
        "strict",
        "overlap",
        "calibration error",
    ),
    "data/news-dev": ("statements", "mode", "type", "calibration error"),
}
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    measured: dict[str, dict[str, dict[str, float]]] = {}
    for reading in (FULL, FAST):
        measured[reading] = {}
        for folder, metrics in FIGURES.items():
            fast = reading == FAST
            report = evaluate(args.shared / folder, model=args.model, fast=fast, workers=2)
            (name,) = {row.dataset for row in report.rows}
            measured[reading][name] = {m: round(report.value(name, m), 1) for m in metrics}
    manifest = json.loads((args.model / "manifest.json").read_text(encoding="utf-8"))
    manifest.pop("files")
    write_manifest(args.model, about={**manifest, "measured": measured})
    lines = ["| on | figure | % | % with `--fast` |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {metric} | {value} | {measured[FAST][name][metric]} |"
        for name, rows in measured[FULL].items()
        for metric, value in rows.items()
    ]
    card = args.model / "README.md"
    before, _, rest = card.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    table = "\n".join(lines)
    card.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
