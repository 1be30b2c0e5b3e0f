"""Organizations and outlets across articles: equal names, and letters that an article explains."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from quoth.actors.proper import organization_key
from quoth.actors.sighting import Group, Member, Sighting
from quoth.actors.spelling import folded

AGREED = 0.9
"""Of all explanations of one acronym so many must be the same."""


def join_organizations(
    sightings: Iterable[Sighting],
    *,
    acronyms: Iterable[tuple[str, str, str]],
    surnames: frozenset[str],
) -> list[Group]:
    """Groups of organizations and outlets, also those of one sighting.

    Args:
        sightings: of both kinds, in any order.
        acronyms: (article's id, letters, what they stand for as printed).
        surnames: what people of the corpus are called, folded.
    """
    ordered = sorted(sightings, key=lambda s: s.id)
    # "health" is a common noun if any article that names "Health" writes it so.
    common = {folded(s.name) for s in ordered if s.common}
    inside = {folded(s.name) for s in ordered if s.inside}
    explained: dict[str, Counter[str]] = defaultdict(Counter)
    own: dict[tuple[str, str], str] = {}
    printed: dict[str, str] = {}
    for article, letters, name in sorted(acronyms):
        key = organization_key(name)
        if key:
            explained[letters][key] += 1
            own[article, letters] = key
            printed.setdefault(key, name)
    groups: dict[str, Group] = {}
    for sighting in ordered:
        key = organization_key(
            sighting.name,
            common=folded(sighting.name) in common or folded(sighting.name) not in inside,
            surname=folded(sighting.name) in surnames and " " not in sighting.name,
        )
        score, reason = 1.0, None
        full = _explained(sighting, key, explained, own)
        if key and full:
            here = (sighting.article_id, key) in own
            who = "the article itself explains" if here else "other articles explain"
            score = 0.97 if here else 0.92
            reason = f"{who} “{sighting.name}” as “{printed[full]}”"
            key = full
        if key is None:
            group = Group(key=("sighting", sighting.id), members=[])
            groups[f" {sighting.id}"] = group
        else:
            group = groups.setdefault(key, Group(key=("organization", key), members=[]))
        group.members.append(Member(sighting, score, reason))
    for group in groups.values():
        number = group.articles
        for member in group.members:
            if member.reason is None and number > 1:
                member.reason = f"the same name in {number} articles"
        if all(m.reason and m.score < 1 for m in group.members):
            group.name = printed.get(group.key[1])
    return list(groups.values())


def _explained(sighting, key, explained, own) -> str | None:
    """What an acronym stands for: as its own article says, else as nearly all articles say."""
    if not key or " " in key or not sum(c.isupper() for c in sighting.name) > 1:
        return None
    if (sighting.article_id, key) in own:
        return own[sighting.article_id, key]
    if key not in explained:
        return None
    ((full, times), *_) = sorted(explained[key].items(), key=lambda item: (-item[1], item[0]))
    return full if times >= AGREED * explained[key].total() else None
