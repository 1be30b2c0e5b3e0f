"""The schema, derived from the nouns: SQLite tables, JSON schemas, codebook.

A field is declared once, in `quoth/model/`. From there:

- a plain field is a column; `| None` makes it nullable, a `Literal` gives it a CHECK;
- a `Span` is two integer columns, `…_start` and `…_end`;
- a noun inside a noun is flattened (`cue.span` becomes `cue_start`, `cue_end`);
- a tuple is a table of its own, in order, keyed by its owner's id and an ordinal;
- the text of a span is not stored: it is the article's text at the span.

What only the project file needs (row numbers, the model's version) is in `STORED`.
Tables are of two sorts. A *record* table is never lost: a migration carries its rows over.
A table named in `DERIVED` is computed from the others, belongs to a *layer* and may be dropped
and made anew at any time; `quoth/store/layers.py` tells which layers are current.
`quoth/store/rows.py` turns nouns into rows and back by the same rules.
`python -m quoth.schema` prints the codebook.
"""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from quoth import model
from quoth.model import (
    Actor,
    Addressee,
    Alias,
    Appearance,
    Article,
    Capture,
    Claim,
    Coding,
    Concept,
    Conflict,
    Content,
    Copy,
    Event,
    Facts,
    Figure,
    Ground,
    Input,
    Judgement,
    Label,
    Link,
    ListedName,
    MachineReading,
    Member,
    Original,
    Piece,
    Position,
    SavedSearch,
    Side,
    Span,
    Speaker,
    Standing,
    Statement,
    Voice,
)

SCHEMA_VERSION = 3
"""Raised when a project written by an older Quoth can no longer be read as it is; a step in
`quoth/store/migrate.py` then leads from the version before to the new one."""

SCALARS = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER", bytes: "BLOB"}

SLICED = {(Piece, "text"), (Content, "text")}
"""Fields that are the article's text at a span: computed when read, never stored."""


NO_CONTENT = ("number", "read_at", "data")
"""Columns that two projects which hold the same may differ in; `data` is known by its hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the project file.

    `path` leads from the noun to the value: `("cue", "span", 0)`; it is empty for a column
    that only the store has.
    """

    name: str
    type: str
    nullable: bool = False
    choices: tuple[str, ...] = ()
    references: str | None = None
    meaning: str = ""
    path: tuple[str | int, ...] = ()

    def ddl(self) -> str:
        """The column's line in CREATE TABLE."""
        parts = [self.name, self.type]
        if not self.nullable:
            parts.append("NOT NULL")
        if self.choices:
            allowed = ", ".join(f"'{choice}'" for choice in self.choices)
            parts.append(f"CHECK ({self.name} IN ({allowed}))")
        if self.references:
            parts.append(f"REFERENCES {self.references}(id) ON DELETE CASCADE")
        return " ".join(parts)


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: a noun's own fields, or one of its tuples (then `owner` is the noun's table)."""

    name: str
    noun: type
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    owner: str | None = None
    field: tuple[str, ...] = ()
    layer: str | None = None
    """The derived layer that its rows belong to; None for a record, which is never lost."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The columns that say something about the world, not about this file."""
        return tuple(name for name in self.names if name not in NO_CONTENT)

    def ddl(self) -> str:
        """CREATE TABLE with its constraints."""
        lines = [column.ddl() for column in self.columns]
        if "number" in self.names:
            lines[self.names.index("number")] = "number INTEGER PRIMARY KEY"
            lines.append(f"UNIQUE ({', '.join(self.key)})")
            ending = ")"
        else:
            lines.append(f"PRIMARY KEY ({', '.join(self.key)})")
            ending = ") WITHOUT ROWID"
        return f"CREATE TABLE {self.name} (\n  " + ",\n  ".join(lines) + f"\n{ending}"

    @cached_property
    def insert(self) -> str:
        """INSERT with a place for each column."""
        places = ", ".join("?" * len(self.names))
        return f"INSERT INTO {self.name} ({', '.join(self.names)}) VALUES ({places})"


