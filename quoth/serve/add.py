"""Adding a statement that the machine missed: words marked in the text, or typed as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quoth.model import MODES, TYPES, Article, Statement
from quoth.serve.article import ID
from quoth.serve.cards import CARD_HEADING, Place
from quoth.serve.desk import Desk
from quoth.serve.judging import spans
from quoth.serve.marking import Paragraph, marked
from quoth.serve.query import NotFound, Query
from quoth.store import reading

PARTS = ("content", "cue", "source")
GAP = "…"
"""Between the pieces of a content that is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """An article to which a statement is added."""

    article: Place
    paragraphs: tuple[Paragraph, ...]
    """With the statements that are known."""
    statements: int
    parts: tuple[tuple[str, str, str], ...]
    """(content, cue or source; its spans; its words) as the address has them."""
    speakers: tuple[str, ...]
    """Names of the article, to choose from."""
    types: tuple[str, ...]
    modes: tuple[str, ...]

    heading = CARD_HEADING

    def rows(self) -> Iterator[tuple]:
        """For CSV: nothing is there yet."""
        return iter(())


def add(desk: Desk, query: Query) -> AddPage:
    """Parameters: content, cue, source, each as "12-40" or "12-40, 52-60"."""
    id = query.parts["id"]
    if not ID.match(id) or desk.row("SELECT 1 FROM article WHERE id = ?", (id,)) is None:
        raise NotFound("article")
    article = reading.article(desk.connection, id)
    statements = reading.statements(desk.connection, article)
    return AddPage(
        article=Place(
            id=article.id,
            outlet=article.outlet,
            title=article.title,
            published=article.published,
            language=article.language,
            path=article.path,
        ),
        paragraphs=marked(article.text, statements),
        statements=len(statements),
        parts=tuple((part, *_given(article, query.text(part))) for part in PARTS),
        speakers=_speakers(statements),
        types=TYPES,
        modes=MODES,
    )


def _given(article: Article, typed: str | None) -> tuple[str, str]:
    """Spans of an address and their words; nothing where there are none."""
    from quoth.errors import UsageError

    try:
        found = [(a, b) for a, b in spans(typed or "") if b <= len(article.text)]
    except UsageError:
        return "", ""
    words = f" {GAP} ".join(" ".join(article.text[a:b].split()) for a, b in found)
    return ", ".join(f"{a}-{b}" for a, b in found), words


def _speakers(statements: Sequence[Statement]) -> tuple[str, ...]:
    names = {speaker.name: None for one in statements for speaker in one.speakers}
    return tuple(sorted(names, key=str.casefold))[:200]


def as_spans(article: Article, form: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """A form whose words are spans: who has no JavaScript types what stands in the text.

    Raises:
        UsageError: the words are not there, or more than once.
    """
    from quoth.errors import UsageError
    from quoth.judge.quoting import quoted

    found = dict(form)
    for part in PARTS:
        value = (form.get(part) or [""])[-1].strip()
        if not value:
            continue
        try:
            spans(value)
        except UsageError:
            pieces = [piece.strip() for piece in value.split(GAP)] if part == "content" else [value]
            places = [quoted(article, piece) for piece in pieces if piece]
            found[part] = [", ".join(f"{start}-{end}" for start, end in places)]
    return found
