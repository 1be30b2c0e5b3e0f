"""`quoth claims`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quoth.cli import output
from quoth.model import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from quoth.model import Claim
    from quoth.store.claims import ClaimInfo, Version

SHOWN = 50
"""Claims on a terminal without `--limit`."""

COLUMNS = (
    "claim",
    "first",
    "hours",
    "outlets",
    "sources",
    "articles",
    "speakers",
    "text",
)

STYLES = {"kept": "", "cut": "strike red", "added": "underline green"}
MARKS = {"kept": ("", ""), "cut": ("[-", "-]"), "added": ("{+", "+}")}


@click.command("claims")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("words", nargs=-1)
@click.option("--speaker", metavar="NAME", help="Said by this actor, under any of its names.")
@click.option("--outlet", metavar="NAME", help="Told by this outlet, or a part of its name.")
@click.option("--since", metavar="DATE", help="Told on this day, in this month or year, or later.")
@click.option("--until", metavar="DATE", help="First told then or earlier.")
@click.option(
    "--min-outlets",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="In N outlets or more.",
)
@click.option("--relation", type=click.Choice(RELATIONS[1:]), help="With a version that is this.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N claims.")
@click.option(
    "--show", metavar="ID", help="One claim: its outlets in order, what each kept, cut and changed."
)
@output.form_options(csv=True)
def command(
    project, words, speaker, outlet, since, until, min_outlets, relation, limit, show, form
) -> None:
    """List statements that several articles have.

    A claim is what matched statements of different articles share: the same words, trimmed,
    altered or paraphrased. Those of most outlets come first. Sources counts the outlets that the
    text is from: copies of one agency's article count once. WORDS must all occur in the fullest
    version.

    --show tells one claim: the outlets in the order of first appearance, over how many hours it
    spread, why each statement was joined, and word by word what each outlet did to the fullest
    version: [-cut-] {+added+}. ID may be a statement's id.

    \b
    Examples:
      quoth claims affair.quoth
      quoth claims affair.quoth order --speaker Adeyemi
      quoth claims affair.quoth --min-outlets 3 --relation altered
      quoth claims affair.quoth --show ID
    """
    from quoth.store import Project

    form = output.chosen(form)
    with Project.open(project) as opened:
        if show is not None:
            _show(opened.claim(show), form)
            return
        cut = form == "table" and limit is None
        found = opened.claims(
            " ".join(words) or None,
            speaker=speaker,
            outlet=outlet,
            since=since,
            until=until,
            min_outlets=min_outlets,
            relation=relation,
            limit=SHOWN + 1 if cut else limit,
        )
    if form == "json":
        output.write_json(claim_record(claim) for claim in found)
    elif form == "csv":
        output.write_csv([COLUMNS, *map(csv_row, found)])
    else:
        _print_table(found, cut)


def claim_record(claim: Claim) -> dict:
    """The record that `--json` prints."""
    from quoth.store.claims import spread

    return {
        "id": claim.id,
        "text": claim.text,
        "first": claim.first,
        "last": claim.last,
        "hours": spread(claim),
        "articles": claim.articles,
        "outlets": claim.outlets,
        "sources": claim.sources,
        "event": claim.event_id,
        "speakers": [
            {"id": v.actor_id, "name": v.name, "kind": v.kind, "members": v.members}
            for v in claim.voices
        ],
        "members": [
            {
                "statement": m.statement_id,
                "article": m.article_id,
                "relation": m.relation,
                "score": m.score,
                "reason": m.reason,
            }
            for m in claim.members
        ],
    }


def csv_row(claim: Claim) -> tuple:
    """A claim flat, in the order of `COLUMNS`."""
    from quoth.store.claims import spread

    hours = spread(claim)
    return (
        claim.id,
        claim.first,
        None if hours is None else f"{hours:.0f}",
        claim.outlets,
        claim.sources,
        claim.articles,
        "; ".join(voice.name for voice in claim.voices),
        claim.text,
    )


def version_record(version: Version, taken_from: str | None) -> dict:
    """One version of a claim as `--show --json` has it."""
    return {
        "outlet": version.article.outlet,
        "published": version.article.published,
        "article": version.article.id,
        "statement": version.statement.id,
        "speakers": [speaker.name for speaker in version.statement.speakers],
        "relation": version.member.relation,
        "score": version.member.score,
        "reason": version.member.reason,
        "taken_from": taken_from,
        "text": version.statement.content.text,
        "difference": [[part.change, part.text] for part in version.difference],
    }


def _show(info: ClaimInfo, form: str) -> None:
    from quoth.match.diff import plain

    versions = [
        version_record(version, info.taken_from.get(version.article.id))
        for version in info.versions
    ]
    if form == "json":
        output.write(output.json_line({**claim_record(info.claim), "versions": versions}))
    elif form == "csv":
        columns = (
            "outlet",
            "published",
            "relation",
            "speakers",
            "taken_from",
            "difference",
            "reason",
        )
        rows = [
            (
                record["outlet"],
                record["published"],
                record["relation"],
                "; ".join(record["speakers"]),
                record["taken_from"],
                plain(version.difference) or record["text"],
                record["reason"],
            )
            for record, version in zip(versions, info.versions, strict=True)
        ]
        output.write_csv([columns, *rows])
    else:
        _print_claim(info)


def _print_claim(info: ClaimInfo) -> None:
    from rich.text import Text

    from quoth.cli.tables import count
    from quoth.cli.terminal import console, one_line

    screen, claim = console(), info.claim
    screen.print(Text(one_line(claim.text), style="bold"))
    hours = info.hours
    told = [
        count(claim.outlets, "outlet"),
        f"{count(claim.sources, 'independent source')} in {count(claim.articles, 'article')}",
        *([f"over {hours:,.0f} hours"] if hours is not None else []),
    ]
    screen.print(Text(", ".join(told), style="dim"))
    names = ", ".join(f"{one_line(voice.name)} ({voice.members})" for voice in claim.voices)
    screen.print(Text(f"said by {names or 'nobody named'}", style="dim"))
    for version in info.versions:
        screen.print()
        screen.print(_version_heading(version, info.taken_from))
        screen.print(_difference(version))
        screen.print(Text(one_line(version.member.reason), style="dim"))


def _version_heading(version: Version, taken_from: dict[str, str | None]) -> Text:
    from rich.text import Text

    from quoth.cli.tables import day
    from quoth.cli.terminal import one_line, shortened_name

    article = version.article
    outlet = one_line(article.outlet) if article.outlet else shortened_name(article.path, 40)
    heading = Text(outlet, style="bold")
    names = ", ".join(one_line(speaker.name) for speaker in version.statement.speakers)
    parts = [day(article.published) or "no date", version.member.relation, names or "no speaker"]
    if article.id in taken_from:
        parts.append(f"text from {one_line(taken_from[article.id] or 'another article')}")
    return heading.append(" · " + " · ".join(parts), style="not bold")


def _difference(version: Version) -> Text:
    from rich.text import Text

    from quoth.cli.terminal import one_line

    text = Text("  ")
    if not version.difference:
        return text.append(one_line(version.statement.content.text))
    for number, part in enumerate(version.difference):
        before, after = MARKS[part.change]
        text.append(" " if number else "")
        text.append(before + one_line(part.text) + after, style=STYLES[part.change])
    return text


def _print_table(found: Sequence[Claim], cut: bool) -> None:
    from rich.text import Text

    from quoth.cli.tables import NONE, count, day, plain_table
    from quoth.cli.terminal import console, one_line, shortened
    from quoth.store.claims import spread

    if not found:
        output.say("No statement is in several articles.")
        return
    shown = found[:SHOWN] if cut else found
    screen = console()
    table = plain_table(leading=1)
    table.add_column("Who", ratio=2, overflow="fold")
    table.add_column("What", ratio=5, overflow="fold")
    table.add_column("First", no_wrap=True)
    table.add_column("Outlets", justify="right", no_wrap=True)
    table.add_column("Sources", justify="right", no_wrap=True)
    for claim in shown:
        names = [shortened(voice.name, 60) for voice in claim.voices[:3]]
        if len(claim.voices) > 3:
            names.append(f"and {len(claim.voices) - 3} more")
        made = sorted({m.relation for m in claim.members} - {"original"}, key=RELATIONS.index)
        what = Text(shortened(claim.text, 2 * screen.width))
        what.append(f"\n{claim.id[:7]} {', '.join(made)}", style="dim")
        hours = spread(claim)
        first = day(claim.first) or NONE
        table.add_row(
            Text("\n".join(names) or NONE, style="bold"),
            what,
            one_line(first) + (f"\n+{hours:,.0f} h" if hours else ""),
            f"{claim.outlets:,}",
            f"{claim.sources:,}",
        )
    screen.print(table)
    if len(found) > len(shown):
        output.say(f"The first {SHOWN} claims; --limit N shows more.")
    else:
        output.say(count(len(shown), "claim"))
