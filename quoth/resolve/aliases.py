"""The shorter forms of a name: a surname, a name without initials, a brand's first word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quoth.resolve.first_names import FIRST_NAMES_FEMALE, FIRST_NAMES_MALE
from quoth.resolve.lexicon import PARTICLES

if TYPE_CHECKING:
    from quoth.resolve.cast import Actor
    from quoth.resolve.names import Mention

Key = tuple[str, ...]

SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_FIRST_NAMES = FIRST_NAMES_MALE | FIRST_NAMES_FEMALE


def plain(name: str) -> str:
    """An outlet's name for comparison: letters and digits, no article."""
    name = "".join(c for c in name.casefold() if c.isalnum())
    return name.removeprefix("the")


def brand(key: tuple[str, ...], actor: Actor) -> bool:
    """Whether a two-word organization is also called by its first word."""
    return actor.kind == "organization" and not actor.place and len(key) == 2 and len(key[0]) > 4


def person_key(key: tuple[str, ...]) -> tuple[str, ...]:
    """First and last word of a person's name; initials and middle names left out.

    A suffix stays: "Ana Lopez" and "Ana Lopez Jr" are mother and daughter.
    """
    core = [word for word in key if len(word) > 1 and word not in SUFFIXES]
    suffix = [word for word in key if word in SUFFIXES]
    if len(core) == 3 and core[0] in _FIRST_NAMES and core[1] not in PARTICLES:
        core = [core[0], core[2]]
    return tuple(core + suffix) if len(core) >= 2 else key


def surname_aliases(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What a person is called after the first mention: "Vries", "De Vries", "Assad"."""
    core = [word for word in key if word not in SUFFIXES and len(word) > 1]
    if len(core) < 2:
        return []
    aliases = [(core[-1],)]
    particles = 0
    while particles < len(core) - 2 and core[-2 - particles] in PARTICLES:
        particles += 1
        aliases.append(tuple(core[-1 - particles :]))
    if "-" in core[-1]:
        aliases.append((core[-1].split("-")[-1],))
    if not particles and len(core) == 3:
        aliases.append(tuple(core[-2:]))
    return aliases


def papers(
    word: str,
    mentions: Sequence[Mention],
    groups: Mapping[Key, Sequence[int]],
    actors: Mapping[Key, Actor],
) -> list[Actor]:
    """The one paper whose name ends in a word: "The Times" behind "the Odd Bay Times".

    Args:
        word: the short name, folded.
        mentions: of the article.
        groups: indexes of the mentions of each name.
        actors: whom each name stands for.

    Returns:
        One actor, or none if several papers or only later ones bear the word.
    """
    longer = {
        id(actor): actor
        for key, actor in actors.items()
        if len(key) > 1 and key[-1] == word and actor.kind == "outlet"
    }
    offset = mentions[groups[(word,)][0]].span[0]
    before = any(
        mentions[groups[key][0]].span[0] < offset
        for key, actor in actors.items()
        if id(actor) in longer and key in groups
    )
    return list(longer.values()) if before and len(longer) == 1 else []
