"""An HTML tree as a list of text blocks: paragraphs, list items, headings, quotations.

A block is what a reader sees as one piece: the text between two block-level borders,
with white space collapsed and without what is not meant to be read (scripts, buttons,
hidden marks). Nothing is judged here; `quoth.read.body` decides what is the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


BORDERS = _words(
    "address article aside blockquote body center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p "
    "pre section summary table tbody td tfoot th thead tr ul"
)
"""Elements that begin and end a block."""

UNREAD = _words(
    "script style noscript template svg math iframe object embed canvas video audio select "
    "button input textarea map title link meta datalist option progress noindex"
)
"""Elements whose content nobody reads as text."""

ITEMS = frozenset(("li", "dd", "dt"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

# Soft hyphens, zero-width spaces and direction marks are layout, not text. Joiners
# (U+200C, U+200D) stay: emoji and several scripts need them.
INVISIBLE = str.maketrans("", "", "\u00ad\u200b\ufeff\u2060\u200e\u200f")
UNSEEN = re.compile(r"(?:^|\s)(?:visually-?hidden|sr-only|screen-?reader(?:-text)?)(?:\s|$)", re.I)
SPACE = re.compile(r"\s+")


@dataclass(eq=False, slots=True)
class Block:
    """One piece of text and where it stands."""

    text: str
    element: Any
    """The lxml element that is nearest to all of it."""
    kind: str
    """p, item, heading, quote, cell or caption."""
    linked: int
    """How many of its characters are in links."""
    bold: int
    """How many of its characters are in bold."""
    supported: bool = False
    """Another extractor takes it for the article's text."""


def squeeze(text: str) -> str:
    """Letters and digits only, without case: for comparing texts of different extractors."""
    return "".join(filter(str.isalnum, text.casefold()))


def collapse(text: str) -> str:
    """White space collapsed to single spaces, invisible marks removed."""
    return SPACE.sub(" ", text.translate(INVISIBLE)).strip()


LONG_CELL = 150
"""A table cell with more characters is layout of running text, not a figure."""


class _Writer:
    """Collects inline text until a border is reached."""

    def __init__(self):
        self.blocks: list[Block] = []
        self.pieces: list[tuple[str, bool, bool]] = []

    def add(self, text: str | None, in_link: bool, in_bold: bool) -> None:
        # White space alone begins no block; within one it separates words.
        if text and (self.pieces or not text.isspace()):
            self.pieces.append((text, in_link, in_bold))

    def flush(self, element: Any) -> None:
        if not self.pieces:
            return
        pieces, self.pieces = self.pieces, []
        text = collapse("".join(text for text, _, _ in pieces))
        if not text:
            return
        linked = sum(len(text.strip()) for text, in_link, _ in pieces if in_link)
        bold = sum(len(text.strip()) for text, _, in_bold in pieces if in_bold)
        kind = kind_of(element)
        if kind == "cell" and len(text) > LONG_CELL:
            kind = "p"
        self.blocks.append(Block(text, element, kind, linked, bold))


def kind_of(element: Any) -> str:
    """What a block is, by the nearest telling element around it."""
    kind = "p"
    for depth, around in enumerate((element, *element.iterancestors())):
        tag = around.tag
        if tag in HEADINGS:
            return "heading"
        if tag == "figcaption":
            return "caption"
        if tag == "blockquote":
            return "quote"
        if tag in ITEMS and depth < 4:
            return "item"
        if tag in ("td", "th") and kind != "apart":
            return "cell"
        if tag == "p":
            kind = "apart"  # a paragraph in a cell: the table is layout
        if tag in ("article", "main", "body"):
            break
    return "p"


def row_of(element: Any) -> Any:
    """The table row around an element, or None."""
    while element is not None and element.tag != "tr":
        element = element.getparent()
    return element


def blocks_of(root: Any) -> list[Block]:
    """All text blocks below an element, in the order of the page.

    A line break inside a paragraph becomes a space, two in a row a new block.
    """
    writer = _Writer()
    breaks = 0
    link_depth = bold_depth = 0
    # An explicit stack: pages nest deeper than Python recurses.
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        tag = element.tag
        if not entering:
            if tag == "a":
                link_depth -= 1
            elif tag in ("b", "strong"):
                bold_depth -= 1
            if tag in BORDERS:
                writer.flush(element)
                breaks = 0
            if element is not root:
                _add_tail(writer, element, link_depth, bold_depth)
                if element.tail and element.tail.strip():
                    breaks = 0
            continue
        if not isinstance(tag, str) or tag in UNREAD or _is_unseen(element):
            if (element.tail or "")[:1].isalnum():
                writer.add(" ", False, False)
            _add_tail(writer, element, link_depth, bold_depth)
            continue
        if tag == "br":
            breaks += 1
            if breaks == 2:
                writer.flush(element.getparent())
            else:
                writer.add("\n", False, False)
            _add_tail(writer, element, link_depth, bold_depth)
            if element.tail and element.tail.strip():
                breaks = 0
            continue
        if tag in BORDERS:
            parent = element.getparent()
            writer.flush(parent if parent is not None else element)
            breaks = 0
        elif tag == "a":
            link_depth += 1
        elif tag in ("b", "strong"):
            bold_depth += 1
        writer.add(element.text, link_depth > 0, bold_depth > 0)
        if element.text and element.text.strip():
            breaks = 0
        stack.append((element, False))
        stack.extend((child, True) for child in reversed(element))
    writer.flush(root)
    return writer.blocks


def _is_unseen(element: Any) -> bool:
    """Text for screen readers only, such as "opens in a new window"."""
    name = element.get("class")
    return bool(name) and _is_unseen_name(name)


@lru_cache(4096)
def _is_unseen_name(name: str) -> bool:
    return bool(UNSEEN.search(name))


def _add_tail(writer: _Writer, element: Any, link_depth: int, bold_depth: int) -> None:
    writer.add(element.tail, link_depth > 0, bold_depth > 0)
