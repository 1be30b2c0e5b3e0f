"""`quoth export`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import click

from quoth.cli import network, output
from quoth.cli.find import filters


class _Formats(click.Choice):
    """The names, looked up when they are needed."""

    def __init__(self):
        from quoth.export import BY_NAME

        super().__init__(list(BY_NAME))


@click.command("export")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("target", required=False)
@click.argument("words", nargs=-1)
@click.option("--format", "format_", type=_Formats(), help="Default: what TARGET ends in tells.")
@click.option("--force", is_flag=True, help="Replace what is at TARGET.")
@click.option(
    "--group",
    type=click.Choice(["article", "speaker"]),
    help="Of html: what statements are put together by. Default: article.",
)
@click.option("--formats", is_flag=True, help="List the formats and end.")
@filters
@network.options("--network", prefix="network_", told=False)
def command(project, target, words, format_, force, group, formats, **asked) -> None:
    """Write a project, or what is found in it, for another tool.

    Without filters everything is exported; with WORDS and the options of 'quoth find', what it
    finds. A format of several files makes a folder at TARGET or, where TARGET ends in .zip, one
    packed file. TARGET '-' is standard output. What a format cannot hold is said on standard error.
    Of graphml and gexf, --network and the options behind it say which network, as in 'quoth
    network'; with --window graphml is a file for each.

    \b
    Examples:
      quoth export affair.quoth tables.zip --format csv
      quoth export affair.quoth statements.jsonl levy --speaker Tolland
      quoth export affair.quoth report.html --speaker Tolland --group speaker
      quoth export affair.quoth - --format jsonl --since 2024-05
      quoth export affair.quoth who.graphml --qualifier congruence --normalisation jaccard
    """
    from quoth.export import FORMATS, chosen, export
    from quoth.store import Project

    if formats:
        for one in FORMATS:
            output.write(f"{one.name:14} {'folder' if one.folder else one.ending:10} {one.about}")
        return
    if target is None:
        raise click.UsageError("Missing argument 'TARGET'.")
    of = {name: asked.pop(f"network_{name}") for name in network.NAMES}
    of = {name: value for name, value in of.items() if value is not None} or None
    with Project.open(project) as opened:
        asked["network"] = of
        asked = {"words": " ".join(words) or None, "group": group, **asked}
        if target != "-":
            written = export(opened, target, format=format_, force=force, **asked)
        else:
            one = chosen(format_, None)
            with tempfile.TemporaryDirectory(prefix="quoth-") as folder:
                file = Path(folder) / (f"export{'.zip' if one.several(of) else one.ending}")
                written = export(opened, file, format=one.name, **asked)
                with file.open("rb") as source:
                    shutil.copyfileobj(source, sys.stdout.buffer)
                sys.stdout.buffer.flush()
    counts = ", ".join(f"{count:,} {name}" for name, count in written.rows.items() if count)
    output.say(f"{target}: {counts or 'nothing'}")
    for line in written.lost:
        output.say(f"not in this format: {line}")
