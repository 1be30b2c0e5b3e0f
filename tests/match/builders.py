"""Small corpora of who said what where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quoth.model import content_id
from quoth.store import Project
from tests.store.builders import keep, told


def said(
    words: str,
    *,
    by: str = "Ada Vale",
    outlet: str = "The Tide",
    day: str | None = "2025-01-14",
    quoted: bool = True,
    around: str = "The council met again.",
    said_on: str | None = None,
):
    """An article in which somebody says something: (article, statements)."""
    if quoted:
        marked = f"{around}\n\n[S {by}] [C said]: “[Q {words}]”."
    else:
        marked = f"{around}\n\n[S {by}] [C said] [Q {words}]."
    article, statements = told(
        marked,
        path=f"{outlet}-{day}-{content_id('page', words, by, around)}.txt",
        mode="direct" if quoted else "indirect",
        outlet=outlet,
        published=day,
        language="en",
    )
    return article, tuple(replace(statement, said_on=said_on) for statement in statements)


def matched(path: Path, *corpus, constraints=None) -> Project:
    """A project of such articles, matched."""
    project = Project.open(path, create=True)
    for article, statements in corpus:
        keep(project, article, statements)
    project.match(constraints=constraints)
    return project


def relations(project: Project) -> list[dict[str, str]]:
    """For each claim its outlets and what each has of it."""
    found = []
    for claim in project.claims():
        outlets = {article.id: article.outlet for article in project.articles()}
        found.append({outlets[m.article_id]: m.relation for m in claim.members})
    return sorted(found, key=str)
