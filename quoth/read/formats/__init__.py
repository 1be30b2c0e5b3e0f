"""The formats that Quoth reads: one table, one small module a format.

A new reader is one row in `FORMATS` and one module `quoth/read/formats/<name>.py` with

- `documents(source)`: the raw documents of one open input (`quoth.read.document.Source`),
  lazily and by I/O alone, because it runs in the one process that finds and writes. It yields
  a `RawDocument` for each (`source.whole`, `source.part`) and a `SkippedInput` for each that
  cannot be used (`source.skipped`), and goes on; it raises an `InputError` if nothing more of
  the input can be read. It holds one document at a time and never more than `source.limit`
  bytes unpacked.
- `article(raw)`: the `Article` of one raw document, or an `InputError`. It runs in worker
  processes, is pure, and may be as slow as it must. A format whose documents are all of other
  formats (a WARC's are pages) has none.

Both are imported when the first input of the format comes. Errors name the reason and what to
try. `raw.source`, `raw.locator`, `raw.captured` say what the original is and where it stands.

How the format of an input is told (`tell`): bytes that begin nothing else (`starts`) go before
the name; then a format for which both name and content speak (`shared`); then the name
(`extensions`); then the content (`sniff`); what is left is text.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source
from quoth.read.formats import sniff


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row: a format, how it is told, and how many articles a file of it may hold."""

    name: str
    """Of its module, and what `RawDocument.format` and the project say."""
    what: str
    """What people call it, for messages and the documentation."""
    many: bool = False
    """Whether a file may hold several articles: the size limit is then that of each."""
    extensions: tuple[str, ...] = ()
    """Names that say so alone. ".gz" behind them does not count."""
    shared: tuple[str, ...] = ()
    """Names that other formats have too: `sniff` must agree."""
    starts: tuple[bytes, ...] = ()
    """First bytes that no text has. If other formats begin so too, `sniff` or the name decides."""
    pace: int = 500_000
    """Bytes of a document that a second of processor time must do for, at the least."""
    sniff: Callable[[bytes], bool] | None = None
    """Whether the first bytes (up to `SNIFFED`) look like it. Quick: every file may be asked."""

    @property
    def names(self) -> tuple[str, ...]:
        """All extensions it may have."""
        return self.extensions + self.shared

    def documents(self, source: Source) -> Iterator[RawDocument | SkippedInput]:
        """See the module's docstring."""
        return import_module(f"{__name__}.{self.name}").documents(source)

    def article(self, raw: RawDocument) -> Article:
        """See the module's docstring."""
        return import_module(f"{__name__}.{self.name}").article(raw)


