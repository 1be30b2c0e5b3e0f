"""Turn a raw document into an article: the part of reading that costs processor time.

`parse` is a pure function of picklable values, so that worker processes can run it, and
it never raises for bad input: what is no article comes back as a `SkippedInput`.
"""

from __future__ import annotations

from quoth.errors import InputError, MissingExtra
from quoth.model import Article, SkippedInput
from quoth.read.document import RawDocument
from quoth.read.formats import FORMAT, Format
from quoth.read.limit import within

SECONDS = 8.0
"""Of processor time that a document may take; a news page takes a thirtieth of one."""


def parse(raw: RawDocument) -> Article | SkippedInput:
    """The article of one raw document, or why there is none.

    Args:
        raw: from `quoth.read.find_documents`.

    Raises:
        MissingExtra: a library that Quoth depends on is not installed.
    """
    try:
        form = FORMAT[raw.format]
        return within(_seconds(raw, form), form.what, form.article, raw)
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


def _seconds(raw: RawDocument, form: Format) -> float:
    """A document of many bytes may take longer."""
    size = len(raw.payload) if isinstance(raw.payload, bytes) else 0
    return SECONDS + size / form.pace
