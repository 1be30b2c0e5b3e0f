"""Do judgements hold when everything around them changes, and are they never applied wrongly?

    python bench/judgements.py                      a thousand judgements of every kind
    python bench/judgements.py --each 100           fewer
    python bench/judgements.py --project FILE       on the articles and statements of a project

Articles in which the same and similar things are said again and again are read by a machine;
people judge; then the machine is another (other edges, cues and types, halves, wholes, gaps), or
the page has another capture (paragraphs put in, taken out, doubled, moved, words changed), or the
reader sets white space otherwise, or all of that. What is true of each statement is known beside
(`bench/captures.py`), so each judgement can be told to be applied rightly, found again, queued or
applied wrongly. Wrong is also: another statement was touched, a judgement is nowhere.
The exit code is 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.captures import (
    Capture,
    Fresh,
    moved,
    other_capture,
    other_machine,
    other_reader,
    same_machine,
    same_text,
    spanned,
)
from quoth.judge import across, keeping
from quoth.model import (
    Actor,
    Article,
    Content,
    Input,
    Judgement,
    Piece,
    Speaker,
    Standing,
    Statement,
    content_id,
    pieces_text,
    statement_id,
)
from quoth.store import Outcome, Project

ON_STATEMENTS = ("accept", "correct a field", "correct the words", "reject", "add")
ON_PAIRS = ("same", "different", "merge claims", "split claims")
ON_ACTORS = ("merge actors", "split actors", "rename an actor")
KINDS = (*ON_STATEMENTS, *ON_PAIRS, *ON_ACTORS)
SCENARIOS = ("another model", "another capture", "another reader", "all of these")
WORDS = ("applied", "re-anchored", "queued", "wrong")

NAMES = [
    "Mira Tolland",
    "Joren Pike",
    "Ann Lo",
    "Teo Varga",
    "Ines Halm",
    "Oskar Wendt",
    "Lea Brandt",
    "Ravi Menon",
]
CUES = ("said", "warned", "denied", "told reporters", "insisted", "announced")
WHAT = (
    "the levy will rise in May and nobody will be asked about it",
    "the harbour is safe and has always been safe",
    "no decision has been taken on the gate",
    "the report will be published before the summer",
    "the council knew of the damage in March",
    "the bridge must be closed at once",
)
WHY = (
    "after the session",
    "on Monday",
    "in a letter",
    "at the harbour",
    "when asked",
    "by telephone",
)
FILLER = (
    "Rain fell on the harbour for the third day, and the ferries stayed where they were.",
    "The council meets again in June. Its sessions are open to the public.",
    "Eleven houses in the lower town have been empty since the flood.",
)


def invented(number: int) -> tuple[Article, tuple[Statement, ...]]:
    """An article of a dozen statements, among them the same sentence twice and similar ones."""
    chance = random.Random(f"article {number}")
    text = f"Levy and gate, day {number}\n\n"
    places: list[tuple[tuple[int, int], tuple[int, int], tuple[int, int], str]] = []
    again: list[tuple[str, str, str]] = []
    for index in range(12):
        if again and chance.random() < 0.25:
            what, cue, who = chance.choice(again)
        else:
            what, cue, who = chance.choice(WHAT), chance.choice(CUES), chance.choice(NAMES)
            if index % 3 == 0:
                what += f" in {1900 + chance.randrange(120)}"
        again.append((what, cue, who))
        if chance.random() < 0.4:
            text += chance.choice(FILLER) + " "
        start = len(text)
        text += f"{what[0].upper()}{what[1:]}, {who} {cue} {chance.choice(WHY)}."
        said = start + len(what) + 2
        places.append(
            (
                (start, start + len(what)),
                (said + len(who) + 1, said + len(who) + 1 + len(cue)),
                (said, said + len(who)),
                who,
            )
        )
        text += " " if chance.random() < 0.3 else "\n\n"
    article = Article.of(
        text,
        path=f"{number}.txt",
        url=f"https://post.example/{number}",
        outlet="Calder Post",
        language="en",
    )
    return article, tuple(_statement(article, *place) for place in places)


def _statement(article: Article, content, cue, source, who: str) -> Statement:
    def piece(span):
        return Piece(span=span, text=article.text[slice(*span)])

    return Statement(
        id=statement_id(article.id, (content,), cue, source),
        article_id=article.id,
        mode="indirect",
        type="assertion",
        content=Content(spans=(content,), text=pieces_text(article.text, (content,))),
        cue=piece(cue),
        source=piece(source),
        speakers=(
            Speaker(id=content_id("actor", article.id, who, "person"), name=who, kind="person"),
        ),
        confidence=0.8,
    )


def of_project(path: str) -> Iterator[tuple[Article, tuple[Statement, ...]]]:
    """The articles of a project, with the machine's statements; those of its people are its own."""
    with Project.open(path) as project:
        for article in project.articles():
            statements = project.as_found(article.id)
            if len(statements) >= 6:
                kept = [_plain(statement, article) for statement in statements]
                unique = {statement.id: statement for statement in kept}
                yield article, tuple(unique.values())


