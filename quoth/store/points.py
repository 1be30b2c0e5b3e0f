"""Where the sentence encoder puts contents: read once, kept in the table `point`.

Matching and concepts ask for the points of many contents, often the same ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from quoth.engine import Engine, Failure
from quoth.errors import ModelError
from quoth.match import sentences
from quoth.match.words import number_of

AT_ONCE = 500
"""Keys in one question to the database."""

BATCH = 32
"""Contents that a worker reads at a time."""

Kept = tuple[int, bytes]
"""A content's key and its packed point."""


def points(
    connection: sqlite3.Connection, engine: Engine, texts: Sequence[str]
) -> tuple[np.ndarray, list[Kept]]:
    """The points of contents; what is not known yet is read by the engine. Writes nothing.

    Returns:
        float32 (len(texts), 384), and the points that were not known: for `keep`.

    Raises:
        ModelError: the encoder failed.
    """
    keys = [number_of(text) for text in texts]
    known: dict[int, bytes] = {}
    wanted = sorted(set(keys))
    for first in range(0, len(wanted), AT_ONCE):
        part = wanted[first : first + AT_ONCE]
        places = ", ".join("?" * len(part))
        known.update(
            connection.execute(f"SELECT key, payload FROM point WHERE key IN ({places})", part)
        )
    missing = sorted(
        {key: text for key, text in zip(keys, texts, strict=True) if key not in known}.items()
    )
    batches = [missing[first : first + BATCH] for first in range(0, len(missing), BATCH)]
    contents = [[text for _, text in batch] for batch in batches]
    for batch, payloads in zip(
        batches,
        engine.map(sentences.encoded, contents, prepare=sentences.encoder),
        strict=True,
    ):
        for (key, _), payload in zip(batch, payloads, strict=True):
            if isinstance(payload, Failure):
                raise ModelError(
                    f"the sentence encoder failed: {payload.reason}", advice="reinstall quoth"
                )
            known[key] = payload
    found = sentences.unpacked([known[key] for key in keys])
    return found, [(key, known[key]) for key, _ in missing]


def keep(connection: sqlite3.Connection, made: Iterable[Kept]) -> None:
    """Keep points; the caller holds the transaction."""
    connection.executemany("INSERT OR REPLACE INTO point (key, payload) VALUES (?, ?)", made)