def _column(name: str, type: str, meaning: str, **options: Any) -> Column:
    return Column(name=name, type=type, meaning=meaning, **options)


STORED: dict[str, tuple[Column, ...]] = {
    "article": (
        _column("number", "INTEGER", "row number in this file, for the search index only"),
        _column(
            "model",
            "TEXT",
            "version of the model and rules that its statements are of; empty if they failed",
            nullable=True,
        ),
        _column(
            "superseded_by",
            "TEXT",
            "the newer version of it; empty for a current article",
            nullable=True,
        ),
        _column(
            "page",
            "TEXT",
            "its address without what only tracks readers; versions of an article have one page",
            nullable=True,
        ),
    ),
    "statement": (
        _column("number", "INTEGER", "row number in this file, for the search index only"),
        _column("ordinal", "INTEGER", "place among the statements of its article, from 0"),
    ),
    "actor": (_column("number", "INTEGER", "row number in this file, for the search index only"),),
    "original": (_column("number", "INTEGER", "row number in this file"),),
    "capture": (_column("number", "INTEGER", "row number in this file: later ones are higher"),),
}
"""Columns that no noun has."""

# name of the table, its noun, the key, what it holds
_NOUNS = (
    ("input", Input, "path", "What became of each input: one row for every file or line given."),
    ("article", Article, "id", "Texts as outlets published them. Each text is stored once, here."),
    ("statement", Statement, "id", "What an article attributes to somebody."),
    ("original", Original, "sha256", "The inputs' own bytes, by their hash."),
    (
        "capture",
        Capture,
        ("path", "place"),
        "Which original each article was read from, and when; versions of an article in order.",
    ),
    ("actor", Actor, "id", "Who speaks, across articles; made anew after each run."),
    (
        "listed",
        ListedName,
        ("origin", "entry", "alias"),
        "The lists of names that were brought to the project, one name a row.",
    ),
    (
        "judgement",
        Judgement,
        "id",
        "What people decided: rows are added, never changed or deleted (triggers refuse it).",
    ),
    (
        "saved",
        SavedSearch,
        "id",
        "Searches that people keep under a name: rows are added, never changed or deleted.",
    ),
    (
        "machine",
        MachineReading,
        "article_id",
        "The machine's own statements of articles that people have judged: `statement` has them "
        "as judged.",
    ),
    (
        "standing",
        Standing,
        ("judgement_id", "article_id"),
        "What each judgement on a statement does in each article; renewed with the statements.",
    ),
    (
        "copy",
        Copy,
        ("article_id", "of_article_id"),
        "Which articles took text from which; made anew after each run.",
    ),
    ("event", Event, "id", "Articles about the same happening; made anew after each run."),
    ("claim", Claim, "id", "What matched statements share; made anew after each run."),
    ("figure", Figure, "id", "The quantities that articles state; made anew with the statements."),
    ("label", Label, "id", "What articles call actors; made anew with the statements."),
    ("facts", Facts, "article_id", "Of which statements an article's figures and labels are."),
    ("position", Position, "id", "Who takes which stance on a statement; made anew."),
    ("conflict", Conflict, "id", "Voices that cannot both stand; made anew after each run."),
    ("concept", Concept, "id", "What statements are for or against; made when asked for."),
)

LAYERS: dict[str, tuple[str, ...]] = {
    "actors": (),
    "copies": (),
    "events": (),
    "claims": ("actors", "copies", "events"),
    "facts": (),
    "conflicts": ("actors", "copies", "events", "claims", "facts"),
    "concepts": ("actors", "claims"),
}
"""The derived layers: name to the other layers that it is computed from besides the record.

In an order in which they can be made: what a layer is computed from stands before it.
"""

