"""What becomes of articles and of a machine's statements: other captures, readers and models.

Everything here keeps the truth beside it: for each statement that the other machine finds, which
statement of before it is, or that it is none of them but stands in a copy of a paragraph.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quoth.model import Article, Content, Piece, Span, Statement, pieces_text, statement_id

COPY = "copy"
"""Whose truth it is: a statement in a copy of a paragraph is none that was judged."""


@dataclass(frozen=True)
class Run:
    """A part of the new text: from where in the old, or new words; `copied`: a second time."""

    text: str
    start: int | None = None
    copied: bool = False


@dataclass(frozen=True)
class Fresh:
    """A statement that the other machine finds, and which ones of before it is."""

    statement: Statement
    truth: frozenset[str]


class Capture:
    """A new text with the old one's places in it."""

    def __init__(self, article: Article, runs: Iterable[Run]):
        """Put the runs one after another."""
        self.old = article
        self.runs: list[tuple[int, Run]] = []
        text = ""
        for run in runs:
            self.runs.append((len(text), run))
            text += run.text
        self.article = Article.of(
            text,
            path=article.path,
            url=article.url,
            outlet=article.outlet,
            title=article.title,
            published=article.published,
            language=article.language,
        )

    def spans(self, spans: Sequence[Span], *, copied: bool = False) -> tuple[Span, ...] | None:
        """Where old spans stand now, all in parts that were kept whole; None if they do not."""
        found = []
        for start, end in spans:
            span = self._span(start, end, copied)
            if span is None:
                return None
            found.append(span)
        return tuple(found)

    def _span(self, start: int, end: int, copied: bool) -> Span | None:
        ends = []
        for at, run in self.runs:
            if run.start is None or run.copied is not copied:
                continue
            length = len(run.text)
            for place, inside in ((start, start), (end, end - 1)):
                if run.start <= inside < run.start + length:
                    ends.append(at + place - run.start)
        if len(ends) != 2 or ends[0] >= ends[-1]:
            return None
        first, last = ends[0], ends[-1]
        kept = re.sub(r"\s+", "", self.article.text[first:last])
        return (first, last) if kept == re.sub(r"\s+", "", self.old.text[start:end]) else None


def paragraphs(text: str) -> list[Run]:
    """A text in runs of one paragraph with the line feeds after it."""
    return [Run(m[0], m.start()) for m in re.finditer(r"[^\n]*\n*", text) if m[0]]


def other_capture(article: Article, chance: random.Random, filler: Sequence[str]) -> Capture:
    """Paragraphs put in, taken out, doubled, moved, and words changed."""
    runs = paragraphs(article.text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(runs) + 1)
        what = chance.choice(("insert", "insert", "delete", "double", "double", "move", "edit"))
        if what == "insert":
            runs.insert(at, Run(chance.choice(filler) + "\n\n"))
        elif what == "delete" and len(runs) > 2:
            _delete(runs, min(at, len(runs) - 1))
        elif what == "double":
            of = chance.choice(runs)
            runs.insert(at, replace(of, copied=True, text=of.text.rstrip("\n") + "\n\n"))
        elif what == "move":
            runs.insert(at, runs.pop(chance.randrange(len(runs))))
        elif what == "edit":
            _edit(runs, chance)
    return Capture(article, runs)


def _delete(runs: list[Run], at: int) -> None:
    """A paragraph less. If one copy of it is left, that is the paragraph: it was moved."""
    gone = runs.pop(at)
    left = [
        number
        for number, run in enumerate(runs)
        if run.copied and run.start == gone.start and run.text.rstrip() == gone.text.rstrip()
    ]
    if gone.start is not None and not gone.copied and len(left) == 1:
        runs[left[0]] = replace(runs[left[0]], copied=False)


def _edit(runs: list[Run], chance: random.Random) -> None:
    """Another word in the place of one."""
    at = chance.randrange(len(runs))
    run = runs[at]
    words = list(re.finditer(r"\w+", run.text))
    if run.start is None or run.copied or not words:
        return
    word = chance.choice(words)
    runs[at : at + 1] = [
        part
        for part in (
            Run(run.text[: word.start()], run.start),
            Run("other" + word[0][::-1]),
            Run(run.text[word.end() :], run.start + word.end()),
        )
        if part.text
    ]


def other_reader(article: Article, chance: random.Random) -> Capture:
    """The same letters, white space set otherwise, a line put before."""
    runs = [Run(chance.choice(("", "  ", "\ufeff", "\n")))]
    for match in re.finditer(r"\S+|\s+", article.text):
        if match[0].isspace():
            feed = "\n" in match[0]
            blanks = ("\n", "\n\n", " \n ", "\r\n") if feed else (" ", " ", "  ", "\u00a0", "\n")
            runs.append(Run(chance.choice(blanks)))
        else:
            runs.append(Run(match[0], match.start()))
    return Capture(article, [run for run in runs if run.text])


def same_text(article: Article) -> Capture:
    """Nothing has changed."""
    return Capture(article, [Run(article.text, 0)])


