"""Making judgements: from what a person means to rows with anchors. Nothing is written here."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from quoth.errors import UsageError
from quoth.judge import fields, keeping
from quoth.judge.anchor import Anchor, Spans, anchored, reference
from quoth.judge.effect import Item, in_order_made
from quoth.judge.letters import letters_in
from quoth.judge.plain import dumped, plain
from quoth.model import Actor, Article, Judgement, Statement, content_id
from quoth.schema import hints
from quoth.store import reading
from quoth.store.page import page_of

SHORTEST = 4
"""Characters of an id that may stand for all of it."""

_NUMBERED = re.compile(r"(.{1,1000})#(\d{1,6})\Z")

TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, kw_only=True)
class Known:
    """A statement that a person means, as it is now."""

    article: Article
    statement: Statement
    statements: tuple[Statement, ...]
    """All of its article, as they are now."""
    follows: str | None = None
    model: str | None = None


def judgement(**given: Any) -> Judgement:
    """A judgement with the id that its fields give it."""
    given = {name: given.get(name) for name in hints(Judgement) if name != "id"}
    return Judgement(id=content_id("judgement", dumped(given)), **given)


def moment(connection: sqlite3.Connection) -> str:
    """The time in UTC, later than that of every judgement that this one may be made upon.

    The clock of another person's machine may be ahead; who judges after them is still the last.
    """
    now = datetime.now(UTC).strftime(TIME)
    (last,) = connection.execute("SELECT MAX(made_at) FROM judgement").fetchone()
    if last is not None and last >= now:
        return after(last)
    return now


def after(moment: str) -> str:
    """A microsecond later."""
    return (datetime.strptime(moment, TIME) + timedelta(microseconds=1)).strftime(TIME)


# Which statement a person means


def known_statement(connection: sqlite3.Connection, name: str) -> Known:
    """The statement of an id or the beginning of one, also one that was rejected.

    Also ARTICLE#N, the Nth of an article as `quoth show` numbers them.

    Raises:
        UsageError: there is none, or there are several.
    """
    if isinstance(name, str) and (numbered := _NUMBERED.match(name)):
        article_id = reading.named(connection, numbered[1])
        several, number = all_known(connection, article_id), int(numbered[2])
        if not 1 <= number <= len(several):
            raise UsageError(
                f"{numbered[1]} has {len(several)} statements, no number {number}",
                advice="'quoth show PROJECT ARTICLE' numbers them",
            )
        return several[number - 1]
    if not isinstance(name, str) or len(name) < SHORTEST:
        raise UsageError(
            f"{name!r} names no statement", advice=f"give {SHORTEST} characters of its id or more"
        )
    found = connection.execute(
        # A range, so that the index answers: a million ids are not looked through.
        "SELECT id, article_id FROM statement WHERE id >= ? AND id < ? ORDER BY id",
        (name, f"{name}\U0010ffff"),
    ).fetchall()
    if len(found) > 1:
        exact = [pair for pair in found if pair[0] == name]
        if not exact:
            shown = ", ".join(id for id, _ in found[: reading.NAMED_AT_MOST])
            raise UsageError(
                f"{name!r} may mean {len(found)} statements: {shown}",
                advice="give more of the id",
            )
        found = exact
    if found:
        return _known(connection, *found[0])
    for article_id in _articles_with(connection, name):
        known = _of_machine(connection, article_id, name)
        if known is not None:
            return known
    raise UsageError(
        f"the project has no statement {name!r}",
        advice="'quoth find PROJECT … --json' and 'quoth show' give the ids",
    )


def _articles_with(connection: sqlite3.Connection, name: str) -> list[str]:
    """Articles whose machine reading has a statement of that id."""
    if not name.isalnum():
        return []
    rows = connection.execute(
        "SELECT article_id FROM machine WHERE statements LIKE ? ORDER BY article_id",
        (f'%"id":"{name}%',),
    )
    return [id for (id,) in rows.fetchall()]


def _items(connection: sqlite3.Connection, article: Article) -> tuple[Item, ...]:
    machine = keeping.machine_reading(connection, article)
    if machine is None:
        return ()
    return keeping.effect_of(connection, article, machine).items


def _model(connection: sqlite3.Connection, article_id: str) -> str | None:
    row = connection.execute("SELECT model FROM article WHERE id = ?", (article_id,)).fetchone()
    return row and row[0]


def _known(connection: sqlite3.Connection, id: str, article_id: str) -> Known:
    return next(k for k in all_known(connection, article_id) if k.statement.id == id)


def all_known(connection: sqlite3.Connection, article_id: str) -> list[Known]:
    """The statements of an article as they are now, in order."""
    article = reading.article(connection, article_id)
    statements = reading.statements(connection, article)
    follows = {
        item.statement.id: item.thread.live[-1].judgement.id
        for item in _items(connection, article)
        if item.thread is not None and item.statement is not None
    }
    model = _model(connection, article_id)
    return [
        Known(
            article=article,
            statement=statement,
            statements=statements,
            follows=follows.get(statement.id),
            model=model,
        )
        for statement in statements
    ]


def _of_machine(connection: sqlite3.Connection, article_id: str, name: str) -> Known | None:
    """A statement that was rejected, corrected or left out, by the machine's id."""
    article = reading.article(connection, article_id)
    for item in _items(connection, article):
        if item.machine is not None and item.machine.id.startswith(name):
            return Known(
                article=article,
                statement=item.statement or item.machine,
                statements=reading.statements(connection, article),
                follows=item.thread.live[-1].judgement.id if item.thread else None,
                model=_model(connection, article_id),
            )
    return None


