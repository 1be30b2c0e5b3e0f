"""What a person sees: articles and statements as tables for a terminal of any width."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from quoth.cli.terminal import one_line, shortened, shortened_name

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from quoth.model import Article, Statement

NONE = "—"
"""Stands where there is nothing: a statement whose source the article does not name."""

GAP = 2
"""Blanks between two columns."""

WIDE = 110
"""From this many columns on there is room for a column more."""


def plain_table(**options) -> Table:
    """A table without vertical rules: it reads well in black and white and pastes well."""
    from rich import box
    from rich.table import Table

    # With these paddings two blanks lie between columns, and none at the edges.
    return Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
        **options,
    )


def day(published: str | None) -> str:
    """The day of an ISO date or date-time."""
    return (published or "").partition("T")[0]


def heading(article: Article, width: int) -> Text:
    """Two lines that say which article: its title, then outlet, day and path."""
    from rich.text import Text

    text = Text(shortened(article.title or "untitled", width), style="bold")
    known = [one_line(part) for part in (article.outlet, day(article.published)) if part]
    before = " · ".join([*known, ""])
    text.append("\n" + before, style="dim")
    text.append(shortened_name(article.path, max(width - len(before), 20)), style="dim")
    return text


def articles_table(articles: Iterable[Article], width: int) -> Table:
    """What `quoth read` shows: one row an article."""
    table = plain_table()
    table.add_column("Title", ratio=3, overflow="fold")
    table.add_column("Outlet", ratio=1, overflow="fold")
    table.add_column("Published", no_wrap=True)
    table.add_column("Lang", no_wrap=True)
    table.add_column("Words", justify="right", no_wrap=True)
    table.add_column("File", ratio=2, overflow="fold")
    for article in articles:
        authors = ", ".join(article.authors)
        table.add_row(
            _lines((shortened(article.title or NONE, 120), ""), (shortened(authors, 60), "dim")),
            _lines((shortened(article.outlet or NONE, 40), "")),
            day(article.published) or NONE,
            article.language or NONE,
            f"{len(article.text.split()):,}",
            _lines((shortened_name(article.path, max(width // 5, 16)), "dim")),
        )
    table.expand = True
    return table


def statements_table(statements: Sequence[Statement], width: int) -> Table:
    """What `quoth extract` shows of one article: who, cue, what, kind, confidence."""
    who, cue, kind = max(20, width // 5), max(9, width // 10), 10
    what = max(20, width - who - cue - kind - 4 - 4 * GAP)
    table = plain_table(leading=1)
    table.add_column("Who", width=who, overflow="fold")
    table.add_column("Cue", width=cue, overflow="fold")
    table.add_column("What", width=what, overflow="fold")
    table.add_column("Kind", width=kind, overflow="fold")
    table.add_column("Conf", width=4, justify="right", overflow="fold")
    depth = depths(statements)
    for statement in statements:
        table.add_row(
            who_cell(statement, who, depth[statement.id]),
            _lines((shortened(statement.cue.text, 3 * cue) if statement.cue else NONE, "")),
            what_cell(statement, what, lines=3),
            _lines((statement.type, ""), (statement.mode, "dim")),
            f"{statement.confidence:.2f}",
        )
    return table


def found_table(
    found: Sequence[tuple[Statement, Article]],
    width: int,
    judges: Mapping[str, Sequence[str]] | None = None,
) -> Table:
    """What `quoth find` shows: who said what where.

    Args:
        found: statements with their articles.
        width: of the terminal.
        judges: who has judged a statement, by its id.
    """
    wide = width >= WIDE
    who, where, kind = max(20, width // 5), max(18, width // 5), 10
    what = max(20, width - who - where - 2 * GAP - (kind + GAP if wide else 0))
    table = plain_table(leading=1)
    table.add_column("Who", width=who, overflow="fold")
    table.add_column("What", width=what, overflow="fold")
    if wide:
        table.add_column("Kind", width=kind, overflow="fold")
    table.add_column("Where", width=where, overflow="fold")
    for statement, article in found:
        cells = [who_cell(statement, who, 0, cue=True), what_cell(statement, what, lines=4)]
        if wide:
            cells.append(_lines((statement.type, ""), (statement.mode, "dim")))
        cells.append(
            _lines(
                (shortened(article.outlet or shortened_name(article.path, where), 2 * where), ""),
                (" ".join(filter(None, (day(article.published), article.id[:7]))), "dim"),
                (_judged_by((judges or {}).get(statement.id, ()), where), "italic"),
            )
        )
        table.add_row(*cells)
    return table


def _judged_by(names: Sequence[str], width: int) -> str:
    return shortened(f"judged by {', '.join(names)}", 2 * width) if names else ""


def who_cell(statement: Statement, width: int, depth: int, *, cue: bool = False) -> Text:
    """Who said it: the speakers' names with roles, and through whom it reached the article.

    A source that nobody could be found for stands in ⟨brackets⟩ as the article has it.
    """
    inside = "↳ " * depth
    lines: list[tuple[str, str]] = []
    for speaker in statement.speakers:
        lines.append((inside + shortened(speaker.name, 2 * width), "bold"))
        if speaker.role:
            lines.append((shortened(speaker.role, 2 * width), "dim"))
    if not statement.speakers:
        source = f"⟨{shortened(statement.source.text, 2 * width)}⟩" if statement.source else NONE
        lines.append((inside + source, ""))
    if statement.chain:
        names = ", ".join(link.name for link in statement.chain)
        lines.append((shortened(f"via {names}", 2 * width), "italic"))
    if cue and statement.cue:
        lines.append((shortened(statement.cue.text, width), "dim"))
    return _lines(*lines)


def what_cell(statement: Statement, width: int, *, lines: int) -> Text:
    """What was said, shortened; under it to whom, by which medium and when, where known."""
    around = [
        f"to {statement.addressee.name}" if statement.addressee else "",
        f"by {statement.medium}" if statement.medium else "",
        f"on {statement.said_on}" if statement.said_on else "",
    ]
    # Wrapping leaves lines ragged: nine tenths of the room hold the text.
    return _lines(
        (shortened(statement.content.text, width * lines * 9 // 10), ""),
        (shortened(", ".join(filter(None, around)), 2 * width), "dim"),
    )


def depths(statements: Iterable[Statement]) -> dict[str, int]:
    """How deep each statement lies inside the contents of others: 0 for an outermost one."""
    parents = {statement.id: statement.nested_in for statement in statements}
    found: dict[str, int] = {}
    for id in parents:
        seen = {id}
        parent = parents[id]
        while parent in parents and parent not in seen:
            seen.add(parent)
            parent = parents[parent]
        found[id] = len(seen) - 1
    return found


def count(number: int, noun: str) -> str:
    """ "1 article", "2,400 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def print_statements(console: Console, article: Article, statements: Sequence[Statement]) -> None:
    """An article's heading and its statements, or the words that it has none."""
    console.print(heading(article, console.width))
    console.print()
    if statements:
        console.print(statements_table(statements, console.width))
    else:
        console.print("Nobody is quoted.", style="dim")
    console.print()


def _lines(*parts: tuple[str, str]) -> Text:
    """A cell of several lines, each with its style; empty ones are left out."""
    from rich.text import Text

    return Text("\n").join(Text(text, style=style) for text, style in parts if text)
