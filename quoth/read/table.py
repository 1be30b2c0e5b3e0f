"""CSV and its kin: one article a row, whatever the columns are called.

The encoding and the delimiter are told from the first part of the file. The order of day
and month in figures is that of the column: one date such as 13/04/2024 settles it.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quoth.errors import Empty, NotAnArticle, Unreadable
from quoth.model import Article
from quoth.read.encoding import BYTE_ORDER_MARKS
from quoth.read.record import COMMON_NAMES, record_article
from quoth.read.stated import order_of, stated_date
from quoth.read.stream import Stream

HEAD = 1 << 20
"""Bytes that tell the encoding, the delimiter and the order of dates."""

DELIMITERS = (",", "\t", ";", "|")
SAMPLED = 200
"""Rows of the head that are looked at."""

MAX_COLUMNS = 2_000

# What tools and people call the columns, beside the names that JSON files use.
COLUMN_NAMES = {
    "text": "full_text article_body article_content news_text contents content_full document_text "
    "articletext fulltextfield text_content volltext texte texto tekst inhalt текст",
    "title": "headline_text article_headline news_title titel titre titulo überschrift schlagzeile "
    "document_title name заголовок",
    "published": "date_of_publication publication_day pub_day published_time publishing_date "
    "article_date news_date date_time datetime day entry_date datum fecha data issue_date "
    "start_date дата",
    "url": "article_link web_url story_url page_url address link_url document_url",
    "outlet": "news_outlet media_outlet outlet_name newspaper_name publication_title "
    "publication_name pubtitle source_title journal paper zeitung medium_name quelle journal_title "
    "издание источник",
    "authors": "author_name author_names article_author reporter reporters journalist autor "
    "autoren auteur by_line автор",
    "language": "article_language lang_code sprache langue idioma язык",
}

MEDIA_CLOUD = frozenset(("indexed_date", "media_name", "media_url", "publish_date"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is written, told from its first part."""

    encoding: str
    delimiter: str
    order: str | None
    """"day" or "month" if the dates of the head say which comes first."""


def _normal(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name.casefold().replace("(s)", "s")).strip("_")


def _known_names() -> dict[str, str]:
    """Each spelling of a column's name and the name that `record_article` knows it by."""
    found: dict[str, str] = {}
    for field, names in COMMON_NAMES.items():
        for name in names.split():
            found.setdefault(_normal(name), name)
        for name in COLUMN_NAMES[field].split():
            found.setdefault(_normal(name), names.split()[0])
    return found


KNOWN = _known_names()


def rows(
    stream: Stream, layout: Layout, *, mapping: dict[str, str] | None, max_bytes: int
) -> Iterator[tuple[int, dict[str, str] | Unreadable]]:
    """The rows of a table with their number, counted as a spreadsheet does: the header is 1.

    Args:
        stream: the file's bytes; never more than a row and `HEAD` of them are in memory.
        layout: from `layout_of`.
        mapping: the contract's fields to the names of columns.
        max_bytes: a row with a larger field ends the reading.

    Yields:
        (number, the row as {column: text}), or (number, why reading ends there).

    Raises:
        Empty: there is no row.
        NotAnArticle: no column is called text, and no list of pages is recognized.
        Unreadable: damaged.
    """
    limit = csv.field_size_limit(max_bytes)
    try:
        reader = csv.reader(_lines(stream, layout.encoding), delimiter=layout.delimiter)
        header: list[str] | None = None
        number = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                yield number + 1, _broken(error, max_bytes)
                return
            number += 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = _header(cells, mapping)
                continue
            yield number, _row(header, cells)
        if header is None:
            raise Empty("empty", advice="remove it, or export the table again")
    finally:
        csv.field_size_limit(limit)


