"""The network as ONNX graphs in int8, written node by node.

An exporter's graph with its weights quantized afterwards runs at half of the speed of
this one: here one product makes query, key and value, and attention is one node without
a mask (a window is read by itself, so that nothing is padded). Sum and normalization stay
two nodes: the fused one (SkipLayerNormalization) costs a quarter of the speed. The nodes
of the domain com.microsoft are onnxruntime's own and part of every build of it.

Weights have one scale a column, activations are quantized as they come (dynamic
quantization). Embeddings have one scale a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from training.network import Tagger

MICROSOFT = "com.microsoft"
EPSILON = 1e-12


def int8(weights: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 with one scale for each index that is not along `axis`."""
    scale = np.maximum(np.abs(weights).max(axis, keepdims=True) / 127, 1e-9).astype(np.float32)
    return np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale


class Graph:
    """Collects nodes and weights.

    Args:
        weights: the network's state, names to float32 arrays.
        quantized: int8, or float32 for comparison.
    """

    def __init__(self, weights: Mapping[str, np.ndarray], *, quantized: bool):
        self.weights = weights
        self.quantized = quantized
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def node(
        self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes
    ) -> list[str]:
        names = [f"{kind}{len(self.nodes)}.{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names

    def one(self, kind: str, *inputs: str, **more) -> str:
        return self.node(kind, *inputs, **more)[0]

    def linear(self, x: str, *names: str) -> str:
        """x @ W + b; several layers of one input are one product, side by side."""
        weight = np.concatenate([self.weights[f"{n}.weight"] for n in names]).T
        bias = self.constant(
            f"{names[0]}.bias", np.concatenate([self.weights[f"{n}.bias"] for n in names])
        )
        if not self.quantized:
            product = self.one("MatMul", x, self.constant(f"{names[0]}.weight", weight))
            return self.one("Add", product, bias)
        values, scale = int8(weight, 0)
        return self.one(
            "DynamicQuantizeMatMul",
            x,
            self.constant(f"{names[0]}.weight", values),
            self.constant(f"{names[0]}.scale", scale[0]),
            self.constant(f"{names[0]}.zero", np.zeros(scale.shape[1], np.int8)),
            bias,
            domain=MICROSOFT,
        )

    def norm(self, x: str, name: str) -> str:
        return self.one(
            "LayerNormalization",
            x,
            self.constant(f"{name}.weight", self.weights[f"{name}.weight"]),
            self.constant(f"{name}.bias", self.weights[f"{name}.bias"]),
            axis=-1,
            epsilon=EPSILON,
        )

    def embed(self) -> str:
        """Word, position and features, from the inputs "ids" and "features" where there are any."""
        values, scale = int8(self.weights["word.weight"], 1)
        if self.quantized:
            rows = self.one("Gather", self.constant("word", values), "ids")
            rows = self.one("Cast", rows, to=TensorProto.FLOAT)
            x = self.one("Mul", rows, self.one("Gather", self.constant("word.scale", scale), "ids"))
        else:
            x = self.one("Gather", self.constant("word", self.weights["word.weight"]), "ids")
        kind = self.weights["kind.weight"][0]
        if "features.0.weight" in self.weights:
            first, second, third = (self.weights[f"features.{n}.weight"] for n in range(3))
            table = first[:, None, None] + second[None, :, None] + third[None, None, :]
            table = table.reshape(-1, table.shape[-1]) + kind
            x = self.one("Add", x, self.one("Gather", self.constant("table", table), "features"))
        else:
            x = self.one("Add", x, self.constant("kind", kind))
        length = self.one("Shape", "ids", start=1, end=2)
        positions = self.constant("position", self.weights["position.weight"])
        places = self.one("Slice", positions, self.constant("zero", np.zeros(1, np.int64)), length)
        x = self.one("Add", x, places)
        return self.norm(x, "norm")

    def layer(self, x: str, number: int, heads: int) -> str:
        """One transformer layer."""
        at = f"layers.{number}"
        joint = self.linear(x, f"{at}.query", f"{at}.key", f"{at}.value")
        parts = self.node("Split", joint, outputs=3, axis=-1, num_outputs=3)
        attended = self.one("MultiHeadAttention", *parts, domain=MICROSOFT, num_heads=heads)
        x = self.norm(self.one("Add", self.linear(attended, f"{at}.out"), x), f"{at}.norm1")
        inner = self.one("Gelu", self.linear(x, f"{at}.up"), domain=MICROSOFT)
        return self.norm(self.one("Add", self.linear(inner, f"{at}.down"), x), f"{at}.norm2")

    def read_off(self, x: str, number: int) -> tuple[str, str]:
        """Tags and links from a layer."""
        hidden = self.one("Gelu", self.linear(x, f"heads.{number}.tag_hidden"), domain=MICROSOFT)
        weight = self.weights[f"heads.{number}.tag_out.weight"].T
        tags = self.one("MatMul", hidden, self.constant(f"tags{number}.weight", weight))
        bias = self.constant(f"tags{number}.bias", self.weights[f"heads.{number}.tag_out.bias"])
        return self.one("Add", tags, bias), self.linear(x, f"heads.{number}.link")

    def save(
        self,
        path: Path,
        inputs: Mapping[str, list],
        outputs: Mapping[str, str],
        shape: tuple = (1, "length", None),
    ) -> None:
        """Write the model.

        Args:
            inputs: name to [type, *shape].
            outputs: name to the inner name of what it gives.
            shape: of the outputs.
        """
        nodes = [
            *self.nodes,
            *(helper.make_node("Identity", [inner], [name]) for name, inner in outputs.items()),
        ]
        made = helper.make_graph(
            nodes,
            path.stem,
            [helper.make_tensor_value_info(n, t, s) for n, (t, *s) in inputs.items()],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, list(shape)) for n in outputs],
            list(self.constants.values()),
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
        onnx.save(helper.make_model(made, opset_imports=opsets, ir_version=9), path)


def write_graphs(network: Tagger, folder: Path, *, quantized: bool = True) -> list[str]:
    """Write `lower.onnx` (embeddings to the first exit) and `upper.onnx` (the rest).

    Inputs of the lower one are int32 (1, length): "ids" with [CLS] and [SEP], and
    "features", the three features of a piece as one number. Both give "tags" (1, length,
    14) and "links" (1, length, 384) float32; the lower one also "hidden" (1, length, 384),
    which is the upper one's input.

    Returns:
        The names of the files.
    """
    from training.network import EXITS  # needs torch, which the sentence encoder does without

    weights = {name: value.float().numpy() for name, value in network.state_dict().items()}
    heads = network.layers[0].heads
    lower = Graph(weights, quantized=quantized)
    x = lower.embed()
    for number in range(EXITS[0]):
        x = lower.layer(x, number, heads)
    tags, links = lower.read_off(x, 0)
    integers = [TensorProto.INT32, 1, "length"]
    lower.save(
        folder / "lower.onnx",
        {"ids": integers, "features": integers},
        {"hidden": x, "tags": tags, "links": links},
    )
    upper = Graph(weights, quantized=quantized)
    x = "hidden"
    for number in range(EXITS[0], EXITS[1]):
        x = upper.layer(x, number, heads)
    tags, links = upper.read_off(x, 1)
    width = weights["norm.weight"].shape[0]
    upper.save(
        folder / "upper.onnx",
        {"hidden": [TensorProto.FLOAT, 1, "length", width]},
        {"tags": tags, "links": links},
    )
    return ["lower.onnx", "upper.onnx"]
