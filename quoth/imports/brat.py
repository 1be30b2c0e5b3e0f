"""brat standoff: an .ann file and the .txt that it is on, as we export them or as brat made it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoth.errors import NotAnArticle
from quoth.export.marks import Mark, recorded
from quoth.imports import Document, Noted
from quoth.imports.adding import stated
from quoth.model import Span
from quoth.read.beside import fields_beside


def read(path: Path) -> Iterator[Document]:
    """The document of an .ann file.

    Raises:
        NotAnArticle: the .txt file is not beside it.
    """
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        raise NotAnArticle(f"{beside.name} is not beside it", advice="put both in one folder")
    text = beside.read_bytes().decode("utf-8")
    article = path.stem.removeprefix("article-") if path.stem.startswith("article-") else None
    bound: dict[str, tuple[str, tuple[Span, ...]]] = {}
    tied: dict[str, dict[str, str]] = {}
    values: dict[str, dict[str, str]] = {}
    notes: dict[str, dict[str, Any]] = {}
    refused: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        try:
            _line(line, bound, tied, values, notes)
        except (ValueError, IndexError, KeyError) as error:
            refused.append(f"line {number} is not understood: {error}")
    made = []
    for id, (kind, spans) in bound.items():
        if kind != "Content":
            continue
        note = notes.get(id)
        parts = {
            name: bound[other][1][0] for name, other in tied.get(id, {}).items() if other in bound
        }
        made.append(
            Noted(
                mark=Mark(
                    id=note.get("quoth") if note else None,
                    content=spans,
                    cue=parts.get("Said"),
                    source=parts.get("By"),
                    mode=values.get(id, {}).get("Mode"),
                    type=values.get(id, {}).get("Type"),
                    speakers=tuple(note.get("speakers", ())) if note else (),
                    medium=note.get("medium") if note else None,
                    said_on=note.get("said_on") if note else None,
                ),
                named={
                    "chain": tuple(note.get("chain", ())),
                    "addressee": note.get("addressee"),
                }
                if note
                else {},
                fuller=recorded(
                    note.get("record"),
                    speakers=note.get("speakers", ()),
                    chain=note.get("chain", ()),
                    addressee=note.get("addressee"),
                )
                if note
                else {},
                partial=frozenset() if note else frozenset({"speakers", "medium", "said_on"}),
            )
        )
    whole = None
    if known := fields_beside(str(beside)):
        try:
            whole = stated(text, known, path=str(path))
        except (ValueError, TypeError) as error:
            refused.append(f"meta.json: {error}")
    yield Document(
        name=str(path),
        article=article,
        text=text,
        whole=whole,
        marks=tuple(made),
        refused=tuple(refused),
    )


def _line(line: str, bound: Any, tied: Any, values: Any, notes: Any) -> None:
    if line.startswith("T"):
        id, where, _ = line.split("\t", 2)
        kind, places = where.split(" ", 1)
        spans = []
        for place in places.split(";"):
            start, end = map(int, place.split())
            if not 0 <= start < end:
                raise ValueError(f"{place} is no span")
            spans.append((start, end))
        bound[id] = kind, tuple(sorted(spans))
    elif line.startswith("R"):
        _, what = line.split("\t")[:2]
        name, one, other = what.split()
        tied.setdefault(one.partition(":")[2], {})[name] = other.partition(":")[2]
    elif line.startswith(("A", "M")):
        _, what = line.split("\t")[:2]
        name, id, value = what.split()
        values.setdefault(id, {})[name] = value
    elif line.startswith("#"):
        _, what, note = line.split("\t", 2)
        id = what.split()[1]
        if note.startswith('{"quoth"'):
            notes[id] = json.loads(note)
