"""Lines of `quoth extract --json`: ours, with what a person changed in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoth.errors import NotAnArticle
from quoth.export.marks import Mark
from quoth.imports import Document, Noted


def read(path: Path) -> Iterator[Document]:
    """A document for each article, in the order of the lines.

    Raises:
        NotAnArticle: no line of it is a statement.
    """
    found: dict[str, list[Noted]] = {}
    refused: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                article, one = record["article"]["id"], noted(record)
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                refused.append(f"line {number} is no statement: {type(error).__name__}: {error}")
                continue
            found.setdefault(article, []).append(one)
    if not found and refused:
        raise NotAnArticle("no line of it is a statement", advice="give lines of `quoth extract`")
    for number, (article, its) in enumerate(found.items()):
        yield Document(
            name=f"{path}, article {article}",
            article=article,
            marks=tuple(its),
            refused=tuple(refused) if number == 0 else (),
        )


def noted(record: dict[str, Any]) -> Noted:
    """A record as a mark.

    Raises:
        KeyError, TypeError, ValueError: it is no record of a statement.
    """

    def piece(value: Any) -> tuple[int, int] | None:
        return None if value is None else span(value["span"])

    return Noted(
        mark=Mark(
            id=record.get("id"),
            content=tuple(span(value) for value in record["content"]["spans"]),
            cue=piece(record.get("cue")),
            source=piece(record.get("source")),
            mode=record.get("mode"),
            type=record.get("type"),
            speakers=tuple(str(speaker["name"]) for speaker in record.get("speakers", ())),
            medium=record.get("medium"),
            said_on=record.get("said_on"),
        ),
        worded=_words(record),
        quoted=tuple(
            (span(piece["span"]), piece["text"])
            for piece in (record.get("cue"), record.get("source"))
            if piece is not None and "text" in piece
        ),
    )


def _words(record: dict[str, Any]) -> str | None:
    words = record["content"].get("text")
    return words if isinstance(words, str) else None


def span(value: Any) -> tuple[int, int]:
    """A span of JSON.

    Raises:
        ValueError: it is none.
    """
    start, end = value
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ValueError(f"{value!r} is no span")
    return start, end
