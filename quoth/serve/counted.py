"""The columns of a large project kept between visits, so that its first page comes at once.

Counting a million statements takes some seconds. What was counted is kept in the user's cache
folder and taken again only if the project file, and the log beside it, are the very same: size,
time of the last change, place on the disk. Anything else is counted anew; what cannot be read or
written is as if it were not there. Nothing is ever unpickled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.serve.columns import Columns
from quoth.store import file

if TYPE_CHECKING:
    import numpy as np

VERSION = 1
"""Goes up when columns are made in another way."""

KEPT = 6
"""Projects whose columns are kept; the longest unused goes first."""

ARRAYS = (
    *("number", "article", "ordinal", "mode", "type", "nested", "sourced", "confidence", "place"),
    *("a_number", "a_outlet", "a_day", "a_statements", "speaker_row", "speaker_actor"),
    *("actor_kinds", "actor_said"),
)
NAMES = ("outlets", "actor_ids", "actor_names")
OF_STATEMENTS = ("number", "article", "ordinal", "mode", "type", "nested", "sourced", "confidence")
OF_ARTICLES = ("a_number", "a_outlet", "a_day", "a_statements")


def folder() -> Path:
    """Where it is kept: `QUOTH_CACHE`, else the system's place for what can be made again."""
    if given := os.environ.get("QUOTH_CACHE"):
        return Path(given)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    return Path(base or "~/.cache").expanduser() / "quoth"


def _place(project: Path) -> Path:
    name = hashlib.sha256(os.fsencode(project.absolute())).hexdigest()[:32]
    return folder() / f"{name}.columns.npz"


def save(project: Path, columns: Columns, seen: str) -> None:
    """Keep columns that were made of a project as it was at `seen` (`file.stamp`)."""
    import numpy as np

    arrays = {name: getattr(columns, name) for name in ARRAYS}
    arrays |= {name: _bytes(getattr(columns, name)) for name in NAMES}
    arrays["stamp"] = _bytes([str(VERSION), seen])
    arrays["seconds"] = np.array([columns.seconds])
    place = _place(project)
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made with mode 0600: what it holds are names out of the project.
        handle, draft = tempfile.mkstemp(prefix=".columns-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as draft_file:
                np.savez(draft_file, **arrays)
            os.replace(draft, place)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(draft)
            raise
        _tidy(place.parent)


def _tidy(kept: Path) -> None:
    found = sorted(kept.glob("*.columns.npz"), key=lambda path: -path.stat().st_mtime)
    for old in found[KEPT:]:
        old.unlink()


def load(project: Path) -> Columns | None:
    """The columns that were kept of a project, if they are those of the file as it is."""
    import zipfile

    import numpy as np

    place, seen = _place(project), file.stamp(project)
    if seen is None:
        return None
    try:
        with place.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            if _names(kept["stamp"]) != (str(VERSION), seen):
                return None
            arrays = {name: kept[name] for name in ARRAYS}
            names = {name: _names(kept[name]) for name in NAMES}
            seconds = float(kept["seconds"][0])
        os.utime(place)  # the longest unused goes first
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    columns = Columns(**arrays, **names, seconds=seconds)
    return columns if _sound(columns) else None


def _bytes(names: tuple[str, ...] | list[str]) -> np.ndarray:
    import numpy as np

    return np.frombuffer(json.dumps(list(names)).encode(), np.uint8)


def _names(data: np.ndarray) -> tuple[str, ...]:
    return tuple(json.loads(data.tobytes()))


def _sound(columns: Columns) -> bool:
    """Whether lengths and codes fit one another."""
    statements, articles, actors = len(columns.number), len(columns.a_number), columns.actor_ids
    lengths = (
        all(len(getattr(columns, name)) == statements for name in OF_STATEMENTS)
        and all(len(getattr(columns, name)) == articles for name in OF_ARTICLES)
        and len(columns.speaker_row) == len(columns.speaker_actor)
        and len(actors) == len(columns.actor_names) == len(columns.actor_kinds)
        and len(actors) == len(columns.actor_said)
    )
    codes = (
        (columns.article, articles),
        (columns.a_outlet, len(columns.outlets)),
        (columns.speaker_row, statements),
        (columns.speaker_actor, len(actors)),
        (columns.place, statements),
    )
    return lengths and all(not len(c) or int(c.max()) < most for c, most in codes)
