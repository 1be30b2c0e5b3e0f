"""Pictures of the desk for the README and the guide.

    python -m tests.serve.screenshots [FOLDER]

Reads the examples into a project, opens the desk in headless chromium and writes a PNG of each
main page to FOLDER, docs/images by default.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.serve.browser import chromium, missing, served

ROOT = Path(__file__).parents[2]
SIZE = {"width": 1080, "height": 680}
LARGEST = 150_000
"""Bytes of a picture."""

# name: where to begin, what to click, options of the browser
SHOTS = {
    "overview": ("/", None, {}),
    "article": (
        "/articles?q=silence",
        ".headline a",
        {"viewport": {"width": 1060, "height": 500}},
    ),
    "conflict": ("/conflicts?kind=figure", ".clash:has-text('homes') .clash-head a", {}),
    "claim": ("/claims", ".st-words a", {"viewport": {"width": 1060, "height": 620}}),
    "actor": ("/actors?q=Renske", "td a.who", {}),
    "search": ("/search?q=gate", None, {"color_scheme": "dark"}),
    "timeline": ("/timeline", None, {}),
    "network": ("/network", None, {}),
    "sides": ("/network?view=concepts", None, {"viewport": {"width": 1060, "height": 620}}),
    "concept": ("/concepts?order=disputed", ".concepts th a", {}),
    "coalitions": ("/coalitions", None, {"viewport": {"width": 1060, "height": 620}}),
    "queue": ("/queue", None, {}),
    "phone": (
        "/articles?q=silence",
        ".headline a",
        {"viewport": {"width": 390, "height": 800}},
    ),
}


def main(folder: Path) -> int:
    """Take all of them."""
    if why := missing():
        print(why, file=sys.stderr)
        return 1
    import quoth

    done = 0
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        project = Path(work) / "affair.quoth"
        quoth.run(project, ROOT / "examples/pages", workers=1)
        with quoth.open(project, write=True) as opened:
            opened.find_concepts()
        with served(project) as address, chromium() as browser:
            base = address.partition("/?key")[0]
            for name, (path, selector, options) in SHOTS.items():
                context = browser.new_context(**{"viewport": SIZE, **options})
                page = context.new_page()
                page.goto(address)
                page.goto(base + path)
                if selector:
                    page.goto(base + page.locator(selector).first.get_attribute("href"))
                if name == "article":
                    page.keyboard.press("j")
                    page.keyboard.press("j")
                page.wait_for_load_state("networkidle")
                picture = folder / f"{name}.png"
                page.screenshot(path=picture)
                context.close()
                size = picture.stat().st_size
                print(f"{picture.name} {size:,} bytes")
                if size > LARGEST:
                    print(f"{picture} is larger than {LARGEST:,} bytes", file=sys.stderr)
                    done = 1
    return done


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0]).absolute() if given else ROOT / "docs/images"))
