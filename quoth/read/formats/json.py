"""A `.json` file: one article, or a list of them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from quoth.errors import NotAnArticle
from quoth.model import SkippedInput
from quoth.read.document import RawDocument, Source
from quoth.read.formats import jsonl
from quoth.read.formats.sniff import has_several_objects


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The object, or each object of the list, as records."""
    if has_several_objects(source.head):
        yield from jsonl.documents(source)
        return
    payload = source.payload()
    if not payload.strip():
        raise NotAnArticle("empty", advice="remove it, or fetch the file again")
    content = jsonl.load_json(payload.removeprefix(b"\xef\xbb\xbf"))
    if isinstance(content, dict):
        yield source.whole("jsonl", content, source=payload)
    elif isinstance(content, list) and content and all(isinstance(row, dict) for row in content):
        for number, row in enumerate(content, 1):
            # A list has no bytes of its own for each article: written again, the same.
            yield source.part(number, "jsonl", row, source=msgspec.json.encode(row))
    else:
        raise NotAnArticle(
            f"the file holds {jsonl.kind_of(content)}, not an article or a list of articles",
            advice='an article is an object such as {"text": "…"}',
        )
