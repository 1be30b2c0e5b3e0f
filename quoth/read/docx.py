"""A Word document as lines: ECMA-376's WordprocessingML, read as a stream.

Paragraphs, list items, headings and tables in the order of the text. What tracked changes
delete, hidden text, field codes, notes, comments, headers and footers are not read. Text boxes
are: their paragraphs follow the one that they are anchored in.

lxml alone and not python-docx: that keeps the whole tree, has no limits for what a ZIP file
unfolds to, and leaves tracked changes to its caller.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from quoth.errors import NotAnArticle, Unreadable
from quoth.read.lines import Line, paragraphs, row

MAX_PART = 200_000_000
"""Bytes that the text's part of the file may unfold to; 500 pages have about 5 million."""
MAX_MEMBERS = 20_000
MAX_TEXT = 20_000_000
"""Characters of one document's text."""

WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",  # the strict variant
)
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN_PART = "/officeDocument"
BROKEN = "open it in a word processor and save it again, or save it as plain text"

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for damaged ZIP files."""

UNREAD = frozenset(("del", "moveFrom", "instrText", "delText", "rt", "fldData"))
"""Elements without text for a reader: deleted, moved away, field codes, ruby."""


@dataclass(slots=True)
class Properties:
    """What a document says about itself (docProps/core.xml)."""

    title: str | None = None
    author: str | None = None
    created: str | None = None
    language: str | None = None


class Package:
    """The parts of an Office document, none of them larger than it may be.

    Args:
        file: the ZIP file.

    Raises:
        Unreadable: it is no ZIP file, or a damaged one.
        NotAnArticle: it is another kind of ZIP file.
    """

    def __init__(self, file: BinaryIO):
        try:
            self.zip = zipfile.ZipFile(file)
        except ZIP_ERRORS as error:
            raise Unreadable(f"a damaged ZIP file ({error})", advice=BROKEN) from error
        members = self.zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise Unreadable(f"a ZIP file of {len(members):,} parts", advice=BROKEN)
        # Some exporters write "/word/document.xml" or backslashes.
        self.members = {
            info.filename.replace("\\", "/").lstrip("/").casefold(): info for info in members
        }
        self.main = self._main_part()

    def _main_part(self) -> str:
        if "_rels/.rels" in self.members:
            for event in _elements(self.part("_rels/.rels", 1_000_000), "_rels/.rels"):
                element = event[1]
                if event[0] == "end" and (element.get("Type") or "").endswith(MAIN_PART):
                    target = (element.get("Target") or "").replace("\\", "/").lstrip("/")
                    name = posixpath.normpath(target).casefold()
                    if name in self.members:
                        return name
        if "word/document.xml" in self.members:
            return "word/document.xml"
        kinds = (
            ("xl/", "a spreadsheet"),
            ("ppt/", "a presentation"),
            ("content.xml", "an OpenDocument"),
        )
        for start, kind in kinds:
            if any(name.startswith(start) for name in self.members):
                raise NotAnArticle(
                    f"no Word document but {kind}", advice="save it as .docx, CSV or plain text"
                )
        raise NotAnArticle(
            "a ZIP file without a Word document in it", advice="unpack it and give its files"
        )

    def part(self, name: str, limit: int) -> BinaryIO:
        """One part, open, of at most `limit` bytes."""
        info = self.members[name]
        if info.file_size > limit:
            raise Unreadable(
                f"too large: its part {name} unfolds to {info.file_size:,} bytes", advice=BROKEN
            )
        if info.flag_bits & 1:
            raise Unreadable("an encrypted document", advice="save it without its password")
        try:
            return _Bounded(self.zip.open(info), limit)
        except ZIP_ERRORS as error:
            raise Unreadable(f"a damaged ZIP file ({error})", advice=BROKEN) from error

    def properties(self) -> Properties:
        """Title, author and dates; empty if they cannot be read."""
        found = Properties()
        if "docprops/core.xml" not in self.members:
            return found
        names = {
            "title": "title",
            "creator": "author",
            "created": "created",
            "language": "language",
        }
        try:
            part = self.part("docprops/core.xml", 1_000_000)
            for event, element in _elements(part, "docProps/core.xml"):
                attribute = names.get(_local(element.tag))
                text = (element.text or "").strip() if event == "end" and attribute else ""
                if text:
                    setattr(found, attribute, " ".join(text.split())[:500])
        except Unreadable:
            pass
        return found

    def has(self, mark: Callable[[bytes], bool]) -> bool:
        """Whether some piece of the text's part, as it is, has a mark; pieces overlap."""
        with self.part(self.main, MAX_PART) as part:
            before = b""
            while piece := part.read(1 << 20):
                if mark(before + piece):
                    return True
                before = piece[-200:]
        return False

    def lines(self) -> list[Line]:
        """The document's text.

        Raises:
            Unreadable: the XML is damaged, or there is too much of it.
        """
        with self.part(self.main, MAX_PART) as part:
            return _Reader().read(_elements(part, self.main))


