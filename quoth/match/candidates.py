"""Which versions are worth holding against each other: found by SQL over flat rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib.resources import files

from quoth.engine import Engine
from quoth.match.said import plain_name
from quoth.match.versions import DAYS, RELAY_DAYS, Version

CAP = 200
"""Versions beyond which words in a row tell nothing: formulas, slogans, page furniture."""

FAR = 4
"""Common rows of telling words from which on two versions may be any time apart."""

STEMS = 2
"""Stems that two versions by one actor have in common."""

SHORT = 4
"""Versions of at most so many stems need only one in common."""

CELL = 400
"""Versions of an actor with a stem in a bucket of days beyond which that stem tells nothing."""

Pair = tuple[int, int]


def sql(name: str) -> str:
    """The text of one of the `.sql` files."""
    return files("quoth.match").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def candidates(
    versions: Sequence[Version],
    fresh: Collection[int],
    formulas: Collection[int],
    engine: Engine,
) -> tuple[list[Pair], list[Pair]]:
    """Pairs of versions, as places in the sequence, the lower first.

    Args:
        versions: all of a corpus.
        fresh: places of those whose pairs are wanted; all others are only partners.
        formulas: rows of words that tell nothing.
        engine: runs the SQL.

    Returns:
        Pairs with common words in a row, and pairs of one actor with common stems that are not
        among them.
    """
    everything = len(fresh) == len(versions)
    wanted = {hash for n in fresh for hash in versions[n].print.shingles}
    wanted.difference_update(formulas)
    numbers = range(len(versions)) if everything else _touched(versions, fresh, wanted)
    columns = ("id", "first", "last", "fresh", "short")
    rows = [
        (n, v.first, v.last, int(n in fresh), int(len(v.print.stems) <= SHORT))
        for n, v in ((n, versions[n]) for n in numbers)
    ]
    engine.load("version", dict.fromkeys(columns, "INTEGER"), rows)
    bound = {"far": FAR, "days": DAYS, "stems": STEMS, "cell": CELL}
    engine.load("bound", dict.fromkeys(bound, "INTEGER"), [tuple(bound.values())])
    engine.load(
        "shingle",
        {"hash": "INTEGER", "version": "INTEGER"},
        [(hash, n) for n in numbers for hash in versions[n].print.shingles if hash in wanted],
    )
    by_words = [(one, other) for one, other, _ in engine.query(sql("shared"))]
    known = set(by_words)
    by_actor: set[Pair] = set()
    for part in _spoken(versions, numbers, None if everything else fresh):
        columns = ("version", "actor", "stem", "bucket")
        engine.load("spoken", dict.fromkeys(columns, "INTEGER"), part)
        by_actor.update((one, other) for one, other, _ in engine.query(sql("spoken")))
    by_actor |= _relays(versions, numbers, fresh)
    return by_words, sorted(by_actor - known)


def formulas(rows: Iterable[Iterable[int]], cap: int) -> set[int]:
    """Rows of words that more than `cap` texts have.

    Args:
        rows: those of each text, each once.
        cap: how many texts may have them.
    """
    import numpy as np

    numbers = np.fromiter((hash for text in rows for hash in text), dtype=np.int64)
    found, counts = np.unique(numbers, return_counts=True)
    return set(found[counts > cap].tolist())


def _touched(
    versions: Sequence[Version], fresh: Collection[int], hashes: Collection[int]
) -> list[int]:
    """Places of the fresh versions and of all that share words in a row or an actor with them."""
    actors = {actor for n in fresh for actor in versions[n].said.actors}
    return [
        n
        for n, version in enumerate(versions)
        if n in fresh
        or not actors.isdisjoint(version.said.actors)
        or not hashes.isdisjoint(version.print.shingles)
    ]


def _relays(
    versions: Sequence[Version], numbers: Iterable[int], fresh: Collection[int]
) -> set[Pair]:
    """Pairs by one actor, with a stem in common; the chain of one names the other's outlet."""
    numbers = list(numbers)
    of: dict[tuple[str, str], set[int]] = defaultdict(set)
    for n in numbers:
        for outlet in {plain_name(said.outlet) for said in versions[n].statements if said.outlet}:
            for actor in versions[n].said.actors:
                of[actor, outlet].add(n)
    found = set()
    for n in numbers:
        version = versions[n]
        for name in {plain_name(name) for said in version.statements for name in said.chain}:
            for actor in version.said.actors:
                for other in of.get((actor, name), ()):
                    if other == n or not (n in fresh or other in fresh):
                        continue
                    beside = versions[other]
                    first, last = (version, beside) if n < other else (beside, version)
                    if (
                        last.first is None
                        or first.last is None
                        or last.first - first.last <= RELAY_DAYS
                    ) and not set(version.print.stems).isdisjoint(beside.print.stems):
                        found.add((min(n, other), max(n, other)))
    return found


SLICE = 1_500_000
"""Rows handed to the engine at once; an actor is never in two slices."""


def _spoken(
    versions: Sequence[Version], numbers: Iterable[int], fresh: Collection[int] | None
) -> Iterator[list[tuple[int, int, int, int]]]:
    """Rows (version, actor, stem, bucket), an actor's together, in slices.

    A version stands in the bucket of each of its days and in the next one. Undated ones have a
    bucket of their own.
    """
    of_actor: dict[str, list[int]] = defaultdict(list)
    for n in numbers:
        for actor in versions[n].said.actors:
            of_actor[actor].append(n)
    width = DAYS + 1
    rows: list[tuple[int, int, int, int]] = []
    for code, actor in enumerate(sorted(of_actor)):
        own = of_actor[actor]
        if len(own) < 2 or (fresh is not None and not any(n in fresh for n in own)):
            continue
        for n in own:
            version = versions[n]
            if version.first is None or version.last is None:
                buckets: Iterable[int] = (-1,)
            else:
                buckets = range(version.first // width, version.last // width + 2)
            rows += [(n, code, stem, b) for b in buckets for stem in version.print.stems]
        if len(rows) >= SLICE:
            yield rows
            rows = []
    if rows:
        yield rows
