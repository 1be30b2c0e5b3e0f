"""Marks held against a project: known, corrected, added, rejected, coded, or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError
from quoth.export.marks import Mark, mark
from quoth.imports import Coding, Document, Noted, Taken
from quoth.imports.adding import adopt
from quoth.imports.placing import placed
from quoth.judge.people import me, named
from quoth.model import (
    MODES,
    TYPES,
    Article,
    Speaker,
    Statement,
    pieces_text,
    statement_record,
)

if TYPE_CHECKING:
    from quoth.imports.finding import Finder
    from quoth.store import Project

FIELDS = ("content", "cue", "source", "mode", "type", "speakers", "medium", "said_on")
"""Fields of a mark that a correction may set. Chain and addressee need spans, which marks lack:
where a file has them they are in `Noted.spanned`."""


ALWAYS = {"mode": MODES, "type": TYPES}
"""Fields that a statement cannot be without, and what they may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One import into a project."""

    project: Project
    finder: Finder
    found: Taken
    """Where it is added what became of each mark."""
    by: str | None
    reject_missing: bool
    articles: bool
    codings: dict[tuple[str, str], tuple[str | None, bool | None]] = field(default_factory=dict)
    """How people last coded statements; filled when it is first asked for."""
    concepts: dict[str, str] = field(default_factory=dict)
    """Names of concepts by what the format makes of them; filled likewise."""

    def take(self, document: Document) -> None:
        """Take one document's marks; what became of them is added to `found`."""
        found = self.found
        found.refused += [f"{document.name}: {reason}" for reason in document.refused]
        if not document.marks and document.article is None and document.text is None:
            return
        try:
            article, statements = self._article(document)
        except UsageError as error:
            found.refused.append(f"{document.name}: {_told(error)}")
            return
        write = document.written
        if document.text is not None and write(document.text) != write(article.text):
            found.refused.append(
                f"{document.name}: its text is not that of article {article.id}; nothing was "
                "taken, for its offsets mean other words"
            )
            return
        self._marks(document, article, statements)

    def _article(self, document: Document) -> tuple[Article, tuple[Statement, ...]]:
        whole = document.whole
        if whole is None and document.text is not None:
            whole = Article.of(document.text, path=document.name)
        known = self.finder.article(document)
        if known is None and whole is not None:
            # Added by an earlier import, under the id that its text and outlet give it.
            known = self.finder.of_id(whole.id)
        if known is not None:
            return known
        if not self.articles:
            advice = "run its page into the project first"
            if whole is not None:
                advice += ", or add it from the file's text with --articles"
            raise UsageError(_lacking(document), advice=advice)
        if whole is None:
            raise UsageError(
                f"{_lacking(document)}, and the file does not have its text",
                advice="give a file that has it first: `quoth export --format articles`",
            )
        adopted = adopt(self.project, whole)
        self.finder.added(adopted)
        self.found.counts["articles"] += 1
        return self.project.article(adopted.id)

    def _marks(
        self, document: Document, article: Article, statements: tuple[Statement, ...]
    ) -> None:
        found, by = self.found, self.by
        by_id = {statement.id: statement for statement in statements}
        by_spans = {_spans(mark(statement)): statement for statement in statements}
        seen: set[str] = set()
        for noted in document.marks:
            known = by_id.get(noted.mark.id or "")
            where = f"{document.name}, {noted.mark.id or 'a new mark'}"
            try:
                if noted.targets:
                    same_text = noted.article == article.id
                    noted = placed(article.text, noted, same_text=same_text)
                known = known or by_spans.get(_spans(noted.mark))
                statement = _one(
                    self.project,
                    article,
                    known,
                    noted,
                    found,
                    by=by,
                    where=where,
                    write=document.written,
                    shown=document.shown,
                )
            except UsageError as error:
                found.refused.append(f"{where}: {_told(error)}")
                seen.update({known.id} if known else ())
                continue
            if known is not None:
                seen.add(known.id)
            for coder, coding in noted.codings if statement is not None else ():
                try:
                    self._code(statement, coding, by=coder or by, shown=document.shown)
                except UsageError as error:
                    found.refused.append(f"{where}: {_told(error)}")
        if self.reject_missing and not document.refused:
            for statement in statements:
                if statement.id not in seen:
                    self.project.judge("reject", statement=statement.id, by=by)
                    found.counts["rejected"] += 1

    def _code(
        self, statement: str, coding: Coding, *, by: str | None, shown: Callable[[str], str]
    ) -> None:
        """Take a coding, unless the project says so already or the coder is known to have said so.

        Raises:
            UsageError: it cannot be.
        """
        if coding.concept is None:
            return
        by = named(by) if by else me()
        wanted = shown(coding.concept), coding.agreement
        now = [(name, one.agreement) for name, one in self.project.codings([statement]).values()]
        if not self.codings:
            self.codings.update(self.project.coded_by())
        now += [self.codings[statement, by]] if (statement, by) in self.codings else []
        if any((shown(name or ""), agreement) == wanted for name, agreement in now):
            return
        if not self.concepts:
            self.concepts.update((shown(one.name), one.name) for one in self.project.concepts())
        # One that the format shows otherwise is chosen there by what it shows.
        concept = self.concepts.setdefault(wanted[0], coding.concept)
        self.project.judge(
            "correct", coded=statement, concept=concept, agreement=coding.agreement, by=by
        )
        self.codings[statement, by] = concept, coding.agreement
        self.found.counts["coded"] += 1


