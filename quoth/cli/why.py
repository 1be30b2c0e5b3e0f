"""Why a statement's fields say what they say, printed under an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quoth.cli.tables import GAP, NONE, plain_table
from quoth.cli.terminal import shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from quoth.cli.show import Judged
    from quoth.model import Ground, Statement

WORDS = {"speakers": "speaker", "chain": "via", "addressee": "to", "medium": "by", "said_on": "on"}
"""What the list of statements calls each field."""


def print_grounds(console: Console, statements: Sequence[Statement]) -> None:
    """A table of grounds, numbered as the statements are in the text."""
    if any(statement.grounds for statement in statements):
        console.print(grounds_table(statements, console.width))
    else:
        console.print("No grounds are kept with these statements.", style="dim")
    console.print()


def print_judged(console: Console, statements: Sequence[Statement], judged: Judged) -> None:
    """What people decided on statements, numbered as they are in the text."""
    from quoth.cli.judgements import in_words

    lines = [
        (index, judgement)
        for index, statement in enumerate(statements, 1)
        for judgement in judged.get(statement.id, ())
    ]
    if not lines:
        return
    table = plain_table()
    table.add_column("", width=4, justify="right", overflow="fold")
    table.add_column("Judged", width=10, overflow="fold")
    table.add_column("What was decided", overflow="fold")
    for index, judgement in lines:
        what = shortened(in_words(judgement), 3 * console.width)
        table.add_row(str(index), judgement.made_at[:10], what)
    console.print(table)
    console.print()


def grounds_table(statements: Sequence[Statement], width: int) -> Table:
    """For each number and field: what it says, why, and how sure that is."""
    table = plain_table()
    number, field, confidence = 4, 7, 4
    rest = max(30, width - number - field - confidence - 4 * GAP)
    value = rest // 3
    table.add_column("", width=number, justify="right", overflow="fold")
    table.add_column("Field", width=field, overflow="fold")
    table.add_column("Says", width=value, overflow="fold")
    table.add_column("Because", width=rest - value, overflow="fold")
    table.add_column("Conf", width=confidence, justify="right", overflow="fold")
    for index, statement in enumerate(statements, 1):
        for place, ground in enumerate(statement.grounds):
            table.add_row(
                "" if place else str(index),
                WORDS[ground.field],
                shortened(said(statement, ground), 2 * value),
                shortened(ground.reason, 3 * (rest - value)),
                f"{ground.confidence:.2f}" if ground.confidence else NONE,
            )
    return table


def said(statement: Statement, ground: Ground) -> str:
    """What the field of a ground says, in one line."""
    if ground.field == "speakers":
        return ", ".join(speaker.name for speaker in statement.speakers) or "unknown"
    if ground.field == "chain":
        return ", ".join(link.name for link in statement.chain)
    if ground.field == "addressee":
        return statement.addressee.name if statement.addressee else NONE
    return getattr(statement, ground.field) or NONE
