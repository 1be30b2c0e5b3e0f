"""`quoth run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quoth.cli import SKIPPED, output
from quoth.cli.inputs import (
    fast_option,
    mapping_option,
    max_bytes_option,
    parsed_mapping,
    workers_option,
)

if TYPE_CHECKING:
    from quoth.running import RunReport

NAMED = 50
"""Skipped inputs that are named on standard error; the project has them all."""


@click.command("run")
@click.argument("project", type=click.Path())
@click.argument("paths", nargs=-1, metavar="PATH...")
@mapping_option
@max_bytes_option
@fast_option
@click.option(
    "--no-originals",
    is_flag=True,
    help="Keep the articles' texts only, not the files they come from.",
)
@workers_option
@click.option(
    "--engine",
    type=click.Choice(("local", "spark")),
    default="local",
    help="spark: work on a cluster and write a folder of Parquet instead of a project.",
)
@click.option(
    "--master",
    metavar="MASTER",
    help="For spark: local[2], spark://host:7077, yarn, k8s://…  Default: what Spark is set to.",
)
@click.option(
    "--out", metavar="DIR", help="For spark: the folder of results, also hdfs:// or s3a://."
)
@click.option("--concepts", is_flag=True, help="For spark: also make what 'quoth concepts' shows.")
@output.form_options()
@click.pass_context
def command(
    ctx,
    project,
    paths,
    mapping,
    max_bytes,
    fast,
    no_originals,
    workers,
    engine,
    master,
    out,
    concepts,
    form,
) -> None:
    """Read, extract and store inputs in a project file.

    PROJECT is one file, made where there is none; other programs may read it meanwhile.
    PATH is what 'quoth read' takes. What the project already holds is not done again: after
    an interruption the same command goes on where it stopped.

    With --engine spark there is no PROJECT: results go to --out DIR, whatever there is of them is
    not done again, and 'quoth load' brings a slice of them into a project.

    \b
    Examples:
      quoth run affair.quoth pages/
      quoth run affair.quoth 'archive/**/*.jsonl.gz' --map text=body
      quoth run --engine spark --master 'local[2]' --out results/ pages/
    """
    import os

    import quoth

    if engine == "spark":
        if out is None:
            raise click.UsageError("--engine spark needs --out DIR, a folder for the results.")
        given = (project, *paths)
        options = {"mapping": parsed_mapping(mapping), "max_bytes": max_bytes, "fast": fast}
        report = _on_spark(master, out, given, {**options, "concepts": concepts}, form)
        ctx.exit(SKIPPED if report.skipped or report.failed else 0)
    if out is not None or master is not None or concepts:
        raise click.UsageError("--out, --master and --concepts are for --engine spark.")
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.")
    if os.path.isdir(project):
        raise click.UsageError(f"PROJECT is a file, and {project} is a directory.")
    from quoth.cli.progress import shown_progress

    try:
        with shown_progress() as progress:
            report = quoth.run(
                project,
                paths,
                workers=workers,
                mapping=parsed_mapping(mapping),
                max_bytes=max_bytes,
                fast=fast,
                originals=not no_originals,
                on_progress=progress,
            )
    except KeyboardInterrupt:
        output.say(f"{project} is sound; the same command goes on where this one stopped.")
        raise
    _say_skipped(report)
    if output.chosen(form) == "json":
        output.write(output.json_line(report_record(report)))
    else:
        from quoth.cli.terminal import one_line

        output.write(one_line(summary(report)))
    ctx.exit(SKIPPED if report.skipped or report.failed else 0)


def _on_spark(master, out, paths, options, form):
    from quoth.cli.tables import count
    from quoth.engine.spark import session
    from quoth.results.running import run

    output.say("Starting Spark …")
    started = session(master)
    try:
        report = run(out, paths, session=started, **options)
    finally:
        started.stop()
    if output.chosen(form) == "json":
        names = ("out", "model", "inputs", "articles", "duplicates", "skipped", "failed")
        record = {name: getattr(report, name) for name in names}
        record |= {"statements": report.statements, "kept": list(report.kept)}
        output.write(output.json_line({**record, "seconds": round(report.seconds, 3)}))
        return report
    from quoth.cli.progress import duration
    from quoth.cli.terminal import one_line

    others = [
        f"{number:,} {word}"
        for number, word in (
            (report.duplicates, "duplicate" if report.duplicates == 1 else "duplicates"),
            (report.skipped, "skipped"),
            (report.failed, "failed"),
        )
        if number
    ]
    before = f"; {count(len(report.kept), 'stage')} done before" if report.kept else ""
    output.write(
        one_line(
            f"{report.out}: {count(report.articles, 'article')} with "
            f"{count(report.statements, 'statement')} in {duration(report.seconds)}{before}"
            + "".join(f"; {other}" for other in others)
        )
    )
    return report


def report_record(report: RunReport) -> dict:
    """The record that `--json` prints."""
    from quoth.cli.info import input_record

    return {
        "project": report.project,
        "model": report.model,
        "inputs": report.inputs,
        "articles": report.articles,
        "unchanged": report.unchanged,
        "duplicates": report.duplicates,
        "renewed": report.renewed,
        "statements": report.statements,
        "words": report.words,
        "seconds": round(report.seconds, 3),
        "skipped": [input_record(given) for given in report.skipped],
        "failed": [input_record(given) for given in report.failed],
    }


def summary(report: RunReport) -> str:
    """The run in one line."""
    from quoth.cli.progress import duration
    from quoth.cli.tables import count

    rate = f", {report.words / report.seconds:,.0f} words/s" if report.words else ""
    others = [
        f"{number:,} {word}"
        for number, word in (
            (report.unchanged, "unchanged"),
            (report.duplicates, "duplicate" if report.duplicates == 1 else "duplicates"),
            (report.renewed, "renewed"),
            (len(report.skipped), "skipped"),
            (len(report.failed), "failed"),
        )
        if number
    ]
    return (
        f"{report.project}: {count(report.articles, 'article')} with "
        f"{count(report.statements, 'statement')} in {duration(report.seconds)}{rate}"
        + "".join(f"; {other}" for other in others)
    )


def _say_skipped(report: RunReport) -> None:
    stopped = [*report.skipped, *report.failed]
    for given in stopped[:NAMED]:
        output.say_skipped(given)
    if len(stopped) > NAMED:
        output.say(
            f"… and {len(stopped) - NAMED:,} more: 'quoth info {report.project} --json' has all"
        )
