"""How far people agree with one another and with the machine, by field.

Krippendorff's alpha (`alpha.py`). Fields of statements are compared on the statements that both
have vouched for. Whether something is a statement at all, and where it begins and ends, can be
compared only where both have seen everything: in articles that both have judged in full (the
machine sees all of every article). Spans are compared letter by letter, each letter or digit of
the text being in a content (cue, source) or not: that is the nominal alpha of units of one letter,
not Krippendorff's alpha for unitizing, which weighs the lengths of gaps.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from quoth.judge.alpha import Alpha, nominal
from quoth.judge.coding import FIELDS, MACHINE, Coded, coded, person_statements, value
from quoth.model import Statement

ROLES = ("content", "cue", "source")
ORDER = ("statement", *FIELDS, *ROLES)
PEOPLE = "all people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The alpha of one field between some coders."""

    field: str
    """statement: whether it is one at all; a field's name; content, cue, source: letters."""
    between: tuple[str, ...]
    """Whose: the people, the machine being "machine"."""
    alpha: Alpha


def agreement(connection: sqlite3.Connection) -> list[Agreement]:
    """All agreements that a project's judgements give: people together, in pairs, with the machine.

    Rows without a unit that two coded are left out.
    """
    articles = list(coded(connection))
    people = sorted({name for one in articles for unit in one.units for name in unit} - {MACHINE})
    groups: list[tuple[str, ...]] = []
    if len(people) > 2:
        groups.append(tuple(people))
    groups += combinations(people, 2)
    groups += [(person, MACHINE) for person in people]
    found = []
    for group in groups:
        units = _units(articles, group)
        for field in ORDER:
            alpha = nominal(units[field])
            if alpha.units:
                between = tuple(name or "machine" for name in group)
                found.append(Agreement(field=field, between=between, alpha=alpha))
    return found


def _units(
    articles: Iterable[Coded], group: Sequence[str]
) -> dict[str, Counter[tuple[Hashable, ...]]]:
    """For each field how often each tuple of values occurs among some coders."""
    units: dict[str, Counter[tuple[Hashable, ...]]] = defaultdict(Counter)
    for one in articles:
        seen_all = [name for name in group if name == MACHINE or name in one.full]
        for unit in one.units:
            words = [unit[name] for name in group if name in unit]
            if len(seen_all) > 1:
                is_one = tuple(unit[n].statement is not None for n in seen_all if n in unit)
                units["statement"][is_one] += 1
            for field in FIELDS:
                values = tuple(
                    value(word, field)
                    for word in words
                    if word.statement is not None and field in word.said
                )
                units[field][values] += 1
        if len(seen_all) > 1:
            _add_letters(units, one, seen_all)
    return units


def _add_letters(
    units: dict[str, Counter[tuple[Hashable, ...]]], one: Coded, coders: Sequence[str]
) -> None:
    """Whether each letter of a text is in a content, a cue, a source, for each coder."""
    words = one.letters.held((0, len(one.article.text)))
    marked = [_marked(one, name) for name in coders]
    for role in ROLES:
        sets = [marks[role] for marks in marked]
        count = Counter(tuple(place in held for held in sets) for place in frozenset().union(*sets))
        units[role].update(count)
        units[role][(False,) * len(sets)] += len(words) - sum(count.values())


def _marked(one: Coded, name: str) -> dict[str, frozenset[int]]:
    statements: Iterable[Statement]
    if name == MACHINE:
        unique = {
            unit[MACHINE].statement.id: unit[MACHINE].statement
            for unit in one.units
            if MACHINE in unit and unit[MACHINE].statement is not None
        }
        rivals = {s.id: s for thread in one.effect.threads for s in thread.rivals}
        statements = {**unique, **rivals}.values()
    else:
        statements = person_statements(one, name)
    held = one.letters.held
    statements = list(statements)
    return {
        "content": held(*(span for s in statements for span in s.content.spans)),
        "cue": held(*(s.cue and s.cue.span for s in statements)),
        "source": held(*(s.source and s.source.span for s in statements)),
    }
