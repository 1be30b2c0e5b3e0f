"""`quoth verify`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from quoth.cli import SKIPPED, output

if TYPE_CHECKING:
    from rich.console import Console

    from quoth.store.verify import Problem, Verification

PATIENCE_S = 3.0
"""What is done sooner shows no progress."""

SHOWN = 20
"""Problems of each kind that a terminal lists; `--json` has them all."""


@click.command("verify")
@click.argument("project", type=click.Path(dir_okay=False))
@click.option(
    "--article",
    "articles",
    metavar="ARTICLE",
    multiple=True,
    help="Only this one: the beginning of its id or the end of its path. May be repeated.",
)
@click.option(
    "--no-originals",
    is_flag=True,
    help="Check what the project itself holds, and read no original again.",
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes.")
@output.form_options()
@click.pass_context
def command(ctx, project, articles, no_originals, workers, form) -> None:
    """Find every statement again in its article and its original.

    Every stored statement is compared with its article's text, character for character, and the
    text with what the reader reads in the original now. The exit code is 1 if anything no longer
    fits; each such article or statement is named with the reason. Articles whose original was not
    kept are counted. If a newer reader reads another text, the statements' words are looked for
    in that.

    \b
    Examples:
      quoth verify affair.quoth
      quoth verify affair.quoth --article calder-post.html
      quoth verify affair.quoth --json | jq .problems
    """
    from quoth.engine import local_engine
    from quoth.store import Project

    engine = local_engine(workers)
    try:
        with Project.open(project) as opened:
            found = opened.verify(
                *articles,
                originals=not no_originals,
                engine=engine,
                on_progress=_Told() if sys.stderr.isatty() else None,
            )
    finally:
        engine.close()
    if output.chosen(form) == "json":
        output.write(output.json_line(verification_record(found)))
    else:
        from quoth.cli.terminal import console

        print_verification(console(), found)
    ctx.exit(SKIPPED if found.problems else 0)


class _Told:
    """How far it is, on one line of a terminal that is empty again at the end."""

    def __init__(self) -> None:
        self.last = time.monotonic() + PATIENCE_S

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self.last and done < total:
            return
        shown = f"{done:,} of {total:,} articles" if done < total else ""
        if shown or now >= self.last:
            print(f"\r{shown:<40}", end="\r", file=sys.stderr, flush=True)
        self.last = now + 0.2


def verification_record(found: Verification) -> dict:
    """The record that `--json` prints."""
    return {
        "articles": found.articles,
        "statements": found.statements,
        "fitting": found.fitting,
        "in_originals": found.in_originals,
        "not_kept": found.not_kept,
        "reread": found.reread,
        "reasons": dict(found.reasons),
        "problems": [problem_record(problem) for problem in found.problems],
    }


def problem_record(problem: Problem) -> dict:
    """One thing that no longer fits."""
    return {
        "kind": problem.kind,
        "article": problem.article_id,
        "path": problem.path,
        "statement": problem.statement_id,
        "reason": problem.reason,
    }


def print_verification(console: Console, found: Verification) -> None:
    """The same for a person."""
    from rich.text import Text

    from quoth.cli.tables import count
    from quoth.cli.terminal import one_line, shortened_name
    from quoth.store.verify import WORDS

    console.print(
        f"{found.fitting:,} of {count(found.statements, 'statement')} stand where they were found, "
        f"in {count(found.articles, 'article')}"
    )
    console.print(f"{count(found.in_originals, 'text')} read again in the originals, all the same")
    if found.reread:
        console.print(
            f"{count(found.reread, 'text')} read differently by a newer reader; "
            "the statements' words are all there"
        )
    if found.not_kept:
        console.print(f"{count(found.not_kept, 'article')} without an original to look into")
    for kind, number in found.reasons.items():
        console.print(Text(f"\n{number:,}: {WORDS[kind]}", style="bold"))
        shown = [problem for problem in found.problems if problem.kind == kind]
        for problem in shown[:SHOWN]:
            which = f"statement {problem.statement_id} of " if problem.statement_id else ""
            line = f"  {which}{shortened_name(problem.path, 60)} ({problem.article_id})"
            console.print(
                Text(line, style="bold").append(f": {one_line(problem.reason)}", "not bold")
            )
        if number > SHOWN:
            console.print(f"  … and {number - SHOWN:,} more: --json lists all", style="dim")
