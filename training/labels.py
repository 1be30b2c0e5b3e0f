"""Statements as tags and links over word pieces, on two levels."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quoth.evaluate.gold import GoldArticle, GoldStatement
from quoth.extract.decode import TAGS
from quoth.extract.encode import Encoding, encode
from quoth.extract.windows import sentence_ends
from quoth.model import Span
from training.teach import TRUST

ROLE_TAGS = {
    role: (TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}"))
    for role in ("source", "cue", "content")
}


@dataclass(frozen=True, slots=True)
class Level:
    """The statements of one level over the pieces of a text.

    Attributes:
        tags: int64 (n,).
        to_cue: (first piece of a content, first piece of its cue).
        to_source: (first piece of a cue, first piece of its source or -1).
    """

    tags: np.ndarray
    to_cue: tuple[tuple[int, int], ...] = ()
    to_source: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """An encoded text with what is to be learned from it.

    Attributes:
        outer: what the article attributes.
        inner: what is attributed inside a content; None where nobody looked.
        soft: float16 (n, 7), a teacher's scores of the outer tags, or None.
        ends: bool (n,), where a sentence may end.
    """

    text: str
    encoding: Encoding
    outer: Level
    inner: Level | None
    soft: np.ndarray | None
    ends: np.ndarray


def trimmed(text: str, span: Span) -> Span:
    """A span from its first to its last letter or digit; marks alone stay as they are.

    Annotators were not of one mind about punctuation at the ends, and no metric counts
    it. A cue may be a mark alone: "Minister: taxes will fall".
    """
    low, high = span
    while low < high and not text[low].isalnum():
        low += 1
    while high > low and not text[high - 1].isalnum():
        high -= 1
    return (low, high) if low < high else span


def level_of(text: str, encoding: Encoding, statements: Sequence[GoldStatement]) -> Level:
    """Project spans onto word pieces."""
    starts, ends = encoding.offsets[:, 0], encoding.offsets[:, 1]
    tags = np.zeros(len(starts), dtype=np.int64)

    def paint(role: str, span: Span) -> int | None:
        low, high = trimmed(text, span)
        first = int(np.searchsorted(ends, low, side="right"))
        last = int(np.searchsorted(starts, high, side="left"))
        if first >= last:
            return None
        begin, inside = ROLE_TAGS[role]
        tags[first:last] = inside
        tags[first] = begin
        return first

    to_cue, to_source = [], []
    for statement in statements:
        cue = paint("cue", statement.cue) if statement.cue else None
        sources = [paint("source", span) for span in statement.source]
        contents = [paint("content", span) for span in statement.content]
        if cue is None:
            continue
        to_cue += [(c, cue) for c in contents if c is not None]
        first = next((s for s in sources if s is not None), None)
        to_source.append((cue, -1 if first is None else first))
    return Level(tags, tuple(to_cue), tuple(to_source))


def label(
    text: str,
    outer: Sequence[GoldStatement],
    tokenizer,
    *,
    inner: Sequence[GoldStatement] | None = None,
    soft: np.ndarray | None = None,
) -> Labelled:
    """Encode a text and project its statements onto the word pieces."""
    encoding = encode(text, tokenizer)
    return Labelled(
        text,
        encoding,
        level_of(text, encoding, outer),
        None if inner is None else level_of(text, encoding, inner),
        soft,
        sentence_ends(text, encoding.offsets),
    )


def polnear(gold: list[GoldArticle], tokenizer, taught: Path | None) -> list[list[Labelled]]:
    """For each article its readings, one an annotator.

    Args:
        gold: as `read_polnear` gives them.
        taught: the folder that `training.teach` wrote, for the statements inside
            contents; None to learn outer ones only.
    """
    inner = {}
    if taught:
        for row in _rows(taught / "polnear.jsonl"):
            believed = [s for s in row["statements"] if s["confidence"] >= TRUST]
            inner[row["id"], row["annotator"]] = [_statement(s) for s in believed]
    readings: dict[str, list[Labelled]] = defaultdict(list)
    for one in gold:
        known = inner[one.article.id, one.annotator] if taught else None
        readings[one.article.id].append(
            label(one.article.text, one.statements, tokenizer, inner=known)
        )
    return list(readings.values())


def news(taught: Path, tokenizer) -> list[list[Labelled]]:
    """The articles that a teacher read, one reading each."""
    scores = np.load(taught / "news.npz", allow_pickle=False)
    table, sizes = scores["scores"], scores["sizes"]
    result = []
    for number, row in enumerate(_rows(taught / "news.jsonl")):
        found = row["statements"]
        outer = [_statement(s) for s in found if s["in"] is None]
        inner = [
            _statement(s)
            for s in found
            if s["in"] is not None
            and found[s["in"]]["in"] is None
            and s["confidence"] >= TRUST * found[s["in"]]["confidence"]
        ]
        soft = table[sizes[number] : sizes[number + 1]]
        one = label(row["text"], outer, tokenizer, inner=inner, soft=soft)
        if len(one.encoding.ids) != len(soft):
            raise SystemExit(f"{taught}: read with another tokenizer; run training.teach again")
        result.append([one])
    return result


def _statement(row: dict) -> GoldStatement:
    return GoldStatement(
        content=tuple(map(tuple, row["content"])),
        cue=row["cue"] and tuple(row["cue"]),
        source=(tuple(row["source"]),) if row["source"] else (),
    )


def _rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
