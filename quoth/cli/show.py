"""`quoth show`."""

from __future__ import annotations

import click

from quoth.cli import SKIPPED, output
from quoth.model import Article, Statement, article_record, statement_record


@click.command("show")
@click.argument("target")
@click.argument("article", required=False)
@output.form_options()
@click.pass_context
def command(ctx, target, article, form) -> None:
    """Show an article with its statements marked.

    TARGET is a project, then ARTICLE is the beginning of an article's id or the end of its
    path; without ARTICLE the project's articles are listed. Or TARGET is a file as for
    'quoth extract', read here and now.

    Sources stand in ⟨…⟩, cues in ‹…›, contents in ⟦…⟧ and links of a chain in ⟪…⟫, each with
    the number of its statement; the list below the text tells who the sources are. As JSON the
    article's record has its statements in the field "statements".

    \b
    Examples:
      quoth show page.html
      quoth show affair.quoth
      quoth show affair.quoth calder-post.html --table | less
    """
    form = output.chosen(form)
    if is_project(target):
        _show_from_project(target, article, form)
    elif article is not None:
        raise click.UsageError(f"{target} is no project, and only a project's articles are named.")
    else:
        ctx.exit(SKIPPED if _show_inputs(target, form) else 0)


def is_project(path: str) -> bool:
    """Whether the file is an SQLite database: no article begins like one."""
    try:
        with open(path, "rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False


def shown_record(article: Article, statements: tuple[Statement, ...]) -> dict:
    """The record that `--json` prints: the article's, with its statements."""
    return {
        **article_record(article),
        "statements": [statement_record(statement, article) for statement in statements],
    }


def _show(article: Article, statements: tuple[Statement, ...], form: str) -> None:
    if form == "json":
        output.write(output.json_line(shown_record(article, statements)))
        return
    from quoth.cli.marking import print_article
    from quoth.cli.terminal import console

    print_article(console(), article, statements)


def _show_inputs(path: str, form: str) -> int:
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
            _show(article, found, form)
    return skipped


def _show_from_project(project: str, reference: str | None, form: str) -> None:
    from quoth.store import Project

    with Project.open(project) as opened:
        if reference is None:
            _list_articles(opened, form)
        else:
            _show(*opened.article(reference), form)


def _list_articles(opened, form: str) -> None:
    if form == "json":
        output.write_json(article_record(article) for article in opened.articles())
        return
    from quoth.cli.tables import articles_table
    from quoth.cli.terminal import console

    screen = console()
    screen.print(articles_table(opened.articles(), screen.width))
