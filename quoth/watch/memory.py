"""What a watch remembers between its runs, in a small file beside the project.

It is a cache: whoever deletes it has every entry fetched once more, and nothing twice in the
project. It stands beside the project and not in it because it says nothing about articles.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

KEPT = 50_000
"""Pages that are remembered, the latest ones."""

LARGEST = 100_000_000


@dataclass(slots=True, kw_only=True)
class Known:
    """What is known of a feed or a page from the last time."""

    etag: str | None = None
    modified: str | None = None
    """Last-Modified, as the server wrote it."""
    mark: str | None = None
    """Of a page: how its feed dated it when it was fetched."""
    fetched: float = 0.0
    """Seconds since 1970."""
    failures: int = 0
    """In a row, since it was fetched last."""


@dataclass(slots=True)
class Memory:
    """The file `PROJECT.watch`, read and written whole."""

    path: Path
    feeds: dict[str, Known] = field(default_factory=dict)
    pages: dict[str, Known] = field(default_factory=dict)
    blocked: dict[str, float] = field(default_factory=dict)
    """Hosts that asked to be left alone, and until when."""

    @classmethod
    def beside(cls, project: str | os.PathLike[str]) -> Memory:
        """That of a project; empty if there is none or it cannot be read."""
        memory = cls(Path(f"{os.fspath(project)}.watch"))
        try:
            if memory.path.stat().st_size > LARGEST:
                return memory
            content = json.loads(memory.path.read_text("utf-8"))
            memory.feeds = _known(content["feeds"])
            memory.pages = _known(content["pages"])
            memory.blocked = {str(host): float(until) for host, until in content["blocked"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass
        return memory

    def save(self) -> None:
        """Write it in one piece: who is killed meanwhile leaves the old one."""
        if len(self.pages) > KEPT:
            latest = sorted(self.pages, key=lambda url: self.pages[url].fetched)[-KEPT:]
            self.pages = {url: self.pages[url] for url in latest}
        now = time.time()
        content = {
            "feeds": {url: asdict(known) for url, known in self.feeds.items()},
            "pages": {url: asdict(known) for url, known in self.pages.items()},
            "blocked": {host: until for host, until in self.blocked.items() if until > now},
        }
        part = self.path.with_name(self.path.name + ".part")
        part.write_text(json.dumps(content), "utf-8")
        os.replace(part, self.path)


def _known(rows: dict) -> dict[str, Known]:
    names = Known.__dataclass_fields__
    return {
        str(url): Known(**{name: value for name, value in row.items() if name in names})
        for url, row in rows.items()
    }
