"""`quoth agreement`."""

from __future__ import annotations

import click

from quoth.cli import output


@click.command("agreement")
@click.argument("project", type=click.Path(dir_okay=False))
@output.form_options()
def command(project, form) -> None:
    """Tell how far people agree, with one another and with the machine.

    Krippendorff's alpha by field: 1 is perfect, 0 is what chance gives. Fields are compared on
    the statements that both have vouched for. Whether something is a statement, and the letters of
    content, cue and source, are compared in articles that both have judged in full ('quoth judge
    PROJECT accept --article PAGE'). docs/judge.md says how each is counted.

    \b
    Examples:
      quoth agreement affair.quoth
      quoth agreement affair.quoth --json
    """
    from quoth.store import Project

    form = output.chosen(form)
    with Project.open(project) as opened:
        rows = opened.agreement()
    if form == "json":
        output.write_json(agreement_record(row) for row in rows)
        return
    if not rows:
        output.say("Nothing was judged by two people, nor by one and the machine.")
        return
    from quoth.cli.tables import NONE, plain_table
    from quoth.cli.terminal import console, one_line

    table = plain_table()
    table.add_column("Between", overflow="fold")
    table.add_column("Field", no_wrap=True)
    for heading in ("Alpha", "Agree", "Units"):
        table.add_column(heading, justify="right", no_wrap=True)
    before = None
    for row in rows:
        table.add_row(
            one_line(" and ".join(row.between)) if row.between != before else "",
            row.field,
            NONE if row.alpha.value is None else f"{row.alpha.value:.3f}",
            f"{row.alpha.observed:.1%}",
            f"{row.alpha.units:,}",
        )
        before = row.between
    console().print(table)


def agreement_record(row) -> dict:
    """The record that `--json` prints."""
    return {
        "between": list(row.between),
        "field": row.field,
        "alpha": row.alpha.value and round(row.alpha.value, 4),
        "agree": round(row.alpha.observed, 4),
        "units": row.alpha.units,
        "values": row.alpha.values,
    }
