"""What the nouns do not say of their tables: names, keys, layers, columns of the store's own."""

from __future__ import annotations

from quoth.model import (
    Actor,
    Article,
    Capture,
    Claim,
    Concept,
    Conflict,
    Content,
    Copy,
    Event,
    Facts,
    Figure,
    Input,
    Judgement,
    Label,
    ListedName,
    MachineReading,
    Original,
    Piece,
    Position,
    SavedSearch,
    Standing,
    Statement,
)
from quoth.schema.columns import Column, stored

SCHEMA_VERSION = 3
"""Raised when a project written by an older Quoth can no longer be read as it is; a step in
`quoth/store/migrate.py` then leads from the version before to the new one."""

SLICED = {(Piece, "text"), (Content, "text")}
"""Fields that are the article's text at a span: computed when read, never stored."""

STORED: dict[str, tuple[Column, ...]] = {
    "article": (
        stored("number", "INTEGER", "row number in this file, for the search index only"),
        stored(
            "model",
            "TEXT",
            "version of the model and rules that its statements are of; empty if they failed",
            nullable=True,
        ),
        stored(
            "superseded_by",
            "TEXT",
            "the newer version of it; empty for a current article",
            nullable=True,
        ),
        stored(
            "page",
            "TEXT",
            "its address without what only tracks readers; versions of an article have one page",
            nullable=True,
        ),
    ),
    "statement": (
        stored("number", "INTEGER", "row number in this file, for the search index only"),
        stored("ordinal", "INTEGER", "place among the statements of its article, from 0"),
    ),
    "actor": (stored("number", "INTEGER", "row number in this file, for the search index only"),),
    "original": (stored("number", "INTEGER", "row number in this file"),),
    "capture": (stored("number", "INTEGER", "row number in this file: later ones are higher"),),
}
"""Columns that no noun has."""

# name of the table, its noun, the key, what it holds
NOUNS = (
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
LISTS: dict[tuple[str, tuple[str, ...]], tuple[str, str, dict[str, str]]] = {
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