DERIVED: dict[str, str] = {
    "actor": "actors",
    "copy": "copies",
    "event": "events",
    "claim": "claims",
    "figure": "facts",
    "label": "facts",
    "facts": "facts",
    "position": "conflicts",
    "conflict": "conflicts",
    "concept": "concepts",
}
"""The layer of each noun's table that is no record; the tables of its tuples follow it."""

# (owner, field): name of the table, what it holds, names that its columns have instead
_LISTS: dict[tuple[str, tuple[str, ...]], tuple[str, str, dict[str, str]]] = {
    ("article", ("authors",)): ("author", "An article's authors, in order.", {"": "name"}),
    ("statement", ("content", "spans")): (
        "content",
        "The pieces of what is said, in order; together they are the statement's content.",
        {"": "span"},
    ),
    ("statement", ("speakers",)): (
        "speaker",
        "The actors that a statement's source resolves to, as the article names them.",
        {"id": "actor_id"},
    ),
    ("statement", ("chain",)): (
        "link",
        "The intermediaries a statement came through, nearest to the speaker first.",
        {},
    ),
    ("statement", ("grounds",)): (
        "ground",
        "Why a statement's speakers, chain, addressee, medium and date said are what they are.",
        {},
    ),
    ("actor", ("aliases",)): ("alias", "The names that articles use for an actor.", {}),
    ("actor", ("appearances",)): (
        "appearance",
        "Which actors of single articles (`speaker.actor_id`) are one actor, and why.",
        {},
    ),
    ("event", ("articles",)): ("happening", "Which articles tell of an event.", {"": "article_id"}),
    ("claim", ("voices",)): ("voice", "Whom the articles name as speakers of a claim.", {}),
    ("concept", ("codings",)): ("coding", "Which statements are of a concept, and their side.", {}),
    ("claim", ("members",)): ("member", "Which statements are of one claim, and why.", {}),
}

