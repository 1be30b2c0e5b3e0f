"""Turn a raw document into an article: the part of reading that costs processor time.

`parse` is a pure function of picklable values, so that worker processes can run it, and
it never raises for bad input: what is no article comes back as a `SkippedInput`.
"""

from __future__ import annotations

from quoth.errors import Empty, InputError, MissingExtra
from quoth.model import Article, SkippedInput
from quoth.read.inputs import RawDocument

HEADLINE_LENGTH = 200
"""A first line longer than this is no headline."""


def parse(raw: RawDocument) -> Article | SkippedInput:
    """The article of one raw document, or why there is none.

    Args:
        raw: from `quoth.read.find_documents`.

    Raises:
        MissingExtra: a library that Quoth depends on is not installed.
    """
    try:
        if raw.format == "html":
            from quoth.read.page import page_article

            return page_article(raw.payload, path=raw.path)
        if raw.format == "jsonl":
            from quoth.read.record import record_article

            return record_article(raw.payload, path=raw.path, mapping=raw.fields.get("mapping"))
        return text_article(raw.payload, path=raw.path)
    except InputError as error:
        return SkippedInput(path=raw.path, reason=error.reason, advice=error.advice)
    except ImportError as error:
        # Not the page's fault: without its dependencies no page at all could be read.
        raise MissingExtra(
            f"the libraries that read {raw.format} are not installed: {error}",
            advice="install Quoth again with its dependencies: pip install --upgrade quoth",
        ) from error
    except (Exception, RecursionError, MemoryError) as error:
        # A page that breaks a parser in a way nobody has thought of must not end a run
        # over a million others. The kind of error is kept: it is what a report needs.
        return SkippedInput(
            path=raw.path,
            reason=f"could not be parsed ({type(error).__name__}: {str(error)[:200]})",
            advice="save it as plain text, and report the page as a bug",
        )


def text_article(payload: bytes, *, path: str) -> Article:
    """A plain text file: its decoded content is the article's text, unchanged."""
    from quoth.read.encoding import decode
    from quoth.read.language import detect

    text = decode(payload)
    if not text.strip():
        raise Empty("empty", advice="remove it, or fetch the file again")
    return Article.of(text, path=path, title=headline(text), language=detect(text))


def headline(text: str) -> str | None:
    """The first line of a text if it looks like a headline: short, apart, no full stop."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if not rest.strip() or len(first) > HEADLINE_LENGTH or len(first.split()) < 2:
        return None
    following = rest.partition("\n")[0].strip()
    if following and len(following) < 1.5 * len(first):
        return None  # the lines of a paragraph with hard line ends
    if first.endswith((".", ",", ";", ":", "。", "،")) and not first.endswith(("...", "U.S.")):
        return None
    return first
