"""The claims of a project, read and searched."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quoth.actors.spelling import folded
from quoth.match.diff import Part, diff
from quoth.match.said import day_of
from quoth.model import Article, Claim, Member, Statement
from quoth.schema import TABLE
from quoth.store.rows import noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A statement of a claim as its article has it, and what it made of the original."""

    member: Member
    article: Article
    statement: Statement
    difference: tuple[Part, ...]
    """From the original; empty for the original and for paraphrases, which share no wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimInfo:
    """A claim with its versions, in the order of their appearance."""

    claim: Claim
    versions: tuple[Version, ...]
    taken_from: dict[str, str | None]
    """Article to the outlet that it took its text from, for those that took it from another."""

    @property
    def hours(self) -> float | None:
        """From the first dated appearance to the last; days count 24 where no hour is given."""
        return spread(self.claim)


def spread(claim: Claim) -> float | None:
    """Hours from a claim's first dated appearance to its last; None without dates."""
    from datetime import datetime

    if not claim.first or not claim.last:
        return None
    try:
        first, last = (datetime.fromisoformat(date) for date in (claim.first, claim.last))
        if (first.tzinfo is None) == (last.tzinfo is None) and len(claim.first) > 10:
            return max((last - first).total_seconds() / 3600, 0.0)
    except ValueError:
        pass  # a month or a year
    days = [day_of(date) for date in (claim.first, claim.last)]
    return None if None in days else float(24 * max(days[1] - days[0], 0))


AT_ONCE = 500
"""Ids in one question to the database."""


def found(
    connection: sqlite3.Connection,
    *,
    words: str | None,
    speaker: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    min_outlets: int,
    relation: str | None,
) -> list[str]:
    """Ids of the claims that meet all that is asked, those of most outlets first."""
    wheres, values = ["claim.outlets >= ?"], [min_outlets]
    for bound, column, comparison in ((since, "last", ">="), (until, "first", "<=")):
        if bound is not None:
            wheres.append(
                f"substr({column}, 1, {len(bound)}) {comparison} substr(?, 1, length({column}))"
            )
            values.append(bound)
    if relation is not None:
        wheres.append("claim.id IN (SELECT claim_id FROM member WHERE relation = ?)")
        values.append(relation)
    if outlet is not None:
        outlets = _outlets(connection, outlet)
        wheres.append(
            "claim.id IN (SELECT claim_id FROM member JOIN article ON article.id = article_id"
            f" WHERE article.outlet IN ({', '.join('?' * len(outlets))}))"
        )
        values += outlets
    rows = connection.execute(
        f"SELECT claim.id, claim.text FROM claim WHERE {' AND '.join(wheres)}"
        " ORDER BY outlets DESC, sources DESC, articles DESC, first IS NULL, first, id",
        values,
    ).fetchall()
    if words is not None:
        wanted = [folded(word) for word in words.split()]
        rows = [(id, text) for id, text in rows if all(w in folded(text) for w in wanted)]
    ids = [id for id, _ in rows]
    if speaker is not None:
        spoken = _spoken(connection, speaker)
        ids = [id for id in ids if id in spoken]
    return ids


def _outlets(connection: sqlite3.Connection, typed: str) -> list[str]:
    wanted = typed.casefold()
    rows = connection.execute("SELECT DISTINCT outlet FROM article WHERE outlet IS NOT NULL")
    return [outlet for (outlet,) in rows if wanted in outlet.casefold()]


def _spoken(connection: sqlite3.Connection, typed: str) -> set[str]:
    """Claims with a voice that has all the words in one of its names."""
    wanted = [folded(word) for word in typed.split()]
    names: dict[str, list[str]] = defaultdict(list)
    for id, name in connection.execute("SELECT actor_id, name FROM alias"):
        names[id].append(folded(name))
    return {
        claim
        for claim, actor, name in connection.execute("SELECT claim_id, actor_id, name FROM voice")
        if any(all(w in n.split() for w in wanted) for n in (folded(name), *names[actor]))
    }


def told(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Claim]:
    """Claims by their ids, in that order."""
    ids = list(ids)
    for first in range(0, len(ids), AT_ONCE):
        part = ids[first : first + AT_ONCE]
        places = ", ".join("?" * len(part))
        lists: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
        for table in ("voice", "member"):
            names = TABLE[table].names
            for values in connection.execute(
                f"SELECT {', '.join(names)} FROM {table} WHERE claim_id IN ({places})"
                " ORDER BY claim_id, ordinal",
                part,
            ):
                record = dict(zip(names, values, strict=True))
                lists[record["claim_id"]][table].append(noun(table, record, {}))
        names = TABLE["claim"].names
        made = {}
        for values in connection.execute(
            f"SELECT {', '.join(names)} FROM claim WHERE id IN ({places})", part
        ):
            record = dict(zip(names, values, strict=True))
            made[record["id"]] = noun("claim", record, lists[record["id"]])
        yield from (made[id] for id in part if id in made)


def named(connection: sqlite3.Connection, name: str) -> list[str]:
    """Ids of the claims that an id, its beginning, or the id of a statement stands for."""
    for where in (
        "id = ?",
        "id IN (SELECT claim_id FROM member WHERE statement_id = ?)",
        "length(?1) >= 4 AND substr(id, 1, length(?1)) = ?1",
    ):
        rows = connection.execute(f"SELECT id FROM claim WHERE {where} ORDER BY id", (name,))
        if ids := [id for (id,) in rows]:
            return ids
    return []


def info(
    connection: sqlite3.Connection,
    claim: Claim,
    read: Callable[[str], tuple[Article, tuple[Statement, ...]]],
) -> ClaimInfo:
    """A claim with its articles, its statements and what each made of the original."""
    held: dict[str, tuple[Article, dict[str, Statement]]] = {}
    for id in dict.fromkeys(member.article_id for member in claim.members):
        article, statements = read(id)
        held[id] = article, {statement.id: statement for statement in statements}
    versions = []
    for member in claim.members:
        article, statements = held[member.article_id]
        statement = statements.get(member.statement_id)
        if statement is None:
            continue  # extracted anew since; the next run matches it
        same = member.relation in ("original", "paraphrased")
        difference = () if same else tuple(diff(claim.text, statement.content.text))
        versions.append(
            Version(member=member, article=article, statement=statement, difference=difference)
        )
    places = ", ".join("?" * len(held))
    taken = dict(
        connection.execute(
            "SELECT copy.article_id, article.outlet FROM copy"
            f" JOIN article ON article.id = copy.of_article_id WHERE copy.article_id IN ({places})"
            " ORDER BY copy.share",
            list(held),
        )
    )
    return ClaimInfo(claim=claim, versions=tuple(versions), taken_from=taken)
