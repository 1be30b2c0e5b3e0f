"""actors: who is who across articles.

`resolve` gives every article its own actors. `join` puts those of different articles together
where the names, the roles and the articles themselves leave no doubt, says for each why, and
leaves all others apart: over-merging is slander. It depends on the set of sightings alone, not on
their order. See docs/actors.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from quoth.actors.decided import Decided, apply_decided
from quoth.actors.listed import apply_names, apply_wikidata
from quoth.actors.organizations import join_organizations
from quoth.actors.people import People
from quoth.actors.proper import NAMED
from quoth.actors.sighting import Group, Member, Sighting, day_number, shown_name
from quoth.actors.spelling import person_name
from quoth.engine import Engine
from quoth.model import Actor, Alias, Appearance, ListedName, content_id

__all__ = ["VERSION", "Decided", "Sighting", "day_number", "join"]

VERSION = "2"
"""Raised when the rules give other results: projects are then joined anew."""


def join(
    sightings: Iterable[Sighting],
    *,
    acronyms: Iterable[tuple[str, str, str]] = (),
    listed: Iterable[ListedName] = (),
    decided: Iterable[Decided] = (),
    engine: Engine,
) -> tuple[Actor, ...]:
    """The actors of a corpus, the most heard first.

    Args:
        sightings: the actors of single articles, in any order.
        acronyms: (article's id, letters, what they stand for), as `evidence.acronyms` finds them.
        listed: names that a person brought.
        decided: what people judged of actors, in the order in which they did; it has the last word.
        engine: runs the SQL.
    """
    listed = tuple(listed)
    by_kind: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_kind[sighting.kind].append(sighting)
    groups: list[Group] = []
    for kind in ("person", "author"):
        groups += People(by_kind[kind], engine).join()
    surnames = frozenset(
        name.last
        for sighting in by_kind["person"]
        if " " in sighting.name and (name := person_name(sighting.name))
    )
    groups += join_organizations(
        by_kind["organization"] + by_kind["outlet"], acronyms=acronyms, surnames=surnames
    )
    for kind in sorted(set(by_kind) - set(NAMED)):
        groups += [Group(key=("sighting", s.id), members=[Member(s)]) for s in by_kind[kind]]
    groups = apply_wikidata(apply_names(_of_one_id(groups), listed), listed)
    groups = apply_decided(groups, decided)
    actors = [_actor(group) for group in groups]
    return tuple(sorted(actors, key=lambda a: (-a.statements, a.name, a.id)))


def _of_one_id(groups: list[Group]) -> list[Group]:
    """Groups of the same key are one: `resolve` gave two articles' speakers one id."""
    found: dict[tuple[str, ...], Group] = {}
    for group in groups:
        known = found.setdefault(group.key, group)
        if known is not group:
            known.members += group.members
    return list(found.values())


def _actor(group: Group) -> Actor:
    kinds: dict[str, int] = defaultdict(int)
    names: dict[str, int] = defaultdict(int)
    for member in group.members:
        kinds[member.sighting.kind] += 1
        names[member.sighting.name] += member.sighting.statements
    lone = group.key[0] == "sighting"
    name = group.name or shown_name(group.members)
    kind = group.kind or min(kinds, key=lambda k: (-kinds[k], k))
    aliases = sorted(names, key=lambda n: (-names[n], n))
    if name not in names:
        aliases.append(name)
    return Actor(
        id=group.key[1] if lone else content_id("actor across articles", *group.key, kind),
        name=name,
        kind=kind,
        known_as=group.known_as,
        statements=sum(names.values()),
        aliases=tuple(Alias(name=alias, statements=names.get(alias, 0)) for alias in aliases),
        appearances=tuple(
            Appearance(
                id=m.sighting.id,
                article_id=m.sighting.article_id,
                name=m.sighting.name,
                score=m.score,
                decided=m.decided,
                reason=m.reason if len(group.members) > 1 else None,
            )
            for m in sorted(group.members, key=lambda m: m.sighting.id)
        ),
    )
