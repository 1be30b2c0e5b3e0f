"""What a project offers to people who judge: the methods of `Project` that are about judgements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError
from quoth.model import ACTIONS, Article, Judgement, Statement

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from quoth.judge.agreement import Agreement
    from quoth.judge.exchange import Imported
    from quoth.judge.queue import QueueItem

BEYOND_STATEMENTS = ("copies", "events")
"""Layers of articles alone: no judgement on statements makes them stale."""


class Judging:
    """A part of `Project`: see docs/judge.md."""

    path: Path
    _connection: sqlite3.Connection

    def judge(
        self,
        action: str,
        *,
        statement: str | None = None,
        article: str | None = None,
        statements: Sequence[str] = (),
        actors: Sequence[str] = (),
        claims: Sequence[str] = (),
        concepts: Sequence[str] = (),
        coded: str | None = None,
        conflict: str | None = None,
        concept: str | None = None,
        agreement: bool | None = None,
        articles: Sequence[str] = (),
        names: Sequence[str] = (),
        name: str | None = None,
        by: str | None = None,
        why: str | None = None,
        **changes: Any,
    ) -> Judgement:
        """Record a person's decision; it takes effect at once and in every later run.

        | action | about | further |
        |---|---|---|
        | accept | `statement` | |
        | accept | `article` | it is fully judged: what was not judged yet is right, and no more |
        | correct | `statement` | fields: `type="denial"`, `content=[(3, 9)]`, `cue=None` … |
        | reject | `statement` | |
        | add | `article` | fields: `content=[(3, 9)]`, and what else is known |
        | merge | `actors` or `claims` | two or more; with `name` the actor is called so |
        | split | `actors`, one | `articles` and `names`: the appearances that are another's |
        | split | `claims`, one | `statements`: those that are another claim |
        | rename | `actors`, one | `name` |
        | merge, split, rename | `concepts` | `name`; of a split the `statements` that leave |
        | correct | `coded`, a statement | `concept`, a name, and `agreement` |
        | accept, reject | `conflict` | |
        | same, different | `statements`, two | |

        Args:
            action: what is done.
            statement: its id or the beginning of it.
            article: its id, the beginning of it, or the end of its path.
            statements: ids.
            actors: ids across articles.
            claims: ids.
            concepts: ids, the beginning of them, or names.
            coded: the id of a statement that is coded by hand.
            conflict: its id or the beginning of it.
            concept: the name of its concept; a new name makes a new one.
            agreement: whether it agrees with it.
            articles: as `article`.
            names: names that articles use for the actor.
            name: an actor's.
            by: who judges; without it `quoth.judge.people.me()`.
            why: in the person's words.
            **changes: fields of the statement: content, cue, source, speakers, type, mode,
                chain, addressee, medium, said_on, nested_in. Spans are code points of the
                article's text; a speaker is a name, a `Speaker` or a dict.

        Returns:
            The judgement; for an article that is fully judged the one that says so.

        Raises:
            UsageError: what is named is not there or not one thing, or a value cannot be.
            ProjectError: the project cannot be written.
        """
        from quoth.judge import making
        from quoth.store import file

        if action not in ACTIONS or action == "undo":
            raise UsageError(
                f"there is no action {action!r}",
                advice=f"one of {', '.join(ACTIONS[:-1])}; to take one back: undo",
            )
        about = {
            "statement": statement,
            "article": article,
            "statements": statements or None,
            "actors": actors or None,
            "claims": claims or None,
            "concepts": concepts or None,
            "coded": coded,
            "conflict": conflict,
            "concept": concept,
            "agreement": agreement,
            "articles": articles or None,
            "names": names or None,
            "name": name,
        }
        about = {key: value for key, value in about.items() if value is not None}
        # Before the transaction: joining actors anew may take a while.
        known = [info.actor for info in self.actors()] if "actors" in about else []
        with file.plain_errors(self.path), self._writing():
            given = making.given(self._connection, action, about, changes, _person(by), known)
            return self._judged(given, by, why)[-1]

    def undo(self, judgement: str, *, by: str | None = None, why: str | None = None) -> Judgement:
        """Take a judgement back, as a judgement of its own; to undo an undo restores it.

        Args:
            judgement: its id or the beginning of it.
            by: who.
            why: in the person's words.

        Raises:
            UsageError: there is no such judgement, or it is undone already.
        """
        from quoth.judge import making
        from quoth.store import file

        with file.plain_errors(self.path), self._writing():
            return self._judged([making.undo(self._connection, judgement)], by, why)[-1]

    def statement(self, name: str) -> tuple[Article, Statement]:
        """A statement with its article; one that was rejected is told as it was.

        Args:
            name: its id or the beginning of it; also an id that it had from the machine.

        Raises:
            UsageError: there is none, or there are several.
        """
        from quoth.judge import making
        from quoth.store import file

        with file.plain_errors(self.path), self._reading():
            known = making.known_statement(self._connection, name)
        return known.article, known.statement

    def judgements(
        self,
        *,
        statement: str | None = None,
        article: str | None = None,
        by: str | None = None,
        undone: bool = True,
    ) -> list[Judgement]:
        """Judgements in the order in which they were made.

        Args:
            statement: those on this statement, through all its versions.
            article: those on this article and its other captures.
            by: those of this person.
            undone: also those that were taken back, and the undoing.
        """
        from quoth.judge import keeping, making
        from quoth.store import file, reading

        with file.plain_errors(self.path), self._reading():
            if statement is not None:
                found = making.history(self._connection, statement)
            elif article is not None:
                id = reading.named(self._connection, article)
                found = keeping.of_page(self._connection, reading.article(self._connection, id))
                found = making.with_undos(self._connection, found)
            else:
                found = keeping.select(self._connection)
            off = keeping.off(self._connection)
        if by is not None:
            found = [judgement for judgement in found if judgement.made_by == by]
        if not undone:
            found = [j for j in found if j.id not in off and j.action != "undo"]
        return found

    def judged(self, statements: Iterable[str]) -> dict[str, tuple[Judgement, ...]]:
        """The judgements that made statements what they are, by the statement's id.

        Statements that nobody has judged are left out.
        """
        from quoth.judge import keeping
        from quoth.store import file

        with file.plain_errors(self.path), self._reading():
            return keeping.made(self._connection, statements)

    def coded_by(self) -> dict[tuple[str, str], tuple[str | None, bool | None]]:
        """How each person last coded each statement: (id, person) to (concept, agreement)."""
        from quoth.judge import concepts
        from quoth.store import file

        with file.plain_errors(self.path), self._reading():
            return concepts.of_people(self._connection)

    def judged_conflicts(self) -> dict[str, Judgement]:
        """The judgement that holds of each conflict that people judged, by the conflict's id.

        Those that were accepted are among `conflicts()`; those that were rejected are not.
        """
        from quoth.judge import conflicts
        from quoth.store import file

        with file.plain_errors(self.path), self._reading():
            return conflicts.held(self._connection)

    def as_judged_by(self, article: str, person: str) -> tuple[Statement, ...]:
        """An article's statements with the judgements of one person alone.

        Args:
            article: its id, the beginning of it, or the end of its path.
            person: as in `Judgement.made_by`.
        """
        from quoth.judge import keeping
        from quoth.store import file, reading

        with file.plain_errors(self.path), self._reading():
            found = reading.article(self._connection, reading.named(self._connection, article))
            machine = keeping.machine_reading(self._connection, found)
            if machine is None:
                return reading.statements(self._connection, found)
            return keeping.effect_of(self._connection, found, machine, by=person).statements

    def as_found(self, article: str) -> tuple[Statement, ...]:
        """An article's statements as the machine found them, without any judgement."""
        from quoth.judge import keeping
        from quoth.store import file, reading

        with file.plain_errors(self.path), self._reading():
            found = reading.article(self._connection, reading.named(self._connection, article))
            machine = keeping.machine_reading(self._connection, found)
            return reading.statements(self._connection, found) if machine is None else machine

    def queue(self, *, unsure: int = 20) -> list[QueueItem]:
        """What a person should look at next, the most pressing first; see `quoth.judge.queue`.

        Args:
            unsure: at most so many statements that nobody has judged.
        """
        from quoth.judge.queue import queue
        from quoth.store import file

        with file.plain_errors(self.path), self._reading():
            return list(queue(self._connection, unsure=unsure))

    def agreement(self) -> list[Agreement]:
        """How far people agree with one another and with the machine, by field."""
        from quoth.judge.agreement import agreement
        from quoth.store import file

        with file.plain_errors(self.path), self._reading():
            return agreement(self._connection)

    def export_judgements(self) -> list[str]:
        """All judgements as lines of JSON, for another project of the same pages."""
        from quoth.judge import exchange
        from quoth.store import file

        with file.plain_errors(self.path), self._reading():
            return list(exchange.lines(self._connection))

    def import_judgements(self, lines: Iterable[str]) -> Imported:
        """Take in judgements that another project exported; they take effect at once.

        Those that the project has are passed over; lines that are none are refused with the
        reason. The order of imports does not matter. A judgement on an article that is not in
        the project is kept and waits for it.
        """
        from quoth.judge import exchange
        from quoth.store import file

        with file.plain_errors(self.path), self._writing():
            found = exchange.take(self._connection, lines)
            if found.new:
                self._bring_in_line(found.new)
            return found

    def _judged(
        self, given: Sequence[Mapping[str, Any]], by: str | None, why: str | None
    ) -> list[Judgement]:
        """Write judgements and bring what they are about in line; in a transaction."""
        from quoth.judge import keeping, making

        made_at, found = making.moment(self._connection), []
        for fields in given:
            found.append(
                making.judgement(made_at=made_at, made_by=_person(by), why=_reason(why), **fields)
            )
            made_at = making.after(made_at)
        for judgement in found:
            keeping.put(self._connection, judgement)
        self._bring_in_line(found)
        return found

    def _bring_in_line(self, judgements: Sequence[Judgement]) -> None:
        from quoth.judge import keeping
        from quoth.schema import LAYERS
        from quoth.store import layers

        touched = {id for j in judgements for id in keeping.touched(self._connection, j)}
        for id in sorted(touched):
            self._recorder.judge(self._article(id))
        targets = {keeping.target(self._connection, j) for j in judgements}
        if targets == {"concept"}:
            layers.stale(self._connection, "concepts")
            return
        if targets == {"conflict"}:
            self._lay_over(judgements)
            return
        layers.stale(self._connection, *(la for la in LAYERS if la not in BEYOND_STATEMENTS))

    def _lay_over(self, judgements: Sequence[Judgement]) -> None:
        """Judgements on conflicts take effect at once; what was undone, as far as is known."""
        from quoth.judge import conflicts, keeping
        from quoth.store import layers

        for judgement in judgements:
            if judgement.undoes is None:
                continue
            for undone in keeping.select(self._connection, "id = ?", judgement.undoes):
                if undone.target == "conflict":
                    conflicts.give_back(self._connection, undone)
            layers.stale(self._connection, "conflicts")
        conflicts.lay_over(self._connection)


def _person(by: str | None) -> str:
    from quoth.judge.people import me, named

    return me() if by is None else named(by)


def _reason(why: str | None) -> str | None:
    from quoth.judge.people import reason

    return reason(why)


def record(judgement: Judgement) -> dict[str, Any]:
    """The line of `quoth judgements --json`: JSON fields are parsed, empty ones null."""
    from quoth.schema import hints

    found = {name: getattr(judgement, name) for name in hints(Judgement)}
    for name in ("anchor", "was", "now"):
        if found[name] is not None:
            found[name] = json.loads(found[name])
    return found
