"""GEXF 1.3 for Gephi: the actor × concept network, with when each tie is there.

A tie has a spell for each statement that makes it, on the day that its article was published, and
a node from its first statement to its last: Gephi's timeline plays the debate.

With a window the weights are those of the network of each window, from its middle to the next
one's: windows overlap, and a tie has one weight at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from quoth.export import Written
from quoth.export.graphml import NOTHING
from quoth.export.networks import Node, asked, known_actors, legal, lost, nodes_of
from quoth.export.selection import Selection
from quoth.network import Network, Options, Row, networks, rows
from quoth.network import network as whole
from quoth.network.matrices import kept, moved
from quoth.network.rows import UNDATED

NAMESPACE = "http://gexf.net/1.3"

ATTRIBUTES: tuple[tuple[str, str], ...] = (
    ("variable", "string"),
    ("kind", "string"),
    ("aliases", "string"),
    ("frequency", "integer"),
)

DATES = ("no", "days", "weeks", "months", "years")
"""Windows whose times are days; of the others they are seconds."""

Spell = tuple[str, str]
Pair = tuple[str, str]


def write(selection: Selection, target: Path, *, network: Mapping[str, Any] = NOTHING) -> Written:
    """Write the network of a selection with its time.

    Args:
        selection: whose statements; concepts are those of the last grouping.
        target: the file.
        network: what was asked of it, see `quoth.export.networks.asked`.

    Raises:
        UsageError: there is no such network.
    """
    options, actors = asked(network, mode="two-mode")
    coded = rows(selection.project, actors=actors, selection=selection)
    one = whole(coded, options)
    nodes = nodes_of(known_actors(selection.project), one)
    if options.window == "no":
        spells, said = _said(coded, options)
        ties = {
            (a, b): (weight, [(None, weight)], said.get((a, b), [])) for a, b, weight in one.ties()
        }
        left_out = "ties whose statements agree and disagree equally often: their weight is 0"
    else:
        spells, ties, same = _windows(networks(coded, options), options)
        left_out = (
            f"{same} windows whose middle is the moment of another's: the last of them is there"
            if same
            else "where a window begins and ends: a weight holds from its middle to the next one's"
        )
    _write(target, one, nodes, options, spells, ties)
    return Written(rows={"node": len(nodes), "tie": len(ties)}, lost=lost(coded, options, left_out))


Weighted = tuple[float, list[tuple[Spell | None, float]], list[Spell]]
"""Of a tie: the weight to lay it out by, the weights at their times, and when it is there."""


def _said(
    coded: Sequence[Row], options: Options
) -> tuple[Mapping[Pair, list[Spell]], Mapping[Pair, list[Spell]]]:
    """When nodes are there, from their first statement to the last, and ties, on days of theirs."""
    chosen = [row for row in coded if options.qualifier == "ignore" or row.agreement is not None]
    nodes: dict[Pair, set[str]] = defaultdict(set)
    ties: dict[Pair, set[str]] = defaultdict(set)
    before: dict[str, list[Row]] = defaultdict(list)
    for row in kept(chosen, options):
        if row.time == UNDATED:
            continue
        day = row.time.date().isoformat()
        nodes["actor", row.actor].add(day)
        nodes["concept", row.concept].add(day)
        if options.mode == "two-mode":
            ties[row.actor, row.concept].add(day)
            continue
        for other in before[row.concept]:  # a pair is tied when the second of them speaks
            if other.actor != row.actor and _ties(other, row, options):
                one, two = sorted((other.actor, row.actor))
                ties[one, two].add(day)
        before[row.concept].append(row)
    return (
        {key: [(min(days), max(days))] for key, days in nodes.items()},
        {pair: [(day, day) for day in sorted(days)] for pair, days in ties.items()},
    )


def _ties(one: Row, other: Row, options: Options) -> bool:
    same = one.agreement == other.agreement
    return {"congruence": same, "conflict": not same}.get(options.qualifier, True)


def _windows(
    found: Iterable[Network], options: Options
) -> tuple[Mapping[Pair, list[Spell]], dict[Pair, Weighted], int]:
    """When nodes and ties are there, the ties' weights, and how many windows were left out."""
    all_of = list(found)
    # Of several windows of one moment the last.
    kept_of = {one.middle: one for one in all_of}
    places = sorted((time, one) for time, one in kept_of.items() if time is not None)
    spells: dict[Pair, list[Spell]] = defaultdict(list)
    weights: dict[Pair, list[tuple[Spell | None, float]]] = defaultdict(list)
    step = timedelta(days=1) if options.window in DATES else timedelta(seconds=1)
    for place, (time, one) in enumerate(places):
        if options.window != "events":
            after = moved(time, options.window, 1)
        else:
            after = places[place + 1][0] if place + 1 < len(places) else time
        until = max(after - step, time)
        spell = _moment(time, options), _moment(until, options)
        for name in one.rows:
            spells["actor", name].append(spell)
        for name in one.columns if one.mode == "two-mode" else ():
            spells["concept", name].append(spell)
        for a, b, weight in one.ties():
            weights[a, b].append((spell, weight))
    ties = {
        pair: (max((w for _, w in its), key=abs), its, [spell for spell, _ in its if spell])
        for pair, its in weights.items()
    }
    return spells, ties, len(all_of) - len(places)


