"""The nouns of Quoth: every other file speaks in these words.

Frozen dataclasses and nothing else. The SQLite tables, the JSON schema and the
codebook are derived from them (`quoth/schema.py`); the words are those of the
contract. Offsets are code points into ``Article.text``, half-open.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
"""A half-open range of code points into an article's text."""

Mode = Literal["direct", "indirect", "mixed"]
Type = Literal[
    "assertion",
    "belief",
    "intention",
    "demand",
    "denial",
    "question",
    "decision",
    "perception",
]
ActorKind = Literal["person", "organization", "group", "document", "anonymous", "outlet", "author"]
InputStatus = Literal["done", "duplicate", "skipped", "failed"]
GroundedField = Literal["speakers", "chain", "addressee", "medium", "said_on"]
Packing = Literal["zlib", "elsewhere"]
DecidedBy = Literal["rules", "names", "wikidata", "person"]
Relation = Literal["original", "verbatim", "trimmed", "altered", "paraphrased"]
CopyDirection = Literal["earlier", "credited", "unknown"]
Action = Literal[
    "accept",
    "correct",
    "reject",
    "add",
    "merge",
    "split",
    "rename",
    "same",
    "different",
    "undo",
]
Target = Literal[
    "statement", "article", "actor", "claim", "concept", "conflict", "pair", "judgement"
]
StandingStatus = Literal["applied", "re-anchored", "queued"]
SearchAction = Literal["save", "rename", "remove"]

Bound = Literal["exact", "about", "above", "at_least", "below", "at_most"]
Change = Literal["up", "down"]
LabelForm = Literal["apposition", "title", "mention", "predicate", "so-called", "quotation marks"]
Stance = Literal["asserts", "denies", "supports", "opposes", "hedges", "questions"]
ConflictKind = Literal["figure", "denial", "position", "attribution"]

MODES: tuple[str, ...] = Mode.__args__
TYPES: tuple[str, ...] = Type.__args__
ACTOR_KINDS: tuple[str, ...] = ActorKind.__args__
STANCES: tuple[str, ...] = Stance.__args__
CONFLICT_KINDS: tuple[str, ...] = ConflictKind.__args__
RELATIONS: tuple[str, ...] = Relation.__args__
ACTIONS: tuple[str, ...] = Action.__args__

ID_LENGTH = 20
"""Hexadecimal digits kept of a sha-256: 80 bits, no collision expected below a billion rows."""


def content_id(kind: str, *parts: object) -> str:
    """A content-based id: the same on every machine and every run.

    Args:
        kind: what the id names ("article", "statement", "actor"); ids of
            different kinds never collide.
        *parts: what makes the thing itself; each is rendered with `repr`-free
            `str` and separated by a character that no part contains.
    """
    payload = "\x1f".join([kind, *(str(part) for part in parts)])
    digest = hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:ID_LENGTH]


