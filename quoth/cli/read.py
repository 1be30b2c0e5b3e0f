"""`quoth read`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quoth.cli import SKIPPED, output
from quoth.cli.inputs import input_options, parsed_mapping

if TYPE_CHECKING:
    from quoth.model import Article

SCREENFUL = 200
"""Articles in one table: a terminal need not wait for the last of many."""


@click.command("read")
@input_options
@output.form_options()
@click.pass_context
def command(ctx, paths, mapping, max_bytes, form) -> None:
    """Print the article that each input holds.

    PATH is a file, a directory, a glob in quotes, or - for standard input: text, HTML, MHTML,
    JSON Lines, CSV, WARC, WACZ, feeds, Nexis and Factiva exports, Word, RTF, PDF, mail. Each may
    be gzipped. What cannot be read is named on standard error with the
    reason and what to try; the others are still read, and the exit code is 1.

    \b
    Examples:
      quoth read page.html
      quoth read pages/ --json > articles.jsonl
      quoth read foreign.jsonl --map text=body --map outlet=source.name
    """
    from quoth.model import Article, article_record
    from quoth.read import read

    form = output.chosen(form)
    skipped = shown = 0
    articles: list[Article] = []
    for item in read(paths, mapping=parsed_mapping(mapping), max_bytes=max_bytes):
        if not isinstance(item, Article):
            skipped += 1
            output.say_skipped(item)
        elif form == "json":
            output.write(output.json_line(article_record(item)))
        else:
            articles.append(item)
            if len(articles) == SCREENFUL:
                _show_many(articles)
                shown += len(articles)
                articles.clear()
    if len(articles) == 1 and not shown:
        _show_one(articles[0])
    elif articles:
        _show_many(articles)
    ctx.exit(SKIPPED if skipped else 0)


def _show_many(articles: list[Article]) -> None:
    """Several articles are a table, a line or two each."""
    from quoth.cli.tables import articles_table
    from quoth.cli.terminal import console

    screen = console()
    screen.print(articles_table(articles, screen.width))


def _show_one(article: Article) -> None:
    """A single article is shown whole: what it is, then its text."""
    from rich.table import Table
    from rich.text import Text

    from quoth.cli.tables import NONE
    from quoth.cli.terminal import console, one_line, visible

    screen = console()
    facts = Table.grid(padding=(0, 2))
    rows = {
        "Title": article.title,
        "Outlet": article.outlet,
        "Authors": ", ".join(article.authors),
        "Published": article.published
        and article.published + (f" ({article.published_from})" if article.published_from else ""),
        "Language": article.language,
        "URL": article.url,
        "File": article.path,
        "Words": f"{len(article.text.split()):,}",
    }
    for name, value in rows.items():
        facts.add_row(Text(name, style="bold"), Text(one_line(value or NONE)))
    screen.print(facts)
    screen.print()
    screen.print(Text(visible(article.text, lines=True)))
