"""JSON schemas of the lines that the contract asks for."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

from quoth import model
from quoth.model import Article, Span, Statement
from quoth.schema.fields import hints, meaning, optional


def specimen(kind: Any) -> Any:
    """An example of a type with every optional part present."""
    kind, _ = optional(kind)
    if is_dataclass(kind):
        return kind(**{name: specimen(hint) for name, hint in hints(kind).items()})
    if kind == Span:
        return (0, 1)
    if get_origin(kind) is tuple:
        return (specimen(get_args(kind)[0]),)
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    return kind()


def json_schemas() -> dict[str, dict]:
    """JSON schemas of the contract's two outputs, by the command that prints them.

    Which keys a line has is read off the functions that write it
    (`model.article_record`, `model.statement_record`), their types off the nouns.
    """
    article, statement = specimen(Article), specimen(Statement)
    return {
        "read": _document("article", model.article_record(article), Article),
        "extract": _document("statement", model.statement_record(statement, article), Statement),
    }


def _document(title: str, record: dict, noun: type) -> dict:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_object(record, noun),
    }


def _object(record: dict, noun: type) -> dict:
    known = {**hints(noun), "article": Article}
    properties = {}
    for key, value in record.items():
        described = _json_type(known[key], value)
        if meaning_of := meaning(noun, key) if key in hints(noun) else "":
            described["description"] = meaning_of
        properties[key] = described
    return {
        "type": "object",
        "properties": properties,
        "required": list(record),
        "additionalProperties": False,
    }


def _json_type(hint: Any, value: Any) -> dict:
    kind, may_lack = optional(hint)
    if is_dataclass(kind):
        found = _object(value, kind)
    elif kind == Span:
        found = {
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 2,
        }
    elif get_origin(kind) is tuple:
        found = {"type": "array", "items": _json_type(get_args(kind)[0], value[0])}
    elif get_origin(kind) is Literal:
        found = {"type": "string", "enum": list(get_args(kind))}
    else:
        found = {"type": {str: "string", float: "number", int: "integer", bool: "boolean"}[kind]}
    if may_lack:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"].append(None)
    return found
