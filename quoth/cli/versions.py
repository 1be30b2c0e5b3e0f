"""`quoth versions`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from quoth.cli import SKIPPED, output
from quoth.model import Statement, statement_record

if TYPE_CHECKING:
    from rich.console import Console

    from quoth.store import Project
    from quoth.store.difference import StatementChange
    from quoth.store.versions import Version


@click.command("versions")
@click.argument("project", type=click.Path(dir_okay=False))
@click.argument("article", required=False)
@output.form_options()
@click.pass_context
def command(ctx, project, article, form) -> None:
    """Show how an article was changed since it was first seen.

    ARTICLE is the beginning of an article's id or the end of its path; without it, the articles
    that have several versions are listed. Each version is compared with the one before: the words
    that were taken out [-…-] and put in {+…+}, and the statements that were changed, are gone, or
    are new. Versions are captures of one page (the same address without what only tracks readers)
    or of one file, if their texts are alike.

    \b
    Examples:
      quoth versions affair.quoth
      quoth versions affair.quoth calder-post.html
    """
    from quoth.store import Project

    form = output.chosen(form)
    with Project.open(project) as opened:
        if article is None:
            _list(opened, form)
            return
        found = opened.versions(article)
        statements = [opened.article(version.article.id)[1] for version in found]
    if form == "json":
        output.write_json(records(found, statements))
    else:
        from quoth.cli.terminal import console

        print_versions(console(), found, statements)
    ctx.exit(SKIPPED if len(found) > 1 else 0)


def _list(opened: Project, form: str) -> None:
    changed = opened.changed()
    rows = []
    for id, number in changed.items():
        article, _ = opened.article(id)
        history = opened.versions(id)
        rows.append(
            {
                "id": id,
                "path": article.path,
                "outlet": article.outlet,
                "url": article.url,
                "title": article.title,
                "versions": number,
                "first_seen": history[0].seen,
                "last_seen": history[-1].seen,
            }
        )
    rows.sort(key=lambda row: (row["last_seen"] or "", row["path"]), reverse=True)
    if form == "json":
        output.write_json(rows)
        return
    from rich.text import Text

    from quoth.cli.tables import plain_table
    from quoth.cli.terminal import console, shortened

    screen = console()
    if not rows:
        screen.print("No article of this project has changed since it was first seen.")
        return
    table = plain_table()
    for name in ("Article", "Outlet", "Title", "Versions", "Last change seen"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(
            row["id"][:8],
            Text(shortened(row["outlet"] or "", 30)),
            Text(shortened(row["title"] or row["path"], 60)),
            f"{row['versions']}",
            (row["last_seen"] or "")[:10],
        )
    screen.print(table)


def records(found: Sequence[Version], statements: Sequence[tuple[Statement, ...]]):
    """The records that `--json` prints: one for each version, with what it changed."""
    from quoth.store import difference

    before = None
    for version, said in zip(found, statements, strict=True):
        article = version.article
        record = {
            "id": article.id,
            "path": article.path,
            "url": article.url,
            "title": article.title,
            "published": article.published,
            "text_sha256": article.text_sha256,
            "current": version.current,
            "captures": [
                {
                    "path": capture.path,
                    "captured": capture.captured,
                    "read_at": capture.read_at,
                    "original": capture.original,
                    "reader": capture.reader,
                }
                for capture in version.captures
            ],
            "text": None,
            "statements": None,
        }
        if before is not None:
            record["text"] = [
                [passage.change, passage.text]
                for passage in difference.passages(before[0].text, article.text)
            ]
            record["statements"] = [
                {
                    "change": one.change,
                    "fields": list(one.fields),
                    "before": one.before and statement_record(one.before, before[0]),
                    "after": one.after and statement_record(one.after, article),
                }
                for one in difference.statements(before, (article, said))
            ]
        yield record
        before = (article, said)


AROUND = 60
"""Characters of unchanged text shown before and after a change."""


def print_versions(
    console: Console, found: Sequence[Version], statements: Sequence[tuple[Statement, ...]]
) -> None:
    """The same for a person."""
    from rich.text import Text

    from quoth.cli.tables import count
    from quoth.cli.terminal import one_line
    from quoth.store import difference

    for version in found:
        said = statements[found.index(version)]
        seen = version.seen or "not known when"
        now = ", current" if version.current else ""
        line = f"{version.article.id[:8]}  seen {seen}{now}: {count(len(said), 'statement')}"
        console.print(Text(line, style="bold"))
        console.print(Text(f"  {one_line(version.article.title or version.article.path)}"))
    for (one, before), (other, after) in pairwise(zip(found, statements, strict=True)):
        heading = f"\nFrom {one.article.id[:8]} to {other.article.id[:8]}"
        console.print(Text(heading, style="bold"))
        if one.article.title != other.article.title:
            console.print(
                Text("  headline: ").append(
                    _marked(one.article.title or "", other.article.title or "")
                )
            )
        for piece in excerpts(difference.passages(one.article.text, other.article.text)):
            console.print(Text("  ").append(piece))
        for change in difference.statements((one.article, before), (other.article, after)):
            if change.change != "kept":
                console.print(_line(change))
    if len(found) == 1:
        console.print("It has not changed since it was first seen.")


def _marked(before: str, after: str):
    from quoth.store import difference

    return _passages(difference.passages(before, after))


def _passages(found):
    from rich.text import Text

    made = Text()
    for passage in found:
        if passage.change == "same":
            made.append(_plain(passage.text))
        elif passage.change == "out":
            made.append(f"[-{_plain(passage.text)}-]", style="red")
        else:
            made.append(f"{{+{_plain(passage.text)}+}}", style="green")
    return made


def _plain(text: str) -> str:
    from quoth.cli.terminal import one_line

    # Blanks at the ends stay: words stand beside the marks.
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return start + one_line(text.strip()) + end


def excerpts(passages):
    """The changes of a text, each with a little of what stands around it, as lines."""
    from quoth.store.difference import Passage

    line: list[Passage] = []
    for place, passage in enumerate(passages):
        if passage.change != "same":
            line.append(passage)
            continue
        last = place == len(passages) - 1
        if line and not last and len(passage.text) <= 2 * AROUND:
            line.append(passage)
            continue
        if line:
            short = passage.text[:AROUND]
            more = "…" if len(passage.text) > AROUND else ""
            yield _passages([*line, Passage(change="same", text=short)]).append(more)
            line = []
        if not last:
            short = passage.text[-AROUND:]
            more = "…" if len(passage.text) > AROUND else ""
            line = [Passage(change="same", text=more + short)]
    if any(passage.change != "same" for passage in line):
        yield _passages(line)


def _line(change: StatementChange):
    from rich.text import Text

    from quoth.cli.terminal import one_line, shortened

    def told(statement: Statement) -> str:
        who = ", ".join(s.name for s in statement.speakers)
        who = who or (statement.source.text if statement.source else "nobody named")
        return f"{one_line(who)}: {shortened(one_line(statement.content.text), 160)}"

    what = {"changed": "statement changed", "gone": "statement gone", "new": "statement new"}
    line = Text(f"  {what[change.change]}", style="bold")
    if change.change == "changed":
        line.append(f" ({', '.join(change.fields)})", "not bold")
        line.append(f"\n    - {told(change.before)}\n    + {told(change.after)}", "not bold")
    else:
        line.append(f"\n    {told(change.after or change.before)}", "not bold")
    return line
