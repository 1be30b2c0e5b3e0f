"""`quoth conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quoth.cli import output
from quoth.model import CONFLICT_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoth.store.telling import ConflictInfo, Place

SHOWN = 20
"""Conflicts on a terminal without `--limit`: the first page."""

_COLUMNS = """
rank kind confidence reason a_who a_outlet a_published a_text a_article a_start a_end
b_who b_outlet b_published b_text b_article b_start b_end event id
"""
COLUMNS = _COLUMNS.split()


@click.command("conflicts")
@click.argument("project", type=click.Path(dir_okay=False))
@click.option("--kind", type=click.Choice(CONFLICT_KINDS), help="Only this kind.")
@click.option(
    "--actor",
    metavar="NAME",
    help="One of the two voices is called so: whole words, or toll* for their beginning.",
)
@click.option("--event", metavar="ID", help="Both articles tell of this event.")
@click.option("--outlet", metavar="NAME", help="One of the articles is of this outlet.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="C",
    help="At least so sure, from 0 to 1.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N conflicts.")
@click.option("--saved", metavar="NAME", help="Found by this saved search ('quoth searches').")
@click.option(
    "--new", is_flag=True, help="With --saved: of articles added since you last opened it."
)
@output.form_options(csv=True)
def command(project, kind, actor, event, outlet, min_confidence, limit, saved, new, form) -> None:
    """List voices that cannot both stand.

    Figures of one quantity that differ, accounts and their denials, positions for and against,
    and attributions that the speaker's own words contradict, the surest first, with the words
    on either side and the reason. They are those of the last run. A terminal shows 20 conflicts
    unless --limit says otherwise.

    \b
    Examples:
      quoth conflicts affair.quoth
      quoth conflicts affair.quoth --kind figure
      quoth conflicts affair.quoth --actor Adeyemi --min-confidence 0.6
      quoth conflicts affair.quoth --saved "Figures" --new
    """
    from quoth.compare.conflicts.meeting import MOST
    from quoth.store import Project

    if new and not saved:
        raise click.UsageError("--new needs --saved NAME.")
    form = output.chosen(form)
    cut = form == "table" and limit is None
    with Project.open(project) as opened:
        found = opened.conflicts(
            kind=kind,
            actor=actor,
            event=event,
            outlet=outlet,
            min_confidence=min_confidence,
            limit=SHOWN + 1 if cut else limit,
            saved=opened.search(saved) if saved else None,
            new=new,
        )
        apart = opened.left_out()
    if apart:
        click.echo(
            f"{apart:,} times two articles share words that more than {MOST} others between them"
            " share too; by these words they were not held against each other",
            err=True,
        )
    if form == "json":
        output.write_json(info.record() for info in found)
    elif form == "csv":
        output.write_csv([COLUMNS, *map(_cells, found)])
    else:
        _print(found, cut)


def _cells(info: ConflictInfo) -> list:
    one = info.conflict

    def side(who: str, place: Place) -> list:
        return [
            who,
            place.outlet,
            place.published,
            place.text,
            place.article_id,
            *place.span,
        ]

    return [
        info.rank,
        one.kind,
        one.confidence,
        one.reason,
        *side(one.a.who, info.a),
        *side(one.b.who, info.b),
        one.event_id,
        one.id,
    ]


def _print(found: Sequence[ConflictInfo], cut: bool) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from quoth.cli.tables import day
    from quoth.cli.terminal import console, one_line, shortened, shortened_name

    out = console()
    if not found:
        out.print("no conflicts found")
        return
    for info in found[:SHOWN] if cut else found:
        one = info.conflict
        head = Text(f"{info.rank:>3}  ", style="dim")
        head.append(one.kind, style="bold")
        head.append(f"  {one.confidence:.2f}", style="dim")
        out.print(head)
        out.print(Padding(Text(one_line(one.reason)), (0, 0, 0, 5)))
        for who, place in ((one.a.who, info.a), (one.b.who, info.b)):
            where = place.outlet or shortened_name(place.path, 30)
            line = Text(one_line(who), style="bold")
            line.append(f"  {one_line(where)} {day(place.published)}", style="dim")
            out.print(Padding(line, (0, 0, 0, 5)))
            words = shortened(one_line(place.sentence), 2 * out.width)
            out.print(Padding(Text(words), (0, 0, 0, 7)))
        out.print("")
    if cut and len(found) > SHOWN:
        out.print("there are more: --limit N shows N of them")