MEANINGS = {
    (Article, "id"): "content-based id: the same text at the same place has it everywhere",
    (Article, "path"): "the input that delivers it",
    (Article, "outlet"): "who published it",
    (Article, "url"): "where it was published",
    (Article, "title"): "its headline",
    (Article, "authors"): "an author's name as the article gives it",
    (Article, "text"): "the text that all offsets index, in code points",
    (Article, "text_sha256"): "sha-256 of the text in UTF-8",
    (Capture, "format"): "of the input, as in `input`",
    (Input, "status"): "done, duplicate (another input delivers the same article), skipped "
    "(will not be tried again while unchanged), failed (will be tried again)",
    (Input, "reason"): "why, in words",
    (Input, "advice"): "what to try",
    (Statement, "id"): "content-based id over article, spans and kind",
    (Statement, "article_id"): "the article that says so",
    (Statement, "mode"): "direct: in quotation marks; indirect: reported; mixed: both",
    (Statement, "type"): "what kind of saying it is, from its cue",
    (Statement, "medium"): "through what it was said: interview, statement, letter …",
    (Statement, "said_on"): "when it was said: an ISO date or a part of one",
    (Statement, "nested_in"): "id of the statement whose content contains this one",
    (Statement, "content"): "what is said",
    (Statement, "cue"): "the words that mark it as said",
    (Statement, "source"): "the words that name who said it",
    (Statement, "speakers"): "the actors that the source resolves to",
    (Statement, "chain"): "through whom it reached the article, nearest to the speaker first",
    (Statement, "addressee"): "to whom it was said",
    (Piece, "span"): "code points of the article's text, half-open",
    (Piece, "text"): "the article's text at the span",
    (Content, "spans"): "a piece of the content",
    (Content, "text"): "the article's text at the spans, joined with one space",
    (Speaker, "id"): "id of the actor",
    (Speaker, "name"): "name of the actor",
    (Speaker, "kind"): "what kind of actor it is",
    (Speaker, "role"): "office or description that the article gives",
    (Link, "name"): "name of the intermediary",
    (Link, "kind"): "what kind of actor it is",
    (Link, "span"): "where the article names it",
    (Addressee, "name"): "to whom it was said",
    (Addressee, "span"): "where the article names the addressee",
    (Alias, "name"): "a name that articles use for the actor, or the list of names",
    (Alias, "statements"): "how many statements are made under it",
    (Appearance, "article_id"): "the article it appears in",
    (Appearance, "name"): "what the article calls it",
    (Actor, "id"): "id of the actor across articles",
    (Actor, "name"): "what it is called in most articles, in full if it ever is",
    (Actor, "kind"): "what kind of actor it is",
    (Actor, "statements"): "how many statements it makes",
    (Actor, "aliases"): "the names that articles use for it",
    (Actor, "appearances"): "where it speaks, and why that is taken for it",
    (Event, "id"): "id of the event",
    (Event, "last"): "the day of its last article with a date",
    (Voice, "name"): "name of the actor",
    (Figure, "id"): "content-based id over article, span and value",
    (Figure, "article_id"): "the article that states it",
    (Figure, "span"): "the quantity with its bound and what is counted",
    (Facts, "article_id"): "the article",
    (Label, "id"): "content-based id over article, span and actor",
    (Label, "article_id"): "the article that calls it so",
    (Label, "span"): "the words of the label",
    (Label, "form"): "where the label stands: beside the name or without it, said of it, in scorn",
    (Position, "id"): "content-based id over statement, actor and position",
    (Position, "article_id"): "the article",
    (Position, "statement_id"): "the statement that shows it",
    (Position, "position"): "the stance",
    (Side, "article_id"): "the article of this side",
    (Side, "span"): "the words of this side",
    (Conflict, "id"): "content-based id over kind and both spans",
    (Conflict, "kind"): "what cannot both stand: figures; an account and its denial; positions; "
    "words and the one they are ascribed to",
    (Conflict, "a"): "one side",
    (Conflict, "b"): "the other side",
    (Voice, "kind"): "what kind of actor it is",
    (Member, "statement_id"): "the statement",
    (Member, "article_id"): "the article it stands in",
    (Claim, "id"): "id of the claim: that of its fullest version in other words",
    (Claim, "last"): "when it last appeared",
    (Claim, "articles"): "different articles",
    (Concept, "id"): "id of the concept: that of the first of its statements in the order of ids",
    (Concept, "name"): "what it is called",
    (Concept, "statements"): "how many statements are of it",
    (Concept, "actors"): "how many actors speak in them",
    (Concept, "outlets"): "different outlets; articles of unknown outlets count one each",
    (Concept, "disagree"): "statements that disagree with it",
    (Concept, "last"): "the latest date of its articles",
    (Coding, "statement_id"): "the statement",
    (Coding, "article_id"): "the article it stands in",
    (ListedName, "origin"): "names: a list of one's own; wikidata: an extract",
    (ListedName, "alias"): "a name of the entry's actor",
    (ListedName, "kind"): "the kind of actor that it names; empty for any",
    (ListedName, "known_as"): "the entry's id, if it has one",
    (Ground, "field"): "what it is the ground of",
    (Judgement, "action"): "what the person did",
    (SavedSearch, "action"): "what the person did",
    (Judgement, "why"): "why, in the person's words",
    (MachineReading, "article_id"): "the article",
    (Standing, "judgement_id"): "the judgement",
    (Standing, "article_id"): "the article",
}
"""Meanings of the fields that have no docstring of their own in `quoth/model/`."""


def optional(hint: Any) -> tuple[Any, bool]:
    """A type without its `| None`, and whether it had one."""
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        if len(kinds) == 1:
            return kinds[0], True
    return hint, False


@cache
def hints(noun: type) -> dict[str, Any]:
    """The types of a noun's fields, in order."""
    known = get_type_hints(noun)
    return {field.name: known[field.name] for field in fields(noun)}


