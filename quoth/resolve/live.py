"""Pages that are of one day: what they report without a day was said on it.

A live page follows an event and is written while people speak: its headline says "live", or its
entries begin with the time of the clock. A press release is what its own publisher says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.model import Statement
from quoth.resolve.chain import own_outlet
from quoth.resolve.grounds import INFERRED, grounded
from quoth.resolve.kinds import is_outlet
from quoth.resolve.scene import Stage, Told
from quoth.resolve.when import published_day

_LIVE = re.compile(
    r"(?:LIVE\b|Live\s*:|Live\s+(?:blog|updates|coverage|ticker|report)|Liveblog\b)"
    r"|.{1,120}(?:\blive\s+(?:blog|updates|coverage)\b|\b(?:as it happened|live)\s*$|:\s*live\b)"
    r"|.{1,120}\s[-–—|:]\s*(?:LIVE|Live)\b",
)
_CLOCK = re.compile(r"\s*\d{1,2}(?:[.:h]\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?|(?<=[.:h]\d\d))(?!\d)")
FEWEST = 2
"""Statements of its publisher, from which a page may be a press release."""
ACTS = frozenset(["decision", "intention", "belief", "perception"])
"""Types of statement that tell what was done or thought, not what the page says."""
ENTRIES = 3
"""Paragraphs that begin with a time of the clock, from which a page is a live one."""
_EARLIER = re.compile(
    r"\b(?:had|previously|earlier|already|formerly|once|used to|long|repeatedly|ago|since|"
    r"expected|scheduled|due)\b",
    re.I,
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
        if _EARLIER.search(_before(stage, cue.span[0])):
            continue
        dated = replace(statement, said_on=day.isoformat())
        found[at] = grounded(dated, "said_on", f"{INFERRED}the day of a live page", 0.75)
    return found


def _before(stage: Stage, offset: int) -> str:
    """The few words of the article's own before an offset in its sentence."""
    start = max(stage.layout.sentence_span(offset)[0], offset - 40)
    while start < offset and stage.content(offset - 1) is not None:
        offset -= 1
    for at in range(offset - 1, start - 1, -1):
        if stage.content(at) is not None:
            start = at + 1
            break
    return stage.article.text[start:offset]


def released(stage: Stage, told: Sequence[Told]) -> list[Statement]:
    """The statements of no nesting, in order; what a press release's publisher says has its day.

    Half of what is said there is said by the publisher, who is no newspaper.
    """
    found = [entry.statement for entry in told]
    day = published_day(stage.article.published)
    if day is None or not stage.article.outlet or is_outlet(stage.article.outlet.split()):
        return found
    own = [at for at, entry in enumerate(told) if _publisher(stage, entry)]
    spoken = sum(bool(entry.actors) for entry in told)
    if len(own) < FEWEST or 2 * len(own) < spoken:
        return found
    for at in own:
        statement = found[at]
        if statement.said_on or statement.cue is None or statement.type in ACTS:
            continue
        if _EARLIER.search(f"{_before(stage, statement.cue.span[0])} {statement.cue.text}"):
            continue
        dated = replace(statement, said_on=day.isoformat())
        dated = grounded(dated, "said_on", f"{INFERRED}the day of a press release", 0.75)
        if dated.medium is None:
            dated = replace(dated, medium="press release")
            dated = grounded(dated, "medium", "on its speaker's own page", 0.75)
        found[at] = dated
    return found


def _publisher(stage: Stage, entry: Told) -> bool:
    return len(entry.actors) == 1 and all(
        actor.kind == "organization" and own_outlet(stage.article, actor.name)
        for actor in entry.actors
    )