def _plain(statement: Statement, article: Article) -> Statement:
    cue, source = statement.cue and statement.cue.span, statement.source and statement.source.span
    return spanned(statement, article, statement.content.spans, cue, source)


@dataclass
class Made:
    """A judgement with what it must come to."""

    judgement: Judgement
    kind: str
    article: Article
    truth: tuple[str, ...]
    """Ids of the machine's statements that it is about."""
    wanted: Statement | None = None
    """The statement as the person left it."""


@dataclass
class World:
    """The articles, what the first machine finds, and what people decided."""

    articles: dict[str, Article] = field(default_factory=dict)
    statements: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    added: dict[str, Statement] = field(default_factory=dict)


def record(project: Project, article: Article, statements: Sequence[Statement], model: str) -> None:
    """What a run writes of an article."""
    given = Input(path=article.path, format="text", fingerprint=article.text_sha256, status="done")
    project.write(
        [Outcome(input=given, article=article, statements=tuple(statements), model=model)]
    )


def judged_world(project: Project, given: Iterator, each: int) -> World:
    """Judge until there are so many of each kind: one of each an article, on other statements."""
    world, chance = World(), random.Random("judge")
    counts: Counter[str] = Counter()
    last: Article | None = None
    for article, statements in given:
        world.articles[article.id], world.statements[article.id] = article, statements
        record(project, article, statements, "m@1")
        left = chance.sample(statements, len(statements))
        # What was judged to be missing must be missing in the first machine's reading.
        for kind in ON_STATEMENTS:
            if counts[kind] < each and left:
                made = _judge_statement(project, article, kind, left.pop(), chance, world)
                world.made.append(made)
                counts[kind] += 1
        for kind in ON_PAIRS:
            if counts[kind] < each and last is not None and len(left) > 1:
                one, other = left.pop(), chance.choice(world.statements[last.id])
                if _is_there(project, other):
                    made = _judge_pair(project, kind, one, other)
                    truth = (other.id, one.id) if kind == "split claims" else (one.id, other.id)
                    world.made.append(Made(made, kind, article, truth))
                    counts[kind] += 1
        last = article
        if all(counts[kind] >= each for kind in (*ON_STATEMENTS, *ON_PAIRS)):
            break
    return world


def _is_there(project: Project, statement: Statement) -> bool:
    row = project._connection.execute("SELECT 1 FROM statement WHERE id = ?", (statement.id,))
    return row.fetchone() is not None


def _judge_pair(project: Project, kind: str, one: Statement, other: Statement) -> Judgement:
    """Two statements by themselves, or as the members of claims that a run has made."""
    action, _, claims = kind.partition(" ")
    if not claims:
        return project.judge(action, statements=[one.id, other.id], by="Ada")
    members = [[one, other]] if action == "split" else [[one], [other]]
    ids = []
    with project._writing():
        for several in members:
            ids.append(content_id("claim", *(statement.id for statement in several)))
            project._connection.execute(
                "INSERT OR IGNORE INTO claim (id, text, articles, outlets, sources)"
                " VALUES (?, 'x', 1, 1, 1)",
                (ids[-1],),
            )
            project._connection.executemany(
                "INSERT OR IGNORE INTO member VALUES (?, ?, ?, ?, 'verbatim', 1, 'x')",
                [(ids[-1], i, s.id, s.article_id) for i, s in enumerate(several)],
            )
    leaving = [other.id] if action == "split" else []
    return project.judge(action, claims=ids, statements=leaving, by="Ada")