FORMATS: tuple[Format, ...] = (
    Format(
        name="warc",
        what="a web archive (WARC)",
        many=True,
        extensions=(".warc",),
        starts=(b"WARC/1.", b"WARC/0."),
    ),
    Format(
        name="wacz",
        what="a web archive (WACZ)",
        many=True,
        extensions=(".wacz",),
        starts=(b"PK\x03\x04",),
        sniff=sniff.is_wacz,
    ),
    Format(
        name="mhtml",
        what="a page saved as MHTML",
        extensions=(".mhtml", ".mht"),
        sniff=sniff.is_mhtml,
    ),
    Format(
        name="feed",
        what="a feed (RSS or Atom)",
        many=True,
        extensions=(".rss", ".atom"),
        shared=(".xml",),
        sniff=sniff.is_feed,
    ),
    Format(
        name="jsonl",
        what="JSON Lines",
        many=True,
        extensions=(".jsonl", ".ndjson", ".jl"),
        sniff=sniff.is_jsonl,
    ),
    Format(name="json", what="JSON", many=True, extensions=(".json",), sniff=sniff.is_json),
    Format(
        name="csv",
        what="a table (CSV, TSV)",
        many=True,
        extensions=(".csv", ".tsv", ".tab"),
        sniff=sniff.is_table,
    ),
    Format(
        name="nexis",
        what="a Nexis export (text, HTML)",
        many=True,
        shared=(".txt", ".text", ".html", ".htm"),
        sniff=sniff.is_nexis,
    ),
    Format(
        name="factiva",
        what="a Factiva export (HTML, XML)",
        many=True,
        shared=(".html", ".htm", ".xml"),
        sniff=sniff.is_factiva,
    ),
    Format(
        name="docx",
        what="a Word document, also a Nexis export",
        many=True,
        extensions=(".docx", ".docm", ".dotx"),
        starts=(b"PK\x03\x04",),
        sniff=sniff.is_docx,
    ),
    Format(
        name="rtf",
        what="an RTF document, also a Nexis or Factiva export",
        many=True,
        extensions=(".rtf",),
        shared=(".doc",),
        starts=(b"{\\rt",),
        sniff=sniff.is_rtf,
    ),
    Format(
        name="pdf",
        what="a PDF with a text layer",
        extensions=(".pdf",),
        starts=(b"%PDF-",),
        pace=50_000,
    ),
    Format(name="eml", what="a message", extensions=(".eml",), sniff=sniff.is_eml),
    Format(
        name="mbox",
        what="a mailbox",
        many=True,
        extensions=(".mbox", ".mbx"),
        sniff=sniff.is_mbox,
    ),
    Format(
        name="html",
        what="an HTML page",
        extensions=(".html", ".htm", ".xhtml", ".shtml"),
        sniff=sniff.is_html,
    ),
    Format(name="text", what="plain text", extensions=(".txt", ".text")),
)
"""In the order in which they are asked; the last one takes what no other does."""

FORMAT = {form.name: form for form in FORMATS}

# Passed over in a directory, with a row that says so; tried when named on the command line.
# What a format above claims is read all the same.
COMPANIONS = {
    "an image": ".png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .tif .tiff",
    "sound or video": ".mp3 .mp4 .m4a .ogg .wav .webm .mov .avi .mkv",
    "a style sheet, script or font": ".css .js .mjs .map .woff .woff2 .ttf .otf .eot",
    "an office document": ".doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .epub",
    "a PDF": ".pdf",
    "an archive": ".zip .tar .tgz .bz2 .xz .7z .rar .zst .warc",
    "a table": ".csv .tsv .parquet .arrow .feather",
    "a database": ".db .sqlite .sqlite3 .duckdb .quoth",
    "annotations": ".ann .xml .conll .conllu",
    "documentation, settings or a program": (
        ".md .rst .yml .yaml .toml .ini .cfg .conf .log .lock .py .sh .r .ipynb .sql"
    ),
}
KIND_OF_COMPANION = {
    extension: kind for kind, extensions in COMPANIONS.items() for extension in extensions.split()
}


def extension(path: str) -> str:
    """The extension that tells the format: ".gz" apart, in lower case."""
    name = os.path.basename(path).lower().removesuffix(".gz")
    return os.path.splitext(name)[1]


def companion(path: str) -> str | None:
    """What a file in a directory is by its name, if that is no article; else None."""
    name = extension(path)
    if any(name in form.extensions for form in FORMATS):
        return None
    return KIND_OF_COMPANION.get(name)


def may_be_claimed(path: str) -> bool:
    """Whether a look into a companion may show that it is an article all the same."""
    name = extension(path)
    return any(name in form.shared for form in FORMATS)


def tell(path: str, head: bytes) -> Format:
    """The format of an input, by its name and its first bytes."""
    name = extension(path)
    for form in FORMATS:
        known = name in form.names or form.sniff is None or form.sniff(head)
        if form.starts and head.startswith(form.starts) and known:
            return form
    for form in FORMATS:
        if name in form.shared and form.sniff is not None and form.sniff(head):
            return form
    for form in FORMATS:
        if name in form.extensions:
            return form
    for form in FORMATS:
        if not form.starts and form.sniff is not None and form.sniff(head):
            return form
    return FORMAT["text"]
