"""verify: is every stored statement still in its article's text, and that text in its original?

For each article, all of it the same characters or it is named:

1. the text has the hash that was taken when it was read, and the article's id follows from it;
2. each statement's spans lie in the text, and are those that its id was made of;
3. the original has the hash that it had when it was read;
4. the reader reads the same text in it again. If another version of the reader has come since,
   a different text is no error by itself: then each statement's words are looked for in what the
   reader gives now.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from quoth.engine import Engine, Failure
from quoth.errors import QuothError
from quoth.model import (
    Article,
    Capture,
    Original,
    SkippedInput,
    Span,
    content_id,
    pieces_text,
    statement_id,
    text_hash,
)
from quoth.pipeline import STEPS
from quoth.store import originals, reading, versions

BATCH = 8
"""Articles that a worker gets at a time: as in a run."""

Kind = Literal["text", "statement", "original", "reading", "reader"]
"""What does not fit: the text its hash; a statement the text; the original its hash, or it is
gone; the text what the same reader reads now; the text what another version of it reads."""

KINDS: tuple[str, ...] = Kind.__args__

WORDS: dict[str, str] = {
    "text": "the text in the project is not the one that was read",
    "statement": "the statement is not in the text where it was found",
    "original": "the original is damaged or gone",
    "reading": "the original gives another text",
    "reader": "a newer reader gives another text, without the statement's words",
}
"""Each kind as a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that no longer fits."""

    kind: Kind
    article_id: str
    path: str
    statement_id: str | None = None
    """The statement that does not fit; None if it is the article."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of a whole project, or of some articles, has shown."""

    articles: int
    statements: int
    fitting: int
    """Statements that stand in the text and, if the original is kept, in that too."""
    in_originals: int
    """Articles whose text was read again in their original, character for character."""
    not_kept: int
    """Articles without an original to look into: they were checked in the project alone."""
    reread: int
    """Articles that a newer reader reads differently; their statements' words are all there."""
    problems: tuple[Problem, ...]

    @property
    def reasons(self) -> Mapping[str, int]:
        """How many problems of each kind there are, in the order of `KINDS`."""
        found = Counter(problem.kind for problem in self.problems)
        return {kind: found[kind] for kind in KINDS if found[kind]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a worker needs of one article."""

    article: Article
    statements: tuple[tuple[str, tuple[Span, ...], Span | None, Span | None], ...]
    """Of each: id, content, cue, source."""
    captures: tuple[Capture, ...]
    """The last one of each original, the latest first; one that fits is enough."""
    originals: tuple[Original, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What became of one item."""

    statements: int
    fitting: int
    state: Literal["same", "not kept", "reread", "broken"]
    problems: tuple[Problem, ...]


def verify(
    connection: sqlite3.Connection,
    engine: Engine,
    *,
    ids: Sequence[str] | None = None,
    look_into_originals: bool = True,
    on_progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Check articles with their statements; see the module's docstring.

    Args:
        connection: on the project; a consistent view of it is the caller's affair.
        engine: reads the originals again.
        ids: articles; None for all, superseded ones too.
        look_into_originals: else only what the project itself holds.
        on_progress: called with articles done and to do.
    """
    if ids is None:
        # In the order in which they were read: archives are then gone through once.
        ids = [id for (id,) in connection.execute("SELECT id FROM article ORDER BY number")]
    batches = _batches(connection, ids, look_into_originals)
    counts: Counter[str] = Counter()
    problems: list[Problem] = []
    at_work: list[list[str]] = []

    def noted() -> Iterator[list[Item]]:
        for batch in batches:
            at_work.append([one.article.id for one in batch])
            yield batch

    done = 0
    for results in engine.map(check_all, noted(), prepare=originals.Archives):
        names = at_work.pop(0)
        for id, result in zip(names, results, strict=True):
            done += 1
            if isinstance(result, Failure):
                result = _failed(id, result.reason)
            counts["articles"] += 1
            counts["statements"] += result.statements
            counts["fitting"] += result.fitting
            counts[result.state] += 1
            problems += result.problems
        if on_progress is not None:
            on_progress(done, len(ids))
    order = {kind: place for place, kind in enumerate(KINDS)}
    return Verification(
        articles=counts["articles"],
        statements=counts["statements"],
        fitting=counts["fitting"],
        in_originals=counts["same"],
        not_kept=counts["not kept"],
        reread=counts["reread"],
        problems=tuple(sorted(problems, key=lambda p: (order[p.kind], p.path, p.article_id))),
    )


def _failed(id: str, reason: str) -> Checked:
    problem = Problem(kind="reading", article_id=id, path=id, reason=reason)
    return Checked(statements=0, fitting=0, state="broken", problems=(problem,))


def _batches(
    connection: sqlite3.Connection, ids: Sequence[str], look: bool
) -> Iterator[list[Item]]:
    for first in range(0, len(ids), BATCH):
        found = [item(connection, id, look=look) for id in ids[first : first + BATCH]]
        if batch := [one for one in found if one is not None]:
            yield batch


def item(connection: sqlite3.Connection, id: str, *, look: bool) -> Item | None:
    """What is needed to check an article; `look`: with its originals. None if there is none."""
    article = reading.article(connection, id)
    if article is None:
        return None  # another process has taken it away since
    contents: dict[str, list[Span]] = {}
    for statement, start, end in connection.execute(
        "SELECT statement_id, span_start, span_end FROM content WHERE statement_id IN"
        " (SELECT id FROM statement WHERE article_id = ?) ORDER BY statement_id, ordinal",
        (id,),
    ):
        contents.setdefault(statement, []).append((start, end))
    statements = tuple(
        (
            name,
            tuple(contents.get(name, ())),
            None if cue_start is None else (cue_start, cue_end),
            None if source_start is None else (source_start, source_end),
        )
        for name, cue_start, cue_end, source_start, source_end in connection.execute(
            "SELECT id, cue_start, cue_end, source_start, source_end FROM statement"
            " WHERE article_id = ? ORDER BY ordinal",
            (id,),
        )
    )
    captures: dict[str | None, Capture] = {}
    found: list[Original] = []
    if look:
        for capture in reversed(versions.captures(connection, id)):
            captures.setdefault(capture.original, capture)
        hashes = {h for c in captures.values() for h in (c.original, c.payload) if h}
        found = [one for h in sorted(hashes) if (one := originals.original(connection, h))]
    return Item(
        article=article,
        statements=statements,
        captures=tuple(captures.values()),
        originals=tuple(found),
    )


def check_all(archives: originals.Archives, batch: Sequence[Item]) -> list[Checked]:
    """What a worker does."""
    return [check(one, archives) for one in batch]


def check(item: Item, archives: originals.Archives) -> Checked:
    """One article with its statements; pure but for archives that are read."""
    article = item.article
    problems: list[Problem] = []

    def wrong(kind: Kind, reason: str, statement: str | None = None) -> None:
        problems.append(
            Problem(
                kind=kind,
                article_id=article.id,
                path=article.path,
                statement_id=statement,
                reason=reason,
            )
        )

    if text_hash(article.text) != article.text_sha256:
        wrong("text", "its text has another hash than when it was read")
    elif article.id != _article_id(article):
        wrong("text", "its id is not that of its text and its address")
    whole = not problems
    fitting = []
    for name, content, cue, source in item.statements:
        spans = [*content, *(span for span in (cue, source) if span)]
        if not content:
            wrong("statement", "it has no content", name)
        elif any(not 0 <= start < end <= len(article.text) for start, end in spans):
            wrong("statement", "a span of it lies outside the text", name)
        elif statement_id(article.id, content, cue, source) != name:
            wrong("statement", "its spans are not those that its id was made of", name)
        elif whole:
            fitting.append((name, spans))
    state = "not kept"
    if item.captures:
        state = _in_original(item, archives, wrong, fitting)
    # An original that is gone proves nothing: no statement is said to stand in it.
    unproven = state == "broken" and any(problem.kind == "original" for problem in problems)
    lost = {problem.statement_id for problem in problems if problem.kind in ("reading", "reader")}
    return Checked(
        statements=len(item.statements),
        fitting=0 if unproven else sum(name not in lost for name, _ in fitting),
        state="broken" if problems else state,
        problems=tuple(problems),
    )


def _article_id(article: Article) -> str:
    place = article.url or article.outlet or ""
    return content_id("article", place, article.text_sha256)


def _in_original(
    item: Item, archives: originals.Archives, wrong: Callable, fitting: list[tuple]
) -> Any:
    """Read the original again, and compare. One original that gives the text is enough."""
    from quoth.read import parse

    by_hash = {original.sha256: original for original in item.originals}
    failures: list[tuple[Kind, str]] = []
    differing: list[tuple[Capture, str]] = []
    not_kept = 0
    for capture in item.captures:
        try:
            raw = originals.raw_document(capture, by_hash.get, archives)
        except originals.NotKept:
            not_kept += 1
            continue
        except QuothError as error:
            failures.append(("original", error.reason))
            continue
        found = parse(raw)
        if isinstance(found, SkippedInput):
            failures.append(("reading", f"it can no longer be read: {found.reason}"))
        elif found.text == item.article.text:
            return "same"
        else:
            differing.append((capture, found.text))
    if differing:
        capture, text = differing[0]
        now = originals.reader_version(capture.format, STEPS[0].version)
        newer = now != capture.reader
        lost = _lost(item.article.text, text, fitting)
        if newer and not lost and not failures:
            return "reread"
        kind: Kind = "reader" if newer else "reading"
        about = f"read by {capture.reader}, this is {now}" if newer else f"the same reader, {now}"
        where = _first_difference(item.article.text, text)
        if not lost:
            wrong(kind, f"{about}: another text from character {where:,} on, no statement lost")
        for name in lost:
            wrong(kind, f"{about}: its words are no longer in the text", name)
        return _told(failures, wrong) or "broken"
    if failures:
        return _told(failures, wrong)
    return "not kept" if not_kept else "broken"


def _told(failures: Iterable[tuple[Kind, str]], wrong: Callable) -> Any:
    for kind, reason in failures:
        wrong(kind, reason)
    return "broken" if failures else None


def _lost(before: str, after: str, fitting: list[tuple]) -> list[str]:
    """The statements of which some piece is no longer in a text; white space does not count."""
    squeezed = " ".join(after.split())
    return [
        name
        for name, spans in fitting
        if any(" ".join(pieces_text(before, (span,)).split()) not in squeezed for span in spans)
    ]


def _first_difference(one: str, other: str) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def restored(item: Item, archives: originals.Archives | None = None) -> str | None:
    """An article's text as its original gives it, if that has the hash which it should have."""
    from quoth.read import parse

    by_hash = {original.sha256: original for original in item.originals}
    for capture in item.captures:
        try:
            raw = originals.raw_document(capture, by_hash.get, archives or originals.Archives())
        except QuothError:
            continue
        found = parse(replace(raw, path=capture.path))
        if (
            not isinstance(found, SkippedInput)
            and text_hash(found.text) == item.article.text_sha256
        ):
            return found.text
    return None
