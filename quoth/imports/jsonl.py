"""Lines of `quoth extract --json`: ours, with what a person changed in them.

A null is an empty field, a key that is not there says nothing. Lines of `quoth read --json` may
stand among them or in a file of their own: they bring the articles' texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoth.errors import NotAnArticle
from quoth.export.marks import Mark
from quoth.imports import Document, Noted
from quoth.imports.adding import path_of, stated
from quoth.model import Article

FIELDS = ("cue", "source", "mode", "type", "speakers", "medium", "said_on")
"""Fields of a statement that a line may lack."""


SPANNED = {
    "speakers": {"name", "kind", "role"},
    "chain": {"name", "kind", "span"},
    "addressee": {"name", "span"},
}
"""What a line has of each; one with less says its name alone."""


def read(path: Path) -> Iterator[Document]:
    """A document for each article, in the order of the lines.

    Raises:
        NotAnArticle: no line of it is a statement.
    """
    found: dict[str, list[Noted]] = {}
    texts: dict[str, Article] = {}
    refused: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                if "text_sha256" in record:
                    article = whole(record, path)
                    texts[article.id] = article
                    found.setdefault(article.id, [])
                else:
                    id, one = record["article"]["id"], noted(record)
                    found.setdefault(id, []).append(one)
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                refused.append(f"line {number} is no statement: {type(error).__name__}: {error}")
    if not found and refused:
        raise NotAnArticle("no line of it is a statement", advice="give lines of `quoth extract`")
    for number, (id, its) in enumerate(found.items()):
        article = texts.get(id)
        yield Document(
            name=f"{path}, article {id}",
            article=id,
            text=article and article.text,
            whole=article,
            marks=tuple(its),
            refused=tuple(refused) if number == 0 else (),
        )


def whole(record: dict[str, Any], path: Path) -> Article:
    """An article of a line of `quoth read --json`.

    Raises:
        KeyError, TypeError, ValueError: it is no such line, or its text is not the one that its id
            is a hash of.
    """
    article = stated(record["text"], record, path=path_of(path, str(record["id"])))
    if article.id != record["id"]:
        raise ValueError("the text is not the one that the article's id is a hash of")
    return article


def noted(record: dict[str, Any]) -> Noted:
    """A record as a mark.

    Raises:
        KeyError, TypeError, ValueError: it is no record of a statement.
    """

    def piece(value: Any) -> tuple[int, int] | None:
        return None if value is None else span(value["span"])

    return Noted(
        partial=frozenset(name for name in FIELDS if name not in record),
        mark=Mark(
            id=record.get("id"),
            content=tuple(span(value) for value in record["content"]["spans"]),
            cue=piece(record.get("cue")),
            source=piece(record.get("source")),
            mode=record.get("mode"),
            type=record.get("type"),
            speakers=tuple(str(speaker["name"]) for speaker in record.get("speakers") or ()),
            medium=record.get("medium"),
            said_on=record.get("said_on"),
        ),
        spanned=_spanned(record),
        worded=_words(record),
        quoted=tuple(
            (span(piece["span"]), piece["text"])
            for piece in (record.get("cue"), record.get("source"))
            if piece is not None and "text" in piece
        ),
    )


def _spanned(record: dict[str, Any]) -> dict[str, Any]:
    """Speakers, chain and addressee as `statement_record` has them, those that are whole."""
    found: dict[str, Any] = {}
    for name, keys in SPANNED.items():
        if name not in record:
            continue
        several = record[name] or []
        several = [several] if isinstance(several, dict) else several
        if all(isinstance(one, dict) and keys <= one.keys() for one in several):
            kept = [{key: one[key] or None for key in sorted(keys)} for one in several]
            found[name] = kept if name != "addressee" else (kept[0] if kept else None)
    return found


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