@cache
def _docstrings(noun: type) -> dict[str, str]:
    """The docstrings that stand below a noun's fields."""
    body = ast.parse(inspect.getsource(noun)).body[0].body  # type: ignore[attr-defined]
    found = {}
    for before, after in pairwise(body):
        if (
            isinstance(before, ast.AnnAssign)
            and isinstance(before.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            found[before.target.id] = " ".join(after.value.value.split())
    return found


def meaning(noun: type, field: str) -> str:
    """What a field means, from its docstring or from `MEANINGS`."""
    return MEANINGS.get((noun, field)) or _docstrings(noun).get(field, "")


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and kind != Span


def _columns(noun: type, *, prefix: tuple[str, ...] = (), nullable: bool = False) -> list[Column]:
    """The columns of a noun's own fields; its tuples are tables of their own."""
    found: list[Column] = []
    for name, hint in hints(noun).items():
        kind, may_lack = optional(hint)
        path = (*prefix, name)
        if (noun, name) in SLICED or _is_list(kind):
            continue
        if is_dataclass(kind):
            found += _columns(kind, prefix=path, nullable=nullable or may_lack)
        elif kind == Span:
            stem = "_".join(prefix) or name
            found += _span_columns(stem, path, nullable or may_lack)
        else:
            found.append(_scalar(noun, name, "_".join(path), kind, nullable or may_lack, path))
    return found


def _span_columns(stem: str, path: tuple[str, ...], nullable: bool) -> list[Column]:
    return [
        Column(name=f"{stem}_{side}", type="INTEGER", nullable=nullable, path=(*path, index))
        for index, side in enumerate(("start", "end"))
    ]


def _scalar(
    noun: type, field: str, name: str, kind: Any, nullable: bool, path: tuple[str, ...]
) -> Column:
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    return Column(
        name=name,
        type="TEXT" if choices else SCALARS[kind],
        nullable=nullable,
        choices=choices,
        references="article" if name == "article_id" else None,
        path=path,
    )


def _lists(noun: type, prefix: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], type]]:
    """A noun's tuples: the path to each and the type of its elements."""
    found = []
    for name, hint in hints(noun).items():
        kind, _ = optional(hint)
        if _is_list(kind):
            found.append(((*prefix, name), get_args(kind)[0]))
        elif is_dataclass(kind):
            found += _lists(kind, (*prefix, name))
    return found


def _tables() -> tuple[Table, ...]:
    found = []
    for name, noun, key, holds in _NOUNS:
        found.append(
            Table(
                name=name,
                noun=noun,
                meaning=holds,
                key=(key,) if isinstance(key, str) else key,
                columns=tuple(sorted((*STORED.get(name, ()), *_columns(noun)), key=_after)),
                layer=DERIVED.get(name),
            )
        )
        for path, element in _lists(noun):
            table, holds_list, names = _LISTS[name, path]
            if is_dataclass(element):
                columns = [
                    replace(column, name=names.get(column.name, column.name))
                    for column in _columns(element)
                ]
            elif element == Span:
                columns = _span_columns(names[""], (), False)
            else:
                columns = [_scalar(noun, path[-1], names[""], element, False, ())]
            owner = Column(name=f"{name}_id", type="TEXT", references=name)
            ordinal = Column(name="ordinal", type="INTEGER")
            found.append(
                Table(
                    name=table,
                    noun=element,
                    meaning=holds_list,
                    key=(owner.name, ordinal.name),
                    columns=(owner, ordinal, *columns),
                    owner=name,
                    field=path,
                    layer=DERIVED.get(name),
                )
            )
    return tuple(found)


def _after(column: Column) -> int:
    """The row's number first, then the noun's own columns, then what else the store knows."""
    return -1 if column.name == "number" else 0 if column.path else 1


TABLES: tuple[Table, ...] = _tables()
"""Every table of the project file that holds content, in an order that foreign keys allow."""

TABLE: Mapping[str, Table] = {table.name: table for table in TABLES}


