from __future__ import annotations

import pytest
from click.testing import CliRunner

from quoth.cli import commands


@pytest.fixture
def quoth(monkeypatch):
    """Runs a command line in this process: `quoth("read", path)`."""

    def run(*args, input=None, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        return CliRunner().invoke(commands, [str(arg) for arg in args], input=input)

    return run