def _moment(time: datetime, options: Options) -> str:
    return (
        time.date().isoformat() if options.window in DATES else time.isoformat(timespec="seconds")
    )


def _write(
    target: Path,
    one: Network,
    nodes: Sequence[Node],
    options: Options,
    spells: Mapping[Pair, list[Spell]],
    ties: Mapping[Pair, Weighted],
) -> None:
    root = etree.Element(f"{{{NAMESPACE}}}gexf", {"version": "1.3"}, nsmap={None: NAMESPACE})
    meta = etree.SubElement(root, f"{{{NAMESPACE}}}meta")
    etree.SubElement(meta, f"{{{NAMESPACE}}}creator").text = "quoth"
    graph = etree.SubElement(
        root,
        f"{{{NAMESPACE}}}graph",
        {
            "defaultedgetype": "undirected",
            "mode": "dynamic",
            "timeformat": "date" if options.window in DATES else "dateTime",
            "timerepresentation": "interval",
        },
    )
    attributes = etree.SubElement(
        graph, f"{{{NAMESPACE}}}attributes", {"class": "node", "mode": "static"}
    )
    for number, (title, kind) in enumerate(ATTRIBUTES):
        each = {"id": str(number), "title": title, "type": kind}
        etree.SubElement(attributes, f"{{{NAMESPACE}}}attribute", each)
    moving = "static" if options.window == "no" else "dynamic"
    edges_attributes = etree.SubElement(
        graph, f"{{{NAMESPACE}}}attributes", {"class": "edge", "mode": moving}
    )
    net = {"id": "0", "title": "net", "type": "double"}
    etree.SubElement(edges_attributes, f"{{{NAMESPACE}}}attribute", net)
    ids: dict[Pair, str] = {}
    place = etree.SubElement(graph, f"{{{NAMESPACE}}}nodes")
    for node in nodes:
        ids[node.variable, node.name] = node.id
        element = etree.SubElement(
            place, f"{{{NAMESPACE}}}node", {"id": node.id, "label": legal(node.name)}
        )
        values = etree.SubElement(element, f"{{{NAMESPACE}}}attvalues")
        for number, value in enumerate((node.variable, node.kind, node.aliases, node.frequency)):
            each = {"for": str(number), "value": legal(str(value))}
            etree.SubElement(values, f"{{{NAMESPACE}}}attvalue", each)
        _spells(element, spells.get((node.variable, node.name), ()))
    place = etree.SubElement(graph, f"{{{NAMESPACE}}}edges")
    other = "concept" if one.mode == "two-mode" else "actor"
    for number, ((a, b), (weight, weights, there)) in enumerate(ties.items()):
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
        for spell, net_weight in weights:
            each = {"for": "0", "value": repr(net_weight)}
            each |= {"start": spell[0], "end": spell[1]} if spell else {}
            etree.SubElement(values, f"{{{NAMESPACE}}}attvalue", each)
        _spells(element, there)
    etree.ElementTree(root).write(
        str(target), encoding="utf-8", xml_declaration=True, pretty_print=True
    )


def _spells(element: Any, spans: Sequence[Spell]) -> None:
    if spans:
        spells = etree.SubElement(element, f"{{{NAMESPACE}}}spells")
        for start, end in spans:
            etree.SubElement(spells, f"{{{NAMESPACE}}}spell", {"start": start, "end": end})
