"""Pieces of text on pages as paragraphs: lines, columns, page furniture, divided words.

The order in which a page is drawn is nearly always the order in which it is read, column after
column; only where a page is drawn across its columns, line by line, is it put in order by place.
What repeats at the edge of pages is furniture. Paragraphs begin where lines are set apart,
indented or end early.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from quoth.read.blocks import collapse

LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\0": "",
    }
)
"""Ligatures are how letters are drawn, not what was written."""

WIDTH = 0.5
"""Width of a character in parts of its size, on average."""
NUMBER = re.compile(
    r"^[-–—|·•\s]{0,5}(?:page|seite|pagina|página|p\.|s\.)?\s?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s?(?:/|of|von|de|sur|van)\s?\d{1,4})?[-–—|·•\s]{0,5}$",
    re.IGNORECASE,
)
PRINTED = re.compile(
    r"^(?:(https?://\S{4,2000})|file://\S{1,2000}|about:blank)\s+\d{1,4}/\d{1,4}$"
    r"|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},\s\d{1,2}:\d{2}(?:\s?[AP]M)?(?:\s.{0,300})?$"
)
"""What browsers print over and under a page: day and title, address and number."""
BULLET = re.compile(r"^(?:[•●▪■◦‣∙·*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
SENTENCE_END = re.compile(r"[.!?…:]['\"”’»)\]]{0,2}$")
DIVIDED = re.compile(r"[^\W\d_]{2,}[-\u00ad\u2010]$")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text and where it begins, in points; y grows upwards."""

    x: float
    y: float
    size: float
    text: str
    turned: int = 0
    """Quarters of a turn against the upright page."""

    @property
    def end(self) -> float:
        """About where it ends."""
        return self.x + WIDTH * self.size * len(self.text.rstrip())


@dataclass(slots=True)
class Row:
    """One line of text."""

    x: float
    y: float
    size: float
    text: str
    end: float


def paragraphs_of(pages: Sequence[Sequence[Fragment]]) -> tuple[list[str], str | None]:
    """The paragraphs of a document, and the address that a browser has printed under it.

    Args:
        pages: the fragments of each page, in the order in which they are drawn.
    """
    rows = [_in_order(_rows(page)) for page in pages]
    rows, address = _without_furniture(rows)
    joined: list[list[Row]] = []
    for page in rows:
        blocks = _blocks(page)
        if joined and blocks and _goes_on(joined[-1], blocks[0]):
            joined[-1] += blocks.pop(0)
        joined += blocks
    known = Counter(
        word.casefold() for block in joined for row in block for word in WORD.findall(row.text)
    )
    found = (_text(block, known) for block in joined)
    return [text for text in found if text], address


def _rows(fragments: Sequence[Fragment]) -> list[Row]:
    """Lines, in the order in which they are drawn."""
    rows: list[Row] = []
    # Where many pieces begin, a column does: how wide a piece is can only be estimated.
    starts = Counter(round(fragment.x / 3) for fragment in fragments if fragment.text.strip())
    enough = max(4, 0.12 * starts.total())
    for fragment in fragments:
        column = starts[round(fragment.x / 3)] >= enough
        text = fragment.text.translate(LIGATURES).replace("\n", " ")
        last = rows[-1] if rows else None
        if last is not None:
            level = abs(fragment.y - last.y) < 0.45 * max(last.size, fragment.size)
            gap = fragment.x - last.end
            near = -2.5 * last.size < gap < 3 * max(last.size, fragment.size)
            if level and not text.strip():
                last.text += " "
                continue
            beside = column and fragment.x > last.x + 8 * last.size
            if level and near and not beside and fragment.x >= last.x - 0.1 * last.size:
                last.text += text
                last.end = max(last.end, fragment.end)
                last.size = max(last.size, fragment.size)
                continue
        if text.strip():
            rows.append(Row(fragment.x, fragment.y, fragment.size, text, fragment.end))
    for row in rows:
        divided = row.text.rstrip().endswith("\u00ad")
        row.text = collapse(row.text) + ("\u00ad" if divided else "")
    return [row for row in rows if row.text]


