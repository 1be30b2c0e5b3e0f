"""An actor's stance on what a statement says, with the words that prove it.

From cue, type and negation, in this order: a question questions; a denying cue, a denial and a
negated content deny; a supporting or an opposing word of the cue or the content; a word of doubt
hedges; everything else asserts. A learned model of stance is not part of this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quoth.compare.cues import DENIALS, HEDGES, OPPOSING, RULING, SUPPORTING
from quoth.compare.words import WORD, negations
from quoth.model import Position, Span, Stance, Statement, content_id


def position(statement: Statement, text: str) -> tuple[Stance, Span, float]:
    """The stance of a statement's speakers, the span that proves it, and how sure the rule is.

    Args:
        statement: the statement.
        text: its article's text.
    """
    whole = statement.content.spans[0] if statement.content.spans else (0, 0)
    cue = statement.cue.span if statement.cue is not None else None
    if statement.type == "question":
        return "questions", cue or whole, 0.8
    if cue is not None:
        for span, word in _words(text, cue):
            if word in DENIALS:
                return "denies", span, 0.85
    found = _side(text, cue) if cue is not None else None
    if found is not None:
        return found[0], found[1], 0.8
    for span in statement.content.spans:
        found = _side(text, span)
        if found is not None:
            return found[0], found[1], 0.6
    if statement.type == "denial":
        return "denies", cue or whole, 0.7
    for start, end in statement.content.spans:
        ends = negations(text[start:end])
        if len(ends) % 2 == 1:
            at = start + ends[0]
            first = max((s for s, _ in _spans(text, (start, at))), default=start)
            return "denies", (first, at), 0.5
    for span in statement.content.spans:
        for place, word in _words(text, span):
            month = text[slice(*place)] == "May" and place[0] > span[0]
            if word in HEDGES and not month:
                return "hedges", place, 0.6
    return "asserts", cue or whole, 0.7


def positions(
    statements: Sequence[Statement],
    text: str,
    *,
    known: Mapping[str, tuple[str, str]],
    claims: Mapping[str, str],
) -> Iterator[Position]:
    """The positions in an article: of who speaks in a claim, or does other than assert.

    Args:
        statements: of the article.
        text: the article's text.
        known: speaker's id in its article to id and name across articles.
        claims: statement to claim.
    """
    for statement in statements:
        if not statement.speakers or not statement.content.spans:
            continue
        stance, span, confidence = position(statement, text)
        if stance == "asserts" and statement.id not in claims:
            continue
        actors = dict.fromkeys(known.get(s.id, (s.id, ""))[0] for s in statement.speakers)
        for actor in actors:
            yield Position(
                id=content_id("position", statement.id, actor, stance),
                article_id=statement.article_id,
                statement_id=statement.id,
                claim_id=claims.get(statement.id),
                actor_id=actor,
                position=stance,
                span=span,
                confidence=confidence,
            )


def _side(text: str, span: Span) -> tuple[Stance, Span] | None:
    before = ["", ""]
    for place, word in _words(text, span):
        turned = any(b in ("not", "never", "no") or b.endswith("n't") for b in before)
        if word in SUPPORTING:
            return ("opposes" if turned else "supports"), place
        if word in OPPOSING or (word == "out" and before[1] in RULING):
            return ("supports" if turned else "opposes"), place
        before = [before[1], word]
    return None


def _spans(text: str, span: Span) -> Iterator[Span]:
    for match in WORD.finditer(text, *span):
        yield match.span()


def _words(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    for match in WORD.finditer(text, *span):
        yield match.span(), match.group().lower().replace("’", "'")
