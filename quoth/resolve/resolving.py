"""One article's statements with their actors, chains, addressees, media and dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quoth.model import Article, Span, Statement
from quoth.resolve import chain as chains
from quoth.resolve.cast import Actor, Cast
from quoth.resolve.coreference import Resolver
from quoth.resolve.credits import credited
from quoth.resolve.days import Ruling, document_date, spread_days
from quoth.resolve.grounds import STATED, grounded, without
from quoth.resolve.headline import name_headlines
from quoth.resolve.layout import Layout, lay_out
from quoth.resolve.live import live_day, released
from quoth.resolve.medium import medium
from quoth.resolve.occasion import spread
from quoth.resolve.polls import polled
from quoth.resolve.posts import signed
from quoth.resolve.scene import Scene, Stage, Told
from quoth.resolve.when import said_on

STEPS = (name_headlines, spread_days, spread, live_day, released, credited, polled)
"""What the statements of no nesting tell one another, in this order."""

DEEPEST = 8
"""Nesting beyond which a statement is treated as if it were not nested deeper."""


_AHEAD = re.compile(r"\b(?:will|shall|is|are) (?:be )?(?:expected|set|scheduled|due|to)\b|\bwill\b")
"""Cues of what has not been said yet: no date beside them is the day of it."""


def resolved(article: Article, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """See `quoth.resolve.resolve`."""
    if not statements:
        return ()
    layout = lay_out(article.text)
    cast = Cast(article, layout)
    by_id = {statement.id: statement for statement in statements}
    depths = [_depth(statement, by_id) for statement in statements]
    contents = [
        span
        for statement, depth in zip(statements, depths, strict=True)
        if depth == 0
        for span in statement.content.spans
    ]
    stage = Stage(article, layout, cast, contents)
    order = sorted(range(len(statements)), key=lambda i: (depths[i], _anchor(statements[i]), i))
    resolver = Resolver(stage, [statements[i] for i in order if depths[i] == 0])
    outermost = depths.count(0)
    ruling: Ruling | None = None
    told: list[list[Told]] = [[] for _ in range(DEEPEST + 1)]
    done: dict[str, tuple[Statement, tuple[Actor, ...]]] = {}
    sources: dict[tuple, tuple[tuple[Actor, ...], tuple[str, float]]] = {}
    for index in order:
        statement, depth = without(statements[index]), depths[index]
        outer = done.get(statement.nested_in) if statement.nested_in else None
        outer_told = outer and Told(anchor=_anchor(outer[0]), statement=outer[0], actors=outer[1])
        anchor = _anchor(statement)
        history = told[0] if depth == 0 else _earlier(told[0], anchor)
        scene = Scene(offset=anchor, told=history, outer=outer_told, own=statement.content.spans)
        # One source with several cues ("she said … and insisted …") is resolved once.
        key = (statement.source.span, statement.nested_in) if statement.source else None
        known = sources.get(key) if key else None
        if known is None:
            actors = tuple(dict.fromkeys(resolver.actors(statement, scene)))
            known = actors, (scene.reason, scene.confidence)
            if key:
                sources[key] = known
        actors, why = known
        resolved = _fill(article, layout, cast, statement, actors, _outers(statement, done), why)
        resolved = signed(article.text, resolved)
        if depth and ruling is not None:
            resolved = ruling.inside(stage, resolved, actors)
        told[depth].append(Told(anchor=anchor, statement=resolved, actors=actors))
        done[statement.id] = (resolved, actors)
        if depth == 0 and len(told[0]) == outermost:
            # What nested statements came through depends on the occasions of the outer ones.
            for step in STEPS:
                for entry, filled in zip(told[0], step(stage, told[0]), strict=True):
                    entry.statement = filled
                    done[filled.id] = (filled, entry.actors)
            ruling = Ruling.of(stage, told[0])
    return tuple(done[statement.id][0] for statement in statements)


def _earlier(told: list[Told], anchor: int) -> list[Told]:
    """The statements of no nesting before an offset: they are kept in order."""
    at = bisect_left(told, anchor, key=lambda entry: entry.anchor)
    return told[max(0, at - 20) : at]


def _anchor(statement: Statement) -> int:
    """Where a statement names its source; else its cue; else where its content begins."""
    piece = statement.source or statement.cue
    if piece:
        return piece.span[0]
    return statement.content.spans[0][0] if statement.content.spans else 0


def _depth(statement: Statement, by_id: dict[str, Statement]) -> int:
    depth, seen = 0, {statement.id}
    while statement.nested_in in by_id and statement.nested_in not in seen and depth < DEEPEST:
        statement = by_id[statement.nested_in]
        seen.add(statement.id)
        depth += 1
    return depth


def _outers(
    statement: Statement, done: dict[str, tuple[Statement, tuple[Actor, ...]]]
) -> list[tuple[Statement, tuple[Actor, ...]]]:
    """The statements around one, innermost first."""
    found = []
    seen = {statement.id}
    inner = statement.nested_in
    while inner in done and inner not in seen and len(found) < DEEPEST:
        found.append(done[inner])
        seen.add(inner)
        inner = done[inner][0].nested_in
    return found


def _fill(
    article: Article,
    layout: Layout,
    cast: Cast,
    statement: Statement,
    actors: tuple[Actor, ...],
    outers: list[tuple[Statement, tuple[Actor, ...]]],
    why: tuple[str, float],
) -> Statement:
    text = article.text
    piece = statement.cue or statement.source
    aside: list[Span] = []
    date = None
    if piece is not None:
        start, end = layout.sentence_span(piece.span[0])
        if statement.source is not None and statement.source.span[0] < start:
            other = layout.sentence_span(statement.source.span[0])
            start = other[0] if start - other[0] < 2000 else start
        end = max(end, layout.sentence_span(max(piece.span[1] - 1, 0))[1])
        if outers:
            # What stands around the outer statement belongs to that one.
            for low, high in outers[0][0].content.spans:
                if low <= piece.span[0] < high:
                    start, end = max(start, low), min(end, high)
        start, end = max(start, piece.span[0] - 2000), min(end, piece.span[1] + 2000)
        outside = list(statement.content.spans)
        if statement.source is not None:
            outside.append(statement.source.span)
        aside = _gaps((start, end), outside)
        date = said_on(
            text,
            cue=piece.span,
            sentence=(start, end),
            outside=outside,
            published=article.published,
            source=statement.source and statement.source.span,
            future=statement.cue is not None and bool(_AHEAD.search(statement.cue.text)),
        )
    around = aside
    if statement.source is not None:  # "the log, first reported by the Harbour Ledger,"
        around = sorted([*aside, statement.source.span])
    links = list(chains.relays(article, cast, aside=around, speakers=actors, cue=statement.cue))
    told_by = chains.witnesses(cast, aside=aside, source=statement.source, speakers=actors)
    links = [*told_by, *links]
    named = len(links)
    links += chains.through(statement, outers)
    seen: set[str] = set()
    kept = [x for x in links if not (x.name in seen or seen.add(x.name))]
    filled = replace(
        statement,
        speakers=tuple(actor.speaker() for actor in actors),
        chain=tuple(kept),
        addressee=chains.addressee(cast, statement, links),
        medium=medium(
            text,
            aside,
            cue=statement.cue and statement.cue.span,
            source=statement.source and statement.source.span,
            names=[actor.name for actor in actors],
        ),
        said_on=date or document_date(statement, actors, text=text, published=article.published),
    )
    return _explained(filled, why, named=named, date=date)


def _explained(
    statement: Statement, why: tuple[str, float], *, named: int, date: str | None
) -> Statement:
    """The statement with the grounds of what its own sentence and its nesting say.

    Args:
        statement: filled in.
        why: reason and confidence of its speakers.
        named: how many links its own sentence names.
        date: the day its own sentence tells, or None.
    """
    statement = grounded(statement, "speakers", *why)
    if statement.chain:
        reasons = ["named as relaying it in the same sentence"] if named else []
        if len(statement.chain) > named:
            reasons.append("inside a statement of " + statement.chain[named].name)
        statement = grounded(statement, "chain", "; ".join(reasons), 0.9)
    if statement.addressee is not None:
        statement = grounded(statement, "addressee", "named behind the cue", 0.85)
    if statement.medium is not None:
        statement = grounded(statement, "medium", "named in the same sentence", 0.8)
    if date is not None:
        statement = grounded(statement, "said_on", f"{STATED}a date beside the cue", 0.95)
    elif statement.said_on is not None:
        statement = grounded(statement, "said_on", f"{STATED}the document's own date", 0.85)
    return statement


def _gaps(span: Span, outside: list[Span]) -> list[Span]:
    """What is left of a range when spans are taken out of it."""
    gaps, at = [], span[0]
    for start, end in sorted(outside):
        if end <= at or start >= span[1]:
            continue
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    if at < span[1]:
        gaps.append((at, span[1]))
    return gaps
