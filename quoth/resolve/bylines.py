"""Who wrote a guest article, where its text says so before it begins.

American papers print "Ana Lopez and Carl Berg", then "Opinion contributors", then the article;
"we" in it is theirs and not the paper's.
"""

from __future__ import annotations

import re
from itertools import pairwise

from quoth.resolve.layout import Layout

_GUEST = re.compile(
    r"(?:opinion|guest|contributing) (?:contributor|columnist|writer|essayist|editor)s?"
    r"|special to (?:the )?[\w .’'-]{2,40}|guest (?:essay|column|opinion)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w.’'-]{0,24}(?: [A-Za-z][\w.’'-]{0,24}){1,4}")
MOST = 12
"""Names in one byline."""
WITHIN = 4
"""Paragraphs at the beginning in which a byline is sought."""


def guests(layout: Layout) -> tuple[str, ...]:
    """The names above "Opinion contributor", in order; empty where the text has no such line."""
    starts = [*layout.paragraphs[: WITHIN + 1], len(layout.text)]
    lines = [layout.text[start : min(end, start + 300)].strip() for start, end in pairwise(starts)]
    for names, mark in pairwise(lines):
        if not _GUEST.fullmatch(mark) or len(names) >= 300:
            continue
        parts = re.split(r",? and |, ", names.removeprefix("By "))
        if len(parts) <= MOST and all(_NAME.fullmatch(part) for part in parts):
            return tuple(parts)
    return ()
