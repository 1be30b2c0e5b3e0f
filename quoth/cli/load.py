"""`quoth load`."""

from __future__ import annotations

import click

from quoth.cli import output


@click.command("load")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--outlet", metavar="NAME", help="Only of this outlet, or a part of its name.")
@click.option(
    "--since", metavar="DATE", help="Only published on this day or later: 2024-02-17 or 2024-02."
)
@click.option("--until", metavar="DATE", help="Only published on this day or earlier.")
@output.form_options()
def command(project, folder, outlet, since, until, form) -> None:
    """Bring results of a run on Spark into a project file.

    FOLDER is what 'quoth run --engine spark --out' wrote. Afterwards the project is as if 'quoth
    run' had read these inputs on this machine: actors are joined, claims and conflicts found.
    Without options everything comes, also the inputs that could not be read; into a new project
    actors, copies, events and claims come as they were found there, not found again.

    \b
    Examples:
      quoth load levy.quoth results/ --since 2025-01 --until 2025-02
      quoth load ledger.quoth results/ --outlet Ledger
    """
    from quoth.cli.tables import count
    from quoth.results.loading import load

    report = load(project, folder, outlet=outlet, since=since, until=until)
    if output.chosen(form) == "json":
        names = ("project", "inputs", "articles", "unchanged", "others", "statements")
        output.write(output.json_line({name: getattr(report, name) for name in names}))
        return
    from quoth.cli.terminal import one_line

    rest = f"; {report.unchanged:,} unchanged" if report.unchanged else ""
    rest += f"; {report.others:,} duplicate or without an article" if report.others else ""
    output.write(
        one_line(
            f"{report.project}: {count(report.articles, 'article')} with "
            f"{count(report.statements, 'statement')}{rest}"
        )
    )
