"""brat standoff: a .txt and an .ann file an article, and brat's configuration.

Content, Cue and Source are text-bound annotations, a content of several pieces a discontinuous one;
the relations `Said` and `By` tie a content to its cue and its source; mode and type are attributes;
the statement's id and what brat has no place for are a note. What is known of the articles stands
in `meta.json`, which brat leaves alone and `quoth read` looks for beside text files. Offsets are
code points. brat's own server splits a fragment at a line end; its text has a space for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quoth.export import Written, marks
from quoth.export.marks import Mark, mark
from quoth.export.selection import Selection
from quoth.model import MODES, TYPES, Article, Span, Statement
from quoth.read.beside import LARGEST, NAME

CONFIGURATION = f"""[entities]
Content
Cue
Source

[relations]
Said\tArg1:Content, Arg2:Cue
By\tArg1:Content, Arg2:Source

[events]

[attributes]
Mode\tArg:Content, Value:{"|".join(MODES)}
Type\tArg:Content, Value:{"|".join(TYPES)}
"""

VISUAL = """[labels]
Content | Content | C
Cue | Cue
Source | Source | S

[drawing]
Content\tbgColor:#cfe8ff
Cue\tbgColor:#ffe2b8
Source\tbgColor:#d8f0d0
"""

ONE_LINE = {ord(mark): " " for mark in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
"""Covered text is one line, and brat ends lines where Python's `splitlines` does; a tab would begin
a new field. The .txt has the characters as they are, and offsets count them there."""

NOTED = ("speakers", "chain", "addressee", "medium", "said_on", "confidence", "nested_in")
NOTED += ("record",)
"""Fields of a mark that are in the note."""


def write(selection: Selection, target: Path) -> Written:
    """Write a folder that brat serves as a collection."""
    target.mkdir(parents=True)
    (target / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    (target / "visual.conf").write_text(VISUAL, encoding="utf-8")
    counts = {"article": 0, "statement": 0}
    described = {}
    for article, statements in selection.articles():
        name = marks.file_name(article)
        if found := about(article):
            described[name] = found
        (target / f"{name}.txt").write_bytes(article.text.encode())
        lines = "".join(line + "\n" for line in standoff(article, statements))
        (target / f"{name}.ann").write_text(lines, encoding="utf-8", newline="\n")
        counts["article"] += 1
        counts["statement"] += len(statements)
    told = json.dumps(described, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    lost = marks.LOST
    if len(told) > LARGEST:
        lost += ("outlets, addresses, dates: of so many articles meta.json would be too large",)
    elif described:
        (target / NAME).write_bytes(told + b"\n")
    return Written(rows=counts, lost=lost)


def about(article: Article) -> dict[str, Any]:
    """What `meta.json` says of an article."""
    authors = {"authors": list(article.authors)} if article.authors else {}
    return {**marks.about(article), **authors}


def standoff(article: Article, statements: Sequence[Statement]) -> Iterator[str]:
    """The lines of an .ann file."""
    bound = relation = attribute = 0

    def text_bound(kind: str, spans: Sequence[Span]) -> tuple[str, str]:
        nonlocal bound
        bound += 1
        at = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(article.text[start:end] for start, end in spans)
        return f"T{bound}", f"T{bound}\t{kind} {at}\t{words.translate(ONE_LINE)}"

    for note, statement in enumerate(statements, 1):
        one = mark(statement)
        content, line = text_bound("Content", one.content)
        yield line
        for kind, name, span in (("Cue", "Said", one.cue), ("Source", "By", one.source)):
            if span is not None:
                other, line = text_bound(kind, [span])
                yield line
                relation += 1
                yield f"R{relation}\t{name} Arg1:{content} Arg2:{other}"
        for name, value in (("Mode", one.mode), ("Type", one.type)):
            attribute += 1
            yield f"A{attribute}\t{name} {content} {value}"
        yield f"#{note}\tAnnotatorNotes {content}\t{noted(one)}"


def noted(one: Mark) -> str:
    """What the note of a content says, as JSON on one line."""
    found = {"quoth": one.id}
    found |= {name: value for name in NOTED if (value := getattr(one, name))}
    return json.dumps(found, ensure_ascii=True)
