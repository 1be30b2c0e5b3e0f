"""A document in Rich Text Format as lines (RTF specification 1.9.1, Microsoft 2008).

A small reader of its own rather than striprtf: exports of archives need to know where a
paragraph, a cell and a row end, code pages change with the font, and a file may nest or
promise more than it holds.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from quoth.errors import NotAnArticle, Unreadable
from quoth.read.lines import Line, paragraphs, row

MAX_DEPTH = 2_000
"""Groups inside groups; word processors stop at a few dozen."""
MAX_TEXT = 20_000_000
"""Characters of one document's text."""

TOKEN = re.compile(
    rb"([^\\{}\r\n]+)"
    rb"|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|([{}])"
    rb"|[\r\n]+"
    rb"|\\([^a-zA-Z])"
    rb"|\\"
)

# Groups whose text is no text of the document.
UNREAD = frozenset(
    b"fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr "
    b"footerf footnote annotation atnid atnauthor listtext pntext pntxta pntxtb fldinst object "
    b"themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl "
    b"generator xmlnstbl bkmkstart bkmkend xe tc tcn nonshppict shpinst template filetbl revtbl "
    b"falt panose pgptbl userprops docvar mmathPr formfield ffname ffdeftext datafield objdata "
    b"private ftnsep ftnsepc aftnsep aftnsepc ftncn aftncn background nonesttables keywords "
    b"doccomm company manager category hlinkbase operator subject comment".split()
)
KEPT = frozenset((b"shptxt", b"fldrslt", b"result", b"nesttableprops"))
"""Groups that may be marked as ignorable and have text all the same."""

