"""`quoth concepts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quoth.cli import output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoth.model import Article, Coding, Concept, Statement

SHOWN = 50
"""Concepts on a terminal without `--limit`."""

COLUMNS = (
    "concept",
    "name",
    "proposed",
    "statements",
    "actors",
    "outlets",
    "agree",
    "disagree",
    "first",
    "last",
)

SIDES = {True: "agrees", False: "disagrees", None: "neither"}


@click.command("concepts")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("words", nargs=-1)
@click.option("--speaker", metavar="NAME", help="With a statement of this actor.")
@click.option(
    "--min-actors",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="Of N actors or more; those that a person coded may have one.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N concepts.")
@click.option(
    "--show", metavar="ID", help="One concept, by id or name: who agrees and who disagrees."
)
@output.form_options(csv=True)
def command(project, words, speaker, min_actors, limit, show, form) -> None:
    """List what statements of several actors are for or against.

    Statements whose contents lie near one another are a concept, named in words of their own; a
    statement agrees or disagrees by its polarity. They are made anew when statements or
    judgements have changed. WORDS must all occur in the name.

    A person names, joins and parts concepts and codes statements by hand: 'quoth judge … rename,
    merge, split --concepts', 'quoth judge … correct STATEMENT --concept NAME --agrees'. That lasts,
    and contents near to what was coded follow it.

    \b
    Examples:
      quoth concepts affair.quoth
      quoth concepts affair.quoth gate --speaker Adeyemi
      quoth concepts affair.quoth --show ID
    """
    from quoth import concepts
    from quoth.store import Project

    form = output.chosen(form)
    with Project.open(project, write=True) as opened:
        left_out = opened.find_concepts()
        if left_out:
            output.say(
                f"{left_out:,} statements were left out: {concepts.MOST:,} are grouped at once, "
                "the most carried and the surest first."
            )
        if show is not None:
            found = opened.concept(show)
            _show(found, [_told(opened, coding) for coding in found.codings], form)
            return
        cut = form == "table" and limit is None
        listed = [
            one
            for one in opened.concepts(" ".join(words) or None, speaker=speaker)
            if one.actors >= min_actors or not one.proposed or any(c.coder for c in one.codings)
        ]
    listed = listed[: SHOWN + 1 if cut else limit]
    if form == "json":
        output.write_json(concept_record(one) for one in listed)
    elif form == "csv":
        output.write_csv([COLUMNS, *map(csv_row, listed)])
    else:
        _print_table(listed, cut)


def concept_record(one: Concept) -> dict:
    """The record that `--json` prints."""
    return {
        "id": one.id,
        "name": one.name,
        "proposed": one.proposed,
        "statements": one.statements,
        "actors": one.actors,
        "outlets": one.outlets,
        "agree": one.agree,
        "disagree": one.disagree,
        "first": one.first,
        "last": one.last,
        "codings": [
            {
                "statement": c.statement_id,
                "article": c.article_id,
                "agreement": c.agreement,
                "nearness": c.nearness,
                "confidence": c.confidence,
                "coder": c.coder,
                "reason": c.reason,
            }
            for c in one.codings
        ],
    }


def csv_row(one: Concept) -> tuple:
    """A concept flat, in the order of `COLUMNS`."""
    return (
        one.id,
        one.name,
        "yes" if one.proposed else "no",
        one.statements,
        one.actors,
        one.outlets,
        one.agree,
        one.disagree,
        one.first,
        one.last,
    )


def _told(opened, coding: Coding) -> tuple[Coding, Article, Statement]:
    article, statement = opened.statement(coding.statement_id)
    return coding, article, statement


def _show(one: Concept, told: Sequence[tuple[Coding, Article, Statement]], form: str) -> None:
    from quoth.cli.tables import count, day, plain_table
    from quoth.cli.terminal import console, one_line, shortened

    if form == "json":
        record = concept_record(one)
        for coding, (_, article, statement) in zip(record["codings"], told, strict=True):
            coding["outlet"], coding["published"] = article.outlet, article.published
            coding["speakers"] = [speaker.name for speaker in statement.speakers]
            coding["content"] = statement.content.text
        output.write(output.json_line(record))
        return
    if form == "csv":
        columns = ("statement", "agreement", "speakers", "content", "outlet", "published", "reason")
        rows = [
            (
                c.statement_id,
                SIDES[c.agreement],
                "; ".join(speaker.name for speaker in s.speakers),
                s.content.text,
                a.outlet,
                a.published,
                c.reason,
            )
            for c, a, s in told
        ]
        output.write_csv([columns, *rows])
        return
    from rich.text import Text

    screen = console()
    screen.print(Text(one_line(one.name), style="bold"))
    kind = "named in words of its own" if one.proposed else "named by a person"
    screen.print(
        Text(f"{count(one.actors, 'actor')}, {one.agree} for, {one.disagree} against; {kind}")
    )
    table = plain_table(leading=1)
    table.add_column("Who", ratio=2, overflow="fold")
    table.add_column("Side", no_wrap=True)
    table.add_column("What", ratio=5, overflow="fold")
    table.add_column("Where", ratio=2, overflow="fold")
    for coding, article, statement in told:
        what = Text(shortened(statement.content.text, 2 * screen.width))
        what.append(f"\n{coding.statement_id[:7]} {coding.reason}", style="dim")
        table.add_row(
            Text("; ".join(one_line(s.name) for s in statement.speakers), style="bold"),
            SIDES[coding.agreement],
            what,
            one_line(article.outlet or article.path) + f"\n{day(article.published) or ''}",
        )
    screen.print(table)


def _print_table(listed: Sequence[Concept], cut: bool) -> None:
    from rich.text import Text

    from quoth.cli.tables import count, plain_table
    from quoth.cli.terminal import console, shortened

    if not listed:
        output.say("No concept: no two actors speak of the same thing.")
        return
    shown = listed[:SHOWN] if cut else listed
    screen = console()
    table = plain_table(leading=1)
    table.add_column("Concept", ratio=6, overflow="fold")
    for heading in ("Actors", "For", "Against", "Outlets"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in shown:
        what = Text(shortened(one.name, 2 * screen.width), style="bold")
        what.append(f"\n{one.id[:7]}" + ("" if one.proposed else " named by hand"), style="dim")
        table.add_row(
            what, f"{one.actors:,}", f"{one.agree:,}", f"{one.disagree:,}", f"{one.outlets:,}"
        )
    screen.print(table)
    if len(listed) > len(shown):
        output.say(f"The first {SHOWN} concepts; --limit N shows more.")
    else:
        output.say(count(len(shown), "concept"))
