"""The collector of cyclic garbage, paused while millions of small things are made.

Joining, matching and comparing make rows and tuples that refer to one another without a cycle.
Python looks through all of them for cycles again and again as they grow; that took a third of the
time of joining 137,000 sightings.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No search for cycles inside; what is no longer referred to is freed as ever."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
