"""The network that a selection makes, with what is known of its nodes: for GraphML and GEXF."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.export.selection import Selection
from quoth.network import Network, Options, Row, network, rows

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LOST = (
    "statements: a tie is a number; csv, parquet and dna have what it is made of",
    "uncertainty: `quoth network --json` has the intervals",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor or a concept."""

    id: str
    name: str
    variable: str
    """actor or concept."""
    kind: str
    """Of an actor; empty for a concept."""
    aliases: str
    """Other names, joined by a semicolon."""
    frequency: int


def made(selection: Selection, options: Options) -> tuple[Network, list[Node], list[Row]]:
    """The network of a selection, its nodes in the order of rows, then columns, and its rows.

    Concepts are those of the last grouping.
    """
    coded = rows(selection.project, selection=selection)
    one = network(coded, options)
    known = {info.actor.name: info.actor for info in selection.project.actors()}
    nodes = []
    for number, name in enumerate(one.rows):
        actor = known.get(name)
        nodes.append(
            Node(
                id=f"a{number}",
                name=name,
                variable="actor",
                kind=actor.kind if actor else "",
                aliases="; ".join(a.name for a in actor.aliases if a.name != name) if actor else "",
                frequency=one.frequencies.get(name, 0),
            )
        )
    if one.mode == "two-mode":
        for number, name in enumerate(one.columns):
            nodes.append(
                Node(
                    id=f"c{number}",
                    name=name,
                    variable="concept",
                    kind="",
                    aliases="",
                    frequency=one.frequencies.get(name, 0),
                )
            )
    return one, nodes, coded


def legal(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return _ILLEGAL.sub("", text)
