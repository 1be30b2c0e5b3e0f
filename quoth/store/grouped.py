"""What a project knows of concepts: a part of `Project`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.errors import UsageError
from quoth.model import Coding, Concept
from quoth.store import file

if TYPE_CHECKING:
    from quoth.engine import Engine
    from quoth.store.concepts import Speaking


class Grouped:
    """The concepts of a project."""

    path: Path
    _connection: sqlite3.Connection

    def find_concepts(self, *, engine: Engine | None = None) -> int:
        """Group statements into concepts anew, if statements, judgements or rules have changed.

        Matching comes first. Contents that were read before are not read again.

        Args:
            engine: does the work; without one, this machine.

        Returns:
            Statements that were left out because there are more than `quoth.concepts.MOST`.
        """
        from quoth import concepts
        from quoth.engine import local_engine
        from quoth.judge.concepts import decided
        from quoth.store import concepts as kept
        from quoth.store import points

        own = engine or local_engine(1)
        try:
            self.match(engine=own)
            with file.plain_errors(self.path), self._reading():
                said, left_out = kept.eligible(self._connection)
                if kept.is_current(self._connection):
                    return left_out
                told = decided(self._connection)
                moment = file.pragma(self._connection, "data_version")
                at, new = points.points(self._connection, own, [one.text for one in said])
        finally:
            if engine is None:
                own.close()
        found = concepts.concepts(said, at, decided=told)
        with file.plain_errors(self.path), self._writing():
            points.keep(self._connection, new)
            # What another program wrote meanwhile is not in them: the next call makes them anew.
            same = file.pragma(self._connection, "data_version") == moment
            kept.put(self._connection, found, current=same)
        return left_out

    def bring_concepts(self, found: Iterable[Concept]) -> None:
        """Take over concepts that were made elsewhere, by the same rules, of what `bring` took.

        Args:
            found: all concepts.
        """
        from quoth.store import concepts

        with file.plain_errors(self.path), self._writing():
            concepts.put(self._connection, found)

    def concepts(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        min_actors: int = 1,
        limit: int | None = None,
    ) -> list[Concept]:
        """What statements of several actors are for or against, those of most actors first.

        They are those of the last grouping; `find_concepts` brings them up to date.

        Args:
            words: all of them occur in the name.
            speaker: somebody who is called so speaks in it: all these words are in one name.
            min_actors: at least so many actors.
            limit: at most so many.

        Raises:
            UsageError: a limit that cannot be.
        """
        from quoth.store import concepts

        if limit is not None and limit < 0:
            raise UsageError(f"limit is {limit}", advice="give 0 or more, or leave it out for all")
        with file.plain_errors(self.path), self._reading():
            ids = concepts.found(
                self._connection, words=words, speaker=speaker, min_actors=min_actors
            )
            return list(concepts.told(self._connection, ids[:limit]))

    def speaking(self, statements: Iterable[str]) -> list[Speaking]:
        """Who speaks in statements, as the project calls them across articles.

        Args:
            statements: ids; a statement of two speakers gives two, one of nobody none.
        """
        from quoth.store import concepts

        with file.plain_errors(self.path), self._reading():
            return concepts.speaking(self._connection, statements)

    def codings(self, statements: Iterable[str] | None = None) -> dict[str, tuple[str, Coding]]:
        """Of statements that have a concept its name and how they are coded, by their ids.

        Args:
            statements: ids; without them, of all there are.
        """
        from quoth.store import concepts

        with file.plain_errors(self.path), self._reading():
            return {
                coding.statement_id: (name, coding)
                for name, coding in concepts.codings(self._connection, statements)
            }

    def concept(self, name: str) -> Concept:
        """One concept with its statements.

        Args:
            name: its id, the beginning of it, or its name.

        Raises:
            UsageError: there is none, or there are several.
        """
        from quoth.store import concepts

        with file.plain_errors(self.path), self._reading():
            return next(concepts.told(self._connection, [concepts.named(self._connection, name)]))
