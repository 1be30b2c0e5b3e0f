"""From word pieces to characters: what a span begins and ends with, and its mode."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from quoth.extract.confidence import evidence
from quoth.extract.decode import Joined, TaggedSpan
from quoth.extract.encode import Encoding
from quoth.extract.mode import mode_of
from quoth.model import Mode, Span

_WORD_GOES_ON = re.compile(r"(?<=\b[A-Z])\.[A-Z]\b(?:\.[A-Z]\b){0,3}|(?<=\w)-[^\W\d_]\w{0,29}")
"""The rest of "U.S." or of "non-runners", which no span ends within."""
LONGEST_REST = 6
"""Words between an article and a cue that may be the rest of a source."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement before it has an id: offsets are the article's."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    mode: Mode
    evidence: np.ndarray
    """See `quoth.extract.confidence.EVIDENCE`; empty where a form says it all."""


def tidy(text: str, start: int, end: int) -> Span | None:
    """Trim a span to what belongs to it: letters and digits, with the marks that bind to them.

    Signs of currency and number stay ("$4 million", "30 %"), so do question and
    exclamation marks, and brackets and quotation marks whose partner is inside.

    Returns:
        None for a span without a letter or digit.
    """
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if start == end:
        return None
    rest = _WORD_GOES_ON.match(text, end)
    if rest:
        end = rest.end()
    while start and text[start - 1] in "$€£¥#@":
        start -= 1
    bracket = text[start - 1] if start and text[start - 1] in "([" else None
    closed = bracket and ")]"["([".index(bracket)] in text[start:end]
    if closed or (start and _opens_inside(text, start, end)):
        start -= 1
    last = min(len(text), end + 4)
    while end < last and text[end] in "%°?!)]":
        if text[end] in ")]" and text.count("(["[")]".index(text[end])], start, end) <= text.count(
            text[end], start, end
        ):
            break
        end += 1
    if end < len(text) and _closes_inside(text, start, end):
        end += 1
    return start, end


def _opens_inside(text: str, start: int, end: int) -> bool:
    """Whether the mark before a span opens what a mark inside it closes."""
    mark = text[start - 1]
    if mark not in '"“«' or (start > 1 and text[start - 2].isalnum()):
        return False
    at = text.find({"“": "”", "«": "»"}.get(mark, mark), start, end)
    opening = text.find(mark, start, end) if mark != '"' else -1
    return at > start and not text[at - 1].isspace() and not 0 <= opening < at


def _closes_inside(text: str, start: int, end: int) -> bool:
    """Whether the mark after a span closes what a mark inside it opens."""
    mark = text[end]
    if mark not in '"”»' or (end + 1 < len(text) and text[end + 1].isalnum()):
        return False
    at = text.rfind({"”": "“", "»": "«"}.get(mark, mark), start, end)
    closing = text.rfind(mark, start, end) if mark != '"' else -1
    return at >= start and (at == start or not text[at - 1].isalnum()) and closing <= at


def place(text: str, encoding: Encoding, span: TaggedSpan | None, *, origin: int = 0):
    """A span's characters in the part of a text that begins at `origin`.

    A cue may be a mark alone ("Minister: taxes will fall"); a source or a content without
    a letter is none.
    """
    if span is None:
        return None
    start = max(0, int(encoding.offsets[span.first, 0]) - origin)
    end = min(len(text), int(encoding.offsets[span.last - 1, 1]) - origin)
    if start >= end:
        return None
    return tidy(text, start, end) or ((start, end) if span.role == "cue" else None)


def whole_source(text: str, source: Span | None, cue: Span | None) -> Span | None:
    """A source that is an article alone, taken as far as the cue behind it.

    "The [harbour authority] ‘no longer had confidence’": a name may not end with "the".
    Where the cue is not right behind it, the source stays as it is.
    """
    if source is None or cue is None or text[slice(*source)].lower() not in ("the", "a", "an"):
        return source
    between = text[source[1] : cue[0]]
    words = between.split()
    if not 0 < len(words) <= LONGEST_REST or any(c in '.,;:!?\n“”"' for c in between):
        return source
    return tidy(text, source[0], cue[0]) or source


def place_joined(
    text: str,
    encoding: Encoding,
    joined: Joined,
    *,
    states: np.ndarray,
    origin: int = 0,
    shift: int = 0,
    nested: bool = False,
) -> Found | None:
    """Turn joined word pieces into a statement's characters.

    Args:
        text: what the statement stands in: the text that was read, or one content of it.
        encoding: of the text that was read.
        joined: places in it.
        states: quotation states of `text`.
        origin: where `text` begins in the text that was read.
        shift: where `text` begins in the article.
        nested: whether the statement stands in another's content.
    """
    spans = (place(text, encoding, one, origin=origin) for one in joined.contents)
    content = tuple(span for span in spans if span)
    if not content:
        return None

    cue = place(text, encoding, joined.cue, origin=origin)
    source = whole_source(text, place(text, encoding, joined.source, origin=origin), cue)

    def in_article(span: Span | None) -> Span | None:
        return span and (span[0] + shift, span[1] + shift)

    return Found(
        tuple(map(in_article, content)),
        in_article(cue),
        in_article(source),
        mode_of(text, content, states),
        evidence(joined, nested=nested),
    )
