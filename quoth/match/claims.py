"""Claims: versions of one statement, gathered around the one that holds most of the others.

A claim is a star: whatever belongs to it was held against its fullest version, or against a part
of that version word for word. A version that nobody else has comes to the star of one that has most
of its words. Chains, in which each is like the next and the last like nothing of the first, cannot
come about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quoth.match.same import Wording, likeness
from quoth.match.versions import Version, order
from quoth.model import Claim, Member, Relation, Voice, content_id

PERSON = "a person joined them"

FEW = 3
"""Quoted words from which on a version is judged by what it quotes."""


SATELLITE = 0.93
"""The least score of a join with a member by which a version comes to its claim."""

MOSTLY = 0.5
"""The least share of the version's words that the member must have."""

OF_HUB = 1 / 3
"""The least share of its telling words that the fullest version must have too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two versions that are one statement, and why."""

    one: int
    """State of a version."""
    other: int
    score: float
    reason: str
    paraphrase: bool = False
    """Whether it is the content that is the same, not the words."""
    of_one: float = 0.0
    """The share of the one's words that the other has too."""
    of_other: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What people decided: pairs of ids of statements."""

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class _Star:
    hub: int
    members: dict[int, tuple[float, str, bool]]
    """State to score, reason and whether it is a paraphrase; the hub is not among them."""


def stars(
    versions: Mapping[int, Version],
    joins: Iterable[Join],
    constraints: Constraints | None = None,
) -> list[_Star]:
    """Versions in stars, each in one at most; those of a single version are left out.

    Args:
        versions: by state.
        joins: between versions of these.
        constraints: what people decided.
    """
    constraints = constraints or Constraints()
    forbidden = _forbidden(versions, constraints.apart)
    beside: dict[int, dict[int, Join]] = defaultdict(dict)
    for join in joins:
        if (join.one, join.other) in forbidden:
            continue
        beside[join.one][join.other] = join
        beside[join.other][join.one] = join
    left = set(beside)
    found: list[_Star] = []
    for component in _components(beside):
        first, alone = len(found), []
        while True:
            hub = max(
                (state for state in component if state in left),
                key=lambda state: _fullness(state, versions, beside[state], left),
                default=None,
            )
            if hub is None:
                break
            left.discard(hub)
            star = _gather(hub, versions, beside, left, forbidden)
            if star.members or len({s.article_id for s in versions[hub].statements}) > 1:
                found.append(star)
            else:
                alone.append(hub)
        _attach(alone, found[first:], versions, beside, forbidden)
    taken = {state for star in found for state in (star.hub, *star.members)}
    for state, version in versions.items():
        if state not in taken and len({s.article_id for s in version.statements}) > 1:
            found.append(_Star(state, {}))
    return _held_together(found, versions, constraints.together)


def _components(beside: Mapping[int, Mapping[int, Join]]) -> list[list[int]]:
    seen: set[int] = set()
    found = []
    for start in sorted(beside):
        if start in seen:
            continue
        seen.add(start)
        component, waiting = [], [start]
        while waiting:
            state = waiting.pop()
            component.append(state)
            for other in beside[state]:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        found.append(component)
    return found


def _fullness(
    state: int, versions: Mapping[int, Version], beside: Mapping[int, Join], left: set[int]
) -> tuple:
    """How much of the others a version holds, then how much it quotes and how long it is."""
    version = versions[state]
    holds = float(len(version.statements))
    for other, join in beside.items():
        if other in left:
            part = join.of_other if join.one == state else join.of_one
            holds += (
                join.score * (0.5 if join.paraphrase else part) * len(versions[other].statements)
            )
    said = version.said
    early = (0 if said.day is None else 1, -(said.day or 0))
    quoted, words = version.print.quoted, version.print.words
    # Of two that quote as much the one that puts less of its own around it. The id last, so that
    # the choice never depends on the order of the input.
    length = quoted - words if quoted else words
    return (round(holds, 3), quoted, length, *early, said.id)


def _gather(
    hub: int,
    versions: Mapping[int, Version],
    beside: Mapping[int, Mapping[int, Join]],
    left: set[int],
    forbidden: set[tuple[int, int]],
) -> _Star:
    star = _Star(hub, {})

    def take(state: int, score: float, reason: str, paraphrase: bool) -> None:
        if state in left and not any((state, m) in forbidden for m in (hub, *star.members)):
            left.discard(state)
            star.members[state] = (score, reason, paraphrase)

    near = sorted(beside[hub].items(), key=lambda item: (-item[1].score, item[0]))
    for state, join in near:
        take(state, join.score, join.reason, join.paraphrase)
    # One step further, through a version that is a part of the hub word for word; or from what an
    # article has in its text to what it has of that in its headline.
    for middle, (_, _, paraphrase) in list(star.members.items()):
        join = beside[hub][middle]
        whole = (join.of_one if join.one == middle else join.of_other) >= 0.95
        if paraphrase:
            continue
        articles = {said.article_id for said in versions[middle].statements}
        for state, further in sorted(
            beside[middle].items(), key=lambda item: (-item[1].score, item[0])
        ):
            own = {said.article_id for said in versions[state].statements} <= articles
            part = further.of_one if further.one == state else further.of_other
            if not (whole or (own and part >= 0.95)) or further.paraphrase:
                continue
            where = versions[middle].said.outlet or "another article"
            reason = f"{further.reason} (held against its part in {where})"
            take(state, round(further.score * 0.95, 4), reason, further.paraphrase)
    return star


def _attach(
    alone: Sequence[int],
    found: Sequence[_Star],
    versions: Mapping[int, Version],
    beside: Mapping[int, Mapping[int, Join]],
    forbidden: set[tuple[int, int]],
) -> None:
    """Put versions that no star has to the one with whose member they share most of their words.

    Two outlets that cut one long answer differently may have too little in common with its fullest
    version, and enough with each other. One step, never two, and not without the hub: no chains.
    """
    star_of = {state: star for star in found for state in star.members}
    for state in alone:
        near = [
            (join.score, -other, other, join)
            for other, join in beside[state].items()
            if other in star_of
            and not join.paraphrase
            and join.score >= SATELLITE
            and _goes(join, state, versions[star_of[other].hub], versions[state])
        ]
        for score, _, other, join in sorted(near, key=lambda each: each[:2], reverse=True):
            star = star_of[other]
            if any((state, member) in forbidden for member in (star.hub, *star.members)):
                continue
            where = versions[other].said.outlet or "another article"
            reason = f"{join.reason} (held against the version of {where})"
            star.members[state] = (round(score * 0.9, 4), reason, False)
            break


def _goes(join: Join, state: int, hub: Version, version: Version) -> bool:
    """Whether a version that is one with a member of a star may come to it."""
    part = join.of_one if join.one == state else join.of_other
    own = frozenset(version.print.stems)
    return part >= MOSTLY and len(own.intersection(hub.print.stems)) >= OF_HUB * len(own)


def _forbidden(
    versions: Mapping[int, Version], apart: Iterable[tuple[str, str]]
) -> set[tuple[int, int]]:
    pairs = list(apart)
    named = {id for pair in pairs for id in pair}
    of: dict[str, int] = {
        s.id: state for state, v in versions.items() for s in v.statements if s.id in named
    }
    found = set()
    for one, other in pairs:
        if one in of and other in of:
            found |= {(of[one], of[other]), (of[other], of[one])}
    return found


def _held_together(
    found: list[_Star], versions: Mapping[int, Version], together: Iterable[tuple[str, str]]
) -> list[_Star]:
    """Stars that people joined, made one."""
    pairs = sorted(together)
    if not pairs:
        return found
    named = {id for pair in pairs for id in pair}
    of = {s.id: state for state, v in versions.items() for s in v.statements if s.id in named}
    star_of = {state: star for star in found for state in (star.hub, *star.members)}
    for one, other in pairs:
        if one not in of or other not in of or of[one] == of[other]:
            continue
        a = star_of.setdefault(of[one], _Star(of[one], {}))
        b = star_of.setdefault(of[other], _Star(of[other], {}))
        if a is b:
            continue
        if _weight(b, versions) > _weight(a, versions):
            a, b = b, a
        for state in (b.hub, *b.members):
            a.members[state] = (1.0, PERSON, False)
            star_of[state] = a
    return sorted(
        {id(star): star for star in star_of.values() if star.members or star in found}.values(),
        key=lambda star: star.hub,
    )


def _weight(star: _Star, versions: Mapping[int, Version]) -> tuple[int, int, str]:
    states = (star.hub, *star.members)
    hub = versions[star.hub]
    return (sum(len(versions[s].statements) for s in states), hub.print.words, hub.said.id)


def claims(
    found: Sequence[_Star],
    versions: Mapping[int, Version],
    wordings: Mapping[int, Wording],
    *,
    roots: Mapping[str, str],
    published: Mapping[str, str | None],
    outlets: Mapping[str, str | None],
    actors: Mapping[str, tuple[str, str]],
    events: Mapping[str, str],
) -> list[Claim]:
    """The claims of stars.

    Args:
        found: as `stars` gives them.
        versions: by state.
        wordings: of their first statements, by state.
        roots: article to the article that its text was taken from in the end, where there is one.
        published: article to its date, as it has it.
        outlets: article to its outlet.
        actors: id across articles to name and kind.
        events: article to event.
    """
    made = []
    for star in found:
        original = versions[star.hub].said
        # Of the hub's equal statements the first is the original.
        members = [(original, _member(original, "original", 1.0, _FULLEST))]
        for same in versions[star.hub].statements[1:]:
            members.append((same, _member(same, "verbatim", 1.0, "the same words")))
        for state, (score, reason, paraphrase) in star.members.items():
            relation, how = related(wordings[star.hub], wordings[state])
            common = likeness(wordings[star.hub], wordings[state]).alignment
            if paraphrase or (reason == PERSON and common.of_shorter <= 0.5):
                relation, how = "paraphrased", ""
            for said in versions[state].statements:
                why = f"{how}: {reason}" if how else reason
                members.append((said, _member(said, relation, score, why)))
        members.sort(key=lambda pair: order(pair[0]))
        said = [one for one, _ in members]
        articles = {one.article_id: one.outlet for one in said}
        if len(articles) < 2:
            continue
        dates = sorted(date for a in articles if (date := published.get(a)))
        about = Counter(events[a] for a in articles if a in events)
        voices = Counter(actor for one in said for actor in one.actors)
        made.append(
            Claim(
                id=content_id("claim", original.id),
                text=wordings[star.hub].said.text,
                first=dates[0] if dates else None,
                last=dates[-1] if dates else None,
                articles=len(articles),
                outlets=len({outlet or id for id, outlet in articles.items()}),
                sources=len({outlets.get(roots.get(a, a)) or roots.get(a, a) for a in articles}),
                event_id=min(about, key=lambda e: (-about[e], e)) if about else None,
                voices=tuple(
                    Voice(actor_id=id, name=actors[id][0], kind=actors[id][1], members=number)
                    for id, number in sorted(voices.items(), key=lambda item: (-item[1], item[0]))
                ),
                members=tuple(member for _, member in members),
            )
        )
    return sorted(made, key=lambda claim: claim.id)


_FULLEST = "the fullest version, which the others are held against"


def _member(said, relation: Relation, score: float, reason: str) -> Member:
    return Member(
        statement_id=said.id,
        article_id=said.article_id,
        relation=relation,
        score=round(score, 4),
        reason=reason,
    )


def related(original: Wording, one: Wording) -> tuple[Relation, str]:
    """What a version is to the original, and how much of it it keeps, cuts and changes.

    Verbatim: all of the original's words, in their order and with nothing between; trimmed: words
    are left out and none is another; altered: words are another, added or in another place.
    """
    common = likeness(original, one)
    found = common.alignment
    if not found.blocks:
        return "altered", "hardly a word in the same order"
    first, last = found.blocks[0], found.blocks[-1]
    cut = found.one - found.kept
    within = last[1] + last[2] - first[1] - found.kept
    beyond = found.other - found.kept - within
    more = f", and {beyond} of its own before or after" if beyond else ""
    if not within and not cut:
        return "verbatim", f"all {found.one} words{more}"
    # Most of what it quotes is other words: no cut.
    others = one.quotes >= FEW and common.quoted < one.quotes / 2 and original.quotes
    if others and not within:
        return (
            "altered",
            f"{found.kept} of {found.one} words; most of what it quotes is others",
        )
    if not within:
        return "trimmed", f"{found.kept} of {found.one} words{more}"
    return "altered", f"{found.kept} of {found.one} words, {within} others among them{more}"
