"""`quoth searches`."""

from __future__ import annotations

import click

from quoth.cli import output
from quoth.model import ACTOR_KINDS, CONFLICT_KINDS, MODES, TYPES

COLUMNS = (
    "search",
    "name",
    "page",
    "query",
    "of",
    "found",
    "new",
    "saved_by",
    "saved_at",
    "opened_at",
)
"""The heading line of `--csv`."""


@click.command("searches")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("words", nargs=-1)
@click.option("--save", metavar="NAME", help="Keep a search for WORDS and the options below.")
@click.option("--speaker", metavar="NAME", help="Of --save: words of the speaker's name or role.")
@click.option("--outlet", metavar="NAME", help="Of --save: the outlet, by its whole name.")
@click.option("--since", metavar="DATE", help="Of --save: published then or later.")
@click.option("--until", metavar="DATE", help="Of --save: published then or earlier.")
@click.option("--mode", type=click.Choice(MODES), help="Of --save: how it is quoted.")
@click.option("--type", type=click.Choice(TYPES), help="Of --save: what kind of statement.")
@click.option(
    "--kind",
    type=click.Choice((*ACTOR_KINDS, "unknown", *CONFLICT_KINDS)),
    metavar="KIND",
    help="Of --save: what kind of speaker; of conflicts: what kind of conflict.",
)
@click.option(
    "--conflicts",
    is_flag=True,
    help="Of --save: a search of conflicts: WORDS name a voice, --outlet is a part of a name.",
)
@click.option("--event", metavar="ID", help="Of --save --conflicts: both articles tell of it.")
@click.option(
    "--min-confidence",
    "sure",
    metavar="C",
    help="Of --save --conflicts: at least so sure, from 0 to 1.",
)
@click.option("--seen", metavar="NAME", help="You have seen what it finds: later ones are new.")
@click.option("--rename", nargs=2, metavar="NAME NEW", help="Call a search otherwise.")
@click.option("--remove", metavar="NAME", help="Keep a search no longer.")
@click.option("--by", metavar="NAME", help="Who you are, if QUOTH_BY does not say it.")
@output.form_options(csv=True)
def command(project, words, save, seen, rename, remove, by, form, conflicts, **asked) -> None:
    """List searches that are kept under a name, and what of them is new.

    The desk keeps them too ('quoth serve'), under the same names. New are statements of articles
    that were added since you last opened the search at the desk, or said --seen; if you never
    did, since it was saved. 'quoth find PROJECT --saved NAME' shows what one finds. Of a search
    of conflicts, those are new of which such an article is a side; 'quoth conflicts PROJECT
    --saved NAME' shows them.

    \b
    Examples:
      quoth searches affair.quoth
      quoth searches affair.quoth gate --type denial --save "Gate denied"
      quoth searches affair.quoth --conflicts --kind figure --save "Figures"
      quoth searches affair.quoth --seen "Gate denied"
      quoth searches affair.quoth --rename "Gate denied" "Who denies"
    """
    from quoth.store import Project

    asked = {name: value for name, value in asked.items() if value is not None}
    if words:
        asked["who" if conflicts else "q"] = " ".join(words)
    if conflicts:
        asked["page"] = "/conflicts"
    if asked and not save:
        raise click.UsageError("Words and options are of --save NAME; 'quoth find' searches.")
    if sum(map(bool, (save, seen, rename, remove))) > 1:
        raise click.UsageError("One of --save, --seen, --rename, --remove at a time.")
    form = output.chosen(form)
    with Project.open(project, write=bool(save or seen or rename or remove)) as opened:
        if save:
            output.say(f"Saved {opened.save_search(save, by=by, **asked).name!r}.")
        elif seen:
            output.say(f"Seen {opened.open_search(seen, by=by).name!r}.")
        elif rename:
            output.say(f"It is called {opened.rename_search(*rename, by=by).name!r} now.")
        elif remove:
            opened.remove_search(remove, by=by)
            output.say("Removed.")
        else:
            _list(opened, by, form)


def _list(opened, by: str | None, form: str) -> None:
    found = [
        (one, opened.count_found(one), opened.count_found(one, new=True))
        for one in opened.searches(by=by)
    ]
    rows = [
        (
            one.id,
            one.name,
            one.page,
            one.query,
            one.of,
            count,
            new,
            one.made_by,
            one.made_at,
            one.opened_at,
        )
        for one, count, new in found
    ]
    if form == "json":
        output.write_json(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    elif form == "csv":
        output.write_csv([COLUMNS, *rows])
    else:
        _print_table(found)


def _print_table(found) -> None:
    from rich.text import Text

    from quoth.cli.tables import plain_table
    from quoth.cli.terminal import console

    if not found:
        output.say("No search is saved. Save one: quoth searches PROJECT WORDS --save NAME")
        return
    screen = console()
    table = plain_table()
    for name in ("search", "asks", "finds", "new", "by"):
        right = name in ("finds", "new")
        table.add_column(name, justify="right" if right else "left", no_wrap=right)
    for one, count, new in found:
        told = " ".join(v if k == "q" else f"{k}:{v}" for k, v in one.asked.items())
        finds = f"{count:,} {one.of if count != 1 else one.of[:-1]}"
        cells = (one.name, told, finds, f"{new:,}", one.made_by)
        table.add_row(*map(Text, cells))
    screen.print(table)
    output.say("1 saved search" if len(found) == 1 else f"{len(found)} saved searches")
