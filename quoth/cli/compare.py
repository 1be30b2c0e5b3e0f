"""`quoth compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quoth.cli import output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoth.compare.telling import Row
    from quoth.store.telling import FigureInfo

SHOWN = 15
"""Rows of each section on a terminal."""

_CELLS = """
section outlet actor statements articles share words cues told label by form outlets
relation text fullest
"""
CELLS = _CELLS.split()
_FIGURE_CELLS = """
published outlet who via low high bound unit counted change day text article start end
"""
FIGURE_CELLS = _FIGURE_CELLS.split()


@click.command("compare")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("outlets", nargs=-1, metavar="[OUTLET]...")
@click.option("--actor", metavar="NAME", help="Only who is called so.")
@click.option("--event", metavar="ID", help="Only articles that tell of this event.")
@click.option(
    "--figures",
    "figures",
    metavar="WORDS",
    help="Instead: the figures of what these words name, over sources and time.",
)
@click.option("--unit", metavar="NAME", help="With --figures: only this unit or thing counted.")
@output.form_options(csv=True)
def command(project, outlets, actor, event, figures, unit, form) -> None:
    """Hold outlets beside each other.

    Who speaks in each and how much, by which cues (said, claimed, admitted), what it calls
    people and whose words these are, whom it leaves out that others quote, and which statements
    it trimmed or altered. Without OUTLET, all outlets. Articles that took their text from another
    one count once.

    \b
    Examples:
      quoth compare affair.quoth "Harbour Ledger" "Far Lantern"
      quoth compare affair.quoth --actor Adeyemi
      quoth compare affair.quoth --figures "flooded homes"
    """
    from quoth.errors import UsageError
    from quoth.store import Project

    form = output.chosen(form)
    if unit is not None and figures is None:
        raise UsageError("--unit is for --figures", advice='--figures "flooded homes" --unit home')
    with Project.open(project) as opened:
        if figures is not None:
            paper = outlets[0] if outlets else None
            told = opened.figures(figures, unit=unit, actor=actor, outlet=paper)
            _write_figures(told, form)
            return
        rows = opened.compare(*outlets, actor=actor, event=event)
    if form == "json":
        from quoth.compare.telling import record

        output.write_json(map(record, rows))
    elif form == "csv":
        output.write_csv([CELLS, *map(_cells, rows)])
    else:
        _print(rows)


def _cells(row: Row) -> list:
    from quoth.compare.telling import record

    values = record(row)
    cells = []
    for name in CELLS:
        value = values.get(name)
        if isinstance(value, dict):
            value = ", ".join(f"{key} {number}" for key, number in value.items())
        elif isinstance(value, list):
            value = ", ".join(value)
        cells.append(value)
    return cells


def _write_figures(found: Sequence[FigureInfo], form: str) -> None:
    if form == "json":
        output.write_json(info.record() for info in found)
        return
    if form == "csv":
        output.write_csv([FIGURE_CELLS, *map(_figure_cells, found)])
        return
    from quoth.cli.tables import day, plain_table
    from quoth.cli.terminal import console, one_line

    out = console()
    if not found:
        out.print("no figures found")
        return
    table = plain_table()
    for name in ("Day", "Outlet", "Whose", "Figure", "When"):
        table.add_column(name, overflow="fold")
    for info in found:
        who = one_line(info.who) + "".join(f" via {one_line(name)}" for name in info.via)
        table.add_row(
            day(info.place.published),
            one_line(info.place.outlet or info.place.path.rsplit("/", 1)[-1]),
            who,
            one_line(info.place.text),
            info.figure.day or "",
        )
    out.print(table)


def _figure_cells(info: FigureInfo) -> list:
    one, place = info.figure, info.place
    return [
        place.published,
        place.outlet,
        info.who,
        ", ".join(info.via),
        one.low,
        one.high,
        one.bound,
        one.unit,
        one.counted,
        one.change,
        one.day,
        place.text,
        place.article_id,
        *place.span,
    ]


def _print(rows: Sequence[Row]) -> None:
    from quoth.cli.terminal import console

    out = console()
    if not rows:
        out.print("nothing to compare")
        return
    for title, section, columns, cells in _SECTIONS:
        members = [row for row in rows if row.section in section]
        if members:
            _section(out, title, columns, [cells(row) for row in members])


def _section(out, title: str, columns: Sequence[str], lines: Sequence[tuple]) -> None:
    from quoth.cli.tables import plain_table
    from quoth.cli.terminal import one_line

    table = plain_table(title=title, title_justify="left", title_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for line in lines[:SHOWN]:
        table.add_row(*(one_line(str(cell)) for cell in line))
    out.print(table)
    if len(lines) > SHOWN:
        out.print(f"and {len(lines) - SHOWN} more: --json or --csv prints all")
    out.print("")


_SECTIONS = (
    (
        "Who speaks",
        ("voice",),
        ("Outlet", "Who", "Statements", "Share", "Cues that judge"),
        lambda r: (r.outlet, r.actor, r.statements, f"{100 * r.share:.0f} %", ", ".join(r.told)),
    ),
    (
        "What they are called",
        ("label",),
        ("Who", "Outlet", "Label", "Whose word"),
        lambda r: (r.actor, r.outlet, r.label, r.by or "the outlet's"),
    ),
    (
        "Who is left out",
        ("left out",),
        ("Outlet", "Who", "Quoted by"),
        lambda r: (r.outlet, r.actor, ", ".join(r.outlets)),
    ),
    (
        "What was cut or changed",
        ("trimmed", "altered", "paraphrased"),
        ("Outlet", "Who", "How", "Words", "Fullest"),
        lambda r: (r.outlet, r.actor, r.relation, r.text, r.fullest),
    ),
)
