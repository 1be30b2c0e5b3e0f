"""What was read: inputs, articles, originals and their captures."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.model.words import InputStatus, Packing, content_id, text_hash


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
