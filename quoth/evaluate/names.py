"""When two names of a speaker count as the same: titles dropped, equal or one in the other."""

from __future__ import annotations

import re
from functools import lru_cache

_TITLES = """
the former late then acting interim deputy vice assistant senior
mr mrs ms miss mx dr doctor prof professor sir dame lord lady baron baroness
president premier prime minister chancellor governor gov mayor secretary
attorney speaker leader chairman chairwoman chairperson chair commissioner
ambassador envoy senator sen representative rep congressman congresswoman
councillor councilor councilman councilwoman delegate mp
judge justice chief sheriff officer detective inspector constable
general gen colonel col major maj captain capt lieutenant lt sergeant sgt
corporal admiral adm commander cmdr marshal
king queen prince princess duke duchess emperor sultan sheikh emir
pope cardinal archbishop bishop father reverend rev pastor rabbi imam ayatollah
spokesman spokeswoman spokesperson director
"""

TITLES = frozenset(_TITLES.split())
"""Words dropped from the beginning of a name, however many there are."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "phd", "md", "esq", "mp", "kc", "qc"})
"""Words dropped from the end of a name."""

_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_POSSESSIVE = re.compile(r"['’]s\b")


@lru_cache(maxsize=4096)
def bare(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without titles, possessive and punctuation.

    "U.S." is one word. A name that consists of titles only ("the president")
    keeps them: it would otherwise equal everything.
    """
    name = _POSSESSIVE.sub("", _DOTTED.sub("", name.casefold()))
    # A combining mark is no letter, but it ends no word either.
    words = re.sub(r"[^\w\u0300-\u036f]+", " ", name).replace("_", " ").split()
    start, end = 0, len(words)
    while start < end and words[start] in TITLES:
        start += 1
    while end > start + 1 and words[end - 1] in SUFFIXES:
        end -= 1
    return tuple(words[start:end] or words)


def same_name(a: str, b: str) -> bool:
    """Whether the names are equal without titles, or one is contained in the other.

    Contained means word by word: "Volkov" is in "Leonid Volkov", and "US" is not
    in "Russia".
    """
    short, long = sorted((bare(a), bare(b)), key=len)
    if not short:
        return False
    width = len(short)
    return any(long[i : i + width] == short for i in range(len(long) - width + 1))
