"""kill -9 at random moments of a run, of judging and of an import; nothing may be lost.

    python bench/kill.py                  200 kills
    python bench/kill.py --kills 20       fewer
    python bench/kill.py --seed 7         at other moments

A child process works on a project and prints a line for each thing that it has been told is done.
It is killed at a random moment; then the project is opened and must be sound (integrity check,
references, one input an article, no judgement twice) and hold everything that was reported. The
next child goes on with it. When the work is done the project must hold exactly what one that was
never killed holds, and `quoth verify` must find everything again. Then it begins anew.

The articles are invented and the extractor is three lines: what is tested is the store.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from quoth.model import Content, Piece, Speaker, Statement, content_id, statement_id
from quoth.pipeline import STEPS, Draft, Settings, Step
from quoth.store import Project, lock

ROOT = Path(__file__).parent.parent

PAGES = 60
"""Articles of the run."""

SAID = re.compile(r'"([^"\n]{1,200})" (said) ([A-Z][a-z]{1,20} [A-Z][a-z]{1,20})')

NAMES = ("Mira Tolland", "Joren Pike", "Ada Moor", "Al Bo", "Lena Falk", "Otto Brand")

LINE = re.compile(r"(done|judged|imported) (\S+)\Z")


# What a child does


def nothing(settings: Settings) -> None:
    """The step's tool: none."""


def find_said(tool: None, draft: Draft) -> Draft:
    """Instead of the model: `"content" said First Last`."""
    article = draft.article
    found = []
    for match in SAID.finditer(article.text):
        content, cue, source = match.span(1), match.span(2), match.span(3)
        speaker = Speaker(
            id=content_id("actor", article.id, match[3]), name=match[3], kind="person"
        )
        found.append(
            Statement(
                id=statement_id(article.id, (content,), cue, source),
                article_id=article.id,
                mode="direct",
                type="assertion",
                content=Content(spans=(content,), text=match[1]),
                cue=Piece(span=cue, text=match[2]),
                source=Piece(span=source, text=match[3]),
                speakers=(speaker,),
                confidence=0.5,
            )
        )
    return replace(draft, statements=tuple(found))


def steps() -> tuple[Step, ...]:
    """The pipeline with that instead of the model."""
    found = Step(
        name="extract",
        version="kill",
        reads=("article",),
        writes=("statement",),
        prepare=nothing,
        run=find_said,
    )
    return (STEPS[0], found)


def say(kind: str, what: object) -> None:
    """Report something as done, at once."""
    print(kind, what, flush=True)


def work(job: str, project: str, given: str) -> None:
    """What a child does until it is done or killed."""
    if job == "run":
        from quoth.running import run

        run(
            project,
            [given],
            workers=1,
            steps=steps(),
            on_progress=lambda progress: say("done", progress.done),
        )
    elif job == "judge":
        with Project.open(project, write=True) as opened:
            ids = opened._connection.execute(
                "SELECT id FROM statement WHERE type != 'denial' ORDER BY id"
            ).fetchall()
            for (id,) in ids:
                made = opened.judge("correct", statement=id, type="denial", by="Ada", why="a test")
                say("judged", made.id)
    else:
        lines = Path(given).read_text(encoding="utf-8").splitlines()
        with Project.open(project, write=True) as opened:
            # As many people's files come, one after the other.
            for first in range(0, len(lines), 10):
                found = opened.import_judgements(lines[first : first + 10])
                for judgement in found.new:
                    say("imported", judgement.id)


# What is looked at afterwards


@dataclass
class Outcome:
    """What all kills have shown."""

    kills: dict[str, int] = field(default_factory=dict)
    in_time: int = 0
    """Kills that hit a child at work; the others came when it was done."""
    finished: int = 0
    """Projects that were brought to their end after all and compared."""
    wrong: list[str] = field(default_factory=list)


