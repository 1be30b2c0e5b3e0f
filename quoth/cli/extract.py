"""`quoth extract`."""

from __future__ import annotations

import click

from quoth.cli import SKIPPED, output
from quoth.cli.inputs import fast_option, input_options, parsed_mapping, workers_option


@click.command("extract")
@input_options
@fast_option
@workers_option
@output.form_options()
@click.pass_context
def command(ctx, paths, mapping, max_bytes, fast, workers, form) -> None:
    """Print who said what in each input.

    PATH is a file, a directory, a glob in quotes, or - for standard input, as for
    'quoth read'. One line a statement, in order of appearance: its source, cue and content
    with their exact characters, the speaker the source resolves to, the chain it came
    through, mode, type and a confidence.

    \b
    Examples:
      quoth extract page.html
      quoth extract pages/ --json > statements.jsonl
      quoth read pages/ --json | quoth extract - | jq .content.text
    """
    from functools import partial

    from quoth.attribution import attribute, shipped_extractor
    from quoth.model import SkippedInput, statement_record
    from quoth.read import read

    form = output.chosen(form)
    load = partial(shipped_extractor, fast=fast)
    counts = {"articles": 0, "statements": 0, "skipped": 0}

    def articles():
        for item in read(paths, mapping=parsed_mapping(mapping), max_bytes=max_bytes):
            if isinstance(item, SkippedInput):
                counts["skipped"] += 1
                output.say_skipped(item)
            else:
                yield item

    screen = None
    if form == "table":
        from quoth.cli.tables import count, print_statements
        from quoth.cli.terminal import console

        screen = console()
    for article, found in attribute(articles(), load=load, workers=workers):
        if isinstance(found, SkippedInput):
            counts["skipped"] += 1
            output.say_skipped(found)
            continue
        counts["articles"] += 1
        counts["statements"] += len(found)
        if screen is None:
            output.write_json(statement_record(statement, article) for statement in found)
        else:
            print_statements(screen, article, found)
    if screen is not None and counts["articles"] > 1:
        output.say(
            f"{count(counts['statements'], 'statement')} in {count(counts['articles'], 'article')}"
        )
    ctx.exit(SKIPPED if counts["skipped"] else 0)
