"""`quoth doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quoth.cli import SKIPPED, output

if TYPE_CHECKING:
    from rich.console import Console

    from quoth.store.doctor import Report


@click.command("doctor")
@click.argument("project", type=click.Path(dir_okay=False))
@click.option("--check", is_flag=True, help="Look only; change nothing.")
@click.option("--no-backup", is_flag=True, help="Make no copy of the file before changing it.")
@output.form_options()
@click.pass_context
def command(ctx, project, check, no_backup, form) -> None:
    """Check a project file, and repair what can be repaired.

    A project of an older Quoth is brought up to date. What is looked at: the file's structure, its
    tables, references between rows, texts and statements, search indexes, originals, locks and
    runs that were stopped, and whether actors are those of the statements. Before anything is
    changed the file is copied to PROJECT.….bak beside it, and the copy is checked. The exit code
    is 1 if something remains wrong.

    \b
    Examples:
      quoth doctor affair.quoth
      quoth doctor affair.quoth --check --json
    """
    from quoth.store import doctor

    report = doctor.examine(Path(project), repair=not check, backup=not no_backup)
    if output.chosen(form) == "json":
        output.write(output.json_line(report_record(report)))
    else:
        from quoth.cli.terminal import console

        print_report(console(), report)
    ctx.exit(0 if report.sound else SKIPPED)


def report_record(report: Report) -> dict:
    """The record that `--json` prints."""
    return {
        "project": report.path,
        "sound": report.sound,
        "checks": list(report.checks),
        "backup": report.backup,
        "findings": [
            {
                "check": finding.check,
                "state": finding.state,
                "what": finding.what,
                "rows": finding.rows,
                "advice": finding.advice or None,
            }
            for finding in report.findings
        ],
    }


def print_report(console: Console, report: Report) -> None:
    """The same for a person."""
    from rich.text import Text

    from quoth.cli.terminal import one_line

    wrong = {finding.check for finding in report.findings if finding.state != "note"}
    well = [name for name in report.checks if name not in wrong]
    console.print(f"{report.path}: {'sound' if report.sound else 'NOT sound'}")
    console.print(f"In order: {', '.join(well)}")
    for finding in report.findings:
        rows = f" ({finding.rows:,})" if finding.rows > 1 else ""
        line = Text(f"{finding.state}: ", style="bold")
        console.print(line.append(f"{finding.check}{rows}: {one_line(finding.what)}", "not bold"))
        if finding.advice:
            console.print(Text(f"  try: {one_line(finding.advice)}", style="dim"))
    if report.backup:
        console.print(f"The file from before the repairs is {report.backup}")
