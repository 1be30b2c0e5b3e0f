"""Nouns as plain JSON and back, by the fields that they have; no field is named here.

Texts of spans are left out: they are the article's text at the spans. Numbers are kept as they
are, so that what comes back is equal to what went in.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from quoth.model import Span, pieces_text
from quoth.schema import SLICED, hints, optional

At = Callable[[Span], Span]


def plain(value: Any) -> Any:
    """A noun as dicts, its tuples as lists; empty fields are left out."""
    if is_dataclass(value):
        fields = {
            name: getattr(value, name)
            for name in hints(type(value))
            if (type(value), name) not in SLICED
        }
        return {name: plain(v) for name, v in fields.items() if v is not None and v != ()}
    if isinstance(value, tuple):
        return [plain(element) for element in value]
    return value


def same_place(span: Span) -> Span:
    """For spans that stay where they are."""
    return span


def noun_of(kind: Any, data: Any, text: str, at: At = same_place) -> Any:
    """The inverse of `plain`.

    Args:
        kind: the noun, or the type of one of its fields.
        data: what `plain` made of it.
        text: the article's text.
        at: carries each span into this text.

    Raises:
        KeyError, TypeError, ValueError: the data are none.
    """
    kind, may_lack = optional(kind)
    if data is None and may_lack:
        return None
    if is_dataclass(kind):
        fields = {
            name: noun_of(hint, data[name], text, at)
            for name, hint in hints(kind).items()
            if name in data and (kind, name) not in SLICED
        }
        if (kind, "text") in SLICED:
            spans = fields["spans"] if "spans" in fields else (fields["span"],)
            fields["text"] = pieces_text(text, spans)
        return kind(**fields)
    if kind == Span:
        start, end = data
        if not 0 <= start <= end:
            raise ValueError(f"no span: {data!r}")
        return at((start, end))
    if get_origin(kind) is tuple:
        return tuple(noun_of(get_args(kind)[0], element, text, at) for element in data)
    return data


def dumped(data: Any) -> str:
    """JSON in one form only: equal data give equal text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
