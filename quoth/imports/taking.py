"""Marks held against a project: known, corrected, added, rejected, coded, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError
from quoth.export.marks import Mark, mark
from quoth.imports import Document, Noted, Taken
from quoth.model import Article, Statement, pieces_text

if TYPE_CHECKING:
    from quoth.store import Project

FIELDS = ("content", "cue", "source", "mode", "type", "speakers", "medium", "said_on")
"""Fields of a mark that a correction may set. Chain and addressee need spans, which marks lack."""


def taken(
    project: Project,
    document: Document,
    found: Taken,
    *,
    by: str | None,
    reject_missing: bool,
) -> None:
    """Take one document's marks; what became of them is added to `found`."""
    found.refused += [f"{document.name}: {reason}" for reason in document.refused]
    if not document.marks and document.article is None and document.text is None:
        return
    try:
        article, statements = _article(project, document)
    except UsageError as error:
        found.refused.append(f"{document.name}: {error}; {error.advice}")
        return
    if document.text is not None and document.text != article.text:
        found.refused.append(
            f"{document.name}: its text is not that of article {article.id}; nothing was taken, "
            "for its offsets mean other words"
        )
        return
    by_id = {statement.id: statement for statement in statements}
    by_spans = {_spans(mark(statement)): statement for statement in statements}
    seen: set[str] = set()
    for noted in document.marks:
        known = by_id.get(noted.mark.id or "") or by_spans.get(_spans(noted.mark))
        where = f"{document.name}, {noted.mark.id or 'a new mark'}"
        try:
            statement = _one(project, article, known, noted, found, by=by, where=where)
        except UsageError as error:
            found.refused.append(f"{where}: {error}")
            seen.update({known.id} if known else ())
            continue
        if known is not None:
            seen.add(known.id)
        if statement is not None and noted.coding is not None:
            _code(project, statement, noted, found, by=by)
    if reject_missing and not document.refused:
        for statement in statements:
            if statement.id not in seen:
                project.judge("reject", statement=statement.id, by=by)
                found.counts["rejected"] += 1


def _article(project: Project, document: Document) -> tuple[Article, tuple[Statement, ...]]:
    if document.article is not None:
        return project.article(document.article)
    for article in project.articles():
        if (document.text is not None and document.text == article.text) or (
            document.text is None and document.url is not None and article.url == document.url
        ):
            return project.article(article.id)
    raise UsageError(
        "its article is not in the project", advice="run its page into the project first"
    )


def _one(
    project: Project,
    article: Article,
    known: Statement | None,
    noted: Noted,
    found: Taken,
    *,
    by: str | None,
    where: str,
) -> str | None:
    """Take one mark; the id of its statement now, or None where there is none."""
    by = noted.by or by
    for (start, end), words in noted.quoted:
        if article.text[start:end] != words:
            raise UsageError(f"at {start} to {end} the article has other words than {words[:60]!r}")
    words = noted.worded
    if words is not None and words != pieces_text(article.text, noted.mark.content):
        raise UsageError(f"the article has other words than {words[:60]!r} at the content's spans")
    if known is None:
        if noted.mark.id is not None and _known_once(project, noted.mark.id):
            found.refused.append(f"{where}: it was rejected, or is of another article")
            return None
        changes = _values(noted.mark, FIELDS, given=True)
        made = project.judge("add", article=article.id, by=by, **changes)
        found.counts["added"] += 1
        return _made(project, made.id, article)
    ours = mark(known)
    differing = [
        name
        for name in FIELDS
        if name not in noted.partial and getattr(ours, name) != getattr(noted.mark, name)
    ]
    if not differing:
        found.counts["known"] += 1
        return known.id
    made = project.judge(
        "correct", statement=known.id, by=by, **_values(noted.mark, differing, given=False)
    )
    found.counts["corrected"] += 1
    return _made(project, made.id, article)


def _values(one: Mark, names: Any, *, given: bool) -> dict[str, Any]:
    """The fields as `Project.judge` takes them; of an added statement only those that are there."""
    found: dict[str, Any] = {}
    for name in names:
        value = getattr(one, name)
        if given and (value is None or value == ()):
            continue
        if name == "content":
            value = [list(span) for span in value]
        elif name == "speakers":
            value = list(value)
        elif name in ("mode", "type") and value is None:
            continue
        found[name] = value
    return found


def _spans(one: Mark) -> tuple:
    return one.content, one.cue, one.source


def _known_once(project: Project, id: str) -> bool:
    """Whether the project knows the id of a statement that is not among its article's now."""
    try:
        project.statement(id)
    except UsageError:
        return False
    return True


def _made(project: Project, judgement: str, article: Article) -> str | None:
    """The statement that a judgement just made."""
    for id, judgements in project.judged(s.id for s in project.article(article.id)[1]).items():
        if any(one.id == judgement for one in judgements):
            return id
    return None


def _code(project: Project, statement: str, noted: Noted, found: Taken, *, by: str | None) -> None:
    coding = noted.coding
    assert coding is not None
    if coding.concept is None:
        return
    for concept in project.concepts():
        for known in concept.codings:
            if (
                known.statement_id == statement
                and concept.name == coding.concept
                and known.agreement == coding.agreement
            ):
                return
    project.judge(
        "correct",
        coded=statement,
        concept=coding.concept,
        agreement=coding.agreement,
        by=noted.by or by,
    )
    found.counts["coded"] += 1
