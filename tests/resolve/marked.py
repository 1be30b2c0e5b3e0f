"""Small builder: an article whose text says itself where its statements are.

``[S1 The minister] [C1 said] [Q1 taxes would fall].`` gives statement 1 a source,
a cue and a content; brackets nest, and a content in several pieces repeats its
label. Statement order is that of the numbers.
"""

from __future__ import annotations

import re

from quoth.model import Article, Content, Piece, Statement, pieces_text, statement_id
from quoth.resolve import resolve

_MARK = re.compile(r"\[([SCQ])(\d+) |\]")


def marked(text: str, *, types: dict[int, str] | None = None, **fields):
    """(article, statements) from a marked text. `fields` go to the article."""
    plain: list[str] = []
    length = at = 0
    opened: list[tuple[str, int, int]] = []
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for match in _MARK.finditer(text):
        plain.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[0] == "]":
            role, number, start = opened.pop()
            spans.setdefault((role, number), []).append((start, length))
        else:
            opened.append((match[1], int(match[2]), length))
    plain.append(text[at:])
    assert not opened, "a bracket is not closed"
    text = "".join(plain)
    article = Article.of(text, path="marked.txt", **fields)
    statements = []
    for number in sorted({number for _, number in spans}):
        content = tuple(sorted(spans[("Q", number)]))
        cue = spans.get(("C", number), [None])[0]
        source = spans.get(("S", number), [None])[0]
        said = pieces_text(text, content)
        quoted = any(mark in said for mark in '“"')
        whole = said[:1] in '“"' and said[-1:] in '”"'
        statements.append(
            Statement(
                id=statement_id(article.id, content, cue, source),
                article_id=article.id,
                mode="direct" if whole else "mixed" if quoted else "indirect",
                type=(types or {}).get(number, "assertion"),
                content=Content(spans=content, text=said),
                cue=cue and Piece(span=cue, text=text[slice(*cue)]),
                source=source and Piece(span=source, text=text[slice(*source)]),
            )
        )
    return article, _nest(statements)


def _nest(statements: list[Statement]) -> tuple[Statement, ...]:
    from dataclasses import replace

    nested = []
    for inner in statements:
        low, high = inner.content.spans[0][0], inner.content.spans[-1][1]
        around = [
            outer
            for outer in statements
            if outer is not inner
            and any(a <= low and high <= b for a, b in outer.content.spans)
            and outer.content.spans != inner.content.spans
        ]
        around.sort(key=lambda outer: len(outer.content.text))
        nested.append(replace(inner, nested_in=around[0].id if around else None))
    return tuple(nested)


def resolved(text: str, **fields) -> tuple[Statement, ...]:
    """The statements of a marked text, resolved."""
    return resolve(*marked(text, **fields))


def speakers(text: str, **fields) -> list[tuple[str, ...]]:
    """Names of each statement's speakers."""
    return [tuple(s.name for s in statement.speakers) for statement in resolved(text, **fields)]
