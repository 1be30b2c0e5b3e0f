"""The sentence encoder: a content as a point, near to contents that say the same.

all-MiniLM-L6-v2 (Reimers and Gurevych, Sentence-BERT, EMNLP 2019; Wang et al., MiniLM, NeurIPS
2020) as published, in int8: the mean over its word pieces, of length one. Contents are read one by
one: a batch would let a content's neighbours change its point (see `quoth/extract/tagger.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from quoth.extract.encode import load_tokenizer
from quoth.extract.tagger import CLS, SEP, check_manifest, open_session, version_of

FOLDER = Path(__file__).parent.parent / "weights" / "minilm-sentences"

PIECES = 128
"""Word pieces of a content that are read; the rest does not count."""

WIDTH = 384
SCALE = 127.0


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded model folder."""

    version: str
    session: object
    tokenizer: object

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Encoder:
        """Check a model folder against its manifest and load it.

        Raises:
            ModelError: something is missing or its sha-256 is not the manifest's.
        """
        folder = Path(folder) if folder else FOLDER
        manifest = check_manifest(folder)
        return cls(
            version=version_of(manifest),
            session=open_session(folder / "encoder.onnx"),
            tokenizer=load_tokenizer(folder / "tokenizer.json"),
        )

    def points(self, texts: Sequence[str]) -> np.ndarray:
        """float32 (n, 384), each of length one."""
        found = np.zeros((len(texts), WIDTH), np.float32)
        for row, encoded in enumerate(
            self.tokenizer.encode_batch([text[:4000] for text in texts], add_special_tokens=False)
        ):
            ids = np.array([[CLS, *encoded.ids[:PIECES], SEP]], np.int32)
            point = self.session.run(["sentence"], {"ids": ids})[0][0]
            found[row] = point / max(float(np.linalg.norm(point)), 1e-9)
        return found


def packed(points: np.ndarray) -> list[bytes]:
    """Points as int8 with one scale each: 388 bytes a point, off by less than 0.005 in a cosine."""
    scale = np.maximum(np.abs(points).max(axis=1, keepdims=True), 1e-9) / SCALE
    rounded = np.round(points / scale).astype(np.int8)
    return [
        row_scale.astype("<f4").tobytes() + row.tobytes()
        for row_scale, row in zip(scale, rounded, strict=True)
    ]


def unpacked(payloads: Sequence[bytes]) -> np.ndarray:
    """The inverse of `packed`, as near as int8 is: float32 (n, 384)."""
    found = np.zeros((len(payloads), WIDTH), np.float32)
    for row, payload in enumerate(payloads):
        scale = np.frombuffer(payload, "<f4", count=1)[0]
        found[row] = np.frombuffer(payload, np.int8, offset=4).astype(np.float32) * scale
    return found


@cache
def shipped_version() -> str:
    """The version of the encoder that comes with Quoth, without loading it."""
    return version_of(check_manifest(FOLDER))


def encoder() -> Encoder:
    """The encoder that comes with Quoth; for `Engine.map`."""
    return Encoder.load()


def encoded(tool: Encoder, texts: Sequence[str]) -> list[bytes]:
    """What a worker does with a batch of contents."""
    return packed(tool.points(texts))
