"""`quoth evaluate`."""

from __future__ import annotations

import click

from quoth.cli import output
from quoth.cli.inputs import fast_option


@click.command("evaluate")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--predictions",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Score these lines of 'quoth extract --json' instead of running the model.",
)
@click.option(
    "--keep",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the model's statements to FILE, as --predictions takes them.",
)
@click.option(
    "--model",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="A model folder instead of the shipped weights.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Processes to work in. Default: 1.",
)
@fast_option
@click.option("--detail", is_flag=True, help="Also by mode, type and form of source.")
@output.form_options()
def command(paths, predictions, keep, model, workers, fast, detail, form) -> None:
    """Measure the model on articles read by people.

    PATH is a PolNeAR compartment, a folder or file of gold in Quoth's own JSON, a folder with
    gold/ and pages/ like the examples, or gold pages of the read stage (gold.jsonl).

    \b
    Examples:
      quoth evaluate examples
      quoth evaluate polnear/dev --detail
      quoth evaluate polnear/dev --predictions statements.jsonl --json
    """
    import quoth

    report = quoth.evaluate(
        paths, predictions=predictions, keep=keep, model=model, fast=fast, workers=workers
    )
    if output.chosen(form) == "table":
        from quoth.cli.terminal import visible

        output.write(visible(report.table(detail=detail), lines=True))
        return
    for note in report.notes:
        output.say(f"note: {note}")
    output.write_json(row.record() for row in report.rows if detail or not row.detail)
