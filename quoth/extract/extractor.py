"""Find every attributed statement of an article, the nested ones too.

`Extractor.predict` is pure: articles in, statements out, nothing written. One reading
of the article gives its statements and those inside their contents; what is attributed
deeper still is found by reading such a content as a text of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quoth.extract import posts
from quoth.extract.confidence import confidence
from quoth.extract.decode import Joined, Scores, TaggedSpan, continued_quotation, decode_spans
from quoth.extract.encode import CASES, Encoding, encode
from quoth.extract.inner import find_inner
from quoth.extract.place import Found, place, place_joined
from quoth.extract.quotes import INSIDE
from quoth.extract.tagger import FAST, FULL, Tagger
from quoth.extract.type import type_of
from quoth.model import Article, Content, Piece, Span, Statement, pieces_text, statement_id

DEPTH = 3
"""How deep statements are sought in statements: X said that Y thinks that Z denies."""
FEWEST_SPACES = 3
"""A content with fewer spaces is not read again."""

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
class Extractor:
    """The extract stage with a loaded model."""

    tagger: Tagger

    @classmethod
    def load(cls, folder: str | Path | None = None, *, fast: bool = False) -> Extractor:
        """Load a model folder; by default the one in the package.

        Args:
            folder: see `Tagger.load`.
            fast: read with half of the layers.

        Raises:
            ModelError: the folder is missing or is not what its manifest says.
        """
        return cls(Tagger.load(folder, reading=FAST if fast else FULL))

    @property
    def version(self) -> str:
        """The model's name, the start of its sha-256, and "fast" if it is."""
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
        done: dict[str, Statement] = {}

        def keep(found: Found, inner: list[Found] | None, parent: Statement | None, depth: int):
            statement = self.statement(article, found, parent)
            if statement.id in done:
                return
            done[statement.id] = statement
            if depth < DEPTH:
                for child, deeper in self.within(article.text, statement, inner):
                    keep(child, deeper, statement, depth + 1)

        for found, inner in with_posts(article.text, self._read(article.text, 0, nested=False)):
            keep(found, inner, None, 0)
        return tuple(sorted(done.values(), key=_appearance))

    def within(
        self, text: str, parent: Statement, inner: list[Found] | None
    ) -> Iterator[tuple[Found, list[Found] | None]]:
        """Statements inside a content: strictly smaller, and of another voice.

        Args:
            text: the article's.
            parent: the statement whose content is looked into.
            inner: what was found in it when its text was read; None if nobody looked:
                then each part of the content is read as a text of its own.

        Yields:
            A statement, and what was found inside it, as above.
        """
        found: list[tuple[Found, list[Found] | None]]
        if inner is not None:
            found = [(one, None) for one in inner]
        else:
            found = []
            for low, high in parent.content.spans:
                if text.count(" ", low, high) >= FEWEST_SPACES:
                    found += self._read(text[low:high], low, nested=True)
        for one, deeper in found:
            if one.content[0] not in parent.content.spans and _another_voice(text, one, parent):
                yield one, deeper

    def _read(
        self, text: str, shift: int, *, nested: bool
    ) -> Iterator[tuple[Found, list[Found] | None]]:
        """The statements of a text that begins at `shift`, and those inside each."""
        encoding = encode(text, self.tagger.tokenizer, headline=not nested)
        if not len(encoding.ids):
            return
        outer, *inner = self.tagger.scores(text, encoding)
        spans = decode_spans(outer.tags, encoding.paragraphs, self.tagger.levels[0].chain)
        joined = self.join(outer, spans, encoding)
        placed = [
            place_joined(text, encoding, one, states=encoding.states, shift=shift, nested=nested)
            for one in joined
        ]
        if not inner:
            yield from ((found, None) for found in placed if found)
            return
        contents = [
            (number, span, characters)
            for number, one in enumerate(joined)
            for span in one.contents
            if (characters := place(text, encoding, span))
        ]
        deeper = find_inner(
            text, encoding, inner[0], self.tagger.levels[1], [c[1:] for c in contents], shift
        )
        of_each: list[list[Found]] = [[] for _ in joined]
        for (number, _, _), statements in zip(contents, deeper, strict=True):
            of_each[number] += statements
        yield from ((found, of_each[n]) for n, found in enumerate(placed) if found)

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
        alone = in_capitals(paragraphs, encoding.features[:, 0])
        return self.tagger.levels[0].links.choose(scores, spans, continued, alone)

    def statement(self, article: Article, found: Found, parent: Statement | None) -> Statement:
        """A finding as a statement: with its id, type and confidence."""
        text = article.text
        content = Content(spans=found.content, text=pieces_text(text, found.content))
        cue, source = _piece(text, found.cue), _piece(text, found.source)
        own = (
            confidence(found.evidence, self.tagger.calibration)
            if len(found.evidence)
            else posts.CONFIDENCE
        )
        return Statement(
            id=statement_id(article.id, found.content, found.cue, found.source),
            article_id=article.id,
            mode=found.mode,
            type=type_of(
                cue and cue.text, content.text, mode=found.mode, source=source and source.text
            ),
            content=content,
            cue=cue,
            source=source,
            nested_in=parent.id if parent else None,
            confidence=min(own, parent.confidence) if parent else own,
        )


def in_capitals(paragraphs: np.ndarray, cases: np.ndarray) -> np.ndarray:
    """Pieces of paragraphs that are printed in capitals: headings between paragraphs.

    Args:
        paragraphs: int (n,), rising paragraph numbers.
        cases: (n,), the case of each piece's word, as `encode.CASES` numbers them.
    """
    upper = np.isin(cases, [CASES.index("upper"), CASES.index("none")])
    letters = cases != CASES.index("none")
    count = int(paragraphs[-1]) + 1 if len(paragraphs) else 0
    small = np.bincount(paragraphs, weights=~upper, minlength=count)
    written = np.bincount(paragraphs, weights=letters, minlength=count)
    return ((small == 0) & (written > 2))[paragraphs]


def with_posts(
    text: str, statements: Iterable[tuple[Found, list[Found] | None]]
) -> Iterator[tuple[Found, list[Found] | None]]:
    """The statements of an article and the posts that it shows.

    What was found inside a post is a statement in a statement; what overlaps its name
    or its edges is a reading that the post's form corrects.
    """
    shown = posts.find_posts(text)
    if not shown:
        yield from statements
        return
    starts = [post.content[0] for post in shown]
    inside: list[list[Found]] = [[] for _ in shown]
    for found, inner in statements:
        spans = [*found.content, *(s for s in (found.cue, found.source) if s)]
        low, high = min(a for a, _ in spans), max(b for _, b in spans)
        number = bisect_right(starts, high - 1) - 1
        if number < 0 or shown[number].end <= low:
            yield found, inner
        elif shown[number].content[0] <= low and high <= shown[number].content[1]:
            inside[number].append(found)
    for post, children in zip(shown, inside, strict=True):
        yield Found((post.content,), None, post.source, "direct", np.zeros(0)), children


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
