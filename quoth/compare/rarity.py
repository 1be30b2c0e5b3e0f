"""How much a shared word says: common words little, rare ones and names much.

The vocabulary of the tokenizer that the weights bring is in about the order of frequency of
written English (BERT's was made so), and the same on every machine: a word's place in it gives
its weight, from 0.5 to 4; a word that is not in it weighs 4. No count over the project: what two
articles have in common must not depend on a third.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from math import fsum, log2

from quoth.compare.words import stem

COMMONEST = 1000
"""Places of the vocabulary before the first whole word."""
MOST = 4.0
LEAST = 0.5


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    source = files("quoth").joinpath("weights", "minilm-polnear", "tokenizer.json")
    vocabulary = json.loads(source.read_text(encoding="utf-8"))["model"]["vocab"]
    found: dict[str, int] = {}
    for word, place in vocabulary.items():
        if word.isalpha() and len(word) > 2:
            cut = stem(word)
            found[cut] = min(place, found.get(cut, place))
    return found


@lru_cache(maxsize=100_000)
def weight(cut: str) -> float:
    """The weight of a stem."""
    place = _places().get(cut)
    if place is None:
        return MOST
    return min(MOST, max(LEAST, log2(max(place, COMMONEST) / COMMONEST) * 0.8))


def total(stems: Iterable[str]) -> float:
    """The weight of several stems together.

    Rounded once: stems come as sets, whose order is another one in each process.
    """
    return fsum(map(weight, stems))
