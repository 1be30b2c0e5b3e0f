"""What a project can say of conflicts, figures and outlets side by side: a part of `Project`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.errors import UsageError
from quoth.model import CONFLICT_KINDS, Conflict, Figure, Label, Position
from quoth.store import collecting, file, search

if TYPE_CHECKING:
    from quoth.compare.telling import Row
    from quoth.engine import Engine
    from quoth.store.saved import Search
    from quoth.store.telling import ConflictInfo, FigureInfo


class Comparing:
    """Conflicts, figures, labels and the telling of outlets."""

    path: Path
    _connection: sqlite3.Connection

    def find_conflicts(self, *, engine: Engine | None = None) -> bool:
        """Make figures, labels, positions and conflicts anew, if what they are made of changed.

        Matching comes first. The result depends on what the project holds, not on how it came
        there; figures and labels of articles that did not change are not made again.

        Args:
            engine: does the work; without one, this machine.

        Returns:
            Whether there was something to do.
        """
        from quoth.engine import local_engine
        from quoth.store import comparing, opposing

        own = engine or local_engine(1)
        try:
            self.match(engine=own)
            with file.plain_errors(self.path):
                if comparing.is_current(self._connection):
                    return False
                comparing.make_facts(self._connection, own, self._keep_facts)
            with file.plain_errors(self.path), self._writing(), collecting.paused():
                comparing.forget_facts(self._connection)
                opposing.Opposing(self._connection).run()
        finally:
            if engine is None:
                own.close()
        return True

    def left_out(self) -> int:
        """How many pairs of articles were not held against each other by a key that many have.

        One pair counts for each key; by another it may have met (`quoth.compare.conflicts`).
        """
        from quoth.store import opposing

        with file.plain_errors(self.path), self._reading():
            return opposing.left_out(self._connection)

    def bring_conflicts(
        self,
        *,
        figures: Iterable[Figure],
        labels: Iterable[Label],
        positions: Iterable[Position],
        conflicts: Iterable[Conflict],
        left_out: int,
    ) -> None:
        """Take over what was found elsewhere, by the same rules, of what `bring` has just taken.

        Args:
            figures: of all articles.
            labels: likewise.
            positions: likewise.
            conflicts: of all articles together.
            left_out: see `left_out`.
        """
        from quoth.store import bringing

        with file.plain_errors(self.path), self._writing():
            bringing.facts(self._connection, figures, labels)
            bringing.conflicts(self._connection, positions, conflicts, left_out)

    def _keep_facts(self, rows: list) -> None:
        from quoth.store import comparing

        with self._writing():
            comparing.put_facts(self._connection, rows)

    def conflicts(
        self,
        *,
        kind: str | None = None,
        actor: str | None = None,
        event: str | None = None,
        outlet: str | None = None,
        min_confidence: float = 0.0,
        limit: int | None = None,
        statements: Iterable[str] | None = None,
        saved: Search | None = None,
        new: bool = False,
    ) -> list[ConflictInfo]:
        """Voices that cannot both stand, the surest first; those of the last run.

        Args:
            kind: figure, denial, position or attribution.
            actor: all these words are in the name of one of the two voices, as articles have it;
                `toll*` stands for all words that begin so.
            event: id of an event, or its beginning, that both articles tell of.
            outlet: one of the two articles is of an outlet whose name contains this.
            min_confidence: at least so sure, from 0 to 1.
            limit: at most so many.
            statements: ids; one of them is one of the two sides.
            saved: found by this search too, from `searches`.
            new: with `saved`: an article of it came after its reader last opened the search.

        Raises:
            UsageError: a kind, confidence or limit that cannot be, or a saved search of
                statements.
        """
        from quoth.store import clashes, telling

        search.check_choice("kind", kind, CONFLICT_KINDS)
        if not 0 <= min_confidence <= 1:
            raise UsageError(
                f"min_confidence is {min_confidence}", advice="give a number from 0 to 1"
            )
        if limit is not None and limit < 0:
            raise UsageError(f"limit is {limit}", advice="give 0 or more, or leave it out for all")
        own = clashes.Asked(
            kind=kind,
            who=actor,
            event=event,
            outlet=outlet,
            sure=min_confidence,
            statements=None if statements is None else frozenset(statements),
        )
        with file.plain_errors(self.path), self._reading():
            asked = (own,) if saved is None else (own, saved.conflicts(new=new))
            return telling.conflicts(self._connection, *asked, limit=limit)

    def figures(
        self,
        words: str | None = None,
        *,
        unit: str | None = None,
        actor: str | None = None,
        outlet: str | None = None,
        limit: int | None = None,
    ) -> list[FigureInfo]:
        """Quantities with whose they are, in order of publication; those of the last run.

        Args:
            words: their stems occur in what the figure is of: "flooded homes".
            unit: its unit or what it counts, by the name that the project has for it.
            actor: all these words occur in the name of whose figure it is.
            outlet: printed by an outlet whose name contains this.
            limit: at most so many.
        """
        from quoth.store import telling

        with file.plain_errors(self.path), self._reading():
            found = telling.figures(
                self._connection, words=words, unit=unit, actor=actor, outlet=outlet
            )
        return found[:limit]

    def compare(
        self, *outlets: str, actor: str | None = None, event: str | None = None
    ) -> list[Row]:
        """How outlets tell it: voices and cues, labels, who is left out, what was changed.

        Articles that took their text from another one of the choice count once.

        Args:
            *outlets: names or parts of names; none for all.
            actor: only who is called so: all these words occur in the name.
            event: only articles that tell of this event: its id or the beginning of it.

        Raises:
            UsageError: an outlet or event that is not in the project.
        """
        from quoth.store import telling

        with file.plain_errors(self.path), self._reading():
            return telling.compared(self._connection, outlets=outlets, actor=actor, event=event)
