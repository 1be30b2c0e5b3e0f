"""W3C Web Annotations: ours, and others' that have a position or a quotation.

A target's position and quotation must agree with the article; where they do not, the text has
changed, and the annotation is refused rather than placed by its words. A quotation without a
position is refused too: it may stand in several places.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoth.errors import NotAnArticle
from quoth.export.marks import Mark
from quoth.imports import Document, Noted
from quoth.imports import jsonl as lines


def read(path: Path) -> Iterator[Document]:
    """A document for each source that annotations are on.

    Raises:
        NotAnArticle: it is no JSON, or has no annotation.
    """
    try:
        page = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotAnArticle(f"it is no JSON: {error}", advice="give an annotation page") from error
    items = page if isinstance(page, list) else page.get("items", [page])
    found: dict[str, tuple[list[Noted], list[str]]] = {}
    for number, item in enumerate(items, 1):
        source = f"annotation {number}"
        try:
            source, noted = _annotation(item)
        except (ValueError, KeyError, TypeError) as error:
            found.setdefault("", ([], []))[1].append(f"annotation {number}: {error}")
            continue
        found.setdefault(source, ([], []))[0].append(noted)
    for source, (its, refused) in found.items():
        article = source.removeprefix("urn:quoth:article:")
        own = article if source.startswith("urn:quoth:article:") else None
        ids = {noted.mark.id for noted in its if noted.mark.id}
        yield Document(
            name=f"{path}, {source or 'annotations'}",
            article=own or (_article_of(items, ids) if ids else None),
            url=source or None,
            marks=tuple(its),
            refused=tuple(refused),
        )


def _article_of(items: list[Any], ids: set[str | None]) -> str | None:
    """The article that our own annotations say they are of."""
    for item in items:
        record = item.get("statement") if isinstance(item, dict) else None
        if isinstance(record, dict) and record.get("id") in ids:
            return record.get("article", {}).get("id")
    return None


def _annotation(item: dict[str, Any]) -> tuple[str, Noted]:
    targets = item["target"]
    targets = targets if isinstance(targets, list) else [targets]
    content: list[tuple[int, int]] = []
    others: dict[str, tuple[int, int]] = {}
    quoted: list[tuple[tuple[int, int], str]] = []
    source = targets[0]["source"]
    source = source if isinstance(source, str) else source["id"]
    for target in targets:
        role = target.get("role", "content")
        at, words = _span(target["selector"])
        quoted += [(at, words)] if words is not None else []
        if role == "content":
            content.append(at)
        elif role in ("cue", "source"):
            others[role] = at
    if not content:
        raise ValueError("no target is the content of a statement")
    record = item.get("statement")
    if isinstance(record, dict):
        ours = lines.noted(record).mark
        made = Mark(
            id=record.get("id"),
            content=tuple(sorted(content)),
            cue=others.get("cue"),
            source=others.get("source"),
            mode=ours.mode,
            type=ours.type,
            speakers=ours.speakers,
            medium=ours.medium,
            said_on=ours.said_on,
        )
        return source, Noted(mark=made, by=_creator(item), quoted=tuple(quoted))
    made = Mark(
        id=None,
        content=tuple(sorted(content)),
        cue=others.get("cue"),
        source=others.get("source"),
    )
    partial = frozenset({"mode", "type", "speakers", "medium", "said_on"})
    return source, Noted(mark=made, by=_creator(item), partial=partial, quoted=tuple(quoted))


def _creator(item: dict[str, Any]) -> str | None:
    creator = item.get("creator")
    name = creator.get("name") if isinstance(creator, dict) else creator
    return name if isinstance(name, str) and name else None


def _span(selectors: Any) -> tuple[tuple[int, int], str | None]:
    selectors = selectors if isinstance(selectors, list) else [selectors]
    by_type = {selector.get("type"): selector for selector in selectors}
    position = by_type.get("TextPositionSelector")
    if position is not None:
        words = by_type.get("TextQuoteSelector", {}).get("exact")
        return lines.span((position["start"], position["end"])), words
    raise ValueError("it has no position; a quotation alone may stand in several places")