def pages(folder: Path, number: int) -> None:
    """Invented pages, some of them equal, two of each tenth captures of one address."""
    folder.mkdir()
    chance = random.Random(3)
    for n in range(number):
        lines = [
            f'"The levy of quay {n * 7 + k} will rise by {k} percent in May" said '
            f"{chance.choice(NAMES)}."
            for k in range(4)
        ]
        record = {
            "text": "\n".join([f"Quay {n} to pay more", *lines]),
            "url": f"https://post.example/{n - n % 10 if n % 10 == 1 else n}",
            "language": "en",
            "published": "2024-05-01",
        }
        (folder / f"{n:04}.json").write_text(json.dumps(record))
    for n in range(0, number, 12):
        shutil.copy(folder / f"{n:04}.json", folder / f"{n:04}-copy.json")


def sound(project: Path) -> list[str]:
    """What is wrong with a project that was left by a killed child."""
    found = []
    with closing(sqlite3.connect(project)) as connection:
        if connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,):
            return []  # killed before there was anything
        said = connection.execute("PRAGMA integrity_check").fetchall()
        if said != [("ok",)]:
            found.append(f"integrity: {said[:3]}")
        if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
            found.append(f"references: {broken[:3]}")
        for what, query in {
            "an article of two inputs": "SELECT article_id FROM input WHERE status != 'duplicate'"
            " AND article_id IS NOT NULL GROUP BY 1 HAVING COUNT(*) > 1",
            "an article without its capture": "SELECT id FROM article WHERE id NOT IN"
            " (SELECT article_id FROM capture)",
            "an article without its original": "SELECT original FROM capture WHERE original NOT IN"
            " (SELECT sha256 FROM original)",
            "an article in no search": "SELECT number FROM article WHERE number NOT IN"
            " (SELECT id FROM article_search_docsize)",
            "a statement in no search": "SELECT number FROM statement WHERE number NOT IN"
            " (SELECT id FROM statement_search_docsize)",
            "an article done without statements": "SELECT id FROM article WHERE model IS NOT NULL"
            " AND id NOT IN (SELECT article_id FROM statement)",
            "a judgement without effect": "SELECT judgement.id FROM judgement WHERE NOT EXISTS"
            " (SELECT 1 FROM standing WHERE judgement_id = judgement.id)",
        }.items():
            if rows := connection.execute(query).fetchall():
                found.append(f"{what}: {rows[:3]}")
    return found


def reported(project: Path, lines: list[tuple[str, str]]) -> list[str]:
    """What was reported as done and is not there."""
    with closing(sqlite3.connect(project)) as connection:
        found = []
        done = max((int(what) for kind, what in lines if kind == "done"), default=0)
        if done:
            (inputs,) = connection.execute("SELECT COUNT(*) FROM input").fetchone()
            if inputs < done:
                found.append(f"{done} inputs were reported, {inputs} are there")
        ids = [what for kind, what in lines if kind in ("judged", "imported")]
        if ids:
            there = {id for (id,) in connection.execute("SELECT id FROM judgement")}
            if lost := set(ids) - there:
                found.append(f"judgements were reported that are not there: {sorted(lost)[:3]}")
            if len(set(ids)) != len(ids):
                found.append("a judgement was made twice")
    return found


