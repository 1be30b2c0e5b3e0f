"""Exports of text archives in word processors' formats: which they are, article by article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quoth.errors import NotAnArticle
from quoth.model import SkippedInput
from quoth.read import factiva, nexis
from quoth.read.document import RawDocument, Source
from quoth.read.limit import within
from quoth.read.lines import Line

MARKS = re.compile(
    rb"\d{1,6} of \d{1,6} DOCUMENT|Dok?[uc]umento? \d{1,6} (?:von|de|of|van|di)|End of Document"
    rb"|Ende des Dokument|Dokumentende|Fin du document|Fin del documento|Fim do documento"
    rb"|Fine del documento|Einde van|Load-Date|LOAD-DATE"
    rb"|(?:Document|Dokument|Documento|\xe6\x96\x87\xe4\xbb\xb6)(?:\s|\\~|\xc2\xa0){1,3}"
    rb"[A-Za-z]{1,10}\d{8,20}[0-9a-z]{6,13}",
    re.IGNORECASE,
)


def may_hold(data: bytes) -> bool:
    """Whether raw bytes have a mark of some archive; cheap, and no more than a reason to look."""
    return MARKS.search(data) is not None


def converted(convert: Callable[[], list[Line]], size: int) -> list[Line]:
    """The lines of a document that may hold articles, made in a bounded time.

    Args:
        convert: makes them.
        size: bytes of the document.

    Raises:
        Unreadable: it takes too long, or is damaged.
    """
    return within(SECONDS + size / PACE, "a document", convert)


SECONDS = 8.0
PACE = 200_000
"""Bytes of a document that a second of processor time must do for, at the least."""


def kind_of(lines: list[Line]) -> str | None:
    """ "nexis" or "factiva" if a document is such an export, else None."""
    texts = [line.text for line in lines]
    if factiva.splits(lines):
        return "factiva"
    return "nexis" if nexis.splits(texts) else None


def parts(source: Source, lines: list[Line], form: str) -> Iterator[RawDocument | SkippedInput]:
    """Each article of an export as a raw document: its lines, as text that a person can read."""
    found = False
    if form == "factiva":
        for number, block in enumerate(factiva.parts(lines), 1):
            found = True
            payload = factiva.written(block).encode("utf-8", "replace")
            yield source.part(number, "factiva", payload, fields={"layout": "lines"})
    else:
        texts = [line.text for line in lines]
        new = nexis.is_new(texts)
        for number, block in enumerate(nexis.parts(texts), 1):
            found = True
            payload = "\n".join(block).encode("utf-8", "replace")
            yield source.part(number, "nexis", payload, fields={"layout": "new" if new else "old"})
    if not found:
        raise NotAnArticle(
            f"an export of {form.title()} without an article in it",
            advice="download the articles with their full text",
        )
