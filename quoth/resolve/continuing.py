"""Quotations without a source: those that go on with the words of whoever spoke before."""

from __future__ import annotations

import re

from quoth.model import Statement
from quoth.resolve.cast import Actor
from quoth.resolve.layout import HEADLINE
from quoth.resolve.scene import Scene, Stage

FARTHEST = 120
"""Characters between a speaker's last words and a quotation that goes on without a source."""

_I = re.compile(r"\b(?:I|me|my|we|our|us|We|Our|My)\b")


def goes_on(stage: Stage, statement: Statement, scene: Scene) -> tuple[Actor, ...]:
    """The previous speaker, where a quotation plainly goes on; else nobody."""
    if (
        statement.mode != "direct"
        or not statement.content.spans
        or not scene.told
        or scene.outer is not None
    ):
        return ()
    before = scene.told[-1]
    if before.statement.mode == "indirect":
        return _quotes_on(stage, statement, scene)
    if not before.statement.content.spans or len(before.actors) != 1:
        return ()
    text = stage.layout.text
    begin, end = statement.content.spans[0][0], statement.content.spans[-1][1]
    last = max(before.anchor, before.statement.content.spans[-1][1])
    if not 0 <= begin - last <= FARTHEST:
        return ()
    tokens = stage.layout.tokens(begin, end)
    if not tokens or stage.layout.flags[tokens[-1]] & HEADLINE:
        return ()
    apart = stage.layout.paragraph(begin) - stage.layout.paragraph(last)
    if apart > 1:
        return ()
    # Words between the end of the sentence before and the quotation introduce
    # another voice: "A sign read: “…”"; so do words behind it in a paragraph of its own.
    between = text[last:begin]
    lead = between[max(between.rfind(mark) for mark in ".!?\n") + 1 :]
    if any(c.isalnum() for c in lead) or (apart == 0 and between.count(".") > 1):
        return ()
    closing = min(stage.layout.paragraph_span(begin)[1], end + 400)
    if apart and any(c.isalnum() for c in text[end:closing]):
        return ()
    return before.actors


def _quotes_on(stage: Stage, statement: Statement, scene: Scene) -> tuple[Actor, ...]:
    """The one who spoke last in the paragraph before a paragraph that is all quotation.

    "Lopez told the paper that she had warned them." and then, as a paragraph of its own:
    “I had it in my hand.”
    """
    layout, text = stage.layout, stage.layout.text
    before = scene.told[-1]
    begin, end = statement.content.spans[0][0], statement.content.spans[-1][1]
    start, stop = layout.paragraph_span(begin)[0], layout.paragraph_span(end - 1)[1]
    if any(c.isalnum() for c in text[start:begin] + text[end:stop]):
        return ()
    if layout.paragraph(begin) - layout.paragraph(before.last) != 1:
        return ()
    if len(before.actors) != 1 or before.actors[0].kind not in ("person", "anonymous"):
        return ()
    if any(c.isalnum() for c in text[before.last : start].partition(".")[2]):
        return ()  # the article goes on in its own words
    return before.actors if _I.search(text, begin, end) else ()
