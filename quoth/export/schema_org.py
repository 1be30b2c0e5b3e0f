"""schema.org in JSON-LD: articles, quotations and claims.

A statement in quotation marks, or partly so, is a Quotation; one that is reported is a Claim that
appears in its article; what matched statements of several articles share is a Claim with all its
appearances. There is never a rating: Quoth does not say what is true. The context is inline.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quoth.export import Written
from quoth.export.selection import Selection
from quoth.model import Article, Claim, Statement

CONTEXT = {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}

KINDS = {"person": "Person", "author": "Person"}
"""Other kinds of actors are Organizations, or, anonymous ones, only named."""

LOST = (
    "spans, cue, type and confidence: webannotation and jsonl have them",
    "conflicts and judgements: csv and parquet have them",
)


def write(selection: Selection, target: Path) -> Written:
    """Write one graph, a node a line."""
    counts = {"article": 0, "statement": 0, "claim": 0}
    chosen: set[str] = set()
    with target.open("w", encoding="utf-8", newline="\n") as sink:
        sink.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n')
        first = True

        def put(node: dict[str, Any]) -> None:
            nonlocal first
            sink.write(("" if first else ",\n") + json.dumps(node, ensure_ascii=False))
            first = False

        for article, statements in selection.articles():
            put(_article(article))
            counts["article"] += 1
            for statement in statements:
                put(_statement(statement, article))
                chosen.add(statement.id)
                counts["statement"] += 1
        for claim in selection.project.claims():
            appearances = [m.statement_id for m in claim.members if m.statement_id in chosen]
            if appearances:
                put(_claim(claim, appearances))
                counts["claim"] += 1
        sink.write("\n]}\n")
    return Written(rows=counts, lost=LOST)


def _article(article: Article) -> dict[str, Any]:
    node: dict[str, Any] = {"id": f"urn:quoth:article:{article.id}", "type": "NewsArticle"}
    for key, value in (
        ("headline", article.title),
        ("datePublished", article.published),
        ("url", article.url),
        ("inLanguage", article.language),
    ):
        if value:
            node[key] = value
    if article.outlet:
        node["publisher"] = {"type": "Organization", "name": article.outlet}
    if article.authors:
        node["author"] = [{"type": "Person", "name": name} for name in article.authors]
    return node


def _statement(statement: Statement, article: Article) -> dict[str, Any]:
    reported = statement.mode == "indirect"
    where = {"id": f"urn:quoth:article:{article.id}"}
    node: dict[str, Any] = {
        "id": f"urn:quoth:statement:{statement.id}",
        "type": "Claim" if reported else "Quotation",
        "text": statement.content.text,
    }
    node["appearance" if reported else "isPartOf"] = where
    if statement.speakers:
        node["creator"] = [
            {
                "type": KINDS.get(s.kind, "Organization"),
                "name": s.name,
                **({"jobTitle": s.role} if s.role and s.kind in KINDS else {}),
            }
            for s in statement.speakers
            if s.kind != "anonymous"
        ]
        node["creditText"] = "; ".join(s.name for s in statement.speakers)
    if statement.said_on:
        node["dateCreated"] = statement.said_on
    if statement.chain:
        node["isBasedOn"] = [
            {"type": "CreativeWork", "provider": {"type": "Organization", "name": link.name}}
            if link.kind not in KINDS
            else {"type": "CreativeWork", "provider": {"type": "Person", "name": link.name}}
            for link in statement.chain
        ]
    return node


def _claim(claim: Claim, appearances: list[str]) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": f"urn:quoth:claim:{claim.id}",
        "type": "Claim",
        "text": claim.text,
        "appearance": [{"id": f"urn:quoth:statement:{id}"} for id in appearances],
        "firstAppearance": {"id": f"urn:quoth:statement:{appearances[0]}"},
    }
    if claim.voices:
        node["creator"] = [
            {"type": KINDS.get(v.kind, "Organization"), "name": v.name} for v in claim.voices
        ]
    return node
