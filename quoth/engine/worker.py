"""The program of a worker process: receives batches on standard input, answers on output."""

from __future__ import annotations

import os
import signal
import sys

from quoth.engine import Failure
from quoth.engine.local import attempt
from quoth.engine.processes import read_message, write_message
from quoth.errors import QuothError


def main() -> None:
    """Prepare once, then work until the input ends, which it does when the parent dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the answers.
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    try:
        tools = _prepared(requests, answers)
        if tools is not None:
            _work(requests, answers, *tools)
    except (EOFError, BrokenPipeError):
        # Nobody is there any more to answer to; nothing to flush either.
        os._exit(0)


def _prepared(requests, answers) -> tuple | None:
    try:
        function, prepare = read_message(requests)
        tools = prepare()
    except (EOFError, BrokenPipeError):
        raise
    except QuothError as error:
        write_message(answers, error)
        return None
    except Exception as error:
        message = f"a worker could not start: {type(error).__name__}: {error}"
        write_message(answers, QuothError(message))
        return None
    write_message(answers, None)
    return function, tools


def _work(requests, answers, function, tools) -> None:
    while True:
        batch = read_message(requests)
        results = attempt(function, tools, batch)
        try:
            write_message(answers, results)
        except (EOFError, OSError):
            raise
        except Exception as error:  # a result that cannot be pickled; nothing was sent yet
            failure = Failure(reason=f"{type(error).__name__}: {error}")
            write_message(answers, [failure] * len(batch))
        # They may be large, and the next batch may be long in coming.
        del batch, results


if __name__ == "__main__":
    sys.exit(main())
