"""The command reference, made from the commands.

    python -m quoth.cli.reference > docs/commands.md

A test compares the file with what this prints.
"""

from __future__ import annotations

import click

from quoth.cli import COMMANDS, commands

PREAMBLE = """\
# Commands

Results go to standard output, progress and warnings to standard error. Every command prints a
table on a terminal and JSON Lines on a pipe; `--json` and `--table` ask for one of them.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | done, and something was skipped: standard error names it, the reason and what to try |
| 2 | wrong usage, or a project or a model that cannot be used |
| 130 | interrupted; a project stays sound, and the same command goes on where it stopped |

`QUOTH_DEBUG=1` shows the traceback of an error. The records that `--json` prints are explained
in [index.md](index.md#records)."""

NOTES = {
    "find": """\
`--csv` writes RFC 4180 with one heading line. The cells hold the exact words of the articles:
one that begins with `=`, `+`, `-` or `@` is not altered, and a spreadsheet may take it for a
formula. Import the file with every column as text where you do not trust the articles.""",
}


def reference() -> str:
    """The whole page, ending in one line feed."""
    parts = [PREAMBLE]
    group = click.Context(commands, info_name="quoth", **commands.context_settings)
    for name in COMMANDS:
        parts.append(_section(commands.get_command(group, name), group))
        if name in NOTES:
            parts.append(NOTES[name])
    return "\n\n".join(parts) + "\n"


def _section(command: click.Command, group: click.Context) -> str:
    context = click.Context(
        command, info_name=command.name, parent=group, terminal_width=96, max_content_width=96
    )
    usage = command.get_help(context).replace("\r\n", "\n")
    return f"## quoth {command.name}\n\n```text\n{usage}\n```"


if __name__ == "__main__":
    print(reference(), end="")
