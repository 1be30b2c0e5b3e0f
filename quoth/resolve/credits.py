"""Credits: an outlet in brackets at the end of an item is where the item comes from.

    The city says 1,180. Residents say 2,300. (Far Lantern)

So aggregators and press reviews name their sources. One credit is the relayer of what the item
attributes; several are, in their order, those of as many statements, and of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.model import Link, Statement
from quoth.resolve.grounds import grounded
from quoth.resolve.scene import Stage, Told

_CREDIT = re.compile(r"[\[(](?:via |source: |from )?([^()\[\]\n]{2,120})[\])][.\s]*$", re.I)
_NAME = re.compile(r"(?:(?:the|le|la|der|die|das|el|il)\s)?[A-Z][\w’'.&-]*(?:\s[\w’'.&-]+){0,4}$")
FEWEST = 2
"""Items of a page with a credit, from which brackets are credits."""
MOST = 3
"""Outlets that one credit names at the most."""


def credited(stage: Stage, told: Sequence[Told]) -> list[Statement]:
    """The statements of no nesting, in order, with the outlets that their items credit."""
    found = [entry.statement for entry in told]
    items = _items(stage)
    if len(items) < FEWEST:
        return found
    of_item: dict[int, list[int]] = {}
    for at, entry in enumerate(told):
        number = stage.layout.paragraph(entry.anchor)
        if number in items:
            of_item.setdefault(number, []).append(at)
    for number, inside in of_item.items():
        credits = items[number]
        if len(credits) > 1 and len(credits) != len(inside):
            continue
        for place, at in enumerate(inside):
            link = credits[place if len(credits) > 1 else 0]
            if not _known(link.name, found[at]):
                named = replace(found[at], chain=(*found[at].chain, link))
                found[at] = grounded(named, "chain", "the outlet that the item credits", 0.85)
    return found


def _items(stage: Stage) -> dict[int, list[Link]]:
    """Paragraph number to the outlets credited at its end."""
    text, found = stage.article.text, {}
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip()
        tail = _CREDIT.search(body, max(0, len(body) - 130))
        if tail and tail.start() > 20:
            links = _links(tail[1], at + tail.start(1))
            if links:
                found[stage.layout.paragraph(at + tail.start(1))] = links
        at += len(line)
    return found


def _links(names: str, offset: int) -> list[Link]:
    links = []
    for part in re.finditer(r"[^,;/]+", names):
        name = part[0].strip()
        if not _NAME.match(name) or any(c.isdigit() for c in name):
            return []
        start = offset + part.start() + part[0].index(name)
        links.append(Link(name=name, kind="outlet", span=(start, start + len(name))))
    return links if len(links) <= MOST else []


def _known(name: str, statement: Statement) -> bool:
    """Whether a statement names the outlet already, as speaker or in its chain."""
    plain = _plain(name)
    others = [speaker.name for speaker in statement.speakers]
    others += [link.name for link in statement.chain]
    return any(plain == _plain(other) for other in others)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")