def _in_order(rows: list[Row]) -> list[Row]:
    """Lines in reading order: put right where a page is drawn across its columns."""
    border = _border(rows)
    if border is None:
        return rows
    found: list[Row] = []
    band: list[Row] = []

    def flush() -> None:
        found.extend(row for row in band if row.x < border)
        found.extend(row for row in band if row.x >= border)
        band.clear()

    for row in rows:
        if row.x < border and row.end > border + 2 * row.size:
            flush()  # a line across both columns: what follows stands below it
            found.append(row)
        else:
            band.append(row)
    flush()
    return found


def _border(rows: list[Row]) -> float | None:
    """Where the second column begins, if lines jump back and forth between two of them."""
    if len(rows) < 8:
        return None
    left = min(row.x for row in rows)
    right = max(row.end for row in rows)
    starts = Counter(round(row.x / 4) for row in rows)
    frequent = sorted(x * 4 for x, n in starts.items() if n >= max(3, 0.15 * len(rows)))
    second = [x for x in frequent if x - left > 0.3 * (right - left)]
    if not second:
        return None
    border = second[0] - 6
    sides = [row.x >= border for row in rows]
    jumps = sum(a != b for a, b in pairwise(sides))
    beside = sum(
        (above.x >= border) != (below.x >= border) and abs(above.y - below.y) < 0.5 * above.size
        for above, below in pairwise(rows)
    )
    # A table has short cells; running text fills its column.
    filled = median(len(row.text) for row in rows)
    return border if jumps >= 4 and beside >= 3 and filled > 20 else None


def _without_furniture(pages: list[list[Row]]) -> tuple[list[list[Row]], str | None]:
    """Pages without what repeats at their upper and lower edge, and without their numbers.

    Also the address that a browser has printed there.
    """
    addresses: list[str] = []
    edges: list[list[Row]] = []
    for page in pages:
        by_height = sorted(page, key=lambda row: -row.y)
        edges.append(by_height[:4] + by_height[4:][-4:])
    repeated: Counter[tuple[str, int]] = Counter()
    for edge in edges:
        repeated.update({(_shape(row.text), round(row.y / 6)) for row in edge})
    enough = 2 if len(pages) < 5 else 3

    def is_furniture(row: Row, edge: list[Row]) -> bool:
        if not any(row is other for other in edge):
            return False
        level = [other for other in edge if abs(other.y - row.y) < 0.3 * row.size]
        level.sort(key=lambda other: other.x)
        if printed := PRINTED.match(" ".join(other.text for other in level)):
            addresses.extend(filter(None, printed.groups()))
            return True
        place = round(row.y / 6)
        shape = _shape(row.text)
        often = max(repeated[(shape, place + shift)] for shift in (-1, 0, 1))
        if len(pages) > 1 and often >= enough:
            return True
        outermost = row in (
            max(edge, key=lambda other: other.y),
            min(edge, key=lambda other: other.y),
        )
        return outermost and NUMBER.match(row.text) is not None

    kept = [
        [row for row in page if not is_furniture(row, edge)]
        for page, edge in zip(pages, edges, strict=True)
    ]
    left, all_of_it = (sum(len(row.text) for page in p for row in page) for p in (kept, pages))
    if left < 0.3 * all_of_it:
        kept = pages  # what is the same on every page may be all there is
    return kept, addresses[0] if addresses else None


def _shape(text: str) -> str:
    """A line without what changes from page to page."""
    return re.sub(r"\d+", "#", text.casefold())


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """A page's lines, paragraph by paragraph."""
    if not rows:
        return []
    gaps = [
        above.y - below.y
        for above, below in pairwise(rows)
        if 0 < above.y - below.y < 4 * max(above.size, below.size)
        and abs(above.size - below.size) < 0.5
    ]
    usual = _usual(gaps) or 1.3 * median(row.size for row in rows)
    size = median(row.size for row in rows)
    length = median([len(row.text) for row in rows if row.size < 1.2 * size] or [40])
    blocks = [[rows[0]]]
    for above, below in pairwise(rows):
        left = _left(rows, above)
        # The lines of a heading are as far apart as they are large.
        scale = max(1.0, min(above.size, below.size) / size)
        if _begins(above, below, usual=usual * scale, length=length, left=left, size=size):
            blocks.append([below])
        else:
            blocks[-1].append(below)
    return blocks


