"""A project: one SQLite file of articles and the statements found in them."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import quoth
from quoth.errors import UsageError
from quoth.judge.judging import Judging
from quoth.model import ACTOR_KINDS, Actor, Article, Input, ListedName, Statement
from quoth.schema import TABLE, TABLES
from quoth.store import collecting, file, layers, lock, reading, search, versions
from quoth.store.compared import Comparing
from quoth.store.grouped import Grouped
from quoth.store.info import ProjectInfo, summary
from quoth.store.matched import Matched
from quoth.store.record import Outcome, Recorder
from quoth.store.saved import Searching
from quoth.store.versions import Version

if TYPE_CHECKING:
    from quoth.engine import Engine
    from quoth.store.actors import ActorInfo
    from quoth.store.verify import Verification

READABLE = ("done", "duplicate", "skipped", "failed")


class Project(Judging, Matched, Comparing, Grouped, Searching):
    """A project file, opened.

        with Project.open("affair.quoth") as project:
            for statement, article in project.find("bridge", speaker="mayor"):
                print(article.outlet, statement.content.text)

    Any number of programs may read a project while one writes to it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection):
        """Use `Project.open`."""
        self.path = path
        self._connection = connection
        self._alone = False
        self._recorder = Recorder(
            connection, read_article=self._article, read_statements=self._statements
        )

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        create: bool = False,
        *,
        write: bool = False,
        backup: bool = True,
    ) -> Project:
        """Open a project file.

        A project of an older Quoth is brought up to date when it is opened to be written to,
        with a `ProjectMigrated` warning that names the copy from before.

        Args:
            path: the file.
            create: make it where there is none; it can then be written to.
            write: it can be written to. Searching needs no more than the right to read.
            backup: whether a project of an older Quoth is copied first.

        Raises:
            ProjectError: it is missing, a directory, no project, written by a newer Quoth,
                by an older one (and opened only to read), damaged, or locked.
        """
        path = Path(path)
        return cls(path, file.connect(path, create=create, write=write, backup=backup))

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._connection.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Searching and reading

    def find(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        mode: str | None = None,
        type: str | None = None,
        limit: int | None = None,
        numbers: Iterable[int] | None = None,
    ) -> Iterator[tuple[Statement, Article]]:
        """Statements that meet all that is asked, newest article first, undated ones last.

        Args:
            words: all of them occur in the statement's content, source, cue or speakers'
                names; in double quotes they follow one another; `econom*` stands for all
                words that begin so. Case and accents do not count.
            speaker: all these words occur in the speakers' names and roles or in the source,
                or in the names that other articles use for a speaker.
            outlet: is contained in the outlet's name; case does not count.
            since: the article was published on this day, in this month or year, or later.
            until: as `since`, or earlier. Articles without a date meet neither.
            mode: direct, indirect or mixed.
            type: assertion, belief …
            limit: at most so many.
            numbers: only these, by `statement.number` of the project file: what another search
                found.

        Raises:
            UsageError: a date, mode, type or limit that cannot be.
        """
        with file.plain_errors(self.path):
            pairs = search.found(
                self._connection,
                words=words,
                speaker=speaker,
                outlet=outlet,
                since=since,
                until=until,
                mode=mode,
                type=type,
                limit=limit,
                numbers=numbers,
            )
        return self._statements_of(pairs)

    def count(self, words: str | None = None, **filters: str | int | None) -> int:
        """How many statements `find` finds with these filters, without reading them."""
        asked = dict.fromkeys(("speaker", "outlet", "since", "until", "mode", "type", "limit"))
        with file.plain_errors(self.path):
            return len(search.found(self._connection, words=words, **{**asked, **filters}))

    def _statements_of(self, pairs: list[tuple[str, str]]) -> Iterator[tuple[Statement, Article]]:
        """Pairs of one article follow one another: each text is fetched once."""
        for article_id, its in groupby(pairs, key=lambda pair: pair[0]):
            ids = [id for _, id in its]
            with file.plain_errors(self.path):
                article = self._article(article_id)
                if article is None:
                    continue  # another process has taken it away since
                found = reading.statements(self._connection, article, ids=ids)
            by_id = {statement.id: statement for statement in found}
            for id in ids:
                if id in by_id:  # else another process has replaced it since
                    yield by_id[id], article

    def article(self, name: str) -> tuple[Article, tuple[Statement, ...]]:
        """One article with its statements in order.

        Args:
            name: its id, the beginning of its id, its path, or the end of its path.

        Raises:
            UsageError: no article or several are called so.
        """
        with file.plain_errors(self.path):
            article = self._article(reading.named(self._connection, name))
            return article, self._statements(article)

    def articles(self, words: str | None = None, *, superseded: bool = False) -> Iterator[Article]:
        """Articles in the order of their paths.

        Args:
            words: all of them occur in title and text; as for `find`.
            superseded: also those that their input no longer delivers.
        """
        wheres, values = ["1"], []
        if not superseded:
            wheres.append("superseded_by IS NULL")
        if words is not None:
            expression = search.match(words)
            if expression is None:
                return
            wheres.append("number IN (SELECT rowid FROM article_search(?))")
            values.append(expression)
        with file.plain_errors(self.path):
            ids = self._connection.execute(
                f"SELECT id FROM article WHERE {' AND '.join(wheres)} ORDER BY path, id", values
            ).fetchall()
        for (id,) in ids:
            with file.plain_errors(self.path):
                article = self._article(id)
            yield article

    def places(self) -> list[tuple[str, str, str | None]]:
        """(id, hash of the text, address) of each current article, in the order of their ids."""
        with file.plain_errors(self.path):
            return self._connection.execute(
                "SELECT id, text_sha256, url FROM article WHERE superseded_by IS NULL ORDER BY id"
            ).fetchall()

    def versions(self, name: str) -> list[Version]:
        """All versions of an article that the project has seen, the oldest first.

        Args:
            name: any of them, as for `article`.

        Raises:
            UsageError: no article or several are called so.
        """
        with file.plain_errors(self.path), self._reading():
            return versions.history(self._connection, reading.named(self._connection, name))

    def verify(
        self,
        *articles: str,
        originals: bool = True,
        engine: Engine | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Verification:
        """Find every statement again in its article's text, and each text in its original.

        Args:
            *articles: as for `article`; without any, all of the project.
            originals: whether to read the originals again; else only what the project holds.
            engine: reads the originals; without one, this machine.
            on_progress: called with articles done and to do.

        Raises:
            UsageError: no article or several are called so.
        """
        from quoth.store import verify

        with file.plain_errors(self.path), self._reading(), _engine(engine, None) as one:
            ids = [reading.named(self._connection, name) for name in articles]
            return verify.verify(
                self._connection,
                one,
                ids=ids or None,
                look_into_originals=originals,
                on_progress=on_progress,
            )

    def changed(self) -> dict[str, int]:
        """The articles with several versions: id of the last one to how many there are."""
        with file.plain_errors(self.path), self._reading():
            return versions.changed(self._connection)

    def inputs(self, *statuses: str) -> Iterator[Input]:
        """What became of each input, in the order of their paths; all or those of a status."""
        names = TABLE["input"].names
        wanted = statuses or READABLE
        with file.plain_errors(self.path):
            rows = self._connection.execute(
                f"SELECT {', '.join(names)} FROM input"
                f" WHERE status IN ({', '.join('?' * len(wanted))}) ORDER BY path",
                wanted,
            )
            for row in rows:
                yield Input(**dict(zip(names, row, strict=True)))

    def info(self, *, engine=None) -> ProjectInfo:
        """What is in the project: counts, dates, the most heard speakers.

        Args:
            engine: computes the counts; without one, this machine.
        """
        from quoth.engine import local_engine

        own = engine or local_engine()
        try:
            with file.plain_errors(self.path):
                return summary(self._connection, self.path, own)
        finally:
            if engine is None:
                own.close()

    def actors(
        self,
        words: str | None = None,
        *,
        kind: str | None = None,
        outlet: str | None = None,
        limit: int | None = None,
        engine: Engine | None = None,
    ) -> list[ActorInfo]:
        """Who speaks across articles, the most heard first, with aliases and dated roles.

        Args:
            words: all of them occur in one of the actor's names; case and accents do not count.
            kind: person, organization …
            outlet: quoted by an outlet whose name contains this; case does not count.
            limit: at most so many.
            engine: joins the actors if the project does not hold them as they are now.

        Raises:
            UsageError: a kind or limit that cannot be.
        """
        from quoth.store import actors

        search.check_choice("kind", kind, ACTOR_KINDS)
        if limit is not None and limit < 0:
            raise UsageError(f"limit is {limit}", advice="give 0 or more, or leave it out for all")
        with file.plain_errors(self.path), self._reading():
            if actors.is_current(self._connection):
                return actors.looked_up(
                    self._connection, words=words, kind=kind, outlet=outlet, limit=limit
                )
            rows = actors.seen(self._connection)
            with _engine(engine) as one:
                found = actors.joined(self._connection, rows, one)
        told = actors.told((a for a in found if kind in (None, a.kind)), rows)
        if words is not None:
            told = actors.called(told, words)
        if outlet is not None:
            part = outlet.casefold()
            told = [t for t in told if any(part in name.casefold() for name in t.outlets)]
        return told[:limit]

    def actor_aliases(self, speakers: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """All names of the actors of these speakers' ids: first their own, then others' of them.

        As they were last joined; speakers that were not joined yet are left out.
        """
        from quoth.store import actors

        with file.plain_errors(self.path):
            return actors.names_of(self._connection, speakers)

    def actor_names(self, speakers: Iterable[str]) -> dict[str, str]:
        """What the actors of these speakers' ids are called across articles.

        As they were last joined; speakers that were not joined yet are left out.
        """
        ids, found = list(dict.fromkeys(speakers)), {}
        with file.plain_errors(self.path):
            for first in range(0, len(ids), reading.SOME):
                part = ids[first : first + reading.SOME]
                found.update(
                    self._connection.execute(
                        "SELECT appearance.id, actor.name FROM appearance"
                        " JOIN actor ON actor.id = appearance.actor_id"
                        f" WHERE appearance.id IN ({', '.join('?' * len(part))})",
                        part,
                    )
                )
        return found

    def digest(self) -> str:
        """A hash of the content: equal for projects that hold the same, however they came by it.

        Row numbers, the order of rows and the diary of runs do not count.
        """
        total = hashlib.sha256()
        with file.plain_errors(self.path), self._reading():
            for table in TABLES:
                rows = self._connection.execute(
                    f"SELECT {', '.join(table.content)} FROM {table.name}"
                )
                hashes = sorted(hashlib.sha256(repr(row).encode()).digest() for row in rows)
                total.update(f"{table.name} {len(hashes)}\n".encode())
                for each in hashes:
                    total.update(each)
        return total.hexdigest()

    # Writing, for the pipeline

    def write(self, outcomes: Iterable[Outcome]) -> list[Input | None]:
        """Record outcomes in one transaction: all of them or, if we are killed, none.

        Returns:
            The input's row as it is now, for each outcome that has an input.

        Raises:
            ProjectError: the file cannot be written, or another program holds it too long.
        """
        outcomes = list(outcomes)
        with file.plain_errors(self.path), self._writing():
            written = [self._recorder.write(outcome) for outcome in outcomes]
            if any(outcome.article is not None for outcome in outcomes):
                layers.stale(self._connection)
        return written

    def join(self, *, engine: Engine | None = None) -> bool:
        """Join the actors of all articles anew, if the statements or the rules have changed.

        The result depends on what the project holds, not on how it came there.

        Returns:
            Whether there was something to do.
        """
        from quoth.store import actors

        with file.plain_errors(self.path):
            if actors.is_current(self._connection):
                return False
        # Computed from one moment of the file, while others may write; only keeping it holds the
        # file, and where another has written meanwhile it is computed once more there.
        with file.plain_errors(self.path), _engine(engine) as one, collecting.paused():

            def found() -> tuple[Actor, ...]:
                return actors.joined(self._connection, actors.seen(self._connection), one)

            with self._reading():
                moment = file.pragma(self._connection, "data_version")
                joined = found()
            with self._writing():
                if file.pragma(self._connection, "data_version") != moment:
                    joined = found()
                actors.keep(self._connection, joined)
        return True

    def set_names(self, origin: str, names: Iterable[ListedName]) -> None:
        """Put a list of names ("names" or "wikidata") in the place of the one before.

        `join` then uses it, now and after every later run. No names: the list is forgotten.
        """
        from quoth.store import actors

        search.check_choice("origin", origin, ("names", "wikidata"))
        with file.plain_errors(self.path), self._writing():
            actors.put_names(self._connection, origin, names)

    def input(self, path: str) -> Input | None:
        """What became of one input; None if the project has never seen it."""
        with file.plain_errors(self.path):
            return self._recorder.input(path)

    def alike(self, fingerprint: str) -> Input | None:
        """An input with the same bytes whose article is in the project, if there is one."""
        with file.plain_errors(self.path):
            row = self._connection.execute(
                "SELECT path FROM input WHERE fingerprint = ? AND article_id IS NOT NULL LIMIT 1",
                (fingerprint,),
            ).fetchone()
            return row and self._recorder.input(row[0])

    def has_original(self, path: str) -> bool:
        """Whether the original of an input is kept, or known to stay in its archive."""
        with file.plain_errors(self.path):
            return versions.has_original(self._connection, path)

    def model_of(self, article_id: str) -> str | None:
        """The version that an article's statements are of; None if it has none or is unknown."""
        with file.plain_errors(self.path):
            row = self._connection.execute(
                "SELECT model FROM article WHERE id = ?", (article_id,)
            ).fetchone()
        return row and row[0]

    def outdated(self, model: str) -> list[str]:
        """Ids of the articles whose statements are not of this version, in order."""
        with file.plain_errors(self.path):
            rows = self._connection.execute(
                "SELECT id FROM article WHERE model IS NOT ? ORDER BY id", (model,)
            ).fetchall()
        return [id for (id,) in rows]

    def owner(self, article_id: str) -> Input | None:
        """The input that an article belongs to; None for a superseded article."""
        with file.plain_errors(self.path):
            return self._recorder.owner(article_id)

    def begin_run(self, *, model: str, inputs: Iterable[str]) -> int:
        """Note in the diary that a run begins; its number."""
        with file.plain_errors(self.path):
            return self._connection.execute(
                "INSERT INTO run (started, quoth, model, inputs) VALUES (?, ?, ?, ?)",
                (file.now(), quoth.__version__, model, "\n".join(inputs)),
            ).lastrowid

    def end_run(self, number: int) -> None:
        """Note in the diary that a run came to its end."""
        with file.plain_errors(self.path):
            self._connection.execute(
                "UPDATE run SET ended = ? WHERE number = ?", (file.now(), number)
            )

    @contextmanager
    def alone(self, command: str | None = None) -> Iterator[None]:
        """Hold the project while a long job writes to it: a run, a match, a repair.

        Readers and short writes go on. Inside of itself it does nothing.

        Args:
            command: what another job is told; by default this process's command line.

        Raises:
            ProjectError: another job holds it; names it and says since when.
        """
        if self._alone:
            yield
            return
        with lock.alone(self.path, command=command):
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Everything inside is written, or nothing of it."""
        with file.transaction(self._connection):
            yield

    # Rows to nouns

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Everything inside sees one moment of the file, also while another program writes.

        Within another one of the same connection it is that one's moment.
        """
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("COMMIT")

    def _article(self, id: str) -> Article | None:
        return reading.article(self._connection, id)

    def _statements(self, article: Article) -> tuple[Statement, ...]:
        return reading.statements(self._connection, article)


@contextmanager
def _engine(given: Engine | None, workers: int | None = 1) -> Iterator[Engine]:
    """The engine given, or one of this machine that is closed afterwards."""
    from quoth.engine import local_engine

    own = given or local_engine(workers)
    try:
        yield own
    finally:
        if given is None:
            own.close()
