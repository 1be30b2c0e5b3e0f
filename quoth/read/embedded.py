"""Article text that a page carries only as data for its scripts.

Some sites send an empty page and let the browser build it from JSON. The text is then
in a string of a script, as HTML. This is the last resort when a page shows no article.
"""

from __future__ import annotations

import json
import re
from typing import Any

STRING = re.compile(r'"((?:[^"\\]|\\.){400,})"', re.DOTALL)
PARAGRAPH = re.compile(r"<p[\s>]|<br|</p>", re.IGNORECASE)
MAX_SCRIPT = 5_000_000
PLACEHOLDER = re.compile(r"(?:[$%#@]{2}|\{\{)[A-Za-z_ ]{3,30}(?:[$%#@]{2}|\}\})")
"""Where the site's script would put an advertisement."""


def embedded_article(tree: Any) -> Any | None:
    """The longest HTML text among the strings of a page's scripts, parsed.

    Args:
        tree: the page (lxml).

    Returns:
        An lxml element with the text, or None.
    """
    import lxml.html

    best, length = None, 0
    for script in tree.iter("script"):
        source = script.text or ""
        if not 400 < len(source) < MAX_SCRIPT:
            continue
        for markup in _strings(source, 2):
            size = len(re.sub(r"<[^<>]{0,2000}>", "", markup))
            if size > length:
                best, length = markup, size
    if best is None or length < 400:
        return None
    root = lxml.html.fragment_fromstring(best, create_parent="article")
    for element in root.iter():
        for name in ("text", "tail"):
            if text := getattr(element, name):
                setattr(element, name, PLACEHOLDER.sub(" ", text))
    return root


def _strings(source: str, depth: int) -> list[str]:
    found = []
    for match in STRING.finditer(source):
        try:
            text = json.loads(f'"{match.group(1)}"', strict=False)
        except ValueError:
            continue
        if text.lstrip().startswith("<"):
            if len(PARAGRAPH.findall(text)) > 2:
                found.append(text)
        elif depth > 1:
            # JSON inside a string of JSON.
            found += _strings(text, depth - 1)
    return found
