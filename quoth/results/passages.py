"""Articles, and what is held against each other of them, between rows and what compare reads."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, get_type_hints

from quoth.compare.conflicts.figured import Stated
from quoth.compare.conflicts.heard import Heard
from quoth.model import Article, Figure, Statement
from quoth.store.rows import noun

_SETS = {
    kind: tuple(name for name, hint in get_type_hints(kind).items() if hint == frozenset[str])
    for kind in (Heard, Stated)
}


def article_of(row: Mapping[str, Any]) -> tuple[Article, tuple[Statement, ...]]:
    """An article with its statements in order.

    Args:
        row: lists of rows: `article` (of one), `author`, `statement`, `content`, `speaker` and
            `link`.
    """
    (given,) = row["article"]
    authors = [one["name"] for one in sorted(row["author"], key=lambda one: one["ordinal"])]
    article = noun("article", given, {"author": authors})
    lists: dict[str, dict[str, list]] = defaultdict(dict)
    for name in ("content", "speaker", "link"):
        for one in sorted(row[name], key=lambda each: each["ordinal"]):
            element = (
                (one["span_start"], one["span_end"]) if name == "content" else noun(name, one, {})
            )
            lists[one["statement_id"]].setdefault(name, []).append(element)
    ordered = sorted(row["statement"], key=lambda one: one["ordinal"])
    return article, tuple(noun("statement", one, lists[one["id"]], article.text) for one in ordered)


def passage_text(passage: Heard | Stated) -> str:
    """A clause or a figure as JSON."""
    return json.dumps(asdict(passage), default=sorted)


def clause_of(text: str) -> Heard:
    """The inverse of `passage_text` for a clause."""
    given = _given(text, Heard)
    return Heard(**{**given, "span": tuple(given["span"]), "chain": tuple(given["chain"])})


def figure_of(text: str) -> Stated:
    """The inverse of `passage_text` for a figure."""
    given = _given(text, Stated)
    figure = given["figure"]
    figure["span"] = tuple(figure["span"])
    return Stated(**{**given, "figure": Figure(**figure), "sentence": tuple(given["sentence"])})


def _given(text: str, kind: type) -> dict[str, Any]:
    given = json.loads(text)
    return {**given, **{name: frozenset(given[name]) for name in _SETS[kind]}}


def quantities_text(stated: frozenset[tuple]) -> str:
    """The quantities that an article states (`Compared.values`) as JSON."""
    return json.dumps(sorted(stated, key=repr))


def quantities_of(text: str) -> frozenset[tuple]:
    """The inverse of `quantities_text`."""
    return frozenset(_tuples(json.loads(text)))


def _tuples(found: Sequence) -> tuple:
    return tuple(_tuples(one) if isinstance(one, list) else one for one in found)
