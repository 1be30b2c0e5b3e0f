"""What people judged of actors, laid over what the rules and the lists say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from quoth.actors.sighting import Group, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One judgement on actors, by the sightings that it is about.

    merge: the groups that hold one sighting of each side become one. split: the sightings of the
    one side leave whatever group they are in and are a group of their own. rename: the group that
    holds the sighting is called `name`.
    """

    id: str
    """The judgement's."""
    kind: Literal["merge", "split", "rename"]
    sides: tuple[tuple[str, ...], ...]
    """Ids of sightings; merge: of each actor one."""
    reason: str
    """In words: who, when, why."""
    name: str | None = None


def apply_decided(groups: Sequence[Group], decided: Iterable[Decided]) -> list[Group]:
    """Groups as people want them.

    Args:
        groups: each sighting in one of them.
        decided: in the order in which it was judged: a later judgement finds what an earlier made.
    """
    found = list(groups)
    for one in decided:
        if one.kind == "split":
            _split(found, one)
        else:
            held = [_holding(found, side) for side in one.sides]
            _merge(found, [group for group in held if group is not None], one)
    return found


def _holding(groups: Sequence[Group], side: Sequence[str]) -> Group | None:
    """The group of the first sighting of a side that is in any."""
    for id in side:
        for group in groups:
            if any(member.sighting.id == id for member in group.members):
                return group
    return None


def _merge(groups: list[Group], several: Sequence[Group], one: Decided) -> None:
    """Into the largest, so that its id stays; a single group is only renamed."""
    if not several:
        return
    into = min(several, key=lambda group: (-len(group.members), group.key))
    for group in several:
        if group is not into and group in groups:
            if len(into.members) == 1:
                _mark(into.members, one)
            _mark(group.members, one)
            into.members += group.members
            into.known_as = into.known_as or group.known_as
            groups.remove(group)
    if one.name is not None:
        into.name = one.name


def _split(groups: list[Group], one: Decided) -> None:
    off = {id for side in one.sides for id in side}
    leaving: list[Member] = []
    for group in list(groups):
        going = [member for member in group.members if member.sighting.id in off]
        if going and len(going) < len(group.members):
            group.members = [m for m in group.members if m.sighting.id not in off]
            leaving += going
    if leaving:
        _mark(leaving, one)
        groups.append(Group(key=("judgement", one.id), members=leaving))


def _mark(members: Iterable[Member], one: Decided) -> None:
    for member in members:
        member.decided, member.reason, member.score = "person", one.reason, 1.0
