"""An article's text with its statements marked in it, told apart without colour.

    ⟨Mira Tolland⟩¹ ‹said›¹ ⟦the levy would rise⟧¹.

Brackets tell source, cue, content and link of a chain apart; the raised number says which
statement a piece belongs to. Contents inside contents nest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quoth.cli.tables import GAP, NONE, depths, heading, plain_table
from quoth.cli.terminal import one_line, shortened, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from quoth.model import Article, Statement

MARKS = {
    "source": ("⟨", "⟩", "bold cyan"),
    "cue": ("‹", "›", "italic yellow"),
    "content": ("⟦", "⟧", "underline"),
    "link": ("⟪", "⟫", "bold magenta"),
}
"""For each part of a statement: what opens it, what closes it, its style."""

_DEPTH = {"content": 0, "link": 1, "source": 2, "cue": 3}
"""Of parts with the same characters, which encloses which."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(numbers: Sequence[int]) -> str:
    """Statement numbers as superscripts: ¹ or ¹·²."""
    return "·".join(str(number).translate(_RAISED) for number in numbers)


def marked(article: Article, statements: Sequence[Statement]) -> Text:
    """The article's text with every part of every statement in its brackets.

    Args:
        article: the article.
        statements: its statements, in order of appearance; the first is number 1.

    Returns:
        Text in which everything a terminal would obey is made visible. Without the
        brackets and numbers it is the article's text, code point for code point.
    """
    from rich.text import Text

    text = visible(article.text, lines=True)
    opens: dict[int, list[tuple[int, str, list[int]]]] = defaultdict(list)
    closes: dict[int, list[tuple[int, str, list[int]]]] = defaultdict(list)
    for (start, end, part), numbers in sorted(_parts(statements, len(text)).items()):
        opens[start].append((end, part, numbers))
        closes[end].append((start, part, numbers))

    out = Text()
    inside: list[str] = []
    position = 0
    for boundary in sorted({0, len(text), *opens, *closes}):
        out.append(text[position:boundary], style=" ".join(dict.fromkeys(inside)))
        position = boundary
        # Inner parts began later: they close first.
        for _, part, numbers in sorted(closes[boundary], key=lambda c: (-c[0], -_DEPTH[c[1]])):
            _, bracket, style = MARKS[part]
            inside.remove(style)
            out.append(bracket + raised(numbers), style=style.replace("underline", "bold"))
        # Outer parts end later: they open first.
        for _, part, _ in sorted(opens[boundary], key=lambda o: (-o[0], _DEPTH[o[1]])):
            bracket, _, style = MARKS[part]
            inside.append(style)
            out.append(bracket, style=style.replace("underline", "bold"))
    return out


def legend() -> Text:
    """What the brackets mean, in the brackets."""
    from rich.text import Text

    words = {"source": "source", "cue": "cue", "content": "content", "link": "relayed by"}
    parts = []
    for part, word in words.items():
        opening, closing, style = MARKS[part]
        parts.append(Text(f"{opening}{word}{closing}", style=style))
    return Text("  ").join(parts).append("   ¹ number of the statement", style="dim")


def statements_list(statements: Sequence[Statement], width: int) -> Table:
    """Under the text: for each number who the source is, and what else is known."""
    table = plain_table()
    number, kind = 4, 10
    rest = max(30, width - number - kind - 4 - 4 * GAP)
    source = rest * 2 // 5
    table.add_column("", width=number, justify="right", overflow="fold")
    table.add_column("Source", width=source, overflow="fold")
    table.add_column("Speaker", width=rest - source, overflow="fold")
    table.add_column("Kind", width=kind, overflow="fold")
    table.add_column("Conf", width=4, justify="right", overflow="fold")
    depth = depths(statements)
    for index, statement in enumerate(statements, 1):
        table.add_row(
            str(index),
            ("↳ " * depth[statement.id])
            + (shortened(statement.source.text, 2 * source) if statement.source else NONE),
            _speaker_cell(statement, rest - source),
            f"{statement.type}\n{statement.mode}",
            f"{statement.confidence:.2f}",
        )
    return table


def print_article(console: Console, article: Article, statements: Sequence[Statement]) -> None:
    """Heading, legend, marked text, list of statements."""
    console.print(heading(article, console.width))
    if article.url:
        console.print(one_line(article.url), style="dim", overflow="fold")
    console.print()
    if statements:
        console.print(legend())
        console.print()
    console.print(marked(article, statements))
    console.print()
    if statements:
        console.print(statements_list(statements, console.width))
    else:
        console.print("Nobody is quoted.", style="dim")
    console.print()


def _speaker_cell(statement: Statement, width: int) -> Text:
    from rich.text import Text

    lines: list[Text] = []
    for speaker in statement.speakers:
        line = Text(shortened(speaker.name, 2 * width), style="bold")
        what = speaker.role or (speaker.kind if speaker.kind != "person" else "")
        if what:
            line.append(f", {shortened(what, 2 * width)}", style="")
        lines.append(line)
    if not lines:
        lines.append(Text("unknown" if statement.source else NONE, style="dim"))
    if statement.chain:
        names = ", ".join(link.name for link in statement.chain)
        lines.append(Text(shortened(f"via {names}", 2 * width), style="italic"))
    for word, value in (
        ("to", statement.addressee and statement.addressee.name),
        ("by", statement.medium),
        ("on", statement.said_on),
    ):
        if value:
            lines.append(Text(shortened(f"{word} {value}", 2 * width), style="dim"))
    return Text("\n").join(lines)


def _parts(statements: Sequence[Statement], length: int) -> dict[tuple[int, int, str], list[int]]:
    """(start, end, part) → numbers of the statements that have this part there."""
    parts: dict[tuple[int, int, str], list[int]] = {}

    def add(span: tuple[int, int], part: str, number: int) -> None:
        start, end = span
        if 0 <= start < end <= length:
            numbers = parts.setdefault((start, end, part), [])
            if number not in numbers:
                numbers.append(number)

    for number, statement in enumerate(statements, 1):
        for span in statement.content.spans:
            add(span, "content", number)
        if statement.cue:
            add(statement.cue.span, "cue", number)
        if statement.source:
            add(statement.source.span, "source", number)
        for link in statement.chain:
            add(link.span, "link", number)
    return parts
