"""Statements: what was said, by whom, through whom, and why it is thought so."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.model.words import ActorKind, GroundedField, Mode, Span, Type, content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A contiguous part of the article's text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is said: one or more spans in order; `text` joins them with one space."""

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """An actor that a source resolves to."""

    id: str
    name: str
    kind: ActorKind
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One intermediary of a chain, with the span that proves it."""

    name: str
    kind: ActorKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom it was said."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why a field of a statement says what it says."""

    field: GroundedField
    reason: str
    """In words; where the field stays empty, why nobody could be told."""
    confidence: float
    """Estimated probability that a careful reader agrees; 0 where the field stays empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something one article attributes to somebody. Source and cue may be absent."""

    id: str
    article_id: str
    mode: Mode
    type: Type
    content: Content
    cue: Piece | None = None
    source: Piece | None = None
    speakers: tuple[Speaker, ...] = ()
    chain: tuple[Link, ...] = ()
    addressee: Addressee | None = None
    medium: str | None = None
    said_on: str | None = None
    nested_in: str | None = None
    confidence: float = 0.0
    """Estimated probability that source, cue and content overlap what a careful reader marks."""
    grounds: tuple[Ground, ...] = ()
    """Why resolve filled its fields so; they stay in the project and out of the record."""


def statement_id(
    article_id: str, content: tuple[Span, ...], cue: Span | None, source: Span | None
) -> str:
    """The id of a statement: article, spans, kind."""
    return content_id("statement", article_id, content, cue, source)


def pieces_text(text: str, spans: tuple[Span, ...]) -> str:
    """The article's text at several spans, joined with one space."""
    return " ".join(text[start:end] for start, end in spans)
