"""Articles and statements made from a marked text."""

from __future__ import annotations

import re

from quoth.model import (
    Article,
    Content,
    Input,
    Piece,
    Speaker,
    Statement,
    content_id,
    pieces_text,
    statement_id,
)
from quoth.store import Outcome, Project

MARK = re.compile(r"\[([SCQ]) ([^\]]*)\]")


def told(marked: str, *, path: str = "a.txt", kind: str = "person", role=None, **fields):
    """An article and its one statement from "[S The mayor] [C said] [Q it holds]."

    Returns:
        (article, statements).
    """
    given = {name: fields.pop(name) for name in ("mode", "type") if name in fields}
    text, spans, end = "", {"S": [], "C": [], "Q": []}, 0
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        spans[match[1]].append((len(text), len(text) + len(match[2])))
        text += match[2]
        end = match.end()
    text += marked[end:]
    article = Article.of(text, path=path, **fields)

    def piece(found):
        return Piece(span=found[0], text=text[slice(*found[0])]) if found else None

    source, cue, content = piece(spans["S"]), piece(spans["C"]), tuple(spans["Q"])
    speakers = ()
    if source:
        speakers = (
            Speaker(id=content_id("actor", source.text), name=source.text, kind=kind, role=role),
        )
    statement = Statement(
        id=statement_id(article.id, content, cue and cue.span, source and source.span),
        article_id=article.id,
        mode=given.get("mode", "indirect"),
        type=given.get("type", "assertion"),
        content=Content(spans=content, text=pieces_text(text, content)),
        cue=cue,
        source=source,
        speakers=speakers,
        confidence=0.5,
    )
    return article, (statement,)


def keep(project: Project, article: Article, statements, *, model: str = "m@1") -> None:
    """Record an article as a run does."""
    project.write(
        [
            Outcome(
                input=Input(
                    path=article.path, format="text", fingerprint=article.text_sha256, status="done"
                ),
                article=article,
                statements=tuple(statements),
                model=model,
            )
        ]
    )
