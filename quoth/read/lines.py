"""A word processor's document as lines: paragraphs, headings, list items, table rows.

What DOCX, RTF and PDF have in common once their own marks are gone. Nothing is judged
here; `quoth.read.nexis` and `quoth.read.factiva` find articles in such lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quoth.read.blocks import LONG_CELL, collapse

BLANK = re.compile(r"\n[ \t\r\f\v]*\n")
"""An empty line inside a paragraph or a cell: two paragraphs."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as its reader sees it: white space collapsed, no line end inside."""

    text: str
    kind: str = "p"
    """p, title, heading, item, row or blank."""
    cells: tuple[str, ...] = ()
    """Of a row: the text of each cell, its paragraphs apart by a line end."""


def paragraphs(text: str, kind: str = "p") -> list[Line]:
    """A paragraph's raw text as lines: white space collapsed, empty ones left out."""
    pieces = (collapse(piece) for piece in BLANK.split(text))
    return [Line(piece, kind) for piece in pieces if piece]


def row(cells: Sequence[str]) -> list[Line]:
    """A table row as lines: one line if its cells are short, else their paragraphs.

    Args:
        cells: the raw text of each cell, paragraphs apart by line ends.
    """
    cleaned = tuple(
        "\n".join(filter(None, (collapse(piece) for piece in cell.split("\n")))) for cell in cells
    )
    if not any(cleaned):
        return []
    text = " | ".join(cell.replace("\n", " ") for cell in cleaned if cell)
    return [Line(text, "row", cleaned)]


def flattened(lines: Iterable[Line]) -> list[Line]:
    """Lines as an article has them: layout tables as paragraphs, figures as rows."""
    found: list[Line] = []
    for line in lines:
        if line.kind == "blank":
            continue
        if line.kind == "row" and any(len(cell) > LONG_CELL for cell in line.cells):
            for cell in line.cells:
                found += [Line(piece) for piece in cell.split("\n") if piece]
        else:
            found.append(line)
    return found


def text_of(lines: Iterable[Line]) -> str:
    """Lines as an article's text.

    Paragraphs are apart by an empty line, list items and table rows stand on lines of
    their own, as in the text of a page.
    """
    pieces: list[str] = []
    previous: Line | None = None
    for line in flattened(lines):
        if previous is not None:
            close = line.kind == previous.kind and line.kind in ("item", "row")
            pieces.append("\n" if close else "\n\n")
        pieces.append(line.text)
        previous = line
    return "".join(pieces)


def words(names: str) -> frozenset[str]:
    """A set of words, written as a sentence is."""
    return frozenset(names.split())
