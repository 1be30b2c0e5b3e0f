"""GraphML (Brandes et al., Graph Drawing 2001) with the keys that visone and DNA use.

By default one-mode: actors, tied by congruence less conflict. With a window a file for each, as DNA
writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from quoth.export import Written
from quoth.export.networks import asked, known_actors, legal, lost, nodes_of
from quoth.export.selection import Selection
from quoth.model import Actor
from quoth.network import Network, Options, networks, rows
from quoth.network import network as whole

NOTHING: Mapping[str, Any] = MappingProxyType({})

GRAPH = ("mode", "qualifier", "normalisation", "duplicates", "window", "start", "stop")
"""Attributes of the graph: how it was made, and the time that it is of."""

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

KEYS: tuple[tuple[str, str, str], ...] = (
    *((name, "graph", "string") for name in GRAPH),
    ("id", "node", "string"),
    ("name", "node", "string"),
    ("Type", "node", "string"),
    ("Alias", "node", "string"),
    ("variable", "node", "string"),
    ("frequency", "node", "int"),
    ("weight", "edge", "double"),
)
"""Attribute, what has it, type."""


def write(selection: Selection, target: Path, *, network: Mapping[str, Any] = NOTHING) -> Written:
    """Write the network of a selection; with a window a file for each into a new folder.

    Args:
        selection: whose statements; concepts are those of the last grouping.
        target: the file or folder.
        network: what was asked of it, see `quoth.export.networks.asked`.

    Raises:
        UsageError: there is no such network.
    """
    options, actors = asked(network, mode="one-mode")
    coded = rows(selection.project, actors=actors, selection=selection)
    known = known_actors(selection.project)
    found = networks(coded, options) if options.window != "no" else [whole(coded, options)]
    if options.window == "no":
        (one,) = found
        nodes, ties = _write(known, one, options, target)
        return Written(rows={"node": nodes, "tie": ties}, lost=lost(coded, options))
    target.mkdir()
    counts = {"window": 0, "node": 0, "tie": 0}
    for number, one in enumerate(found, 1):
        day = f"-{one.middle:%Y-%m-%d}" if one.middle else ""
        nodes, ties = _write(known, one, options, target / f"{number:05}{day}.graphml")
        counts = {"window": number, "node": counts["node"] + nodes, "tie": counts["tie"] + ties}
    return Written(rows=counts, lost=lost(coded, options))


def _write(
    known: Mapping[str, Actor], one: Network, options: Options, target: Path
) -> tuple[int, int]:
    """Write one network; how many nodes and ties it has."""
    nodes = nodes_of(known, one)
    root = etree.Element(f"{{{NAMESPACE}}}graphml", nsmap={None: NAMESPACE})
    for name, of, kind in KEYS:
        key = {"id": name, "for": of, "attr.name": name, "attr.type": kind}
        etree.SubElement(root, f"{{{NAMESPACE}}}key", key)
    graph = etree.SubElement(
        root, f"{{{NAMESPACE}}}graph", {"id": "quoth", "edgedefault": "undirected"}
    )
    for key in GRAPH:
        value = getattr(options if hasattr(options, key) else one, key)
        _data(graph, key, value.isoformat() if isinstance(value, datetime) else str(value or ""))
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
    return len(nodes), ties


def _data(element: Any, key: str, value: str) -> None:
    data = etree.SubElement(element, f"{{{NAMESPACE}}}data", {"key": key})
    data.text = legal(value)
