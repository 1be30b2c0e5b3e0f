"""A message as a file: a newsletter, a press release."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.errors import InputError, NotAnArticle
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument, Source

SECONDS = 5.0
"""Of processor time for a look at what came with a message."""


def documents(source: Source) -> Iterator[RawDocument | SkippedInput]:
    """The message, and a row for each file that came with it."""
    payload = source.payload()
    yield source.whole("eml", payload)
    yield from unread(source, payload)


def unread(source: Source, payload: bytes, place: int | None = None) -> Iterator[SkippedInput]:
    """A row for each file that came with a message; pictures are not worth one.

    Args:
        source: the input.
        payload: the message.
        place: its number in a mailbox.
    """
    from quoth.read.limit import within
    from quoth.read.mail import read_letter

    if b"filename" not in payload.lower() and b"name=" not in payload.lower():
        return
    try:
        attachments = within(SECONDS, "a message", read_letter, payload).attachments
    except InputError:
        return  # its own row says why
    for attachment in attachments[:50]:
        if not attachment.kind.startswith(("image/", "text/calendar", "application/pgp")):
            name = attachment.name if place is None else f"{place}#{attachment.name}"
            yield source.skipped(
                name,
                NotAnArticle(
                    f"an attachment ({attachment.kind}), not read",
                    advice="save it from the message and give the file",
                ),
            )


def article(raw: RawDocument) -> Article:
    """See `quoth.read.mail`."""
    from quoth.read.mail import letter_article, read_letter

    return letter_article(read_letter(raw.payload), path=raw.path)
