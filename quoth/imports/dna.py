"""Databases of the Discourse Network Analyzer: what coders coded there, under their names.

A document that our export wrote is found by the article's id in its notes, another by its text. A
statement that our export wrote is found by the id in its variable "quoth"; another one is new. Its
concept and agreement become a coding by its coder, its persons and organizations the speakers. A
person with an organization is two speakers, and the organization his role, so that it goes out as
it came in.

What the machine coded says nothing when it comes back, unless somebody changed it in DNA, which
leaves the coder: the variable "exported" has what our export wrote beside it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quoth.errors import NotAnArticle
from quoth.export.dna import EXPORTED, MACHINE_NAME, PEOPLE, short
from quoth.export.dna_schema import problems
from quoth.export.marks import Mark
from quoth.imports import Coding, Document, Noted
from quoth.imports.adding import path_of
from quoth.model import ACTOR_KINDS, Article, Span

ARTICLE = re.compile(r"quoth article ([0-9a-f]{20})")

PARTIAL = frozenset({"cue", "source", "medium"})
"""What DNA has no variable for: its absence says nothing."""

BESIDE = {"mode": "mode", "type": "type", "said_on": "said on"}
"""Fields that are in variables of ours; they are taken where they were changed."""


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

    own: str
    spans: tuple[Span, ...]
    coders: set[str] = field(default_factory=set)
    speakers: dict[str, dict[str, str]] = field(default_factory=dict)
    """By their names: kinds, and roles of persons that have an organization."""
    codings: dict[str, Coding] = field(default_factory=dict)
    """By coder; of the machine's those that were changed."""
    touched: bool = False
    """Whether a speaker of the machine's was changed."""
    beside: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    """Of those the ones that were changed."""

    def add(self, coder: str, its: Mapping[str, object], kinds: Mapping[str, str]) -> str | None:
        """One more statement; why not all of it is taken, if it is not."""
        self.coders.add(coder)
        person, organization, concept = (
            str(its.get(name) or "") for name in ("person", "organization", "concept")
        )
        if person:
            one = self.speakers.setdefault(person, {"kind": kinds.get("person", "person")})
            if organization and not self.own:
                one["role"] = organization
        if organization:
            kind = kinds.get("organization", "organization")
            self.speakers.setdefault(organization, {"kind": kind})
        agreement = bool(its.get("agreement"))
        now = [person, organization, concept, agreement]
        now += [str(its.get(variable) or "") for variable in BESIDE.values()]
        before = _before(its.get(EXPORTED), len(now)) or now
        for name, old, new in zip(BESIDE, before[4:], now[4:], strict=True):
            if name not in self.changed:  # of several rows one may be changed
                self.beside[name] = new
            self.changed |= {name} if old != new else set()
        if self.own and coder == MACHINE_NAME:
            self.touched |= before[:2] != now[:2]
            if before[2:4] == now[2:4]:
                return None
        if not concept:
            return None
        coding = Coding(concept=concept, agreement=agreement)
        if self.codings.setdefault(coder, coding) != coding:
            side = "yes" if agreement else "no"
            return (
                f"{coder} coded {concept!r}, {side}, too: a statement has one concept and one "
                "side a coder; give it other words in DNA"
            )
        return None

    def noted(self) -> Noted:
        """All of it as a mark."""
        # Spans of a text with other line ends or without emoji are not ours: the id alone tells.
        partial = PARTIAL | ({"content"} if self.own else set())
        machine = self.coders == {MACHINE_NAME} and not self.touched
        if self.own and (machine or not self.speakers):
            partial |= {"speakers"}
        partial |= BESIDE.keys() - self.changed
        people = [coder for coder in self.codings if coder != MACHINE_NAME]
        others = sorted(self.coders - {MACHINE_NAME})
        beside = {name: value or None for name, value in self.beside.items()}
        return Noted(
            mark=Mark(
                id=self.own or None, content=self.spans, speakers=tuple(self.speakers), **beside
            ),
            by=next(iter([*people, *others]), None),
            codings=tuple(
                (None if coder == MACHINE_NAME else coder, coding)
                for coder, coding in self.codings.items()
            ),
            partial=frozenset(partial),
            across=self.speakers,
        )


def _documents(path: Path, file: sqlite3.Connection) -> Iterator[Document]:
    values, kinds = _values(file), _kinds(file)
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
            one = gathered.setdefault((own, spans), _Gathered(own, spans))
            if reason := one.add(coder, its, kinds.get(number, {})):
                refused.append(f"statement {number}: {reason}")
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
            shown=short,
            marks=tuple(one.noted() for one in gathered.values()),
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


def _kinds(file: sqlite3.Connection) -> dict[int, dict[str, str]]:
    """By statement and variable what kind of actor it is, where the attribute Type says so."""
    found: dict[int, dict[str, str]] = {}
    for statement, variable, kind in file.execute(
        "SELECT StatementId, Variable, AttributeValue FROM DATASHORTTEXT"
        " JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId"
        " JOIN ATTRIBUTEVALUES ON EntityId = Entity"
        " JOIN ATTRIBUTEVARIABLES ON ATTRIBUTEVARIABLES.ID = AttributeVariableId"
        " WHERE AttributeVariable = 'Type' AND Variable IN ('person', 'organization')"
    ):
        kind = str(kind).lower()
        if kind in ACTOR_KINDS and (kind in PEOPLE) == (variable == "person"):
            found.setdefault(statement, {})[variable] = kind
    return found


def _before(written: object, length: int) -> list[object] | None:
    """What was exported; None if that cannot be told."""
    try:
        found = json.loads(str(written or "null"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and len(found) == length else None


def _pieces(written: object, start: int, stop: int) -> tuple[Span, ...]:
    """The exact pieces, if their hull is still the statement's; else its hull."""
    try:
        pieces = tuple((int(a), int(b)) for a, b in json.loads(str(written or "[]")))
    except (ValueError, TypeError):
        pieces = ()
    whole = pieces and (min(a for a, _ in pieces), max(b for _, b in pieces)) == (start, stop)
    return pieces if whole else ((start, stop),)
