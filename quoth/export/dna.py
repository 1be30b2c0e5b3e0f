"""DNA: a database of the Discourse Network Analyzer, version 3, to go on coding there.

A statement of the type "DNA Statement" for each speaker: person, organization, concept, agreement;
two speakers are two statements on one span, for DNA has one value a variable. The span is the hull
of the content; the exact pieces, and what else DNA has no variable for, are in long-text variables
of their own, offsets in DNA's text. What nobody coded has the empty concept.

DNA's editor counts UTF-16 and its exports count code points: each character beyond the basic plane
is replaced by one of the basic plane, one for one, so that both agree. Line ends become LF.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC
from pathlib import Path

from quoth.export import Written
from quoth.export.dna_schema import LONGEST, WIDEST, ddl, hashed
from quoth.export.selection import Selection
from quoth.model import Article, Coding, Speaker, Statement
from quoth.network.rows import time_of

VERSION = "3.0.11"
"""Of DNA, whose databases these are like."""

PASSWORD = "quoth"
"""Of every coder; DNA asks for it, and the administrator can change it there."""

ADMIN, MACHINE = 1, 2
"""Ids of coders: DNA's administrator, and Quoth for what nobody judged."""
MACHINE_NAME = "Quoth"

REPLACEMENT = "\u25a1"
"""For a character beyond the basic plane: a white square."""

SHORT_TEXTS = ("person", "organization", "concept")
EXPORTED = "exported"
"""A variable: what was written of the others, so that what is changed in DNA can be told."""

LONG_TEXTS = ("source", "pieces", "mode", "type", "chain", "said on", "confidence")
LONG_TEXTS += ("quoth", EXPORTED)
VARIABLES = (
    *((name, "short text") for name in SHORT_TEXTS),
    ("agreement", "boolean"),
    *((name, "long text") for name in LONG_TEXTS),
)
"""Of the statement type, in the order of their ids from 1."""
NUMBER = {name: number for number, (name, _) in enumerate(VARIABLES, 1)}

ATTRIBUTES = ("Type", "Alias", "Notes")

PEOPLE = ("person", "author")

LOST = (
    "the day a statement was said as a date: DNA has one date, the document's (it is in 'said on')",
    "cue, addressee, medium and why: csv and parquet have them",
    "claims and conflicts; judgements apart from concepts and agreement",
    "characters beyond the basic plane: each is a square in the text",
    "sides of statements that take none: DNA knows only yes and no; they have no concept",
    "anonymous speakers: they are in 'source', for DNA would take two of one name for one",
)


def write(selection: Selection, target: Path) -> Written:
    """Write the database."""
    with closing(sqlite3.connect(target)) as file:
        file.execute("PRAGMA foreign_keys = ON")
        with file:
            for statement in ddl():
                file.execute(statement)
            made = _Database(file, selection)
            for article, statements in selection.articles():
                made.document(article, statements)
            made.finish()
        return Written(rows=made.counts, lost=LOST)


