"""Live pages: what they report without a day was said on the day they are of.

A page that follows an event is written while people speak. Its headline says "live", or its
entries begin with the time of the clock.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.model import Statement
from quoth.resolve.grounds import INFERRED, grounded
from quoth.resolve.scene import Stage, Told
from quoth.resolve.when import published_day

_LIVE = re.compile(
    r"(?:LIVE\b|Live\s*:|Live\s+(?:blog|updates|coverage|ticker|report)|Liveblog\b)"
    r"|.{1,120}(?:\blive\s+(?:blog|updates|coverage)\b|\b(?:as it happened|live)\s*$|:\s*live\b)"
    r"|.{1,120}\s[-–—|:]\s*(?:LIVE|Live)\b",
)
_CLOCK = re.compile(r"\s*\d{1,2}(?:[.:h]\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?|(?<=[.:h]\d\d))(?!\d)")
ENTRIES = 3
"""Paragraphs that begin with a time of the clock, from which a page is a live one."""
_EARLIER = re.compile(
    r"\b(?:had|previously|earlier|already|formerly|once|used to|long|repeatedly|ago|since)\b", re.I
)


def is_live(stage: Stage) -> bool:
    """Whether an article is a live page."""
    text, title = stage.article.text, stage.article.title or ""
    first = text[: text.find("\n")] if "\n" in text[:300] else ""
    if _LIVE.match(title) or _LIVE.match(first):
        return True
    clocks = 0
    for line in text.splitlines()[:400]:
        clocks += _CLOCK.match(line) is not None
        if clocks >= ENTRIES:
            return True
    return False


def live_day(stage: Stage, told: Sequence[Told]) -> list[Statement]:
    """The statements of no nesting, in order; on a live page the undated ones get its day.

    What is told as of an earlier time ("had ordered", "has long denied") and what a document
    says stays without.
    """
    found = [entry.statement for entry in told]
    day = published_day(stage.article.published)
    if day is None or not found or not is_live(stage):
        return found
    for at, statement in enumerate(found):
        cue = statement.cue
        if statement.said_on or cue is None or _EARLIER.search(cue.text):
            continue
        if any(speaker.kind == "document" for speaker in statement.speakers):
            continue
        sentence = stage.layout.sentence_span(cue.span[0])
        if _EARLIER.search(stage.article.text[max(sentence[0], cue.span[0] - 40) : cue.span[0]]):
            continue
        dated = replace(statement, said_on=day.isoformat())
        found[at] = grounded(dated, "said_on", f"{INFERRED}the day of a live page", 0.75)
    return found
