"""Posts that a page shows whole: their text, a dash, a name, a handle and a date.

    The gate will stay open. pic.example/1 — Ports Ministry (@ports) March 2, 2024

That is the form in which an embedded post reaches a text. It has no verb and no quotation
marks, so that a tagger passes it over (in 3,199 US articles of 2019 and 2020 ours saw 11 of
744), but its form says everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.extract.place import tidy
from quoth.model import Span

CONFIDENCE = 0.95
"""Of 60 drawn from those articles and read, every one was a post with the right name. It is not 1
because a post of several paragraphs gives its last one, and a page may show a forged one."""
LONGEST = 4000
"""Characters over which a paragraph is no post."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_SIGNATURE = re.compile(
    r"(?:—|(?<!\S)[–-]) ?(?P<name>[^\n\r—@()]{1,80}?) ?\(@ ?\w{1,30}\) ?"
    rf"(?:{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})"
)
_LINK = re.compile(r"(?:\s*(?:https?://|pic\.|t\.co/)\S{1,200})+\s*$")
_LINE = re.compile(r"[^\n\r]+")


@dataclass(frozen=True, slots=True)
class Post:
    """A post shown in an article: what it says, who signs it, and where it ends."""

    content: Span
    source: Span
    end: int


def find_posts(text: str) -> list[Post]:
    """The posts of a text, in order.

    The words are those of the signature's own paragraph, or of the one before where the
    signature stands alone.

    Args:
        text: an article's.
    """
    posts: list[Post] = []
    before: Span | None = None
    for line in _LINE.finditer(text):
        start = line.start()
        if line.end() - start > LONGEST:
            before = None
            continue
        for found in _SIGNATURE.finditer(text, start, line.end()):
            words = _words(text, (start, found.start()))
            if words is None and start == line.start() and before:
                words = _words(text, before)
            if words:
                posts.append(Post(words, found.span("name"), found.end()))
            start = found.end()
        if text[start : line.end()].strip():
            before = (start, line.end())
    return posts


def _words(text: str, span: Span) -> Span | None:
    """What a post says, without the links at its end."""
    part = _LINK.sub("", text[slice(*span)])
    found = tidy(part, 0, len(part))
    return found and (span[0] + found[0], span[0] + found[1])