def row_article(
    row: dict[str, str],
    *,
    path: str,
    mapping: dict[str, str] | None = None,
    order: str | None = None,
) -> Article:
    """The article of one row.

    Args:
        row: from `rows`.
        path: where it stands ("news.csv:17").
        mapping: the contract's fields to the names of columns.
        order: "day" or "month", from `layout_of`: which comes first in the dates' figures.

    Raises:
        NotAnArticle: it has no text.
        Empty: its text has nothing in it.
    """
    theirs = {field: _column(name, row) for field, name in (mapping or {}).items()}
    named: dict[str, str] = {}
    for name, cell in row.items():
        known = KNOWN.get(_normal(name), name)
        if cell.strip() and not named.get(known):
            named[known] = cell
        named.setdefault(name, cell)
    if "text" not in theirs and not any(named.get(n) for n in COMMON_NAMES["text"].split()):
        raise _without_text(row)
    article = record_article(named, path=path, mapping=theirs)
    column = theirs.get("published") or next(
        (n for n in COMMON_NAMES["published"].split() if named.get(n)), None
    )
    if column is None or named.get(column) is None:
        return article
    shown = next((n for n in row if KNOWN.get(_normal(n), n) == column or n == column), column)
    published, published_from = stated_date(named[column], where=f"column {shown}", order=order)
    fields = {
        name: getattr(article, name) for name in ("outlet", "url", "title", "authors", "language")
    }
    return Article.of(
        article.text, path=path, published=published, published_from=published_from, **fields
    )


def layout_of(head: bytes, mapping: dict[str, str] | None = None) -> Layout:
    """Encoding, delimiter and order of dates of a table by its first bytes.

    Raises:
        Empty: there are none.
        Unreadable: they are no text.
    """
    if not head.strip():
        raise Empty("empty", advice="remove it, or export the table again")
    encoding = encoding_of(head)
    text = head.decode(encoding, "quoth-cp1252")
    if len(head) >= HEAD:
        text = text[: text.rfind("\n") + 1] or text  # the last row is cut off
    best, score = ",", (-1, 0.0)
    sampled: list[list[str]] = []
    for delimiter in DELIMITERS:
        found = _sample(text, delimiter)
        if not found:
            continue
        widths = [len(cells) for cells in found]
        wanted = set((mapping or {}).values())
        known = sum(_normal(c) in KNOWN or c.strip() in wanted for c in found[0])
        regular = sum(width == widths[0] for width in widths) / len(widths)
        merit = (known, regular * min(widths[0], 50))
        if merit > score:
            best, score, sampled = delimiter, merit, found
    order = None
    for column, name in enumerate(sampled[0] if sampled else ()):
        theirs = (mapping or {}).get("published", "").casefold() == name.strip().casefold()
        if theirs or KNOWN.get(_normal(name)) in COMMON_NAMES["published"].split():
            order = order_of(c[column] for c in sampled[1:] if len(c) > column) or order
    return Layout(encoding=encoding, delimiter=best, order=order)


def is_header(line: str) -> bool:
    """Whether a line names the columns of a table of articles, one of them the text."""
    for delimiter in DELIMITERS:
        names = [KNOWN.get(_normal(cell.strip(' "'))) for cell in line.split(delimiter)]
        known = {name for name in names if name}
        if len(known) > 1 and known & set(COMMON_NAMES["text"].split()):
            return True
    return False


def encoding_of(head: bytes) -> str:
    """The name of a table's encoding by its first bytes."""
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return {"utf-8": "utf-8-sig"}.get(name, name.removesuffix("-le").removesuffix("-be"))
    start = head[:4096]
    if 0 in start:
        few, many = sorted((start[::2].count(0), start[1::2].count(0)))
        if many < 0.3 * len(start) / 2 or few > 0.05 * len(start):
            raise Unreadable("not text: it has zero bytes", advice="export the table as CSV")
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8"
    except UnicodeDecodeError as error:
        valid = sum(0xC2 <= byte < 0xF5 for byte in head[: error.start])
        if valid > 20:
            return "utf-8"  # a few damaged places
    from charset_normalizer import from_bytes

    telling = b"\n".join(line[:2000] for line in head.splitlines() if not line.isascii())
    match = from_bytes(telling[:40_000]).best()
    if match is None or match.encoding.startswith(("utf_16", "utf_32", "utf_7")):
        return "cp1252"  # it has neither their mark nor their zero bytes
    return match.encoding


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 in a UTF-8 file came from an older program."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("quoth-cp1252", _as_cp1252)


