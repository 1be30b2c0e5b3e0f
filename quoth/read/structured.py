"""What a page says about itself in JSON-LD (schema.org), however carelessly written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

ARTICLE_TYPES = re.compile(r"(?:article|posting|report|review|blogpost)$", re.IGNORECASE)
"""NewsArticle, ReportageNewsArticle, BlogPosting, LiveBlogPosting, AnalysisNewsArticle …"""

MAX_NODES = 5_000
MAX_SCRIPT = 3_000_000
WANTED = ("headline", "datePublished", "author", "articleBody", "publisher")


def nodes(scripts: list[str]) -> list[dict]:
    """All JSON-LD objects of a page, outermost first, in the order of the page."""
    found: list[dict] = []
    for script in scripts:
        content = _load(script)
        pending = [content]
        while pending and len(found) < MAX_NODES:
            value = pending.pop(0)
            if isinstance(value, dict):
                found.append(value)
                pending.extend(v for v in value.values() if isinstance(v, (dict, list)))
            elif isinstance(value, list):
                pending.extend(v for v in value if isinstance(v, (dict, list)))
    return found


def _load(script: str) -> object:
    text = script.strip()
    if not text or len(text) > MAX_SCRIPT:
        return None
    text = text.removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>")
    text = text.removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    # strict=False: line breaks inside strings are the most common mistake.
    for attempt in (text, re.sub(r",(\s{0,50}[}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def article_node(found: list[dict]) -> dict:
    """The node that describes the page's article; an empty one if there is none.

    Lists of related articles are nodes too, with fewer fields: the node with the most of
    what an article has wins, the first one among equals.
    """
    best, best_score = {}, 0
    for node in found:
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not any(isinstance(kind, str) and ARTICLE_TYPES.search(kind) for kind in kinds):
            continue
        score = 1 + sum(bool(node.get(key)) for key in WANTED)
        if score > best_score:
            best, best_score = node, score
    return best


def by_id(found: list[dict]) -> dict[str, dict]:
    """Nodes by their `@id`, the fullest description of each."""
    index: dict[str, dict] = {}
    for node in found:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(index.get(key, ())):
            index[key] = node
    return index


def text_of(value: object) -> str | None:
    """A JSON-LD value as text: strings, language objects, the first of a list."""
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), None)
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name"))
    if isinstance(value, str) and value.strip():
        return value.strip()
    return None


def names_of(value: object, index: dict[str, dict]) -> Iterator[str]:
    """The names of persons or organizations, references by `@id` resolved."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            if item in index:
                item = index[item]
            else:
                yield item
                continue
        if not isinstance(item, dict):
            continue
        if not item.get("name") and isinstance(item.get("@id"), str):
            item = index.get(item["@id"], item)
        name = item.get("name")
        if not name and isinstance(item.get("familyName"), str):
            name = f"{item.get('givenName') or ''} {item['familyName']}".strip()
        for single in name if isinstance(name, list) else [name]:
            if isinstance(single, dict):
                single = text_of(single)
            if isinstance(single, str):
                yield single