def _judge_statement(
    project: Project,
    article: Article,
    kind: str,
    statement: Statement,
    chance: random.Random,
    world: World,
) -> Made:
    if kind == "add":
        # The machine missed it: its reading is written anew without it.
        rest = [s for s in world.statements[article.id] if s.id != statement.id]
        project.write(
            [
                Outcome(
                    input=None, article=article, statements=tuple(rest), model="m@1", renewal=True
                )
            ]
        )
        world.added[statement.id] = statement
        made = project.judge(
            "add",
            article=article.id,
            content=list(statement.content.spans),
            cue=statement.cue and statement.cue.span,
            source=statement.source and statement.source.span,
            by="Ada",
        )
        return Made(made, kind, article, (statement.id,), statement)
    if kind in ("accept", "reject"):
        made = project.judge(kind, statement=statement.id, by="Ada")
        return Made(made, kind, article, (statement.id,), statement)
    if kind == "correct a field":
        made = project.judge("correct", statement=statement.id, medium="telegram 77", by="Ada")
        return Made(made, kind, article, (statement.id,), statement)
    start, end = statement.content.spans[0]
    words = article.text[start:end].split(" ")
    cut = len(words[0]) + 1 if len(words) > 1 else 0
    spans = ((start + cut, end), *statement.content.spans[1:])
    made = project.judge("correct", statement=statement.id, content=list(spans), by="Ada")
    cue, source = statement.cue and statement.cue.span, statement.source and statement.source.span
    wanted = spanned(statement, article, spans, cue, source)
    return Made(made, kind, article, (statement.id,), wanted)


# What became of it


