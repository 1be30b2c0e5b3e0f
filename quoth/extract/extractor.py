"""Find every attributed statement of an article, the nested ones too.

`Extractor.predict` is pure: articles in, statements out, nothing written. The first
pass reads the article; the second reads each content as a text of its own and finds
what the speaker attributes to others, until nothing new is found or the depth is
reached.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from quoth.extract.confidence import confidence, evidence
from quoth.extract.decode import Joined, Scores, TaggedSpan, continued_quotation, decode_spans
from quoth.extract.encode import Encoding, encode
from quoth.extract.mode import mode_of
from quoth.extract.quotes import INSIDE
from quoth.extract.tagger import Tagger
from quoth.extract.type import type_of
from quoth.model import Article, Content, Mode, Piece, Span, Statement, pieces_text, statement_id

DEPTH = 3
"""How deep statements are sought in statements: X said that Y thinks that Z denies."""

LANGUAGES = frozenset({"en"})
"""Languages the shipped model was trained on."""


def unsupported(article: Article) -> str | None:
    """Why no statements are sought in an article, or None if they are."""
    if article.language is None or article.language.split("-")[0].lower() in LANGUAGES:
        return None
    return f"no model for language {article.language!r}: the article is kept, without statements"


_OWN = {"i", "we", "me", "us", "my", "our", "you", "your", "one"}
_PERHAPS_OWN = {"he", "she", "they", "it", "his", "her", "their", "its", "there", "this", "that"}


@dataclass(frozen=True, slots=True)
class Found:
    """A statement before it has an id: offsets are the article's."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    mode: Mode
    evidence: np.ndarray


@dataclass(frozen=True, slots=True)
class Extractor:
    """The extract stage with a loaded model."""

    tagger: Tagger

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Extractor:
        """Load a model folder; by default the one in the package.

        Raises:
            ModelError: the folder is missing or is not what its manifest says.
        """
        return cls(Tagger.load(folder))

    @property
    def version(self) -> str:
        """The model's name and the start of its sha-256."""
        return self.tagger.version

    def predict(self, articles: Sequence[Article]) -> list[tuple[Statement, ...]]:
        """The statements of each article, in order of appearance.

        Args:
            articles: any number; each is read by itself, so neither their order nor
                their number changes a result.

        Returns:
            One tuple an article; empty where `unsupported` gives a reason.
        """
        return [self._article(article) for article in articles]

    def _article(self, article: Article) -> tuple[Statement, ...]:
        if unsupported(article):
            return ()
        text = article.text
        done: dict[str, Statement] = {}
        level = [(None, found) for found in self._read([(text, 0)], nested=False)[0]]
        for depth in range(DEPTH + 1):
            parts = []
            for parent, found in level:
                statement = self.statement(article, found, parent)
                if statement.id not in done:
                    done[statement.id] = statement
                    parts += [(statement, span) for span in found.content]
            level = self._within(text, parts) if depth < DEPTH else []
        return tuple(sorted(done.values(), key=_appearance))

    def _within(
        self, text: str, parts: list[tuple[Statement, Span]]
    ) -> list[tuple[Statement, Found]]:
        """Statements inside contents: strictly smaller, and of another voice."""
        parts = [(s, span) for s, span in parts if text.count(" ", *span) > 1]
        read = self._read([(text[a:b], a) for _, (a, b) in parts], nested=True)
        return [
            (parent, found)
            for (parent, span), inner in zip(parts, read, strict=True)
            for found in inner
            if found.content != (span,) and _another_voice(text, found, parent)
        ]

    def _read(self, texts: list[tuple[str, int]], *, nested: bool) -> list[list[Found]]:
        """One pass over parts of an article, each with the offset at which it stands."""
        tokenizer = self.tagger.tokenizer
        encoded = [(text, encode(text, tokenizer, headline=not nested)) for text, _ in texts]
        scored = self.tagger.scores(encoded)
        # All parts are decoded side by side, their paragraphs numbered through.
        bases = np.cumsum([0] + [1 + int(e.paragraphs.max(initial=0)) for _, e in encoded])
        firsts = np.cumsum([0] + [len(e.ids) for _, e in encoded])
        if not firsts[-1]:
            return [[] for _ in texts]
        spans = decode_spans(
            np.concatenate([one.tags for one in scored]),
            np.concatenate([e.paragraphs + b for (_, e), b in zip(encoded, bases, strict=False)]),
            self.tagger.chain,
        )
        result = []
        for number, ((text, encoding), (_, offset)) in enumerate(zip(encoded, texts, strict=True)):
            low, high = firsts[number], firsts[number + 1]
            own = [
                replace(s, first=s.first - low, last=s.last - low)
                for s in spans[
                    bisect_left(spans, low, key=_first) : bisect_left(spans, high, key=_first)
                ]
            ]
            joined = self.join(scored[number], own, encoding)
            result.append(place_joined(text, encoding, offset, joined, nested=nested))
        return result

    def join(self, scores: Scores, spans: list[TaggedSpan], encoding: Encoding) -> list[Joined]:
        """Join the spans of a text, with the paragraphs that only go on with a quotation.

        Such a paragraph belongs to the statement before if it has no cue of its own,
        also where the tags found nothing in it. A cue for which the tags found no
        content has what is quoted in its paragraph.
        """
        paragraphs, states = encoding.paragraphs, encoding.features[:, 1]
        continued = continued_quotation(paragraphs, states)
        with_cue = {int(paragraphs[s.first]) for s in spans if s.role == "cue"}
        marked = {int(paragraphs[s.first]) for s in spans if s.role != "cue"}
        with_content = {int(paragraphs[s.first]) for s in spans if s.role == "content"}
        continued &= ~np.isin(paragraphs, list(with_cue))
        quoted = (states == INSIDE) & np.isin(paragraphs, list(with_cue - with_content))
        silent = continued & ~np.isin(paragraphs, list(marked))
        taken = {piece for s in spans for piece in range(s.first, s.last)}
        for first, last in [*_runs(quoted), *_runs(silent)]:
            if last - first > 2 and taken.isdisjoint(range(first, last)):
                spans = [*spans, TaggedSpan("content", first, last, 0.5, 0.5)]
        spans = sorted(spans, key=_first)
        return self.tagger.links.choose(scores, spans, continued)

    def statement(self, article: Article, found: Found, parent: Statement | None) -> Statement:
        """A finding as a statement: with its id, type and confidence."""
        text = article.text
        content = Content(spans=found.content, text=pieces_text(text, found.content))
        cue = _piece(text, found.cue)
        own = confidence(found.evidence, self.tagger.config["calibration"])
        return Statement(
            id=statement_id(article.id, found.content, found.cue, found.source),
            article_id=article.id,
            mode=found.mode,
            type=type_of(cue and cue.text, content.text, mode=found.mode),
            content=content,
            cue=cue,
            source=_piece(text, found.source),
            nested_in=parent.id if parent else None,
            confidence=own * parent.confidence if parent else own,
        )


