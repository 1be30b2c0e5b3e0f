"""`quoth judge`."""

from __future__ import annotations

from typing import Any

import click

from quoth.cli import output
from quoth.model import ACTIONS, ACTOR_KINDS, MODES, TYPES

FIELDS = (
    "content",
    "cue",
    "source",
    "speakers",
    "kind",
    "role",
    "type_",
    "mode",
    "via",
    "to",
    "medium",
    "said_on",
)
TAKES = {
    "accept": ("articles", "conflict"),
    "reject": ("conflict",),
    "correct": (*FIELDS, "nested_in", "concept", "agreement"),
    "add": FIELDS,
    "merge": ("claims", "concepts", "name"),
    "split": ("claims", "concepts", "articles", "called", "statements"),
    "rename": ("concepts", "name"),
}
"""The options of each action besides --by and --why."""


@click.command("judge")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("action", type=click.Choice(ACTIONS), metavar="ACTION")
@click.argument("targets", nargs=-1, metavar="[TARGET...]")
@click.option("--by", metavar="NAME", help="Who judges. Default: QUOTH_BY, else your login's name.")
@click.option("--why", metavar="TEXT", help="The reason, in your words.")
@click.option("--content", multiple=True, metavar="TEXT", help="Correct or add: what was said.")
@click.option("--cue", metavar="TEXT", help="Correct or add: the words that mark it as said.")
@click.option("--source", metavar="TEXT", help="Correct or add: the words that name who said it.")
@click.option("--speaker", "speakers", multiple=True, metavar="NAME", help="Who said it.")
@click.option("--kind", type=click.Choice(ACTOR_KINDS), help="What kind of actor --speaker is.")
@click.option("--role", metavar="TEXT", help="The role of --speaker.")
@click.option("--type", "type_", type=click.Choice(TYPES), help="What kind of statement it is.")
@click.option("--mode", type=click.Choice(MODES), help="How it is quoted.")
@click.option(
    "--via", multiple=True, metavar="NAME[=TEXT]", help="Through whom, the nearest to it first."
)
@click.option("--to", metavar="NAME[=TEXT]", help="To whom it was said.")
@click.option("--medium", metavar="TEXT", help="Through what it was said: interview, letter …")
@click.option("--said-on", metavar="DATE", help="When it was said: 2024-02-17, 2024-02 or 2024.")
@click.option("--nested-in", metavar="ID", help="Correct: the statement whose content holds it.")
@click.option("--article", "articles", multiple=True, metavar="ARTICLE", help="See accept, split.")
@click.option("--called", multiple=True, metavar="NAME", help="Split: appearances by this name.")
@click.option("--name", metavar="NAME", help="Merge, rename: what it is called.")
@click.option("--claims", is_flag=True, help="Merge, split: the targets are claims, not actors.")
@click.option("--concepts", is_flag=True, help="Merge, split, rename: the targets are concepts.")
@click.option(
    "--statement",
    "statements",
    multiple=True,
    metavar="ID",
    help="Split claims or concepts: which.",
)
@click.option("--conflict", is_flag=True, help="Accept, reject: the target is a conflict.")
@click.option("--concept", metavar="NAME", help="Correct: which concept the statement is of.")
@click.option(
    "--agrees/--disagrees", "agreement", default=None, help="Correct: with its concept, or not."
)
@output.form_options()
def command(project, action, targets, by, why, form, **options) -> None:
    """Decide on a statement, article, actor, claim, concept or conflict.

    Decisions stay: a later run with another model or another capture of the page keeps to them.
    TARGET is an id or its beginning, as 'quoth find --json', 'quoth actors --json' and 'quoth
    queue' print them, or ARTICLE#N, the Nth statement as 'quoth show' numbers them. TEXT is quoted
    from the article; if it stands there more than once and not once in the statement's paragraph,
    quote more or give START:END. An empty value clears a field.

    \b
    accept ID             the statement is right as it is
    accept --article PAGE the article is fully judged: the rest is right, and there is no more
    correct ID --FIELD …  it is right but for these fields
    reject ID             it is no statement
    add PAGE --content …  the machine missed one
    merge ID ID …         actors are one (--name), or claims are (--claims)
    split ID              an actor's appearances in --article or as --called are another's;
                          with --claims: these --statement ids are another claim
    rename ID --name …    what an actor is called; with --concepts: a concept
    correct ID --concept … which concept a statement is of; --agrees, --disagrees
    accept ID --conflict  these two voices clash; reject: they do not
    same ID ID            two statements say one thing; different: they do not
    undo ID               takes a judgement back

    \b
    Examples:
      quoth judge affair.quoth accept 6880285
      quoth judge affair.quoth reject harbour-post.html#3
      quoth judge affair.quoth correct 6880285 --type denial --why "she contradicts him"
      quoth judge affair.quoth correct 6880285 --speaker "Mira Tolland" --cue ""
      quoth judge affair.quoth add page.html --content "it holds" --speaker "Joren Pike"
      quoth judge affair.quoth merge 21bd9f 77a0c3 --name "Mira Tolland"
    """
    from quoth.judge.judging import record
    from quoth.store import Project

    form = output.chosen(form)
    with Project.open(project, write=True) as opened:
        if action == "undo":
            made = opened.undo(_one(targets, action), by=by, why=why)
        else:
            about, changes = meant(opened, action, targets, options)
            made = opened.judge(action, by=by, why=why, **about, **changes)
        if made.target == "actor":
            opened.join()
    if form == "json":
        output.write(output.json_line(record(made)))
    else:
        from quoth.cli.judgements import in_words
        from quoth.cli.terminal import one_line

        output.write(f"{made.id[:8]} {one_line(in_words(made))}")


