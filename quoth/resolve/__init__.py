"""resolve: the source spans of an article's statements become actors.

Rules over the text, no model: `layout` (words, sentences), `names` (mentions),
`cast` (actors), `phrase` (a source taken apart), `coreference` (whom it stands
for), `chain`, `when`, `medium`. See docs/resolve.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quoth.model import Article, Span, Statement
from quoth.resolve import chain as chains
from quoth.resolve.cast import Actor, Cast
from quoth.resolve.coreference import Resolver
from quoth.resolve.layout import Layout, lay_out
from quoth.resolve.medium import medium
from quoth.resolve.scene import Scene, Stage, Told
from quoth.resolve.when import said_on

__all__ = ["resolve"]

DEEPEST = 8
"""Nesting beyond which a statement is treated as if it were not nested deeper."""


def resolve(article: Article, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Fill speakers, chain, addressee, medium and date said.

    Args:
        article: the article the statements' offsets index.
        statements: of that article, in any order.

    Returns:
        The same statements in the same order with the same ids. What is not known
        stays empty or None. The same input gives the same output on every machine.
    """
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
    resolver = Resolver(Stage(article, layout, cast, contents))
    order = sorted(range(len(statements)), key=lambda i: (depths[i], _anchor(statements[i]), i))
    told: list[list[Told]] = [[] for _ in range(DEEPEST + 1)]
    done: dict[str, tuple[Statement, tuple[Actor, ...]]] = {}
    sources: dict[tuple, tuple[Actor, ...]] = {}
    for index in order:
        statement, depth = statements[index], depths[index]
        outer = done.get(statement.nested_in) if statement.nested_in else None
        outer_told = outer and Told(anchor=_anchor(outer[0]), statement=outer[0], actors=outer[1])
        anchor = _anchor(statement)
        history = told[0] if depth == 0 else _earlier(told[0], anchor)
        scene = Scene(offset=anchor, told=history, outer=outer_told, own=statement.content.spans)
        # One source with several cues ("she said … and insisted …") is resolved once.
        key = (statement.source.span, statement.nested_in) if statement.source else None
        actors = sources.get(key) if key else None
        if actors is None:
            actors = tuple(dict.fromkeys(resolver.actors(statement, scene)))
            if key:
                sources[key] = actors
        resolved = _fill(article, layout, cast, statement, actors, _outers(statement, done))
        if depth == 0 and told[0]:
            resolved = _goes_on(layout, told[0][-1], resolved, actors)
        told[depth].append(Told(anchor=anchor, statement=resolved, actors=actors))
        done[statement.id] = (resolved, actors)
    return tuple(done[statement.id][0] for statement in statements)


def _goes_on(
    layout: Layout, before: Told, statement: Statement, actors: tuple[Actor, ...]
) -> Statement:
    """What one sentence says of the interview holds for the speaker's next words too.

    "…," she told the Ledger. "…," she added. The second has no outlet of its own:
    same speaker, next statement, at most one paragraph on, and nothing that names
    another medium or listener.
    """
    earlier = before.statement
    if not actors or before.actors != actors or statement.medium or statement.addressee:
        return statement
    if layout.paragraph(_anchor(statement)) - layout.paragraph(before.anchor) > 1:
        return statement
    chain = statement.chain
    if not chain:
        chain = tuple(link for link in earlier.chain if link.kind == "outlet")
    return replace(
        statement,
        chain=chain,
        medium=earlier.medium,
        said_on=statement.said_on or earlier.said_on,
    )


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
            future=statement.cue is not None and " will " in f" {statement.cue.text} ",
        )
    asides = " … ".join(text[a:b] for a, b in aside)
    own = {actor.name for actor in actors}
    links = list(chains.relays(article, cast, aside=aside, speakers=actors))
    links += [x for x in chains.through(statement, outers) if x.name not in own]
    seen: set[str] = set()
    kept = [x for x in links if not (x.name in seen or seen.add(x.name))]
    return replace(
        statement,
        speakers=tuple(actor.speaker() for actor in actors),
        chain=tuple(kept),
        addressee=chains.addressee(cast, statement),
        medium=medium(asides, statement.cue.text if statement.cue else "") if aside else None,
        said_on=date,
    )


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
