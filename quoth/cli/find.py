"""`quoth find`."""

from __future__ import annotations

import click

from quoth.cli import output
from quoth.model import MODES, TYPES, Article, Statement, statement_record

COLUMNS = (
    "statement",
    "article",
    "path",
    "outlet",
    "published",
    "title",
    "url",
    "speakers",
    "roles",
    "source",
    "cue",
    "content",
    "mode",
    "type",
    "chain",
    "addressee",
    "medium",
    "said_on",
    "nested_in",
    "confidence",
)
"""The heading line of `--csv`."""

SHOWN = 50
"""Statements on a terminal without `--limit`."""


FILTERS = (
    click.option(
        "--speaker",
        metavar="NAME",
        help="All these words are in the speakers' names or roles or in the source, or in a name "
        "that other articles use for a speaker.",
    ),
    click.option(
        "--outlet", metavar="NAME", help="Published by this outlet, or a part of its name."
    ),
    click.option(
        "--since",
        metavar="DATE",
        help="Published on this day or later: 2024-02-17, 2024-02 or 2024.",
    ),
    click.option("--until", metavar="DATE", help="Published on this day or earlier."),
    click.option("--mode", type=click.Choice(MODES), help="How it is quoted."),
    click.option("--type", type=click.Choice(TYPES), help="What kind of statement it is."),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N statements."),
)
"""The options that choose statements, for every command that takes the same."""


def filters(command):
    """The options of `FILTERS`; `type` is the option's name for it."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


@click.command("find")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("words", nargs=-1)
@filters
@click.option("--saved", metavar="NAME", help="Found by this saved search ('quoth searches').")
@click.option(
    "--new", is_flag=True, help="With --saved: of articles added since you last opened it."
)
@output.form_options(csv=True)
@click.pass_context
def command(ctx, project, words, form, limit, saved, new, **asked) -> None:
    """Find statements in a project.

    WORDS must all occur in a statement's content, source, cue or speakers; without WORDS every
    statement is found. Words in double quotes follow one another, and econom* stands for all
    words that begin so. The newest article comes first; a terminal shows 50 statements unless
    --limit says otherwise.

    \b
    Examples:
      quoth find affair.quoth levy
      quoth find affair.quoth '"safe to cross"' --mode direct
      quoth find affair.quoth --speaker Tolland --since 2024-05
      quoth find affair.quoth harbour levy --csv > levy.csv
      quoth find affair.quoth --saved "Gate denied" --new
    """
    from quoth.store import Project

    if new and not saved:
        raise click.UsageError("--new needs --saved NAME.")
    form = output.chosen(form)
    cut = form == "table" and limit is None
    with Project.open(project) as opened:
        if saved:
            asked["numbers"] = opened.found_by(opened.search(saved), new=new)
        found = opened.find(" ".join(words) or None, limit=SHOWN + 1 if cut else limit, **asked)
        if form == "json":
            output.write_json(statement_record(statement, article) for statement, article in found)
        elif form == "csv":
            output.write_csv(csv_rows(found))
        else:
            found = list(found)
            _print_table(found, cut, judges_of(opened, found))


def csv_rows(found):
    """The heading line, then a row for each article and statement; lists are joined by "; "."""
    yield COLUMNS
    for statement, article in found:
        yield csv_row(statement, article)


def csv_row(statement: Statement, article: Article) -> tuple:
    """One statement flat, in the order of `COLUMNS`."""
    return (
        statement.id,
        article.id,
        article.path,
        article.outlet,
        article.published,
        article.title,
        article.url,
        "; ".join(speaker.name for speaker in statement.speakers),
        "; ".join(speaker.role for speaker in statement.speakers if speaker.role),
        statement.source and statement.source.text,
        statement.cue and statement.cue.text,
        statement.content.text,
        statement.mode,
        statement.type,
        "; ".join(link.name for link in statement.chain),
        statement.addressee and statement.addressee.name,
        statement.medium,
        statement.said_on,
        statement.nested_in,
        f"{statement.confidence:.4f}",
    )


def judges_of(opened, found: list[tuple[Statement, Article]]) -> dict[str, list[str]]:
    """Who has judged which of the statements."""
    judged = opened.judged(statement.id for statement, _ in found)
    return {id: list(dict.fromkeys(j.made_by for j in made)) for id, made in judged.items()}


def _print_table(
    found: list[tuple[Statement, Article]], cut: bool, judges: dict[str, list[str]]
) -> None:
    from quoth.cli.tables import count, found_table
    from quoth.cli.terminal import console

    if not found:
        output.say("Nothing found.")
        return
    screen = console()
    more = cut and len(found) > SHOWN
    shown = found[:SHOWN] if more else found
    screen.print(found_table(shown, screen.width, judges))
    if more:
        output.say(f"The first {SHOWN} statements; --limit N shows more.")
    else:
        output.say(count(len(shown), "statement"))
