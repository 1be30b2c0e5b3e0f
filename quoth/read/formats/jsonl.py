"""JSON Lines: one article a line; a bad line costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

from quoth.errors import InputError, NotAnArticle
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source, too_large


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The object of each line that is not empty. `source` of each is its line."""
    found = False
    for number, line in source.lines():
        if line is None:
            found = True
            yield source.skipped(number, too_large(None, source.limit, "line"))
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        found = True
        try:
            row = load_json(line)
            if not isinstance(row, dict):
                raise NotAnArticle(
                    f"the line holds {kind_of(row)}, not an object",
                    advice='each line must be an object such as {"text": "…"}',
                )
            yield source.part(number, "jsonl", row, source=line)
        except InputError as error:
            yield source.skipped(number, error)
    if not found:
        raise NotAnArticle("empty", advice="a JSON Lines file needs an object on each line")


def article(raw: RawDocument) -> Article:
    """See `quoth.read.record`."""
    from quoth.read.record import record_article

    return record_article(raw.payload, path=raw.path, mapping=raw.fields.get("mapping"))


def load_json(data: bytes) -> object:
    """Decode JSON; a `NotAnArticle` error says where it breaks."""
    import msgspec

    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    # The standard library also takes NaN, lone surrogates and UTF-16; msgspec is faster.
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg} at character {error.pos}"
    except UnicodeDecodeError:
        reason = "not JSON: the bytes are not UTF-8"
    except RecursionError:
        reason = "not JSON that can be read: nested too deeply"
    except ValueError as error:  # an integer of thousands of digits
        reason = f"not JSON that can be read: {error}"
    raise NotAnArticle(reason, advice="repair or remove it; other lines are read all the same")


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    return "null" if value is None else kinds.get(type(value), "a number")
