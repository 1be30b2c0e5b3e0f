"""The manifest of a model folder: what every file must be."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def write_manifest(folder: Path, *, about: dict) -> None:
    """Write manifest.json with the sha-256 and size of every other file."""
    files = {
        p.name: {"sha256": hashlib.sha256(p.read_bytes()).hexdigest(), "bytes": p.stat().st_size}
        for p in sorted(folder.iterdir())
        if p.name not in ("manifest.json", "README.md")
    }
    text = json.dumps({**about, "files": files}, indent=1, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
