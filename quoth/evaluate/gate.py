"""The quality gate: measured figures against pinned floors.

    python -m quoth.evaluate.gate
    python -m quoth.evaluate.gate --pin
    python -m quoth.evaluate.gate --pin --allow-lower --reason "…"

It measures the shipped weights on the gold of `examples/`, and, where the data
for development is at hand (the folder named by QUOTH_SHARED, or `../shared`
beside the checkout), on PolNeAR dev, news-dev and the pages of the read stage.
Exit code 0: all figures hold; 1: one does not, or a corpus is not the pinned
one; 2: the gate could not run.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from quoth.errors import QuothError, UsageError
from quoth.evaluate import evaluate
from quoth.evaluate.floors import (
    TOLERANCE,
    Verdict,
    check,
    fingerprint,
    pin,
    read_floors,
    write_floors,
)
from quoth.evaluate.report import Report, columns, percent

FLOORS = Path(__file__).with_name("floors.toml")
CHECKOUT = Path(__file__).resolve().parents[2]

EXAMPLES = "examples"
SHARED = {
    "polnear-dev": "data/polnear/dev",
    "news-dev": "data/news-dev",
    "pages": "data/pages",
    "newsquant": "data/figures",
    "news-2019-2020": "data/news-2019-2020",
}
"""Dataset by name, and where it lies in the folder of data for development."""


OF_COMPARE = ("newsquant", "news-2019-2020")
"""Datasets that hold no statements: only `further` measures them."""


def further(at_hand: Mapping[str, Path]) -> Report:
    """The figures of match and compare: judged pairs, quantities, labels and conflicts."""
    from quoth.evaluate import comparing, figures, matching

    rows, notes = [], []
    for name, path in at_hand.items():
        if name in ("examples", "news-dev"):
            report = comparing.measure(path)
        elif name == "newsquant":
            report = figures.measure(path / "NewsQuant.json")
        elif name == matching.DATASET:
            report = matching.measure(path, CHECKOUT / "tests" / "match")
        else:
            continue
        rows += report.rows
        notes += report.notes
    return Report(tuple(rows), notes=tuple(notes))


def corpora(
    checkout: Path, environment: Mapping[str, str]
) -> tuple[dict[str, Path], tuple[str, ...]]:
    """The corpora that are at hand, and a note for each that is not.

    Raises:
        UsageError: QUOTH_SHARED names no folder.
    """
    found: dict[str, Path] = {}
    notes = []
    if (checkout / EXAMPLES).is_dir():
        found[EXAMPLES] = checkout / EXAMPLES
    else:
        notes.append(f"no {EXAMPLES}/ in {checkout}: not measured")
    named = environment.get("QUOTH_SHARED")
    shared = Path(named) if named else checkout.parent / "shared"
    if named and not shared.is_dir():
        raise UsageError(
            f"QUOTH_SHARED is {named}, which is no folder",
            advice="name the folder that holds data/, or unset the variable",
        )
    for name, place in SHARED.items():
        if (shared / place).is_dir():
            found[name] = shared / place
        else:
            notes.append(f"no {shared / place}: {name} not measured")
    return found, tuple(notes)


def table(verdicts: Sequence[Verdict]) -> str:
    """metric, value, floor, verdict in columns."""
    rows = [(v.dataset, v.metric, percent(v.value), percent(v.floor), v.verdict) for v in verdicts]
    return "\n".join(columns(("dataset", "metric", "value", "floor", "verdict"), rows))


def main(
    argv: Sequence[str],
    *,
    measure: Callable[..., Report] = evaluate,
    floors_path: Path = FLOORS,
    checkout: Path = CHECKOUT,
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Run the gate.

    Args:
        argv: the arguments after the program's name.
        measure: what computes the figures; `evaluate`'s signature.
        floors_path: the floors file.
        checkout: the folder that holds `examples/`.
        environment: where QUOTH_SHARED is looked up.

    Returns:
        The exit code.
    """
    options = _parser().parse_args(argv)
    try:
        return _run(options, measure, floors_path, checkout, environment)
    except QuothError as error:
        print(f"gate: {error.reason}", file=sys.stderr)
        if error.advice:
            print(f"  try: {error.advice}", file=sys.stderr)
        return 2


