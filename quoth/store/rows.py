"""Nouns to rows and back, by the rules of `quoth/schema/`; no field is named here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from quoth.model import Span, pieces_text
from quoth.schema import SLICED, STORED, TABLE, TABLES, Table, hints, optional

Row = Mapping[str, Any]
Lists = Mapping[str, list]
Maker = Callable[[Row, Lists, str], Any]


def row(table: Table, thing: Any, **stored: Any) -> tuple:
    """The values of a table's columns.

    Args:
        table: the noun's.
        thing: the noun.
        **stored: the columns that no noun has: number, ordinal, the owner's id …
    """
    return tuple(
        [stored[name] if get is None else get(thing) for name, get in _getters(table.name)]
    )


def list_rows(thing: Any, owner: str) -> dict[str, list[tuple]]:
    """The rows of all the tables that hold a noun's tuples: table name to rows."""
    return {
        table.name: [
            row(table, element, ordinal=ordinal, **{f"{owner}_id": thing.id})
            for ordinal, element in enumerate(get(thing))
        ]
        for table, get in _tuples(owner)
    }


def noun(table: str, values: Row, lists: Lists, text: str = "") -> Any:
    """The inverse of `row` and `list_rows`.

    Args:
        table: name of a table.
        values: a row of it by column name.
        lists: for each table that holds a tuple of this noun, the elements in order.
        text: the article's text, from which the texts of spans are taken.
    """
    return _maker(table)(values, lists, text)


@cache
def _getters(name: str) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """For each column of a table: its name, and how to get its value from the noun."""
    table = TABLE[name]
    stored = {column.name for column in STORED.get(name, ())} | {"ordinal"}
    if table.owner:
        stored.add(f"{table.owner}_id")
    return tuple(
        (column.name, None if column.name in stored else _getter(column.path))
        for column in table.columns
    )


@cache
def _tuples(owner: str) -> tuple[tuple[Table, Callable[[Any], Any]], ...]:
    return tuple((table, _getter(table.field)) for table in TABLES if table.owner == owner)


def _getter(path: tuple[str | int, ...]) -> Callable[[Any], Any]:
    """Follows a path through nouns; None as soon as a noun on the way is absent."""
    if len(path) == 1 and isinstance(path[0], str):
        return attrgetter(path[0])

    def get(thing: Any) -> Any:
        for step in path:
            if thing is None:
                return None
            thing = thing[step] if isinstance(step, int) else getattr(thing, step)
        return thing

    return get


@cache
def _maker(name: str) -> Maker:
    """What makes a table's noun from a row, put together once: half a million rows come by."""
    table = TABLE[name]
    lists = {owned.field: owned.name for owned in TABLES if owned.owner == name}
    names = {column.path: column.name for column in table.columns if column.path}
    return _noun_maker(table.noun, (), names, lists)


def _noun_maker(kind: type, prefix: tuple, names: Mapping, lists: Mapping) -> Maker:
    makers: list[tuple[str, Maker]] = []
    for name, hint in hints(kind).items():
        inner, may_lack = optional(hint)
        path = (*prefix, name)
        if (kind, name) in SLICED:
            continue
        if path in lists:
            makers.append((name, _tuple_maker(lists[path])))
        elif is_dataclass(inner):
            made = _noun_maker(inner, path, names, lists)
            sign = names[_sign(inner, path)] if may_lack else None
            makers.append((name, _unless_absent(sign, made) if sign else made))
        elif inner == Span:
            makers.append((name, _span_maker(names[(*path, 0)], names[(*path, 1)])))
        elif inner is bool:
            makers.append((name, _flag_maker(names[path])))
        else:
            makers.append((name, _value_maker(names[path])))
    sliced = (kind, "text") in SLICED

    def make(values: Row, given: Lists, text: str) -> Any:
        fields = {name: maker(values, given, text) for name, maker in makers}
        if sliced:
            spans = fields["spans"] if "spans" in fields else (fields["span"],)
            fields["text"] = pieces_text(text, spans)
        return kind(**fields)

    return make


def _tuple_maker(name: str) -> Maker:
    return lambda values, lists, text: tuple(lists.get(name, ()))


def _span_maker(start: str, end: str) -> Maker:
    return lambda values, lists, text: (values[start], values[end])


def _value_maker(name: str) -> Maker:
    return lambda values, lists, text: values[name]


def _flag_maker(name: str) -> Maker:
    """SQLite has no booleans."""
    return lambda values, lists, text: values[name] and bool(values[name])


def _unless_absent(sign: str, made: Maker) -> Maker:
    return lambda values, lists, text: None if values[sign] is None else made(values, lists, text)


def _sign(kind: type, path: tuple[str, ...]) -> tuple[str | int, ...]:
    """The path to a column that is empty only if the whole noun is absent."""
    for name, hint in hints(kind).items():
        if optional(hint)[0] == Span:
            return (*path, name, 0)
    raise TypeError(f"{kind.__name__} has no span that tells whether it is there")
