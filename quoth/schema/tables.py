"""The tables, derived from the nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any, Literal, get_args, get_origin

from quoth.model import Span
from quoth.schema.columns import SCALARS, Column, Table
from quoth.schema.declared import DERIVED, LISTS, NOUNS, SLICED, STORED
from quoth.schema.fields import hints, optional


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and kind != Span


def _columns(noun: type, *, prefix: tuple[str, ...] = (), nullable: bool = False) -> list[Column]:
    """The columns of a noun's own fields; its tuples are tables of their own."""
    found: list[Column] = []
    for name, hint in hints(noun).items():
        kind, may_lack = optional(hint)
        path = (*prefix, name)
        if (noun, name) in SLICED or _is_list(kind):
            continue
        if is_dataclass(kind):
            found += _columns(kind, prefix=path, nullable=nullable or may_lack)
        elif kind == Span:
            stem = "_".join(prefix) or name
            found += _span_columns(stem, path, nullable or may_lack)
        else:
            found.append(_scalar(noun, name, "_".join(path), kind, nullable or may_lack, path))
    return found


def _span_columns(stem: str, path: tuple[str, ...], nullable: bool) -> list[Column]:
    return [
        Column(name=f"{stem}_{side}", type="INTEGER", nullable=nullable, path=(*path, index))
        for index, side in enumerate(("start", "end"))
    ]


def _scalar(
    noun: type, field: str, name: str, kind: Any, nullable: bool, path: tuple[str, ...]
) -> Column:
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    return Column(
        name=name,
        type="TEXT" if choices else SCALARS[kind],
        nullable=nullable,
        choices=choices,
        references="article" if name == "article_id" else None,
        path=path,
    )


def _lists(noun: type, prefix: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], type]]:
    """A noun's tuples: the path to each and the type of its elements."""
    found = []
    for name, hint in hints(noun).items():
        kind, _ = optional(hint)
        if _is_list(kind):
            found.append(((*prefix, name), get_args(kind)[0]))
        elif is_dataclass(kind):
            found += _lists(kind, (*prefix, name))
    return found


def _tables() -> tuple[Table, ...]:
    found = []
    for name, noun, key, holds in NOUNS:
        found.append(
            Table(
                name=name,
                noun=noun,
                meaning=holds,
                key=(key,) if isinstance(key, str) else key,
                columns=tuple(sorted((*STORED.get(name, ()), *_columns(noun)), key=_after)),
                layer=DERIVED.get(name),
            )
        )
        for path, element in _lists(noun):
            table, holds_list, names = LISTS[name, path]
            if is_dataclass(element):
                columns = [
                    replace(column, name=names.get(column.name, column.name))
                    for column in _columns(element)
                ]
            elif element == Span:
                columns = _span_columns(names[""], (), False)
            else:
                columns = [_scalar(noun, path[-1], names[""], element, False, ())]
            owner = Column(name=f"{name}_id", type="TEXT", references=name)
            ordinal = Column(name="ordinal", type="INTEGER")
            found.append(
                Table(
                    name=table,
                    noun=element,
                    meaning=holds_list,
                    key=(owner.name, ordinal.name),
                    columns=(owner, ordinal, *columns),
                    owner=name,
                    field=path,
                    layer=DERIVED.get(name),
                )
            )
    return tuple(found)


def _after(column: Column) -> int:
    """The row's number first, then the noun's own columns, then what else the store knows."""
    return -1 if column.name == "number" else 0 if column.path else 1


TABLES: tuple[Table, ...] = _tables()
"""Every table of the project file that holds content, in an order that foreign keys allow."""

TABLE: Mapping[str, Table] = {table.name: table for table in TABLES}


def default(table: Table, column: Column) -> Any:
    """What a row gets that was written before its table had the column."""
    if column.nullable:
        return None
    if len(column.path) == 1:
        given = getattr(table.noun, "__dataclass_fields__", {}).get(column.path[0])
        if given is not None and isinstance(given.default, (str, int, float)):
            return given.default
    if column.choices:
        return column.choices[0]
    return {"TEXT": "", "INTEGER": 0, "REAL": 0.0, "BLOB": b""}[column.type]


def ddl() -> list[str]:
    """The CREATE TABLE statements, in order."""
    return [table.ddl() for table in TABLES]
