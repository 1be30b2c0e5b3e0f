"""What networks are made of: coded statements, one row an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from quoth.errors import UsageError

if TYPE_CHECKING:
    from quoth.export.selection import Selection
    from quoth.store import Project

Actors = Literal["all", "person", "organization"]

UNDATED = datetime(1970, 1, 1)
"""What an article without a date counts as: DNA has no documents without one."""

KINDS: dict[str, tuple[str, ...]] = {
    "all": ("person", "organization", "group", "document", "outlet", "author"),
    "person": ("person", "author"),
    "organization": ("organization", "group", "document", "outlet"),
}
"""Kinds of actors that are rows; anonymous ones never are: they are no node that others meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An actor, a concept, a side, a time."""

    statement: str
    document: str
    time: datetime
    """When the article was published, without a zone, as DNA counts it."""
    actor: str
    concept: str
    agreement: bool | None
    """None where the statement takes no side; it counts where sides do not."""
    confidence: float = 1.0


def rows(
    project: Project, *, actors: Actors = "all", selection: Selection | None = None
) -> list[Row]:
    """The coded statements of a project, in the order of time.

    Concepts are those of the last grouping (`Project.find_concepts`); actors are called as across
    articles. A statement of two speakers gives two rows.

    Args:
        project: to read from.
        actors: which kinds of actors.
        selection: only statements of these.

    Raises:
        UsageError: no such choice of actors.
    """
    if actors not in KINDS:
        raise UsageError(f"there are no actors {actors!r}", advice=f"one of {', '.join(KINDS)}")
    wanted = None
    if selection is not None and not selection.everything:
        wanted = {statement.id for statement, _ in selection.statements()}
    found = list(_rows(project, KINDS[actors], wanted))
    return sorted(found, key=lambda row: (row.time, row.document, row.statement, row.actor))


def _rows(project: Project, kinds: tuple[str, ...], wanted: set[str] | None) -> Iterator[Row]:
    concepts = project.codings(wanted)
    for one in project.speaking(concepts):
        if one.kind not in kinds or (wanted is not None and one.statement_id not in wanted):
            continue
        concept, coding = concepts[one.statement_id]
        yield Row(
            statement=one.statement_id,
            document=one.article_id,
            time=time_of(one.published),
            actor=one.name,
            concept=concept,
            agreement=coding.agreement,
            confidence=coding.confidence,
        )


def time_of(published: str | None) -> datetime:
    """An ISO date, date-time or a part of one as a time without a zone; that of UTC if it has one.

    A part counts as its first moment.
    """
    if not published:
        return UNDATED
    try:
        if len(published) > 10:
            found = datetime.fromisoformat(published)
            return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
        year, month, day = (*(int(part) for part in published.split("-")), 1, 1)[:3]
        return datetime(year, month, day)
    except ValueError:
        return UNDATED


def without_date(coded: Sequence[Row]) -> int:
    """How many articles of these statements have no date, so that they are in no window."""
    return len({row.document for row in coded if row.time == UNDATED})
