"""The file format of the Discourse Network Analyzer, version 3: its tables, and a checker.

The tables and constraints are those that DNA itself makes (leifeld-lab/dna, class `Sql`); a file
that lacks one of them, or a row that DNA takes for granted, breaks there. `problems` says in words
what is wrong with a file.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Iterator

LONGEST = 190
"""Characters of titles, sources, entities and attribute values."""

WIDEST = 0xFFFF
"""The last character of the basic plane: DNA counts others once as two and once as one."""

ITERATIONS = 100_000

PERMISSIONS = (
    "AddDocuments",
    "EditDocuments",
    "DeleteDocuments",
    "ImportDocuments",
    "AddStatements",
    "EditStatements",
    "DeleteStatements",
    "EditAttributes",
    "EditRegex",
    "EditStatementTypes",
    "EditCoders",
    "EditCoderRelations",
    "ViewOthersDocuments",
    "EditOthersDocuments",
    "ViewOthersStatements",
    "EditOthersStatements",
)

ID = "INTEGER NOT NULL PRIMARY KEY"
SHORT = "TEXT NOT NULL CHECK (LENGTH({0}) < 191)"
EMPTY_SHORT = "TEXT NOT NULL DEFAULT '' CHECK (LENGTH({0}) < 191)"
COLOUR = "INTEGER NOT NULL DEFAULT 0 CHECK ({0} BETWEEN 0 AND 255)"
ANY_COLOUR = "INTEGER CHECK ({0} BETWEEN 0 AND 255)"
SWITCH = "INTEGER NOT NULL CHECK ({0} BETWEEN 0 AND 1) DEFAULT {1}"


def _rgb(kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, kind) for name in ("Red", "Green", "Blue"))


TABLES: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "SETTINGS": ((("Property", "TEXT PRIMARY KEY"), ("Value", "TEXT NOT NULL")), ()),
    "CODERS": (
        (
            ("ID", ID),
            ("Name", SHORT),
            *_rgb(COLOUR),
            ("Refresh", "INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0"),
            ("FontSize", "INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14"),
            ("Password", SHORT),
            ("PopupWidth", "INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300"),
            ("ColorByCoder", SWITCH.replace("{1}", "0")),
            ("PopupDecoration", SWITCH.replace("{1}", "0")),
            ("PopupAutoComplete", SWITCH.replace("{1}", "1")),
            *((f"Permission{name}", SWITCH.replace("{1}", "1")) for name in PERMISSIONS),
        ),
        (),
    ),
    "DOCUMENTS": (
        (
            ("ID", ID),
            ("Title", SHORT),
            ("Text", "TEXT NOT NULL"),
            ("Coder", "INTEGER"),
            ("Author", EMPTY_SHORT),
            ("Source", EMPTY_SHORT),
            ("Section", EMPTY_SHORT),
            ("Notes", "TEXT NOT NULL DEFAULT ''"),
            ("Type", EMPTY_SHORT),
            ("Date", "INTEGER NOT NULL"),
        ),
        ("Coder>CODERS",),
    ),
    "STATEMENTTYPES": ((("ID", ID), ("Label", SHORT), *_rgb(COLOUR)), ()),
    "VARIABLES": (
        (
            ("ID", ID),
            ("Variable", SHORT),
            (
                "DataType",
                "TEXT NOT NULL CHECK (DataType IN ('boolean', 'integer', 'long text',"
                " 'short text')) DEFAULT 'short text'",
            ),
            ("StatementTypeId", "INTEGER"),
        ),
        ("StatementTypeId>STATEMENTTYPES", "UNIQUE (Variable, StatementTypeId)"),
    ),
    "VARIABLELINKS": (
        (("ID", ID), ("SourceVariableId", "INTEGER"), ("TargetVariableId", "INTEGER")),
        (
            "CHECK (TargetVariableId != SourceVariableId)",
            "SourceVariableId>VARIABLES",
            "TargetVariableId>VARIABLES",
        ),
    ),
    "REGEXES": (
        (("Label", "TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191)"), *_rgb(COLOUR)),
        (),
    ),
    "CODERRELATIONS": (
        (
            ("ID", ID),
            ("Coder", "INTEGER CHECK (Coder > 0)"),
            ("OtherCoder", "INTEGER CHECK (OtherCoder > 0)"),
            *(
                (name, SWITCH.replace("{1}", "1"))
                for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
            ),
        ),
        ("CHECK (Coder != OtherCoder)", "Coder>CODERS", "OtherCoder>CODERS"),
    ),
    "STATEMENTS": (
        (
            ("ID", ID),
            ("StatementTypeId", "INTEGER"),
            ("DocumentId", "INTEGER"),
            ("Start", "INTEGER NOT NULL CHECK (Start >= 0)"),
            ("Stop", "INTEGER NOT NULL CHECK (Stop >= 0)"),
            ("Coder", "INTEGER"),
        ),
        (
            "CHECK (Start < Stop)",
            "StatementTypeId>STATEMENTTYPES",
            "Coder>CODERS",
            "DocumentId>DOCUMENTS",
        ),
    ),
    **{
        f"DATA{kind}": (
            (
                ("ID", ID),
                ("StatementId", "INTEGER NOT NULL"),
                ("VariableId", "INTEGER NOT NULL"),
                ("Value", value),
            ),
            ("StatementId>STATEMENTS", "VariableId>VARIABLES", "UNIQUE (StatementId, VariableId)"),
        )
        for kind, value in (
            ("BOOLEAN", "INTEGER NOT NULL DEFAULT 1"),
            ("INTEGER", "INTEGER NOT NULL DEFAULT 0"),
            ("LONGTEXT", "TEXT DEFAULT ''"),
        )
    },
    "ENTITIES": (
        (
            ("ID", ID),
            ("VariableId", "INTEGER NOT NULL"),
            ("Value", EMPTY_SHORT),
            *_rgb(ANY_COLOUR),
            ("ChildOf", "INTEGER CHECK (ChildOf > 0)"),
        ),
        ("UNIQUE (VariableId, Value)", "ChildOf>ENTITIES", "VariableId>VARIABLES"),
    ),
    "DATASHORTTEXT": (
        (
            ("ID", ID),
            ("StatementId", "INTEGER NOT NULL"),
            ("VariableId", "INTEGER NOT NULL"),
            ("Entity", "INTEGER NOT NULL"),
        ),
        (
            "StatementId>STATEMENTS",
            "VariableId>VARIABLES",
            "Entity>ENTITIES",
            "UNIQUE (StatementId, VariableId)",
        ),
    ),
    "ATTRIBUTEVARIABLES": (
        (("ID", ID), ("VariableId", "INTEGER NOT NULL"), ("AttributeVariable", SHORT)),
        ("UNIQUE (VariableId, AttributeVariable)", "VariableId>VARIABLES"),
    ),
    "ATTRIBUTEVALUES": (
        (
            ("ID", ID),
            ("EntityId", "INTEGER NOT NULL"),
            ("AttributeVariableId", "INTEGER NOT NULL"),
            ("AttributeValue", EMPTY_SHORT),
        ),
        (
            "UNIQUE (EntityId, AttributeVariableId)",
            "EntityId>ENTITIES",
            "AttributeVariableId>ATTRIBUTEVARIABLES",
        ),
    ),
}
"""Table to its columns and its constraints; `A>B` is a foreign key that cascades."""

DATA = {
    "boolean": "DATABOOLEAN",
    "integer": "DATAINTEGER",
    "long text": "DATALONGTEXT",
    "short text": "DATASHORTTEXT",
}
"""The table that holds the values of variables of a type."""


def ddl() -> Iterator[str]:
    """The CREATE TABLE statements, in an order that foreign keys allow."""
    for table, (columns, constraints) in TABLES.items():
        lines = [f"{name} {kind.format(name)}" for name, kind in columns]
        for constraint in constraints:
            column, arrow, other = constraint.partition(">")
            if arrow and " " not in column:
                key = "Property" if other == "SETTINGS" else "ID"
                constraint = f"FOREIGN KEY({column}) REFERENCES {other}({key}) ON DELETE CASCADE"
            lines.append(constraint)
        yield f"CREATE TABLE {table}({', '.join(lines)})"


def hashed(password: str, salt: bytes) -> str:
    """A password as DNA keeps it: base64 of 16 bytes of salt and SHA-256, iterated over both."""
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(ITERATIONS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def problems(file: sqlite3.Connection) -> list[str]:
    """What DNA would stumble over, in words; nothing if the file is sound."""
    found = list(_shape(file))
    return found or [*_settings(file), *_references(file), *_rows(file), *_texts(file)]


def _shape(file: sqlite3.Connection) -> Iterator[str]:
    tables = {
        n.upper() for (n,) in file.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    for table, (columns, constraints) in TABLES.items():
        if table not in tables:
            yield f"the table {table} is missing"
            continue
        has = {row[1]: row for row in file.execute(f"PRAGMA table_info({table})")}
        for name, kind in columns:
            if name not in has:
                yield f"{table} has no column {name}"
                continue
            if has[name][2].upper() != kind.split()[0]:
                yield f"{table}.{name} is {has[name][2]}, not {kind.split()[0]}"
            if "NOT NULL" in kind and not has[name][3] and not has[name][5]:
                yield f"{table}.{name} may be empty"
            if "PRIMARY KEY" in kind and not has[name][5]:
                yield f"{table}.{name} is not the primary key"
        keys = {
            (r[3], r[2].upper(), r[6].upper())
            for r in file.execute(f"PRAGMA foreign_key_list({table})")
        }
        uniques = {
            tuple(r[2] for r in file.execute(f"PRAGMA index_info('{index[1]}')"))
            for index in file.execute(f"PRAGMA index_list({table})")
            if index[2]
        }
        for constraint in constraints:
            column, arrow, other = constraint.partition(">")
            if arrow and " " not in column and (column, other, "CASCADE") not in keys:
                yield f"{table}.{column} does not refer to {other} with a cascade"
            if constraint.startswith("UNIQUE"):
                wanted = tuple(constraint[8:-1].split(", "))
                if wanted not in uniques:
                    yield f"{table} does not keep ({', '.join(wanted)}) unique"


def _settings(file: sqlite3.Connection) -> Iterator[str]:
    settings = dict(file.execute("SELECT Property, Value FROM SETTINGS"))
    if not settings.get("version", "").startswith("3."):
        yield f"the version is {settings.get('version')!r}, not 3"
    if "date" not in settings:
        yield "the setting 'date' is missing"
    if not file.execute("SELECT 1 FROM CODERS WHERE ID = 1").fetchone():
        yield "there is no coder 1, the administrator"
    for name, password in file.execute("SELECT Name, Password FROM CODERS"):
        try:
            size = len(base64.b64decode(password, validate=True))
        except ValueError:
            size = 0
        if size != 48:
            yield f"the password of coder {name!r} is not 16 bytes of salt and 32 of a hash"


def _references(file: sqlite3.Connection) -> Iterator[str]:
    for table, row, other, _ in file.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a row of {other} that is not there"


def _rows(file: sqlite3.Connection) -> Iterator[str]:
    for id, name, kind, type_id in file.execute(
        "SELECT ID, Variable, DataType, StatementTypeId FROM VARIABLES"
    ):
        table = DATA.get(kind)
        if table is None:
            yield f"variable {name!r} is of the type {kind!r}"
            continue
        (lacking,) = file.execute(
            f"SELECT count(*) FROM STATEMENTS WHERE StatementTypeId = ? AND ID NOT IN"
            f" (SELECT StatementId FROM {table} WHERE VariableId = ?)",
            (type_id, id),
        ).fetchone()
        if lacking:
            yield f"{lacking} statements have no row for the variable {name!r}"
        if kind == "short text":
            used = file.execute("SELECT 1 FROM STATEMENTS WHERE StatementTypeId = ?", (type_id,))
            empty = file.execute(
                "SELECT 1 FROM ENTITIES WHERE VariableId = ? AND Value = ''", (id,)
            )
            if used.fetchone() and not empty.fetchone():
                yield f"the variable {name!r} has no entity that is the empty text"
            (stray,) = file.execute(
                "SELECT count(*) FROM DATASHORTTEXT JOIN ENTITIES ON ENTITIES.ID = Entity"
                " WHERE DATASHORTTEXT.VariableId = ? AND ENTITIES.VariableId != ?",
                (id, id),
            ).fetchone()
            if stray:
                yield f"{stray} values of {name!r} are entities of another variable"
    (lacking,) = file.execute(
        "SELECT count(*) FROM ENTITIES JOIN ATTRIBUTEVARIABLES"
        " ON ATTRIBUTEVARIABLES.VariableId = ENTITIES.VariableId WHERE NOT EXISTS"
        " (SELECT 1 FROM ATTRIBUTEVALUES WHERE EntityId = ENTITIES.ID"
        " AND AttributeVariableId = ATTRIBUTEVARIABLES.ID)"
    ).fetchone()
    if lacking:
        yield f"{lacking} attributes of entities have no value"


def _texts(file: sqlite3.Connection) -> Iterator[str]:
    lengths = {}
    for id, text in file.execute("SELECT ID, Text FROM DOCUMENTS"):
        lengths[id] = len(text)
        if "\r" in text:
            yield f"document {id} has line ends that are not LF"
        if any(ord(character) > WIDEST for character in text):
            yield f"document {id} has characters beyond the basic plane"
    for id, document, start, stop in file.execute(
        "SELECT ID, DocumentId, Start, Stop FROM STATEMENTS"
    ):
        if not 0 <= start < stop <= lengths.get(document, 0):
            yield f"statement {id} lies outside the text of document {document}"
    for table, column in (
        ("CODERS", "Name"),
        ("DOCUMENTS", "Title"),
        ("DOCUMENTS", "Author"),
        ("DOCUMENTS", "Source"),
        ("DOCUMENTS", "Section"),
        ("DOCUMENTS", "Type"),
        ("ENTITIES", "Value"),
        ("ATTRIBUTEVALUES", "AttributeValue"),
    ):
        (long,) = file.execute(
            f"SELECT count(*) FROM {table} WHERE length({column}) > {LONGEST}"
        ).fetchone()
        if long:
            yield f"{long} values of {table}.{column} are longer than {LONGEST} characters"
