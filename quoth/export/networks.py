"""The network that a selection makes, with what is known of its nodes: for GraphML and GEXF."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError
from quoth.model import Actor
from quoth.network import Network, Options, Row
from quoth.network.matrices import Mode
from quoth.network.rows import Actors, without_date

if TYPE_CHECKING:
    from quoth.store import Project

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


NAMED = ("mode", "qualifier", "normalisation", "duplicates", "isolates", "window", "size", "actors")
"""What may be asked of a network: DNA's options, and which actors."""


def asked(given: Mapping[str, Any], *, mode: Mode) -> tuple[Options, Actors]:
    """The options of a network, and which actors it is of.

    Args:
        given: those that were asked for, by the names in `NAMED`.
        mode: what it is where that was not asked for.

    Raises:
        UsageError: there is no such option, or not with the others.
    """
    odd = sorted(set(given) - set(NAMED))
    if odd:
        raise UsageError(f"a network has no option {odd[0]!r}", advice=f"one of {', '.join(NAMED)}")
    rest = {"mode": mode, **given}
    actors = rest.pop("actors", "all")
    return Options(**rest), actors


def known_actors(project: Project) -> dict[str, Actor]:
    """The actors of a project by what they are called across articles."""
    return {info.actor.name: info.actor for info in project.actors()}


def nodes_of(known: Mapping[str, Actor], one: Network) -> list[Node]:
    """The nodes of a network, in the order of rows, then columns."""
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
    return nodes


def lost(coded: Sequence[Row], options: Options, *more: str) -> tuple[str, ...]:
    """What a network cannot hold, and why there is none."""
    if options.window != "no" and (undated := without_date(coded)):
        what = "article" if undated == 1 else "articles"
        more = (*more, f"{undated} {what} without a date, in no window")
    if coded:
        return (*LOST, *more)
    return (*LOST, *more, "any tie: no statement has a concept; `quoth concepts` makes them")


def legal(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return _ILLEGAL.sub("", text)
