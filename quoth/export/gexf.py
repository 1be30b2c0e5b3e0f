"""GEXF 1.3 for Gephi: the actor × concept network, with when each tie is there.

A tie has a spell for each statement that makes it, on the day that its article was published, and
a node from its first statement to its last: Gephi's timeline plays the debate.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from quoth.export import Written
from quoth.export.networks import LOST, legal, made
from quoth.export.selection import Selection
from quoth.network import Options, Row
from quoth.network.matrices import kept
from quoth.network.rows import UNDATED

NAMESPACE = "http://gexf.net/1.3"

ATTRIBUTES: tuple[tuple[str, str], ...] = (
    ("variable", "string"),
    ("kind", "string"),
    ("aliases", "string"),
    ("frequency", "integer"),
)

OPTIONS = Options(mode="two-mode", qualifier="subtract")


def write(selection: Selection, target: Path, *, options: Options = OPTIONS) -> Written:
    """Write the network of a selection, its time as spells of days."""
    one, nodes, coded = made(selection, options)
    shown = kept([row for row in coded if row.agreement is not None], options)
    root = etree.Element(f"{{{NAMESPACE}}}gexf", {"version": "1.3"}, nsmap={None: NAMESPACE})
    meta = etree.SubElement(root, f"{{{NAMESPACE}}}meta")
    etree.SubElement(meta, f"{{{NAMESPACE}}}creator").text = "quoth"
    graph = etree.SubElement(
        root,
        f"{{{NAMESPACE}}}graph",
        {
            "defaultedgetype": "undirected",
            "mode": "dynamic",
            "timeformat": "date",
            "timerepresentation": "interval",
        },
    )
    attributes = etree.SubElement(
        graph, f"{{{NAMESPACE}}}attributes", {"class": "node", "mode": "static"}
    )
    for number, (title, kind) in enumerate(ATTRIBUTES):
        each = {"id": str(number), "title": title, "type": kind}
        etree.SubElement(attributes, f"{{{NAMESPACE}}}attribute", each)
    edges_attributes = etree.SubElement(
        graph, f"{{{NAMESPACE}}}attributes", {"class": "edge", "mode": "static"}
    )
    etree.SubElement(
        edges_attributes,
        f"{{{NAMESPACE}}}attribute",
        {"id": "0", "title": "net", "type": "double"},
    )
    said: dict[Any, list[Row]] = defaultdict(list)
    for row in shown:
        for key in (("actor", row.actor), ("concept", row.concept), (row.actor, row.concept)):
            said[key].append(row)
    ids: dict[tuple[str, str], str] = {}
    place = etree.SubElement(graph, f"{{{NAMESPACE}}}nodes")
    for node in nodes:
        ids[node.variable, node.name] = node.id
        element = etree.SubElement(
            place, f"{{{NAMESPACE}}}node", {"id": node.id, "label": legal(node.name)}
        )
        values = etree.SubElement(element, f"{{{NAMESPACE}}}attvalues")
        for number, value in enumerate((node.variable, node.kind, node.aliases, node.frequency)):
            etree.SubElement(
                values,
                f"{{{NAMESPACE}}}attvalue",
                {"for": str(number), "value": legal(str(value))},
            )
        days = _days(said[node.variable, node.name])
        if days:
            _spells(element, [(days[0], days[-1])])
    place = etree.SubElement(graph, f"{{{NAMESPACE}}}edges")
    ties = 0
    for number, (a, b, weight) in enumerate(one.ties()):
        other = "concept" if one.mode == "two-mode" else "actor"
        element = etree.SubElement(
            place,
            f"{{{NAMESPACE}}}edge",
            {
                "id": str(number),
                "source": ids["actor", a],
                "target": ids[other, b],
                # Gephi lays out by weights above 0; the sign is in the attribute `net`.
                "weight": repr(abs(weight)),
            },
        )
        values = etree.SubElement(element, f"{{{NAMESPACE}}}attvalues")
        etree.SubElement(values, f"{{{NAMESPACE}}}attvalue", {"for": "0", "value": repr(weight)})
        _spells(element, [(day, day) for day in _days(said[a, b])])
        ties += 1
    etree.ElementTree(root).write(
        str(target), encoding="utf-8", xml_declaration=True, pretty_print=True
    )
    lost = (*LOST, "ties whose statements agree and disagree equally often: their weight is 0")
    return Written(rows={"node": len(nodes), "tie": ties}, lost=lost)


def _days(said: list[Row]) -> list[str]:
    found: set[datetime] = {row.time for row in said if row.time != UNDATED}
    return sorted({time.date().isoformat() for time in found})


def _spells(element: Any, spans: list[tuple[str, str]]) -> None:
    if spans:
        spells = etree.SubElement(element, f"{{{NAMESPACE}}}spells")
        for start, end in spans:
            etree.SubElement(spells, f"{{{NAMESPACE}}}spell", {"start": start, "end": end})
