"""Anchors: where in which article a judgement was made, so that it is found again or refused.

An anchor holds the article (id, address, hash of its text) and one or more places, each by
position and by quotation: the words themselves with what stands before and after. That is the
TextPositionSelector with the TextQuoteSelector of the W3C's Web Annotation Data Model (2017,
sections 4.2.4 and 4.2.5), under a stricter rule: only the same letters count, and where they could
mean two places, none is taken.

In a text with the same hash the position is the place; in one with the same letters, white space
apart, the number of the letter is. In any other text:

1. The letters (white space does not count) must be there, in one piece, and neither begin nor end
   inside a longer word.
2. If they stand there more often than they did, none of the places is taken.
3. Where they stand with all their context before and after is the place, if no other has as much
   as one side of it. The context is at least 32 letters on each side and, where the article says
   the same twice, as long as it takes to tell this place from the others.
4. Else the place may still be told if the old text and the new one both hold the letters exactly
   once and the context is whole on one side: something was put in before or after it.
5. Anything else is refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quoth.judge.letters import Letters, letters_in, letters_of
from quoth.model import Article, Span, text_hash

CONTEXT = 32
"""Letters of context on each side, at least."""

ONE_SIDE = 16
"""Letters that a side must have to vouch for a place alone: an article's first words have none
before them, and nothing is no proof."""


OCCURRENCES = 1000
"""A text that holds the same words more often is nothing to find a place in."""


class Gone(Exception):
    """A place cannot be told in a text; the message says why, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a text, by position and by quotation."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    times: int
    """How often the text holds these letters."""
    letter: int
    """The number of its first letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """Which article, for somebody whose project has another capture of it."""

    id: str
    text_sha256: str
    letters_sha256: str
    """Of the text without its white space."""
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """A statement's spans in the anchored text."""

    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """Where a judgement was made. The first place holds the statement's own words."""

    article: ArticleRef
    places: tuple[Place, ...] = ()
    statement: str | None = None
    """The statement's id at that time."""
    model: str | None = None
    """The machine's version at that time."""
    name: str | None = None
    kind: str | None = None
    """For an actor: what the article called it."""
    spans: Spans | None = None
    """For a statement that is part of something larger: its spans, to be told from others."""

    def record(self) -> dict[str, Any]:
        """As JSON has it; what is empty is left out."""
        found: dict[str, Any] = {
            "article": {
                name: value
                for name in ArticleRef.__slots__
                if (value := getattr(self.article, name)) is not None
            }
        }
        for name in ("statement", "model", "name", "kind"):
            if getattr(self, name) is not None:
                found[name] = getattr(self, name)
        if self.spans is not None:
            found["spans"] = {
                "content": [list(span) for span in self.spans.content],
                "cue": self.spans.cue and list(self.spans.cue),
                "source": self.spans.source and list(self.spans.source),
            }
        if self.places:
            found["places"] = [
                {name: getattr(place, name) for name in Place.__slots__} for place in self.places
            ]
        return found

    @classmethod
    def of_record(cls, record: dict[str, Any]) -> Anchor:
        """The inverse of `record`.

        Raises:
            KeyError, TypeError: it is none.
        """
        spans = record.get("spans")
        if spans is not None:
            spans = Spans(
                content=tuple((start, end) for start, end in spans["content"]),
                cue=spans["cue"] and tuple(spans["cue"]),
                source=spans["source"] and tuple(spans["source"]),
            )
        return cls(
            spans=spans,
            article=ArticleRef(**record["article"]),
            places=tuple(Place(**place) for place in record.get("places", ())),
            **{n: record[n] for n in ("statement", "model", "name", "kind") if n in record},
        )

    @cached_property
    def letters(self) -> tuple[Letters, ...]:
        """The letters of each place."""
        return tuple(Letters(place.exact) for place in self.places)


def reference(article: Article, letters: Letters | None = None) -> ArticleRef:
    """Which article this is; `letters` are those of its text, if they are known."""
    return ArticleRef(
        id=article.id,
        text_sha256=article.text_sha256,
        letters_sha256=text_hash((letters or letters_in(article.text)).letters),
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
    )


def anchored(
    article: Article,
    core: Sequence[Span],
    others: Iterable[Span] = (),
    *,
    letters: Letters | None = None,
    statement: str | None = None,
    model: str | None = None,
    spans: Spans | None = None,
) -> Anchor:
    """An anchor on an article.

    Args:
        article: as it is now.
        core: the statement's content, cue and source, before and after; one place holds them all.
        others: what else is named (links, addressee); each outside of that is a place of its own.
        letters: those of its text, if they are known.
        statement: its id.
        model: the machine's version.
        spans: the statement's, where `was` does not have them.
    """
    letters = letters or letters_in(article.text)
    start, end = min(s for s, _ in core), max(e for _, e in core)
    wanted = [(start, end)]
    for span in sorted(set(others)):
        if not (start <= span[0] and span[1] <= end):
            wanted.append(span)
    return Anchor(
        article=reference(article, letters),
        places=tuple(_place(letters, span) for span in wanted),
        spans=spans,
        statement=statement,
        model=model,
    )


