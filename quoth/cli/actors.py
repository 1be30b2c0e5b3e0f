"""`quoth actors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quoth.cli import output
from quoth.model import ACTOR_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoth.store.actors import ActorInfo

SHOWN = 50
"""Actors on a terminal without `--limit`."""

NAMED = 4
"""Aliases, roles and outlets of an actor that a terminal shows."""


@click.command("actors")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(ACTOR_KINDS), help="What kind of actor it is.")
@click.option("--outlet", metavar="NAME", help="Quoted by this outlet, or a part of its name.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N actors.")
@click.option(
    "--why", metavar="NAME", help="The actors with this name, and why articles were joined."
)
@click.option(
    "--names",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Take this list of names into the project; it decides.",
)
@click.option(
    "--wikidata",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Take this extract of Wikidata into the project, for ids and aliases.",
)
@click.option(
    "--forget",
    type=click.Choice(("names", "wikidata")),
    help="Forget the list of names or the extract that the project holds.",
)
@output.form_options()
def command(project, words, kind, outlet, limit, why, names, wikidata, forget, form) -> None:
    """List who speaks in a project.

    Actors across articles, the most heard first, with the names that articles use for them,
    their roles with the dates of the articles that give them, and the outlets that quote them.
    WORDS must all occur in one of an actor's names. A terminal shows 50 actors unless --limit
    says otherwise.

    A list of names is CSV with a heading line (name, aliases separated by "|", kind, id) or JSON
    Lines with the same fields; an extract of Wikidata has "label" for "name". It stays in the
    project, and later runs use it too.

    \b
    Examples:
      quoth actors affair.quoth
      quoth actors affair.quoth --kind person --limit 10
      quoth actors affair.quoth --why Tolland
      quoth actors affair.quoth --names names.csv
    """
    from quoth.store import Project

    form = output.chosen(form)
    asked = " ".join(words) if why is None else " ".join((*words, why))
    cut = form == "table" and limit is None
    change = bool(names or wikidata or forget)
    with Project.open(project, write=change) as opened:
        if change:
            _set_lists(opened, names, wikidata, forget)
        found = opened.actors(
            asked or None, kind=kind, outlet=outlet, limit=SHOWN + 1 if cut else limit
        )
    if form == "json":
        output.write_json(actor_record(info, why=why is not None) for info in found)
    elif why is not None:
        _print_why(found)
    else:
        _print_table(found, cut)


def _set_lists(opened, names: str | None, wikidata: str | None, forget: str | None) -> None:
    from quoth.actors.listed import read_list

    # Both are read before the project is touched: one that cannot be read changes nothing.
    lists = [
        (origin, read_list(path, origin=origin))
        for origin, path in (("names", names), ("wikidata", wikidata))
        if path
    ]
    if forget:
        opened.set_names(forget, ())
    for origin, listed in lists:
        opened.set_names(origin, listed)
    opened.join()


def actor_record(info: ActorInfo, *, why: bool = False) -> dict:
    """The record that `--json` prints; with `why`, also each appearance and its reason."""
    actor = info.actor
    record = {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "known_as": actor.known_as,
        "aliases": [{"name": a.name, "statements": a.statements} for a in actor.aliases],
        "roles": [
            {"role": r.role, "first": r.first, "last": r.last, "articles": r.articles}
            for r in info.roles
        ],
        "statements": actor.statements,
        "articles": info.articles,
        "outlets": dict(info.outlets),
        "first": info.first,
        "last": info.last,
    }
    if why:
        record["why"] = [
            {
                "article": a.article_id,
                "name": a.name,
                "decided": a.decided,
                "score": a.score,
                "reason": a.reason,
            }
            for a in actor.appearances
        ]
    return record


def _print_table(found: Sequence[ActorInfo], cut: bool) -> None:
    from rich.text import Text

    from quoth.cli.tables import NONE, count, plain_table
    from quoth.cli.terminal import console, one_line, shortened

    if not found:
        output.say("Nobody found.")
        return
    shown = found[:SHOWN] if cut else found
    table = plain_table(leading=1)
    table.add_column("Actor", ratio=3, overflow="fold")
    table.add_column("Roles", ratio=4, overflow="fold")
    table.add_column("Outlets", ratio=3, overflow="fold")
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("Statements", justify="right", no_wrap=True)
    for info in shown:
        actor = info.actor
        name = Text(shortened(actor.name, 80), style="bold")
        kind = " ".join(filter(None, (actor.kind, actor.known_as)))
        name.append(f"\n{one_line(kind)}", style="dim not bold")
        others = [a.name for a in actor.aliases if a.name != actor.name]
        if others:
            name.append(f"\nalso {_few(others)}", style="not bold")
        outlets = [f"{outlet or 'unknown'} {number:,}" for outlet, number in info.outlets.items()]
        table.add_row(
            name,
            Text(_few([dated(role) for role in info.roles], apart="\n") or NONE),
            Text(_few(outlets) or NONE),
            f"{info.articles:,}",
            f"{actor.statements:,}",
        )
    console().print(table)
    if len(found) > len(shown):
        output.say(f"The first {SHOWN} actors; --limit N shows more.")
    else:
        output.say(count(len(shown), "actor"))


def dated(role) -> str:
    """ "mayor (2024-05-12 – 2024-06-01)": a role with the days of its articles."""
    days = list(dict.fromkeys(filter(None, (role.first, role.last))))
    return f"{role.role} ({' – '.join(days)})" if days else role.role


def _few(parts: list[str], *, apart: str = ", ") -> str:
    from quoth.cli.terminal import shortened

    shown = [shortened(part, 80) for part in parts[:NAMED]]
    if len(parts) > NAMED:
        shown.append(f"and {len(parts) - NAMED:,} more")
    return apart.join(shown)


def _print_why(found: Sequence[ActorInfo]) -> None:
    from collections import Counter

    from rich.text import Text

    from quoth.cli.tables import count
    from quoth.cli.terminal import console, one_line

    if not found:
        output.say("Nobody found.")
        return
    screen = console()
    for info in found:
        title = Text(one_line(info.actor.name), style="bold")
        title.append(f", {info.actor.kind}, {count(info.articles, 'article')}", style="not bold")
        screen.print(title)
        grounds = Counter((a.name, a.reason, a.score) for a in info.joined)
        if not grounds:
            screen.print("  not joined with anybody", style="dim")
        for (name, reason, score), number in sorted(
            grounds.items(), key=lambda item: (-item[1], item[0])
        ):
            times = f" ({count(number, 'article')}, {score:.2f})"
            screen.print(Text(f"  {one_line(name)}: {one_line(reason)}").append(times, "dim"))
    output.say(count(len(found), "actor"))