def default(table: Table, column: Column) -> Any:
    """What a row gets that was written before its table had the column."""
    if column.nullable:
        return None
    if len(column.path) == 1:
        given = getattr(table.noun, "__dataclass_fields__", {}).get(column.path[0])
        if given is not None and isinstance(given.default, (str, int, float)):
            return given.default
    if column.choices:
        return column.choices[0]
    return {"TEXT": "", "INTEGER": 0, "REAL": 0.0, "BLOB": b""}[column.type]


def ddl() -> list[str]:
    """The CREATE TABLE statements, in order."""
    return [table.ddl() for table in TABLES]


def specimen(kind: Any) -> Any:
    """An example of a type with every optional part present."""
    kind, _ = optional(kind)
    if is_dataclass(kind):
        return kind(**{name: specimen(hint) for name, hint in hints(kind).items()})
    if kind == Span:
        return (0, 1)
    if get_origin(kind) is tuple:
        return (specimen(get_args(kind)[0]),)
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    return kind()


def json_schemas() -> dict[str, dict]:
    """JSON schemas of the contract's two outputs, by the command that prints them.

    Which keys a line has is read off the functions that write it
    (`model.article_record`, `model.statement_record`), their types off the nouns.
    """
    article, statement = specimen(Article), specimen(Statement)
    return {
        "read": _document("article", model.article_record(article), Article),
        "extract": _document("statement", model.statement_record(statement, article), Statement),
    }


def _document(title: str, record: dict, noun: type) -> dict:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_object(record, noun),
    }


def _object(record: dict, noun: type) -> dict:
    known = {**hints(noun), "article": Article}
    properties = {}
    for key, value in record.items():
        described = _json_type(known[key], value)
        if meaning_of := meaning(noun, key) if key in hints(noun) else "":
            described["description"] = meaning_of
        properties[key] = described
    return {
        "type": "object",
        "properties": properties,
        "required": list(record),
        "additionalProperties": False,
    }


def _json_type(hint: Any, value: Any) -> dict:
    kind, may_lack = optional(hint)
    if is_dataclass(kind):
        found = _object(value, kind)
    elif kind == Span:
        found = {
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 2,
        }
    elif get_origin(kind) is tuple:
        found = {"type": "array", "items": _json_type(get_args(kind)[0], value[0])}
    elif get_origin(kind) is Literal:
        found = {"type": "string", "enum": list(get_args(kind))}
    else:
        found = {"type": {str: "string", float: "number", int: "integer", bool: "boolean"}[kind]}
    if may_lack:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"].append(None)
    return found


def column_meaning(table: Table, column: Column) -> str:
    """What a column means, in words."""
    if column.meaning:
        return column.meaning
    if column.name == "ordinal":
        return "place in the list, from 0"
    if table.owner and column.name == f"{table.owner}_id":
        return f"the {table.owner} it belongs to"
    noun, path = table.noun, [step for step in column.path if isinstance(step, str)]
    if table.owner and not path:  # the element of a tuple of strings or spans
        noun, path = TABLE[table.owner].noun, list(table.field)
    *before, last = path
    for step in before:
        outer, noun = noun, optional(hints(noun)[step])[0]
        if noun is Piece:
            noun, last = outer, step
    words = meaning(noun, last)
    if column.name.endswith("_start"):
        words += ": its first code point in the article's text"
    elif column.name.endswith("_end"):
        words += ": one past its last code point"
    return words


def codebook() -> str:
    """Every table and column with its type and meaning, in Markdown."""
    parts = []
    for table in TABLES:
        heading = "| column | type | meaning |\n|---|---|---|"
        parts.append(f"### {table.name}\n\n{table.meaning}\n\n{heading}")
        for column in table.columns:
            kind = column.type.lower() + (", may be empty" if column.nullable else "")
            words = column_meaning(table, column)
            if column.choices and column.choices[0] not in words:
                words += f" ({', '.join(column.choices)})"
            parts.append(f"| `{column.name}` | {kind} | {words} |")
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    print(codebook())