def _usual(gaps: list[float]) -> float | None:
    """The distance of two lines of a paragraph: the most frequent one, not the mean."""
    if not gaps:
        return None
    counted = Counter(round(gap * 2) / 2 for gap in gaps)
    most = max(counted.values())
    return min(gap for gap, n in counted.items() if n >= 0.5 * most)


def _left(rows: list[Row], row: Row) -> float:
    """Where the lines of a column begin that are not indented."""
    near = [other.x for other in rows if abs(other.x - row.x) < 4 * row.size]
    counted = Counter(round(x) for x in near)
    most = max(counted.values())
    return min(x for x, n in counted.items() if n >= 0.5 * most)


def _begins(
    above: Row, below: Row, *, usual: float, length: float, left: float, size: float
) -> bool:
    """Whether a paragraph begins with the line below.

    Args:
        above, below: two lines, one drawn after the other.
        usual: distance of two lines of a paragraph.
        length: characters of a full line.
        left: where lines begin that are not indented.
        size: of the running text.
    """
    drop = above.y - below.y
    if abs(above.size - below.size) > 0.12 * max(above.size, below.size):
        # A larger first letter is no heading.
        return not (len(above.text) < 3 and above.text.isalpha())
    if drop < -0.5 * above.size:
        # The next column: the text goes on if its sentence does.
        return not (_is_open(above.text) and not BULLET.match(below.text))
    if drop > 4 * above.size:
        # A picture may stand between two lines of a sentence.
        return not (_is_open(above.text) and below.text[:1].islower())
    if drop > 1.3 * usual + 0.5:
        return True
    if BULLET.match(below.text) and (drop > 0.5 * usual):
        return True
    early = len(above.text) < 0.72 * length and above.size < 1.15 * size
    ended = SENTENCE_END.search(above.text) is not None
    if below.x - left > 0.7 * below.size and drop > 0.5 * usual:
        # An indented line begins a paragraph, unless all of it is indented.
        return above.x - left < 0.5 * above.size or early or ended
    return early and ended and drop > 0.5 * usual and below.text[:1] not in ",.;)"


def _is_open(text: str) -> bool:
    """Whether a line's sentence goes on in the next line."""
    return SENTENCE_END.search(text) is None


def _goes_on(last: list[Row], first: list[Row]) -> bool:
    """Whether a paragraph goes on from one page to the next."""
    above, below = last[-1], first[0]
    if abs(above.size - below.size) > 0.12 * max(above.size, below.size):
        return False
    if len(last) == 1 and len(above.text) < 30:
        return False  # a heading at the end of a page
    return _is_open(above.text) and not BULLET.match(below.text)


def _text(block: list[Row], known: Counter[str]) -> str:
    """A paragraph as one line; divided words are joined where that is certain."""
    text = block[0].text
    for row in block[1:]:
        if not DIVIDED.search(text) or not row.text[:1].isalpha():
            text = f"{text} {row.text}" if not text.endswith("\u00ad") else text[:-1] + row.text
            continue
        text = _joined(text, row.text, known)
    return collapse(text.replace("\u00ad", ""))


def _joined(text: str, following: str, known: Counter[str]) -> str:
    """Two halves of a word that a line's end divides.

    A soft hyphen is only ever a division. Another hyphen may be the word's own: it goes if the
    document writes the word without one elsewhere and never with one; else it stays.
    """
    if text.endswith("\u00ad"):
        return text[:-1] + following
    first = WORD.findall(text[:-1])
    second = WORD.match(following)
    if not first or second is None or not following[0].islower():
        return text + following
    whole = (first[-1] + second[0]).casefold()
    hyphened = f"{first[-1]}-{second[0]}".casefold()
    if known[whole] and not known[hyphened]:
        return text[:-1] + following
    return text + following
