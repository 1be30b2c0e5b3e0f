"""Databases of the Discourse Network Analyzer: what coders coded there, under their names.

A document that our export wrote is found by the article's id in its notes, another by its text. A
statement that our export wrote is found by the id in its variable "quoth"; another one is new. Its
concept and agreement become a coding by its coder, its persons and organizations the speakers.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quoth.errors import NotAnArticle
from quoth.export.dna_schema import problems
from quoth.export.marks import Mark
from quoth.imports import Coding, Document, Noted
from quoth.imports.adding import path_of
from quoth.model import Article, Span

ARTICLE = re.compile(r"quoth article ([0-9a-f]{20})")

PARTIAL = frozenset({"cue", "source", "mode", "type", "medium", "said_on"})
"""What DNA has no variable for: its absence says nothing."""


def read(path: Path) -> Iterator[Document]:
    """A document for each of the database's.

    Raises:
        NotAnArticle: it is no sound database of DNA 3.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            if found := problems(file):
                raise NotAnArticle(
                    f"DNA itself would stumble over it: {found[0]}",
                    advice="open and save it in DNA 3",
                )
            yield from _documents(path, file)
    except sqlite3.DatabaseError as error:
        raise NotAnArticle(f"it is no database: {error}", advice="give a .dna file") from error


@dataclass(slots=True)
class _Gathered:
    """What the statements of one span and one `quoth` id say together."""

    coder: str
    spans: tuple[Span, ...]
    speakers: list[str] = field(default_factory=list)
    concept: str | None = None
    agreement: bool | None = None


def _documents(path: Path, file: sqlite3.Connection) -> Iterator[Document]:
    values = _values(file)
    types = [
        id for (id,) in file.execute("SELECT ID FROM STATEMENTTYPES WHERE Label = 'DNA Statement'")
    ]
    for id, title, text, notes, author, source, date in file.execute(
        "SELECT ID, Title, Text, Notes, Author, Source, Date FROM DOCUMENTS ORDER BY ID"
    ).fetchall():
        gathered: dict[tuple[str, tuple[Span, ...]], _Gathered] = {}
        refused = []
        for number, kind, start, stop, coder in file.execute(
            "SELECT STATEMENTS.ID, StatementTypeId, Start, Stop, Name FROM STATEMENTS"
            " JOIN CODERS ON CODERS.ID = Coder WHERE DocumentId = ? ORDER BY Start, Stop, 1",
            (id,),
        ).fetchall():
            if kind not in types:
                refused.append(f"statement {number} is not of the type 'DNA Statement'")
                continue
            its = values.get(number, {})
            spans = _pieces(its.get("pieces"), start, stop)
            own = str(its.get("quoth") or "")
            one = gathered.setdefault((own, spans), _Gathered(coder, spans))
            for name in ("person", "organization"):
                if its.get(name) and its[name] not in one.speakers:
                    one.speakers.append(str(its[name]))
            if its.get("concept"):
                one.concept = str(its["concept"])
                one.agreement = bool(its.get("agreement"))
        article = ARTICLE.search(notes)
        yield Document(
            name=f"{path}, document {id} ({title})",
            article=article[1] if article else None,
            text=None if article else text,
            whole=Article.of(
                text,
                path=path_of(path, str(id)),
                title=title or None,
                outlet=source or None,
                authors=(author,) if author else (),
                published=_day(date),
            ),
            marks=tuple(_noted(own, one) for (own, _), one in gathered.items()),
            refused=tuple(refused),
        )


def _day(seconds: object) -> str | None:
    """The day of a document's date, which DNA keeps in seconds since 1970 in UTC."""
    if not isinstance(seconds, int) or not -62_135_596_800 <= seconds < 253_402_300_800:
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()


def _values(file: sqlite3.Connection) -> dict[int, dict[str, object]]:
    found: dict[int, dict[str, object]] = {}
    for sql in (
        "SELECT StatementId, Variable, DATASHORTTEXT_VALUE.Value FROM DATASHORTTEXT"
        " JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId"
        " JOIN ENTITIES AS DATASHORTTEXT_VALUE ON DATASHORTTEXT_VALUE.ID = Entity",
        "SELECT StatementId, Variable, Value FROM DATALONGTEXT"
        " JOIN VARIABLES ON VARIABLES.ID = VariableId",
        "SELECT StatementId, Variable, Value FROM DATABOOLEAN"
        " JOIN VARIABLES ON VARIABLES.ID = VariableId",
    ):
        for statement, variable, value in file.execute(sql):
            found.setdefault(statement, {})[variable] = value
    return found


def _pieces(written: object, start: int, stop: int) -> tuple[Span, ...]:
    """The exact pieces, if their hull is still the statement's; else its hull."""
    try:
        pieces = tuple((int(a), int(b)) for a, b in json.loads(str(written or "[]")))
    except (ValueError, TypeError):
        pieces = ()
    whole = pieces and (min(a for a, _ in pieces), max(b for _, b in pieces)) == (start, stop)
    return pieces if whole else ((start, stop),)


def _noted(own: str, one: _Gathered) -> Noted:
    # Spans of a text with other line ends or without emoji are not ours: the id alone tells.
    partial = PARTIAL | ({"content"} if own else set())
    machine = one.coder == "Quoth"
    if own and (machine or not one.speakers):
        partial |= {"speakers"}
    coding = None
    if one.concept is not None and not (own and machine):
        coding = Coding(concept=one.concept, agreement=one.agreement)
    return Noted(
        mark=Mark(id=own or None, content=one.spans, speakers=tuple(one.speakers)),
        by=None if machine else one.coder,
        coding=coding,
        partial=frozenset(partial),
        renamed=True,
    )
