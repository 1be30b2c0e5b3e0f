"""Versions: statements that are word for word the same, by the same actors, within days.

A story that three hundred outlets print gives three hundred statements of each sentence. They are
one version, and versions are what is held against one another: the work grows with the number of
different wordings, not with the square of the outlets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from quoth.match.prints import StatementPrint
from quoth.match.said import Said, day_of
from quoth.match.words import number_of

DAYS = 6
"""Days between two sayings from which on they are taken for two occasions, if the words are few."""

RELAY_DAYS = 30
"""The same where one names the other's outlet as the one that it has the words from."""

LONG = 12
"""Quoted words in a row from which on nobody says them again by chance."""

FEWEST = 3
"""Words of the shortest content that is compared at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Statements of the same words; `statements` and `print` belong to the first, in order."""

    state: int
    """A number that is another one as soon as anything here is."""
    statements: tuple[Said, ...]
    print: StatementPrint

    @property
    def said(self) -> Said:
        """The first."""
        return self.statements[0]

    @property
    def first(self) -> int | None:
        """The earliest day."""
        return self.statements[0].day

    @property
    def last(self) -> int | None:
        """The latest day; None only if no day is known."""
        return max((said.day for said in self.statements if said.day is not None), default=None)


def order(said: Said) -> tuple:
    """Statements in the order of their appearance: by day, undated ones last, then by article."""
    return (said.day is None, said.day or 0, said.article_id, said.ordinal, said.id)


def versions(
    statements: Iterable[tuple[Said, StatementPrint]], *, alone: Collection[str] = ()
) -> list[Version]:
    """All versions of a corpus, in the order of their first statements.

    Statements of fewer than `FEWEST` words, or without a telling one, are left out.

    Args:
        statements: with their fingerprints.
        alone: ids of statements that are a version each, whatever their words.
    """
    alike: dict[tuple, list[tuple[Said, StatementPrint]]] = defaultdict(list)
    for said, found in statements:
        if found.words >= FEWEST and found.stems:
            lone = said.id if said.id in alone else None
            key = (found.wording, said.actors or said.unnamed, said.outer is None, lone)
            alike[key].append((said, found))
    made = []
    for (_, actors, _, _), group in alike.items():
        if len(group) == 1:
            made.append(_version(group))
            continue
        group.sort(key=lambda pair: order(pair[0]))
        print = group[0][1]
        enough = print.words >= 8 if actors is True else len(print.stems) >= 2
        far = max(found.quoted for _, found in group) >= LONG
        runs: list[list[tuple[Said, StatementPrint]]] = []
        dated: list[dict[str | None, Said]] = []
        for pair in group:
            for run, dates in zip(runs, dated, strict=True):
                if enough and (far or _one_occasion(run[-1][0], dates.values(), pair[0])):
                    run.append(pair)
                    dates.setdefault(pair[0].said_on, pair[0])
                    break
            else:
                runs.append([pair])
                dated.append({pair[0].said_on: pair[0]})
        made += map(_version, runs)
    return sorted(made, key=lambda version: order(version.said))


def other_occasion(one: Said, other: Said) -> bool:
    """Whether the articles date the two sayings to different days; a day's difference is none."""
    a, b = one.said_on, other.said_on
    if not a or not b:
        return False
    if len(a) == len(b) == 10:
        first, second = day_of(a), day_of(b)
        return first is not None and second is not None and abs(first - second) > 1
    shared = min(len(a), len(b))
    return a[:shared] != b[:shared]


def brief(version: Version) -> Version:
    """A version with as many of its statements as holding it against others takes.

    The first, and each that brings another outlet, link or day: of a sentence in a million pages
    of a hundred outlets some hundred are left. What it is one with is the same, whether one lies
    inside the other (`quoth.match.may_join`) apart: that takes all ids.
    """
    seen: set[tuple] = set()
    kept = []
    for said in version.statements:
        brought = {("outlet", said.outlet), *(("link", name) for name in said.chain)}
        if not kept or said.day == version.last:
            brought.add(("day", said.day))
        if not brought <= seen:
            kept.append(said)
            seen |= brought
    return replace(version, statements=tuple(kept))


def _one_occasion(last: Said, others: Iterable[Said], said: Said) -> bool:
    """Whether a statement can be of the occasion of some others.

    Args:
        last: the last of them.
        others: one of them for each date that they give; a sentence in a million pages has few.
        said: the statement.
    """
    near = said.day is None or last.day is None or abs(said.day - last.day) <= DAYS
    return near and not any(other_occasion(one, said) for one in others)


def _version(group: Sequence[tuple[Said, StatementPrint]]) -> Version:
    said = tuple(said for said, _ in group)
    # Of equal words the one that quotes most of them: marks are evidence.
    most = max((found for _, found in group), key=lambda found: found.quoted)
    parts = [
        f"{s.id} {s.day} {s.said_on} {s.mode} {s.outlet} {' '.join(s.actors)} {' '.join(s.chain)}"
        for s in said
    ]
    return Version(state=number_of("\n".join(parts)), statements=said, print=most)
