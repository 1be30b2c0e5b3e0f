"""Judgements as JSON Lines: out of one project, into another, without loss or repetition.

A judgement has the same id in every project, its id is made of all its fields, and what holds is
a function of the set: two people who import from one another have the same, whoever is first.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from quoth.judge import keeping, making
from quoth.judge.anchor import Anchor
from quoth.judge.judging import record
from quoth.judge.people import MAX_NAME, MAX_REASON
from quoth.judge.plain import dumped, noun_of
from quoth.model import ACTIONS, Conflict, Judgement, Statement, Target
from quoth.schema import hints

MAX_LINE = 10_000_000
"""Characters of a line; a longer one is no judgement."""

JSON_FIELDS = ("anchor", "was", "now")

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A line that is no judgement, and why."""

    line: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came in."""

    new: tuple[Judgement, ...]
    known: int
    """Lines whose judgement the project had."""
    refused: tuple[Refused, ...]


def lines(connection: sqlite3.Connection) -> Iterator[str]:
    """Every judgement of a project as a line of JSON, in the order in which they were made."""
    for judgement in keeping.select(connection):
        yield dumped(record(judgement))


def judgement_of(line: str) -> Judgement:
    """The judgement of a line, checked: nothing comes in that could not be applied.

    Raises:
        ValueError: it is none, or was changed after it was made.
    """
    if len(line) > MAX_LINE:
        raise ValueError("too long")
    try:
        found = json.loads(line)
        dumped(found).encode()
    except RecursionError:
        raise ValueError("nested too deep") from None
    names = set(hints(Judgement))
    if not isinstance(found, dict) or set(found) != names:
        raise ValueError(f"not an object with the fields {', '.join(sorted(names))}")
    for name in JSON_FIELDS:
        if found[name] is not None:
            found[name] = dumped(found[name])
    for name, value in found.items():
        if not isinstance(value, str | None):
            raise ValueError(f"{name} is no string")
    given = {name: value for name, value in found.items() if name != "id"}
    made = making.judgement(**given)
    if made.id != found["id"]:
        raise ValueError("its id is not that of its fields: it was changed")
    _check(made)
    return made


def _check(made: Judgement) -> None:
    if made.action not in ACTIONS or made.target not in Target.__args__:
        raise ValueError(f"no action {made.action!r} on a {made.target!r}")
    if not made.made_at or not _MOMENT.match(made.made_at):
        raise ValueError(f"no moment {made.made_at!r}")
    if not made.made_by or len(made.made_by) > MAX_NAME or len(made.why or "") > MAX_REASON:
        raise ValueError("no name, or a reason that is too long")
    if any("\0" in (getattr(made, name) or "") for name in hints(Judgement)):
        raise ValueError("it holds a character that is none")
    if (made.action == "undo") != (made.undoes is not None):
        raise ValueError("an undo names what it undoes, and nothing else does")
    try:
        _check_parts(made)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


def _check_parts(made: Judgement) -> None:
    """Raise unless anchor, was and now are what this action has."""
    anchor = json.loads(made.anchor)
    now = json.loads(made.now) if made.now else {}
    if made.action == "undo":
        return
    if made.target in ("statement", "article"):
        _checked_anchor(anchor, places=made.target == "statement")
        if made.article != anchor["article"]["id"]:
            raise ValueError("it is on another article than its anchor")
    else:
        sides = anchor["sides"]
        if not sides or not all(sides):
            raise ValueError("it has no sides")
        for side in sides:
            for one in side:
                found = _checked_anchor(one, places=made.target != "actor")
                if made.target == "conflict":
                    _checked_clash(one, found)
                    continue
                if (found.name is None) if made.target == "actor" else (found.spans is None):
                    raise ValueError("it does not say what it is about")
        if made.target == "conflict":
            was = noun_of(Conflict, json.loads(made.was or "{}"), "")
            if (
                made.action not in ("accept", "reject")
                or len(sides) != 2
                or len(sides[0] + sides[1]) != 2
            ):
                raise ValueError("a conflict has two sides, and is accepted or rejected")
            if was.kind != anchor["kind"]:
                raise ValueError("it is of another kind than its anchor")
        if made.target == "actor" and now and not isinstance(now["name"], str):
            raise ValueError("no name")
        return
    if made.target == "statement":
        if made.action not in ("accept", "correct", "reject", "add"):
            raise ValueError(f"no action {made.action!r} on a statement")
        if made.action == "add":
            _checked_statement(now)
        else:
            _checked_statement(json.loads(made.was) if made.was else {})
            for name, value in now.items():
                if name == "nested_in":
                    if value is not None:
                        _checked_statement(value)
                else:
                    noun_of(hints(Statement)[name], value, "")


def _checked_clash(data: Any, found: Anchor) -> None:
    """Raise unless one side of a conflict says which of its words clash, and who says them."""
    start, end = data["clash"]
    if type(start) is not int or type(end) is not int or not isinstance(data["who"], str):
        raise ValueError("it does not say which words clash")
    if not any(place.start <= start < end <= place.end for place in found.places):
        raise ValueError("the words that clash are none of its places")


def _checked_statement(data: Any) -> None:
    data = {"id": "", "article_id": "", "mode": "direct", "type": "assertion", **data}
    if not noun_of(Statement, data, "").content.spans:
        raise ValueError("a statement without content")


def _checked_anchor(data: Any, *, places: bool) -> Anchor:
    found = Anchor.of_record(data)
    texts = [found.article.id, found.article.text_sha256, found.article.letters_sha256]
    texts += [t for t in (found.article.url, found.name, found.kind, found.statement) if t]
    for place in found.places:
        texts += [place.exact, place.prefix, place.suffix]
        numbers = (place.start, place.end, place.times, place.letter)
        if any(type(number) is not int or number < 0 for number in numbers) or not place.exact:
            raise ValueError("a place without a position or without words")
        if place.end - place.start != len(place.exact):
            raise ValueError("a place whose words are not as long as it")
    if not all(isinstance(text, str) for text in texts) or (places and not found.places):
        raise ValueError("an anchor that holds nothing")
    return found


def take(connection: sqlite3.Connection, given: Iterable[str]) -> Imported:
    """Add the judgements of lines that a project does not have; the caller brings them in line."""
    new: list[Judgement] = []
    known, refused = 0, []
    for number, line in enumerate(given, 1):
        if not line.strip():
            continue
        try:
            made = judgement_of(line)
        except ValueError as error:
            refused.append(Refused(line=number, reason=str(error)[:200]))
            continue
        if keeping.has(connection, made.id):
            known += 1
        else:
            keeping.put(connection, made)
            new.append(made)
    return Imported(new=tuple(new), known=known, refused=tuple(refused))
