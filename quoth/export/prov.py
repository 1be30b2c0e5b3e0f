"""PROV-O (W3C Recommendation of 2013) in JSON-LD: through whom a statement reached the article.

    original --wasDerivedFrom-- article --wasAttributedTo-- outlet
                                   ^
                            wasQuotedFrom
                                   |
    speaker --wasAttributedTo-- statement --hadPrimarySource-- telling of the nearest intermediary
                                               --wasDerivedFrom-- telling of the next …

A telling is what an intermediary of the chain made of the statement: an entity of its own that is
attributed to the intermediary. The context is inline: nothing has to be fetched to read the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quoth.export import Written
from quoth.export.selection import Selection
from quoth.model import ActorKind, Article, Statement

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "value": "prov:value",
    "title": "dcterms:title",
    "published": "dcterms:issued",
    "said": "dcterms:created",
    "identifier": "dcterms:identifier",
    "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
}

AGENTS: dict[ActorKind, str] = {
    "person": "prov:Person",
    "author": "prov:Person",
    "organization": "prov:Organization",
    "outlet": "prov:Organization",
}
"""Other kinds are agents and no more is said."""

LOST = (
    "mode, type, cue and confidence: jsonl and webannotation have them",
    "claims, conflicts and judgements: csv and parquet have them",
)


def write(selection: Selection, target: Path) -> Written:
    """Write one graph, a node a line."""
    counts = {"article": 0, "statement": 0, "agent": 0}
    agents: set[str] = set()
    known = {
        appearance.id: info.actor
        for info in selection.project.actors()
        for appearance in info.actor.appearances
    }
    with target.open("w", encoding="utf-8", newline="\n") as sink:
        sink.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n')
        first = True

        def put(node: dict[str, Any]) -> None:
            nonlocal first
            sink.write(("" if first else ",\n") + json.dumps(node, ensure_ascii=False))
            first = False

        def agent(name: str, kind: ActorKind, id: str | None = None) -> str:
            actor = known.get(id) if id else None
            name = actor.name if actor else name
            key = f"urn:quoth:name:{_name(name)}"
            if id:
                key = f"urn:quoth:actor:{actor.id if actor else id}"
            if key not in agents:
                agents.add(key)
                types = [*filter(None, [AGENTS.get(kind)]), "prov:Agent"]
                put({"id": key, "type": types, "label": name})
                counts["agent"] += 1
            return key

        for article, statements in selection.articles():
            put(_article(article, agent))
            counts["article"] += 1
            for statement in statements:
                for node in _statement(statement, article, agent):
                    put(node)
                counts["statement"] += 1
        sink.write("\n]}\n")
    return Written(rows=counts, lost=LOST)


def article_iri(article: Article) -> str:
    """What an article is called: its id, for a page may have several captures."""
    return f"urn:quoth:article:{article.id}"


def _name(name: str) -> str:
    from urllib.parse import quote

    return quote(name, safe="")


def _article(article: Article, agent: Any) -> dict[str, Any]:
    node: dict[str, Any] = {"id": article_iri(article), "type": "prov:Entity"}
    for key, value in (
        ("title", article.title),
        ("published", article.published),
        ("identifier", article.url),
    ):
        if value:
            node[key] = value
    if article.outlet:
        node["wasAttributedTo"] = agent(article.outlet, "outlet")
    return node


def _statement(statement: Statement, article: Article, agent: Any) -> list[dict[str, Any]]:
    iri = f"urn:quoth:statement:{statement.id}"
    node: dict[str, Any] = {
        "id": iri,
        "type": "prov:Entity",
        "value": statement.content.text,
        "wasQuotedFrom": article_iri(article),
    }
    if statement.said_on:
        node["said"] = statement.said_on
    if statement.speakers:
        node["wasAttributedTo"] = [agent(s.name, s.kind, s.id) for s in statement.speakers]
    if statement.nested_in:
        node["wasDerivedFrom"] = f"urn:quoth:statement:{statement.nested_in}"
    tellings: list[dict[str, Any]] = []
    for place, link in enumerate(statement.chain):
        telling = {
            "id": f"{iri}:telling:{place}",
            "type": "prov:Entity",
            "value": article.text[link.span[0] : link.span[1]],
            "wasAttributedTo": agent(link.name, link.kind),
        }
        if place:
            telling["wasDerivedFrom"] = f"{iri}:telling:{place - 1}"
        tellings.append(telling)
    if tellings:
        node["hadPrimarySource"] = tellings[0]["id"]
    return [node, *tellings]
