"""W3C Web Annotation (Recommendation of 2017): a page of annotations in JSON-LD.

Each statement is an annotation. Its targets are the pieces of its content, its cue and its source,
each with a text position selector (code points) and a text quote selector; a reader whose text has
changed must refuse where the two disagree. What the standard has no word for (mode, speakers,
chain …) stands under `statement`, as `quoth extract` prints it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoth.export import Written
from quoth.export.selection import Selection
from quoth.model import Article, Span, Statement, statement_record

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "statement": {"@id": "urn:quoth:statement", "@type": "@json"},
        "role": "urn:quoth:role",
    },
]
AROUND = 32
"""Code points of prefix and suffix."""

LOST = ("claims, conflicts and judgements: csv and parquet have them",)


def write(selection: Selection, target: Path) -> Written:
    """Write an annotation page; one annotation a line, so that it can be read by lines too."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as sink:
        head = json.dumps(CONTEXT, ensure_ascii=False)
        sink.write(f'{{"@context": {head}, "id": "urn:quoth:page", "type": "AnnotationPage",\n')
        sink.write('"items": [\n')
        for statement, article in selection.statements():
            line = json.dumps(annotation(statement, article), ensure_ascii=False)
            sink.write((",\n" if count else "") + line)
            count += 1
        sink.write("\n]}\n")
    return Written(rows={"annotation": count}, lost=LOST)


def annotation(statement: Statement, article: Article) -> dict[str, Any]:
    """A statement as an annotation."""
    made: dict[str, Any] = {
        "id": f"urn:quoth:statement:{statement.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": value}
            for value in (statement.mode, statement.type, *(s.name for s in statement.speakers))
        ],
        "target": [_target(article, role, span) for role, span in parts(statement)],
        "statement": statement_record(statement, article),
    }
    return made


def parts(statement: Statement) -> Iterator[tuple[str, Span]]:
    """The spans of a statement with their roles: content, cue, source, link, addressee."""
    for span in statement.content.spans:
        yield "content", span
    for role, piece in (("cue", statement.cue), ("source", statement.source)):
        if piece is not None:
            yield role, piece.span
    for link in statement.chain:
        yield "link", link.span
    if statement.addressee is not None:
        yield "addressee", statement.addressee.span


def _target(article: Article, role: str, span: Span) -> dict[str, Any]:
    start, end = span
    text = article.text
    return {
        "type": "SpecificResource",
        "role": role,
        "source": article.url or f"urn:quoth:article:{article.id}",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "prefix": text[max(start - AROUND, 0) : start],
                "exact": text[start:end],
                "suffix": text[end : end + AROUND],
            },
        ],
    }
