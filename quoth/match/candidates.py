"""Which versions are worth holding against each other: found by SQL over flat rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib.resources import files

from quoth.engine import Engine
from quoth.match.versions import DAYS, Version

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
    versions: Sequence[Version], fresh: Collection[int], engine: Engine
) -> tuple[list[Pair], list[Pair]]:
    """Pairs of versions, as places in the sequence, the lower first.

    Args:
        versions: all of a corpus.
        fresh: places of those whose pairs are wanted; all others are only partners.
        engine: runs the SQL.

    Returns:
        Pairs with common words in a row, and pairs of one actor with common stems that are not
        among them.
    """
    everything = len(fresh) == len(versions)
    numbers = fresh if everything else _touched(versions, fresh)
    columns = {"id": "INTEGER", "first": "INTEGER", "last": "INTEGER"}
    columns |= {"fresh": "INTEGER", "short": "INTEGER"}
    rows = (
        (n, v.first, v.last, int(n in fresh), int(len(v.print.stems) <= SHORT))
        for n, v in ((n, versions[n]) for n in numbers)
    )
    engine.load("version", columns, rows)
    bound = {"cap": CAP, "far": FAR, "days": DAYS, "stems": STEMS, "cell": CELL}
    engine.load("bound", dict.fromkeys(bound, "INTEGER"), [tuple(bound.values())])
    wanted = None if everything else {h for n in fresh for h in versions[n].print.shingles}
    engine.load(
        "shingle",
        {"hash": "INTEGER", "version": "INTEGER"},
        (
            (hash, n)
            for n in numbers
            for hash in versions[n].print.shingles
            if wanted is None or hash in wanted
        ),
    )
    by_words = [(one, other) for one, other, _ in engine.query(sql("shared"))]
    known = set(by_words)
    by_actor: set[Pair] = set()
    for part in _spoken(versions, numbers, None if everything else fresh):
        columns = dict.fromkeys(("version", "actor", "stem", "bucket"), "INTEGER")
        engine.load("spoken", columns, part)
        by_actor.update((one, other) for one, other, _ in engine.query(sql("spoken")))
    return by_words, sorted(by_actor - known)


def capped(versions: Sequence[Version], hashes: Collection[int], without: Collection[int]) -> set[int]:
    """Which rows of words tell nothing with all versions, and told something without some.

    Args:
        versions: all of a corpus.
        hashes: the rows that matter.
        without: places of the versions that may make the difference.
    """
    count: dict[int, int] = defaultdict(int)
    new: dict[int, int] = defaultdict(int)
    for place, version in enumerate(versions):
        for hash in version.print.shingles:
            if hash in hashes:
                count[hash] += 1
                new[hash] += place in without
    return {hash for hash, number in count.items() if number > CAP >= number - new[hash]}


def _touched(versions: Sequence[Version], fresh: Collection[int]) -> list[int]:
    """Places of the fresh versions and of all that share words in a row or an actor with them."""
    hashes = {hash for n in fresh for hash in versions[n].print.shingles}
    actors = {actor for n in fresh for actor in versions[n].said.actors}
    return [
        n
        for n, version in enumerate(versions)
        if n in fresh
        or not actors.isdisjoint(version.said.actors)
        or not hashes.isdisjoint(version.print.shingles)
    ]


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
