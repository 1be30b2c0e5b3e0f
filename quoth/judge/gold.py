"""Judged articles as gold: what `quoth evaluate` measures the model on.

An article is gold of whoever has judged it in full, and of nobody else: that a statement is not
among those that were judged says nothing as long as nobody has looked at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError
from quoth.judge.coding import coded, person_statements
from quoth.judge.people import named
from quoth.model import Article, Statement
from quoth.store import file

if TYPE_CHECKING:
    from quoth.store import Project

Judged = tuple[Article, str, tuple[Statement, ...]]


def gold(project: Project, *, by: str | None = None) -> Iterator[Judged]:
    """Each article with each person who has judged it in full, and that person's statements.

    Args:
        project: opened.
        by: this person's only.
    """
    wanted = None if by is None else named(by)
    with file.plain_errors(project.path), project._reading():
        found = [
            (one.article, person, person_statements(one, person))
            for one in coded(project._connection)
            for person in sorted(one.full)
            if wanted in (None, person)
        ]
    yield from found


def write_gold(project: Project, folder: str, *, by: str | None = None) -> int:
    """Write gold as `quoth evaluate FOLDER` reads it: the texts, their gold, and meta.json.

    Args:
        project: opened.
        folder: made where there is none; it must not hold gold already.
        by: this person's only.

    Returns:
        How many files of gold were written, one an article and person.

    Raises:
        UsageError: nobody has judged an article in full, or the folder cannot be written to.
    """
    found = list(gold(project, by=by))
    if not found:
        raise UsageError(
            "no article was judged in full" + (f" by {by}" if by else ""),
            advice="judge all its statements, then: quoth judge PROJECT accept --article PAGE",
        )
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.glob("*.json")):
            raise UsageError(f"{folder} holds gold already", advice="name an empty folder")
        meta = {}
        for article, person, statements in found:
            name = f"{article.id[:10]}-{re.sub(r'[^A-Za-z0-9]+', '-', person).strip('-') or 'x'}"
            while name in meta:
                name += "-2"
            meta[name] = _meta(article)
            (target / f"{name}.txt").write_text(article.text, encoding="utf-8", newline="")
            _write(target / f"{name}.json", _record(article, person, statements))
        _write(target / "meta.json", meta)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {error.strerror}", advice="name a folder of yours"
        ) from None
    return len(found)


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _meta(article: Article) -> dict[str, Any]:
    fields = ("outlet", "url", "title", "published", "language")
    return {name: getattr(article, name) for name in fields} | {"authors": list(article.authors)}


def _record(article: Article, person: str, statements: tuple[Statement, ...]) -> dict[str, Any]:
    return {
        "annotator": person,
        "text_sha256": article.text_sha256,
        "statements": [gold_record(statement) for statement in statements],
    }


def gold_record(statement: Statement) -> dict[str, Any]:
    """A statement in the form of `quoth/evaluate/gold.py`."""
    first = statement.speakers[0] if statement.speakers else None
    name = " and ".join(speaker.name for speaker in statement.speakers) or None
    if first is not None and all(s.kind == "anonymous" for s in statement.speakers):
        name = "ANONYMOUS"
    return {
        "content": [list(span) for span in statement.content.spans],
        "cue": statement.cue and list(statement.cue.span),
        "source": statement.source and list(statement.source.span),
        "speaker": name,
        "speaker_kind": first and first.kind,
        "speaker_role": first and first.role,
        "mode": statement.mode,
        "type": statement.type,
        "chain": [link.name for link in statement.chain],
        "addressee": statement.addressee and statement.addressee.name,
        "medium": statement.medium,
        "said_on": statement.said_on,
    }
