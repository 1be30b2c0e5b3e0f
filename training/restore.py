"""A network out of a shipped model folder, to go on training from.

    python -m training.restore --model quoth/weights/minilm-polnear --out .work/restored

What a folder holds is int8; a weight comes back within half a step of its column's scale. The
constants of the chains come back with the bonuses that calibration gave them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from quoth.extract.encode import FEATURE_SIZES
from training.export import READINGS
from training.network import LINKS, Tagger

FORBIDDEN = -1e3
"""Below this a transition is one that decoding forbids, and says nothing of the weight."""


def constants(path: Path) -> dict[str, np.ndarray]:
    """A graph's constants by name."""
    graph = onnx.load(path).graph
    return {one.name: numpy_helper.to_array(one) for one in graph.initializer}


def restore(folder: Path) -> Tagger:
    """Read graphs and config back into a network.

    Args:
        folder: made by `training.export`, in int8.
    """
    network = Tagger()
    state = network.state_dict()
    known = {**constants(folder / "lower.onnx"), **constants(folder / "upper.onnx")}

    def put(name: str, value: np.ndarray) -> None:
        found = torch.from_numpy(np.array(value, dtype=np.float32))
        if state[name].shape != found.shape:
            raise ValueError(f"{name}: {tuple(found.shape)} instead of {tuple(state[name].shape)}")
        state[name] = found

    def linear(first: str, *names: str) -> None:
        weight = known[f"{first}.weight"].astype(np.float32) * known[f"{first}.scale"]
        bias = known[f"{first}.bias"]
        for name, part, shift in zip(
            names,
            np.split(weight.T, len(names)),
            np.split(bias, len(names)),
            strict=True,
        ):
            put(f"{name}.weight", part)
            put(f"{name}.bias", shift)

    put("word.weight", known["word"].astype(np.float32) * known["word.scale"])
    put("position.weight", known["position"])
    table = known["table"].reshape(*FEATURE_SIZES, -1)
    origin = table[0, 0, 0]
    kind = state["kind.weight"].numpy().copy()
    kind[0] = origin
    put("kind.weight", kind)
    for number, axis in enumerate((table[:, 0, 0], table[0, :, 0], table[0, 0, :])):
        put(f"features.{number}.weight", axis - origin)
    norms = ["norm"]
    for number in range(len(network.layers)):
        at = f"layers.{number}"
        linear(f"{at}.query", f"{at}.query", f"{at}.key", f"{at}.value")
        for name in ("out", "up", "down"):
            linear(f"{at}.{name}", f"{at}.{name}")
        norms += [f"{at}.norm1", f"{at}.norm2"]
    for name in norms:
        put(f"{name}.weight", known[f"{name}.weight"])
        put(f"{name}.bias", known[f"{name}.bias"])
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    for number, reading in enumerate(READINGS):
        at = f"heads.{number}"
        linear(f"{at}.tag_hidden", f"{at}.tag_hidden")
        linear(f"{at}.link", f"{at}.link")
        put(f"{at}.tag_out.weight", known[f"tags{number}.weight"].T)
        put(f"{at}.tag_out.bias", known[f"tags{number}.bias"])
        levels = config["readings"][reading]["levels"]
        for name in ("transitions", "start", "distance"):
            values = np.array([level[name] for level in levels])
            put(f"{at}.{name}", np.where(values < FORBIDDEN, 0.0, values))
        for level in range(len(LINKS)):
            put(f"{at}.no_source.{level}", np.array(levels[level]["no_source"]))
    network.load_state_dict(state)
    return network


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(restore(args.model).state_dict(), args.out / "network.pt")


if __name__ == "__main__":
    main()
