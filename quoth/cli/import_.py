"""`quoth import`."""

from __future__ import annotations

import click

from quoth.cli import output


class _Formats(click.Choice):
    """The names, looked up when they are needed."""

    def __init__(self):
        from quoth.imports import BY_NAME

        super().__init__(list(BY_NAME))


@click.command("import")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "format_", type=_Formats(), help="Default: what each ending tells.")
@click.option("--by", metavar="NAME", help="Whose judgements, where the file does not say.")
@click.option("--reject-missing", is_flag=True, help="Reject statements that a document lacks.")
@click.option("--articles", is_flag=True, help="Add articles that the project lacks.")
@output.form_options()
@click.pass_context
def command(ctx, project, files, format_, by, reject_missing, articles, form) -> None:
    """Take what people marked in other tools, as their judgements.

    FILES are what 'quoth export' wrote and somebody changed (jsonl, webannotation, cas, brat, dna),
    others' of the same forms on articles of the project, or a CSV of names and aliases. What is the
    same is left alone; what was changed is a correction, what was added is added. What cannot be
    placed without doubt is refused with the reason, and the exit code is 1. An article that the
    project lacks is refused, too; with --articles it is added from the text that the file has.

    \b
    Examples:
      quoth import affair.quoth corrected.jsonl --by "Ada Penn"
      quoth import affair.quoth coded.dna
      quoth import affair.quoth inception/ --format cas --reject-missing
      quoth import other.quoth affair.articles.jsonl affair.jsonl --articles
    """
    from quoth.imports import take
    from quoth.store import Project

    form = output.chosen(form)
    with Project.open(project, write=True) as opened:
        found = take(
            opened,
            list(files),
            format=format_,
            by=by,
            reject_missing=reject_missing,
            articles=articles,
        )
    if form == "json":
        output.write(output.json_line({**found.counts, "refused": found.refused}))
    else:
        counts = ", ".join(
            f"{number:,} {'article added' if name == 'articles' else name}"
            for name, number in found.counts.items()
            if number
        )
        output.write(counts or "nothing")
    for line in found.refused:
        output.say(f"not taken: {line}")
    if found.refused:
        ctx.exit(1)
