"""Nouns as plain JSON and back, by the fields that they have; no field is named here.

Texts of spans are left out: they are the article's text at the spans. Numbers are kept as they
are, so that what comes back is equal to what went in.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

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
        if not isinstance(data, dict):
            raise ValueError(f"no object: {data!r:.80}")
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
        if type(start) is not int or type(end) is not int or not 0 <= start <= end:
            raise ValueError(f"no span: {data!r:.80}")
        return at((start, end))
    if get_origin(kind) is tuple:
        if not isinstance(data, list):
            raise ValueError(f"no list: {data!r:.80}")
        return tuple(noun_of(get_args(kind)[0], element, text, at) for element in data)
    return _scalar(kind, data)


def _scalar(kind: Any, data: Any) -> Any:
    """A value of a plain field; JSON may write 1.0 as 1."""
    if get_origin(kind) is Literal:
        fits = data in get_args(kind)
    elif kind is float:
        fits = isinstance(data, (int, float)) and not isinstance(data, bool)
        data = float(data) if fits else data
    else:
        fits = isinstance(data, kind)
    if not fits:
        raise ValueError(f"{data!r:.80} is not of its field")
    return data


def dumped(data: Any) -> str:
    """JSON in one form only: equal data give equal text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
