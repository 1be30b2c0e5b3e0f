"""Which judgements are about one statement, and which of the machine's statements that is.

Spans are compared by the letters and digits that they hold, as everywhere in Quoth. Two versions
of a statement in one text are

- **equal** if content, cue and source hold the same letters and digits;
- **near** if the F-measure of their contents is at least 0.5 and they hang on the same words: the
  cues overlap or, if one has none, the sources overlap or one has none either.

Judgements are of one *thread*, that is about one statement, if one follows the other or if they
know it in equal versions. Two threads that are near only one another, of different people, are
one as well: the two have judged the readings of two models.

A thread's statement in a fresh reading is the equal one; else the near one, if it is the only one
that is near and no other thread is near to it. Several: it is ambiguous, and nobody guesses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from quoth.judge.letters import Letters
from quoth.model import Judgement, Span, Statement

NEAR = 0.5
"""The least F-measure of contents, as in `docs/evaluate.md`."""


@dataclass(frozen=True, slots=True)
class Core:
    """What tells a statement from the others of its text: letters and digits by position."""

    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        """The letters of all its parts."""
        return self.content | self.cue | self.source


def core(statement: Statement, letters: Letters) -> Core:
    """The core of a statement."""
    return core_of(
        letters,
        statement.content.spans,
        statement.cue and statement.cue.span,
        statement.source and statement.source.span,
    )


def core_of(
    letters: Letters, content: Sequence[Span], cue: Span | None, source: Span | None
) -> Core:
    """The core that spans make; a content of marks alone is its code points."""
    return Core(
        letters.held(*content) or frozenset(i for span in content for i in range(*span)),
        letters.held(cue),
        letters.held(source),
    )


def near(one: Core, other: Core) -> bool:
    """Whether two readings can be of the same statement."""
    total = len(one.content) + len(other.content)
    if not total or 2 * len(one.content & other.content) < NEAR * total:
        return False
    return _same_attribution(one, other)


def same_words(one: Core, other: Core) -> bool:
    """Whether two readings have the same content and hang on the same words."""
    return one.content == other.content and _same_attribution(one, other)


def _same_attribution(one: Core, other: Core) -> bool:
    if one.cue and other.cue:
        return bool(one.cue & other.cue)
    return not (one.source and other.source) or bool(one.source & other.source)


@dataclass(slots=True, kw_only=True)
class Decision:
    """A judgement on a statement, with all its spans in the text at hand."""

    judgement: Judgement
    live: bool
    moved: bool
    was: Statement | None
    """None for a statement that was added."""
    changes: dict[str, Any]
    """Fields of `Statement` that the person set."""
    made: Statement
    """What it made of the statement."""
    parent: Core | None = None
    """The core of the statement that the person says it is nested in."""
    cores: tuple[Core, ...] = ()
    """Those of `was` and of `made`."""


@dataclass(slots=True)
class Thread:
    """The judgements on one statement, in their order."""

    decisions: list[Decision]
    versions: set[Core] = field(default_factory=set)
    machine: Statement | None = None
    how: str = "none"
    """How the machine's statement was told: equal, near, ambiguous, none."""
    rivals: tuple[Statement, ...] = ()
    """Where it is ambiguous: the machine's statements that are near."""

    @property
    def live(self) -> list[Decision]:
        """Those that nobody has undone."""
        return [decision for decision in self.decisions if decision.live]

    @property
    def people(self) -> set[str]:
        """Who has judged."""
        return {decision.judgement.made_by for decision in self.decisions}

    def last(self) -> dict[str, Decision]:
        """Each person's last live judgement."""
        return {decision.judgement.made_by: decision for decision in self.live}


def threads_of(decisions: Sequence[Decision]) -> list[Thread]:
    """Group judgements by the statement that they are about.

    Args:
        decisions: in the order in which they were made.
    """
    groups = _Groups()
    for decision in decisions:
        keys: list[Hashable] = [decision.judgement.id, *decision.cores]
        if decision.judgement.follows:
            keys.append(decision.judgement.follows)
        groups.join(keys)
    found: dict[Hashable, Thread] = {}
    for decision in decisions:
        thread = found.setdefault(groups.of(decision.judgement.id), Thread([]))
        thread.decisions.append(decision)
        thread.versions.update(decision.cores)
    return _of_two_models(list(found.values()))


def _of_two_models(threads: list[Thread]) -> list[Thread]:
    """Join threads of different people that are near one another only."""
    beside: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(threads):
        for j in range(i + 1, len(threads)):
            if _near_any(one.versions, threads[j].versions):
                beside[i].append(j)
                beside[j].append(i)
    gone: set[int] = set()
    for i, others in beside.items():
        (j, *more) = others
        if more or beside[j] != [i] or j < i or threads[i].people & threads[j].people:
            continue
        both = threads[i].decisions + threads[j].decisions
        both.sort(key=lambda d: (d.judgement.made_at, d.judgement.id))
        threads[i] = Thread(both, threads[i].versions | threads[j].versions)
        gone.add(j)
    return [thread for i, thread in enumerate(threads) if i not in gone]


def _near_any(some: Iterable[Core], others: Iterable[Core]) -> bool:
    others = tuple(others)
    return any(near(one, other) for one in some for other in others)


def find_in(threads: Iterable[Thread], machine: Sequence[Statement], cores: Sequence[Core]) -> None:
    """Tell for each thread with a live judgement which of the machine's statements it is about.

    Args:
        threads: their `machine` and `how` are set.
        machine: a fresh reading.
        cores: those of the machine's statements.
    """
    open_threads = [thread for thread in threads if thread.live]
    free = set(range(len(machine)))
    by_core: dict[Core, list[int]] = defaultdict(list)
    for i, of in enumerate(cores):
        by_core[of].append(i)
    for thread in open_threads:
        equal = sorted(
            i for version in thread.versions for i in by_core.get(version, ()) if i in free
        )
        if equal:
            first = thread.decisions[0].cores[0]
            best = next((i for i in equal if cores[i] == first), equal[0])
            thread.machine, thread.how = machine[best], "equal"
            free.discard(best)
    open_threads = [thread for thread in open_threads if thread.how == "none"]
    candidates = [
        [i for i in sorted(free) if any(near(cores[i], version) for version in thread.versions)]
        for thread in open_threads
    ]
    suitors: dict[int, int] = defaultdict(int)
    for found in candidates:
        for i in found:
            suitors[i] += 1
    for thread, found in zip(open_threads, candidates, strict=True):
        if len(found) == 1 and suitors[found[0]] == 1:
            thread.machine, thread.how = machine[found[0]], "near"
        elif found:
            thread.how, thread.rivals = "ambiguous", tuple(machine[i] for i in found)


class _Groups:
    """Things that belong together, whatever the order in which that becomes known."""

    def __init__(self) -> None:
        self.parents: dict[Hashable, Hashable] = {}

    def of(self, thing: Hashable) -> Hashable:
        self.parents.setdefault(thing, thing)
        while self.parents[thing] != thing:
            self.parents[thing] = self.parents[self.parents[thing]]
            thing = self.parents[thing]
        return thing

    def join(self, things: Sequence[Hashable]) -> None:
        first = self.of(things[0])
        for thing in things[1:]:
            self.parents[self.of(thing)] = first