class Trial:
    """One job on one project, killed until it is done, then begun anew."""

    def __init__(self, job: str, folder: Path, chance: random.Random, most: int):
        self.job, self.chance = job, chance
        self.folder = folder / job
        self.folder.mkdir()
        pages(self.folder / "pages", most)
        self.given = self.folder / "pages"
        self.start = self.folder / "start.quoth"
        if job != "run":
            self.finish("run", self.start)
        if job == "import":
            judged = self.folder / "judged.quoth"
            shutil.copy(self.start, judged)
            self.finish("judge", judged)
            with Project.open(judged) as project:
                lines = project.export_judgements()
            self.given = self.folder / "judgements.jsonl"
            self.given.write_text("\n".join(lines), encoding="utf-8")
        self.project = self.folder / "p.quoth"
        whole = self.folder / "whole.quoth"
        self.begin(whole)
        began = time.monotonic()
        self.finish(job, whole)
        self.takes = time.monotonic() - began
        self.whole = content(whole, job)
        self.lines: list[tuple[str, str]] = []
        self.begin(self.project)

    def begin(self, project: Path) -> None:
        """A project as it is before the job."""
        for old in self.folder.glob(f"{project.name}*"):
            old.unlink()
        if self.job != "run":
            shutil.copy(self.start, project)

    def child(self, job: str, project: Path) -> subprocess.Popen:
        """A process at work."""
        code = f"from bench import kill; kill.work({job!r}, {str(project)!r}, {str(self.given)!r})"
        return subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def finish(self, job: str, project: Path) -> None:
        """Let a job come to its end; raises if it does not."""
        child = self.child(job, project)
        _, errors = child.communicate()
        if child.returncode:
            raise RuntimeError(f"{job} failed without being killed: {errors}")

    def kill(self, outcome: Outcome) -> None:
        """One kill, and what it left."""
        child = self.child(self.job, self.project)
        # From the first moment to about the last, its start apart, in which nothing happens.
        time.sleep(self.chance.uniform(0.15, max(0.3, self.takes)))
        child.kill()
        printed, errors = child.communicate()
        outcome.kills[self.job] = outcome.kills.get(self.job, 0) + 1
        if child.returncode == 0:
            self.compare(outcome)
            return
        if child.returncode > 0:
            outcome.wrong.append(f"{self.job}: failed by itself: {errors[-300:]}")
            self.begin(self.project)
            return
        outcome.in_time += 1
        new = [m.groups() for line in printed.splitlines() if (m := LINE.match(line))]
        if self.job == "run":  # what a run reports it counts from its own beginning
            self.lines = new or self.lines
        else:
            self.lines += new
        if self.project.exists():
            found = sound(self.project) + reported(self.project, self.lines)
            outcome.wrong += [f"{self.job}: {what}" for what in found]
        elif new:
            outcome.wrong.append(f"{self.job}: the project is gone")
        if lock.holder(self.project) is not None:
            outcome.wrong.append(f"{self.job}: a dead process holds the project")

    def compare(self, outcome: Outcome) -> None:
        """The work is done: is it what it would have been?"""
        outcome.finished += 1
        if content(self.project, self.job) != self.whole:
            outcome.wrong.append(f"{self.job}: it holds something else than one never killed")
        with Project.open(self.project) as project:
            if problems := project.verify().problems:
                outcome.wrong.append(f"{self.job}: verify: {problems[:3]}")
        self.lines = []
        self.begin(self.project)


def content(project: Path, job: str) -> object:
    """What must be equal, killed or not."""
    if job != "judge":
        with Project.open(project) as opened:
            return opened.digest()
    # Judgements have the time in them: what they say and what follows must be equal.
    with closing(sqlite3.connect(project)) as connection:
        return [
            sorted(connection.execute(query).fetchall())
            for query in (
                "SELECT action, article, anchor, now, was, made_by FROM judgement",
                "SELECT id, article_id, type, mode, ordinal FROM statement",
                "SELECT statement_id, actor_id, name FROM speaker",
            )
        ]


def trials(
    kills: int, *, seed: int, tell: Callable[[str], None] = print, most: int = PAGES
) -> Outcome:
    """Kill so often, a third each; end by bringing each project to its end."""
    chance = random.Random(seed)
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        jobs = [Trial(job, Path(folder), chance, most) for job in ("run", "judge", "import")]
        for number in range(kills):
            jobs[number % 3].kill(outcome)
            if (number + 1) % 20 == 0:
                tell(f"{number + 1} kills, {len(outcome.wrong)} wrong")
        for job in jobs:
            job.finish(job.job, job.project)
            job.compare(outcome)
    return outcome


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    outcome = trials(given.kills, seed=given.seed, tell=lambda line: print(line, file=sys.stderr))
    kills = ", ".join(f"{number} of {job}" for job, number in outcome.kills.items())
    print(f"{sum(outcome.kills.values())} kills ({kills}), {outcome.in_time} of them at work")
    print(f"{outcome.finished} projects brought to their end and compared")
    print(f"{len(outcome.wrong)} things lost, twice or damaged")
    for what in outcome.wrong:
        print(f"  {what}")
    sys.exit(1 if outcome.wrong else 0)


if __name__ == "__main__":
    main()
