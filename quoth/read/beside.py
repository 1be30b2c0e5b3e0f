"""What a person says of text files in a `meta.json` beside them.

    {"courier-2024": {"outlet": "Courier", "published": "2024-02-17", "url": "https://…"}}

A plain text says neither who published it nor when, and without a day nothing that was said
"on Saturday" has a date. The keys are the files' names, with or without their endings; the
fields have the names that a line of JSON Lines may have (`quoth/read/record.py`). The text stays
what the file holds.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache

NAME = "meta.json"
LARGEST = 20_000_000
"""Bytes over which such a file is left alone."""


def fields_beside(path: str) -> dict | None:
    """What `meta.json` says of a file; None if there is none, or it says nothing of it.

    Args:
        path: of the text file. "-" and members of archives have nothing beside them.
    """
    folder, name = os.path.split(path)
    known = _described(os.path.join(folder, NAME))
    found = known.get(name) or known.get(name.partition(".")[0]) or known.get(_stem(name))
    return found if isinstance(found, dict) and found else None


def describes_files(path: str) -> bool:
    """Whether a file is such a `meta.json`: every value is about one file, none is a text."""
    if os.path.basename(path) != NAME:
        return False
    known = _described(path)
    return bool(known) and all(
        isinstance(value, dict) and "text" not in value for value in known.values()
    )


def _stem(name: str) -> str:
    return os.path.splitext(name)[0]


def _described(path: str) -> dict:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return {}
    if status.st_size > LARGEST:
        return {}
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _read(path: str, changed: int, size: int) -> dict:
    """Read again when the file has changed; what is no such file describes nothing."""
    try:
        with open(path, "rb") as file:
            found = json.loads(file.read(LARGEST + 1))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