INFO = {b"title": "title", b"author": "author"}
CHARACTERS = {
    b"tab": "\t",
    b"line": "\n",
    b"lbr": "\n",
    b"softline": "\n",
    b"emdash": "\u2014",
    b"endash": "\u2013",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"bullet": "\u2022",
    b"lquote": "\u2018",
    b"rquote": "\u2019",
    b"ldblquote": "\u201c",
    b"rdblquote": "\u201d",
    b"zwj": "\u200d",
    b"zwnj": "\u200c",
}
ENDS = frozenset((b"par", b"sect", b"page", b"column"))
CHARSETS = {
    0: "cp1252",
    77: "mac-roman",
    78: "cp932",
    79: "cp949",
    80: "gb18030",
    81: "cp950",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
CODE = re.compile(r"^\s*([A-Z]{2,3})\t\s*(.*)$", re.DOTALL)
"""A field of an archive: a short code, a tab, its text."""


@dataclass(slots=True)
class Document:
    """An RTF document, read."""

    lines: list[Line] = field(default_factory=list)
    """With blank ones (kind "blank") where it has empty paragraphs."""
    title: str | None = None
    author: str | None = None
    created: str | None = None


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    unread: bool = False
    skipped: int = 1
    """Characters that stand for a Unicode character where that cannot be shown (\\uc)."""
    encoding: str = "cp1252"
    hidden: bool = False
    deleted: bool = False
    info: str | None = None
    fonts: bool = False

    def copy(self) -> _State:
        return _State(
            self.unread,
            self.skipped,
            self.encoding,
            self.hidden,
            self.deleted,
            self.info,
            self.fonts,
        )


def read_rtf(data: bytes) -> Document:
    """Read an RTF document.

    Raises:
        NotAnArticle: it is no RTF.
        Unreadable: groups are nested too deeply, or the text has no end.
    """
    if not data.lstrip()[:6].startswith(b"{\\rt"):
        raise NotAnArticle("no RTF document", advice="save it as RTF, Word or plain text")
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes):
        self.data = data
        self.document = Document()
        self.state = _State()
        self.stack: list[_State] = []
        self.default = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.pieces: list[str] = []
        self.pending = b""
        self.half = ""
        """The first half of a surrogate pair."""
        self.skip = 0
        self.first = False
        """Whether a group has just begun: its first word says what it is."""
        self.ignorable = False
        self.cells: list[str] = []
        self.cell: list[str] = []
        """The paragraphs of the cell that is not ended."""
        self.in_table = False
        self.item = False
        self.size = 0
        self.about: dict[str, list[str]] = {}
        self.created: dict[str, int] = {}

    def read(self) -> Document:
        position, data = 0, self.data
        while match := TOKEN.match(data, position):
            position = match.end()
            text, word, number, code, brace, symbol = match.groups()
            if text is not None:
                self.plain(text)
            elif word is not None:
                if word == b"bin":
                    position = min(len(data), position + max(0, int(number or 0)))
                else:
                    self.word(word, int(number) if number is not None else None)
            elif code is not None:
                self.plain_byte(bytes.fromhex(code.decode("ascii")))
            elif brace == b"{":
                self.open()
            elif brace == b"}":
                self.close()
                if (
                    not self.stack
                    and position < len(data)
                    and not data[position:].strip(b"\0\r\n ")
                ):
                    break
            elif symbol is not None:
                self.symbol(symbol)
        self.in_table &= bool(self.cells or self.cell)
        self.end_paragraph()
        self.end_row()
        document = self.document
        while document.lines and document.lines[-1].kind == "blank":
            document.lines.pop()
        about = {name: " ".join("".join(t).split())[:500] for name, t in self.about.items()}
        document.title = about.get("title") or None
        document.author = about.get("author") or None
        if {"yr", "mo", "dy"} <= self.created.keys():
            made = self.created
            document.created = f"{made['yr']:04}-{made['mo']:02}-{made['dy']:02}"
        return document

    def open(self) -> None:
        self.flush()
        self.skip = 0
        if len(self.stack) >= MAX_DEPTH:
            raise Unreadable(
                f"groups are nested more than {MAX_DEPTH:,} deep",
                advice="open it in a word processor and save it again, or save it as plain text",
            )
        self.stack.append(self.state)
        self.state = self.state.copy()
        self.first, self.ignorable = True, False

    def close(self) -> None:
        self.flush()
        self.skip = 0
        self.first = self.ignorable = False
        if self.stack:
            self.state = self.stack.pop()

    def plain(self, text: bytes) -> None:
        self.first = False
        if self.skip:
            dropped = min(self.skip, len(text))
            self.skip -= dropped
            text = text[dropped:]
        if not self.state.unread:
            self.pending += text
        elif self.state.info:
            self.about.setdefault(self.state.info, []).append(text.decode("cp1252", "replace"))

    def plain_byte(self, byte: bytes) -> None:
        self.first = False
        if self.skip:
            self.skip -= 1
        elif not self.state.unread:
            self.pending += byte
        elif self.state.info:
            self.about.setdefault(self.state.info, []).append(byte.decode(self.default, "replace"))

    def flush(self) -> None:
        """Decode the bytes that have come in one code page."""
        if self.pending:
            data, self.pending = self.pending, b""
            self.add(data.decode(self.state.encoding, "replace"))

    def add(self, text: str) -> None:
        if self.state.unread:
            if self.state.info:
                self.about.setdefault(self.state.info, []).append(text)
            return
        if self.state.hidden or self.state.deleted:
            return
        self.size += len(text)
        if self.size > MAX_TEXT:
            raise Unreadable(
                f"too large: the text has more than {MAX_TEXT:,} characters",
                advice="split the document",
            )
        self.pieces.append(text)

    def symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.ignorable = True
            return
        self.first = False
        if self.skip:
            self.skip -= 1
            return
        if symbol in b"\\{}":
            if not self.state.unread:
                self.pending += symbol
        elif symbol == b"~":
            self.flush()
            self.add("\u00a0")
        elif symbol == b"_":
            self.flush()
            self.add("\u2011")
        elif symbol in b"\r\n":
            self.end_paragraph()

    def word(self, word: bytes, number: int | None) -> None:
        beginning, self.first = self.first, False
        if word in INFO and beginning and self.stack and self.stack[-1].unread:
            self.state.info = INFO[word]
            return
        if beginning and word == b"fonttbl":
            self.state.fonts = True
        if (beginning or self.ignorable) and (
            word in UNREAD or (self.ignorable and word not in KEPT)
        ):
            self.flush()
            self.state.unread = True
            self.item |= word in (b"listtext", b"pntext")
            self.ignorable = False
            return
        self.ignorable = False
        state = self.state
        if word == b"uc":
            state.skipped = max(0, min(number or 0, 100))
        elif word == b"u":
            self.unicode(number or 0)
        elif self.skip:
            self.skip -= 1  # a control word counts as one character that stands in
        elif state.unread:
            self.unread_word(word, number)
        elif word in ENDS:
            self.end_paragraph()
        elif word in (b"cell", b"nestcell"):
            self.end_cell()
        elif word in (b"row", b"nestrow"):
            self.end_row()
        elif word in CHARACTERS:
            self.flush()
            self.add(CHARACTERS[word])
        elif word == b"ansicpg":
            self.default = state.encoding = _encoding(f"cp{number}") or self.default
        elif word in (b"mac", b"pc", b"pca"):
            names = {b"mac": "mac-roman", b"pc": "cp437", b"pca": "cp850"}
            self.default = state.encoding = names[word]
        elif word == b"f" or word == b"plain":
            self.flush()
            state.encoding = self.fonts.get(number or 0, self.default)
            if word == b"plain":
                state.encoding = self.default
                state.hidden = state.deleted = False
        elif word == b"v":
            self.flush()
            state.hidden = number != 0
        elif word == b"deleted":
            self.flush()
            state.deleted = number != 0
        elif word == b"pard":
            self.in_table = False
            self.item = False
        elif word == b"intbl":
            self.in_table = True

    def unread_word(self, word: bytes, number: int | None) -> None:
        """Of what is no text only fonts and the date of creation are of use."""
        if self.state.fonts:
            if word == b"f":
                self.font = number or 0
            elif word == b"fcharset" and len(self.fonts) < 10_000:
                encoding = _encoding(CHARSETS.get(number or 0, ""))
                if encoding and number != 0:
                    self.fonts[self.font] = encoding
            elif word == b"cpg" and (encoding := _encoding(f"cp{number}")):
                self.fonts[self.font] = encoding
        elif word == b"creatim":
            self.state.info = "creatim"
        elif self.state.info == "creatim" and number is not None:
            self.created.setdefault(word.decode("ascii"), min(abs(number), 9999))

    def unicode(self, number: int) -> None:
        self.flush()
        self.skip = self.state.skipped
        code = number + 65536 if number < 0 else number
        if 0xD800 <= code < 0xDC00:
            self.half = chr(code)
            return
        if 0xDC00 <= code < 0xE000:
            pair = (self.half + chr(code)).encode("utf-16-le", "surrogatepass")
            self.half = ""
            self.add(pair.decode("utf-16-le", "replace"))
            return
        self.half = ""
        if 0 < code <= 0x10FFFF:
            # Symbol fonts use the private area: nobody can say what it looks like.
            self.add(chr(code) if not 0xE000 <= code <= 0xF8FF else " ")

    def take(self) -> str:
        """The text since the last end."""
        self.flush()
        raw, self.pieces = "".join(self.pieces), []
        return raw

    def end_paragraph(self) -> None:
        raw = self.take()
        if self.in_table:
            self.cell.append(raw)
            return
        self.end_row()
        if code := CODE.match(raw):
            self.document.lines += row(code.groups())
            return
        found = paragraphs(raw, "item" if self.item else "p")
        self.document.lines += found or [Line("", "blank")]

    def end_cell(self) -> None:
        self.cell.append(self.take())
        self.cells.append("\n".join(self.cell))
        self.cell = []

    def end_row(self) -> None:
        if self.cell:
            self.cells.append("\n".join(self.cell))
        if self.cells:
            self.document.lines += row(self.cells)
        self.cells, self.cell = [], []


def _encoding(name: str) -> str | None:
    try:
        return codecs.lookup({"cp10000": "mac-roman", "cp65001": "utf-8"}.get(name, name)).name
    except (LookupError, ValueError):
        return None
