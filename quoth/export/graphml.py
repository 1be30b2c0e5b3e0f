"""GraphML (Brandes et al., Graph Drawing 2001) with the keys that visone and DNA use.

One-mode: actors, tied by congruence less conflict. For other networks, `quoth network`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from quoth.export import Written
from quoth.export.networks import LOST, legal, made
from quoth.export.selection import Selection
from quoth.network import Options

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

KEYS: tuple[tuple[str, str, str], ...] = (
    ("id", "node", "string"),
    ("name", "node", "string"),
    ("Type", "node", "string"),
    ("Alias", "node", "string"),
    ("variable", "node", "string"),
    ("frequency", "node", "int"),
    ("weight", "edge", "double"),
)
"""Attribute, what has it, type."""


def write(selection: Selection, target: Path, *, options: Options | None = None) -> Written:
    """Write the network of a selection."""
    one, nodes, _ = made(selection, options or Options())
    root = etree.Element(f"{{{NAMESPACE}}}graphml", nsmap={None: NAMESPACE})
    for name, of, kind in KEYS:
        key = {"id": name, "for": of, "attr.name": name, "attr.type": kind}
        etree.SubElement(root, f"{{{NAMESPACE}}}key", key)
    graph = etree.SubElement(
        root, f"{{{NAMESPACE}}}graph", {"id": "quoth", "edgedefault": "undirected"}
    )
    ids: dict[tuple[str, str], str] = {}
    for node in nodes:
        ids[node.variable, node.name] = node.id
        element = etree.SubElement(graph, f"{{{NAMESPACE}}}node", {"id": node.id})
        for key, value in (
            ("id", node.id),
            ("name", node.name),
            ("Type", node.kind),
            ("Alias", node.aliases),
            ("variable", node.variable),
            ("frequency", str(node.frequency)),
        ):
            _data(element, key, value)
    ties = 0
    other_variable = "concept" if one.mode == "two-mode" else "actor"
    for number, (a, b, weight) in enumerate(one.ties()):
        element = etree.SubElement(
            graph,
            f"{{{NAMESPACE}}}edge",
            {"id": f"e{number}", "source": ids["actor", a], "target": ids[other_variable, b]},
        )
        _data(element, "weight", repr(weight))
        ties += 1
    etree.ElementTree(root).write(
        str(target), encoding="utf-8", xml_declaration=True, pretty_print=True
    )
    return Written(rows={"node": len(nodes), "tie": ties}, lost=LOST)


def _data(element: Any, key: str, value: str) -> None:
    data = etree.SubElement(element, f"{{{NAMESPACE}}}data", {"key": key})
    data.text = legal(value)
