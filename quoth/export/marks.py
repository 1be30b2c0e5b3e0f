"""Statements as marks on a text: what CAS, brat and CoNLL are written from, and read back to."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quoth.model import Article, Span, Statement

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»')\]]*(?=\s)|\n+|\r\n?")

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""

ABOUT = ("outlet", "url", "title", "published", "language")
"""Fields of an article that say what it is, besides its authors."""

TEXTS = ("id", "mode", "type", "speakers", "chain", "addressee", "medium", "said_on", "confidence")
TEXTS += ("record",)
"""Fields of a mark that are texts, as the formats keep them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A statement as spans with a few texts beside them."""

    id: str | None
    """The statement's id; None for one that another tool added."""
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    mode: str | None = None
    type: str | None = None
    speakers: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    addressee: str | None = None
    medium: str | None = None
    said_on: str | None = None
    confidence: float | None = None
    nested_in: str | None = None
    record: str | None = None
    """Speakers, chain and addressee with all that they have, as JSON on one line of ASCII: for a
    project that does not have the statement yet."""


LOST = (
    "why a speaker is taken for one: csv and parquet have it",
    "claims, conflicts, concepts and judgements: csv and parquet have them",
    "from which file an article was read, and where its date was found: csv and parquet have them",
)
"""What a mark has no place for."""


def mark(statement: Statement) -> Mark:
    """A statement as a mark."""
    return Mark(
        id=statement.id,
        content=statement.content.spans,
        cue=statement.cue and statement.cue.span,
        source=statement.source and statement.source.span,
        mode=statement.mode,
        type=statement.type,
        speakers=tuple(speaker.name for speaker in statement.speakers),
        chain=tuple(link.name for link in statement.chain),
        addressee=statement.addressee and statement.addressee.name,
        medium=statement.medium,
        said_on=statement.said_on,
        confidence=round(statement.confidence, 4),
        nested_in=statement.nested_in,
        record=_record(statement),
    )


def _record(statement: Statement) -> str | None:
    found: dict[str, Any] = {
        "speakers": [{"name": s.name, "kind": s.kind, "role": s.role} for s in statement.speakers],
        "chain": [{"name": k.name, "kind": k.kind, "span": k.span} for k in statement.chain],
    }
    if statement.addressee is not None:
        one = statement.addressee
        found["addressee"] = {"name": one.name, "span": one.span}
    found = {name: value for name, value in found.items() if value}
    return json.dumps(found, ensure_ascii=True) if found else None


def recorded(
    record: str | None,
    *,
    speakers: Sequence[str],
    chain: Sequence[str],
    addressee: str | None,
    write: Callable[[str], str] = str,
) -> dict[str, Any]:
    """What a record says of the names that a mark has, as `Project.judge` takes it.

    The names decide: where somebody changed them the record holds for those that are still there,
    and of chain and addressee, whose places cannot be told, only while they are the same.

    Args:
        record: as `Mark.record` has it, or what became of it.
        speakers: the mark's.
        chain: the mark's.
        addressee: the mark's.
        write: what the format makes of a text.
    """
    try:
        found = json.loads(record or "{}")
        people = {write(one["name"]): one for one in found.get("speakers", ())}
        links, other = found.get("chain", []), found.get("addressee")
        same = [write(one["name"]) for one in links] == [write(name) for name in chain]
        to = other is not None and write(other["name"]) == write(addressee or "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    known: dict[str, Any] = {"speakers": [people.get(write(n), {"name": n}) for n in speakers]}
    known |= {"chain": links} if same else {}
    known |= {"addressee": other} if to else {}
    return {name: value for name, value in known.items() if value}


def about(article: Article) -> dict[str, str]:
    """What is known of an article, as texts; what is not is left out."""
    return {name: value for name in ABOUT if (value := getattr(article, name))}


def joined(names: Sequence[str]) -> str:
    """Names as one text; a semicolon or a backslash inside of one is escaped."""
    return "; ".join(name.replace("\\", "\\\\").replace(";", "\\;") for name in names)


def parted(text: str | None) -> tuple[str, ...]:
    """The inverse of `joined`."""
    if not text:
        return ()
    names, current, escaped = [], "", False
    for character in text:
        if escaped:
            current, escaped = current + character, False
        elif character == "\\":
            escaped = True
        elif character == ";":
            names.append(current.strip())
            current = ""
        else:
            current += character
    names.append(current.strip())
    return tuple(name for name in names if name)


def tokens(text: str) -> Iterator[Span]:
    """Words and marks, in order; white space between them is of none."""
    for match in _TOKEN.finditer(text):
        yield match.span()


def sentences(text: str) -> Iterator[Span]:
    """Stretches that end at a full stop or a line's end, without white space around them."""
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield start + left, start + len(piece.rstrip())
        start = end


def sixteen(text: str) -> list[int]:
    """For each offset in code points, 0 to len(text), the offset in UTF-16 units."""
    found, at = [0], 0
    for character in text:
        at += 2 if ord(character) > 0xFFFF else 1
        found.append(at)
    return found


def points(units: Sequence[int], offset: int) -> int | None:
    """The offset in code points of one in UTF-16 units; None inside of a character."""
    place = bisect_left(units, offset)
    return place if place < len(units) and units[place] == offset else None


def xml_text(text: str) -> str:
    """A text as XML 1.0 can hold it: a space for what it has no place for, one for one."""
    return ILLEGAL.sub(" ", text)


def file_name(article: Article) -> str:
    """What an article's file is called: its id, for names may be anything."""
    return f"article-{article.id}"
