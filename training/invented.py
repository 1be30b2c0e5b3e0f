"""News of our own, marked by hand: the texts in `training/invented/`.

Everything in them is made up. They show what PolNeAR's US politics of 2016 does not: other
countries and kinds of text (live pages, letters, agency copy, propaganda, court reports,
questions and answers), acts that decide, and statements inside statements.

    {1s The board} {1c said} {1q that {2s the mayor} {2c knows} {2q more}}.

A brace opens a part: its statement's number, which counts within the paragraph, then s (source),
c (cue) or q (a piece of the content). What stands inside a q is a statement inside that one.
`^q` goes on with the last quotation of the paragraph before.

The texts in `training/unseen/` are of the same kinds and nothing is trained on them:

    python -m training.invented                     # what the shipped model finds in them
    python -m training.invented --model .work/model --misses
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quoth.evaluate.gold import GoldStatement
from quoth.model import Span

FOLDER = Path(__file__).parent / "invented"
UNSEEN = Path(__file__).parent / "unseen"
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


def measured(folder: Path, model: str | None, *, misses: bool = False) -> tuple[int, int, int]:
    """How many statements are found in marked texts, by the measure of `METRICS.md`'s pages.

    A statement is found if the F-measure of its content's letters and digits with a predicted one's
    is 0.5 or more, best pairs first, one to one.

    Args:
        folder: of marked texts.
        model: a model folder; None for the one that is shipped.
        misses: print what was missed and what was too much.

    Returns:
        Found, marked, predicted.
    """
    import quoth

    found = marked = predicted = 0
    for one in texts(folder):
        said = list(quoth.extract(text=one.text, model=model, workers=1))

        def letters(spans: list[Span] | tuple[Span, ...], text: str = one.text) -> set[int]:
            return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}

        gold = [letters(g.content) for g in (*one.outer, *one.inner)]
        ours = [letters(statement.content.spans) for statement in said]
        pairs = sorted(
            ((_f(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(ours)),
            key=lambda pair: (-pair[0], pair[1:]),
        )
        taken: tuple[set[int], set[int]] = set(), set()
        for score, i, j in pairs:
            if score >= 0.5 and i not in taken[0] and j not in taken[1]:
                taken[0].add(i)
                taken[1].add(j)
        found, marked, predicted = (
            found + len(taken[0]),
            marked + len(gold),
            predicted + len(ours),
        )
        if misses:
            for i, statement in enumerate((*one.outer, *one.inner)):
                if i not in taken[0]:
                    print(f"{one.name} missed: {[one.text[a:b] for a, b in statement.content]}")
            for j, statement in enumerate(said):
                if j not in taken[1]:
                    print(f"{one.name} too much: {statement.content.text!r}")
    return found, marked, predicted


def _f(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=UNSEEN, help="of marked texts")
    parser.add_argument("--model", help="a model folder; default: the one that is shipped")
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    args = parser.parse_args()
    found, marked, predicted = measured(args.folder, args.model, misses=args.misses)
    print(
        f"{marked} statements marked, {predicted} predicted: precision {found / predicted:.1%},"
        f" recall {found / marked:.1%}, F1 {2 * found / (marked + predicted):.1%}"
    )


if __name__ == "__main__":
    main()
