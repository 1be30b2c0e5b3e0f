"""A BERT-base-shaped network with random weights, with our inputs and outputs.

The best published systems on PolNeAR are BERT-base (12 layers, 768 wide, 110 million
parameters; Devlin et al., NAACL 2019). Its speed depends on its shape and not on its
weights, so random ones do to compare costs in the same harness, in the same run.
Needs the package `onnx` (extra `bench`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

LAYERS, HIDDEN, HEADS, INNER, VOCABULARY = 12, 768, 12, 3072, 30522


def write_bert_base(path: Path, *, tags: int, links: int, seed: int = 0) -> None:
    """Write the network as float32 ONNX.

    Args:
        path: the .onnx file, about 440 MB.
        tags: width of the output "tags".
        links: width of the output "links".
    """
    from onnx import TensorProto, helper, numpy_helper, save

    rng = np.random.default_rng(seed)
    weights, nodes = [], []

    def constant(name: str, value: np.ndarray) -> str:
        weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def random(name: str, *shape: int) -> str:
        return constant(name, rng.normal(0, 0.02, shape).astype(np.float32))

    def node(kind: str, inputs: list[str], output: str, **attributes) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def dense(x: str, name: str, inputs: int, outputs: int) -> str:
        y = node("MatMul", [x, random(f"{name}.weight", inputs, outputs)], f"{name}.product")
        return node("Add", [y, random(f"{name}.bias", outputs)], f"{name}.sum")

    def norm(x: str, name: str) -> str:
        one = constant(f"{name}.scale", np.ones(HIDDEN, np.float32))
        zero = constant(f"{name}.shift", np.zeros(HIDDEN, np.float32))
        return node("LayerNormalization", [x, one, zero], f"{name}.out", axis=-1)

    x = node("Gather", [random("words", VOCABULARY, HIDDEN), "ids"], "embedded")
    features = random("table", 80, HIDDEN)
    x = node("Add", [x, node("Gather", [features, "features"], "feature")], "input")
    x = norm(x, "norm")
    one = constant("one", np.float32(1))
    split = constant("split", np.array([0, 0, HEADS, HIDDEN // HEADS], np.int64))
    merge = constant("merge", np.array([0, 0, HIDDEN], np.int64))
    scale = constant("scale", np.float32((HIDDEN // HEADS) ** -0.5))
    root, half = constant("root", np.float32(2**0.5)), constant("half", np.float32(0.5))
    for n in range(LAYERS):
        name = f"layer{n}"

        def heads(part: str, order: list[int], x: str = x, name: str = name) -> str:
            y = dense(x, f"{name}.{part}", HIDDEN, HIDDEN)
            y = node("Reshape", [y, split], f"{name}.{part}.heads")
            return node("Transpose", [y], f"{name}.{part}.out", perm=order)

        query, key = heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1])
        scores = node("MatMul", [query, key], f"{name}.scores")
        scores = node("Mul", [scores, scale], f"{name}.scaled")
        chances = node("Softmax", [scores], f"{name}.p")
        y = node("MatMul", [chances, heads("value", [0, 2, 1, 3])], f"{name}.mixed")
        y = node("Transpose", [y], f"{name}.back", perm=[0, 2, 1, 3])
        y = dense(node("Reshape", [y, merge], f"{name}.merged"), f"{name}.out", HIDDEN, HIDDEN)
        x = norm(node("Add", [x, y], f"{name}.residual1"), f"{name}.norm1")
        up = dense(x, f"{name}.up", HIDDEN, INNER)
        erf = node("Erf", [node("Div", [up, root], f"{name}.div")], f"{name}.erf")
        gelu = node("Mul", [up, node("Add", [erf, one], f"{name}.erf1")], f"{name}.gelu2")
        gelu = node("Mul", [gelu, half], f"{name}.gelu")
        y = dense(gelu, f"{name}.down", INNER, HIDDEN)
        x = norm(node("Add", [x, y], f"{name}.residual2"), f"{name}.norm2")
    node("Identity", [dense(x, "tags.head", HIDDEN, tags)], "tags")
    node("Identity", [dense(x, "links.head", HIDDEN, links)], "links")
    shape = [1, "length"]
    graph = helper.make_graph(
        nodes,
        "bert-base-shaped",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT32, shape),
            helper.make_tensor_value_info("features", TensorProto.INT32, shape),
        ],
        [
            helper.make_tensor_value_info("tags", TensorProto.FLOAT, [*shape, tags]),
            helper.make_tensor_value_info("links", TensorProto.FLOAT, [*shape, links]),
        ],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    save(model, str(path))