def _run(options, measure, floors_path, checkout, environment) -> int:
    if (options.allow_lower or options.reason) and not options.pin:
        raise UsageError("--allow-lower and --reason are for --pin", advice="add --pin")
    if options.allow_lower and not options.reason.strip():
        raise UsageError(
            "floors are lowered only with a reason", advice='--allow-lower --reason "…"'
        )
    at_hand, notes = corpora(checkout, environment)
    if options.only:
        missing = [name for name in options.only if name not in at_hand]
        if missing:
            raise UsageError(
                f"not at hand: {', '.join(missing)}",
                advice=f"at hand are {', '.join(at_hand) or 'none'}; see QUOTH_SHARED",
            )
        at_hand = {name: path for name, path in at_hand.items() if name in options.only}
    if not at_hand:
        raise UsageError(
            "no corpus is at hand", advice="run the gate in a checkout, which holds examples/"
        )
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    floors = read_floors(floors_path)
    prints = {
        # What stands beside the examples' pages and gold (a README) is no part of the corpus.
        name: fingerprint(path, within=("gold", "pages") if name == EXAMPLES else ())
        for name, path in at_hand.items()
    }
    own = [path for name, path in at_hand.items() if name not in OF_COMPARE]
    report = Report(())
    if own:
        report = measure(own, model=options.model, workers=options.workers)
    if measure is evaluate and options.model is None:
        more = further(at_hand)
        report = Report(report.rows + more.rows, report.calibration, report.notes + more.notes)
    for note in report.notes:
        print(f"note: {note}", file=sys.stderr)
    if options.pin:
        floors = pin(
            floors,
            report,
            prints,
            date=datetime.now(UTC).date().isoformat(),
            tolerance=options.tolerance,
            allow_lower=options.allow_lower,
            reason=options.reason,
        )
        write_floors(floors_path, floors)
    verdicts = check(floors, report, prints)
    print(table(verdicts))
    failed = [verdict for verdict in verdicts if verdict.fails]
    for verdict in failed:
        print(_explained(verdict, at_hand), file=sys.stderr)
    print(f"\n{'FAILED' if failed else 'passed'}: {len(verdicts) - len(failed)} hold", end="")
    print(f", {len(failed)} do not" if failed else "")
    return 1 if failed else 0


def _explained(verdict: Verdict, at_hand: Mapping[str, Path]) -> str:
    where = f"{verdict.dataset} ({at_hand[verdict.dataset]})"
    if verdict.verdict == "corpus changed":
        return (
            f"gate: {where} is not the corpus that the floors were pinned on: a file was added, "
            "removed or changed\n  try: restore it; or, if the change is meant, "
            '--pin --reason "…"'
        )
    if verdict.verdict == "corpus not pinned":
        return f"gate: {where} has no pinned fingerprint\n  try: --pin"
    if verdict.verdict == "not measured":
        return f"gate: {verdict.dataset}: {verdict.metric} has a floor but was not measured"
    return (
        f"gate: {verdict.dataset}: {verdict.metric} is {verdict.value:.2f}, "
        f"{verdict.verdict} its {'ceiling' if verdict.verdict == 'above' else 'floor'} "
        f"{verdict.floor:.1f}"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quoth.evaluate.gate",
        description="Hold the measured accuracy against pinned floors.",
    )
    parser.add_argument("--pin", action="store_true", help="raise floors to what is measured")
    parser.add_argument(
        "--tolerance",
        type=float,
        default=TOLERANCE,
        help="points that a pinned floor lies below the figure (default: %(default)s)",
    )
    parser.add_argument(
        "--allow-lower",
        action="store_true",
        help="with --pin: also lower floors that are not reached; needs --reason",
    )
    parser.add_argument("--reason", default="", help="why; recorded in the floors file")
    parser.add_argument(
        "--only",
        action="append",
        metavar="DATASET",
        choices=[EXAMPLES, *SHARED],
        help="measure this one; repeat for more",
    )
    parser.add_argument("--model", metavar="FOLDER", help="another model than the shipped one")
    parser.add_argument(
        "--workers", type=int, default=2, help="processes to extract in (default: %(default)s)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
