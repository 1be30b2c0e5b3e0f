"""News of our own, marked by hand: the texts in `training/invented/`.

Everything in them is made up. They show what PolNeAR's US politics of 2016 does not: other
countries and kinds of text (live pages, letters, agency copy, propaganda, court reports,
questions and answers), acts that decide, and statements inside statements.

    {1s The board} {1c said} {1q that {2s the mayor} {2c knows} {2q more}}.

A brace opens a part: its statement's number, which counts within the paragraph, then s (source),
c (cue) or q (a piece of the content). What stands inside a q is a statement inside that one.
`^q` goes on with the last quotation of the paragraph before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quoth.evaluate.gold import GoldStatement
from quoth.model import Span

FOLDER = Path(__file__).parent / "invented"
_MARK = re.compile(r"\{(\d{1,2}|\^)([scq]) ?|\}|\n\n+")


@dataclass
class _Statement:
    parent: _Statement | None = None
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)

    def gold(self) -> GoldStatement:
        return GoldStatement(
            content=tuple(self.content),
            cue=self.cue[0] if self.cue else None,
            source=tuple(self.source),
        )


@dataclass(frozen=True)
class InventedText:
    """A text with its statements: those of the article, and those inside a content of one."""

    name: str
    text: str
    outer: tuple[GoldStatement, ...]
    inner: tuple[GoldStatement, ...]
    """One level down; what is deeper still is left out."""


def parse(name: str, marked: str) -> InventedText:
    """Read a marked text.

    Raises:
        ValueError: a brace is not closed, closes nothing, or a statement has no content.
    """
    parts: list[str] = []
    length = 0
    at = 0
    opened: list[tuple[_Statement, str, int]] = []
    paragraph: dict[tuple[str, str], _Statement] = {}
    last: _Statement | None = None
    every: list[_Statement] = []
    for mark in _MARK.finditer(marked):
        parts.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark[0].startswith("\n"):
            if opened:
                raise ValueError(f"{name}: a brace is open at {''.join(parts)[-60:]!r}")
            quoted = [s for s in paragraph.values() if s.parent is None and s.content]
            last = quoted[-1] if quoted else last
            paragraph = {}
            parts.append("\n\n")
            length += 2
        elif mark[0] == "}":
            if not opened:
                raise ValueError(f"{name}: a brace closes nothing at {''.join(parts)[-60:]!r}")
            statement, role, start = opened.pop()
            {"s": statement.source, "c": statement.cue, "q": statement.content}[role].append(
                (start, length)
            )
        else:
            number, role = mark[1], mark[2]
            parents = [s for s, r, _ in opened if r == "q"]
            if len(parents) != len(opened):
                raise ValueError(f"{name}: a part inside a source or cue: {mark[0]}")
            if number == "^":
                if last is None:
                    raise ValueError(f"{name}: nothing goes on at {''.join(parts)[-60:]!r}")
                statement = paragraph[("^", "")] = last
            else:
                parent = parents[-1] if parents else None
                found = paragraph.get((number, ""))
                if found is None:
                    found = paragraph[(number, "")] = _Statement(parent)
                    every.append(found)
                elif found.parent is not parent:
                    raise ValueError(f"{name}: statement {number} stands in two contents")
                statement = found
            opened.append((statement, role, length))
    parts.append(marked[at:])
    if opened:
        raise ValueError(f"{name}: a brace is open at the end")
    for statement in every:
        if not statement.content or len(statement.cue) > 1:
            text = "".join(parts)
            said = [text[a:b] for a, b in statement.source + statement.cue + statement.content]
            raise ValueError(f"{name}: no content, or two cues: {said}")
    return InventedText(
        name,
        "".join(parts),
        tuple(s.gold() for s in every if s.parent is None),
        tuple(s.gold() for s in every if s.parent is not None and s.parent.parent is None),
    )


def texts(folder: Path = FOLDER) -> Iterator[InventedText]:
    """All invented texts, in the order of their names; of headlines, each by itself."""
    for path in sorted(folder.glob("*.txt")):
        marked = path.read_text(encoding="utf-8")
        if not path.stem.endswith("headlines"):
            yield parse(path.stem, marked)
            continue
        for number, headline in enumerate(marked.strip().split("\n\n")):
            yield parse(f"{path.stem}-{number}", headline)