def moved(statement: Statement, capture: Capture, *, copied: bool = False) -> Statement | None:
    """The statement in another capture; None if its words are not all there."""
    content = capture.spans(statement.content.spans, copied=copied)
    if content is None:
        return None
    pieces = {}
    for name in ("cue", "source"):
        piece = getattr(statement, name)
        spans = capture.spans([piece.span], copied=copied) if piece else ((None,),)
        if spans is None:
            return None
        pieces[name] = spans[0] if piece else None
    return spanned(statement, capture.article, content, **pieces)


def spanned(
    statement: Statement,
    article: Article,
    content: tuple[Span, ...],
    cue: Span | None,
    source: Span | None,
) -> Statement:
    """The statement with other spans, without links and addressee, whose words may be gone."""

    def piece(span: Span | None) -> Piece | None:
        return Piece(span=span, text=article.text[slice(*span)]) if span else None

    return replace(
        statement,
        id=statement_id(article.id, content, cue, source),
        article_id=article.id,
        content=Content(spans=content, text=pieces_text(article.text, content)),
        cue=piece(cue),
        source=piece(source),
        chain=(),
        addressee=None,
        nested_in=None,
    )


def same_machine(statements: Sequence[Statement], capture: Capture) -> list[Fresh]:
    """What the same machine finds in another capture, copies of paragraphs included."""
    found = []
    for statement in statements:
        here, again = moved(statement, capture), moved(statement, capture, copied=True)
        if here is not None:
            found.append(Fresh(here, frozenset({statement.id})))
        if again is not None:
            # The only one left that has all its words: the paragraph was moved.
            found.append(Fresh(again, frozenset({COPY if here is not None else statement.id})))
    return _once(found)


def other_machine(fresh: Sequence[Fresh], article: Article, chance: random.Random) -> list[Fresh]:
    """What another machine finds: other edges, other cues, other fields, halves, wholes, gaps."""
    found: list[Fresh] = []
    for one in fresh:
        what = chance.random()
        statement = one.statement
        if what < 0.10:
            continue
        if what < 0.35:
            found.append(replace(one, statement=_other_edges(statement, article, chance)))
        elif what < 0.42:
            found += [replace(one, statement=half) for half in _halves(statement, article)]
        elif what < 0.47 and found:
            found[-1] = _joined(found[-1], one, article)
        elif what < 0.55:
            other = "belief" if statement.type != "belief" else "assertion"
            found.append(replace(one, statement=replace(statement, type=other, speakers=())))
        elif what < 0.60:
            found.append(replace(one, statement=_of_source(statement, article)))
        else:
            found.append(one)
    return _once(found)


def _once(found: Iterable[Fresh]) -> list[Fresh]:
    """One for each id; two that became one are both of before."""
    kept: dict[str, Fresh] = {}
    for one in found:
        known = kept.get(one.statement.id)
        truth = one.truth | known.truth if known else one.truth
        kept[one.statement.id] = replace(known or one, truth=truth)
    return list(kept.values())


def _words(article: Article, span: Span) -> list[Span]:
    return [
        (span[0] + m.start(), span[0] + m.end())
        for m in re.finditer(r"\w+", article.text[slice(*span)])
    ]


def _other_edges(statement: Statement, article: Article, chance: random.Random) -> Statement:
    """A word or several less, or one more, at an end of the content; or another cue."""
    spans = list(statement.content.spans)
    cue = statement.cue and statement.cue.span
    words = _words(article, spans[0])
    less = chance.randint(1, 3)
    if len(words) > less + 1 and chance.random() < 0.7:
        spans[0] = (words[less][0], spans[0][1])
    else:
        more = re.match(r"\W*\w+", article.text[spans[-1][1] :])
        if more and "\n" not in more[0]:
            spans[-1] = (spans[-1][0], spans[-1][1] + more.end())
    if cue and chance.random() < 0.3:
        more = re.match(r"\W*\w+", article.text[cue[1] :])
        if more and "\n" not in more[0]:
            cue = (cue[0], cue[1] + more.end())
    source = statement.source and statement.source.span
    return spanned(statement, article, tuple(spans), cue, source)


def _halves(statement: Statement, article: Article) -> list[Statement]:
    first, *rest = statement.content.spans
    words = _words(article, first)
    if len(words) < 4 or rest:
        return [statement]
    middle = len(words) // 2
    cue, source = statement.cue and statement.cue.span, statement.source and statement.source.span
    return [
        spanned(statement, article, (half,), cue, source)
        for half in ((first[0], words[middle - 1][1]), (words[middle][0], first[1]))
    ]


def _joined(one: Fresh, other: Fresh, article: Article) -> Fresh:
    """Two statements as one, under the first one's cue."""
    spans = sorted({*one.statement.content.spans, *other.statement.content.spans})
    if any(a[1] > b[0] for a, b in itertools.pairwise(spans)):
        return one
    cue, source = one.statement.cue, one.statement.source
    both = spanned(one.statement, article, tuple(spans), cue and cue.span, source and source.span)
    return Fresh(both, one.truth | other.truth)


def _of_source(statement: Statement, article: Article) -> Statement:
    """Without a cue, as if the machine had not seen it."""
    source = statement.source and statement.source.span
    return spanned(statement, article, statement.content.spans, None, source)
