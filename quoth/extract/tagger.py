"""Run the network: a model folder, onnxruntime, one thread.

Windows are read one by one. Dynamic int8 quantization takes its scale from the whole
input, so a batch would let a window's neighbours change its result, and statement ids
must not depend on what else was read; nothing is padded; and it is no slower.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quoth.errors import ModelError
from quoth.extract.decode import TAGS, Chain, LinkScorer, Scores
from quoth.extract.encode import FEATURE_SIZES, HEADLINE, Encoding, load_tokenizer
from quoth.extract.windows import Window, cut_windows, sentence_ends

CLS, SEP = 101, 102
DEFAULT_FOLDER = Path(__file__).parent.parent / "weights" / "minilm-polnear"


FULL, FAST = "full", "fast"
"""The readings of a model: all of its layers, or half of them."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the tags and links of one level are decoded.

    The first level is what the article attributes; the second what is attributed
    inside a content.
    """

    chain: Chain
    links: LinkScorer


@dataclass(frozen=True, slots=True)
class Tagger:
    """A loaded model folder."""

    name: str
    version: str
    config: dict
    calibration: dict
    sessions: tuple
    tokenizer: object
    levels: tuple[Level, ...]

    @classmethod
    def load(cls, folder: str | Path | None = None, *, reading: str = FULL) -> Tagger:
        """Check a model folder against its manifest and load it.

        Args:
            folder: holds manifest.json, config.json, tokenizer.json and the graphs; by
                default the one that comes with the package.
            reading: FULL, or FAST: half of the layers.

        Raises:
            ModelError: something is missing or its sha-256 is not the manifest's.
        """
        folder = Path(folder) if folder else DEFAULT_FOLDER
        manifest = check_manifest(folder)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        own = config["readings"][reading]
        return cls(
            name=manifest["name"],
            version=version_of(manifest, reading),
            config=config,
            calibration=own["calibration"],
            sessions=tuple(open_session(folder / name) for name in own["graphs"]),
            tokenizer=load_tokenizer(folder / "tokenizer.json"),
            levels=tuple(
                Level(
                    Chain.constrained(level["transitions"], level["start"]),
                    LinkScorer(
                        np.array(level["distance"], np.float32),
                        np.array(level["no_source"], np.float32),
                    ),
                )
                for level in own["levels"]
            ),
        )

    def scores(self, text: str, encoding: Encoding) -> list[Scores]:
        """Read a text.

        Args:
            text: any text.
            encoding: the same, encoded with this tagger's tokenizer.

        Returns:
            The scores of its word pieces on each level.
        """
        n = len(encoding.ids)
        bounds = np.cumsum([0] + [4 * len(level.links.no_source) for level in self.levels])
        tags = np.zeros((n, len(TAGS) * len(self.levels)), np.float32)
        vectors = np.zeros((n, bounds[-1]), np.float32)
        numbers = np.zeros(n, np.int32)
        features = joint_features(encoding.features)
        for window in cut_windows(
            encoding.paragraphs,
            sentence_ends(text, encoding.offsets),
            core=self.config["core"],
            context=self.config["context"],
        ):
            core = slice(window.core_start, window.core_end)
            found = self._run(encoding.ids, features, window)
            tags[core] = found[0][:, : tags.shape[1]]
            vectors[core] = found[1][:, : vectors.shape[1]]
            numbers[core] = window.core_start
        # A headline runs into the first sentence as the network reads it; nobody's words
        # are linked across.
        numbers[encoding.features[:, 2] >= HEADLINE] = -1
        return [
            Scores(
                tags[:, number * len(TAGS) : (number + 1) * len(TAGS)],
                vectors[:, bounds[number] : bounds[number + 1]],
                numbers,
                encoding.paragraphs,
            )
            for number in range(len(self.levels))
        ]

    def _run(self, ids: np.ndarray, features: np.ndarray, window: Window) -> list[np.ndarray]:
        """Tags and links of a window's core.

        The upper layers read the core alone, between [CLS] and [SEP]: what the context
        has to tell is in it by then.
        """
        seen = slice(window.start, window.end)
        found = {
            "ids": np.r_[CLS, ids[seen], SEP].astype(np.int32)[None],
            "features": np.r_[0, features[seen], 0].astype(np.int32)[None],
        }
        first = window.core_start - window.start + 1
        last = window.core_end - window.start + 1
        for session in self.sessions[:-1]:
            (hidden,) = session.run(["hidden"], found)
            found = {
                "hidden": np.concatenate([hidden[:, :1], hidden[:, first:last], hidden[:, -1:]], 1)
            }
            first, last = 1, last - first + 1
        tags, links = self.sessions[-1].run(["tags", "links"], found)
        return [tags[0, first:last], links[0, first:last]]


def joint_features(features: np.ndarray) -> np.ndarray:
    """The three features of each piece as one number, int32 (n,)."""
    return np.ravel_multi_index(tuple(features.astype(np.int64).T), FEATURE_SIZES).astype(np.int32)


def open_session(path: Path):
    """An onnxruntime session of one thread: one process a core is quicker than two threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def version_of(manifest: dict, reading: str = FULL) -> str:
    """The model's name, the start of a sha-256 over its files, and the reading if not full."""
    digests = "".join(entry["sha256"] for _, entry in sorted(manifest["files"].items()))
    version = f"{manifest['name']}@{hashlib.sha256(digests.encode()).hexdigest()[:12]}"
    return version if reading == FULL else f"{version}-{reading}"


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
