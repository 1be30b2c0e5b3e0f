"""The command line. One module a command, imported only when that command runs.

What every command keeps (see the contract): results on standard output, progress and warnings
on standard error; exit codes 0 done, 1 done with something skipped, 2 wrong usage or a project
or model that cannot be used, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import warnings

import click

import quoth

COMMANDS: dict[str, str] = {
    "read": "Print the article that each input holds.",
    "extract": "Print who said what in each input.",
    "run": "Read, extract and store inputs in a project file.",
    "load": "Bring results of a run on Spark into a project file.",
    "watch": "Follow feeds: fetch new articles and run them into a project.",
    "find": "Find statements in a project.",
    "searches": "List searches that are kept under a name, and what of them is new.",
    "actors": "List who speaks in a project.",
    "claims": "List statements that several articles have.",
    "concepts": "List what statements of several actors are for or against.",
    "network": "Show who agrees with whom: the discourse network of a project.",
    "conflicts": "List voices that cannot both stand.",
    "compare": "Hold outlets beside each other.",
    "show": "Show an article with its statements marked.",
    "versions": "Show how an article was changed since it was first seen.",
    "judge": "Decide on a statement, article, actor, claim, concept or conflict.",
    "judgements": "List what people decided, or pass it on.",
    "queue": "List what a person should look at next.",
    "agreement": "Tell how far people agree, with one another and with the machine.",
    "info": "Tell what is in a project.",
    "export": "Write a project, or what is found in it, for another tool.",
    "import": "Take what people marked in other tools, as their judgements.",
    "serve": "Open a project in a browser: the desk.",
    "verify": "Find every statement again in its article and its original.",
    "doctor": "Check a project file, and repair what can be repaired.",
    "evaluate": "Measure the model on articles read by people.",
}
"""Commands in the order of the work, each with the line that `quoth --help` shows for it.

The lines stand here, so that `quoth --help` imports no command; a test holds them equal to the
commands' own first lines.
"""

DONE, SKIPPED, WRONG, INTERRUPTED = 0, 1, 2, 130


class Commands(click.Group):
    """A group that imports a command when it is asked for, and ends every error in plain words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        from importlib import import_module

        # `import` is a word of Python's: its module has another name.
        module = "import_" if name == "import" else name
        return import_module(f"quoth.cli.{module}").command

    def resolve_command(self, ctx: click.Context, args: list[str]):
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            ask = f"Did you mean '{near[0]}'?" if near else "'quoth --help' lists the commands."
            raise click.UsageError(f"No such command '{name}'. {ask}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context):
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read us (`head`, a closed pager) has enough: the work is done. Python
            # flushes standard output once more at exit, which must not raise again.
            _discard_output()
            ctx.exit(DONE)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, args=None, prog_name=None, standalone_mode: bool = True, **extra):
        """As click's, except that errors end as the contract says."""
        if not standalone_mode:
            return super().main(args, prog_name, standalone_mode=False, **extra)
        sys.exit(self._exit_code(args, prog_name or "quoth", extra))

    def _exit_code(self, args, prog_name: str, extra: dict) -> int:
        from quoth.errors import QuothError

        try:
            # Only `ctx.exit` gives a code; what a command returns means nothing.
            code = super().main(args, prog_name, standalone_mode=False, **extra)
            sys.stdout.flush()
            return code if isinstance(code, int) else DONE
        except (click.Abort, KeyboardInterrupt):
            _say("quoth: interrupted")
            return INTERRUPTED
        except BrokenPipeError:
            _discard_output()
            return DONE
        except click.ClickException as error:
            error.show()
            return WRONG
        except QuothError as error:
            if _debugging():
                raise
            _say(f"quoth: {error.reason}" + (f"\n  try: {error.advice}" if error.advice else ""))
            return WRONG
        except Exception as error:
            if _debugging():
                raise
            _say(
                f"quoth: unexpected {type(error).__name__}: {error}\n"
                "  try: the same command with QUOTH_DEBUG=1, and report what it prints"
            )
            return WRONG


def _say(message: str) -> None:
    from quoth.cli.output import say

    say(message)


def _debugging() -> bool:
    return os.environ.get("QUOTH_DEBUG", "") not in ("", "0")


def _discard_output() -> None:
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return  # standard output is no file (a test's buffer): nothing will be flushed to it


def _show_warning(message, category, *where, **more) -> None:
    """What Quoth itself warns of, without the place in the program."""
    if category.__module__.startswith("quoth."):
        _say(f"quoth: {message}")
    else:
        sys.stderr.write(warnings.formatwarning(message, category, *where[:3]))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="'quoth COMMAND --help' explains a command.",
)
@click.version_option(quoth.__version__, prog_name="quoth", message="%(prog)s %(version)s")
def commands() -> None:
    """Who said what, according to whom: attributed statements in news, with exact characters."""


def main() -> None:
    """The program `quoth`."""
    for stream in (sys.stdout, sys.stderr):
        # The output is UTF-8 with plain line feeds whatever the locale and the system; what
        # UTF-8 cannot hold never stops a run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    warnings.showwarning = _show_warning
    try:
        commands.main(prog_name="quoth")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
