"""BibTeX: the articles as references, for LaTeX and reference managers."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from quoth.export import Written
from quoth.export.references import LOST, Reference, references
from quoth.export.selection import Selection

_SPECIAL = re.compile(r"[\\{}$&%#_^~]")
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


def write(selection: Selection, target: Path) -> Written:
    """Write an `@article` for each article."""
    keys: dict[str, int] = {}
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as sink:
        for reference in references(selection):
            sink.write(_entry(reference, keys) + "\n")
            count += 1
    return Written(rows={"article": count}, lost=LOST)


def _entry(reference: Reference, keys: dict[str, int]) -> str:
    article = reference.article
    year, month, day = (*(article.published or "").split("T")[0].split("-"), "", "")[:3]
    fields = {
        "title": article.title or _first_words(article.text),
        "author": " and ".join(article.authors),
        "journal": article.outlet,
        "year": year,
        "month": month,
        "day": day,
        "url": article.url,
        "urldate": reference.accessed,
        "language": article.language,
        "note": f"quoth article {article.id}",
    }
    lines = [
        f"  {name} = {{{escaped(value) if name != 'url' else value}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@article{{{_key(reference, keys)},", *lines, "}"))


def _key(reference: Reference, keys: dict[str, int]) -> str:
    """Outlet and year in plain letters, a number where it is taken: `harbourledger2025-2`."""
    article = reference.article
    plain = unicodedata.normalize("NFKD", article.outlet or "unknown").encode("ascii", "ignore")
    word = re.sub(r"[^a-z0-9]", "", plain.decode().lower())[:40] or "unknown"
    key = word + (article.published or "")[:4]
    keys[key] = keys.get(key, 0) + 1
    return key if keys[key] == 1 else f"{key}-{keys[key]}"


def _first_words(text: str) -> str:
    return " ".join(text.split()[:10]) + " …"


def escaped(text: str) -> str:
    """Text with the characters that TeX obeys made harmless, on one line."""
    plain = " ".join(text.split())
    return _SPECIAL.sub(lambda match: _ESCAPED.get(match[0], "\\" + match[0]), plain)
