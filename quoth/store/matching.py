"""The copies, events and claims of a project: found, kept, and read again.

What was held against each other once is remembered, as numbers that change when a text, a date or a
speaker does (tables `held` and `likeness`): a run with ten new articles holds these against the
others and leaves the others alone. What comes out is that of a project matched from scratch.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

import numpy as np

from quoth import match
from quoth.engine import Engine, Failure
from quoth.errors import ProjectError
from quoth.extract.quotes import INSIDE, quote_states
from quoth.match import candidates, copies, events, prints, sentences
from quoth.match.claims import Constraints, Join, claims, stars
from quoth.match.copies import Overlap, Reading
from quoth.match.prints import StatementPrint
from quoth.match.said import Said, Told, site_of
from quoth.match.same import Wording
from quoth.match.versions import Version, versions
from quoth.match.words import number_of
from quoth.model import Claim, Copy, Span, text_hash
from quoth.schema import TABLE
from quoth.store import layers, points
from quoth.store.rows import list_rows, row

BATCH = 32
"""Articles whose fingerprints are made by one worker at a time."""

TEXTS = 500
"""Articles whose texts are in memory at a time."""


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether copies, events and claims are those of the record, by these rules."""
    return all(
        layers.is_current(connection, layer, match.VERSION)
        for layer in ("copies", "events", "claims")
    )


# Fingerprints


def fingerprints(
    connection: sqlite3.Connection,
    engine: Engine,
    write: Callable[[list[tuple[str, str, bytes]]], None],
) -> None:
    """Make the fingerprints that are missing, a batch at a time: an interrupted run goes on.

    Args:
        connection: to read from.
        engine: does the work.
        write: keeps (article, state, payload) rows, in a transaction of its own.
    """
    known = dict(connection.execute("SELECT article_id, state FROM fingerprint"))
    missing = [(id, state) for id, state in _states(connection).items() if known.get(id) != state]

    def batches() -> Iterator[list]:
        for first in range(0, len(missing), BATCH):
            part = missing[first : first + BATCH]
            texts = _texts(connection, [id for id, _ in part])
            contents = _contents(connection, [id for id, _ in part])
            yield [(id, state, texts[id], contents.get(id, [])) for id, state in part]

    pending: list[tuple[str, str, bytes]] = []
    for results in engine.map(_printed, batches(), prepare=_nothing):
        for found in results:
            if isinstance(found, Failure):
                raise ProjectError(
                    f"an article could not be matched: {found.reason}",
                    advice="report it with the project, if you may pass it on",
                )
            pending.append(found)
        if len(pending) >= TEXTS:
            write(pending)
            pending = []
    if pending:
        write(pending)


def _nothing() -> None:
    """Fingerprints need no tool."""


def _printed(tool: None, batch: Sequence) -> list[tuple[str, str, bytes]]:
    return [
        (id, state, prints.packed(prints.article_print(text, contents)))
        for id, state, text, contents in batch
    ]


def _contents(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, list[list[Span]]]:
    """The spans of each statement of some articles, by article, in order."""
    asked = (json.dumps(list(ids)),)
    spans: dict[str, list[Span]] = defaultdict(list)
    for id, start, end in connection.execute(
        "SELECT statement_id, span_start, span_end FROM content WHERE statement_id IN"
        " (SELECT id FROM statement WHERE article_id IN (SELECT value FROM json_each(?)))"
        " ORDER BY statement_id, ordinal",
        asked,
    ):
        spans[id].append((start, end))
    found: dict[str, list[list[Span]]] = defaultdict(list)
    for id, article in connection.execute(
        "SELECT id, article_id FROM statement"
        " WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, ordinal",
        asked,
    ):
        found[article].append(spans[id])
    return found


