"""Run the network: a model folder, onnxruntime, one thread.

Batches are made within one article only. Dynamic int8 quantization takes its scale
from the whole batch, so a batch of several articles would let one article's neighbours
change its result; statement ids must not depend on what else was read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quoth.errors import ModelError
from quoth.extract.decode import Chain, LinkScorer, Scores
from quoth.extract.encode import FEATURE_SIZES, HEADLINE, Encoding, load_tokenizer
from quoth.extract.windows import Window, cut_windows, sentence_ends

CLS, SEP = 101, 102
DEFAULT_FOLDER = Path(__file__).parent.parent / "weights" / "minilm-polnear"


@dataclass(frozen=True, slots=True)
class Tagger:
    """A loaded model folder."""

    name: str
    version: str
    config: dict
    session: object
    tokenizer: object
    chain: Chain
    links: LinkScorer

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Tagger:
        """Check a model folder against its manifest and load it.

        Args:
            folder: holds manifest.json, config.json, tokenizer.json, model.onnx; by
                default the one that comes with the package.

        Raises:
            ModelError: something is missing or its sha-256 is not the manifest's.
        """
        folder = Path(folder) if folder else DEFAULT_FOLDER
        manifest = check_manifest(folder)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        return cls(
            name=manifest["name"],
            version=f"{manifest['name']}@{manifest['files']['model.onnx']['sha256'][:12]}",
            config=config,
            session=session,
            tokenizer=load_tokenizer(folder / "tokenizer.json"),
            chain=Chain.constrained(config["transitions"], config["start"]),
            links=LinkScorer(
                np.array(config["distance"], np.float32), np.array(config["no_source"], np.float32)
            ),
        )

    def scores(self, texts: Sequence[tuple[str, Encoding]]) -> list[Scores]:
        """Read several texts of one article.

        Args:
            texts: pairs of a text and its encoding.

        Returns:
            The scores of each text's word pieces.
        """
        found = [
            Scores(
                tags=np.zeros((len(encoding.ids), len(self.chain.start)), np.float32),
                vectors=np.zeros((len(encoding.ids), 4 * len(self.links.no_source)), np.float32),
                windows=np.zeros(len(encoding.ids), np.int32),
                paragraphs=encoding.paragraphs,
            )
            for _, encoding in texts
        ]
        windows = [
            (number, window)
            for number, (text, encoding) in enumerate(texts)
            for window in cut_windows(
                encoding.paragraphs,
                sentence_ends(text, encoding.offsets),
                core=self.config["core"],
                context=self.config["context"],
            )
        ]
        windows.sort(key=lambda w: (w[1].end - w[1].start, w[0], w[1].start))
        for batch in _batches(windows, self.config["batch"]):
            tags, vectors = self._run([(texts[number][1], w) for number, w in batch])
            for row, (number, w) in enumerate(batch):
                a, b = w.core_start - w.start + 1, w.core_end - w.start + 1
                found[number].tags[w.core_start : w.core_end] = tags[row, a:b]
                found[number].vectors[w.core_start : w.core_end] = vectors[row, a:b]
                found[number].windows[w.core_start : w.core_end] = w.core_start
        for scores, (_, encoding) in zip(found, texts, strict=True):
            # A headline runs into the first sentence as the network reads it; nobody's
            # words are linked across.
            scores.windows[encoding.features[:, 2] >= HEADLINE] = -1
        return found

    def _run(self, batch: list[tuple[Encoding, Window]]) -> list[np.ndarray]:
        """The network's outputs for a batch of windows, padded to the longest."""
        length = max(w.end - w.start for _, w in batch) + 2
        ids = np.zeros((len(batch), length), np.int64)
        features = np.zeros((len(batch), length, len(FEATURE_SIZES)), np.int64)
        mask = np.zeros((len(batch), length), np.int64)
        for row, (encoding, w) in enumerate(batch):
            n = w.end - w.start
            ids[row, 0], ids[row, n + 1] = CLS, SEP
            ids[row, 1 : n + 1] = encoding.ids[w.start : w.end]
            features[row, 1 : n + 1] = encoding.features[w.start : w.end]
            mask[row, : n + 2] = 1
        return self.session.run(None, {"ids": ids, "features": features, "mask": mask})


def _batches(windows: list[tuple[int, Window]], rows: int) -> Iterator[list[tuple[int, Window]]]:
    """Windows of like length together: `rows` long ones, or more when they are short."""
    batch: list[tuple[int, Window]] = []
    for item in windows:
        size = item[1].end - item[1].start
        if batch and (len(batch) + 1) * size > rows * 200:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def check_manifest(folder: Path) -> dict:
    """The manifest of a model folder, after every file's sha-256 was compared with it."""
    path = folder / "manifest.json"
    if not path.is_file():
        raise ModelError(
            f"{folder}: no manifest.json, so no model",
            advice="reinstall quoth, or name a model folder made by training/export.py",
        )
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for name, entry in manifest["files"].items():
        file = folder / name
        if not file.is_file():
            raise ModelError(f"{file}: missing", advice="reinstall quoth")
        if hashlib.sha256(file.read_bytes()).hexdigest() != entry["sha256"]:
            raise ModelError(
                f"{file}: is not the file that the manifest names (sha-256 differs)",
                advice="reinstall quoth; a model is used whole or not at all",
            )
    return manifest
