"""`quoth serve`."""

from __future__ import annotations

import os
import sys

import click

from quoth.cli import output

PASSWORD = "QUOTH_PASSWORD"


@click.command("serve")
@click.argument("project", type=click.Path(dir_okay=False))
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65535),
    metavar="N",
    help="The port to listen on; 0 for any. Default: 8737, or the next free one.",
)
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@click.option("--read-only", is_flag=True, help="Show everything, take no judgements.")
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="The address to listen on. Default: this machine alone. 0.0.0.0 opens the desk to the "
    "network and needs --password.",
)
@click.option(
    "--password",
    is_flag=True,
    help=f"Ask for a password that opens the desk; also taken from {PASSWORD}.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name by which the network knows this machine; may be given again.",
)
@click.option(
    "--check", is_flag=True, help="Ask for the first page once, print the address, and end."
)
def command(project, port, no_open, read_only, host, password, names, check) -> None:
    """Open a project in a browser: the desk.

    Read statements in their place, search, compare and judge. The address has a key in it that
    lets you in, for as long as the command runs; nobody else on the machine has it. End it with
    Ctrl-C. Without --host no other machine can reach it.

    \b
    Examples:
      quoth serve affair.quoth
      quoth serve affair.quoth --read-only --port 9000 --no-open
      quoth serve affair.quoth --host 0.0.0.0 --password --name newsroom.example
    """
    # Before numpy is loaded. Pages are made beside one another, each on a core of its own: threads
    # of one page's products would only wait for each other while others are made.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from quoth.serve.server import serve

    given = os.environ.get(PASSWORD) or None
    if password and given is None:
        given = click.prompt(
            "Password for the desk", hide_input=True, confirmation_prompt=True, err=True
        )

    def ready(address: str) -> None:
        output.write(address)
        if not check:
            output.say("The desk is open at this address; Ctrl-C closes it.")

    serve(
        project,
        host=host,
        port=port,
        password=given,
        names=names,
        read_only=read_only,
        open_browser=not no_open and sys.stdout.isatty(),
        check=check,
        on_ready=ready,
    )
