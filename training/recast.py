"""Statements said once more in the forms that a corpus of news sentences has too few of.

PolNeAR has 196 cues that are a mark ("Minister: taxes will fall") and 32 that are "for"
among 22,000. Headlines with a colon, transcripts, interviews and op-eds live on them, so
plain statements of the training articles ("X said that Y") are recast:

    X: Y                    as a headline over its paragraph, also in quotation marks
    Y, says X | Y – X       the same, with the name behind
    X: Y.  Z: W.            as the turns of a transcript
    For X, Y.               and "According to X", "In X's view"
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from quoth.evaluate.gold import GoldStatement
from quoth.evaluate.statements import PRONOUNS
from quoth.model import Span
from training.labels import ROLE_TAGS, Labelled, label

_SAID = """
said says say argued argues warned warns claimed claims insisted insists noted notes
believes believed thinks added adds told explained maintains maintained contends
"""
_SAYING = frozenset(_SAID.split())
_MARKS = re.compile(r"[\"“”«»\n]|''")
_LEAD = re.compile(r"(?:that|who|which|when|because|if) ")


def statements_of(labelled: Labelled) -> list[GoldStatement]:
    """The outer statements of a labelled text as spans again."""
    offsets, level = labelled.encoding.offsets, labelled.outer
    spans = {}
    for role, (begin, inside) in ROLE_TAGS.items():
        for first in np.flatnonzero(level.tags == begin).tolist():
            last = first + 1
            while last < len(level.tags) and level.tags[last] == inside:
                last += 1
            spans[role, first] = (int(offsets[first, 0]), int(offsets[last - 1, 1]))
    contents: dict[int, list[Span]] = defaultdict(list)
    cue_of = dict(level.to_cue)
    for (role, first), span in spans.items():
        if role == "content":
            contents[cue_of.get(first, ~first)].append(span)
    source_of = dict(level.to_source)
    return [
        GoldStatement(
            content=tuple(found),
            cue=spans.get(("cue", cue)),
            source=tuple(
                s for s in [spans.get(("source", source_of.get(cue, -1)))] if s is not None
            ),
        )
        for cue, found in contents.items()
    ]


class _Text:
    """A text put together from parts, with the statements that its parts make."""

    def __init__(self) -> None:
        self.text = ""
        self.statements: list[GoldStatement] = []

    def put(self, part: str) -> Span:
        start = len(self.text)
        self.text += part
        return start, len(self.text)

    def state(self, *, source: Span, content: Span, cue: Span) -> None:
        self.statements.append(GoldStatement(content=(content,), cue=cue, source=(source,)))


def _headline(made: _Text, source: str, content: str, rng: random.Random) -> None:
    content = content[:1].upper() + content[1:]
    quoted = rng.random() < 0.3
    opening, closing = rng.choice(("‘’", "''", "“”")) if quoted else ("", "")

    def words() -> Span:
        made.put(opening)
        span = made.put(content)
        made.put(closing)
        return span

    draw = rng.random()
    if draw < 0.6:
        who = made.put(source)
        cue = made.put(":")
        made.put(" ")
        made.state(source=who, cue=cue, content=words())
    elif draw < 0.8:
        said = words()
        made.put(", " if rng.random() < 0.7 else " ")
        cue = made.put(rng.choice(("says", "say", "warns", "claims", "insists", "argues")))
        made.put(" ")
        made.state(source=made.put(source), cue=cue, content=said)
    else:
        said = words()
        made.put(" ")
        cue = made.put(rng.choice("–-—:" if quoted else "–-—"))
        made.put(" ")
        made.state(source=made.put(source), cue=cue, content=said)


def _turn(made: _Text, source: str, content: str, rng: random.Random) -> None:
    who = made.put(source.upper() if rng.random() < 0.5 else source)
    cue = made.put(":")
    made.put(" ")
    said = made.put(content[:1].upper() + content[1:])
    made.put(".")
    made.state(source=who, cue=cue, content=said)


def _view(made: _Text, source: str, content: str, rng: random.Random) -> None:
    form = rng.choice(("For", "For", "For", "According to", "To", "In {}’s view", "In {}'s words"))
    if "{}" in form:
        made.put("In ")
        who = made.put(source)
        made.put(form[5:7] + " ")
        cue = made.put(form[8:])
    else:
        cue = made.put(form)
        made.put(" ")
        who = made.put(source)
    made.put(", ")
    made.state(source=who, cue=cue, content=made.put(content))
    made.put(".")


def recasts(labelled: Labelled, rng: random.Random, tokenizer, share: float) -> Iterator[Labelled]:
    """A share of the plain statements of a text, each in another form."""
    text = labelled.text
    statements = statements_of(labelled)
    plain = [(s, *_plain(text, s)) for s in statements if _plain(text, s)]
    for number, (statement, source, content) in enumerate(plain):
        if rng.random() > share:
            continue
        made = _Text()
        draw = rng.random()
        if draw < 0.45 and source[:1].isupper():
            _headline(made, source, content, rng)
            _paragraph(made, text, statement, statements)
        elif draw < 0.7 and source[:1].isupper():
            turns = plain[number : number + rng.randint(1, 3)]
            for turn, (_, who, words) in enumerate(turns):
                if turn:
                    made.put("\n\n")
                _turn(made, who, words, rng)
        else:
            _view(made, source, content, rng)
        yield label(made.text, made.statements, tokenizer)


def _plain(text: str, statement: GoldStatement) -> tuple[str, str] | None:
    """Source and content of a statement that reads "X said that Y" or "Y, X said"."""
    if len(statement.content) != 1 or not statement.cue or len(statement.source) != 1:
        return None
    source = text[slice(*statement.source[0])]
    content = text[slice(*statement.content[0])]
    cue = text[slice(*statement.cue)].casefold()
    if _MARKS.search(source + content) or not 4 <= len(content.split()) <= 25:
        return None
    if source.casefold() in PRONOUNS or not 1 <= len(source.split()) <= 5:
        return None
    if content.startswith("that "):
        content = content[5:]
    elif cue not in _SAYING:
        return None
    return None if _LEAD.match(content) or content.startswith("to ") else (source, content)


def _paragraph(
    made: _Text, text: str, statement: GoldStatement, statements: list[GoldStatement]
) -> None:
    """Put the paragraph of a statement under what is made, with its statements."""
    at = statement.content[0][0]
    low = text.rfind("\n", 0, at) + 1
    high = text.find("\n", at)
    high = len(text) if high < 0 else high
    made.put("\n\n")
    by = made.put(text[low:high])[0] - low
    for one in statements:
        spans = [*one.content, *one.source, *([one.cue] if one.cue else [])]
        if all(low <= a and b <= high for a, b in spans):
            made.statements.append(
                GoldStatement(
                    content=tuple((a + by, b + by) for a, b in one.content),
                    cue=one.cue and (one.cue[0] + by, one.cue[1] + by),
                    source=tuple((a + by, b + by) for a, b in one.source),
                )
            )
