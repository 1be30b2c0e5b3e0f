"""What reading's tests share."""

from __future__ import annotations

import gc

import pytest


@pytest.fixture(autouse=True)
def no_collector_callbacks():
    """Hypothesis times the collector in a callback, and pytest makes an error of what is raised
    there: the limit of time may come just then. It comes again, so nothing is lost by it."""
    kept = list(gc.callbacks)
    gc.callbacks.clear()
    yield
    gc.callbacks[:] = kept
