"""A real browser: Debian's chromium, driven by playwright. Without one, its tests are skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = os.environ.get("QUOTH_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = Path(__file__).parent / "vendor/axe/axe.min.js"


def missing() -> str | None:
    """Why there is no browser, or None."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "playwright is not installed: pip install '.[test]'"
    if not os.access(CHROMIUM, os.X_OK):
        return f"no chromium at {CHROMIUM}: apt-get install chromium, or set QUOTH_CHROMIUM"
    return None


@contextmanager
def chromium() -> Iterator:
    """A headless browser with a profile of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def violations(page, impacts: tuple[str, ...] | None = None) -> list[tuple[str, str, int]]:
    """What axe finds against WCAG 2.2 AA on a page: (rule, an element, how many there are).

    Args:
        page: opened with `bypass_csp`, as its own policy would keep axe out.
        impacts: only those that weigh so much.
    """
    page.add_script_tag(path=str(AXE))
    result = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
    )
    assert result["passes"], "axe has looked at something"
    return [
        (one["id"], one["nodes"][0]["html"][:160], len(one["nodes"]))
        for one in result["violations"]
        if impacts is None or one["impact"] in impacts
    ]


@contextmanager
def served(project, *options: str) -> Iterator[str]:
    """`quoth serve` in a process of its own; gives the address with its key."""
    environment = {**os.environ, "QUOTH_BY": "Ada Penn"}
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "quoth",
            "serve",
            str(project),
            "--no-open",
            "--port",
            "0",
            *options,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://"), "the desk did not start"
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=30)
