"""Who coded what: each person's word, and the machine's, on every statement that was judged.

What `agreement`, the list of disagreements and the gold for `quoth evaluate` are made of.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from quoth.actors.spelling import folded
from quoth.judge import keeping
from quoth.judge.effect import Effect, effect
from quoth.judge.letters import Letters, letters_in
from quoth.judge.threads import Decision, Thread
from quoth.model import Article, Judgement, Statement
from quoth.store import reading

MACHINE = ""
"""Stands for the machine among the people; no person's name is empty."""

FIELDS = ("type", "mode", "speakers", "chain", "addressee", "medium", "said_on")
"""Fields whose values are compared; spans are compared letter by letter."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """What one coder says of one statement."""

    statement: Statement | None
    """None: it is none."""
    said: frozenset[str]
    """The fields that the coder has vouched for."""
    judgement: Judgement | None = None
    """The last of a person's judgements on it."""


@dataclass(frozen=True, kw_only=True)
class Coded:
    """An article with what its coders say."""

    article: Article
    letters: Letters
    units: tuple[Mapping[str, Word], ...]
    """For each statement that anybody judged, or that the machine found in a text that somebody
    judged in full: the coders' words."""
    full: frozenset[str]
    """Who has judged the article in full."""
    effect: Effect


def coded(connection: sqlite3.Connection) -> Iterator[Coded]:
    """The current articles that people have judged, in the order of their ids."""
    if not keeping.any_kept(connection):
        return
    off = keeping.off(connection)
    ids = connection.execute(
        "SELECT machine.article_id FROM machine JOIN article ON article.id = machine.article_id"
        " WHERE article.superseded_by IS NULL ORDER BY machine.article_id"
    ).fetchall()
    for (id,) in ids:
        article = reading.article(connection, id)
        machine = keeping.machine_reading(connection, article)
        judgements = keeping.of_page(connection, article)
        yield _coded(article, machine, judgements, off)


def _coded(
    article: Article,
    machine: tuple[Statement, ...],
    judgements: list[Judgement],
    off: frozenset[str],
) -> Coded:
    found = effect(article, machine, judgements, off=off)
    full = frozenset(
        judgement.made_by
        for judgement in judgements
        if judgement.target == "article"
        and judgement.id not in off
        and json.loads(judgement.anchor)["article"]["text_sha256"] == article.text_sha256
    )
    units = [_unit(thread, full) for thread in found.threads if thread.live]
    told = {thread.machine.id for thread in found.threads if thread.machine and thread.live}
    if full:
        units += [
            {person: Word(statement=None, said=frozenset()) for person in full} | {MACHINE: _all(s)}
            for s in machine
            if s.id not in told
        ]
    return Coded(
        article=article,
        letters=letters_in(article.text),
        units=tuple(units),
        full=full,
        effect=found,
    )


def _unit(thread: Thread, full: frozenset[str]) -> dict[str, Word]:
    words = {person: _word(thread, person, last, full) for person, last in thread.last().items()}
    for person in full - words.keys():
        words[person] = Word(statement=None, said=frozenset())
    if thread.how in ("equal", "near"):
        words[MACHINE] = _all(thread.machine)
    elif thread.how == "none":
        words[MACHINE] = Word(statement=None, said=frozenset())
    return words


def _all(statement: Statement) -> Word:
    return Word(statement=statement, said=frozenset(FIELDS))


def _word(thread: Thread, person: str, last: Decision, full: frozenset[str]) -> Word:
    own = [step for step in thread.live if step.judgement.made_by == person]
    if last.judgement.action == "reject":
        return Word(statement=None, said=frozenset(), judgement=last.judgement)
    if person in full or any(step.judgement.action in ("accept", "add") for step in own):
        said = frozenset(FIELDS)
    else:
        said = frozenset(name for step in own for name in step.changes) & frozenset(FIELDS)
    return Word(statement=last.made, said=said, judgement=last.judgement)


def value(word: Word, field: str) -> Hashable:
    """What a coder says in a field, in a form that is equal where the two mean the same."""
    statement = word.statement
    if field in ("speakers", "chain"):
        return tuple(sorted(folded(one.name) for one in getattr(statement, field)))
    if field == "addressee":
        return statement.addressee and folded(statement.addressee.name)
    found = getattr(statement, field)
    return folded(found) if field == "medium" and found else found


def person_statements(one: Coded, person: str) -> tuple[Statement, ...]:
    """The statements that a person finds in an article."""
    from quoth.attribution import in_order

    words = [unit[person] for unit in one.units if person in unit]
    unique = {word.statement.id: word.statement for word in words if word.statement is not None}
    return in_order(unique.values())