def _lines(stream: Stream, encoding: str) -> Iterator[str]:
    """Decoded lines with their ends; no more than one piece of the stream ahead."""
    decoder = codecs.getincrementaldecoder(encoding)("quoth-cp1252")
    kept = ""
    while True:
        piece = stream.read()
        text = kept + decoder.decode(piece, final=not piece).replace("\0", "")
        if not piece:
            break
        *whole, kept = text.splitlines(keepends=True) or [""]
        if kept.endswith("\n"):
            whole.append(kept)
            kept = ""
        yield from whole
        if len(kept) > LONGEST:
            # One line of a giant field: csv counts it and stops where it is too long.
            yield kept
            kept = ""
    yield from text.splitlines(keepends=True)


LONGEST = 1 << 20


def _sample(text: str, delimiter: str) -> list[list[str]]:
    found: list[list[str]] = []
    limit = csv.field_size_limit(HEAD * 2)
    try:
        for cells in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            if any(cell.strip() for cell in cells):
                found.append(cells)
            if len(found) > SAMPLED:
                break
    except csv.Error:
        pass
    finally:
        csv.field_size_limit(limit)
    return found


def _header(cells: list[str], mapping: dict[str, str] | None) -> list[str]:
    """The names of the columns.

    Raises:
        NotAnArticle: none of them is a text, nor is the table a list of pages.
        Unreadable: there are too many.
    """
    if len(cells) > MAX_COLUMNS:
        raise Unreadable(
            f"not a table of articles: it has {len(cells):,} columns",
            advice="export one article a row, its text in one column",
        )
    header = [" ".join(cell.split())[:200] for cell in cells]
    known = {KNOWN.get(_normal(name)) for name in header}
    if mapping and "text" in mapping:
        _column(mapping["text"], dict.fromkeys(header, ""), must=True)
    elif not known & set(COMMON_NAMES["text"].split()) and not (
        known & {"title", "headline"} and known & set(COMMON_NAMES["url"].split())
    ):
        names = ", ".join(repr(name) for name in header[:20])
        raise NotAnArticle(
            f"no column is called text; the first row is: {names}",
            advice="say which column holds the articles' text: --map text=COLUMN. The first "
            "row must name the columns",
        )
    return header


def _column(name: str, row: dict, *, must: bool = False) -> str:
    """A column by the name that a person typed."""
    if name in row:
        return name
    for column in row:
        if _normal(column) == _normal(name):
            return column
    if must:
        columns = ", ".join(repr(column) for column in list(row)[:20])
        raise NotAnArticle(
            f"no article text: no column {name!r}; the columns are: {columns}",
            advice="say which column holds the articles' text: --map text=COLUMN",
        )
    return name


def _row(header: list[str], cells: Iterable[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        if name and (name not in row or not row[name].strip()):
            row[name] = cell.replace("\r\n", "\n").replace("\r", "\n")
    return row


def _broken(error: csv.Error, limit: int) -> Unreadable:
    if "field larger" in str(error):
        return Unreadable(
            f"a field has more than {limit:,} characters; what follows is not read",
            advice="a quotation mark may not be closed there; mend it, or raise the limit with "
            "--max-bytes",
        )
    return Unreadable(
        f"the table breaks here ({error}); what follows is not read",
        advice="mend the row, or export the table again",
    )


def _without_text(row: dict) -> NotAnArticle | Empty:
    columns = {_normal(name) for name in row}
    if columns >= MEDIA_CLOUD:
        return NotAnArticle(
            "no article text: a list of Media Cloud has titles and addresses only",
            advice="save the pages behind its addresses and give their folder instead",
        )
    known = {KNOWN.get(name) for name in columns}
    if known & set(COMMON_NAMES["text"].split()):
        return Empty("empty: its text has nothing in it", advice="remove the row")
    return NotAnArticle(
        "no article text: the table has titles and addresses only",
        advice="save the pages behind its addresses and give their folder instead, or say which "
        "column holds the text: --map text=COLUMN",
    )
