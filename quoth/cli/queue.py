"""`quoth queue`."""

from __future__ import annotations

import click

from quoth.cli import output

HEADS = {"look": "please look", "disagreement": "disagreement", "unsure": "unsure"}


@click.command("queue")
@click.argument("project", type=click.Path(dir_okay=False))
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    metavar="N",
    help="At most N statements that nobody has judged. Default: 20.",
)
@output.form_options()
def command(project, limit, form) -> None:
    """List what a person should look at next.

    First judgements whose place cannot be told any more: the page or the machine has changed, and
    nothing is applied to what is merely similar. Then statements of which people say different
    things. Then those where the machine is least sure and most hangs on it.

    \b
    Examples:
      quoth queue affair.quoth
      quoth queue affair.quoth --limit 0 --json
    """
    from quoth.store import Project

    form = output.chosen(form)
    with Project.open(project) as opened:
        items = opened.queue(unsure=limit)
        if form == "json":
            output.write_json(item_record(item) for item in items)
        else:
            _print(opened, items)


def item_record(item) -> dict:
    """The record that `--json` prints."""
    return {
        "kind": item.kind,
        "reason": item.reason,
        "article": item.article_id,
        "statement": item.statement_id,
        "judgements": [judgement.id for judgement in item.judgements],
        "score": item.score and round(item.score, 4),
    }


def _print(opened, items) -> None:
    from rich.text import Text

    from quoth.cli.judgements import in_words
    from quoth.cli.tables import count, plain_table
    from quoth.cli.terminal import console, one_line, shortened

    if not items:
        output.say("Nothing to look at.")
        return
    table = plain_table(leading=1)
    table.add_column("What", width=12, overflow="fold")
    table.add_column("Statement", width=9, overflow="fold")
    table.add_column("About", ratio=3, overflow="fold")
    table.add_column("Because", ratio=2, overflow="fold")
    for item in items:
        about = [in_words(judgement) for judgement in item.judgements]
        if not about and item.statement_id:
            _, statement = opened.statement(item.statement_id)
            names = ", ".join(speaker.name for speaker in statement.speakers) or "nobody"
            about = [f"{names}: {statement.content.text}"]
        table.add_row(
            HEADS[item.kind],
            (item.statement_id or "")[:7],
            Text("\n".join(shortened(one_line(line), 200) for line in about)),
            one_line(item.reason),
        )
    table.expand = True
    console().print(table)
    output.say(count(len(items), "thing") + " to look at")
