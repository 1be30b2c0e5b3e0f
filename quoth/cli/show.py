"""`quoth show`."""

from __future__ import annotations

from collections.abc import Mapping

import click

from quoth.cli import SKIPPED, output
from quoth.model import Article, Judgement, Statement, article_record, statement_record

Judged = Mapping[str, tuple[Judgement, ...]]
"""By a statement's id, the judgements that made it what it is."""

NOBODY: Judged = {}


@click.command("show")
@click.argument("target")
@click.argument("article", required=False)
@click.option(
    "--why",
    is_flag=True,
    help="Tell for each statement why its speakers, chain, date … are what they are.",
)
@output.form_options()
@click.pass_context
def command(ctx, target, article, why, form) -> None:
    """Show an article with its statements marked.

    TARGET is a project, then ARTICLE is the beginning of an article's id or the end of its
    path; without ARTICLE the project's articles are listed. Or TARGET is a file as for
    'quoth extract', read here and now.

    Sources stand in ⟨…⟩, cues in ‹…›, contents in ⟦…⟧ and links of a chain in ⟪…⟫, each with
    the number of its statement; the list below the text tells who the sources are. As JSON the
    article's record has its statements in the field "statements". With --why each statement
    has its grounds: the reason in words and a confidence for each field that was resolved, and
    what people decided on it.

    \b
    Examples:
      quoth show page.html
      quoth show affair.quoth
      quoth show affair.quoth calder-post.html --table | less
      quoth show page.html --why
    """
    form = output.chosen(form)
    if is_project(target):
        _show_from_project(target, article, form, why=why)
    elif article is not None:
        raise click.UsageError(f"{target} is no project, and only a project's articles are named.")
    else:
        ctx.exit(SKIPPED if _show_inputs(target, form, why=why) else 0)


def is_project(path: str) -> bool:
    """Whether the file is an SQLite database: no article begins like one."""
    try:
        with open(path, "rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False


def shown_record(
    article: Article,
    statements: tuple[Statement, ...],
    *,
    why: bool = False,
    judged: Judged = NOBODY,
) -> dict:
    """The record that `--json` prints: the article's, with its statements.

    With `why` each statement has its grounds, in the field "grounds", and one that
    people judged has what they decided, in "judgements".
    """
    records = [statement_record(statement, article) for statement in statements]
    if why:
        for record, statement in zip(records, statements, strict=True):
            record["grounds"] = [
                {"field": g.field, "reason": g.reason, "confidence": g.confidence}
                for g in statement.grounds
            ]
            if statement.id in judged:
                record["judgements"] = [
                    {"id": j.id, "by": j.made_by, "at": j.made_at, "action": j.action, "why": j.why}
                    for j in judged[statement.id]
                ]
    return {**article_record(article), "statements": records}


def _show(
    article: Article,
    statements: tuple[Statement, ...],
    form: str,
    *,
    why: bool,
    judged: Judged = NOBODY,
) -> None:
    if form == "json":
        record = shown_record(article, statements, why=why, judged=judged)
        output.write(output.json_line(record))
        return
    from quoth.cli.marking import print_article
    from quoth.cli.terminal import console

    print_article(console(), article, statements)
    if why:
        from quoth.cli.why import print_grounds, print_judged

        print_grounds(console(), statements)
        print_judged(console(), statements, judged)


def _show_inputs(path: str, form: str, *, why: bool) -> int:
    """Read and extract; returns how many inputs were skipped."""
    from quoth.attribution import attribute
    from quoth.model import SkippedInput
    from quoth.read import read

    skipped = 0

    def articles():
        nonlocal skipped
        for item in read([path]):
            if isinstance(item, SkippedInput):
                skipped += 1
                output.say_skipped(item)
            else:
                yield item

    for article, found in attribute(articles()):
        if isinstance(found, SkippedInput):
            skipped += 1
            output.say_skipped(found)
        else:
            _show(article, found, form, why=why)
    return skipped


def _show_from_project(project: str, reference: str | None, form: str, *, why: bool) -> None:
    from quoth.store import Project

    with Project.open(project) as opened:
        if reference is None:
            _list_articles(opened, form)
        else:
            article, statements = opened.article(reference)
            judged = opened.judged(s.id for s in statements) if why else NOBODY
            _show(article, statements, form, why=why, judged=judged)


def _list_articles(opened, form: str) -> None:
    if form == "json":
        output.write_json(article_record(article) for article in opened.articles())
        return
    from quoth.cli.tables import articles_table
    from quoth.cli.terminal import console

    screen = console()
    screen.print(articles_table(opened.articles(), screen.width))