def _states(connection: sqlite3.Connection) -> dict[str, str]:
    """What the fingerprint of each current article depends on."""
    statements: dict[str, list[str]] = defaultdict(list)
    for article, id in connection.execute(
        "SELECT article_id, id FROM statement ORDER BY article_id, ordinal"
    ):
        statements[article].append(id)
    return {
        id: text_hash("\n".join((prints.VERSION, sha, *statements.get(id, ()))))
        for id, sha in connection.execute(
            "SELECT id, text_sha256 FROM article WHERE superseded_by IS NULL ORDER BY id"
        )
    }


def _texts(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    wanted = sorted(set(ids))
    for first in range(0, len(wanted), TEXTS):
        part = wanted[first : first + TEXTS]
        places = ", ".join("?" * len(part))
        found.update(
            connection.execute(f"SELECT id, text FROM article WHERE id IN ({places})", part)
        )
    return found


def put_fingerprints(
    connection: sqlite3.Connection, rows: Iterable[tuple[str, str, bytes]]
) -> None:
    """Keep fingerprints; the caller holds the transaction."""
    connection.executemany(
        "INSERT OR REPLACE INTO fingerprint (article_id, state, payload) VALUES (?, ?, ?)", rows
    )


# Matching


def decided(connection: sqlite3.Connection) -> Constraints:
    """What people decided about claims."""
    from quoth.judge.across import constraints

    found = constraints(connection)
    return Constraints(
        together=frozenset((pair.one, pair.other) for pair in found.together),
        apart=frozenset((pair.one, pair.other) for pair in found.apart),
    )


class Matching:
    """One matching of a project; the caller holds the transaction."""

    def __init__(
        self, connection: sqlite3.Connection, engine: Engine, constraints: Constraints
    ) -> None:
        """Reads through `connection`, computes with `engine`."""
        self.connection = connection
        self.engine = engine
        self.constraints = constraints
        self.told = {
            id: Told(id=id, outlet=outlet, published=published, title=title, site=site_of(url))
            for id, outlet, published, title, url in connection.execute(
                "SELECT id, outlet, published, title, url FROM article"
                " WHERE superseded_by IS NULL ORDER BY id"
            )
        }
        self.prints = {
            id: prints.unpacked(payload)
            for id, payload in connection.execute(
                "SELECT article_id, payload FROM fingerprint ORDER BY article_id"
            )
            if id in self.told
        }
        self.rules = number_of(f"{match.VERSION} {sentences.shipped_version()}")
        held = connection.execute("SELECT state FROM held WHERE kind = 'rules'").fetchall()
        if held != [(self.rules,)]:
            for table in ("held", "likeness", "point"):
                connection.execute(f"DELETE FROM {table}")

    def run(self) -> None:
        """Find copies and claims and put them in the place of those before."""
        found = self.copies()
        put(self.connection, "copies", "copy", found)
        layers.mark(self.connection, "copies", match.VERSION)
        happenings = events.events(self.happenings())
        put(self.connection, "events", "event", happenings)
        layers.mark(self.connection, "events", match.VERSION)
        of_article = {id: event.id for event in happenings for id in event.articles}
        put(self.connection, "claims", "claim", self.claims(copies.roots(found), of_article))
        layers.mark(self.connection, "claims", match.VERSION)
        self.connection.execute("DELETE FROM held WHERE kind = 'rules'")
        self.connection.execute("INSERT INTO held (kind, state) VALUES ('rules', ?)", (self.rules,))

    # Copies

    def copies(self) -> list[Copy]:
        """Which articles took text from which."""
        state = {id: state_of(told, self.prints[id]) for id, told in self.told.items()}
        of_state = {number: id for id, number in state.items()}
        formulas = candidates.formulas((p.shingles for p in self.prints.values()), copies.CAP)
        fresh = self.fresh(
            "article", {number: self.prints[id].shingles for id, number in state.items()}, formulas
        )
        if fresh:
            ids = [of_state[number] for number in sorted(of_state)]
            numbers = sorted(of_state)
            pairs = copies.candidates(
                [self.told[id] for id in ids],
                [self.prints[id].shingles for id in ids],
                {n for n, number in enumerate(numbers) if number in fresh},
                formulas,
                self.engine,
            )
            found = self.overlaps([(ids[one], ids[other]) for one, other in pairs])
            self.remember("article", [(state[o.one], state[o.other], asdict(o)) for o in found])
        overlaps = [Overlap(**finding) for _, _, finding in self.remembered("article")]
        named = {id for o in overlaps for id in (o.one, o.other)}
        return copies.copies(overlaps, self.whole(named))

    def overlaps(self, pairs: Sequence[tuple[str, str]]) -> list[Overlap]:
        """Hold articles against each other; the texts of a few hundred are in memory."""
        texts = _texts(self.connection, {id for pair in pairs for id in pair})
        readings: dict[str, Reading] = {}

        def reading(id: str) -> Reading:
            if id not in readings:
                readings[id] = Reading.of(texts[id])
            return readings[id]

        found = []
        for one, other in pairs:
            overlap = copies.overlap(one, other, reading(one), reading(other))
            if copies.taken(overlap, self.told[one], self.told[other]):
                found.append(overlap)
        return found

    def whole(self, ids: Iterable[str]) -> dict[str, Told]:
        """Articles with their texts and authors."""
        texts = _texts(self.connection, ids)
        authors: dict[str, list[str]] = defaultdict(list)
        for id, name in self.connection.execute(
            "SELECT article_id, name FROM author ORDER BY article_id, ordinal"
        ):
            authors[id].append(name)
        return {
            id: Told(
                id=id,
                outlet=self.told[id].outlet,
                published=self.told[id].published,
                title=self.told[id].title,
                authors=tuple(authors[id]),
                text=text,
                site=self.told[id].site,
            )
            for id, text in texts.items()
        }

    # Claims

    def happenings(self) -> Iterator[events.Report]:
        """What each article tells of: its headline and its first paragraphs."""
        for id, beginning in self.connection.execute(
            f"SELECT id, substr(text, 1, {events.BEGINNING}) FROM article"
            " WHERE superseded_by IS NULL ORDER BY id"
        ):
            told = self.told[id]
            yield events.Report.of(told, beginning)

    def claims(self, roots: Mapping[str, str], of_article: Mapping[str, str]) -> list[Claim]:
        """What matched statements share."""
        actors = {
            id: (name, kind)
            for id, name, kind in self.connection.execute("SELECT id, name, kind FROM actor")
        }
        alone = {id for pair in self.constraints.apart for id in pair}
        found = versions(self.said(), alone=alone)
        by_state = {version.state: version for version in found}
        formulas = candidates.formulas((v.print.shingles for v in found), candidates.CAP)
        fresh = self.fresh("version", {v.state: v.print.shingles for v in found}, formulas)
        if fresh:
            places = {n for n, version in enumerate(found) if version.state in fresh}
            by_words, by_actor = candidates.candidates(found, places, formulas, self.engine)
            joins = self.joined(found, [*by_words, *by_actor])
            self.remember("version", [(j.one, j.other, asdict(j)) for j in joins])
        joins = [Join(**finding) for _, _, finding in self.remembered("version")]
        gathered = stars(by_state, joins, self.constraints)
        wanted = {state for star in gathered for state in (star.hub, *star.members)}
        wordings = self.wordings([by_state[state] for state in sorted(wanted)])
        return claims(
            gathered,
            by_state,
            wordings,
            roots=roots,
            published={id: told.published for id, told in self.told.items()},
            outlets={id: told.outlet for id, told in self.told.items()},
            actors=actors,
            events=of_article,
        )

    def said(self) -> Iterator[tuple[Said, StatementPrint]]:
        """All statements of current articles, without their texts, and their fingerprints."""
        actors: dict[str, set[str]] = defaultdict(set)
        for statement, actor in self.connection.execute(
            "SELECT speaker.statement_id, actor.id FROM speaker"
            " JOIN appearance ON appearance.id = speaker.actor_id"
            " JOIN actor ON actor.id = appearance.actor_id WHERE actor.kind != 'anonymous'"
        ):
            actors[statement].add(actor)
        rows = self.connection.execute(
            "SELECT id, article_id, mode, type, nested_in, said_on, ordinal FROM statement"
            " ORDER BY article_id, ordinal"
        )
        at: dict[str, int] = defaultdict(int)
        chains: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for id, name in self.connection.execute(
            "SELECT statement_id, name FROM link ORDER BY statement_id, ordinal"
        ):
            chains[id] += (name,)
        days = {id: told.day for id, told in self.told.items()}
        for id, article, mode, type, outer, said_on, ordinal in rows:
            if article not in self.prints:
                continue
            own = tuple(sorted(actors[id])) if id in actors else ()
            said = Said(
                id=id,
                article_id=article,
                outlet=self.told[article].outlet,
                day=days[article],
                said_on=said_on,
                mode=mode,
                type=type,
                ordinal=ordinal,
                actors=own,
                unnamed=not own,
                chain=chains.get(id, ()),
                outer=outer,
            )
            yield said, self.prints[article].statements[at[article]]
            at[article] += 1

    def joined(self, found: Sequence[Version], pairs: Sequence[tuple[int, int]]) -> list[Join]:
        """Hold versions against each other and keep those that are one statement."""
        pairs = [(one, other) for one, other in pairs if match.may_join(found[one], found[other])]
        wordings = self.wordings([found[n] for n in sorted({n for pair in pairs for n in pair})])
        joins: list[Join] = []
        asked: list[tuple[int, int]] = []
        for one, other in pairs:
            a, b = wordings[found[one].state], wordings[found[other].state]
            join = match.join(found[one], found[other], a, b)
            if join is not None:
                joins.append(join)
            elif match.worth_asking(found[one], found[other], a, b):
                asked.append((one, other))
        texts = {n: wordings[found[n].state].said.text for pair in asked for n in pair}
        at = self.points(texts)
        for one, other in asked:
            a, b = wordings[found[one].state], wordings[found[other].state]
            nearness = float(at[one] @ at[other])
            join = match.paraphrase(found[one], found[other], a, b, nearness)
            if join is not None:
                joins.append(join)
        return joins

    def points(self, texts: Mapping[int, str]) -> dict[int, np.ndarray]:
        """Where the sentence encoder puts contents; each content is read once."""
        numbers = sorted(texts)
        found, made = points.points(self.connection, self.engine, [texts[n] for n in numbers])
        points.keep(self.connection, made)
        return dict(zip(numbers, found, strict=True))

    def wordings(self, found: Sequence[Version]) -> dict[int, Wording]:
        """The words of the first statements of versions, by state."""
        of_article: dict[str, list[Version]] = defaultdict(list)
        for version in found:
            of_article[version.said.article_id].append(version)
        spans = self.spans(of_article, [v.said.id for v in found])
        made: dict[int, Wording] = {}
        ids = sorted(of_article)
        for first in range(0, len(ids), TEXTS):
            part = ids[first : first + TEXTS]
            for id, text in _texts(self.connection, part).items():
                inside = quote_states(text) == INSIDE
                for version in of_article[id]:
                    said = with_text(version.said, text, spans[version.said.id], inside)
                    made[version.state] = Wording.of(said)
        return made

    def spans(self, articles: Iterable[str], ids: Sequence[str]) -> dict[str, list[Span]]:
        """The spans of statements' contents."""
        found: dict[str, list[Span]] = defaultdict(list)
        wanted = set(ids)
        for first in range(0, len(ids), TEXTS):
            part = ids[first : first + TEXTS]
            for id, start, end in self.connection.execute(
                "SELECT statement_id, span_start, span_end FROM content"
                f" WHERE statement_id IN ({', '.join('?' * len(part))})"
                " ORDER BY statement_id, ordinal",
                part,
            ):
                if id in wanted:
                    found[id].append((start, end))
        return found

    # What is remembered

    def fresh(self, kind: str, rows: Mapping[int, Sequence[int]], formulas: set[int]) -> set[int]:
        """States that were not held against the others yet; forgets what is gone.

        A row of words that has become a formula, or is none any more, makes the texts that have it
        fresh: their pairs may be others now.
        """
        execute = self.connection.execute
        known = {s for (s,) in execute("SELECT state FROM held WHERE kind = ?", (kind,))}
        before = {
            s for (s,) in execute("SELECT state FROM held WHERE kind = ?", (f"{kind} formula",))
        }
        changed = formulas ^ before
        fresh = {
            state
            for state, hashes in rows.items()
            if state not in known or (changed and not changed.isdisjoint(hashes))
        }
        lost = (known - rows.keys()) | (fresh & known)
        both = [(kind, state) for state in lost]
        for column in ("one", "other"):
            self.connection.executemany(
                f"DELETE FROM likeness WHERE kind = ? AND {column} = ?", both
            )
        self.connection.executemany("DELETE FROM held WHERE kind = ? AND state = ?", both)
        self.connection.executemany(
            "INSERT INTO held (kind, state) VALUES (?, ?)", [(kind, state) for state in fresh]
        )
        execute("DELETE FROM held WHERE kind = ?", (f"{kind} formula",))
        self.connection.executemany(
            "INSERT INTO held (kind, state) VALUES (?, ?)",
            [(f"{kind} formula", hash) for hash in formulas],
        )
        return fresh

    def remember(self, kind: str, rows: Iterable[tuple[int, int, dict]]) -> None:
        """Keep what was found of pairs."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO likeness (kind, one, other, finding) VALUES (?, ?, ?, ?)",
            [(kind, one, other, json.dumps(finding)) for one, other, finding in rows],
        )

    def remembered(self, kind: str) -> Iterator[tuple[int, int, dict]]:
        """What was found of pairs, now and earlier."""
        for one, other, finding in self.connection.execute(
            "SELECT one, other, finding FROM likeness WHERE kind = ? ORDER BY one, other", (kind,)
        ):
            yield one, other, json.loads(finding)


def state_of(told: Told, found: prints.ArticlePrint) -> int:
    """A number that is another one as soon as anything changes that copies depend on."""
    parts = (told.id, told.outlet or "", told.site or "", told.published or "", str(hash_of(found)))
    return number_of("\n".join(parts))


def hash_of(found: prints.ArticlePrint) -> int:
    """A number for an article's words."""
    return number_of(" ".join(map(str, found.shingles)))


def with_text(said: Said, text: str, spans: Sequence[Span], inside: np.ndarray) -> Said:
    """A statement with its content and what of it is quoted.

    Args:
        said: without text.
        text: its article's.
        spans: of its content.
        inside: bool (len(text),), which characters stand between quotation marks.
    """
    from dataclasses import replace

    quoted: list[Span] = []
    at = 0
    for start, end in spans:
        edges = np.flatnonzero(np.diff(np.r_[0, inside[start:end].astype(np.int8), 0])).tolist()
        quoted += [(at + a, at + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        at += end - start + 1
    content = " ".join(text[start:end] for start, end in spans)
    return replace(said, text=content, quoted=tuple(quoted))


def put(connection: sqlite3.Connection, layer: str, table: str, found: Iterable) -> None:
    """Put nouns in the place of those before; the caller holds the transaction."""
    layers.clear(connection, layer)
    owned: dict[str, list[tuple]] = defaultdict(list)
    for thing in found:
        owned[table].append(row(TABLE[table], thing))
        for name, rows in list_rows(thing, table).items():
            owned[name] += rows
    for name, rows in owned.items():
        connection.executemany(TABLE[name].insert, rows)