def text_hash(text: str) -> str:
    """sha-256 of the text's UTF-8 bytes, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text as one outlet published it. The text is immutable and hashed."""

    id: str
    path: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO date or date-time, or a part of one."""
    published_from: str | None = None
    """Where the date was found: "json-ld", "meta article:published_time", "url" …"""
    language: str | None = None
    """ISO 639-1 code."""
    text: str
    text_sha256: str

    @classmethod
    def of(cls, text: str, *, path: str, **fields) -> Article:
        """Build an article from its text: hashes it and derives its id.

        The id depends on the text and on where it was published (the URL, else
        the outlet), never on the path: a moved file is the same article, and one
        wire text in two outlets is two.
        """
        sha = text_hash(text)
        place = fields.get("url") or fields.get("outlet") or ""
        return cls(
            id=content_id("article", place, sha), path=path, text=text, text_sha256=sha, **fields
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedInput:
    """An input that was not read: which one, why, and what to try."""

    path: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What became of one input of a project: every input has a row, whatever happened."""

    path: str
    """The file; a line of a JSON Lines file is "file.jsonl:3", a record of a web archive
    "file.warc.gz#urn:…"; of `quoth watch` the page's address."""
    format: str | None = None
    """"html", "jsonl", "docx" …; empty if the input could not be opened."""
    fingerprint: str | None = None
    """sha-256 of the bytes read and of how they are read: unchanged means not read again."""
    status: InputStatus
    stage: str | None = None
    """The step that stopped it: read, extract, resolve or store; empty if none did."""
    reason: str | None = None
    advice: str | None = None
    article_id: str | None = None
    """The article it delivers. It stays if the input cannot be read at a later time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The bytes of an input as they were when it was read, once however many inputs have them."""

    sha256: str
    """Of the bytes, unpacked."""
    size: int
    """How many bytes, unpacked."""
    packing: Packing
    """zlib; or elsewhere: they stay in the large archive that the capture names."""
    data: bytes | None = None
    """The bytes, packed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One reading of an input that gave an article: of which bytes, when, and by what reader.

    An input that is read again and is unchanged has one capture; each change adds one.
    """

    path: str
    """The input."""
    place: int = 0
    """Which of the input's captures, from 0, in the order in which they were read."""
    article_id: str
    """The article that it gave."""
    captured: str | None = None
    """When the page was fetched, as an ISO date-time, if that is known."""
    read_at: str = ""
    """When Quoth read it, in UTC."""
    format: str
    fields: str | None = None
    """What the reader was told besides the bytes, as JSON."""
    original: str | None = None
    """sha-256 of the original; empty if it was not to be kept."""
    payload: str | None = None
    """sha-256 of what the reader made its article of, if that is a part of the original."""
    decoded: bool = False
    """Whether the reader was given the object that the bytes are the JSON of."""
    locator: str | None = None
    """Where it stands in an archive, as JSON."""
    reader: str = ""
    """The version of the reader that gave the article's text."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name that articles use for an actor, and how many statements are made under it."""

    name: str
    statements: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """An actor of one article, and why it is taken for the actor it belongs to."""

    id: str
    """The speaker's id in its article."""
    article_id: str
    name: str
    score: float = 1.0
    """How strong the ground is, from 0 to 1; an order, no probability."""
    decided: DecidedBy = "rules"
    """Who decided: the rules, one's own list of names, an extract of Wikidata, a person."""
    reason: str | None = None
    """Why it was joined with the others, in words; empty for an actor of one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who speaks, across articles."""

    id: str
    name: str
    kind: ActorKind
    known_as: str | None = None
    """Its id in a list of names or in Wikidata."""
    statements: int = 0
    aliases: tuple[Alias, ...] = ()
    appearances: tuple[Appearance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """One name of an entry in a list that a person brought to the project."""

    origin: Literal["names", "wikidata"]
    entry: str
    """The entry's id, or its name where it has none."""
    alias: str
    name: str
    """What the entry's actor is called."""
    kind: ActorKind | None = None
    known_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Text of one article that another one has too: wire copy, syndication, a second edition."""

    article_id: str
    """The article that took the text."""
    of_article_id: str
    """The article that it was taken from: the earliest in the project that holds it."""
    share: float
    """How much of the taker's text it is, from 0 to 1."""
    of_share: float
    """How much of the other article's text it is, from 0 to 1."""
    words: int
    """About how many words both have in the same order."""
    credited: bool
    """Whether the taker names the other outlet, or the agency that both name, as its source."""
    direction: CopyDirection
    """Why the one is taken for the source: earlier: its date is; credited: the taker names it,
    the dates are equal or missing; unknown: nothing tells, and the one stands for both."""
    reason: str
    """In words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Articles about the same happening."""

    id: str
    title: str
    """The headline of the article that has most in common with the others."""
    first: str | None
    """The day of its first article with a date; an ISO date or a part of one."""
    last: str | None
    articles: tuple[str, ...] = ()
    """Id of an article that tells of it; in the order of their dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An actor that articles name as the speaker of a claim."""

    actor_id: str
    """Its id across articles."""
    name: str
    kind: ActorKind
    members: int
    """How many of the claim's statements have it as their speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A statement of a claim, and why it belongs there."""

    statement_id: str
    article_id: str
    relation: Relation
    """What it is to the claim's fullest version, which is the original here: the same words, some
    of them, changed ones, or the same content in other words."""
    score: float
    """How sure the join is, from 0 to 1; an order, no probability."""
    reason: str
    """Why it was joined, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What matched statements of different articles share."""

    id: str
    text: str
    """The fullest version's content."""
    first: str | None
    """When it first appeared: the earliest date of its articles, as they have it."""
    last: str | None
    articles: int
    outlets: int
    """Different outlets; articles of unknown outlets count one each."""
    sources: int
    """Different outlets that its articles have their text from: what counts."""
    event_id: str | None = None
    """The event that most of its articles tell of."""
    voices: tuple[Voice, ...] = ()
    """Its speakers, the most named first; several who do not speak together are a conflict."""
    members: tuple[Member, ...] = ()
    """In the order of their appearance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that an article states, in a statement or in its outlet's own voice.

    Whose it is, and through whom: the speakers and the chain of its statement.
    """

    id: str
    article_id: str
    statement_id: str | None = None
    """The innermost statement whose content holds it; empty in the outlet's own voice."""
    span: Span
    low: float
    """The value; for a range and for a vague word ("dozens") its lower end."""
    high: float
    """The value; for a range and for a vague word its upper end."""
    bound: Bound = "exact"
    """How the value is meant: at least so many, about so many."""
    unit: str | None = None
    """By one English name: "dollar", "mile per hour"; "clock time" counts minutes from midnight."""
    counted: str | None = None
    """What is counted, its last noun in the singular: "flooded home"."""
    change: Change | None = None
    """It is the size of a change upwards or downwards; empty for a level."""
    topic: str = ""
    """Content words of its clause, cut to their stems: what it is a figure of, and of whom."""
    day: str | None = None
    """The time that its clause names for it: an ISO date or a part of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What an article calls an actor other than by name."""

    id: str
    article_id: str
    statement_id: str | None = None
    """The statement in whose content it stands: its speaker's word; empty for the outlet's."""
    span: Span
    text: str
    """The article's text at the span."""
    actor: str
    """The name of whom it is said, as the article gives it in full."""
    actor_id: str | None = None
    """Its id as a speaker of the article; empty for somebody who says nothing in it."""
    form: LabelForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """That the figures and labels of an article were read, and from what."""

    article_id: str
    fingerprint: str
    """Hash of the statements and the rules that they were read from and by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An actor's stance on what one statement says."""

    id: str
    article_id: str
    statement_id: str
    claim_id: str | None = None
    """The claim that the statement is of, if it was matched with others."""
    actor_id: str
    """The actor's id across articles."""
    position: Stance
    span: Span
    """The words that prove it."""
    confidence: float
    """How sure the rule is, from 0 to 1; an order, no probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two voices of a conflict."""

    article_id: str
    statement_id: str | None = None
    """Empty in the outlet's own voice."""
    span: Span
    who: str
    """The speaker's name, or the outlet's in its own voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two voices that cannot both stand."""

    id: str
    kind: ConflictKind
    a: Side
    b: Side
    reason: str
    """In words."""
    confidence: float
    """How sure the rule is, from 0 to 1; the order of the list, no probability."""
    event_id: str | None = None
    """The event that both articles tell of, if they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A statement of a concept, and whether it agrees with it."""

    statement_id: str
    article_id: str
    agreement: bool | None
    """Whether the statement agrees with the concept; empty if it takes no side."""
    nearness: float
    """How near its content is to the others of the concept, from 0 to 1."""
    confidence: float
    """The statement's own confidence, from 0 to 1; 1 where a person coded it."""
    coder: str | None
    """The person who coded it; empty for the machine."""
    reason: str
    """Why it is coded so, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What statements of several actors are for or against."""

    id: str
    name: str
    proposed: bool
    """Whether the name was taken from the statements' own words; false if a person gave it."""
    statements: int
    actors: int
    outlets: int
    agree: int
    """Statements that agree with it."""
    disagree: int
    first: str | None
    """The earliest date of its articles, as they have it."""
    last: str | None
    codings: tuple[Coding, ...] = ()
    """In the order of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision on a row. It is never changed or deleted: who errs adds an `undo`.

    `anchor`, `was` and `now` are JSON: they must be read in a hundred years and by other
    programs, whatever becomes of the nouns (`quoth/judge/anchor.py` writes and reads them).
    """

    id: str
    """Content-based id over all the other fields: one judgement has it in every project."""
    made_at: str
    """When: ISO date-time in UTC, to the microsecond."""
    made_by: str
    """Who: the name that the person goes by."""
    action: Action
    target: Target
    """What it is about; pair: two statements, as parts of one claim or of two."""
    article: str | None = None
    """Id of the article that it was made on; empty if it is about several."""
    page: str | None = None
    """The page that the article is a capture of: other captures of it are found by this."""
    anchor: str
    """JSON: where in which article, by position and by quoted text with what stands around."""
    was: str | None = None
    """JSON: the row before; empty for a statement that was added."""
    now: str | None = None
    """JSON: the fields that the person set; empty where the action says it all."""
    why: str | None = None
    undoes: str | None = None
    """The judgement that an `undo` takes back."""
    follows: str | None = None
    """The judgement that made the statement what it was when this one was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """What a person did about a search that is kept under a name: rows are added, never changed."""

    id: str
    """Content-based id over all the other fields."""
    made_at: str
    """When: ISO date-time in UTC, to the microsecond."""
    made_by: str
    """Who: the name that the person goes by."""
    action: SearchAction
    search: str | None = None
    """The row that kept the search first; empty in that row."""
    name: str
    """What it is called from then on."""
    page: str
    """The page of the desk that it opens: /search, /timeline, /network."""
    query: str
    """What is asked, as in the page's address: `q=levy&type=denial`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineReading:
    """What the machine found in an article that people have judged: its own last word."""

    article_id: str
    model: str | None = None
    """Version of the model and rules."""
    statements: str
    """JSON: the statements as the machine gave them, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a judgement does in an article."""

    judgement_id: str
    article_id: str
    status: StandingStatus
    """applied: at its own place; re-anchored: the text or the machine's words have changed, and
    its place was found without doubt; queued: a person must look."""
    statement_id: str | None = None
    """The statement that it made, or left as it is; empty if it took it away."""
    machine_id: str | None = None
    """The machine's statement that it is about; empty if the machine has none."""
    reason: str | None = None
    """Why it is queued, or how its place was found."""


def statement_id(
    article_id: str, content: tuple[Span, ...], cue: Span | None, source: Span | None
) -> str:
    """The id of a statement: article, spans, kind."""
    return content_id("statement", article_id, content, cue, source)


def pieces_text(text: str, spans: tuple[Span, ...]) -> str:
    """The article's text at several spans, joined with one space."""
    return " ".join(text[start:end] for start, end in spans)


def article_record(article: Article) -> dict:
    """The contract's line of `quoth read --json`."""
    return {
        "id": article.id,
        "path": article.path,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "text_sha256": article.text_sha256,
    }


def statement_record(statement: Statement, article: Article) -> dict:
    """The contract's line of `quoth extract --json`."""

    def piece(value: Piece | None) -> dict | None:
        return value and {"span": list(value.span), "text": value.text}

    return {
        "id": statement.id,
        "article": {
            "id": article.id,
            "path": article.path,
            "outlet": article.outlet,
            "url": article.url,
            "title": article.title,
            "published": article.published,
            "language": article.language,
        },
        "mode": statement.mode,
        "type": statement.type,
        "content": {
            "spans": [list(span) for span in statement.content.spans],
            "text": statement.content.text,
        },
        "cue": piece(statement.cue),
        "source": piece(statement.source),
        "speakers": [
            {"id": s.id, "name": s.name, "kind": s.kind, "role": s.role} for s in statement.speakers
        ],
        "chain": [
            {"name": link.name, "kind": link.kind, "span": list(link.span)}
            for link in statement.chain
        ],
        "addressee": statement.addressee
        and {"name": statement.addressee.name, "span": list(statement.addressee.span)},
        "medium": statement.medium,
        "said_on": statement.said_on,
        "nested_in": statement.nested_in,
        "confidence": round(statement.confidence, 4),
    }
