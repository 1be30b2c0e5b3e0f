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
    found = _Groups(groups)
    for one in decided:
        if one.kind == "split":
            found.split(one)
        else:
            found.merge(one)
    return found.groups


class _Groups:
    """Groups, and in which of them each sighting is."""

    def __init__(self, groups: Sequence[Group]):
        self.groups = list(groups)
        self.of = {m.sighting.id: group for group in groups for m in group.members}

    def merge(self, one: Decided) -> None:
        """Into the largest, so that its id stays; a single group is only renamed."""
        several: list[Group] = []
        for side in one.sides:
            held = next((self.of[id] for id in side if id in self.of), None)
            if held is not None and not any(held is group for group in several):
                several.append(held)
        if not several:
            return
        into = min(several, key=lambda group: (-len(group.members), group.key))
        for group in several:
            if group is not into:
                if len(into.members) == 1:
                    _mark(into.members, one)
                _mark(group.members, one)
                into.members += group.members
                into.known_as = into.known_as or group.known_as
                self.of.update((member.sighting.id, into) for member in group.members)
        self.groups = [g for g in self.groups if g is into or not any(g is s for s in several)]
        if one.name is not None:
            into.name = one.name

    def split(self, one: Decided) -> None:
        """Out of whatever groups they are in, into one of their own."""
        off = {id for side in one.sides for id in side}
        leaving: list[Member] = []
        for group in {id(self.of[s]): self.of[s] for s in sorted(off) if s in self.of}.values():
            going = [member for member in group.members if member.sighting.id in off]
            if len(going) < len(group.members):
                group.members = [m for m in group.members if m.sighting.id not in off]
                leaving += going
        if leaving:
            _mark(leaving, one)
            group = Group(key=("judgement", one.id), members=leaving)
            self.groups.append(group)
            self.of.update((member.sighting.id, group) for member in leaving)


def _mark(members: Iterable[Member], one: Decided) -> None:
    for member in members:
        member.decided, member.reason, member.score = "person", one.reason, 1.0
