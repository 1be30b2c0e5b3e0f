"""How results leave: JSON Lines, CSV or a table on standard output, words on standard error."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quoth.model import Input, SkippedInput

# JSON leaves these as they are, but a terminal obeys some of them: in JSON an escape means the
# same character.
_TERMINAL_CONTROLS = re.compile("[\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def form_options(*, csv: bool = False) -> Callable:
    """The options that choose the form: `--json`, `--table` and, where it makes sense, `--csv`."""

    def add(command: Callable) -> Callable:
        options = [
            click.option(
                "--json", "form", flag_value="json", help="JSON Lines (on a pipe: always)."
            ),
            click.option(
                "--table", "form", flag_value="table", help="The terminal's form, also on a pipe."
            ),
        ]
        if csv:
            options.append(
                click.option(
                    "--csv", "form", flag_value="csv", help="Comma-separated values (RFC 4180)."
                )
            )
        for option in reversed(options):
            command = option(command)
        return command

    return add


def chosen(form: str | None) -> str:
    """The form to print in: what was asked, else a table on a terminal, else JSON Lines."""
    return form or ("table" if sys.stdout.isatty() else "json")


def encodable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: as many code points, valid UTF-8."""
    return _SURROGATES.sub("\ufffd", text)


def json_line(record: object) -> str:
    """One JSON value on one line, in UTF-8's own characters, safe to show on a terminal."""
    import json

    line = encodable(json.dumps(record, ensure_ascii=False))
    return _TERMINAL_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def write(line: str) -> None:
    """One line on standard output, at once: a reader on the pipe sees it while we go on."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def write_json(records: Iterable[object]) -> None:
    """JSON Lines: one record a line."""
    for record in records:
        write(json_line(record))


def write_csv(rows: Iterable[Iterable[object]]) -> None:
    """Comma-separated values as RFC 4180 has them (CRLF, quotes doubled).

    The data stay exact: a cell that begins with `=` or `+` is not altered. On a terminal
    control characters are made visible, in a file they are kept.
    """
    import csv

    from quoth.cli.terminal import visible

    tame = visible if sys.stdout.isatty() else encodable
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    for row in rows:
        writer.writerow(["" if cell is None else tame(str(cell)) for cell in row])
    sys.stdout.flush()


def say(message: str) -> None:
    """A line for the person, on standard error; control characters in it are made visible."""
    from quoth.cli.terminal import visible

    click.echo(visible(message, lines=True), err=True)


def say_skipped(skipped: SkippedInput | Input) -> None:
    """Name an input that was skipped or failed, why, and what to try."""
    advice = f"\n  try: {skipped.advice}" if skipped.advice else ""
    say(f"{getattr(skipped, 'status', 'skipped')} {skipped.path}: {skipped.reason}{advice}")
