"""Articles in which people are quoted, and readings of them by machines that differ."""

from __future__ import annotations

from quoth.model import Article, Input
from quoth.store import Outcome, Project
from tests.fake import span, statement

URL = "https://post.example/levy"

TEXT = """Levy to rise

CALDER — The levy will rise in May, Mira Tolland said on Monday.

"Nobody was asked," said Joren Pike, a fisherman.

The council denied that the harbour is in debt."""


def article(text: str = TEXT, *, url: str | None = URL, path: str = "levy.txt") -> Article:
    return Article.of(text, path=path, url=url, outlet="Calder Post", language="en")


def said(of: Article, content: str, cue: str, source: str, **fields):
    """A statement from the words that stand in the article once."""
    fields.setdefault("mode", "indirect")
    return statement(
        of,
        content=[span(of, content)],
        cue=span(of, cue) if cue else None,
        source=span(of, source) if source else None,
        **fields,
    )


def reading(of: Article):
    """What the first machine finds."""
    return (
        said(of, "The levy will rise in May", "said on Monday", "Mira Tolland"),
        said(of, "Nobody was asked", "said Joren", "Joren Pike", mode="direct"),
        said(of, "the harbour is in debt", "denied", "The council", type="denial"),
    )


def keep(project: Project, of: Article, statements, *, model: str = "m@1") -> None:
    """Record an article as a run does."""
    given = Input(path=of.path, format="text", fingerprint=of.text_sha256, status="done")
    project.write([Outcome(input=given, article=of, statements=tuple(statements), model=model)])


def renew(project: Project, of: Article, statements, *, model: str = "m@2") -> None:
    """Record what another machine finds in an article that the project has."""
    project.write(
        [Outcome(input=None, article=of, statements=tuple(statements), model=model, renewal=True)]
    )


def contents(project: Project, of: Article) -> list[str]:
    return [statement.content.text for statement in project.article(of.id)[1]]
