"""`quoth watch`."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import click

from quoth.cli import DONE, INTERRUPTED, SKIPPED, output
from quoth.cli.inputs import ByteCount, fast_option, workers_option

if TYPE_CHECKING:
    from quoth.watch import Poll, Watch

UNITS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
PAGE_BYTES = 20_000_000


class Duration(click.ParamType):
    """A length of time: 90 (seconds), 90s, 15m, 2h, 1d."""

    name = "TIME"

    def convert(self, value, param, ctx):
        if isinstance(value, (int, float)):
            return value
        word = value.strip().lower()
        digits = word.rstrip("smindh ")
        try:
            number = float(digits) * UNITS[word[len(digits) :].strip() or "s"]
        except (ValueError, KeyError):
            self.fail(f"{value!r} is no length of time; try 15m or 2h", param, ctx)
        if not 0 <= number <= 366 * 86400:
            self.fail(f"{value!r} is out of range; try 15m or 2h", param, ctx)
        return number


@click.command("watch")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--project", required=True, type=click.Path(dir_okay=False), help="The project file.")
@click.option("--once", is_flag=True, help="Look once and end.")
@click.option(
    "--every",
    type=Duration(),
    default=1800,
    help="Time from one look to the next: 90s, 15m, 2h. Default: 30m.",
)
@click.option(
    "--delay",
    type=Duration(),
    default=5,
    help="Time between two requests to one host. Default: 5s; robots.txt may ask for more.",
)
@click.option(
    "--contact", metavar="TEXT", help="How to reach you, told to the servers: a mail address."
)
@click.option(
    "--max-bytes",
    type=ByteCount(),
    default=PAGE_BYTES,
    help="Skip a page larger than this: 500kB. Default: 20MB.",
)
@fast_option
@workers_option
@output.form_options()
@click.pass_context
def command(
    ctx, feeds, project, once, every, delay, contact, max_bytes, fast, workers, form
) -> None:
    """Follow feeds: fetch new articles and run them into a project.

    FEED is the address of an RSS or Atom feed. This is the only command that uses a network. It
    asks as a guest: what robots.txt allows, one page at a time, nothing twice that has not
    changed. Ctrl-C or SIGTERM ends it when what was fetched is kept; a second Ctrl-C at once.

    \b
    Examples:
      quoth watch https://news.example/rss --project affair.quoth
      quoth watch https://news.example/rss --project affair.quoth --once
      quoth watch FEED1 FEED2 --project affair.quoth --every 2h --contact me@lab.example
    """
    from quoth.cli.progress import shown_progress
    from quoth.errors import UsageError
    from quoth.watch import Watch

    form = output.chosen(form)
    try:
        with shown_progress() as progress:
            watching = Watch(
                project,
                feeds,
                delay=delay,
                contact=_safe(contact),
                max_bytes=max_bytes,
                options={"workers": workers, "fast": fast, "on_progress": progress},
            )
            told: list[int] = []
            _handle_signals(watching, told)
            last = watching.follow(
                once=once, every=every, on_poll=lambda poll: _show(poll, project, form)
            )
    except UsageError as error:
        raise click.UsageError(f"{error.reason}; {error.advice}") from error
    if told:
        output.say(f"{project} is sound; the same command goes on where this one stopped.")
        ctx.exit(INTERRUPTED if told[0] == signal.SIGINT else DONE)
    problems = last.problems or (last.report and (last.report.skipped or last.report.failed))
    ctx.exit(SKIPPED if problems else DONE)


def _safe(contact: str | None) -> str | None:
    """What goes into a header is one line of ASCII."""
    if contact is not None and not (contact.isascii() and contact.isprintable()):
        raise click.UsageError("--contact takes plain ASCII characters on one line.")
    return contact


def _handle_signals(watching: Watch, told: list[int]) -> None:
    """The first signal ends the watch in good order, a second Ctrl-C at once."""

    def stop(number: int, frame: object) -> None:
        if told and number == signal.SIGINT:
            raise KeyboardInterrupt
        told.append(number)
        watching.stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _show(poll: Poll, project: str, form: str) -> None:
    report = poll.report
    stopped = [*report.skipped, *report.failed] if report else []
    for problem in [*poll.problems, *stopped]:
        output.say_skipped(problem)
    if form == "json":
        output.write(output.json_line(poll_record(poll, project)))
    else:
        from quoth.cli.terminal import one_line

        output.write(one_line(summary(poll, project)))


def poll_record(poll: Poll, project: str) -> dict:
    """The record that `--json` prints for each look."""
    from quoth.cli.info import input_record

    report = poll.report
    return {
        "project": project,
        "feeds": poll.feeds,
        "unchanged_feeds": poll.unchanged,
        "fetched": poll.fetched,
        "waiting": poll.waiting,
        "articles": report.articles if report else 0,
        "statements": report.statements if report else 0,
        "problems": [
            {"path": each.path, "reason": each.reason, "advice": each.advice}
            for each in poll.problems
        ],
        "skipped": [input_record(given) for given in report.skipped] if report else [],
        "failed": [input_record(given) for given in report.failed] if report else [],
        "stopped": poll.stopped,
    }


def summary(poll: Poll, project: str) -> str:
    """One look in one line."""
    from quoth.cli.tables import count

    report = poll.report
    unchanged = f" ({poll.unchanged:,} unchanged)" if poll.unchanged else ""
    parts = [f"{count(poll.feeds, 'feed')}{unchanged}", f"{count(poll.fetched, 'page')} fetched"]
    if report:
        parts.append(
            f"{count(report.articles, 'article')} with {count(report.statements, 'statement')}"
        )
    if poll.waiting:
        parts.append(f"{poll.waiting:,} to be tried again")
    return f"{project}: " + ", ".join(parts)
