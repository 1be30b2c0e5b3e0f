"""What a person may set of a statement, checked: nothing is stored that a run could not store."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from quoth.errors import UsageError
from quoth.judge.letters import letters_of
from quoth.model import (
    ACTOR_KINDS,
    MODES,
    TYPES,
    Addressee,
    Article,
    Content,
    Link,
    Piece,
    Span,
    Speaker,
    Statement,
    content_id,
    pieces_text,
    statement_id,
)

FIELDS = (
    "content",
    "cue",
    "source",
    "speakers",
    "type",
    "mode",
    "chain",
    "addressee",
    "medium",
    "said_on",
    "nested_in",
)
"""What can be corrected; the words of the contract."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")

MAX_WORDS = 300
"""Characters of a name, a role or a medium."""


def checked(
    article: Article, changes: Mapping[str, Any], statements: Sequence[Statement]
) -> dict[str, Any]:
    """The fields of `Statement` that a person set, as nouns.

    Args:
        article: the statement's.
        changes: by field; spans in code points of the article's text. Speakers, links and the
            addressee are nouns, dicts with their fields, or names alone.
        statements: the article's: a name that one of them has keeps its kind and role, and
            `nested_in` is the id of one.

    Raises:
        UsageError: a field or a value that cannot be.
    """
    unknown = sorted(set(changes) - set(FIELDS))
    if unknown:
        raise UsageError(
            f"a statement has no field {unknown[0]!r} to judge",
            advice=f"one of {', '.join(FIELDS)}",
        )
    found: dict[str, Any] = {}
    for name, value in changes.items():
        if name == "content":
            spans = _spans(article, value)
            found[name] = Content(spans=spans, text=pieces_text(article.text, spans))
        elif name in ("cue", "source"):
            found[name] = None if value is None else _piece(article, name, value)
        elif name == "speakers":
            found[name] = tuple(_speaker(article, s, statements) for s in _several(name, value))
        elif name == "chain":
            found[name] = tuple(_link(article, link) for link in _several(name, value))
        elif name == "addressee":
            found[name] = None if value is None else _addressee(article, value)
        elif name in ("type", "mode"):
            found[name] = _choice(name, value, TYPES if name == "type" else MODES)
        elif name == "said_on":
            found[name] = None if value is None else _date(value)
        elif name == "medium":
            found[name] = None if value is None else _words(name, value)
        else:
            found[name] = value
    return found


def _several(name: str, value: Any) -> Sequence[Any]:
    if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
        raise UsageError(f"{name} is no list", advice="give a list, empty for none")
    return value


def _span(article: Article, name: str, value: Any) -> Span:
    fits = (
        isinstance(value, Sequence)
        and len(value) == 2
        and all(isinstance(end, int) and not isinstance(end, bool) for end in value)
        and 0 <= value[0] < value[1] <= len(article.text)
    )
    if not fits:
        raise UsageError(
            f"{name} {value!r} is no span of a text of {len(article.text)} code points",
            advice="a span is [start, end], half-open",
        )
    if not letters_of(article.text[value[0] : value[1]]):
        raise UsageError(f"{name} {value!r} holds nothing but blanks", advice="give other words")
    return value[0], value[1]


def _spans(article: Article, value: Any) -> tuple[Span, ...]:
    value = [_span(article, "content", span) for span in _several("content", value)]
    spans = tuple(sorted(value))
    if not spans:
        raise UsageError("content is empty", advice="give one span or more, or reject it")
    if any(first[1] > second[0] for first, second in pairwise(spans)):
        raise UsageError("the pieces of the content overlap", advice="give each piece once")
    return spans


def _piece(article: Article, name: str, value: Any) -> Piece:
    span = _span(article, name, value)
    return Piece(span=span, text=article.text[slice(*span)])


def _words(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_WORDS:
        raise UsageError(
            f"{name} is {value!r:.80}", advice=f"give some words, at most {MAX_WORDS} characters"
        )
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{name} holds half of a character", advice="type it anew") from None
    return " ".join(value.split())


def _choice(name: str, value: Any, choices: Sequence[str]) -> str:
    if value not in choices:
        raise UsageError(f"{name} is {value!r}", advice=f"it is one of {', '.join(choices)}")
    return value


def _date(value: Any) -> str:
    if not isinstance(value, str) or not _DATE.match(value):
        raise UsageError(
            f"said_on is {value!r}, which is no date", advice="write 2024, 2024-02 or 2024-02-17"
        )
    return value


def _fields(value: Any, names: Sequence[str], what: str) -> dict[str, Any]:
    """A noun, a dict of its fields, or a name alone."""
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, Mapping):
        value = {n: getattr(value, n) for n in names if hasattr(value, n)}
    if "name" not in value or set(value) - set(names) - {"id"}:
        raise UsageError(
            f"{what} {value!r:.120}", advice=f"give a name, or an object with {', '.join(names)}"
        )
    return dict(value)


def _speaker(article: Article, value: Any, statements: Sequence[Statement]) -> Speaker:
    given = _fields(value, ("name", "kind", "role"), "speaker")
    name = _words("speaker", given["name"])
    known = next(
        (s for statement in statements for s in statement.speakers if s.name == name), None
    )
    kind = given.get("kind") or (known.kind if known else "person")
    kind = _choice("kind", kind, ACTOR_KINDS)
    role = given.get("role")
    if role is None and "role" not in given and known is not None and known.kind == kind:
        role = known.role
    return Speaker(
        id=content_id("actor", article.id, name, kind),
        name=name,
        kind=kind,
        role=None if role is None else _words("role", role),
    )


def _link(article: Article, value: Any) -> Link:
    given = _fields(value, ("name", "kind", "span"), "link")
    return Link(
        name=_words("link", given["name"]),
        kind=_choice("kind", given.get("kind") or "outlet", ACTOR_KINDS),
        span=_span(article, "link", given.get("span")),
    )


def _addressee(article: Article, value: Any) -> Addressee:
    given = _fields(value, ("name", "span"), "addressee")
    return Addressee(
        name=_words("addressee", given["name"]),
        span=_span(article, "addressee", given.get("span")),
    )


def changed(statement: Statement, changes: Mapping[str, Any]) -> Statement:
    """A statement with fields that a person set, under the id that its spans then give it."""
    made = replace(statement, **{n: v for n, v in changes.items() if n != "nested_in"})
    return replace(
        made,
        id=statement_id(
            made.article_id,
            made.content.spans,
            made.cue and made.cue.span,
            made.source and made.source.span,
        ),
    )


def core_spans(statement: Statement) -> list[Span]:
    """Content, cue and source: what tells it from others."""
    pieces = [piece.span for piece in (statement.cue, statement.source) if piece]
    return [*statement.content.spans, *pieces]


def other_spans(statement: Statement) -> list[Span]:
    """Where its chain and its addressee are named."""
    spans = [link.span for link in statement.chain]
    return [*spans, *([statement.addressee.span] if statement.addressee else [])]
