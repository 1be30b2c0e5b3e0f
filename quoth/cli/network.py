"""`quoth network`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quoth.cli import output

if TYPE_CHECKING:
    from quoth.network import Clusters, Network, Uncertainty

SHOWN = 30
"""Ties on a terminal without `--limit`."""


NAMES = (
    "mode",
    "qualifier",
    "normalisation",
    "duplicates",
    "actors",
    "window",
    "size",
    "isolates",
)
"""Of what may be asked of a network."""


def options(mode: str, *, prefix: str = "", told: bool):
    """The options of a network.

    Args:
        mode: what the option of the mode is called: `quoth export` has another `--mode`.
        prefix: before their names as parameters of the function.
        told: without them there are defaults, and they are shown.
    """
    # Written out: where they are defined numpy is loaded, and --help is to answer at once.
    periods = ("include", "document", "week", "month", "year", "acrossrange")
    units = ("no", "events", "seconds", "minutes", "hours", "days", "weeks", "months", "years")
    sides = ("ignore", "congruence", "conflict", "subtract", "combine")
    sizes = ("no", "activity", "prominence", "average", "jaccard", "cosine")
    kinds = ("all", "person", "organization")
    of = "" if told else "Of graphml and gexf: "
    chosen = (
        ("mode", ("one-mode", "two-mode"), "one-mode", "actors with actors, or with concepts."),
        ("qualifier", sides, "subtract", "how sides count."),
        ("normalisation", sizes, "no", "what weights are divided by."),
        ("duplicates", periods, "document", "equal statements within this count once."),
        ("actors", kinds, "all", "which actors."),
        ("window", units, "no", "a network for each window of this unit, moved on by one."),
    )

    def add(command):
        shared = {"default": False if told else None}
        isolates = "also actors without a statement in the window."
        command = click.option(
            "--isolates", prefix + "isolates", is_flag=True, help=_said(of + isolates), **shared
        )(command)
        command = click.option(
            "--size",
            prefix + "size",
            type=click.IntRange(min=1),
            default=1 if told else None,
            help=_said(of + "of a window, in its unit."),
        )(command)
        for name, values, default, help in reversed(chosen):
            command = click.option(
                mode if name == "mode" else f"--{name}",
                prefix + name,
                type=click.Choice(values),
                default=default if told else None,
                show_default=told,
                help=_said(of + help),
            )(command)
        return command

    return add


def _said(words: str) -> str:
    return words[0].upper() + words[1:]


@click.command("network")
@click.argument("project", type=click.Path(dir_okay=False))
@options("--mode", told=True)
@click.option(
    "--drawings",
    type=click.IntRange(0, 10_000),
    default=200,
    show_default=True,
    metavar="N",
    help="How often statements are drawn again for intervals; 0: never.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N ties.")
@output.form_options(csv=True)
def command(project, form, limit, drawings, actors, **asked) -> None:
    """Show who agrees with whom: the discourse network of a project.

    Actors are tied by the concepts that they speak of ('quoth concepts'): congruence counts where
    they take the same side, conflict where they take opposite ones, subtract the one less the
    other. The words and the numbers are those of the Discourse Network Analyzer. Ties come with an
    interval: statements are drawn again and again, each with its confidence. With --window a line
    for each window: its clusters of actors, and how far they changed. --csv is the matrix.

    \b
    Examples:
      quoth network affair.quoth
      quoth network affair.quoth --mode two-mode --normalisation activity --csv
      quoth network affair.quoth --window weeks --size 3
    """
    from quoth import network as of
    from quoth.cli.tables import count
    from quoth.network.rows import without_date
    from quoth.store import Project

    form = output.chosen(form)
    options = of.Options(**asked)
    with Project.open(project, write=True) as opened:
        opened.find_concepts()
        coded = of.rows(opened, actors=actors)
    if options.window != "no":
        _windows(list(of.networks(coded, options)), options, form)
        if undated := without_date(coded):
            output.say(f"Without a date, and in no window: {count(undated, 'article')}.")
        return
    if form == "csv":
        _matrix(of.network(coded, options))
        return
    found = of.uncertainty(coded, options, drawings=drawings)
    if form == "json":
        output.write(output.json_line(record(found, limit)))
    else:
        _print(found, limit)


def record(found: Uncertainty, limit: int | None = None) -> dict[str, Any]:
    """The record that `--json` prints."""
    one = found.network
    return {
        "mode": one.mode,
        "start": one.start and one.start.isoformat(),
        "stop": one.stop and one.stop.isoformat(),
        "statements": one.statements,
        "rows": [
            {
                "name": name,
                "frequency": one.frequencies.get(name, 0),
                **(_place(found.clusters, name) if found.clusters else {}),
                **({"with_its_cluster": found.membership[name]} if found.membership else {}),
            }
            for name in one.rows
        ],
        "columns": list(one.columns) if one.mode == "two-mode" else None,
        "ties": [
            {
                "one": tie.one,
                "other": tie.other,
                "weight": tie.weight,
                **(
                    {"low": tie.low, "high": tie.high, "positive": tie.positive}
                    if found.drawings
                    else {}
                ),
            }
            for tie in found.ties[:limit]
        ],
        "drawings": found.drawings,
        "level": found.level,
        "modularity": found.clusters and found.clusters.modularity,
    }


def _place(found: Clusters, name: str) -> dict[str, Any]:
    return {
        "cluster": found.of(name),
        "degree": found.degree[name],
        "betweenness": found.betweenness.get(name),
        "eigenvector": found.eigenvector.get(name),
    }


def _matrix(one: Network) -> None:
    rows = [("", *one.columns)]
    rows += [
        (name, *(f"{weight:g}" for weight in weights))
        for name, weights in zip(one.rows, one.weights, strict=True)
    ]
    output.write_csv(rows)


def _windows(found: list[Network], options: Any, form: str) -> None:
    from quoth.network.clusters import change, clusters

    made, before = [], None
    for one in found:
        its = clusters(one) if options.mode == "one-mode" else None
        made.append((one, its, change(before, its) if before and its else None))
        before = its
    if form == "json":
        for one, its, moved in made:
            output.write(
                output.json_line(
                    {
                        "start": one.start and one.start.isoformat(),
                        "middle": one.middle and one.middle.isoformat(),
                        "stop": one.stop and one.stop.isoformat(),
                        "statements": one.statements,
                        "clusters": its and [list(members) for members in its.members],
                        "change": moved,
                        "ties": [[a, b, weight] for a, b, weight in one.ties()],
                    }
                )
            )
        return
    heading = ("start", "stop", "statements", "actors", "ties", "clusters", "change")
    rows = [
        (
            one.start and one.start.isoformat(sep=" "),
            one.stop and one.stop.isoformat(sep=" "),
            one.statements,
            len(one.rows),
            sum(1 for _ in one.ties()),
            its and sum(len(members) > 1 for members in its.members),
            None if moved is None else f"{moved:.2f}",
        )
        for one, its, moved in made
    ]
    if form == "csv":
        output.write_csv([heading, *rows])
        return
    from quoth.cli.tables import count, plain_table
    from quoth.cli.terminal import console

    table = plain_table()
    for name in heading:
        table.add_column(name.capitalize(), justify="left" if name in heading[:2] else "right")
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    console().print(table)
    output.say(count(len(rows), "window"))


def _print(found: Uncertainty, limit: int | None) -> None:
    from rich.text import Text

    from quoth.cli.tables import count, plain_table
    from quoth.cli.terminal import console, one_line, shortened

    one, screen = found.network, console()
    if not found.ties:
        output.say("No tie: no two actors speak of one concept.")
        return
    if found.clusters:
        for number, members in enumerate(found.clusters.members, 1):
            if len(members) > 1:
                names = ", ".join(one_line(name) for name in members)
                sure = sum(found.membership[name] for name in members) / len(members)
                line = Text(f"Cluster {number} ", style="bold").append(names, style="not bold")
                screen.print(line.append(f" (together in {sure:.0%} of the drawings)", style="dim"))
        screen.print()
    table = plain_table()
    table.add_column("Who", ratio=3, overflow="fold")
    table.add_column("With", ratio=4, overflow="fold")
    table.add_column("Weight", justify="right", no_wrap=True)
    if found.drawings:
        table.add_column(f"{found.level:.0%} interval", justify="right", no_wrap=True)
    shown = found.ties[: limit or SHOWN]
    for tie in shown:
        cells = [one_line(tie.one), shortened(tie.other, 200), f"{tie.weight:g}"]
        if found.drawings:
            cells.append(f"{tie.low:g} to {tie.high:g}")
        table.add_row(*cells)
    screen.print(table)
    what = f"{count(len(one.rows), 'actor')}, {count(one.statements, 'statement')}"
    if len(found.ties) > len(shown):
        output.say(f"The first {len(shown)} of {count(len(found.ties), 'tie')}; {what}.")
    else:
        output.say(f"{count(len(found.ties), 'tie')}; {what}.")