class _Bounded(io.RawIOBase):
    """An unpacked part that ends in an error, not in an exhausted memory."""

    def __init__(self, part: Any, limit: int):
        self.packed = part
        self.left = limit

    def read(self, size: int = -1) -> bytes:
        size = self.left + 1 if size is None or size < 0 else size
        try:
            data = self.packed.read(min(size, self.left + 1))
        except ZIP_ERRORS as error:
            raise Unreadable(f"a damaged ZIP file ({error})", advice=BROKEN) from error
        self.left -= len(data)
        if self.left < 0:
            raise Unreadable("too large: a part of it unfolds without end", advice=BROKEN)
        return data

    def readable(self) -> bool:
        return True


def _elements(part: BinaryIO, name: str) -> Iterator[tuple[str, Any]]:
    """Start and end events of an XML part: no entities, no network, bounded depth."""
    import lxml.etree

    parser = lxml.etree.iterparse(
        part,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from parser
    except lxml.etree.XMLSyntaxError as error:
        raise Unreadable(
            f"damaged: its part {name} is no XML ({str(error)[:120]})", advice=BROKEN
        ) from error


def _local(tag: Any) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    kind: str = "p"
    anchored: list[Line] = field(default_factory=list)
    """The lines of text boxes that stand in it."""


@dataclass(slots=True)
class _Table:
    cells: list[list[str]] = field(default_factory=list)
    """Paragraphs of each cell of the row that is being read."""


class _Reader:
    """Turns the events of a document into lines; frees what has been read."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.paragraphs: list[_Paragraph] = []
        self.tables: list[_Table] = []
        self.unread = 0
        self.hidden = False
        self.runs = 0
        self.size = 0

    def read(self, events: Iterator[tuple[str, Any]]) -> list[Line]:
        for event, element in events:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            word = next((tag[len(ns) :] for ns in WORD if tag.startswith(ns)), None)
            fallback = tag == COMPATIBILITY + "Fallback"
            if fallback or word in UNREAD:
                # The alternative to a shape repeats its text.
                self.unread += 1 if event == "start" else -1
            elif word is not None and not self.unread:
                handle = (STARTS if event == "start" else ENDS).get(word)
                if handle is not None:
                    handle(self, element)
            if event == "end":
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]
        return self.lines

    def add(self, text: str | None) -> None:
        if text and self.paragraphs and not self.hidden:
            self.size += len(text)
            if self.size > MAX_TEXT:
                raise Unreadable(
                    f"too large: the text has more than {MAX_TEXT:,} characters",
                    advice="split the document",
                )
            self.paragraphs[-1].pieces.append(text)

    def start_p(self, element: Any) -> None:
        self.paragraphs.append(_Paragraph())

    def end_p(self, element: Any) -> None:
        if not self.paragraphs:
            return
        paragraph = self.paragraphs.pop()
        found = paragraphs("".join(paragraph.pieces), paragraph.kind) + paragraph.anchored
        if self.paragraphs:
            self.paragraphs[-1].anchored += found
        elif self.tables and self.tables[-1].cells:
            self.tables[-1].cells[-1] += [line.text for line in found]
        else:
            self.lines += found or [Line("", "blank")]

    def start_tbl(self, element: Any) -> None:
        self.tables.append(_Table())

    def end_tbl(self, element: Any) -> None:
        if self.tables:
            self.tables.pop()

    def start_tr(self, element: Any) -> None:
        if self.tables:
            self.tables[-1].cells = []

    def start_tc(self, element: Any) -> None:
        if self.tables:
            self.tables[-1].cells.append([])

    def end_tr(self, element: Any) -> None:
        if not self.tables:
            return
        found = row(["\n".join(cell) for cell in self.tables[-1].cells])
        self.tables[-1].cells = []
        if len(self.tables) > 1 and self.tables[-2].cells:
            self.tables[-2].cells[-1] += [line.text for line in found]  # a table in a cell
        else:
            self.lines += found

    def start_r(self, element: Any) -> None:
        self.runs += 1

    def end_r(self, element: Any) -> None:
        self.runs -= 1
        self.hidden = False

    def end_vanish(self, element: Any) -> None:
        # Of a run; of a paragraph it hides only the mark at its end.
        value = next((v for k, v in element.attrib.items() if _local(k) == "val"), "1")
        self.hidden = self.runs > 0 and value not in ("0", "false", "off")

    def end_t(self, element: Any) -> None:
        self.add(element.text)

    def end_br(self, element: Any) -> None:
        kind = next((v for k, v in element.attrib.items() if _local(k) == "type"), "")
        self.add("\n\n" if kind in ("page", "column") else "\n")

    def end_tab(self, element: Any) -> None:
        if self.runs:  # in a paragraph's properties it is a tab stop
            self.add("\t")

    def end_hyphen(self, element: Any) -> None:
        self.add("\u2011")

    def end_sym(self, element: Any) -> None:
        code = next((v for k, v in element.attrib.items() if _local(k) == "char"), "")
        try:
            character = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        # Symbol fonts use the private area: nobody can say what it looks like.
        self.add(character if not "\ue000" <= character <= "\uf8ff" else " ")

    def end_numpr(self, element: Any) -> None:
        if self.paragraphs and self.paragraphs[-1].kind == "p":
            self.paragraphs[-1].kind = "item"

    def end_style(self, element: Any) -> None:
        name = next((v for k, v in element.attrib.items() if _local(k) == "val"), "").casefold()
        name = name.replace(" ", "")
        if self.paragraphs and name.startswith(HEADING_STYLES):
            self.paragraphs[-1].kind = "title" if name.startswith(TITLE_STYLES) else "heading"

    def end_outline(self, element: Any) -> None:
        value = next((v for k, v in element.attrib.items() if _local(k) == "val"), "9")
        if self.paragraphs and value.isdigit() and int(value) < 9:
            self.paragraphs[-1].kind = "heading"


TITLE_STYLES = ("title", "titel", "titre", "titolo", "título", "titulo", "heading1", "berschrift1")
HEADING_STYLES = (
    *TITLE_STYLES,
    "heading",
    "berschrift",
    "überschrift",
    "subtitle",
    "untertitel",
    "kop",
    "encabezado",
    "rubrik",
    "otsikko",
    "nagwek",
    "nagłówek",
    "заголовок",
)

STARTS = {
    "p": _Reader.start_p,
    "tbl": _Reader.start_tbl,
    "tr": _Reader.start_tr,
    "tc": _Reader.start_tc,
    "r": _Reader.start_r,
}
ENDS = {
    "p": _Reader.end_p,
    "tbl": _Reader.end_tbl,
    "tr": _Reader.end_tr,
    "r": _Reader.end_r,
    "t": _Reader.end_t,
    "br": _Reader.end_br,
    "cr": _Reader.end_br,
    "tab": _Reader.end_tab,
    "ptab": _Reader.end_tab,
    "noBreakHyphen": _Reader.end_hyphen,
    "sym": _Reader.end_sym,
    "vanish": _Reader.end_vanish,
    "numPr": _Reader.end_numpr,
    "pStyle": _Reader.end_style,
    "outlineLvl": _Reader.end_outline,
}
