"""JSON Lines: one object an article with its text, the line that `quoth read --json` prints.

`quoth run` reads it, and `quoth import --articles` adds the articles to another project.
"""

from __future__ import annotations

import json
from pathlib import Path

from quoth.export import Written
from quoth.export.selection import Selection
from quoth.model import article_record

LOST = ("statements: jsonl has them", "the originals that the texts were read from")


def write(selection: Selection, target: Path) -> Written:
    """Write a line for each article of which something was chosen."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as sink:
        for article, _ in selection.articles():
            sink.write(json.dumps(article_record(article), ensure_ascii=False) + "\n")
            count += 1
    return Written(rows={"article": count}, lost=LOST)