@dataclass
class Tally:
    """Counts by kind and word, and what was wrong."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrongs: list[str] = field(default_factory=list)

    def add(self, made: Made, word: str, why: str = "") -> None:
        self.counts[made.kind][word] += 1
        if word == "wrong":
            self.wrongs.append(f"{made.kind}, {made.article.id}, {made.judgement.id}: {why}")


def change(scenario: str, article: Article, chance: random.Random) -> Capture:
    """The article as it is later."""
    if scenario == "another model":
        return same_text(article)
    if scenario == "another reader":
        return other_reader(article, chance)
    return other_capture(article, chance, FILLER)


def rerun(project: Project, world: World, scenario: str) -> Tally:
    """Change everything, run again, and look at each judgement."""
    chance, tally = random.Random(scenario), Tally()
    of_article: dict[str, list[Made]] = defaultdict(list)
    for made in world.made:
        if made.kind in ON_STATEMENTS:
            of_article[made.article.id].append(made)
    truths: dict[str, frozenset[str]] = {}
    for id, article in world.articles.items():
        capture = change(scenario, article, chance)
        fresh = same_machine(world.statements[id], capture)
        if scenario in ("another model", "all of these"):
            fresh = other_machine(fresh, capture.article, chance)
        read = [one.statement for one in fresh]
        if capture.article.id == id:
            project.write(
                [
                    Outcome(
                        input=None,
                        article=article,
                        statements=tuple(read),
                        model="m@2",
                        renewal=True,
                    )
                ]
            )
        else:
            record(project, capture.article, read, "m@2")
        truths |= look(project, capture, fresh, of_article[id], tally)
    look_at_pairs(project, world, truths, tally)
    return tally


def look(
    project: Project, capture: Capture, fresh: list[Fresh], mades: list[Made], tally: Tally
) -> dict[str, frozenset[str]]:
    """What became of the judgements on one article; the truth of the statements that hold now."""
    now = {s.id: s for s in project.article(capture.article.id)[1]}
    standings = {
        s.judgement_id: s
        for s in keeping.standings(project._connection, "article_id = ?", capture.article.id)
    }
    machine = {one.statement.id: one for one in fresh}
    truth = {id: one.truth for id, one in machine.items() if id in now}
    explained = set()
    for made in mades:
        standing = standings.get(made.judgement.id)
        if standing is None:
            tally.add(made, "wrong", "it is nowhere")
            continue
        explained |= {standing.statement_id, standing.machine_id}
        if standing.statement_id is not None:
            truth[standing.statement_id] = frozenset(made.truth)
        word, why = verdict(made, standing, capture, now, machine)
        tally.add(made, word, why)
    untouched = {id: one.statement for id, one in machine.items() if id not in explained}
    bare = {id: s for id, s in now.items() if id not in explained}
    if untouched != bare and mades:
        tally.add(mades[0], "wrong", "another statement of the article was changed")
    return truth


def verdict(
    made: Made,
    standing: Standing,
    capture: Capture,
    now: dict[str, Statement],
    machine: dict[str, Fresh],
) -> tuple[str, str]:
    """How a judgement stands, and what is wrong with that."""
    if standing.status == "queued":
        changed = standing.statement_id and now[standing.statement_id].medium == "telegram 77"
        if changed and not _at_place(made, capture, now[standing.statement_id]):
            return "wrong", "queued, and yet another statement has it"
        return "queued", ""
    about = machine.get(standing.machine_id or "")
    if about is not None and not about.truth & set(made.truth):
        return "wrong", "it is laid over another statement"
    place = moved(made.wanted, capture)
    if place is None and about is None:
        return "wrong", "its words are gone, and it was applied"
    if made.kind == "reject":
        if standing.statement_id is not None:
            return "wrong", "it was rejected and is there"
        return standing.status, ""
    statement = now.get(standing.statement_id or "")
    if statement is None:
        return "wrong", "its statement is not there"
    if made.kind == "correct a field":
        if statement.medium != "telegram 77":
            return "wrong", "the field is not corrected"
        if about is None and not _at_place(made, capture, statement):
            return "wrong", "it stands at another place"
    elif place is None or statement.content.spans != place.content.spans:
        return "wrong", "its words are not those that the person judged"
    return standing.status, ""


def _at_place(made: Made, capture: Capture, statement: Statement) -> bool:
    place = moved(made.wanted, capture)
    return place is not None and place.content.spans == statement.content.spans


def look_at_pairs(
    project: Project, world: World, truths: dict[str, frozenset[str]], tally: Tally
) -> None:
    """What the judgements on pairs ask for, by the ids of now."""
    found = across.constraints(project._connection)
    asked = {c.judgement_id: c for c in (*found.together, *found.apart)}
    queued = dict(across.queued(project._connection))
    for made in world.made:
        if made.kind not in ON_PAIRS:
            continue
        constraint = asked.get(made.judgement.id)
        if constraint is None:
            waits = made.judgement.id in queued
            tally.add(made, "queued" if waits else "wrong", "it is nowhere")
            continue
        # A copied paragraph's statement, or another one, must not be taken for the one judged.
        sides = zip((constraint.one, constraint.other), made.truth, strict=True)
        right = all(was in truths.get(id, frozenset()) for id, was in sides)
        same = (constraint.one, constraint.other) == made.truth
        word = "applied" if same else "re-anchored"
        tally.add(made, word if right else "wrong", "it joins or parts other statements")


# Actors


def actors_world(folder: Path, each: int) -> tuple[Path, list[tuple[str, Judgement, list[str]]]]:
    """A project in which people of many names speak, and judgements on them."""
    path = folder / "actors.quoth"
    made: list[tuple[str, Judgement, list[str]]] = []
    with Project.open(path, create=True) as project:
        for number in range(2 * each):
            for part in (0, 1):
                _speak(project, number, part, f"Ada{_letters(number)} Bell{_letters(number)}", "")
        project.join()
        known = {info.actor.name: info.actor for info in project.actors()}
        for number in range(each):
            name = f"Ada{_letters(number)} Bell{_letters(number)}"
            partner = f"Ada{_letters(each + number)} Bell{_letters(each + number)}"
            for kind in ON_ACTORS:
                made.append(_judge_actor(project, kind, known, name, partner))
    return path, made


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _speak(project: Project, number: int, part: int, name: str, before: str) -> None:
    text = f"{before}The levy of house {number} will rise, {name} said in part {part}."
    article = Article.of(
        text,
        path=f"{number}-{part}.txt",
        url=f"https://post.example/{number}/{part}",
        outlet="Calder Post",
        language="en",
    )
    content = (len(before), text.index(","))
    source = (text.index(name), text.index(name) + len(name))
    cue = (source[1] + 1, source[1] + 5)
    record(project, article, [_statement(article, content, cue, source, name)], "m@1")


def _judge_actor(
    project: Project, kind: str, known: dict[str, Actor], name: str, partner: str
) -> tuple[str, Judgement, list[str]]:
    """As `Project.judge` does, but with the actors known: it joins them anew for each judgement."""
    action, about = {
        "merge actors": ("merge", {"actors": (known[name].id, known[partner].id)}),
        "split actors": (
            "split",
            {
                "actors": (known[name].id,),
                "articles": (known[name].appearances[1].article_id,),
            },
        ),
        "rename an actor": ("rename", {"actors": (known[partner].id,), "name": f"Dr {partner}"}),
    }[kind]
    with project._writing():
        given = across.actors(project._connection, action, about, list(known.values()))
        (judgement,) = project._judged([given], "Ada", None)
    wanted = {"merge actors": [name, partner], "split actors": [name]}.get(kind, [partner])
    return kind, judgement, wanted


def rerun_actors(
    project: Project, mades: list[tuple[str, Judgement, list[str]]], scenario: str, each: int
) -> Tally:
    """Run everything again: some captures are new, some names are told otherwise or are gone."""
    chance, tally = random.Random(scenario), Tally()
    for number in range(2 * each):
        for part in (0, 1):
            name = f"Ada{_letters(number)} Bell{_letters(number)}"
            fate = chance.random()
            if scenario != "another reader" and fate < 0.15:
                name = name.split()[1]  # the machine now has the surname alone
            elif scenario != "another reader" and fate < 0.25:
                name = f"Ada{_letters(number)}x Bell{_letters(number)}"  # somebody similar
            before = "" if scenario == "another model" else chance.choice(("", "Rain fell. "))
            _speak(project, number, part, name, before)
    nowhere = Article.of("", path="")
    found = {one.id: one for one in across.decided(project._connection)}
    queued = dict(across.queued(project._connection))
    names = dict(
        project._connection.execute("SELECT DISTINCT actor_id, name FROM speaker").fetchall()
    )
    for kind, judgement, wanted in mades:
        made = Made(judgement, kind, nowhere, ())
        one = found.get(judgement.id)
        if one is None:
            word = "queued" if judgement.id in queued else "wrong"
            tally.add(made, word, "it is nowhere")
            continue
        ids = [id for side in one.sides for id in side]
        held = [{names.get(id) for id in side} for side in one.sides]
        expected = [{name} for name in wanted]
        kept = json.loads(judgement.anchor)["sides"]
        same = {
            content_id("actor", one["article"]["id"], one["name"], "person")
            for side in kept
            for one in side
        }
        word = "applied" if set(ids) <= same else "re-anchored"
        tally.add(made, word if held == expected else "wrong", f"it is about {held}")
    return tally


# The command


def measure(
    folder: Path, each: int, given: Callable[[], Iterator], say: Callable[[str], None]
) -> list[str]:
    """Judge, change everything, look; prints a table and returns what was wrong."""
    began = time.monotonic()
    base = folder / "base.quoth"
    with Project.open(base, create=True) as project:
        world = judged_world(project, given(), each)
        project._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    actors, on_actors = actors_world(folder, each)
    say(
        f"{len(world.made) + len(on_actors):,} judgements on {len(world.articles):,} articles,"
        f" {time.monotonic() - began:.0f} s"
    )
    wrongs: list[str] = []
    total: Counter[str] = Counter()
    say(f"\n{'':18}{'':18}" + "".join(f"{word:>13}" for word in WORDS))
    for scenario in SCENARIOS:
        tallies = []
        for source, look_at in (
            (base, lambda p, s=scenario: rerun(p, world, s)),
            (actors, lambda p, s=scenario: rerun_actors(p, on_actors, s, each)),
        ):
            path = folder / f"{source.stem}-{scenario.replace(' ', '-')}.quoth"
            shutil.copy(source, path)
            with Project.open(path, write=True) as project:
                tallies.append(look_at(project))
            path.unlink()
        for kind in KINDS:
            counts = sum((tally.counts[kind] for tally in tallies), Counter())
            total.update(counts)
            cells = "".join(f"{counts[word]:>13,}" for word in WORDS)
            say(f"{scenario if kind == KINDS[0] else '':18}{kind:18}{cells}")
        wrongs += [f"{scenario}: {wrong}" for tally in tallies for wrong in tally.wrongs]
    say(f"\n{'together':36}" + "".join(f"{total[word]:>13,}" for word in WORDS))
    say(f"{time.monotonic() - began:.0f} s")
    for wrong in wrongs[:20]:
        say(f"wrong: {wrong}")
    return wrongs


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=1000, metavar="N", help="judgements of a kind")
    parser.add_argument("--project", metavar="FILE", help="take its articles and statements")
    options = parser.parse_args()

    def given() -> Iterator:
        if options.project:
            return of_project(options.project)
        return (invented(number) for number in range(10**9))

    with tempfile.TemporaryDirectory() as folder:
        return 1 if measure(Path(folder), options.each, given, print) else 0


if __name__ == "__main__":
    sys.exit(main())
