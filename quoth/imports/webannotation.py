"""W3C Web Annotations: ours, and others' that have a position or a quotation.

A target's position, quotation, prefix and suffix must agree with the article; where they do not,
the text has changed, and the annotation is refused rather than placed by its words. A quotation
without a position is placed where it stands once with its prefix and suffix; a position without a
quotation is taken only where the annotation names the article by its id. See
`quoth.imports.placing`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from quoth.errors import NotAnArticle
from quoth.export.marks import Mark
from quoth.imports import Document, Noted, Target
from quoth.imports import jsonl as lines

OURS = "urn:quoth:article:"
"""Before the id of an article."""

UNTAKEN = ("link", "addressee")
"""Roles of targets that are read from our own record, if there is one, rather than here."""


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
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            advice = "a target has a source, and a selector with its position or its words"
            found.setdefault("", ([], []))[1].append(f"annotation {number}: {reason}; {advice}")
            continue
        found.setdefault(source, ([], []))[0].append(noted)
    for source, (its, refused) in found.items():
        own = source.removeprefix(OURS) if source.startswith(OURS) else None
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
    source = targets[0]["source"]
    source = source if isinstance(source, str) else source["id"]
    found = tuple(_target(target) for target in targets if target.get("role") not in UNTAKEN)
    if not any(target.role == "content" for target in found):
        raise ValueError("no target is the content of a statement")
    article = source.removeprefix(OURS) if source.startswith(OURS) else None
    record = item.get("statement")
    if not isinstance(record, dict):
        partial = frozenset({"mode", "type", "speakers", "medium", "said_on"})
        made = Noted(mark=Mark(id=None, content=()), partial=partial)
    else:
        noted = lines.noted(record)
        made = Noted(
            mark=replace(noted.mark, content=(), cue=None, source=None),
            partial=noted.partial - {"cue", "source"},
            spanned=noted.spanned,
        )
        article = article or record.get("article", {}).get("id")
    return source, replace(made, by=_creator(item), targets=found, article=article)


def _creator(item: dict[str, Any]) -> str | None:
    creator = item.get("creator")
    name = creator.get("name") if isinstance(creator, dict) else creator
    return name if isinstance(name, str) and name else None


def _target(target: dict[str, Any]) -> Target:
    """A target with all that its selectors say.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: they are of another shape.
    """
    selectors = target["selector"]
    selectors = selectors if isinstance(selectors, list) else [selectors]
    by_type = {selector.get("type"): selector for selector in selectors}
    position, quote = by_type.get("TextPositionSelector"), by_type.get("TextQuoteSelector")
    if position is None and quote is None:
        raise ValueError("it has neither a TextPositionSelector nor a TextQuoteSelector")
    words = {name: (quote or {}).get(name) for name in ("exact", "prefix", "suffix")}
    odd = [name for name, value in words.items() if not isinstance(value, str | None)]
    if odd:
        raise ValueError(f"the {odd[0]} of its quotation is no text")
    return Target(
        role=target.get("role", "content"),
        span=None if position is None else lines.span((position["start"], position["end"])),
        exact=words["exact"],
        prefix=words["prefix"] or "",
        suffix=words["suffix"] or "",
    )
