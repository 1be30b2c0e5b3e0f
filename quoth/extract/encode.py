"""From text to what the tagger reads: word pieces, their offsets and features.

Training and inference share this file, so that the network sees the same thing in
both. The encoder is uncased and knows nothing of paragraphs; three small features
give that back: the case of the word, the quotation state, the place in the paragraph.
Quotation marks of every style are shown to the network as the straight one; the
state tells opening from closing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quoth.extract.quotes import quote_states

CASES = ("none", "lower", "title", "upper", "mixed")
PLACES = ("within", "paragraph start", "headline start", "headline")
HEADLINE = PLACES.index("headline start")
"""From this place on a piece stands in the headline."""
FEATURE_SIZES = (len(CASES), 4, len(PLACES))
"""Number of values of each feature: case of the word, quotation state, place."""

CHUNK = 2000
"""Characters handed to the tokenizer at once: keeps it linear on one-line texts."""

_WORD = re.compile(r"\w+(?:[’'.&-]\w+)*")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_MARKS = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛", "'"))
_DOUBLED = re.compile("''|``")


@dataclass(frozen=True, slots=True)
class Encoding:
    """One text as word pieces.

    Attributes:
        ids: int32 (n,), vocabulary ids without special tokens.
        offsets: int32 (n, 2), code points into the text, half-open.
        features: int8 (n, 3), see `FEATURE_SIZES`.
        paragraphs: int32 (n,), the paragraph number of each piece.
        states: uint8 (characters,), quotation states of the text.
    """

    ids: np.ndarray
    offsets: np.ndarray
    features: np.ndarray
    paragraphs: np.ndarray
    states: np.ndarray


def load_tokenizer(path: str | Path):
    """The tokenizer without truncation or padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(text: str, tokenizer, *, headline: bool = True) -> Encoding:
    """Encode a text of any length, in time linear in it.

    Args:
        text: the article's text.
        tokenizer: see `load_tokenizer`.
        headline: whether the first paragraph may be a headline.
    """
    states = quote_states(text)
    plain = _DOUBLED.sub('" ', text).translate(_MARKS)
    pieces = list(_chunks(text))
    encoded = tokenizer.encode_batch(
        [plain[start:end] for start, end, _ in pieces], add_special_tokens=False
    )
    ids = [np.array(e.ids, dtype=np.int32) for e in encoded]
    offsets = [
        np.array(e.offsets, dtype=np.int32).reshape(-1, 2) + start
        for e, (start, _, _) in zip(encoded, pieces, strict=True)
    ]
    numbers = [
        np.full(len(i), number, dtype=np.int32)
        for i, (_, _, number) in zip(ids, pieces, strict=True)
    ]
    if not ids:
        empty = np.zeros(0, dtype=np.int32)
        return Encoding(empty, np.zeros((0, 2), np.int32), np.zeros((0, 3), np.int8), empty, states)
    all_ids, all_offsets = np.concatenate(ids), np.concatenate(offsets)
    paragraphs = np.concatenate(numbers)
    features = np.zeros((len(all_ids), 3), dtype=np.int8)
    if len(all_ids):
        features[:, 0] = _cases(text, all_offsets[:, 0])
        features[:, 1] = states[all_offsets[:, 0]]
        first = np.ones(len(all_ids), dtype=bool)
        first[1:] = paragraphs[1:] != paragraphs[:-1]
        features[:, 2] = first
        if headline and _has_headline(text, pieces):
            in_headline = paragraphs == paragraphs[0]
            features[in_headline, 2] = 3
            features[in_headline & first, 2] = 2
    return Encoding(all_ids, all_offsets, features, paragraphs, states)


def _chunks(text: str):
    """(start, end, paragraph number) of stretches of at most about CHUNK characters."""
    number = 0
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        if match[0].isspace():
            continue
        while end - start > CHUNK:
            cut = text.rfind(" ", start + CHUNK // 2, start + CHUNK)
            cut = cut if cut > 0 else start + CHUNK
            yield start, cut, number
            start = cut
        yield start, end, number
        number += 1


def _cases(text: str, starts: np.ndarray) -> np.ndarray:
    """The case class of the word in which each piece starts."""
    begins, kinds = [0], [0]
    for match in _WORD.finditer(text):
        word = match[0]
        if word.islower():
            kind = 1
        elif word.isupper():
            kind = 3 if len(word) > 1 else 2
        elif word[0].isupper() and word[1:].islower():
            kind = 2
        elif any(c.isalpha() for c in word):
            kind = 4
        else:
            kind = 0
        begins += [match.start(), match.end()]
        kinds += [kind, 0]
    return np.array(kinds, dtype=np.int8)[np.searchsorted(begins, starts, side="right") - 1]


def _has_headline(text: str, pieces) -> bool:
    """Whether the first paragraph reads like a headline: short, and no full stop at its end."""
    if len(pieces) < 2:
        return False
    start, end, number = pieces[0]
    first = text[start:end].rstrip()
    return pieces[1][2] != number and len(first) < 160 and not first.endswith((".", "”", '"'))