def tidy(text: str, start: int, end: int) -> Span | None:
    """Trim a span to what belongs to it: letters and digits, with the marks that bind to them.

    Signs of currency and number stay ("$4 million", "30 %"), so do question and
    exclamation marks, and brackets whose partner is inside.
    """
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if start == end:
        return None
    while start and text[start - 1] in "$€£¥#@":
        start -= 1
    if start and text[start - 1] in "([" and ")]"["([".index(text[start - 1])] in text[start:end]:
        start -= 1
    last = min(len(text), end + 4)
    while end < last and text[end] in "%°?!)]":
        if text[end] in ")]" and text.count("(["[")]".index(text[end])], start, end) <= text.count(
            text[end], start, end
        ):
            break
        end += 1
    return start, end


def place_joined(
    text: str, encoding: Encoding, by: int, joined: list[Joined], *, nested: bool
) -> list[Found]:
    """Turn word pieces of a text that stands at `by` into offsets of the article."""
    offsets = encoding.offsets

    def place(span: TaggedSpan | None) -> Span | None:
        return span and tidy(text, int(offsets[span.first, 0]), int(offsets[span.last - 1, 1]))

    def shift(span: Span | None) -> Span | None:
        return span and (span[0] + by, span[1] + by)

    found = []
    for one in joined:
        content = tuple(s for s in map(place, one.contents) if s)
        if content:
            found.append(
                Found(
                    tuple(map(shift, content)),
                    shift(place(one.cue)),
                    shift(place(one.source)),
                    mode_of(text, content, encoding.states),
                    evidence(one, nested=nested),
                )
            )
    return found


def _runs(mask: np.ndarray) -> list[tuple[int, int]]:
    """Half-open stretches in which a bool array is True."""
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _another_voice(text: str, found: Found, parent: Statement) -> bool:
    """Whether a statement inside a content is attributed to somebody else.

    "I think", "we hope" inside a quotation and "he wants" after "he said" are the same
    speaker going on: they are what he says, not a further attribution. Neither is a
    belief or a plan that is nobody's.
    """
    if found.cue is None or found.source is None:
        return False
    source = text[slice(*found.source)].lower()
    if source in _OWN:
        return False
    return parent.mode == "direct" or source not in _PERHAPS_OWN


def _first(span: TaggedSpan) -> int:
    return span.first


def _piece(text: str, span: Span | None) -> Piece | None:
    return span and Piece(span=span, text=text[span[0] : span[1]])


def _appearance(statement: Statement) -> tuple:
    spans = [*statement.content.spans]
    spans += [piece.span for piece in (statement.cue, statement.source) if piece]
    return min(spans), -max(end for _, end in spans), statement.id
