"""A project of a million statements, made of nothing: how the store does at that size.

    python bench/million.py OUT.quoth                        makes it, then measures
    python bench/million.py OUT.quoth --statements 20000     a smaller one
    python bench/million.py OUT.quoth --make                 makes it and no more
    python bench/million.py OUT.quoth --measure              measures one that is there

The words are invented syllables, the numbers those of news: about 1,050 words and 33 statements
an article, 5 speakers heard again and again and many heard once, one statement in seven through
somebody else. The same number of statements gives the same articles and statements on every
machine. It is written through the store as a run writes, a transaction for each hundred articles;
then the actors are joined as a run joins them.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from quoth.model import (
    ActorKind,
    Article,
    Content,
    Ground,
    Input,
    Link,
    Piece,
    Speaker,
    Statement,
    content_id,
    pieces_text,
    statement_id,
)
from quoth.store import Outcome, Project

PER_ARTICLE = 33
"""Statements an article, about."""

BATCH = 100
"""Articles a transaction."""

MODEL = "synthetic 1"

ONSETS = (
    *"bcdfghjklmnprstvwz",
    *("br", "ch", "dr", "fl", "gl", "pl", "qu", "sh", "sl", "th", "tr"),
)
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"]
ENDS = ["", "n", "r", "l", "s", "t", "m", "nd", "ck", "st"]

CUES = {
    "said": "assertion",
    "told reporters": "assertion",
    "believes": "belief",
    "will": "intention",
    "demanded": "demand",
    "denied": "denial",
    "asked": "question",
    "decided": "decision",
    "noticed": "perception",
}
CUE_WEIGHTS = (50, 15, 8, 6, 6, 5, 4, 3, 3)

ROLES = ("minister", "mayor", "spokeswoman", "professor", "director", "senator", None, None, None)


class World:
    """The words, the people, the outlets: the same in every project."""

    def __init__(self, size: int):
        """`size` is the number of statements: more statements, more people."""
        chance = random.Random(5)
        self.words = self._different(chance, 30_000, self._word)
        self.weights = list(itertools.accumulate(1 / (n + 3) for n in range(len(self.words))))
        people = max(50, min(40_000, size // 25))
        names = self._different(chance, people, self._name)
        kinds: tuple[ActorKind, ...] = ("person", "person", "person", "organization", "group")
        self.people = [(name, chance.choice(kinds), chance.choice(ROLES)) for name in names]
        self.heard = list(itertools.accumulate(1 / (n + 5) for n in range(people)))
        self.outlets = [
            f"{name.split()[0]} Post" for name in self._different(chance, 60, self._name)
        ]

    @staticmethod
    def _different(chance: random.Random, number: int, make: Callable) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < number:
            found[make(chance)] = None
        return list(found)

    @staticmethod
    def _syllable(chance: random.Random) -> str:
        return chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(ENDS)

    @classmethod
    def _word(cls, chance: random.Random) -> str:
        return "".join(cls._syllable(chance) for _ in range(chance.choice((1, 1, 2, 2, 3))))

    @classmethod
    def _name(cls, chance: random.Random) -> str:
        return " ".join(
            "".join(cls._syllable(chance) for _ in range(2)).capitalize() for _ in range(2)
        )

    def some(self, chance: random.Random, number: int) -> str:
        """So many words, frequent ones often."""
        return " ".join(chance.choices(self.words, cum_weights=self.weights, k=number))


def outcomes(statements: int) -> Iterator[Outcome]:
    """What a run would have found: articles with, in all, exactly so many statements."""
    world, left, number = World(statements), statements, 0
    said_before: list[str] = []
    while left > 0:
        chance = random.Random(f"article {number}")
        wanted = min(left, max(1, round(chance.gauss(PER_ARTICLE, 12))))
        article, found = _article(world, chance, number, wanted, said_before)
        left -= len(found)
        yield Outcome(
            input=Input(
                path=article.path,
                format="html",
                fingerprint=article.text_sha256,
                status="done",
            ),
            article=article,
            statements=found,
            model=MODEL,
        )
        number += 1


def _article(
    world: World, chance: random.Random, number: int, wanted: int, said_before: list[str]
) -> tuple[Article, tuple[Statement, ...]]:
    people = chance.choices(world.people, cum_weights=world.heard, k=5)
    outlet = chance.choice(world.outlets)
    parts: list[str] = []
    length = 0
    marks = []

    def put(text: str) -> tuple[int, int]:
        nonlocal length
        parts.append(text)
        length += len(text)
        return length - len(text), length

    for place in range(wanted):
        name, kind, role = chance.choice(people)
        if said_before and chance.random() < 0.1:
            said = chance.choice(said_before)
        else:
            said = world.some(chance, chance.randint(8, 22))
            if len(said_before) < 5_000 and chance.random() < 0.2:
                said_before.append(said)
        (cue,) = chance.choices(list(CUES), weights=CUE_WEIGHTS)
        if chance.random() < 0.5:
            put("“")
            content = put(said)
            put(",” ")
            cue_span = put(cue)
            put(" ")
            source = put(name)
            mode = "direct"
        else:
            source = put(name)
            put(" ")
            cue_span = put(cue)
            put(" that ")
            content = put(said)
            mode = "indirect"
        link = None
        if chance.random() < 0.14:
            put(", the ")
            other = chance.choice(world.outlets)
            link = Link(name=other, kind="outlet", span=put(other))
            put(" reported")
        put(". " + world.some(chance, chance.randint(6, 22)).capitalize() + ".")
        put("\n\n" if place % 3 == 2 else " ")
        marks.append((content, cue_span, source, name, kind, role, mode, CUES[cue], link))
    text = "".join(parts)
    day = (
        f"{2010 + chance.randrange(15)}-{1 + chance.randrange(12):02}-{1 + chance.randrange(28):02}"
    )
    article = Article.of(
        text,
        path=f"pages/{number:06}.html",
        outlet=outlet,
        url=f"https://{outlet.split()[0].lower()}.example/{number}",
        title=world.some(chance, 8).capitalize(),
        authors=(chance.choice(world.people)[0],),
        published=day,
        published_from="json-ld",
        language="en",
    )
    return article, tuple(_statement(article, chance, *mark) for mark in marks)


def _statement(
    article, chance, content, cue, source, name, kind, role, mode, type, link
) -> Statement:
    def piece(span):
        return Piece(span=span, text=article.text[slice(*span)])

    grounds = [Ground(field="speakers", reason="named in the source itself", confidence=0.97)]
    if link:
        grounds.append(
            Ground(field="chain", reason="a clause says who reported it", confidence=0.9)
        )
    return Statement(
        id=statement_id(article.id, (content,), cue, source),
        article_id=article.id,
        mode=mode,
        type=type,
        content=Content(spans=(content,), text=pieces_text(article.text, (content,))),
        cue=piece(cue),
        source=piece(source),
        speakers=(
            Speaker(
                id=content_id("actor", article.id, kind, name), name=name, kind=kind, role=role
            ),
        ),
        chain=(link,) if link else (),
        said_on=article.published if chance.random() < 0.1 else None,
        confidence=round(0.5 + chance.random() / 2, 4),
        grounds=tuple(grounds),
    )


def make(path: Path, statements: int, *, say: Callable[[str], None] = print) -> None:
    """Write a project; raises if there is something at the path."""
    if path.exists():
        raise SystemExit(f"{path} is there already")
    began = time.perf_counter()
    with Project.open(path, create=True) as project:
        run = project.begin_run(model=MODEL, inputs=["pages/"])
        written, batch = 0, []
        for outcome in outcomes(statements):
            batch.append(outcome)
            if len(batch) == BATCH:
                project.write(batch)
                written += sum(len(one.statements) for one in batch)
                batch = []
                if written // 100_000 != (written - BATCH * PER_ARTICLE) // 100_000:
                    say(f"{written:,} statements, {time.perf_counter() - began:.0f} s")
        project.write(batch)
        say(f"written in {time.perf_counter() - began:.0f} s")
        joining = time.perf_counter()
        project.join()
        project.end_run(run)
        say(f"actors joined in {time.perf_counter() - joining:.0f} s")


def measure(path: Path) -> dict:
    """Sizes, and for each call the median of its times in milliseconds: by the clock, at work.

    The second is the processor's: on a machine that does other things too the first says little.
    """
    from quoth.store import reading

    found: dict = {}

    def timed(name: str, call: Callable[[], object], times: int = 5) -> None:
        took, worked = [], []
        for _ in range(times):
            began, at_work = time.perf_counter(), time.process_time()
            call()
            took.append(time.perf_counter() - began)
            worked.append(time.process_time() - at_work)
        found[name] = [round(1000 * statistics.median(some), 2) for some in (took, worked)]

    timed("open", lambda: Project.open(path).close())
    with Project.open(path) as project:
        connection = project._connection
        (statements,) = connection.execute("SELECT COUNT(*) FROM statement").fetchone()
        (articles,) = connection.execute("SELECT COUNT(*) FROM article").fetchone()
        common, rare = World(statements).words[40], World(statements).words[9_000]
        name = World(statements).people[3][0]
        first = next(iter(itertools.islice(project.articles(), 1)))
        timed("find a rare word", lambda: list(project.find(rare, limit=20)))
        timed("find a common word", lambda: list(project.find(common, limit=20)))
        timed("find two words", lambda: list(project.find(f"{common} {rare}", limit=20)))
        timed("find by speaker", lambda: list(project.find(speaker=name, limit=20)))
        timed("find by outlet", lambda: list(project.find(outlet=first.outlet, limit=20)))
        timed("find the newest", lambda: list(project.find(limit=20)))
        timed("one article", lambda: reading.statements(connection, first))
        timed("actors, the 50 most heard", lambda: project.actors(limit=50), times=1)
        timed("actors by name", lambda: project.actors(name, limit=5), times=1)
        timed("info", lambda: project.info(), times=1)
    size = os.path.getsize(path)
    found |= {
        "statements": statements,
        "articles": articles,
        "megabytes": round(size / 1e6, 1),
        "bytes a statement": round(size / statements),
    }
    return found


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--make", action="store_true", help="make it and no more")
    parser.add_argument("--measure", action="store_true", help="measure one that is there")
    given = parser.parse_args()
    if not given.measure:
        make(given.out, given.statements, say=lambda line: print(line, file=sys.stderr))
    if not given.make:
        print(json.dumps(measure(given.out), indent=1))


if __name__ == "__main__":
    main()
