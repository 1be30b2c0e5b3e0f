"""Readings of a text written into the text itself.

`reading("[S The mayor] [C said] [Q it rained].")` is the text without the tags, and one
statement with the spans of source, cue and content. A number tells several statements
apart ("[S1 …] [C1 …] [Q1 …] [Q2 …]"); tags may lie in each other, and one statement may
have several Q.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quoth.evaluate.gold import GoldArticle, GoldStatement
from quoth.model import Article, Content, Link, Piece, Speaker, Statement, content_id, pieces_text

TAG = re.compile(r"\[([SCQ])(\d?) |\]")


@dataclass
class Roles:
    S: list = field(default_factory=list)
    C: list = field(default_factory=list)
    Q: list = field(default_factory=list)


def parse(marked: str) -> tuple[str, list[Roles]]:
    """The text and, in order of their numbers, the spans of each statement."""
    text, position, roles, open_tags = "", 0, {}, []
    for match in TAG.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        if match[1]:
            open_tags.append((match[1], match[2] or "1", len(text)))
        else:
            role, number, start = open_tags.pop()
            getattr(roles.setdefault(number, Roles()), role).append((start, len(text)))
    assert not open_tags
    return text + marked[position:], [roles[number] for number in sorted(roles)]


def gold(marked: str, *fields: dict) -> tuple[str, list[GoldStatement]]:
    """Text and gold statements; `fields` are further ones of the first, second … statement."""
    text, statements = parse(marked)
    more = [*fields, *({} for _ in statements)]
    return text, [
        GoldStatement(
            content=tuple(sorted(roles.Q)),
            cue=roles.C[0] if roles.C else None,
            source=tuple(roles.S),
            **more[number],
        )
        for number, roles in enumerate(statements)
    ]


def statement(
    text: str,
    content,
    cue=None,
    source=None,
    *,
    speakers=(),
    chain=(),
    article_id="a",
    mode="indirect",
    type="assertion",
    **fields,
) -> Statement:
    """A predicted statement of a text."""
    content = tuple(sorted(content))
    return Statement(
        id=content_id("statement", article_id, content, cue, source, speakers),
        article_id=article_id,
        mode=mode,
        type=type,
        content=Content(spans=content, text=pieces_text(text, content)),
        cue=cue and Piece(span=cue, text=text[slice(*cue)]),
        source=source and Piece(span=source, text=text[slice(*source)]),
        speakers=tuple(Speaker(id=name, name=name, kind="person") for name in speakers),
        chain=tuple(Link(name=name, kind="outlet", span=(0, 1)) for name in chain),
        **fields,
    )


def predicted(marked: str, *fields: dict) -> tuple[str, list[Statement]]:
    """Text and predicted statements; `fields` as for `gold`."""
    text, statements = parse(marked)
    more = [*fields, *({} for _ in statements)]
    return text, [
        statement(
            text,
            roles.Q,
            roles.C[0] if roles.C else None,
            roles.S[0] if roles.S else None,
            **more[number],
        )
        for number, roles in enumerate(statements)
    ]


def gold_article(text: str, statements, *, name: str = "page.txt") -> GoldArticle:
    return GoldArticle(article=Article.of(text, path=name), statements=tuple(statements))
