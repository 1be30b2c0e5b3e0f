"""RIS: the articles as references, for Zotero, EndNote, Citavi and others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quoth.export import Written
from quoth.export.references import LOST, Reference, references
from quoth.export.selection import Selection


def write(selection: Selection, target: Path) -> Written:
    """Write a NEWS record for each article; lines end in CR LF, as the format asks."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\r\n") as sink:
        for reference in references(selection):
            for tag, value in _record(reference):
                sink.write(f"{tag}  - {value}\n")
            sink.write("ER  - \n\n")
            count += 1
    return Written(rows={"article": count}, lost=LOST)


def _record(reference: Reference) -> Iterator[tuple[str, str]]:
    article = reference.article
    yield "TY", "NEWS"
    day = (article.published or "").split("T")[0]
    found = [
        ("TI", article.title),
        *(("AU", author) for author in article.authors),
        ("JO", article.outlet),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("UR", article.url),
        ("Y2", (reference.accessed or "").replace("-", "/")),
        ("LA", article.language),
        ("ID", article.id),
    ]
    for tag, value in found:
        if value:
            yield tag, " ".join(value.split())
