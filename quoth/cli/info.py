"""`quoth info`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quoth.cli import output

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from quoth.model import Input
    from quoth.store import ProjectInfo

SHOWN = 20
"""Inputs that a terminal lists; `--json` has them all."""

NAMED = 8
"""Outlets, languages … that one line of the table names."""


@click.command("info")
@click.argument("project", type=click.Path(dir_okay=False))
@output.form_options()
def command(project, form) -> None:
    """Tell what is in a project.

    Articles, statements, outlets, dates, the most heard speakers, and every input that was
    skipped or failed, with its reason and what to try.

    \b
    Examples:
      quoth info affair.quoth
      quoth info affair.quoth --json | jq .skipped
    """
    from quoth.store import Project

    with Project.open(project) as opened:
        info = opened.info()
        skipped = list(opened.inputs("skipped", "failed"))
    if output.chosen(form) == "json":
        output.write(output.json_line(info_record(info, skipped)))
        return
    from quoth.cli.terminal import console

    print_info(console(), info, skipped)


def info_record(info: ProjectInfo, skipped: Sequence[Input]) -> dict:
    """The record that `--json` prints: counts, and the inputs that were skipped or failed."""
    from dataclasses import asdict

    return {
        **asdict(info),
        "skipped": [input_record(given) for given in skipped],
    }


def input_record(given: Input) -> dict:
    """An input that gave no article or no statements, as `--json` prints it."""
    return {
        "path": given.path,
        "status": given.status,
        "stage": given.stage,
        "reason": given.reason,
        "advice": given.advice,
    }


def print_info(console: Console, info: ProjectInfo, skipped: Sequence[Input]) -> None:
    """The same for a person."""
    from rich.table import Table
    from rich.text import Text

    from quoth.cli.tables import NONE, count, plain_table
    from quoth.cli.terminal import one_line, shortened, shortened_name

    dates = " to ".join(dict.fromkeys(filter(None, (info.first, info.last)))) or NONE
    if info.undated:
        dates += f" ({info.undated:,} undated)"
    superseded = f" ({info.superseded:,} superseded)" if info.superseded else ""
    if info.changed:
        superseded += f"; {info.changed:,} changed since first seen ('quoth versions')"
    nested = f" ({info.nested:,} inside others)" if info.nested else ""
    facts = Table.grid(padding=(0, 2))
    for name, value in {
        "Project": f"{info.path}, {megabytes(info.bytes)}",
        "Model": ", ".join(info.model) or NONE,
        "Inputs": counted(info.inputs),
        "Articles": f"{info.articles:,}{superseded}",
        "Published": dates,
        "Outlets": counted(info.outlets),
        "Languages": counted(info.languages),
        "Statements": f"{info.statements:,}{nested}",
        "Modes": counted(info.modes),
        "Types": counted(info.types),
        "Actors": f"{info.actors:,}",
    }.items():
        facts.add_row(Text(name, style="bold"), Text(one_line(value)))
    console.print(facts)
    if info.speakers:
        heard = plain_table()
        heard.add_column("Most heard", overflow="fold")
        heard.add_column("Kind")
        heard.add_column("Statements", justify="right")
        for speaker in info.speakers:
            heard.add_row(
                Text(shortened(speaker.name, 60)), speaker.kind, f"{speaker.statements:,}"
            )
        console.print()
        console.print(heard)
    if skipped:
        console.print(Text(f"\n{count(len(skipped), 'input')} skipped or failed", style="bold"))
        for given in skipped[:SHOWN]:
            console.print(
                Text(f"  {shortened_name(given.path, 60)}", style="bold").append(
                    f": {one_line(given.reason or given.status)}", style="not bold"
                )
            )
            if given.advice:
                console.print(Text(f"    try: {one_line(given.advice)}", style="dim"))
        if len(skipped) > SHOWN:
            console.print(f"  … and {len(skipped) - SHOWN:,} more: --json lists all", style="dim")


def counted(counts: Mapping[str, int]) -> str:
    """ "12 assertion, 3 denial", the largest first; what has no name is "unknown"."""
    from quoth.cli.tables import NONE

    parts = [f"{number:,} {name or 'unknown'}" for name, number in counts.items()]
    more = [f"and {len(parts) - NAMED:,} more"] if len(parts) > NAMED else []
    return ", ".join(parts[:NAMED] + more) or NONE


def megabytes(size: int) -> str:
    """A file's size for a person."""
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.0f} kB"
