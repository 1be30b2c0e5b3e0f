"""The positions and conflicts of a project: made, and what was held against each other remembered.

As matching does (`quoth/store/matching.py`): an article is a number that is another one as soon as
its text, its statements, a date or a speaker is, and what a pair of articles gives depends on the
two alone (`quoth/compare/conflicts/finding.py`). The numbers are in the table `held`, what pairs
give and the keys by which articles meet in `likeness`. What comes out is that of a project compared
from scratch.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from quoth import compare
from quoth.compare.conflicts import ArticleView, meeting
from quoth.compare.conflicts.compared import Compared
from quoth.compare.conflicts.finding import Findings, kept
from quoth.compare.conflicts.keys import channel_of
from quoth.compare.conflicts.meeting import Meeting
from quoth.compare.conflicts.search import FEW, between
from quoth.compare.positions import positions
from quoth.judge.conflicts import lay_over
from quoth.match.said import day_of
from quoth.match.words import number_of
from quoth.schema import TABLE
from quoth.store import layers
from quoth.store.comparing import READABLE, Reading, kept_figures
from quoth.store.rows import row

AT_ONCE = 400
"""Articles that are read in one question to the database."""
FOUND, KEYS, STANCES = "conflict", "conflict keys", "stance"
"""What the rows in `held` and `likeness` are of."""
RULES = "conflict rules"
APART = "conflict pairs left out"
"""Its state is their number."""


def left_out(connection: sqlite3.Connection) -> int:
    """How many pairs of articles did not meet by a key that many have (`Meeting.left_out`)."""
    found = connection.execute("SELECT state FROM held WHERE kind = ?", (APART,)).fetchone()
    return found[0] if found else 0


def put_left_out(connection: sqlite3.Connection, count: int) -> None:
    """Keep it; the caller holds the transaction."""
    connection.execute("DELETE FROM held WHERE kind = ?", (APART,))
    connection.execute("INSERT INTO held (kind, state) VALUES (?, ?)", (APART, count))


@dataclass(frozen=True, eq=False)
class _Held:
    """What an article is held against others by."""

    order: tuple
    """By which articles stand in the order of publication."""
    day: int | None
    lanes: np.ndarray

    @classmethod
    def of(cls, one: Compared) -> _Held:
        return cls(order=one.order, day=one.day, lanes=one.own_lanes)

    def packed(self) -> bytes:
        return json.dumps([self.order, self.day]).encode() + b"\n" + self.lanes.tobytes()

    @classmethod
    def unpacked(cls, payload: bytes) -> _Held:
        head, _, lanes = payload.partition(b"\n")
        order, day = json.loads(head)
        return cls(order=tuple(order), day=day, lanes=np.frombuffer(lanes, dtype=np.int64))


def _channels(held: Iterable[_Held]) -> np.ndarray:
    lanes = [one.lanes for one in held]
    return np.unique(channel_of(np.concatenate([*lanes, np.zeros(0, dtype=np.int64)])))


def _moved(was: Meeting, place: Sequence[int | None], now: Meeting) -> set[tuple[int, int]]:
    """Pairs of articles that met by a key that many have and do not now, or the other way round.

    Args:
        was: how articles met before.
        place: where each of those stands now; None if it is gone.
        now: how they meet.
    """
    found: set[tuple[int, int]] = set()
    stayed = set(place)
    for number in was.crowded.keys() | now.crowded.keys():
        old, new = was.channels.get(number), now.channels.get(number)
        before = {
            (min(place[i], place[j]), max(place[i], place[j]))
            for i, j in (old.pairs() if old else ())
            if place[i] is not None and place[j] is not None
        }
        after = {pair for pair in (new.pairs() if new else ()) if stayed.issuperset(pair)}
        found |= before ^ after
    return found


class Opposing:
    """One comparing of a project; the caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Reads and writes through `connection`."""
        self.connection = connection
        self.days: dict[str, int | None] = {}
        self.copies = dict(
            connection.execute(
                "SELECT article_id, of_article_id FROM copy ORDER BY share, of_article_id"
            )
        )
        self.states = self._states()
        self.few = len(self.states) <= FEW
        self.known = {
            id: (actor, name)
            for id, actor, name in connection.execute(
                "SELECT appearance.id, actor.id, actor.name FROM appearance"
                " JOIN actor ON actor.id = appearance.actor_id"
            )
        }
        rules = number_of(f"{compare.VERSION} {self.few} {meeting.MOST}")
        if connection.execute("SELECT state FROM held WHERE kind = ?", (RULES,)).fetchall() != [
            (rules,)
        ]:
            for kind in (FOUND, KEYS, STANCES, RULES, APART):
                connection.execute("DELETE FROM held WHERE kind = ?", (kind,))
                connection.execute("DELETE FROM likeness WHERE kind = ?", (kind,))
            connection.execute("DELETE FROM position")
            connection.execute("INSERT INTO held (kind, state) VALUES (?, ?)", (RULES, rules))

    def _states(self) -> dict[str, int]:
        """A number of each current article in a language that is read, in the order of days."""
        actors: dict[str, list[str]] = defaultdict(list)
        for article, *values in self.connection.execute(
            "SELECT appearance.article_id, appearance.id, actor.id, actor.name FROM appearance"
            " JOIN actor ON actor.id = appearance.actor_id"
            " ORDER BY appearance.article_id, appearance.id"
        ):
            actors[article].append("\x1f".join(map(str, values)))
        found = {}
        for id, language, published, *rest in self.connection.execute(
            "SELECT article.id, language, published, outlet, url, path, model, fingerprint"
            " FROM article JOIN facts ON facts.article_id = article.id"
            " WHERE superseded_by IS NULL ORDER BY published, article.id"
        ):
            if language in READABLE:
                parts = (id, published, *rest, self.copies.get(id), *actors.get(id, ()))
                found[id] = number_of("\n".join(map(str, parts)))
                self.days[id] = day_of(published)
        return found

    def run(self) -> None:
        """Make positions and conflicts, in the place of those before."""
        of_state = {state: id for id, state in self.states.items()}
        before = self._before()
        fresh = self._forget(FOUND, of_state)
        stances = self._stance_states()
        anew = self._forget(STANCES, {state: id for id, state in stances.items()})
        if self.few:  # no work, and an article that was lost and is read again has its own back
            anew = set(stances.values())
        if fresh or before.keys() - of_state.keys():
            self._search([of_state[state] for state in sorted(fresh)], before)
        self._positions({id for id, state in stances.items() if state in anew})
        self.connection.execute("DELETE FROM conflict")
        events = dict(self.connection.execute("SELECT article_id, event_id FROM happening"))
        self.connection.executemany(
            TABLE["conflict"].insert,
            [row(TABLE["conflict"], one) for one in kept(self._found(), events, few=self.few)],
        )
        lay_over(self.connection)
        layers.mark(self.connection, "conflicts", compare.VERSION)

    def _forget(self, kind: str, current: Mapping[int, str]) -> set[int]:
        """States that are new; what is remembered of those that are gone is forgotten."""
        execute = self.connection.execute
        known = {state for (state,) in execute("SELECT state FROM held WHERE kind = ?", (kind,))}
        lost = known - current.keys()
        if lost and kind == FOUND:
            gone = json.dumps(sorted(lost))
            for which in (FOUND, KEYS):
                execute(
                    "DELETE FROM likeness WHERE kind = ? AND"
                    " (one IN (SELECT value FROM json_each(?))"
                    " OR other IN (SELECT value FROM json_each(?)))",
                    (which, gone, gone),
                )
        self.connection.executemany(
            "DELETE FROM held WHERE kind = ? AND state = ?", [(kind, state) for state in lost]
        )
        fresh = current.keys() - known
        self.connection.executemany(
            "INSERT INTO held (kind, state) VALUES (?, ?)", [(kind, state) for state in fresh]
        )
        return set(fresh)

    # Conflicts

    def _search(self, fresh: Sequence[str], before: Mapping[int, _Held]) -> None:
        """Hold new articles against all, and keep what comes of it.

        Where many articles have one key, new ones also come between others, and of those that are
        gone others meet again: these pairs are held against each other anew.

        Args:
            fresh: articles that are new.
            before: what all articles had, by state, those that are gone too.
        """
        ids = list(self.states)
        compared = {one.article_id: one for one in self._compared(fresh)}
        held = {state: before[state] for state in self.states.values() if state in before}
        for one in compared.values():
            state = self.states[one.article_id]
            held[state] = _Held.of(one)
            self._remember(KEYS, state, state, held[state].packed())
            self._keep(state, state, one.within(few=self.few))
        gone = [one for state, one in before.items() if state not in held]
        new = [held[self.states[id]] for id in fresh]
        now = [held[self.states[id]] for id in ids]
        touched = None if len(new) == len(now) else _channels([*new, *gone])
        met = self._meeting(now, only=touched)
        place = {state: at for at, state in enumerate(self.states.values())}
        pairs = met.pairs([place[self.states[id]] for id in fresh])
        if touched is None:
            put_left_out(self.connection, met.left_out)
        else:
            old = dict(sorted(before.items(), key=lambda each: each[1].order))
            was = self._meeting(list(old.values()), only=touched)
            count = left_out(self.connection) + met.left_out - was.left_out
            put_left_out(self.connection, count)
            moved = _moved(was, [place.get(state) for state in old], met)
            others = [(i, j) for i, j in moved if ids[i] not in compared and ids[j] not in compared]
            if others:
                about = _channels([now[at] for at in {at for pair in others for at in pair}])
                met = self._meeting(now, only=np.union1d(touched, about))
                pairs = sorted({*pairs, *others})
        missing = sorted({at for pair in pairs for at in pair if ids[at] not in compared})
        compared |= {one.article_id: one for one in self._compared([ids[at] for at in missing])}
        for i, j in pairs:
            x, y = compared[ids[i]], compared[ids[j]]
            found = between(x, y, few=self.few, met=partial(met.shared, i, j))
            self._keep(self.states[x.article_id], self.states[y.article_id], found)

    def _meeting(self, held: Sequence[_Held], *, only: np.ndarray | None) -> Meeting:
        lanes, days = [one.lanes for one in held], [one.day for one in held]
        return Meeting(lanes, days, few=self.few, only=only)

    def _before(self) -> dict[int, _Held]:
        """What articles were held against each other by, by their states."""
        return {
            one: _Held.unpacked(payload)
            for one, payload in self.connection.execute(
                "SELECT one, finding FROM likeness WHERE kind = ?", (KEYS,)
            )
        }

    def _keep(self, one: int, other: int, found: Findings) -> None:
        self.connection.execute(
            "DELETE FROM likeness WHERE kind = ? AND one = ? AND other = ?", (FOUND, one, other)
        )
        found = found.sure(few=self.few)
        if found:
            text = json.dumps(found.row(), ensure_ascii=False, separators=(",", ":"))
            self._remember(FOUND, one, other, text)

    def _remember(self, kind: str, one: int, other: int, finding: str | bytes) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO likeness (kind, one, other, finding) VALUES (?, ?, ?, ?)",
            (kind, one, other, finding),
        )

    def _found(self) -> Iterator[Findings]:
        for (finding,) in self.connection.execute(
            "SELECT finding FROM likeness WHERE kind = ?", (FOUND,)
        ):
            yield Findings.from_row(json.loads(finding))

    def _compared(self, ids: Sequence[str]) -> Iterator[Compared]:
        """Articles as they are held against each other."""
        for first in range(0, len(ids), AT_ONCE):
            part = ids[first : first + AT_ONCE]
            read = Reading(self.connection, part)
            figures = defaultdict(list)
            for figure in kept_figures(self.connection, part):
                figures[figure.article_id].append(figure)
            sources = self._texts(self.copies[id] for id in part if id in self.copies)
            for id in part:
                article, statements = read.article(id)
                view = ArticleView(
                    article=article, statements=statements, figures=tuple(figures[id])
                )
                source = sources.get(self.copies.get(id, ""))
                yield Compared.of(view, known=self.known, source=source)

    def _texts(self, ids: Iterable[str]) -> dict[str, str]:
        return dict(
            self.connection.execute(
                "SELECT id, text FROM article WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(set(ids))),),
            )
        )

    # Positions

    def _stance_states(self) -> dict[str, int]:
        """What the positions of each article depend on: besides its number, its claims."""
        claims: dict[str, list[str]] = defaultdict(list)
        for article, statement, claim in self.connection.execute(
            "SELECT article_id, statement_id, claim_id FROM member ORDER BY 1, 2, 3"
        ):
            claims[article].append(f"{statement} {claim}")
        return {
            id: number_of("\n".join((str(state), *claims.get(id, ()))))
            for id, state in self.states.items()
        }

    def _positions(self, fresh: set[str]) -> None:
        """Who takes which stance on a statement that was matched, or other than asserts."""
        self.connection.execute(
            "DELETE FROM position WHERE article_id IN (SELECT value FROM json_each(?))"
            " OR article_id NOT IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(fresh)), json.dumps(list(self.states))),
        )
        ids = [id for id in self.states if id in fresh]
        for first in range(0, len(ids), AT_ONCE):
            part = ids[first : first + AT_ONCE]
            read = Reading(self.connection, part)
            claims = dict(
                self.connection.execute(
                    "SELECT statement_id, claim_id FROM member"
                    " WHERE article_id IN (SELECT value FROM json_each(?))",
                    (json.dumps(part),),
                )
            )
            rows = []
            for id in part:
                article, statements = read.article(id)
                found = positions(statements, article.text, known=self.known, claims=claims)
                rows += [row(TABLE["position"], one) for one in found]
            self.connection.executemany(TABLE["position"].insert, rows)
