"""A PDF's text layer as paragraphs in reading order.

A PDF has no paragraphs: it has pieces of text and where they stand. `pages` takes the pieces with
their places from pypdf, `quoth.read.layout` makes lines and paragraphs of them.

pypdf 7 and not pdfminer.six: both are pure Python and permissive. On PDFs of the example pages
as Chromium prints them (one and two columns, justified) pypdf had every word in order where
pdfminer's layout analysis moved words of loosely set lines; it is faster, needs no compiled
library, and bounds what streams unfold to, which pdfminer does not.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quoth.errors import Empty, NotAnArticle, Unreadable
from quoth.read.layout import Fragment, paragraphs_of

MAX_PAGES = 3_000
LIMITS = {
    "maximum_declared_stream_length": 40_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "zlib_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
    "page_tree_maximum_entries": 20_000,
    "page_tree_maximum_page_entries": 200_000,
    "xform_maximum_invocations_per_extraction": 500,
    "xmp_maximum_input_length": 1_000_000,
}
REPAIR = "open it in a PDF viewer and print it to a new PDF, or save its text as plain text"


@dataclass(frozen=True, slots=True)
class Read:
    """What was found in a PDF."""

    paragraphs: list[str]
    url: str | None
    """The address under the pages, if a browser printed them."""
    title: str | None
    author: str | None
    created: str | None
    """As the PDF says it: "D:20250313064500+01'00'"."""


def read_pdf(data: bytes) -> Read:
    """Read a PDF.

    Raises:
        Unreadable: it is damaged.
        NotAnArticle: it is encrypted, or has no text layer.
        Empty: there is no page in it.
    """
    import pypdf

    # Its warnings are about the file; what matters of them is in the reason.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with pypdf.apply_configuration(**LIMITS):
        try:
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            _unlock(reader)
            count = len(reader.pages)
            if count > MAX_PAGES:
                raise Unreadable(
                    f"too large: it has {count:,} pages, the limit is {MAX_PAGES:,}",
                    advice="split it",
                )
            if not count:
                raise Empty("empty: it has no pages", advice="remove it, or fetch it again")
            pages = list(_pages(reader))
            about = _about(reader)
        except (Unreadable, NotAnArticle, Empty):
            raise
        except RecursionError:
            raise Unreadable("damaged: it is nested too deeply", advice=REPAIR) from None
        except Exception as error:  # pypdf raises many kinds for damaged files
            raise Unreadable(
                f"a damaged PDF ({type(error).__name__}: {str(error)[:120]})", advice=REPAIR
            ) from error
    if not any(fragment.text.strip() for page in pages for fragment in page):
        raise NotAnArticle(
            "no text layer: its pages are pictures, or blank",
            advice="have its text recognized (OCR), for instance with ocrmypdf, and give that file",
        )
    paragraphs, url = paragraphs_of(pages)
    return Read(paragraphs=paragraphs, url=url, **about)


def _unlock(reader: Any) -> None:
    """Open what is encrypted without a password, as viewers do."""
    if not reader.is_encrypted:
        return
    try:
        opened = reader.decrypt("")
    except Exception:  # an algorithm that needs another library, a damaged dictionary
        opened = 0
    if not opened:
        raise NotAnArticle(
            "encrypted: it cannot be read without its password",
            advice="save it without protection in a PDF viewer, or save its text as plain text",
        )


def _about(reader: Any) -> dict[str, str | None]:
    """Title, author and date in the PDF's own dictionary."""
    found: dict[str, str | None] = {"title": None, "author": None, "created": None}
    try:
        metadata = reader.metadata or {}
        for name, key in (("title", "/Title"), ("author", "/Author"), ("created", "/CreationDate")):
            value = metadata.get(key)
            text = " ".join(str(value).split())[:500] if isinstance(value, str) else ""
            found[name] = text.replace("\0", "") or None
    except Exception:  # what is damaged there says nothing
        pass
    return found


def _pages(reader: Any) -> Iterator[list[Fragment]]:
    """The fragments of each page, in the order in which they are drawn."""
    unread = 0
    for page in reader.pages:
        fragments: list[Fragment] = []

        def draw(text, matrix, text_matrix, font, size, found=fragments):
            if text and (fragment := _fragment(text, matrix, text_matrix, size)):
                found.append(fragment)

        try:
            page.extract_text(visitor_text=draw)
        except Exception:
            # A damaged page costs itself, and what was drawn before the damage is kept.
            unread += 1
            if unread > 20:
                raise
        yield _upright(fragments)


def _fragment(text: str, matrix: list, text_matrix: list, size: Any) -> Fragment | None:
    """A piece of text with its place on the page, in points from the lower left corner."""
    a, b, c, d, e, f = (float(value) for value in text_matrix)
    m = [float(value) for value in matrix]
    if (a, b, c, d, e, f) == (1, 0, 0, 1, 0, 0) and not text.strip():
        return None  # a line end that pypdf puts in: it stands nowhere
    x, y = e * m[0] + f * m[2] + m[4], e * m[1] + f * m[3] + m[5]
    right = (a * m[0] + b * m[2], a * m[1] + b * m[3])
    up = (c * m[0] + d * m[2], c * m[1] + d * m[3])
    height = float(size or 0) * (up[0] ** 2 + up[1] ** 2) ** 0.5
    if not all(-1e6 < value < 1e6 for value in (x, y, height)):
        return None
    turned = 0
    if abs(right[1]) > abs(right[0]):
        turned = 1 if right[1] > 0 else 3
    elif right[0] < 0:
        turned = 2
    return Fragment(x=x, y=y, size=abs(height) or 1.0, text=text, turned=turned)


def _upright(fragments: list[Fragment]) -> list[Fragment]:
    """A page's fragments as its reader holds it: turned text on an upright page is left out."""
    weights = [0, 0, 0, 0]
    for fragment in fragments:
        weights[fragment.turned] += len(fragment.text.strip())
    turn = max(range(4), key=weights.__getitem__)
    kept = [fragment for fragment in fragments if fragment.turned == turn]
    if turn == 1:
        return [Fragment(f.y, -f.x, f.size, f.text) for f in kept]
    if turn == 2:
        return [Fragment(-f.x, -f.y, f.size, f.text) for f in kept]
    if turn == 3:
        return [Fragment(-f.y, f.x, f.size, f.text) for f in kept]
    return kept
