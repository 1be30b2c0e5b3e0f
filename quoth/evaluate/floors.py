"""Pinned floors of the quality gate: the file, and how it may change.

The file holds a floor for each figure of each corpus, the fingerprint of the
corpus it was measured on, and every lowering with its reason. Floors rise by
pinning; they fall only on purpose.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quoth.errors import Unreadable, UsageError
from quoth.evaluate.report import Report

AT_MOST = frozenset({"calibration error"})
"""Figures of which less is better: their floor is a ceiling."""

TOLERANCE = 0.3
"""How far below the measured figure a floor is pinned, in points."""

HEADER = """\
# Floors of the quality gate, in percent ("calibration error" is a ceiling).
# Written by `python -m quoth.evaluate.gate --pin`; docs/evaluate.md says how.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """A floor that was lowered, or a corpus that was exchanged, on purpose."""

    date: str
    dataset: str
    metric: str
    """"corpus" when the corpus itself changed."""
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Floors:
    """What the gate holds the model to."""

    corpora: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint by dataset."""
    floors: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By dataset, then by metric."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure held against its floor."""

    dataset: str
    metric: str
    value: float | None
    floor: float | None
    verdict: str
    """"ok", "no floor", "below", "above" (of a ceiling), "not measured", "corpus changed"
    or "corpus not pinned"."""

    @property
    def fails(self) -> bool:
        return self.verdict not in ("ok", "no floor")


def fingerprint(folder: str | Path, *, within: Sequence[str] = ()) -> str:
    """sha-256 over the names and contents of all files of a folder, in order of name.

    Args:
        folder: hidden files in it are passed over.
        within: only these subfolders; without any, the whole folder.
    """
    folder = Path(folder)
    total = hashlib.sha256()
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    for name in names:
        parts = name.split("/")
        if any(part.startswith(".") for part in parts) or (within and parts[0] not in within):
            continue
        content = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        total.update(f"{name}\n{content}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def check(floors: Floors, report: Report, corpora: Mapping[str, str]) -> list[Verdict]:
    """Hold a report against the floors.

    Args:
        floors: the pinned ones.
        report: what was measured.
        corpora: fingerprint of each measured dataset as it is now.
    """
    verdicts = []
    for dataset, now in corpora.items():
        pinned = floors.corpora.get(dataset)
        if pinned != now:
            verdict = "corpus changed" if pinned else "corpus not pinned"
            verdicts.append(Verdict(dataset, "corpus", None, None, verdict))
    measured = {(row.dataset, row.metric): row.value for row in report.rows if not row.detail}
    for (dataset, metric), value in measured.items():
        floor = floors.floors.get(dataset, {}).get(metric)
        verdicts.append(Verdict(dataset, metric, value, floor, _verdict(metric, value, floor)))
    for dataset in corpora:
        for metric, floor in floors.floors.get(dataset, {}).items():
            if (dataset, metric) not in measured:
                verdicts.append(Verdict(dataset, metric, None, floor, "not measured"))
    return verdicts


def _verdict(metric: str, value: float | None, floor: float | None) -> str:
    if floor is None:
        return "no floor"
    if value is None:
        return "not measured"
    if metric in AT_MOST:
        return "ok" if value <= floor else "above"
    return "ok" if value >= floor else "below"


def pin(
    floors: Floors,
    report: Report,
    corpora: Mapping[str, str],
    *,
    date: str,
    tolerance: float = TOLERANCE,
    allow_lower: bool = False,
    reason: str = "",
) -> Floors:
    """Floors raised to what was measured, less the tolerance.

    Args:
        floors: the pinned ones.
        report: what was measured.
        corpora: fingerprint of each measured dataset as it is now.
        date: of the day, ISO, for the record of changes.
        tolerance: in points.
        allow_lower: also lower floors that were not reached; each is recorded.
        reason: why; needed to lower a floor and to exchange a corpus.

    Raises:
        UsageError: a corpus changed or a floor is to be lowered without a reason.
    """
    if allow_lower and not reason.strip():
        raise UsageError(
            "floors are lowered only with a reason", advice='--allow-lower --reason "…"'
        )
    changes = list(floors.changes)
    for dataset, now in corpora.items():
        before = floors.corpora.get(dataset)
        if before and before != now:
            if not reason.strip():
                raise UsageError(
                    f"the corpus {dataset} changed since its floors were pinned",
                    advice='restore it, or pin with --reason "…" that says why it changed',
                )
            changes.append(Change(date, dataset, "corpus", before[:12], now[:12], reason))
    new = {dataset: dict(metrics) for dataset, metrics in floors.floors.items()}
    for row in report.rows:
        if row.detail or row.value is None or row.dataset not in corpora:
            continue
        metrics = new.setdefault(row.dataset, {})
        old = metrics.get(row.metric)
        wanted = _with_tolerance(row.metric, row.value, tolerance)
        if old is None or _stricter(row.metric, wanted, old):
            metrics[row.metric] = wanted
        elif allow_lower and wanted != old and _verdict(row.metric, row.value, old) != "ok":
            metrics[row.metric] = wanted
            changes.append(Change(date, row.dataset, row.metric, f"{old}", f"{wanted}", reason))
    return replace(
        floors, corpora={**floors.corpora, **corpora}, floors=new, changes=tuple(changes)
    )


def _with_tolerance(metric: str, value: float, tolerance: float) -> float:
    # Rounded first: 76.3 - 0.3 must not become 75.9 by a hair of binary fraction.
    if metric in AT_MOST:
        return min(100.0, math.ceil(round((value + tolerance) * 10, 6)) / 10)
    return max(0.0, math.floor(round((value - tolerance) * 10, 6)) / 10)


def _stricter(metric: str, new: float, old: float) -> bool:
    return new < old if metric in AT_MOST else new > old


def read_floors(path: str | Path) -> Floors:
    """Read the file; a missing one holds no floors.

    Raises:
        Unreadable: it is no TOML, or not of this shape.
    """
    path = Path(path)
    if not path.exists():
        return Floors()
    try:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        return Floors(
            corpora=dict(record.get("corpus", {})),
            floors={
                dataset: {metric: float(floor) for metric, floor in metrics.items()}
                for dataset, metrics in record.get("floors", {}).items()
            },
            changes=tuple(Change(**change) for change in record.get("changes", ())),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise Unreadable(
            f"{path}: no floors file ({error})", advice="restore it from the repository"
        ) from None


def write_floors(path: str | Path, floors: Floors) -> None:
    """Write the file whole or not at all."""
    path = Path(path)
    lines = [HEADER, "[corpus]"]
    lines += [f"{_key(name)} = {_key(value)}" for name, value in sorted(floors.corpora.items())]
    for dataset, metrics in sorted(floors.floors.items()):
        lines += ["", f"[floors.{_key(dataset)}]"]
        lines += [f"{_key(metric)} = {float(floor)}" for metric, floor in metrics.items()]
    for change in floors.changes:
        lines += ["", "[[changes]]"]
        lines += [f"{name} = {_key(getattr(change, name))}" for name in Change.__slots__]
    new = path.with_name(path.name + ".new")
    new.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(new, path)


def _key(text: str) -> str:
    """A basic TOML string: JSON's escapes are among TOML's, except for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