# Judgements on statements and articles


def accept(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    """The statement is right as it is, in all its fields."""
    return _on_statement(known_statement(connection, name), "accept")


def reject(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    """It is no statement, or not one of these words."""
    return _on_statement(known_statement(connection, name), "reject")


def correct(
    connection: sqlite3.Connection, name: str, changes: Mapping[str, Any]
) -> dict[str, Any]:
    """Some of its fields are wrong."""
    known = known_statement(connection, name)
    if not changes:
        raise UsageError("nothing to correct", advice=f"give a field: {', '.join(fields.FIELDS)}")
    found = fields.checked(known.article, changes, known.statements)
    holder = _holder(known, found)
    made = fields.changed(known.statement, found)
    if made.id != known.statement.id and made.id in {s.id for s in known.statements}:
        raise UsageError(
            f"there is a statement of these words already: {made.id}",
            advice="reject one of the two, then correct the other",
        )
    now = {name: plain(value) for name, value in found.items() if name != "nested_in"}
    if "nested_in" in found:
        now["nested_in"] = holder and _spans_only(holder)
    return _on_statement(known, "correct", made=made, now=now, holder=holder)


def add(
    connection: sqlite3.Connection, article: Article, changes: Mapping[str, Any]
) -> dict[str, Any]:
    """A statement that the machine missed."""
    if "content" not in changes:
        raise UsageError("a statement has a content", advice="give content, one span or more")
    if "nested_in" in changes:
        raise UsageError(
            "what an added statement is nested in follows from its spans",
            advice="add it, then correct nested_in if it is otherwise",
        )
    statements = reading.statements(connection, article)
    found = fields.checked(article, changes, statements)
    found.setdefault("type", "assertion")
    if "mode" not in found:
        found["mode"] = _mode(article, found["content"].spans)
    made = fields.changed(Statement(id="", article_id=article.id, confidence=1.0, **found), {})
    if made.id in {statement.id for statement in statements}:
        raise UsageError(
            f"there is a statement of these words already: {made.id}", advice="correct that one"
        )
    known = Known(
        article=article,
        statement=made,
        statements=statements,
        model=_model(connection, article.id),
    )
    return {**_on_statement(known, "add", now=plain(made)), "was": None}


def _mode(article: Article, spans: Sequence[tuple[int, int]]) -> str:
    from quoth.extract.mode import mode_of
    from quoth.extract.quotes import quote_states

    return mode_of(article.text, spans, quote_states(article.text))


def _holder(known: Known, found: Mapping[str, Any]) -> Statement | None:
    """The statement that a person says this one is nested in."""
    name = found.get("nested_in")
    if name is None:
        return None
    near = [s for s in known.statements if isinstance(name, str) and s.id.startswith(name)]
    if len(near) != 1 or len(name) < SHORTEST or near[0].id == known.statement.id:
        raise UsageError(
            f"nested_in {name!r} is no other statement of the article", advice="give its id"
        )
    letters = letters_in(known.article.text)
    made = fields.changed(known.statement, found)
    if not letters.held(*fields.core_spans(made)) <= letters.held(*near[0].content.spans):
        raise UsageError(
            f"the content of {near[0].id} does not hold this statement",
            advice="correct the spans first",
        )
    return near[0]


def _spans_only(statement: Statement) -> dict[str, Any]:
    found = plain(statement)
    return {name: found[name] for name in ("content", "cue", "source") if name in found}


def _on_statement(
    known: Known,
    action: str,
    *,
    made: Statement | None = None,
    now: Mapping[str, Any] | None = None,
    holder: Statement | None = None,
) -> dict[str, Any]:
    versions = [known.statement, *([made] if made else [])]
    others = [span for version in versions for span in fields.other_spans(version)]
    anchor = anchored(
        known.article,
        [span for version in versions for span in fields.core_spans(version)],
        [*others, *(fields.core_spans(holder) if holder else [])],
        statement=known.statement.id,
        model=known.model,
    )
    return {
        "action": action,
        "target": "statement",
        "article": known.article.id,
        "page": page_of(known.article.url),
        "anchor": dumped(anchor.record()),
        "was": dumped(plain(known.statement)),
        "now": None if now is None else dumped(now),
        "follows": known.follows,
    }


def complete(connection: sqlite3.Connection, article: Article, by: str) -> list[dict[str, Any]]:
    """A person has read the whole article: what they did not judge yet they accept, and no more.

    One judgement for each statement that they have not judged, then the mark on the article.
    """
    judged = set()
    for item in _items(connection, article):
        if item.thread is not None and item.statement is not None and by in item.thread.last():
            judged.add(item.statement.id)
    found = [
        _on_statement(known, "accept")
        for known in all_known(connection, article.id)
        if known.statement.id not in judged
    ]
    anchor = Anchor(article=reference(article), model=_model(connection, article.id))
    found.append(
        {
            "action": "accept",
            "target": "article",
            "article": article.id,
            "page": page_of(article.url),
            "anchor": dumped(anchor.record()),
        }
    )
    return found


def pair(connection: sqlite3.Connection, action: str, names: Sequence[str]) -> dict[str, Any]:
    """Two statements say the same thing, or do not."""
    if len(names) != 2 or names[0] == names[1]:
        raise UsageError(f"{action} takes two statements", advice="give two ids")
    sides = [[known_statement(connection, name)] for name in names]
    if sides[0][0].statement.id == sides[1][0].statement.id:
        raise UsageError(f"{action} takes two statements, not one twice", advice="give two ids")
    return {"action": action, "target": "pair", "anchor": dumped(anchored_sides(sides))}


def anchored_sides(sides: Iterable[Iterable[Known]]) -> dict[str, Any]:
    return {
        "sides": [
            [
                anchored(
                    known.article,
                    fields.core_spans(known.statement),
                    statement=known.statement.id,
                    model=known.model,
                    spans=Spans(
                        content=known.statement.content.spans,
                        cue=known.statement.cue and known.statement.cue.span,
                        source=known.statement.source and known.statement.source.span,
                    ),
                ).record()
                for known in side
            ]
            for side in sides
        ]
    }


def undo(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Take a judgement back; taking an undo back restores it."""
    target = known_judgement(connection, name)
    if target.id in keeping.off(connection):
        raise UsageError(
            f"judgement {target.id[:8]} is undone already",
            advice="undo the undo to have it again: 'quoth judgements' lists both",
        )
    return {
        "action": "undo",
        "target": "judgement",
        "article": target.article,
        "page": target.page,
        "anchor": dumped({"judgement": target.id}),
        "undoes": target.id,
    }


def known_judgement(connection: sqlite3.Connection, name: str) -> Judgement:
    """The judgement of an id or of the beginning of one.

    Raises:
        UsageError: there is none, or there are several.
    """
    found = []
    if isinstance(name, str) and len(name) >= SHORTEST:
        found = keeping.select(connection, "substr(id, 1, ?) = ?", len(name), name)
    if len(found) == 1:
        return found[0]
    raise UsageError(
        f"{name!r} names {len(found) or 'no'} judgement{'s' if len(found) > 1 else ''}",
        advice="'quoth judgements' lists them",
    )


def given(
    connection: sqlite3.Connection,
    action: str,
    about: Mapping[str, Any],
    changes: Mapping[str, Any],
    by: str,
    known: Sequence[Actor],
) -> list[dict[str, Any]]:
    """The fields of the judgements that one act of a person is; see `Project.judge`.

    Args:
        connection: of the project.
        action: what is done.
        about: what it is done to.
        changes: fields of a statement.
        by: who.
        known: the actors across articles, if `about` names some.

    Raises:
        UsageError: what is named is not there, not one thing, or does not go with the action.
    """
    from quoth.judge import across, concepts, conflicts

    kinds = ("actors", "claims", "concepts", "coded", "conflict", "statement", "article")
    kind = next((k for k in kinds if k in about), None)
    if kind is None and "statements" in about:
        kind = "statements"
    allowed = {
        ("accept", "statement"): (),
        ("accept", "article"): (),
        ("correct", "statement"): (),
        ("reject", "statement"): (),
        ("add", "article"): (),
        ("accept", "conflict"): (),
        ("reject", "conflict"): (),
        ("merge", "actors"): ("name",),
        ("merge", "claims"): (),
        ("merge", "concepts"): ("name",),
        ("split", "actors"): ("articles", "names"),
        ("split", "claims"): ("statements",),
        ("split", "concepts"): ("statements",),
        ("rename", "actors"): ("name",),
        ("rename", "concepts"): ("name",),
        ("correct", "coded"): ("concept", "agreement"),
        ("same", "statements"): (),
        ("different", "statements"): (),
    }
    if (action, kind) not in allowed:
        takes = " or ".join(k for a, k in allowed if a == action)
        raise UsageError(f"{action} takes {takes}", advice="see docs/judge.md")
    odd = sorted(set(about) - {kind, *allowed[action, kind]})
    if odd or (changes and (action not in ("correct", "add") or kind == "coded")):
        raise UsageError(
            f"{action} {kind} takes no {(odd or sorted(changes))[0]}", advice="see docs/judge.md"
        )
    if kind == "statement":
        name = about["statement"]
        if action == "correct":
            return [correct(connection, name, changes)]
        return [accept(connection, name) if action == "accept" else reject(connection, name)]
    if kind == "article":
        article = reading.article(connection, reading.named(connection, about["article"]))
        if action == "add":
            return [add(connection, article, changes)]
        return complete(connection, article, by)
    if kind == "statements":
        return [pair(connection, action, about["statements"])]
    if kind == "claims":
        return [across.claims(connection, action, about)]
    if kind == "concepts":
        return [concepts.on_concepts(connection, action, about)]
    if kind == "conflict":
        return [conflicts.on_conflict(connection, action, about)]
    if kind == "coded":
        return [concepts.coded(connection, about)]
    return [across.actors(connection, action, about, known)]


def with_undos(connection: sqlite3.Connection, found: Sequence[Judgement]) -> list[Judgement]:
    """Judgements with all that undo them, in the order in which they were made."""
    ids, new = {j.id: j for j in found}, [j.id for j in found]
    while new:
        undos = [u for id in new for u in keeping.select(connection, "undoes = ?", id)]
        new = [u.id for u in undos if u.id not in ids]
        ids.update({u.id: u for u in undos})
    return in_order_made(ids.values())


def history(connection: sqlite3.Connection, name: str) -> list[Judgement]:
    """All judgements on one statement, with those that undo them.

    Args:
        connection: of the project.
        name: the beginning of the id that the statement has, or of one that it had.
    """
    known = known_statement(connection, name)
    for item in _items(connection, known.article):
        ids = {s.id for s in (item.statement, item.machine) if s is not None}
        if item.thread is not None and known.statement.id in ids:
            return with_undos(connection, [d.judgement for d in item.thread.decisions])
    return []
