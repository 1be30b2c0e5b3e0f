"""The examples, read and built once for all tests of this folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examples.build_gold import EXAMPLES, read_pages
from quoth.model import Article

PAGES = sorted(path.stem for path in (EXAMPLES / "pages").iterdir() if path.name != "meta.json")


@pytest.fixture(scope="session")
def articles() -> dict[str, Article]:
    """Every page as the reader gives it, by name."""
    return read_pages()


@pytest.fixture(scope="session")
def golds() -> dict[str, dict]:
    """Every built gold file, by name of its page."""
    return {name: load(EXAMPLES / "gold" / f"{name}.json") for name in PAGES}


@pytest.fixture(scope="session")
def meta() -> dict[str, dict]:
    return load(EXAMPLES / "gold" / "meta.json")


@pytest.fixture(scope="session")
def affair() -> dict:
    return load(EXAMPLES / "affair.json")


def load(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))
