"""What a project knows of text and statements that several articles have."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.errors import UsageError
from quoth.model import RELATIONS, Actor, Article, Claim, Copy, Event, Statement
from quoth.store import collecting, file, search

if TYPE_CHECKING:
    from quoth.engine import Engine
    from quoth.match import Constraints
    from quoth.store.claims import ClaimInfo


class Matched:
    """Copies, events and claims of a project."""

    path: Path
    _connection: sqlite3.Connection

    def match(
        self, *, engine: Engine | None = None, constraints: Constraints | None = None
    ) -> bool:
        """Find copies, events and claims anew, if the statements or the rules have changed.

        Actors are joined first. The result depends on what the project holds, not on how it came
        there; what was compared before is not compared again.

        Args:
            engine: does the work; without one, this machine.
            constraints: which statements are one and which are not; by default what the project's
                judgements say.

        Returns:
            Whether there was something to do.
        """
        from quoth.engine import local_engine
        from quoth.store import matching

        own = engine or local_engine(1)
        try:
            self.join(engine=own)
            with file.plain_errors(self.path):
                if matching.is_current(self._connection):
                    return False
                matching.fingerprints(self._connection, own, self._keep_fingerprints)
            with file.plain_errors(self.path), self._writing(), collecting.paused():
                decided = constraints or matching.decided(self._connection)
                matching.Matching(self._connection, own, decided).run()
        finally:
            if engine is None:
                own.close()
        return True

    def bring(
        self,
        *,
        articles: Collection[str],
        actors: Callable[[], Iterable[Actor]],
        copies: Callable[[], Iterable[Copy]],
        events: Callable[[], Iterable[Event]],
        claims: Callable[[], Iterable[Claim]],
    ) -> bool:
        """Take over what was found across articles elsewhere, by the same rules.

        Nothing is taken over if the project holds other articles than these, judgements or lists
        of names: then `match` finds it, as ever.

        Args:
            articles: ids of all that it was found in.
            actors: gives the actors, the most heard first; asked only if they are taken over.
            copies: likewise.
            events: likewise.
            claims: likewise.

        Returns:
            Whether it was taken over.
        """
        from quoth import match
        from quoth.store import actors as kept
        from quoth.store import layers, matching

        with file.plain_errors(self.path), self._writing():
            execute = self._connection.execute
            for table in ("judgement", "listed"):
                if execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
                    return False
            if {id for (id,) in execute("SELECT id FROM article")} != set(articles):
                return False
            if kept.is_current(self._connection) and matching.is_current(self._connection):
                return False
            kept.keep(self._connection, actors())
            found = (
                ("copies", "copy", copies),
                ("events", "event", events),
                ("claims", "claim", claims),
            )
            for layer, table, made in found:
                matching.put(self._connection, layer, table, made())
                layers.mark(self._connection, layer, match.VERSION)
        return True

    def _keep_fingerprints(self, rows: list[tuple[str, str, bytes]]) -> None:
        from quoth.store import matching

        with self._writing():
            matching.put_fingerprints(self._connection, rows)

    def claims(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_outlets: int = 1,
        relation: str | None = None,
        limit: int | None = None,
    ) -> list[Claim]:
        """What matched statements share, the claims of most outlets first.

        They are those of the last matching: `match` brings them up to date, and every run does.

        Args:
            words: all of them occur in the fullest version; case and accents do not count.
            speaker: all these words occur in one of the names of a speaker.
            outlet: told by an outlet whose name contains this; case does not count.
            since: it last appeared on this day, in this month or year, or later.
            until: it first appeared then or earlier.
            min_outlets: told by at least so many outlets.
            relation: with a version that is verbatim, trimmed, altered or paraphrased.
            limit: at most so many.

        Raises:
            UsageError: a date, relation or limit that cannot be.
        """
        from quoth.store import claims

        search.check_date("since", since)
        search.check_date("until", until)
        search.check_choice("relation", relation, RELATIONS)
        if limit is not None and limit < 0:
            raise UsageError(f"limit is {limit}", advice="give 0 or more, or leave it out for all")
        with file.plain_errors(self.path), self._reading():
            ids = claims.found(
                self._connection,
                words=words,
                speaker=speaker,
                outlet=outlet,
                since=since,
                until=until,
                min_outlets=min_outlets,
                relation=relation,
            )
            return list(claims.told(self._connection, ids[:limit]))

    def claim(self, name: str) -> ClaimInfo:
        """One claim, with what each outlet kept, cut and changed of it.

        Args:
            name: its id, the beginning of its id, or the id of one of its statements.

        Raises:
            UsageError: no claim or several are called so.
        """
        from quoth.store import claims

        with file.plain_errors(self.path), self._reading():
            ids = claims.named(self._connection, name)
            if len(ids) == 1:
                (found,) = claims.told(self._connection, ids)

                def read(id: str) -> tuple[Article, tuple[Statement, ...]]:
                    article = self._article(id)
                    return article, self._statements(article)

                return claims.info(self._connection, found, read)
        raise UsageError(
            f"{name!r} may mean {len(ids)} claims" if ids else f"the project has no claim {name!r}",
            advice="give an id that 'quoth claims' shows, or more of it",
        )
