"""Versions: statements that are word for word the same, by the same actors, within days.

A story that three hundred outlets print gives three hundred statements of each sentence. They are
one version, and versions are what is held against one another: the work grows with the number of
different wordings, not with the square of the outlets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quoth.match.prints import StatementPrint
from quoth.match.said import Said
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


def versions(statements: Iterable[tuple[Said, StatementPrint]]) -> list[Version]:
    """All versions of a corpus, in the order of their first statements.

    Statements of fewer than `FEWEST` words, or without a telling one, are left out.
    """
    alike: dict[tuple, list[tuple[Said, StatementPrint]]] = defaultdict(list)
    for said, found in statements:
        if found.words >= FEWEST and found.stems:
            alike[found.wording, said.actors or said.unnamed, said.outer is None].append(
                (said, found)
            )
    made = []
    for (_, actors, _), group in alike.items():
        if len(group) == 1:
            made.append(_version(group))
            continue
        group.sort(key=lambda pair: order(pair[0]))
        print = group[0][1]
        enough = print.words >= 8 if actors is True else len(print.stems) >= 2
        far = max(found.quoted for _, found in group) >= LONG
        run: list[tuple[Said, StatementPrint]] = []
        for pair in group:
            if run and not (enough and (far or _near(run[-1][0], pair[0]))):
                made.append(_version(run))
                run = []
            run.append(pair)
        made.append(_version(run))
    return sorted(made, key=lambda version: order(version.said))


def _near(one: Said, other: Said) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= DAYS


def _version(group: Sequence[tuple[Said, StatementPrint]]) -> Version:
    said = tuple(said for said, _ in group)
    # Of equal words the one that quotes most of them: marks are evidence.
    most = max((found for _, found in group), key=lambda found: found.quoted)
    parts = [
        f"{s.id} {s.day} {s.said_on} {s.mode} {s.outlet} {' '.join(s.actors)} {' '.join(s.chain)}"
        for s in said
    ]
    return Version(state=number_of("\n".join(parts)), statements=said, print=most)
