"""How each outlet tells it: who speaks, by which cues, what people are called, who stays out.

Pure functions over rows of what a project holds. Articles that took their text from another one
count once (`independent`): an agency's report in ten papers is one voice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from quoth.compare.cues import cue_class


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One statement of one speaker in one article."""

    outlet: str
    article_id: str
    actor_id: str
    actor: str
    kind: str
    """person, organization …"""
    cue: str | None
    mode: str
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One label in one article."""

    outlet: str
    article_id: str
    actor: str
    text: str
    by: str | None
    """Whose word it is; None for the outlet's."""
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """How one article carries a claim."""

    claim_id: str
    text: str
    outlet: str
    article_id: str
    relation: str
    words: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRow:
    """How much of an outlet's statements an actor has, and by which cues."""

    section: str
    outlet: str
    actor: str
    statements: int
    articles: int
    share: float
    """Of the outlet's statements, from 0 to 1."""
    words: int
    """Words of its statements' contents."""
    cues: Mapping[str, int]
    """Class of cue to statements, the commonest first; neutral ones too."""
    told: tuple[str, ...]
    """Its cues that are not neutral."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRow:
    """What an outlet calls an actor, in its own words or in a speaker's."""

    section: str
    outlet: str
    actor: str
    label: str
    by: str | None
    form: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OmissionRow:
    """An actor whom other outlets quote and this one does not."""

    section: str
    outlet: str
    actor: str
    outlets: tuple[str, ...]
    """Those that quote it."""
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A statement that an outlet trimmed or altered, beside its fullest version."""

    section: str
    outlet: str
    actor: str
    relation: str
    text: str
    fullest: str


Row = VoiceRow | LabelRow | OmissionRow | VersionRow


def independent(articles: Iterable[str], copies: Mapping[str, str]) -> set[str]:
    """Of articles that share a text, the one it was taken from, or the first by id.

    Args:
        articles: ids.
        copies: article to the article it took its text from.
    """
    kept: dict[str, str] = {}
    for id in sorted(articles):
        origin, seen = id, {id}
        while origin in copies and copies[origin] not in seen:
            origin = copies[origin]
            seen.add(origin)
        if origin not in kept or id == origin:
            kept[origin] = id
    return set(kept.values())


def voices(spoken: Sequence[Spoken]) -> Iterator[VoiceRow]:
    """Share of voice by outlet and actor with the classes of cues, the most heard first."""
    of_outlet: Counter[str] = Counter(each.outlet for each in spoken)
    groups: dict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for each in spoken:
        groups[each.outlet, each.actor_id].append(each)
    ordered = sorted(groups.items(), key=lambda g: (g[0][0], -len(g[1]), g[1][0].actor))
    for (outlet, _), members in ordered:
        classes = Counter(cue_class(each.cue) for each in members)
        marked = Counter(
            " ".join((each.cue or "").split()).lower()
            for each in members
            if cue_class(each.cue) not in ("neutral", "other")
        )
        yield VoiceRow(
            section="voice",
            outlet=outlet,
            actor=members[0].actor,
            statements=len(members),
            articles=len({each.article_id for each in members}),
            share=round(len(members) / of_outlet[outlet], 4),
            words=sum(each.words for each in members),
            cues=dict(sorted(classes.items(), key=lambda item: (-item[1], item[0]))),
            told=tuple(sorted(marked, key=lambda cue: (-marked[cue], cue))),
        )


def names(called: Sequence[Called]) -> Iterator[LabelRow]:
    """Labels by actor and outlet, whose words they are."""
    groups: dict[tuple, set[str]] = defaultdict(set)
    for each in called:
        label = " ".join(each.text.split())
        groups[each.actor, each.outlet, label, each.by, each.form].add(each.article_id)
    for (actor, outlet, label, by, form), articles in sorted(
        groups.items(), key=lambda g: tuple(part or "" for part in g[0])
    ):
        yield LabelRow(
            section="label",
            outlet=outlet,
            actor=actor,
            label=label,
            by=by,
            form=form,
            articles=len(articles),
        )


def omissions(spoken: Sequence[Spoken], outlets: Sequence[str]) -> Iterator[OmissionRow]:
    """Whom one outlet leaves out although at least another one quotes him."""
    heard: dict[str, Counter[str]] = defaultdict(Counter)
    lasting = {each.actor_id for each in spoken if each.kind in ("person", "organization")}
    called: dict[str, str] = {}
    for each in spoken:
        heard[each.actor_id][each.outlet] += 1
        called.setdefault(each.actor_id, each.actor)
    for outlet in outlets:
        for actor, counts in sorted(heard.items(), key=lambda h: (-h[1].total(), called[h[0]])):
            if counts[outlet] == 0 and called[actor][:1].isupper() and actor in lasting:
                yield OmissionRow(
                    section="left out",
                    outlet=outlet,
                    actor=called[actor],
                    outlets=tuple(sorted(counts)),
                    statements=counts.total(),
                )


def changed(members: Sequence[Version]) -> Iterator[VersionRow]:
    """Statements that an outlet did not carry whole."""
    fullest: dict[str, str] = {}
    for member in members:
        if member.relation == "original":
            fullest[member.claim_id] = member.words
    for member in sorted(members, key=lambda m: (m.outlet, m.claim_id, m.article_id)):
        if member.relation in ("trimmed", "altered", "paraphrased"):
            yield VersionRow(
                section=member.relation,
                outlet=member.outlet,
                actor=member.who,
                relation=member.relation,
                text=member.words,
                fullest=fullest.get(member.claim_id, member.text),
            )


def record(row: Row) -> dict:
    """A row as a JSON object."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(row).items()}
