"""What a report shows of a selection: statements with their sources, claims and conflicts.

    Selection ──report(…)──> Report ──templates/report.html──> one file

The nouns here are the template's: texts that are ready to be shown, none of them escaped yet.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import quoth
from quoth.compare.words import sentences
from quoth.export.selection import FILTERS, Selection
from quoth.model import Article, Judgement, Span, Statement

if TYPE_CHECKING:
    from quoth.store import Project
    from quoth.store.claims import ClaimInfo, Version
    from quoth.store.telling import ConflictInfo, Place

GROUPS = ("article", "speaker")
"""What statements may be put together by; the first is what is done without being asked."""

MOST = 2_000
"""Statements where nobody gave a limit: about 700 printed pages."""

MOST_CLAIMS = 200
MOST_VERSIONS = 20
"""Of one claim."""
MOST_CONFLICTS = 200

AROUND = 400
"""Characters of context on either side at most, and between two parts of a statement."""

CUT = " […] "


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of an article's text: content, cue, source, or nothing of the statement."""

    part: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article that something on the page is from."""

    number: int
    article: Article
    entries: list[Entry] = field(default_factory=list)
    """Its statements on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement with where it stands and what people decided."""

    number: int
    statement: Statement
    source: Source
    context: tuple[Stretch, ...]
    judged: tuple[Judgement, ...]
    actors: tuple[str, ...]
    """Its speakers, each by the name that the project has for it across articles."""

    @property
    def decided(self) -> tuple[str, ...]:
        """What people did to it, each with who and when."""
        return tuple(map(_decided, self.judged))


def _decided(one: Judgement) -> str:
    words = {"accept": "accepted", "correct": "corrected", "add": "added"}
    made = f"{words.get(one.action, one.action)} by {one.made_by}, {one.made_at[:10]}"
    return f"{made}: {one.why}" if one.why else made


@dataclass(slots=True, kw_only=True)
class Group:
    """Entries under one heading."""

    title: str
    note: str = ""
    source: Source | None = None
    entries: list[Entry] = field(default_factory=list)
    also: list[Entry] = field(default_factory=list)
    """Those that stand in another group, with whose speaker this one speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim across outlets."""

    info: ClaimInfo
    versions: tuple[tuple[Version, Entry | None], ...]
    """With the entry of each that is on the page."""
    more: int
    """Versions that are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A conflict with its two sides: who, the place, the entry if it is on the page."""

    info: ConflictInfo
    sides: tuple[tuple[str, Place, Entry | None], ...]
    judged: Judgement | None
    """That somebody accepted it."""

    @property
    def decided(self) -> str | None:
        """Who accepted it and when."""
        return self.judged and _decided(self.judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the page shows."""

    project: str
    asked: tuple[tuple[str, str], ...]
    """The filters, in the order of `FILTERS`, as they were given."""
    group: str
    command: str | None
    """That makes the report again, if one does."""
    total: int
    """Statements that meet the filters, shown or not."""
    entries: tuple[Entry, ...]
    groups: tuple[Group, ...]
    sources: tuple[Source, ...]
    modes: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    outlets: int
    speakers: int
    claims: tuple[Told, ...]
    all_claims: int
    """That the statements on the page belong to."""
    conflicts: tuple[Clash, ...]
    all_conflicts: int
    rejected: int
    """Statements of the whole project that people rejected; none of them is here."""
    rejected_conflicts: int
    """Likewise conflicts."""
    version: str = quoth.__version__

    @property
    def left_out(self) -> int:
        """Statements that are not on the page, for it would be too long."""
        return self.total - len(self.entries)


def report(selection: Selection, *, group: str = GROUPS[0], most: int = MOST) -> Report:
    """What a report of a selection shows.

    Args:
        selection: a limit among its filters is the limit; without one, `most`.
        group: one of `GROUPS`.
        most: statements on the page where nobody gave a limit.
    """
    project = selection.project
    entries, sources = _entries(selection, most)
    by_id = {entry.statement.id: entry for entry in entries}
    claims, all_claims = _claims(project, by_id)
    judged = project.judged_conflicts()
    conflicts, all_conflicts = _conflicts(project, by_id, judged)
    outlets = {source.article.outlet for source in sources} - {None}
    return Report(
        project=project.path.stem,
        asked=tuple(
            (name, _shown(selection.filters[name])) for name in FILTERS if name in selection.filters
        ),
        group=group,
        command=command(selection, group),
        total=project.count(**{n: v for n, v in selection.filters.items() if n != "limit"}),
        entries=tuple(entries),
        groups=tuple(by_speaker(entries) if group == "speaker" else by_article(sources)),
        sources=tuple(sources),
        modes=_counted(entry.statement.mode for entry in entries),
        types=_counted(entry.statement.type for entry in entries),
        outlets=len(outlets),
        speakers=len({name for entry in entries for name in entry.actors}),
        claims=claims,
        all_claims=all_claims,
        conflicts=conflicts,
        all_conflicts=all_conflicts,
        rejected=sum(
            one.action == "reject" and one.target == "statement"
            for one in project.judgements(undone=False)
        ),
        rejected_conflicts=sum(one.action == "reject" for one in judged.values()),
    )


def _shown(value: object) -> str:
    """A filter's value; one of many, as another search hands them over, is counted."""
    return (
        str(value) if isinstance(value, (str, int)) else f"{len(list(value)):,} of another search"
    )


