"""A project as gold: the articles that people have judged in full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quoth.errors import Unreadable
from quoth.evaluate.gold import GoldArticle, gold_statement


def is_project(path: Path) -> bool:
    """Whether the file is an SQLite database."""
    try:
        with open(path, "rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False


def read_project(path: Path) -> Iterator[GoldArticle]:
    """The articles of a project that people have judged in full, one for each person.

    Raises:
        ProjectError: it is none of this Quoth.
        Unreadable: nobody has judged an article in full.
    """
    from quoth.judge.gold import gold, gold_record
    from quoth.store import Project

    with Project.open(path) as project:
        found = list(gold(project))
    if not found:
        raise Unreadable(
            f"{path}: nobody has judged an article in full",
            advice=f"judge its statements, then: quoth judge {path} accept --article PAGE",
        )
    for article, person, statements in found:
        yield GoldArticle(
            article=article,
            statements=tuple(
                gold_statement(gold_record(s), len(article.text), s.id) for s in statements
            ),
            annotator=person,
        )
