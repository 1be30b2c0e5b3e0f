"""One context, three forms: HTML by its template, JSON as it is, CSV by its rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from quoth.serve import words
from quoth.serve.query import Query, address

if TYPE_CHECKING:
    from jinja2 import Environment

PIECE = 1 << 16
"""Bytes of a file that are sent at once."""

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}")

PRIVATE = {"cache-control": "private, no-cache"}


def environment(**known: Any) -> Environment:
    """The templates. Every value is escaped; an unknown name is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("quoth.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(t=words.say, address=address, **known)
    made.filters.update(
        tongue=tongue, n=words.number, day=words.day, web=web, percent=percent, lettered=lettered
    )
    return made


def tongue(value: str | None) -> str | None:
    """A language tag that browsers understand (BCP 47): what an article claims may be none."""
    return value if value and TAG.fullmatch(value) else None


def web(value: str | None) -> str | None:
    """An address that a link may lead to: http or https, nothing that runs."""
    if value and value.lower().startswith(("https://", "http://")):
        return value
    return None


def lettered(value: str | None) -> bool:
    """Whether a text has a letter in it: a colon that introduces a quotation is no word."""
    return any(character.isalnum() for character in value or "")


def percent(part: float, whole: float = 1) -> str:
    """A share as people read it."""
    if not whole:
        return "–"
    share = 100 * part / whole
    return f"{share:.0f} %" if share >= 9.5 or share == 0 else f"{share:.1f} %"


def json_response(context: Any) -> Response:
    """The context as it is."""
    import msgspec

    body = msgspec.json.encode(context, enc_hook=_plain)
    return Response(body, media_type="application/json", headers=PRIVATE)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    if hasattr(value, "item"):  # numpy's numbers
        return value.item()
    raise TypeError(f"{type(value).__name__} is no data")


def json_error(status: int, error: str, reason: str, advice: str) -> Response:
    """What went wrong, to a program."""
    import msgspec

    body = {"error": error, "reason": reason or None, "advice": advice or None}
    return Response(
        msgspec.json.encode(body), status, media_type="application/json", headers=PRIVATE
    )


def csv_response(heading: Iterable[str], rows: Iterable[Iterable[object]], name: str) -> Response:
    """RFC 4180, streamed; cells are exact, as those of `quoth find --csv`."""
    return StreamingResponse(
        csv_pieces(heading, rows),
        media_type="text/csv; charset=utf-8",
        headers={**PRIVATE, "content-disposition": attachment(f"{name}.csv")},
    )


def file_response(file: BinaryIO, name: str, media_type: str) -> Response:
    """An opened file to keep, a piece at a time."""

    def pieces() -> Iterator[bytes]:
        with file:
            while piece := file.read(PIECE):
                yield piece

    headers = {**PRIVATE, "content-disposition": attachment(name)}
    return StreamingResponse(pieces(), media_type=media_type, headers=headers)


def attachment(name: str) -> str:
    """The header that makes an answer a file to keep (RFC 6266)."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def csv_pieces(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """The lines of a table, some hundred a piece."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(heading)
    for number, row in enumerate(rows, 1):
        writer.writerow(["" if cell is None else cell for cell in row])
        if number % 200 == 0:
            yield buffer.getvalue().encode("utf-8", "replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def html_response(
    templates: Environment, name: str, query: Query, context: Any, status: int = 200, **more: Any
) -> Response:
    """The page of a context."""
    body = templates.get_template(f"{name}.html").render(page=context, query=query, **more)
    return Response(
        body.encode("utf-8", "replace"),
        status,
        media_type="text/html",
        headers=PRIVATE,
    )