class _Database:
    """The rows of a database, as they are written."""

    def __init__(self, file: sqlite3.Connection, selection: Selection):
        self.file = file
        self.project = selection.project
        self.called: dict[str, tuple[str, ...]] = {}
        self.counts = {"document": 0, "statement": 0, "entity": 0}
        self.coders: dict[str, int] = {}
        self.entities: dict[tuple[int, str], int] = {}
        self.attributes: dict[int, tuple[str, str, str]] = {}
        file.executemany(
            "INSERT INTO SETTINGS VALUES (?, ?)", [("version", VERSION), ("date", "2022-06-10")]
        )
        self._coder("Admin", (255, 255, 0))
        self._coder(MACHINE_NAME, (120, 120, 120))
        file.execute("INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 239, 208, 51)")
        file.executemany(
            "INSERT INTO VARIABLES VALUES (?, ?, ?, 1)",
            [(number, name, kind) for number, (name, kind) in enumerate(VARIABLES, 1)],
        )
        for name in SHORT_TEXTS:
            self._entity(NUMBER[name], "")

    def _coder(self, name: str, colour: tuple[int, int, int] | None = None) -> int:
        name = short(name)
        if name not in self.coders:
            id = len(self.coders) + 1
            digest = hashlib.sha256(f"quoth coder {name}".encode()).digest()
            colour = colour or tuple(64 + byte // 2 for byte in digest[:3])
            self.file.execute(
                "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (id, name, *colour, hashed(PASSWORD, digest[-16:])),
            )
            self.coders[name] = id
        return self.coders[name]

    def _entity(self, variable: int, value: str, notes: tuple[str, str, str] = ("", "", "")) -> int:
        value = short(value)
        key = variable, value
        if key not in self.entities:
            id = len(self.entities) + 1
            self.file.execute(
                "INSERT INTO ENTITIES VALUES (?, ?, ?, 0, 0, 0, NULL)", (id, variable, value)
            )
            self.entities[key] = id
            self.attributes[id] = notes
            self.counts["entity"] += bool(value)
        return self.entities[key]

    def document(self, article: Article, statements: Sequence[Statement]) -> None:
        """An article with its statements."""
        text, at = dna_text(article.text)
        id = self.counts["document"] = self.counts["document"] + 1
        time = time_of(article.published).replace(tzinfo=UTC)
        notes = f"quoth article {article.id}" + (f"\n{article.url}" if article.url else "")
        self.file.execute(
            "INSERT INTO DOCUMENTS VALUES (?, ?, ?, ?, ?, ?, '', ?, 'news', ?)",
            (
                id,
                short(article.title or article.path) or "without a title",
                text,
                MACHINE,
                short("; ".join(article.authors)),
                short(article.outlet or ""),
                _plain(notes),
                int(time.timestamp()),
            ),
        )
        coded = self.project.codings(statement.id for statement in statements)
        self.called = self.project.actor_aliases(
            {speaker.id for statement in statements for speaker in statement.speakers}
        )
        for statement in statements:
            for speakers in _rows(statement.speakers):
                self._statement(id, statement, speakers, at, text, coded.get(statement.id))

    def _statement(
        self,
        document: int,
        statement: Statement,
        speakers: Sequence[Speaker],
        at: Sequence[int],
        text: str,
        coded: tuple[str, Coding] | None,
    ) -> None:
        pieces = [(at[start], at[end]) for start, end in statement.content.spans]
        start, stop = min(s for s, _ in pieces), max(e for _, e in pieces)
        if start >= stop:  # nothing but a carriage return
            return
        concept, coding = coded or (None, None)
        sided = concept is not None and coding is not None and coding.agreement is not None
        coder = self._coder(coding.coder) if coding and coding.coder else MACHINE
        id = self.counts["statement"] = self.counts["statement"] + 1
        self.file.execute(
            "INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, ?)", (id, document, start, stop, coder)
        )
        named = {"person": "", "organization": "", "concept": concept if sided else ""}
        notes = dict.fromkeys(named, ("", "", ""))
        for speaker in speakers:
            if speaker.kind != "anonymous":
                name, *others = self.called.get(speaker.id, (speaker.name,))
                column = "person" if speaker.kind in PEOPLE else "organization"
                named[column] = name
                notes[column] = (speaker.kind, "; ".join(others), speaker.role or "")
        for name, value in named.items():
            entity = self._entity(NUMBER[name], value, notes[name])
            self._put("DATASHORTTEXT", id, NUMBER[name], entity)
        agreement = coding.agreement if sided else True
        self._put("DATABOOLEAN", id, NUMBER["agreement"], int(agreement))
        long = {
            "source": statement.source.text if statement.source else "",
            "pieces": json.dumps(pieces),
            "mode": statement.mode,
            "type": statement.type,
            "chain": "; ".join(link.name for link in statement.chain),
            "said on": statement.said_on or "",
            "confidence": f"{statement.confidence:.4f}",
            "quoth": statement.id,
        }
        written = [*map(short, named.values()), agreement]
        written += [long[name] for name in ("mode", "type", "said on")]
        long[EXPORTED] = json.dumps(written, ensure_ascii=False)
        for name, value in long.items():
            self._put("DATALONGTEXT", id, NUMBER[name], _plain(value))

    def _put(self, table: str, statement: int, variable: int, value: object) -> None:
        column = "Entity" if table == "DATASHORTTEXT" else "Value"
        self.file.execute(
            f"INSERT INTO {table} (StatementId, VariableId, {column}) VALUES (?, ?, ?)",
            (statement, variable, value),
        )

    def finish(self) -> None:
        """Attributes of the entities, and what coders may do with each other's work."""
        numbers: dict[tuple[int, str], int] = {}
        for variable in SHORT_TEXTS:
            for name in ATTRIBUTES:
                numbers[NUMBER[variable], name] = len(numbers) + 1
                self.file.execute(
                    "INSERT INTO ATTRIBUTEVARIABLES VALUES (?, ?, ?)",
                    (len(numbers), NUMBER[variable], name),
                )
        for (variable, _), id in self.entities.items():
            for name, value in zip(ATTRIBUTES, self.attributes[id], strict=True):
                self.file.execute(
                    "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue)"
                    " VALUES (?, ?, ?)",
                    (id, numbers[variable, name], short(value)),
                )
        self.file.executemany(
            "INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)",
            [(a, b) for a in self.coders.values() for b in self.coders.values() if a != b],
        )


def _rows(speakers: Sequence[Speaker]) -> list[tuple[Speaker, ...]]:
    """The speakers by the statements that DNA needs for them: one for each, but a person and an
    organization are one where the organization is his role, as it is of those that came from DNA.
    """
    whole = {one.name: one for one in speakers if one.kind not in (*PEOPLE, "anonymous")}
    pairs = [(one, whole[one.role]) for one in speakers if one.kind in PEOPLE and one.role in whole]
    paired = {id(one) for pair in pairs for one in pair}
    return [*pairs, *((one,) for one in speakers if id(one) not in paired)] or [()]


def dna_text(text: str) -> tuple[str, list[int]]:
    """An article's text as DNA takes it, and where each of its code points went.

    Returns:
        The text, and for every offset from 0 to len(text) the offset in it.
    """
    made: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        at.append(len(made))
        if character == "\r":
            if text[place + 1 : place + 2] != "\n":
                made.append("\n")
        elif ord(character) > WIDEST or character == "\0" or "\ud800" <= character <= "\udfff":
            made.append(REPLACEMENT)
        else:
            made.append(character)
    at.append(len(made))
    return "".join(made), at


def _plain(text: str) -> str:
    return dna_text(text)[0]


def short(text: str) -> str:
    """At most as long as DNA allows, on one line."""
    tidy = " ".join(_plain(text).split())
    return tidy if len(tidy) <= LONGEST else tidy[: LONGEST - 2].rstrip() + " …"