def _one(targets: tuple[str, ...], action: str) -> str:
    if len(targets) != 1:
        raise click.UsageError(f"{action} takes one target, not {len(targets)}.")
    return targets[0]


def meant(
    project, action: str, targets: tuple[str, ...], options: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What `Project.judge` is given for a command line: what it is about, and fields."""
    articles, name = options["articles"], options["name"]
    takes = TAKES.get(action, ())
    for option, value in options.items():
        given = value is not None if option == "agreement" else value not in (None, (), False)
        if given and option not in takes:
            raise click.UsageError(f"{action} takes no --{option.strip('_').replace('_', '-')}.")
    about: dict[str, Any] = {}
    if action in ("merge", "split", "rename"):
        of = "claims" if options["claims"] else "concepts" if options["concepts"] else "actors"
        about[of] = targets
        about |= {"names": options["called"], "articles": articles} if action == "split" else {}
        if action == "split" and of != "actors":
            about["statements"] = options["statements"]
        about |= {"name": name} if name is not None else {}
    elif action in ("same", "different"):
        about["statements"] = targets
    elif options["concept"] is not None or options["agreement"] is not None:
        about["coded"] = _one(targets, action)
        about |= {k: options[k] for k in ("concept", "agreement") if options[k] is not None}
    elif action == "accept" and articles:
        if targets or len(articles) > 1:
            raise click.UsageError("accept takes a statement or one --article.")
        about["article"] = articles[0]
    elif action == "add":
        about["article"] = _one(targets, action)
    elif options["conflict"]:
        about["conflict"] = _one(targets, action)
    else:
        about["statement"] = _one(targets, action)
    return about, _fields(project, action, about, options)


def _fields(project, action: str, about: dict[str, Any], options: dict) -> dict[str, Any]:
    """The fields that the options set, with quoted words as spans."""
    from quoth.judge.quoting import quoted

    statement = None
    asked = {
        name: options[name]
        for name in ("content", "cue", "source", "speakers", "via", "to", "medium", "mode")
        if options[name] not in (None, ())
    }
    for name, field in (("type_", "type"), ("said_on", "said_on"), ("nested_in", "nested_in")):
        if options[name] is not None:
            asked[field] = options[name]
    if not asked:
        return {}
    if action == "add":
        article, _ = project.article(about["article"])
    elif action == "correct":
        article, statement = project.statement(about["statement"])
    else:
        raise click.UsageError(f"{action} sets no field; 'correct' does.")
    around = None
    if statement is not None:
        from quoth.judge.fields import core_spans

        spans = core_spans(statement)
        around = min(start for start, _ in spans), max(end for _, end in spans)

    def span(words: str):
        return quoted(article, words, around=around)

    found: dict[str, Any] = {}
    for name, value in asked.items():
        if name == "content":
            found[name] = [span(words) for words in value if words]
        elif name in ("cue", "source"):
            found[name] = span(value) if value else None
        elif name == "speakers":
            given = {k: options[k] for k in ("kind", "role") if options[k] is not None}
            found[name] = [{"name": speaker, **given} for speaker in value if speaker]
        elif name == "via":
            found["chain"] = [_named(link, span) for link in value if link]
        elif name == "to":
            found["addressee"] = _named(value, span) if value else None
        else:
            found[name] = value or None
    return found


def _named(value: str, span) -> dict[str, Any]:
    """NAME=TEXT: a name and the words that prove it; without TEXT the name's own."""
    name, equals, words = value.partition("=")
    return {"name": name, "span": span(words if equals else name)}
