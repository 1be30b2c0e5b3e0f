"""Words and numbers of a text with their places: what the figures' grammar reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|(?<![\w.])\.[0-9]+|"
    r"[^\W\d_]+(?:['’][^\W\d_]+)?|\S"
)
"""A number with its separators, a word with its apostrophe, or one sign. No part repeats a
part that repeats, so that it takes linear time."""

_DIGITS = frozenset("0123456789")
ENDS = frozenset(".!?;\n")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in order; all lists are of one length."""

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, index: int) -> str:
        """The word in lower case; empty beyond either end."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def word(self, index: int) -> str:
        """The word as written; empty beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def glued(self, index: int) -> bool:
        """Whether the token follows the one before it without a space."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]

    def digits(self, index: int) -> bool:
        """Whether the token is a number in digits."""
        word = self.word(index)
        return word[:1] in _DIGITS or (word[:1] == "." and len(word) > 1)

    def begins(self, index: int) -> bool:
        """Whether the token is the first of a sentence, a line or a quotation."""
        before = self.at(index - 1)
        if not before or before in '“"‘«:!?•*':
            return True
        between = self.text[self.ends[index - 1] : self.starts[index]]
        return before == "." or "\n" in between

    def apart(self, index: int) -> bool:
        """Whether a sentence or line ends between the token before and this one."""
        if index <= 0 or index >= len(self.words):
            return True
        return (
            self.lower[index - 1] in ENDS
            or "\n" in self.text[self.ends[index - 1] : self.starts[index]]
        )


def tokens(text: str) -> Tokens:
    """Cut a text into tokens; white space is none."""
    words, starts, ends = [], [], []
    for found in TOKEN.finditer(text):
        words.append(found.group())
        starts.append(found.start())
        ends.append(found.end())
    lower = [word.lower().replace("’", "'") for word in words]
    return Tokens(text=text, words=words, lower=lower, starts=starts, ends=ends)
