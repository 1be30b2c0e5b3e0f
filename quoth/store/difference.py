"""What has changed between two versions of an article: words, and statements.

Texts are compared paragraph by paragraph, then word by word within what was changed (`difflib`).
Statements are the same if their words are, wherever they stand now; of the others the most alike
are one statement that was changed, and what is left was taken out or put in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from quoth.model import Article, Statement

TOKEN = re.compile(r"\w+|[^\w\s]|\s+")

LINE = re.compile(r"[^\n]*\n|[^\n]+")

CHANGED = 0.5
"""F-measure of the contents' words from which on two statements are one that was changed.

The same as for matching predicted with gold statements in the evaluation.
"""

LONGEST = 4_000
"""Words of a changed passage that are compared one by one; a longer one is replaced as a whole."""

Change = Literal["kept", "changed", "gone", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text: in both versions, only in the older, or only in the newer one."""

    change: Literal["same", "out", "in"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementChange:
    """What became of a statement."""

    change: Change
    before: Statement | None
    after: Statement | None
    fields: tuple[str, ...] = ()
    """What is different in a changed one: content, speakers, source, cue, mode, type …"""


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """The words of two texts side by side; `same` and `out` together are the older text."""
    found: list[Passage] = []
    one, other = LINE.findall(before), LINE.findall(after)
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        old, new = "".join(one[a:b]), "".join(other[c:d])
        if tag == "equal":
            found.append(Passage(change="same", text=old))
        else:
            found += _words(old, new)
    return tuple(_together(found))


def _words(before: str, after: str) -> list[Passage]:
    one, other = TOKEN.findall(before), TOKEN.findall(after)
    if len(one) > LONGEST or len(other) > LONGEST:
        return [Passage(change="out", text=before), Passage(change="in", text=after)]
    found: list[Passage] = []
    out, put = "", ""
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(codes):
        old, new = "".join(one[a:b]), "".join(other[c:d])
        inside = 0 < place < len(codes) - 1
        if tag == "equal" and not (inside and old.isspace()):
            found += [Passage(change="out", text=out), Passage(change="in", text=put)]
            found.append(Passage(change="same", text=old))
            out, put = "", ""
        else:  # words and the blanks between them change together: that can be read
            out, put = out + old, put + new
    return [*found, Passage(change="out", text=out), Passage(change="in", text=put)]


def _together(found: Iterable[Passage]) -> list[Passage]:
    """Without empty passages; neighbours of one kind are one."""
    made: list[Passage] = []
    for passage in found:
        if not passage.text:
            continue
        if made and made[-1].change == passage.change:
            made[-1] = Passage(change=passage.change, text=made[-1].text + passage.text)
        else:
            made.append(passage)
    return made


def statements(
    before: tuple[Article, Sequence[Statement]], after: tuple[Article, Sequence[Statement]]
) -> tuple[StatementChange, ...]:
    """What became of each statement, in the order of the newer version, then what is gone."""
    old, new = list(before[1]), list(after[1])
    pairs: dict[int, int] = {}  # place in `new` to place in `old`
    by_words: dict[tuple, list[int]] = {}
    for place, statement in enumerate(old):
        by_words.setdefault(_said(statement), []).append(place)
    for place, statement in enumerate(new):
        if same := by_words.get(_said(statement)):
            # Of equal ones the first for the first: they stand in the order of the text.
            pairs[place] = same.pop(0)
    left_old = [p for p in range(len(old)) if p not in pairs.values()]
    left_new = [p for p in range(len(new)) if p not in pairs]
    words = {id(s): Counter(_words_of(s)) for s in [*old, *new]}
    scored = []
    for n in left_new:
        for o in left_old:
            score = _alike(words[id(old[o])], words[id(new[n])])
            if score >= CHANGED:
                near = abs(o / max(len(old), 1) - n / max(len(new), 1))
                voices = _names(old[o]) == _names(new[n])
                scored.append((-score, not voices, near, n, o))
    taken: set[int] = set()
    for _, _, _, n, o in sorted(scored):
        if n not in pairs and o not in taken:
            pairs[n] = o
            taken.add(o)
    found = []
    for place, statement in enumerate(new):
        if place not in pairs:
            found.append(StatementChange(change="new", before=None, after=statement))
            continue
        former = old[pairs[place]]
        fields = different(former, statement)
        found.append(
            StatementChange(
                change="changed" if fields else "kept",
                before=former,
                after=statement,
                fields=fields,
            )
        )
    matched = set(pairs.values())
    for place, statement in enumerate(old):
        if place not in matched:
            found.append(StatementChange(change="gone", before=statement, after=None))
    return tuple(found)


def different(before: Statement, after: Statement) -> tuple[str, ...]:
    """Names of the fields in which two statements say something else; places do not count."""
    views = {
        "content": _words_of,
        "speakers": _names,
        "source": lambda s: s.source and s.source.text.split(),
        "cue": lambda s: s.cue and s.cue.text.split(),
        "mode": lambda s: s.mode,
        "type": lambda s: s.type,
        "chain": lambda s: [link.name for link in s.chain],
        "addressee": lambda s: s.addressee and s.addressee.name,
        "medium": lambda s: s.medium,
        "said_on": lambda s: s.said_on,
    }
    return tuple(name for name, view in views.items() if view(before) != view(after))


def _words_of(statement: Statement) -> list[str]:
    return re.findall(r"\w+", statement.content.text.casefold())


def _names(statement: Statement) -> list[str]:
    return sorted(speaker.name for speaker in statement.speakers)


def _said(statement: Statement) -> tuple:
    return (tuple(_words_of(statement)), tuple(_names(statement)))


def _alike(one: Counter, other: Counter) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
