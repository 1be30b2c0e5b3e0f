"""CoNLL columns, IOB: a token a line, a column for each level of statements.

Columns: token number in its sentence, token, first code point and one past the last, then for level
0 (outermost) and 1 (inside a content) the tag: B-content, I-content, B-cue, B-source … with the
statement's number in the article, O where there is none. An empty line ends a sentence, a comment
begins an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quoth.export import Written, marks
from quoth.export.marks import mark
from quoth.export.selection import Selection
from quoth.model import Article, Span, Statement

LEVELS = 2

LOST = (
    "kinds and roles of speakers, spans of chain and addressee: csv and parquet have them",
    *marks.LOST,
    "what is deeper than the second level, and parts that overlap others of their level",
    "mode, type, speakers and chain: brat, cas-xmi and webannotation have them",
)


def write(selection: Selection, target: Path) -> Written:
    """Write one file of all articles."""
    counts = {"article": 0, "token": 0}
    with target.open("w", encoding="utf-8", newline="\n") as sink:
        for article, statements in selection.articles():
            for line in columns(article, statements):
                sink.write(line + "\n")
                counts["token"] += bool(line) and not line.startswith("# ")
            counts["article"] += 1
    return Written(rows=counts, lost=LOST)


def columns(article: Article, statements: Sequence[Statement]) -> Iterator[str]:
    """The lines of an article."""
    yield f"# article = {article.id}"
    levels = _levels(statements)
    for start, end in marks.sentences(article.text):
        for number, (a, b) in enumerate(marks.tokens(article.text[start:end]), 1):
            token: Span = (start + a, start + b)
            tags = [_tag(token, parts) for parts in levels]
            word = article.text[token[0] : token[1]]
            yield "\t".join((str(number), word, str(token[0]), str(token[1]), *tags))
        yield ""


Part = tuple[Span, str]


def _levels(statements: Sequence[Statement]) -> list[list[Part]]:
    """For each level its spans with their tags, without a letter before them."""
    depth: dict[str, int] = {}
    for statement in statements:
        depth[statement.id] = depth.get(statement.nested_in or "", -1) + 1
    found: list[list[Part]] = [[] for _ in range(LEVELS)]
    for number, statement in enumerate(statements, 1):
        if depth[statement.id] >= LEVELS:
            continue
        one = mark(statement)
        parts = [(span, f"content-{number}") for span in one.content]
        parts += [(one.cue, f"cue-{number}")] if one.cue else []
        parts += [(one.source, f"source-{number}")] if one.source else []
        found[depth[statement.id]] += parts
    return found


def _tag(token: Span, parts: Sequence[Part]) -> str:
    for (start, end), name in parts:
        if start <= token[0] and token[1] <= end:
            return ("B-" if token[0] == start else "I-") + name
    return "O"
