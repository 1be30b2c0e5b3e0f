"""`quoth judgements`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from quoth.cli import SKIPPED, output

if TYPE_CHECKING:
    from quoth.model import Judgement

SHOWN = 50
"""Judgements on a terminal without `--limit`: the last ones."""


@click.command("judgements")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("statement", required=False)
@click.option("--article", metavar="ARTICLE", help="Those on an article and its other captures.")
@click.option("--by", metavar="NAME", help="Those of this person.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The last N.")
@click.option(
    "--export",
    type=click.Path(dir_okay=False, writable=True),
    metavar="FILE",
    help="Write all of them to FILE, as JSON Lines.",
)
@click.option(
    "--import",
    "import_",
    type=click.Path(dir_okay=False, exists=True),
    metavar="FILE",
    help="Take in what another project exported.",
)
@click.option(
    "--gold",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="Write the fully judged articles to FOLDER, as gold for 'quoth evaluate'.",
)
@output.form_options()
@click.pass_context
def command(ctx, project, statement, article, by, limit, export, import_, gold, form) -> None:
    """List what people decided, or pass it on.

    With STATEMENT, an id or its beginning, the history of that statement. Judgements that are
    undone are marked; nothing is ever deleted. To join the work of two people each imports what
    the other exported: the result is the same, in whatever order, and nothing is there twice.

    \b
    Examples:
      quoth judgements affair.quoth
      quoth judgements affair.quoth 6880285
      quoth judgements affair.quoth --export mine.jsonl
      quoth judgements affair.quoth --import hers.jsonl
      quoth judgements affair.quoth --gold gold/ --by "Ada Penn"
    """
    from quoth.store import Project

    form = output.chosen(form)
    if sum(map(bool, (export, import_, gold))) > 1:
        raise click.UsageError("--export, --import and --gold go one at a time.")
    with Project.open(project, write=bool(import_)) as opened:
        if export:
            _export(opened, export)
        elif import_:
            ctx.exit(_import(opened, import_))
        elif gold:
            _gold(opened, gold, by)
        else:
            _list(opened, statement, article, by, limit, form)


def _export(opened, path: str) -> None:
    from quoth.cli.tables import count
    from quoth.errors import UsageError

    lines = opened.export_judgements()
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}", advice="name a file of yours"
        ) from None
    output.say(f"{path}: {count(len(lines), 'judgement')}")


def _import(opened, path: str) -> int:
    from quoth.cli.tables import count
    from quoth.errors import Unreadable

    try:
        with open(path, encoding="utf-8") as file:
            found = opened.import_judgements(file)
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(
            f"{path}: {error}", advice="give a file that 'quoth judgements --export' wrote"
        ) from None
    for refused in found.refused:
        output.say(f"refused {path}, line {refused.line}: {refused.reason}")
    output.say(f"{path}: {count(len(found.new), 'new judgement')}, {found.known:,} known")
    return SKIPPED if found.refused else 0


def _gold(opened, folder: str, by: str | None) -> None:
    from quoth.cli.tables import count
    from quoth.judge.gold import write_gold

    written = write_gold(opened, folder, by=by)
    output.say(f"{folder}: {count(written, 'article')} judged in full")


def _list(opened, statement, article, by, limit, form: str) -> None:
    from quoth.judge.judging import record

    found = opened.judgements(statement=statement, article=article, by=by)
    holding = {j.id for j in opened.judgements(undone=False)}
    if form == "json":
        found = found[-limit:] if limit else found
        output.write_json(record(judgement) for judgement in found)
        return
    from rich.text import Text

    from quoth.cli.tables import count, plain_table
    from quoth.cli.terminal import console, one_line, shortened

    if not found:
        output.say("Nobody has judged.")
        return
    shown = found[-(limit or SHOWN) :]
    table = plain_table(leading=1)
    for heading in ("Id", "When", "Who"):
        table.add_column(heading, overflow="fold")
    table.add_column("What", ratio=1, overflow="fold")
    for judgement in shown:
        what = Text(shortened(one_line(in_words(judgement, who=False)), 300))
        if judgement.action != "undo" and judgement.id not in holding:
            what.append("\nundone", style="dim")
        table.add_row(
            judgement.id[:8],
            judgement.made_at[:16].replace("T", " "),
            one_line(judgement.made_by),
            what,
        )
    table.expand = True
    console().print(table)
    if len(found) > len(shown):
        output.say(f"The last {len(shown)} judgements; --limit N shows more.")
    else:
        output.say(count(len(shown), "judgement"))


PAST = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "add": "added",
    "merge": "merged",
    "split": "split",
    "rename": "renamed",
    "same": "the same:",
    "different": "different:",
    "undo": "undid",
}


def in_words(judgement: Judgement, *, who: bool = True) -> str:
    """A judgement in one line: who did what to what, and why."""
    words = [judgement.made_by] if who else []
    words.append(PAST[judgement.action])
    words.append(_about(judgement))
    if judgement.why:
        words.append(f"({judgement.why})")
    return " ".join(filter(None, words))


def _about(judgement: Judgement) -> str:
    anchor = json.loads(judgement.anchor)
    now = json.loads(judgement.now) if judgement.now else {}
    if judgement.action == "undo":
        return judgement.undoes[:8]
    if judgement.target == "article":
        return f"article {judgement.article[:7]} in full"
    if judgement.target == "statement":
        words = f"{anchor['statement'][:7]} “{_content(judgement, anchor)}”"
        if judgement.action == "correct":
            was = json.loads(judgement.was)
            changes = (f"{n}: {_value(was.get(n))} → {_value(now[n])}" for n in sorted(now))
            words += "; " + ", ".join(changes)
        return words
    if judgement.target == "actor":
        names = " and ".join(actor["name"] for actor in json.loads(judgement.was))
        if judgement.action == "split":
            others = {one["name"] for one in anchor["sides"][0]}
            articles = len({one["article"]["id"] for one in anchor["sides"][0]})
            return f"{names}: {', '.join(sorted(others))} in {articles} of its articles"
        return names + (f" as {now['name']}" if now else "")
    if judgement.target == "concept":
        return _about_concept(judgement, anchor, now)
    if judgement.target == "conflict":
        sides = (f"{side[0]['who']} “{_clash(side[0])[:60]}”" for side in anchor["sides"])
        return f"{anchor['kind']}: " + " – ".join(sides)
    if judgement.target == "claim":
        return " and ".join(f"“{claim['text'][:60]}”" for claim in json.loads(judgement.was))
    return " and ".join(one["statement"][:7] for side in anchor["sides"] for one in side)


def _clash(side: dict) -> str:
    """The words of one side of a conflict that clash."""
    start, end = side["clash"]
    for place in side["places"]:
        if place["start"] <= start and end <= place["end"]:
            return " ".join(place["exact"][start - place["start"] : end - place["start"]].split())
    return ""


def _about_concept(judgement: Judgement, anchor: dict, now: dict) -> str:
    if judgement.action == "correct":
        side = {True: "agrees", False: "disagrees", None: "is of"}[now.get("agreement")]
        words = f"{anchor['sides'][0][0]['statement'][:7]}: it {side}"
        if now.get("concept"):
            words += f" {'with ' if now.get('agreement') is not None else ''}“{now['concept']}”"
        return words
    names = " and ".join(f"“{one['name'][:60]}”" for one in json.loads(judgement.was))
    return f"concept {names}" + (f" as “{now['name']}”" if now.get("name") else "")


def _content(judgement: Judgement, anchor: dict) -> str:
    """What was said, from the quotation in the anchor."""
    statement = json.loads(judgement.was or judgement.now)
    place = anchor["places"][0]
    start = place["start"]
    pieces = [place["exact"][s - start : e - start] for s, e in statement["content"]["spans"]]
    return " ".join(" ".join(pieces).split())[:80]


def _value(value) -> str:
    if not value:
        return "none"
    if isinstance(value, list):
        return ", ".join(one["name"] for one in value)
    if isinstance(value, dict):
        spans = value.get("spans") or [value.get("span")]
        return value.get("name") or ", ".join(f"{s[0]}:{s[1]}" for s in spans if s) or "another"
    return str(value)
