"""Functions that worker processes import."""

from __future__ import annotations

import os
import signal
import sys
import time

from quoth.errors import ModelError


def nothing():
    return None


def a_number():
    return 100


def own_id():
    """Made once a process: tells which one."""
    return os.getpid(), time.monotonic_ns()


def identity(tools, batch):
    return list(batch)


def add(tools, batch):
    return [tools + item for item in batch]


def who(tools, batch):
    return [tools for _ in batch]


def slowest_first(tools, batch):
    time.sleep(max(0.0, 0.05 - 0.01 * batch[0]))
    return batch


def noisy(tools, batch):
    print("a library prints")
    os.write(1, b"and writes\n")
    sys.stdout.flush()
    return list(batch)


def troubled(tools, batch):
    """Does what the items ask for."""
    for item in batch:
        if item == "raise":
            raise ValueError("asked to raise")
        if item == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "exit":
            os._exit(3)
        if item == "memory":
            raise MemoryError
    if "few" in batch:
        return []
    return [(lambda: 0) if item == "unpicklable" else item for item in batch]


def failing():
    raise ModelError("no model", advice="make one")


def breaking():
    raise ZeroDivisionError("by zero")


def dying():
    os._exit(9)


def sleep(tools, batch):
    time.sleep(30)
    return list(batch)


def dawdle(tools, batch):
    """Items are seconds; one that takes longer than its patience is in C all that time."""
    for item in batch:
        time.sleep(item)
    return [item for item in batch]
