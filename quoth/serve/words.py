"""The desk's words, from one catalogue a language (`strings/en.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGE = "en"


@cache
def catalogue(language: str = LANGUAGE) -> dict[str, str]:
    """Every text by its key, "page.key"."""
    source = files("quoth.serve").joinpath("strings", f"{language}.toml")
    found: dict[str, str] = {}
    for section, texts in tomllib.loads(source.read_text(encoding="utf-8")).items():
        for key, text in texts.items():
            found[f"{section}.{key}"] = text
    return found


def say(key: str, *, language: str = LANGUAGE, **given: object) -> str:
    """A text with its places filled; numbers have their thousands apart.

    With `n` the form for one or for many is taken, if the catalogue has both ("key.one").

    Raises:
        KeyError: the catalogue has no such text.
    """
    if not given:  # most of a page's texts: hundreds of them
        return _plain(key, language)
    texts = catalogue(language)
    if "n" in given:
        form = f"{key}_one" if given["n"] == 1 else f"{key}_many"
        key = form if form in texts else key
    return texts[key].format(
        **{name: number(v) if isinstance(v, int) else v for name, v in given.items()}
    )


@cache
def _plain(key: str, language: str) -> str:
    """A text without places."""
    return catalogue(language)[key].format()


def number(value: int) -> str:
    """1234567 as "1,234,567"."""
    return f"{value:,}"


def day(value: str | None, *, language: str = LANGUAGE) -> str:
    """An ISO date, a part of one, or a date with a time, as people write it: "14 Jan 2025"."""
    if not value:
        return ""
    months = catalogue(language)["date.months"].split()
    parts = value[:10].split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return value
    if len(parts) == 1:
        return parts[0]
    if not 1 <= int(parts[1]) <= 12:
        return value
    month = months[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"