def _place(letters: Letters, span: Span) -> Place:
    """The place of a span, with as much context as it takes."""
    first, last = letters.range(span)
    exact = letters.letters[first:last]
    ends = inside_word(letters, first), inside_word(letters, last)
    times = sum(
        (inside_word(letters, at), inside_word(letters, at + len(exact))) == ends
        for at in letters.occurrences(exact, OCCURRENCES)
    )
    size = CONTEXT
    while True:
        before, after = max(0, first - size), min(len(letters.letters), last + size)
        whole = before == 0 and after == len(letters.letters)
        if times == 1 or whole or len(letters.occurrences(letters.letters[before:after], 2)) == 1:
            break
        size *= 2
    text, places = letters.text, letters.places
    begin = places[before] if before < first else span[0]
    finish = places[after - 1] + 1 if after > last else span[1]
    return Place(
        start=span[0],
        end=span[1],
        exact=text[slice(*span)],
        prefix=text[begin : span[0]],
        suffix=text[span[1] : finish],
        times=times,
        letter=first,
    )


class Placed:
    """An anchor found in an article's text: carries spans from the one to the other."""

    def __init__(self, anchor: Anchor, article: Article, letters: Letters | None = None):
        """Find the anchor's places in a text.

        Raises:
            Gone: a place cannot be told.
        """
        self.anchor = anchor
        self.letters = letters or letters_in(article.text)
        self.moved = anchor.article.text_sha256 != article.text_sha256
        self.starts: list[int] = []
        same_letters = self.moved and (
            anchor.article.letters_sha256 == text_hash(self.letters.letters)
        )
        for place, own in zip(anchor.places, anchor.letters, strict=True):
            if same_letters:
                if not self.letters.letters.startswith(own.letters, place.letter):
                    raise Gone("the words at its position are not those that it quotes")
                self.starts.append(place.letter)
            elif self.moved:
                self.starts.append(_find(place, own.letters, self.letters))
            elif article.text[place.start : place.end] != place.exact:
                raise Gone("the words at its position are not those that it quotes")

    def span(self, span: Span) -> Span:
        """A span of the anchored text as one of this text.

        Raises:
            Gone: it is in none of the anchor's places, or has no letters.
        """
        for number, (place, own) in enumerate(
            zip(self.anchor.places, self.anchor.letters, strict=True)
        ):
            if place.start <= span[0] and span[1] <= place.end:
                if not self.moved:
                    return span
                first, last = own.range((span[0] - place.start, span[1] - place.start))
                if first < last:
                    start = self.starts[number]
                    return self.letters.span((start + first, start + last))
        raise Gone("it names words that it does not quote")


def _find(place: Place, exact: str, letters: Letters) -> int:
    """The number of the letter at which a place begins in another text."""
    if not exact:
        raise Gone("it quotes no letters")
    found = [
        at
        for at in letters.occurrences(exact, OCCURRENCES)
        if _same_ends(place, letters, at, exact)
    ]
    if not found:
        raise Gone("its words are not in the text any more")
    prefix, suffix = letters_of(place.prefix), letters_of(place.suffix)
    text, size = letters.letters, len(exact)
    before = {at for at in found if text.endswith(prefix, 0, at)}
    after = {at for at in found if text.startswith(suffix, at + size)}
    both = before & after
    if len(found) > place.times:
        raise Gone("its words stand in the text more often than before")
    if len(both) == 1 and before | after == both:
        return both.pop()
    if len(found) > 1:
        raise Gone("its words stand in the text more than once, and nothing tells which is it")
    if place.times > 1:
        raise Gone(
            "the text has its words once and had them more than once: these may be the others"
        )
    (at,) = found
    if (at in before and len(prefix) >= ONE_SIDE) or (at in after and len(suffix) >= ONE_SIDE):
        return at
    raise Gone("its words now stand between others: this may be another place")


def _same_ends(place: Place, letters: Letters, at: int, exact: str) -> bool:
    """Whether letters at a place are as whole as they were: "no" is not the beginning of "not"."""
    before = place.prefix[-1:].isalnum() and place.exact[:1].isalnum()
    after = place.suffix[:1].isalnum() and place.exact[-1:].isalnum()
    return inside_word(letters, at) is before and inside_word(letters, at + len(exact)) is after


def inside_word(letters: Letters, number: int) -> bool:
    """Whether a letter goes on with the word of the one before."""
    if not 0 < number < len(letters.places):
        return False
    left, right = letters.places[number - 1], letters.places[number]
    return right == left + 1 and letters.text[left].isalnum() and letters.text[right].isalnum()
