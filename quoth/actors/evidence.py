"""What an article's own text shows about the names in it.

`resolve` keeps headlines and captions out of its names, so a speaker may be called by surname
although the article writes the name out. And an article that prints "Civil Aviation Authority
(CAA)" says what the letters stand for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quoth.actors.sighting import Sighting
from quoth.actors.spelling import FIRST_NAMES, folded
from quoth.resolve.lexicon import FUNCTION_WORDS, PARTICLES, TITLES

_BEFORE = re.compile(r"[^\W\d_][\w'’\-]{0,30}\.?")
REACH = 60
"""Characters before a surname in which its first name is looked for."""

MOST = 40
"""Occurrences of one name in one article that are looked at."""

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z.]{1,9})\)")
_WORD = re.compile(r"[\w'’.&\-]{1,40}")
_SMALL = frozenset(["of", "the", "and", "for", "on", "in", "to", "&"])


def written_out(text: str, word: str) -> tuple[str, ...]:
    """The fuller names that a text has for a name of one word, folded, in alphabetical order.

    "Ana Lopez", "Ana M. Lopez" for "Lopez". A capitalised word before it counts only if it is a
    known first name or a word that is neither title nor function word; whether it is really
    somebody's name only the corpus can tell.
    """
    found: set[str] = set()
    at = -1
    for _ in range(MOST):
        at = text.find(word, at + 1)
        if at < 0:
            break
        end = at + len(word)
        if text[end : end + 1].isalnum() or text[at - 1 : at].isalnum():
            continue
        if text[end : end + 1] in ("-", "’", "'") and text[end + 1 : end + 2] not in ("s", "S"):
            continue
        full = _fuller(text[max(0, at - REACH) : at])
        if full:
            found.add(" ".join([*full, folded(word)]))
    return tuple(sorted(found))


def _fuller(before: str) -> list[str]:
    """The words right before a surname that belong to the name; the last line only."""
    if not before.endswith(" "):
        return []
    tokens = before.rpartition("\n")[2].split(" ")
    kept: list[str] = []
    for token in reversed([token for token in tokens if token]):
        bare = folded(token)
        if not _BEFORE.fullmatch(token) or not bare:
            break
        if bare in PARTICLES:
            kept.insert(0, bare)
            continue
        if not token[0].isupper() or bare in FUNCTION_WORDS:
            break
        if bare in TITLES and bare not in FIRST_NAMES:
            break
        if token.endswith(".") and len(bare) > 1:
            break
        kept.insert(0, bare)
        if bare in FIRST_NAMES or len(kept) == 3:
            break
    while kept and kept[0] in PARTICLES:
        kept.pop(0)
    return kept


def in_lower_case(text: str, word: str) -> bool:
    """Whether a text also writes a word without its capital: then it is a common noun."""
    lower = word.lower()
    if lower == word:
        return True
    at = text.find(lower)
    while at >= 0:
        end = at + len(lower)
        before, after = text[at - 1 : at], text[end : end + 1]
        address = before in ("/", ".", "@", "#") or (
            after == "." and text[end + 1 : end + 4] == "com"
        )
        if not before.isalnum() and not after.isalnum() and not address:
            return True
        at = text.find(lower, end)
    return False


def inside_sentence(text: str, word: str) -> bool:
    """Whether a text writes a word with its capital where no sentence begins.

    "Proponents" has a capital at the beginning of a sentence and nowhere else: it is no name.
    """
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before = text[max(0, at - 2) : at]
        whole = not text[end : end + 1].isalnum()
        if (
            whole
            and len(before) == 2
            and before[1] == " "
            and (before[0].islower() or before[0] == ",")
        ):
            return True
        at = text.find(word, end)
    return False


def acronyms(text: str) -> tuple[tuple[str, str], ...]:
    """What letters in brackets stand for: ("caa", "Civil Aviation Authority"), as printed.

    The words before the bracket must have the letters as their initials, small words left out
    or counted. After Schwartz and Hearst, "A simple algorithm for identifying abbreviation
    definitions" (2003), here with whole words only.
    """
    found: set[tuple[str, str]] = set()
    for match in _ACRONYM.finditer(text):
        letters = match[1].replace(".", "").lower()
        if len(letters) < 2 or sum(c.isupper() for c in match[1]) < 2:
            continue
        line = text[max(0, match.start() - 120) : match.start()].rpartition("\n")[2]
        words = list(_WORD.finditer(line))
        taken = 0
        wanted = len(letters)
        for index in range(len(words) - 1, -1, -1):
            word = words[index][0]
            if wanted and word[0].lower() == letters[wanted - 1] and word[0].isupper():
                wanted -= 1
                taken = index
            elif word.lower() not in _SMALL:
                break
            if not wanted:
                break
        if not wanted:
            found.add((letters, line[words[taken].start() :].strip()))
    return tuple(sorted(found))


def beside_text(
    sightings: Sequence[Mapping[str, Any]], title: str | None, text: str
) -> tuple[list[Sighting], list[tuple[str, str, str]]]:
    """The sightings of an article with what its text shows of their names.

    Args:
        sightings: the fields of `Sighting` that the statements give.
        title: of the article.
        text: of the article.

    Returns:
        The sightings, and what letters stand for: (article's id, letters, name).
    """
    whole = f"{title or ''}\n{text}"
    found = []
    for given in sightings:
        name, more = given["name"], {}
        if " " not in name and given["kind"] == "person":
            more = {"written_out": written_out(whole, name)}
        elif " " not in name and given["kind"] in ("organization", "outlet"):
            more = {
                "common": in_lower_case(whole, name),
                "inside": inside_sentence(whole, name),
            }
        found.append(Sighting(**given, **more))
    if not sightings:
        return found, []
    article = sightings[0]["article_id"]
    return found, [(article, letters, name) for letters, name in acronyms(whole)]
