"""The fields of a noun: their types and what they mean."""

from __future__ import annotations

import ast
import inspect
import types
from dataclasses import fields
from functools import cache
from itertools import pairwise
from typing import Any, Union, get_args, get_origin, get_type_hints

from quoth.schema.meanings import MEANINGS


def optional(hint: Any) -> tuple[Any, bool]:
    """A type without its `| None`, and whether it had one."""
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        if len(kinds) == 1:
            return kinds[0], True
    return hint, False


@cache
def hints(noun: type) -> dict[str, Any]:
    """The types of a noun's fields, in order."""
    known = get_type_hints(noun)
    return {field.name: known[field.name] for field in fields(noun)}


@cache
def docstrings(noun: type) -> dict[str, str]:
    """The docstrings that stand below a noun's fields."""
    body = ast.parse(inspect.getsource(noun)).body[0].body  # type: ignore[attr-defined]
    found = {}
    for before, after in pairwise(body):
        if (
            isinstance(before, ast.AnnAssign)
            and isinstance(before.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            found[before.target.id] = " ".join(after.value.value.split())
    return found


def meaning(noun: type, field: str) -> str:
    """What a field means, from its docstring or from `MEANINGS`."""
    return MEANINGS.get((noun, field)) or docstrings(noun).get(field, "")
