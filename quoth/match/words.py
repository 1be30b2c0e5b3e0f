"""Texts as words that can be held against one another.

Two outlets print one quotation with other marks, dashes, brackets and contractions: none of that
is a different word. So everything here compares words in a plain form, and keeps where each stands.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|[%$€£]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?![\d,])")
_GAP = re.compile(r"\.\s?\.\s?\.|…")
_OPENING = {"[": "]"}
_CONTRACTED = {
    "n't": "not",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
}
_WHOLE = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "he's": ("he", "is"),
    "she's": ("she", "is"),
    "it's": ("it", "is"),
    "that's": ("that", "is"),
    "there's": ("there", "is"),
    "what's": ("what", "is"),
    "gonna": ("going", "to"),
    "%": ("percent",),
    "ok": ("okay",),
}
_SPELLED = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
    if word != "one"
}

STOP = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "get",
        "go",
        "going",
        "got",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "know",
        "let",
        "like",
        "make",
        "may",
        "me",
        "might",
        "more",
        "most",
        "much",
        "must",
        "my",
        "myself",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "ours",
        "ourselves",
        "out",
        "over",
        "own",
        "really",
        "said",
        "same",
        "say",
        "says",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "think",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "very",
        "was",
        "way",
        "we",
        "well",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "yours",
        "yourself",
        "yourselves",
        "s",
        "d",
        "it's",
        "that's",
        "he's",
        "she's",
        "there's",
        "what's",
    ]
)
"""Words that tell nothing about what is said. "not", "no" and numbers are not among them."""

NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "nobody",
        "none",
        "nothing",
        "nor",
        "neither",
        "without",
        "cannot",
        "nowhere",
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word in its plain form, where it stands, and whether brackets enclose it."""

    plain: str
    span: Span
    bracketed: bool = False


def words(text: str) -> list[Word]:
    """The words of a text in plain form.

    Case, accents, quotation marks, hyphens and dashes do not count; contractions are written
    out; numbers lose their commas and small ones their letters ("three" is "3").

    Args:
        text: of any length; the work is linear in it.

    Returns:
        Words with their code points in the text. Two words of one contraction share a span.
    """
    brackets = _bracketed(text)
    return [
        Word(form, (start, end), any(a < start < b for a, b in brackets))
        for form, start, end in zip(*places(text), strict=True)
    ]


def places(text: str) -> tuple[list[str], list[int], list[int]]:
    """As `words`: the plain forms, where each begins and where it ends."""
    grouped = {m.start(): m.end() for m in _GROUPED.finditer(text)} if "," in text else {}
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    past = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start < past:
            continue
        raw = match[0]
        if start in grouped:
            end = past = grouped[start]
            raw = text[start:end].replace(",", "")
        for form in plain_words(raw):
            forms.append(form)
            starts.append(start)
            ends.append(end)
    return forms, starts, ends


def plain(text: str) -> list[str]:
    """As `words`, but the plain forms alone."""
    return places(text)[0]


@lru_cache(maxsize=200_000)
def plain_words(raw: str) -> tuple[str, ...]:
    """One word as it stands in a text, in plain form: mostly one word, of a contraction two."""
    word = raw.replace("’", "'").replace("ʼ", "'").casefold()
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in decomposed if not unicodedata.combining(c)) or word
    if word in _WHOLE:
        return _WHOLE[word]
    for ending, whole in _CONTRACTED.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word[: -len(ending)], whole)
    return (_SPELLED.get(word, word),)


def gaps(text: str) -> list[Span]:
    """Where three dots stand for words left out."""
    return [match.span() for match in _GAP.finditer(text)]


def _bracketed(text: str) -> list[Span]:
    """Stretches in square brackets: an editor's words. At most 80 characters each."""
    if "[" not in text:
        return []
    return [match.span() for match in re.finditer(r"\[[^\[\]]{0,80}\]", text)]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The word without the commonest English endings, for counting what two texts share.

    Much less than Porter (1980): only endings that change no meaning are taken off.
    """
    if len(word) < 5 or not word.isalpha():
        return word[:-2] if word.endswith("'s") else word
    for ending, rest in (
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
    ):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + rest
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@lru_cache(maxsize=400_000)
def number_of(word: str) -> int:
    """A word as a number of 62 bits: the same on every machine (BLAKE2b, RFC 7693)."""
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 2


@dataclass(frozen=True)
class Wording:
    """A content's words. Equal contents share one."""

    plain: tuple[str, ...]

    @cached_property
    def key(self) -> tuple[str, ...]:
        return self.plain

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Without the words that tell nothing."""
        return tuple(word for word in self.plain if word not in STOP)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What the telling words come from."""
        return frozenset(stem(word) for word in self.telling)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words that begin with a digit."""
        return frozenset(word for word in self.plain if word[0].isdigit())

    @cached_property
    def negations(self) -> int:
        """How many words deny."""
        return sum(word in NEGATIONS for word in self.plain)