def command(selection: Selection, group: str) -> str | None:
    """The command line that makes the report again; None where no option says what was asked."""
    if not all(isinstance(value, (str, int)) for value in selection.filters.values()):
        return None
    parts = ["quoth", "export", selection.project.path.name, "report.html"]
    filters = dict(selection.filters)
    if words := filters.pop("words", None):
        parts += ["--", words] if words.startswith("-") else [words]
    given = [("group", group)] if group != GROUPS[0] else []
    options = [part for n, v in [*filters.items(), *given] for part in (f"--{n}", str(v))]
    return shlex.join([*parts[:4], *options, *parts[4:]])


def _entries(selection: Selection, most: int) -> tuple[list[Entry], list[Source]]:
    pairs = selection.statements()
    if "limit" not in selection.filters:
        pairs = islice(pairs, most)
    pairs = list(pairs)
    judged = selection.project.judged(statement.id for statement, _ in pairs)
    names = selection.project.actor_names(
        speaker.id for statement, _ in pairs for speaker in statement.speakers
    )
    sources: dict[str, Source] = {}
    entries = []
    for number, (statement, article) in enumerate(pairs, 1):
        source = sources.get(article.id)
        if source is None:
            source = sources[article.id] = Source(number=len(sources) + 1, article=article)
            cut = sentences(article.text)
        entry = Entry(
            number=number,
            statement=statement,
            source=source,
            context=context(article.text, statement, cut),
            judged=judged.get(statement.id, ()),
            actors=tuple(
                dict.fromkeys(names.get(speaker.id, speaker.name) for speaker in statement.speakers)
            ),
        )
        source.entries.append(entry)
        entries.append(entry)
    return entries, list(sources.values())


def context(text: str, statement: Statement, cut) -> tuple[Stretch, ...]:
    """The sentences that a statement stands in, its parts marked.

    Args:
        text: the article's.
        statement: with spans in it.
        cut: its sentences, of `quoth.compare.words.sentences`.
    """
    parts = sorted(_parts(statement))
    first, last = parts[0][0][0], max(span[1] for span, _ in parts)
    start, end = cut.span(first)[0], max(cut.span(last - 1)[1], last)
    start += len(text[start:first]) - len(text[start:first].lstrip())
    end -= len(text[last:end]) - len(text[last:end].rstrip())
    found, at = [], start
    for (a, b), part in parts:
        a = max(a, at)  # parts that overlap: the first has the letters
        if a >= b:
            continue
        found += _between(text[at:a], before=at == start)
        found.append(Stretch(part=part, text=text[a:b]))
        at = b
    return tuple([*found, *_between(text[at:end], after=True)])


def _parts(statement: Statement) -> Iterator[tuple[Span, str]]:
    for span in statement.content.spans:
        yield span, "content"
    for part, piece in (("cue", statement.cue), ("source", statement.source)):
        if piece is not None:
            yield piece.span, part


def _between(text: str, *, before: bool = False, after: bool = False) -> list[Stretch]:
    """Text that is no part of the statement, shortened where it is long."""
    if len(text) > AROUND:
        if before:
            text = CUT + text[-AROUND:]
        elif after:
            text = text[:AROUND] + CUT
        else:
            text = text[: AROUND // 2] + CUT + text[-AROUND // 2 :]
    return [Stretch(part=None, text=text)] if text else []


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def by_article(sources: Sequence[Source]) -> Iterator[Group]:
    """A group for each article, in the order of the selection."""
    for source in sources:
        article = source.article
        yield Group(
            title=article.title or article.path,
            note=", ".join(filter(None, (article.outlet, article.published))),
            source=source,
            entries=source.entries,
        )


def by_speaker(entries: Sequence[Entry]) -> list[Group]:
    """A group for each speaker across articles, the most heard first; without one comes last.

    A statement of several speakers stands with the first and is referred to at the others.
    """
    groups: dict[str, Group] = {}
    unnamed = Group(title="Speaker not known")
    for entry in entries:
        for number, name in enumerate(entry.actors):
            group = groups.setdefault(name, Group(title=name))
            (group.also if number else group.entries).append(entry)
        if not entry.actors:
            unnamed.entries.append(entry)
    found = sorted(groups.values(), key=lambda g: (-len(g.entries) - len(g.also), g.title))
    return [*found, unnamed] if unnamed.entries else found


def _claims(project: Project, by_id: dict[str, Entry]) -> tuple[tuple[Told, ...], int]:
    """Claims of several outlets that statements on the page belong to, and how many there are."""
    found = [
        claim
        for claim in project.claims(min_outlets=2)
        if any(member.statement_id in by_id for member in claim.members)
    ]
    told = []
    for claim in found[:MOST_CLAIMS]:
        info = project.claim(claim.id)
        versions = [(one, by_id.get(one.statement.id)) for one in info.versions]
        # Those on the page are shown before others are left out.
        kept = sorted(versions, key=lambda pair: pair[1] is None)[:MOST_VERSIONS]
        shown = tuple(pair for pair in versions if pair in kept)
        told.append(Told(info=info, versions=shown, more=len(versions) - len(shown)))
    return tuple(told), len(found)


def _conflicts(
    project: Project, by_id: dict[str, Entry], judged: Mapping[str, Judgement]
) -> tuple[tuple[Clash, ...], int]:
    """Conflicts with a statement on the page on either side, and how many there are.

    What people accepted comes first, for nothing is surer; what they rejected is none.
    """
    rejected = {id for id, one in judged.items() if one.action == "reject"}
    found = [
        info for info in project.conflicts(statements=by_id) if info.conflict.id not in rejected
    ]
    shown = []
    for info in found[:MOST_CONFLICTS]:
        one = info.conflict
        sides = ((one.a, info.a), (one.b, info.b))
        shown.append(
            Clash(
                info=info,
                sides=tuple(
                    (side.who, place, by_id.get(side.statement_id or "")) for side, place in sides
                ),
                judged=judged.get(one.id),
            )
        )
    return tuple(shown), len(found)