def _told(error: UsageError) -> str:
    return f"{error}; {error.advice}" if error.advice else str(error)


def _lacking(document: Document) -> str:
    named = f" {document.article!r}" if document.article else ""
    return f"its article{named} is not in the project"


def _one(
    project: Project,
    article: Article,
    known: Statement | None,
    noted: Noted,
    found: Taken,
    *,
    by: str | None,
    where: str,
    write: Callable[[str], str],
    shown: Callable[[str], str],
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
        changes |= {name: value for name, value in noted.spanned.items() if value}
        changes |= noted.fuller
        if noted.across:
            changes["speakers"] = [{"name": name, **rest} for name, rest in noted.across.items()]
        made = project.judge("add", article=article.id, by=by, **changes)
        found.counts["added"] += 1
        return _made(project, made.id, article)
    ours = mark(known)
    differing = [
        name
        for name in FIELDS
        if name not in noted.partial
        and name not in noted.spanned
        and _compared(getattr(ours, name), write) != _compared(getattr(noted.mark, name), write)
    ]
    if noted.mark.id is None:
        # Somebody else's mark on the words of a statement: what it leaves empty says nothing.
        differing = [name for name in differing if getattr(noted.mark, name) not in (None, (), "")]
    people = None
    if noted.across is not None and "speakers" in differing:
        differing.remove("speakers")
        people = _people(project, known, noted, shown)
    # Empty is no value of these, and what a person meant by it cannot be told: said, not dropped.
    empty = [name for name in differing if name in ALWAYS and not getattr(noted.mark, name)]
    differing = [name for name in differing if name not in empty]
    found.refused += [
        f"{where}: its {name} is empty, and a statement has one; it stays {getattr(ours, name)}; "
        f"give one of {', '.join(ALWAYS[name])}"
        for name in empty
    ]
    named = [
        name
        for name, value in noted.named.items()
        if noted.mark.id is not None
        and _compared(getattr(ours, name), write) != _compared(value, write)
    ]
    found.refused += [
        f"{where}: its {name} is another one, and the format does not say where that stands; "
        "correct it with `quoth judge`, or in lines of `quoth extract`"
        for name in named
    ]
    changes = _values(noted.mark, differing, given=False) | _changed(known, article, noted)
    changes |= {"speakers": people} if people is not None else {}
    if (empty or named) and not changes:
        return known.id
    if not changes:
        found.counts["known"] += 1
        return known.id
    made = project.judge("correct", statement=known.id, by=by, **changes)
    found.counts["corrected"] += 1
    return _made(project, made.id, article)


def _people(
    project: Project, known: Statement, noted: Noted, shown: Callable[[str], str]
) -> list[Speaker | dict[str, str]] | None:
    """A statement's speakers after those of a file that calls them as across articles and has named
    ones alone; None if they are its own. Those that are still there keep what they are called here,
    and the unnamed stay.
    """
    assert noted.across is not None
    called = project.actor_aliases([speaker.id for speaker in known.speakers])
    left: dict[str, list[Speaker]] = {}
    names: dict[str, set[str]] = {}
    for speaker in known.speakers:
        if speaker.kind != "anonymous":
            its = (*called.get(speaker.id, ()), speaker.name)
            left.setdefault(shown(its[0]), []).append(speaker)
            names.setdefault(shown(its[0]), set()).update(map(shown, its))
    found: list[Speaker | dict[str, str]] = []
    new = False
    for name, rest in noted.across.items():
        one = shown(name)
        key = one if one in left else next((key for key in left if one in names[key]), None)
        found += left.pop(key) if key is not None else [{"name": name, **rest}]
        new |= key is None
    if not new and not left:
        return None
    return [*found, *(speaker for speaker in known.speakers if speaker.kind == "anonymous")]


def _changed(known: Statement, article: Article, noted: Noted) -> dict[str, Any]:
    """Speakers, chain and addressee that are other ones than the statement's."""
    record = statement_record(known, article)
    record["speakers"] = [
        {key: speaker[key] for key in ("kind", "name", "role")} for speaker in record["speakers"]
    ]
    return {
        name: value
        for name, value in noted.spanned.items()
        if value != record[name] and (value or noted.mark.id is not None)
    }


def _values(one: Mark, names: Any, *, given: bool) -> dict[str, Any]:
    """The fields as `Project.judge` takes them; of an added statement only those that are there."""
    found: dict[str, Any] = {}
    for name in names:
        value = getattr(one, name)
        if value == "":
            value = None
        if given and (value is None or value == ()):
            continue
        if name == "content":
            value = [list(span) for span in value]
        elif name == "speakers":
            value = list(value)
        found[name] = value
    return found


def _compared(value: Any, write: Callable[[str], str]) -> Any:
    """A value as the format would write it; blanks are set as a judgement sets them."""
    if isinstance(value, str):
        return " ".join(write(value).split()) or None
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return tuple(filter(None, (_compared(one, write) for one in value)))
    return value


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
